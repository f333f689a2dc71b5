"""The zip container of Word, Excel and OpenDocument files and of plain archives, opened within limits.

Sizes in a zip's directory are the sender's claim, so what is unpacked is counted as it is unpacked.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from mailbot.model.message import Problem
from mailbot.reading.documents.contents import Unreadable, corrupt, locked

MOST_MEMBERS = 5_000
LARGEST_PART = 20_000_000  # bytes, unpacked
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened zip file; `what` names it in an officer's words."""

    file: zipfile.ZipFile
    what: str

    @classmethod
    def open(cls, content: bytes, what: str) -> Archive:
        """Raises `Unreadable` where it is damaged or has too many members."""
        try:
            file = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
            raise corrupt(what) from error
        if len(file.infolist()) > MOST_MEMBERS:
            raise Unreadable(Problem.TOO_LARGE, f"the {what} holds more than {MOST_MEMBERS} files; open it by hand")
        return cls(file, what)

    @property
    def names(self) -> list[str]:
        return self.file.namelist()

    def __contains__(self, name: str) -> bool:
        return name in self.file.NameToInfo

    def size(self, name: str) -> int:
        """What a member claims to hold, in bytes."""
        return self.file.getinfo(name).file_size

    def read(self, name: str, limit: int = LARGEST_PART) -> bytes:
        """One member's bytes, at most `limit`. Raises `Unreadable` where it is larger, encrypted or damaged."""
        info = self.file.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise locked(self.what)
        try:
            with self.file.open(info) as member:
                data = member.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError) as error:
            raise corrupt(self.what) from error
        if len(data) > limit:
            raise Unreadable(
                Problem.TOO_LARGE, f"the {self.what} unpacks to more than {limit // 1_000_000} MB; open it by hand"
            )
        return data
