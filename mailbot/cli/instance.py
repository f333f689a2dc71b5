"""The mark beside the database by which a restored copy is known (`store.sending`).

`mailbot.instance` lies in systemd's state directory, else in the home folder, and does not belong into a backup: a
database that is put back meets the newer mark, or none, or that of another machine, and sends nothing until an officer
has looked.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from mailbot.cli.house import clock
from mailbot.store.store import Held, Store

FILE = "mailbot.instance"
MACHINE = Path("/etc/machine-id")


def note_start(folder: Path, store: Store) -> Held | None:
    """Note a start in the database and beside it; why sending is held, or None. Raises OSError."""
    mark = Path(os.environ.get("STATE_DIRECTORY") or folder) / FILE
    beside = mark.read_text(encoding="utf-8") if mark.is_file() else None
    _write(mark, store.started(beside, _machine(), secrets.token_hex(8), "mailbot", clock()))
    return store.held()


def _write(mark: Path, text: str) -> None:
    """Whole or not at all: a cut that leaves half a mark would hold sending for nothing."""
    new = mark.with_suffix(".new")
    new.touch(mode=0o600)
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(mark)


def _machine() -> str:
    """The machine's name for itself, or "-" where it has none, as in many containers."""
    name = MACHINE.read_text(encoding="ascii").strip() if MACHINE.is_file() else ""
    return hashlib.sha256(name.encode()).hexdigest()[:16] if name else "-"
