"""Files attached to a PDF: those of its name tree (ISO 32000-1, 7.11.4), as mail archives and portfolios keep them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import decode_text

from mailbot.model.message import Attachment

_MOST = 50
_DEEPEST = 10  # of the name tree
_NO_DOCUMENTS = (".joboptions", ".xml")


def attached_files(catalog: Any, attachment: Attachment) -> Iterator[Attachment]:
    """The files attached to the document whose catalog this is."""
    tree = _plain(_plain(catalog.get("Names")).get("EmbeddedFiles"))
    for number, file in enumerate(_leaves(tree, _DEEPEST)):
        if number >= _MOST:
            return
        given = _plain(file)
        name = _text(given.get("UF")) or _text(given.get("F")) or f"file-{number + 1}"
        stream = resolve1(_plain(given.get("EF")).get("F"))
        if isinstance(stream, PDFStream) and not name.lower().endswith(_NO_DOCUMENTS):
            part = f"{attachment.part}: {name}"
            yield Attachment(name, "application/octet-stream", stream.get_data(), part, attachment.hop)


def _leaves(node: dict[str, Any], depth: int) -> Iterator[Any]:
    """The values of a name tree in order."""
    names = resolve1(node.get("Names")) or []
    yield from names[1::2]
    for kid in (resolve1(node.get("Kids")) or []) if depth else []:
        yield from _leaves(_plain(kid), depth - 1)


def _plain(value: Any) -> dict[str, Any]:
    value = resolve1(value)
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    value = resolve1(value)
    return decode_text(value) if isinstance(value, bytes) else ""
