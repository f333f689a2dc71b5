"""What the real servers have in common: an unprivileged user, a folder of that user, a free port."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def user() -> str:
    """Whom the server runs as: ourselves, or nobody where we are root (PostgreSQL refuses root)."""
    return "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name


@contextmanager
def folder(name: str) -> Iterator[Path]:
    """A fresh folder of `user()`, removed at the end."""
    path = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    try:
        shutil.chown(path, user())
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(true: Callable[[], bool], seconds: float, says: Callable[[], str]) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise RuntimeError(says())
        time.sleep(0.02)
