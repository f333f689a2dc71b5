"""Archives of files: each member becomes an attachment of its own, within limits."""

from __future__ import annotations

import posixpath

from mailbot.model.message import Attachment, Problem
from mailbot.reading.documents.archive import Archive
from mailbot.reading.documents.contents import Contents, Unreadable
from mailbot.reading.documents.tools import Tools

WHAT = "zip file"
MOST_FILES = 200
LARGEST = 60_000_000  # bytes, all together, unpacked
_LITTER = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


def read_zip(attachment: Attachment, tools: Tools) -> Contents:
    """The members of a zip file in their order."""
    archive = Archive.open(attachment.content, WHAT)
    names = [name for name in archive.names if not name.endswith("/") and not _is_litter(name)]
    if len(names) > MOST_FILES:
        raise Unreadable(Problem.TOO_LARGE, f"the zip file holds more than {MOST_FILES} files; open it by hand")
    left = LARGEST
    found = []
    for name in names:
        content = archive.read(name, left)
        left -= len(content)
        shown = posixpath.basename(name.replace("\\", "/")) or name
        part = f"{attachment.part}: {name}"
        found.append(Attachment(shown, "application/octet-stream", content, part, attachment.hop))
    return Contents(attachments=tuple(found))


def _is_litter(name: str) -> bool:
    lower = name.lower()
    return lower.startswith(_LITTER[0]) or posixpath.basename(lower) in _LITTER
