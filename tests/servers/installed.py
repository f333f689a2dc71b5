"""Which real servers this machine has, and what to say where one is missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

PACKAGES = {
    "dovecot": "dovecot-imapd dovecot-lmtpd",
    "postgresql": "postgresql",
}


def program(server: str) -> Path | None:
    """Where the server's program lies, the newest version if there are several."""
    if server == "dovecot":
        found = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        return Path(found) if found else None
    versions = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(versions, key=lambda path: int(path.parts[4]), default=None)


def need(server: str) -> Path:
    """The server's program. Skips the test where it is not installed; under CI that is a failure instead."""
    path = program(server)
    if path is None:
        says = f"{server} is not installed: apt-get install {PACKAGES[server]}"
        if os.environ.get("CI"):
            pytest.fail(says, pytrace=False)
        pytest.skip(says)
    return path
