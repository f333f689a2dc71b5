"""XML parts of documents, parsed without entities, external references or unbounded trees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import defusedxml
from defusedxml import ElementTree

from mailbot.model.message import Problem
from mailbot.reading.documents.contents import Unreadable, corrupt

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_TAGS = 1_500_000  # opening and closing; keeps the tree under about 200 MB


def parse(data: bytes, what: str) -> Element:
    """The root element. Raises `Unreadable` for a damaged part, one that declares entities, or one too large."""
    if data.count(b"<") > MOST_TAGS:
        raise Unreadable(Problem.TOO_LARGE, f"the {what} is too large to be read; open it by hand")
    try:
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except defusedxml.DefusedXmlException as error:
        raise _harmful(what) from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise corrupt(what) from error
    return root


def refuse_declarations(data: bytes, what: str) -> None:
    """Raises `Unreadable` for XML that declares a document type, before a library parses it: no such file needs one."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _harmful(what)


def _harmful(what: str) -> Unreadable:
    return Unreadable(Problem.CORRUPT, f"the {what} is not as such files are made and may be harmful; don't open it")


def local(element: Element) -> str:
    """An element's name without its namespace: strict and transitional files differ only there."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute's value by its name without namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return None


def child(element: Element, *path: str) -> Element | None:
    """The first descendant along these names."""
    for name in path:
        found = next((one for one in element if local(one) == name), None)
        if found is None:
            return None
        element = found
    return element


def descendants(element: Element, name: str) -> Iterator[Element]:
    """All elements of this name below, in document order."""
    return (one for one in element.iter() if local(one) == name)
