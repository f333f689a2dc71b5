"""What a file is, told by its content; its name and declared type count only where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile

from mailbot.model.message import Attachment
from mailbot.reading.documents.separated import separator

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "image"),
    (b"{\\rtf", "rtf"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"\x76\xe8\x04\x60\xc4\x11\xe3\x86", "rpmsg"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gzip"),
)


def kind_of(attachment: Attachment) -> str:
    """One word for the kind, "unknown" where nothing tells it."""
    content = attachment.content
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content)
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    return _textual(attachment)


def _zipped(content: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except Exception:
        return "zip"
    folders = {name.replace("\\", "/").partition("/")[0].lower() for name in names}
    lower = {name.lower() for name in names}
    if "word" in folders and "[content_types].xml" in lower:
        return "docx"
    if "xl" in folders and "[content_types].xml" in lower:
        return "xlsx"
    return "zip"


def _textual(attachment: Attachment) -> str:
    start = attachment.content[:4096]
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "unknown"
    name = attachment.name.lower()
    text = start.decode("latin-1")
    if re.match(r"\s*(?:BEGIN:VCALENDAR)", text):
        return "ics"
    if attachment.media_type in ("text/csv", "text/tab-separated-values") or name.endswith((".csv", ".tsv")):
        return "csv" if separator(text) else "txt"
    return "txt"
