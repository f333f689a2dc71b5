"""What a test sees of a document: items without their places."""

from __future__ import annotations

from mailbot.model.message import Attachment, Document, FormField, Passage, Table
from mailbot.reading.documents.read import read_document
from mailbot.reading.documents.tools import NO_TOOLS, Tools

Rows = list[list[str]]


def attached(content: bytes, name: str = "form", media_type: str = "application/octet-stream") -> Attachment:
    return Attachment(name, media_type, content, name)


def opened(
    content: bytes, name: str = "form", media_type: str = "application/octet-stream", tools: Tools = NO_TOOLS
) -> Document:
    """The document, checked for what holds of every document."""
    document = read_document(attached(content, name, media_type), tools)
    assert all(item.part.startswith(name) for item in document.items)
    assert (document.problem is None) or (document.detail and not document.items)
    return document


def tables(document: Document) -> list[Rows]:
    return [[list(row) for row in item.rows] for item in document.items if isinstance(item, Table)]


def text(document: Document) -> str:
    return "\n".join(item.text for item in document.items if isinstance(item, Passage))


def answers(document: Document) -> dict[str, str]:
    return {item.label: item.value for item in document.items if isinstance(item, FormField)}


def shapes(document: Document) -> list[str]:
    return [type(item).__name__ for item in document.items]
