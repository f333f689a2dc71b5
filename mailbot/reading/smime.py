"""S/MIME that is signed but not encrypted (RFC 8551 section 3.5.2): the mail lies open in it, in ASN.1.

Only the way to the content is read: ContentInfo, SignedData, EncapsulatedContentInfo (RFC 5652 sections 3 and 5), in
BER as Outlook writes it, with lengths that are told or found at an end. Signatures are not checked: they prove nothing
to mailbot, which believes the mail server alone.
"""

from __future__ import annotations

from collections.abc import Iterator

SMIME = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_SEQUENCE, _OCTETS, _OCTETS_IN_PIECES, _IDENTIFIER, _EXPLICIT = 0x30, 0x04, 0x24, 0x06, 0xA0
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_DEEPEST = 12  # elements within one another

_Span = tuple[int, int]


def signed_content(data: bytes) -> bytes | None:
    """The mail that was signed; None where the data is encrypted, only a signature, or damaged."""
    try:
        kind, signed = _named(data, _first(data, _SEQUENCE, (0, len(data))))
        if kind != _SIGNED_DATA:
            return None
        _, held = _named(data, _first(data, _SEQUENCE, _first(data, _SEQUENCE, signed)))
        return b"".join(_octets(data, held)) or None
    except (IndexError, ValueError):
        return None


def _named(data: bytes, span: _Span) -> tuple[bytes, _Span]:
    """An identifier, and where what it names lies."""
    return data[slice(*_first(data, _IDENTIFIER, span))], _first(data, _EXPLICIT, span)


def _first(data: bytes, wanted: int, span: _Span) -> _Span:
    """Where the content of the first element of that tag lies."""
    for tag, inner in _elements(data, span):
        if tag == wanted:
            return inner
    raise ValueError(f"no element of tag {wanted:#x}")


def _octets(data: bytes, span: _Span, depth: int = 0) -> Iterator[bytes]:
    """The pieces of an octet string, however it was cut."""
    for tag, inner in _elements(data, span):
        if tag == _OCTETS:
            yield data[slice(*inner)]
        elif tag == _OCTETS_IN_PIECES and depth < _DEEPEST:
            yield from _octets(data, inner, depth + 1)


def _elements(data: bytes, span: _Span) -> Iterator[tuple[int, _Span]]:
    """Each element: its tag, and where its content lies."""
    start, end = span
    while start + 2 <= end and data[start : start + 2] != b"\0\0":
        inner, length = _length(data, start + 1)
        stop = _end(data, inner, end) if length is None else inner + length
        if stop > end:
            raise ValueError("an element is longer than what holds it")
        yield data[start], (inner, stop)
        start = stop + 2 if length is None else stop


def _length(data: bytes, at: int) -> tuple[int, int | None]:
    """Where the content begins and its length, None where an end mark tells it."""
    first = data[at]
    if first == 0x80:
        return at + 1, None
    if first < 0x80:
        return at + 1, first
    count = first & 0x7F
    if count > 4:
        raise ValueError("a length of more than four bytes")
    return at + 1 + count, int.from_bytes(data[at + 1 : at + 1 + count], "big")


def _end(data: bytes, start: int, end: int, depth: int = 0) -> int:
    """Where the end mark of an element stands whose length is not told."""
    if depth > _DEEPEST:
        raise ValueError("elements lie too deep")
    while start + 2 <= end:
        if data[start : start + 2] == b"\0\0":
            return start
        inner, length = _length(data, start + 1)
        start = _end(data, inner, end, depth + 1) + 2 if length is None else inner + length
    raise ValueError("an element has no end")
