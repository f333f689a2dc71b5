"""The answers in a PDF whose form is drawn from XML (XFA): the leaves of its data, as its designer named them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pdfminer.pdftypes import PDFStream, resolve1

from mailbot.reading.documents.markup import descendants, local, parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MOST = 2_000
_LARGEST = 5_000_000


def xfa_fields(catalog: Any) -> Iterator[tuple[str, str]]:
    """Label and value of every filled element; nothing where the form has no such data."""
    packets = resolve1((resolve1(catalog.get("AcroForm")) or {}).get("XFA"))
    if not isinstance(packets, list):
        return
    for name, stream in zip(packets[::2], packets[1::2], strict=False):
        stream = resolve1(stream)
        if resolve1(name) == b"datasets" and isinstance(stream, PDFStream):
            data = stream.get_data()[:_LARGEST]
            yield from _leaves(parse(data, "PDF form"))


def _leaves(root: Element) -> Iterator[tuple[str, str]]:
    for data in descendants(root, "data"):
        for index, element in enumerate(data.iter()):
            text = (element.text or "").strip()
            if index < _MOST and len(element) == 0 and text:
                yield " ".join(_WORDS.findall(local(element))) or local(element), text
        return
