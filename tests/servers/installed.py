"""Which real servers and programs this machine has, and what to say where one is missing."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

PLACES = {  # where distributions put the program; the newest version counts
    "dovecot": ("usr/sbin/dovecot", "usr/local/sbin/dovecot"),
    "postgresql": ("usr/lib/postgresql/*/bin/initdb", "usr/bin/initdb"),
    "systemd": ("usr/bin/systemd-analyze",),
}
PACKAGES = {"dovecot": "dovecot-imapd dovecot-lmtpd", "postgresql": "postgresql", "systemd": "systemd"}


def program(server: str) -> Path | None:
    """Where the server's program lies."""
    found = [path for pattern in PLACES[server] for path in Path("/").glob(pattern)]
    return max(found, key=lambda path: [int(number) for number in re.findall(r"\d+", str(path))], default=None)


def need(server: str) -> Path:
    """The server's program. Skips the test where it is not installed; under CI that is a failure instead."""
    path = program(server)
    if path is None:
        says = f"{server} is not installed: apt-get install {PACKAGES[server]}"
        if os.environ.get("CI"):
            pytest.fail(says, pytrace=False)
        pytest.skip(says)
    return path
