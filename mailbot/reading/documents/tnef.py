"""winmail.dat (MS-OXTNEF): the text and the files of a mail as Outlook wraps them for Exchange.

The format counts its properties and values in figures of four bytes that nothing checks; here no loop goes further than
the bytes do, so a file of a hundred bytes that claims four thousand million properties costs no more than any other.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from mailbot.reading.charset import decode

SIGNATURE = b"\x78\x9f\x3e\x22"
_BODY, _CODEPAGE, _PROPERTIES = 0x800C, 0x9007, 0x9003
_NEXT_FILE, _FILE_NAME, _FILE_CONTENT, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_TEXT, _HTML, _RICH, _HTML_CODEPAGE = 0x1000, 0x1013, 0x1009, 0x3FDE  # MS-OXPROPS
_NAMES = (0x3707, 0x3704, 0x3001)  # long file name, short one, the one that is shown
_DATA = 0x3701
_SIZES = {
    0: 0,
    1: 0,
    2: 4,
    3: 4,
    4: 4,
    5: 8,
    6: 8,
    7: 8,
    0xA: 4,
    0xB: 4,
    0x14: 8,
    0x40: 8,
    0x48: 16,
}  # MS-OXCDATA 2.11.1
_UNICODE, _OBJECT = 0x1F, 0xD
_VARIABLE = (0x1E, _UNICODE, _OBJECT, 0x102)
_MANY, _NAMED = 0x1000, 0x8000
_IDENTIFIER = 16  # bytes before an embedded object
_CHARSETS = {65001: "utf-8", 20127: "us-ascii", 20866: "koi8-r", 28591: "iso-8859-1", 28605: "iso-8859-15"}


@dataclass(slots=True)
class File:
    """A file in it. `name` is "" where none is given; a mail within a mail is a winmail.dat of its own."""

    name: str = ""
    content: bytes = b""


@dataclass(slots=True)
class Winmail:
    """What it holds; `rich` is compressed RTF (MS-OXRTFCP)."""

    text: str = ""
    html: str = ""
    rich: bytes = b""
    files: list[File] = field(default_factory=list)


def unwrap(data: bytes) -> Winmail:
    """Read it as far as it goes. ValueError where it is none."""
    if not data.startswith(SIGNATURE):
        raise ValueError("no TNEF signature")
    found, charset = Winmail(), "windows-1252"
    for name, value in _attributes(data):
        if name == _CODEPAGE and len(value) >= 4:
            charset = _charset(value)
        elif name == _BODY:
            found.text = _text(value, charset)
        elif name == _PROPERTIES:
            _take_text(found, dict(_properties(value)), charset)
        elif name == _NEXT_FILE:
            found.files.append(File())
        elif name in (_FILE_NAME, _FILE_CONTENT, _FILE_PROPERTIES) and found.files:
            _take_file(found.files[-1], name, value, charset)
    return found


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each attribute's name and value: level, name, type, length, value, checksum."""
    at = len(SIGNATURE) + 2
    while at + 9 <= len(data):
        name, length = struct.unpack_from("<H2xI", data, at + 1)
        yield name, data[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _take_text(found: Winmail, given: dict[int, tuple[int, bytes]], charset: str) -> None:
    if _TEXT in given:
        found.text = _string(given[_TEXT], charset) or found.text
    if _HTML in given:
        page = given.get(_HTML_CODEPAGE)
        found.html = _text(given[_HTML][1], _charset(page[1]) if page else charset)
    if _RICH in given:
        found.rich = given[_RICH][1]


def _take_file(file: File, name: int, value: bytes, charset: str) -> None:
    if name == _FILE_NAME:
        file.name = file.name or _text(value, charset)
    elif name == _FILE_CONTENT:
        file.content = value
    else:
        given = dict(_properties(value))
        file.name = next((_string(given[one], charset) for one in _NAMES if one in given), file.name) or file.name
        kind, content = given.get(_DATA, (0, b""))
        if kind == _OBJECT:
            file.content = content[_IDENTIFIER:]  # beside it stands a text for programs that cannot read this
        else:
            file.content = file.content or content


def _properties(data: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """Each property's name with its type and its first value; as many as there are bytes for."""
    at = 4
    while at + 4 <= len(data):
        kind, name = struct.unpack_from("<HH", data, at)
        at = _past_name(data, at + 4) if name >= _NAMED else at + 4
        single = kind & ~_MANY
        count = 1
        if kind & _MANY or single in _VARIABLE:
            count, at = _figure(data, at), at + 4
        values, at = (_variable if single in _VARIABLE else _fixed)(data, at, count, _SIZES.get(single, 0))
        yield name, (single, values)


def _past_name(data: bytes, at: int) -> int:
    """Where the long name of a property ends: a set, then a number or a string."""
    if _figure(data, at + 16) == 0:
        return at + 24
    return at + 24 + _padded(_figure(data, at + 20))


def _fixed(data: bytes, at: int, count: int, size: int) -> tuple[bytes, int]:
    return data[at : at + size], at + count * size


def _variable(data: bytes, at: int, count: int, size: int) -> tuple[bytes, int]:
    first = None
    while count and at + 4 <= len(data):
        length = _figure(data, at)
        first = data[at + 4 : at + 4 + length] if first is None else first
        at += 4 + _padded(length)
        count -= 1
    return first or b"", at


def _figure(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _padded(length: int) -> int:
    return length + -length % 4


def _charset(value: bytes) -> str:
    """The charset that a Windows code page number means."""
    number = _figure(value, 0)
    return _CHARSETS.get(number, f"cp{number}")


def _string(given: tuple[int, bytes], charset: str) -> str:
    kind, value = given
    return _text(value, "utf-16-le" if kind == _UNICODE else charset)


def _text(value: bytes, charset: str) -> str:
    return decode(value, charset)[0].replace("\0", "")
