"""A mail's raw bytes to a `Message` with every attachment read, also those found inside others."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from mailbot.model.message import Attachment, Document, Hop, Message, Problem
from mailbot.model.trust import Trust
from mailbot.reading.documents.read import read_document
from mailbot.reading.documents.tools import NO_TOOLS, Tools
from mailbot.reading.message import parse

DEEPEST = 4  # files within files
MOST_DOCUMENTS = 200
LARGEST_TOTAL = 60_000_000  # bytes, unpacked
_SMALLEST_SCAN = 15_000  # bytes of an image; smaller ones are logos


def read(
    raw: bytes, trust: Trust, received: datetime | None = None, tools: Tools = NO_TOOLS, *, documents: bool = True
) -> Message:
    """Read a mail and its documents. Never raises, but is to be run in a bounded process (`mailbot.bounds`)."""
    message = parse(raw, trust, received)
    if not documents:
        return message
    hops = list(message.hops)
    found = tuple(_told_once(one, message) for one in read_all(message.attachments, hops, tools))
    return replace(message, documents=found, hops=tuple(hops))


def undocumented(message: Message, problem: Problem, detail: str) -> Message:
    """The same mail with every attachment told as unread for one reason."""
    shown = (one for one in message.attachments if not _is_decoration(one))
    return replace(message, documents=tuple(_unread(one, problem, detail) for one in shown))


def read_all(attachments: Sequence[Attachment], hops: list[Hop], tools: Tools = NO_TOOLS) -> Iterator[Document]:
    """The documents of these attachments, each followed by what was found inside it.

    The chain of a mail that came as a file is joined to `hops`; its items and files then count their hops there.
    """
    waiting = deque((one, 0) for one in attachments if not _is_decoration(one))
    total = made = 0
    while waiting and made < MOST_DOCUMENTS:
        attachment, depth = waiting.popleft()
        total += len(attachment.content)
        refused = _refused(attachment, depth, total) or _left(attachment, tools)
        document = _chained(refused or read_document(attachment, tools), hops)
        waiting.extendleft((inner, depth + 1) for inner in reversed(document.attachments))
        made += 1
        yield replace(document, attachments=tuple(_let_go(one) for one in document.attachments))
    if waiting:
        yield _unread(waiting[0][0], Problem.TOO_LARGE, f"only the first {MOST_DOCUMENTS} files were read")


def _let_go(inner: Attachment) -> Attachment:
    """A file that was found inside another, without its content; by its digest it is known again."""
    digest = "" if _is_decoration(inner) else hashlib.sha256(inner.content).hexdigest()
    return replace(inner, content=b"", digest=digest)


def _chained(document: Document, hops: list[Hop]) -> Document:
    """The document with its own hops, if it is a mail, counted as part of the whole chain."""
    if not document.hops:
        return document
    first = len(hops)
    hops += [replace(hop, index=first + hop.index) for hop in document.hops]
    return replace(
        document,
        hops=(),
        items=tuple(replace(item, hop=first + item.hop) for item in document.items),
        attachments=tuple(replace(one, hop=first + one.hop) for one in document.attachments),
    )


def _told_once(document: Document, message: Message) -> Document:
    """Outlook's winmail.dat without its text where the mail's own text says the same."""
    return replace(document, items=()) if document.kind == "tnef" and message.items else document


def _is_decoration(attachment: Attachment) -> bool:
    """A signature, or an image that the mail's own layout shows and that is too small to be a scan."""
    small = len(attachment.content) < _SMALLEST_SCAN
    return attachment.inline and (small or not attachment.media_type.startswith("image/"))


def _refused(attachment: Attachment, depth: int, total: int) -> Document | None:
    if depth > DEEPEST:
        return _unread(attachment, Problem.TOO_COSTLY, "the file lies too deep within other files; open it by hand")
    if total > LARGEST_TOTAL:
        return _unread(attachment, Problem.TOO_LARGE, "the files of this mail are too large together; open it by hand")
    return None


def _left(attachment: Attachment, tools: Tools) -> Document | None:
    if not tools.out_of_time():
        return None
    return _unread(attachment, Problem.TOO_COSTLY, "the mail's other files took all the time there is; open it by hand")


def _unread(attachment: Attachment, problem: Problem, detail: str) -> Document:
    return Document(attachment.name, "unread", attachment.part, problem=problem, detail=detail)
