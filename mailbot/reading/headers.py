"""Header lines to values: RFC 2047 words, RFC 2231 parameters, dates, message ids. Every function is total and linear.

The standard library's own decoder is quadratic in the number of encoded words and trips over raw 8-bit bytes, both of
which come by mail; so headers are read here, from the raw values that the parser kept.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message as MimePart
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes
from zoneinfo import ZoneInfo

from mailbot.reading.charset import decode, one_line

LONDON = ZoneInfo("Europe/London")
_LONGEST = 65_536  # characters of a value that are read at all
_WORD = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?([^?]*)\?=")
_NO_SEMICOLON = re.compile(r"(?i)(?:^|[\s\"'])((?:file)?name[*0-9]{0,6}\s{0,9}=)")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"\s{0,9}(?:\(|$)", re.S)
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,998})>")


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of one mail or part as (lower-case name, raw value) in order; raw bytes are surrogate-escaped."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, part: MimePart) -> Headers:
        return cls(tuple((name.lower(), str(value)) for name, value in part.raw_items()))

    def all(self, name: str) -> tuple[str, ...]:
        """The raw values of every header of that name (lower-case), topmost first."""
        return tuple(value[:_LONGEST] for key, value in self.pairs if key == name)

    def first(self, name: str) -> str:
        """The raw value of the topmost one, "" where there is none."""
        return next((value[:_LONGEST] for key, value in self.pairs if key == name), "")

    def text(self, name: str) -> str:
        """The topmost one decoded, on one line."""
        return words(self.first(name))


def words(raw: str) -> str:
    """A raw header value as its reader sees it (RFC 2047; raw 8-bit as UTF-8 or windows-1252), on one line."""
    return one_line("".join(_decoded(raw[:_LONGEST])))


def _decoded(raw: str) -> Iterator[str]:
    end, charset, held = 0, "", b""
    for match in _WORD.finditer(raw):
        between = raw[end : match.start()]
        name = match[1].split("*")[0].lower()  # RFC 2231 section 5: charset*language
        if held and (between.strip() or name != charset):
            yield decode(held, charset)[0]
            held = b""
        if between.strip() or not end:
            yield raw_text(between)
        held, charset, end = held + _payload(match[2], match[3]), name, match.end()
    yield decode(held, charset)[0] if held else ""
    yield raw_text(raw[end:])


def _payload(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return quopri.decodestring(data, header=True)
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return data


def raw_text(raw: str) -> str:
    """Undo the parser's surrogate escape: the bytes were UTF-8 or windows-1252."""
    return raw if raw.isascii() else decode(raw.encode("utf-8", "surrogateescape"))[0]


def parameters(raw: str) -> tuple[str, dict[str, str]]:
    """A Content-Type or Content-Disposition value as (main value, {parameter: decoded value}), names lower-case.

    RFC 2231 continuations and charsets, RFC 2047 words where they should not stand, quotes missing or doubled.
    """
    main, *rest = _split(raw[:_LONGEST], ";")
    if found := _NO_SEMICOLON.search(main):
        main, rest = main[: found.start(1)], [main[found.start(1) :], *rest]
    single: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for piece in rest:
        name, equals, value = piece.partition("=")
        base, number, coded = _star(name.strip().lower())
        if not equals or not base:
            continue
        if number is None and not coded:
            single.setdefault(base, _unquoted(value))
        else:
            pieces.setdefault(base, {}).setdefault(number or 0, (_unquoted(value), coded))
    return main.strip().lower(), {name: words(value) for name, value in single.items()} | {
        name: one_line(_joined(parts)) for name, parts in pieces.items()
    }


def _star(name: str) -> tuple[str, int | None, bool]:
    """`filename*2*` as ("filename", 2, True)."""
    base, *stars = name.split("*")
    number = next((int(star) for star in stars if star.isdecimal() and len(star) < 5), None)
    return base.strip(), number, bool(stars) and name.endswith("*")


def _joined(parts: dict[int, tuple[str, bool]]) -> str:
    charset, data = "", b""
    for number in sorted(parts):
        value, coded = parts[number]
        if coded and not data and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        plain = value.encode("utf-8", "surrogateescape")
        data += unquote_to_bytes(plain) if coded else plain
    return decode(data, charset)[0]


def _split(raw: str, at: str) -> Iterable[str]:
    """Split at `at` where it stands outside double quotes."""
    pieces, start, quoted, escaped = [], 0, False, False
    for index, char in enumerate(raw):
        if escaped:
            escaped = False
        elif char == "\\" and quoted:
            escaped = True
        elif char == '"':
            quoted = not quoted
        elif char == at and not quoted:
            pieces.append(raw[start:index])
            start = index + 1
    return [*pieces, raw[start:]]


def _unquoted(value: str) -> str:
    value = value.strip()
    if value.startswith('"'):
        whole = _QUOTED.match(value)
        inner = whole[1] if whole else value[1:-1] if len(value) > 1 and value.endswith('"') else value[1:]
        if not whole and inner.startswith('"') and inner.endswith('"'):  # quoted twice
            inner = inner[1:-1]
        return re.sub(r"\\([\"\\])", r"\1", inner)
    return value


def message_ids(raw: str) -> tuple[str, ...]:
    """The ids of a Message-ID, In-Reply-To or References value, without angle brackets."""
    raw = raw_text(raw[:_LONGEST])
    found = tuple(one_line(identity) for identity in _MESSAGE_ID.findall(raw))
    bare = raw.split()
    return found or (tuple(one_line(bare[0]).split()[:1]) if len(bare) == 1 and "<" not in raw else ())


def date(raw: str) -> datetime | None:
    """A Date header's instant, aware (Europe/London where no zone is given); None where it cannot be read."""
    try:
        found = parsedate_to_datetime(one_line(raw_text(raw[:200])))
        found = found if found.tzinfo else found.replace(tzinfo=LONDON)
        found.astimezone(LONDON) - timedelta(days=1)  # a date at the edge of the calendar breaks later sums
        return found
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
