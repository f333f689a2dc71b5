"""Files within a Word or OpenDocument file: documents put into it, and the scans of which some files consist."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from mailbot.model.message import Attachment
from mailbot.reading.documents.archive import Archive

LEAST_LETTERS = 200  # a document with fewer may be a scan pasted into a page
_SMALLEST_SCAN = 15_000  # bytes
_MOST = 20
_FILES = re.compile(
    r"(?i)word/(?:embeddings/[^/]{1,200}\.(?:docx|docm|doc|xlsx|xlsm|xls|pdf|rtf|msg)|afchunk[^/]{0,200})"
)
_PICTURES = re.compile(r"(?i)(?:word/media|Pictures)/[^/]{1,200}\.(?:png|jpe?g|tiff?|bmp|gif)")


def embedded(archive: Archive, attachment: Attachment, pictures: bool) -> Iterator[Attachment]:
    """The files within, and its larger pictures if these are asked for."""
    count = 0
    for name in archive.names:
        scan = pictures and _PICTURES.fullmatch(name) and archive.size(name) >= _SMALLEST_SCAN
        if (scan or _FILES.fullmatch(name)) and count < _MOST:
            count += 1
            part = f"{attachment.part}: {posixpath.basename(name)}"
            content = archive.read(name)
            yield Attachment(posixpath.basename(name), "application/octet-stream", content, part, attachment.hop)
