"""Pictures and scans: their words by optical recognition where the caller offers it, marked as less certain."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

from PIL import Image, ImageOps, ImageSequence

from mailbot.model.message import Attachment, Item, Passage, Problem, Table
from mailbot.reading.documents.contents import Contents, Unreadable
from mailbot.reading.documents.layout import blocks
from mailbot.reading.documents.tools import Tools, Word

MOST_PIXELS = 80_000_000
MOST_PAGES = 10  # of a fax or a scan in one file
_LONGEST_SIDE = 2_600  # pixels; an A4 page at 220 dots an inch
_LEAST = 3  # words; less is a logo or a photograph


def read_image(attachment: Attachment, tools: Tools) -> Contents:
    """The words of a picture. Raises `Unreadable` where none can be recognised."""
    if tools.recognise is None:
        raise _unread()
    pages = [tools.recognise(page) for page in _pages(attachment.content)]
    if all(words is None for words in pages):
        raise _unread()
    items = [item for words in pages if words and len(words) >= _LEAST for item in page_of(words, attachment)]
    if not items:
        raise Unreadable(Problem.NO_TEXT, "this is a picture without readable text")
    return Contents(tuple(items), certain=False)


def _unread() -> Unreadable:
    return Unreadable(Problem.NO_TEXT, "this is a picture or a scan, and mailbot can't read it; open it by hand")


def _pages(content: bytes) -> Iterator[bytes]:
    """Each page as a grey PNG, upright and no larger than recognition needs. Raises `Unreadable` for damage."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unreadable(Problem.TOO_LARGE, "the picture is too large to be read; open it by hand")
            image.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))
            for frame in islice(ImageSequence.Iterator(image), MOST_PAGES):
                yield _upright(frame)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable(Problem.CORRUPT, "the picture is damaged and can't be opened") from error


def _upright(frame: Image.Image) -> bytes:
    page = ImageOps.exif_transpose(frame).convert("L")
    page.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    out = io.BytesIO()
    page.save(out, "PNG", compress_level=1)
    return out.getvalue()


def page_of(words: tuple[Word, ...], attachment: Attachment) -> list[Item]:
    """Recognised words as passages and tables."""
    return [
        Passage(block, attachment.part, attachment.hop)
        if isinstance(block, str)
        else Table(tuple(tuple(row) for row in block), attachment.part, attachment.hop)
        for block in blocks(words)
    ]
