"""Address lists, read as mail programs show them. Never the ground for trust: that is `reading.sender`.

One pass over the characters, no recursion: the standard library's parsers recurse once per open bracket.
"""

from __future__ import annotations

import re

from mailbot.model.message import Address
from mailbot.reading.headers import words

_MOST = 2_000
_ANGLED = re.compile(r"<([^<>]{0,1000})>")
_BREAK = re.compile(r"[\s<>()\[\],;:\"@]")
_AFTER = re.compile(r"[^\s<>()\[\],;:\"@]{1,255}")
_EDGES = " \t\r\n'\""


def addresses(raw: str, separators: str = ",;") -> tuple[Address, ...]:
    """The mailboxes of a From, To or Cc value (or of a forward block's line). A name without an address is kept.

    An unquoted comma within a name ("Okell, Tamsin <t@...>") does not part it from its address.
    """
    found: list[Address] = []
    waiting: list[str] = []  # pieces of a name that an unquoted comma cut
    for piece in _pieces(raw, separators)[:_MOST]:
        name, address = _mailbox(piece)
        if address:
            found.append(Address(", ".join([*waiting, name] if name else waiting), address))
            waiting = []
        elif name:
            waiting.append(name)
    return (*found, *(Address(name, "") for name in waiting))


def _mailbox(piece: str) -> tuple[str, str]:
    angled = _ANGLED.search(piece)
    if angled:
        inside = words(angled[1])
        at = _spec(inside)
        return _name(piece[: angled.start()] + " " + piece[angled.end() :]), inside[at].lower() if at else ""
    at = _spec(piece)
    if at:
        return _name(piece[: at.start] + " " + piece[at.stop :]), piece[at].strip("'").lower()
    return _name(piece), ""


def _spec(text: str) -> slice | None:
    """Where the first address stands in a text."""
    at = text.find("@")
    while at >= 0:
        local = _BREAK.split(text[max(0, at - 200) : at])[-1]
        after = _AFTER.match(text, at + 1)
        if local and after:
            return slice(at - len(local), after.end())
        at = text.find("@", at + 1)
    return None


def _name(text: str) -> str:
    text = words(text).strip(_EDGES)
    if text.startswith("(") and text.endswith(")"):  # the old style: address (Name)
        text = text[1:-1].strip(_EDGES)
    return "" if text.lower().endswith(("recipients:", "mailto:")) else text.replace('\\"', '"').replace('"', "")


def _pieces(raw: str, separators: str) -> list[str]:
    """Split where a separator stands outside quotes, angle brackets and comments; a bracket never closed is text."""
    pieces: list[str] = []
    start, quoted, escaped, angled, depth = 0, False, False, False, 0
    closable = raw.count(")")
    for index, char in enumerate(raw):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == '"' and not depth:
            quoted = not quoted
        elif quoted:
            continue
        elif char == "(" and closable > depth:
            depth += 1
        elif char == ")":
            closable -= 1
            depth = max(0, depth - 1)
        elif char in "<>" and not depth:
            angled = char == "<"
        elif char in separators and not depth and not angled:
            pieces.append(raw[start:index])
            start = index + 1
    return [*pieces, raw[start:]]
