"""Looks for words in a mail the way a curious reader could: in its bytes, and in all that they decode to."""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from urllib.parse import unquote_plus

_BASE64 = re.compile(rb"[A-Za-z0-9+/=_-]{16,}")


def views(raw: bytes) -> Iterator[str]:
    """The letter as it lies on the wire, and decoded: headers, parts, entities, percent signs, base64, UTF-16."""
    yield raw.decode("latin-1")
    joined = re.sub(rb"=\r\n", b"", raw)
    yield quopri.decodestring(joined).decode("utf-8", "replace")
    message = message_from_bytes(raw, policy=policy.default)
    for name, value in message.items():
        yield f"{name}: {value}"
        yield str(make_header(decode_header(str(value))))
    for part in message.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
                text = content.decode(encoding, "replace")
                yield from (text, html.unescape(html.unescape(text)), unquote_plus(text))
                yield re.sub(r"<[^>]*>|\s+", "", html.unescape(text))
    for run in _BASE64.findall(joined):
        try:
            yield base64.b64decode(run + b"=" * (-len(run) % 4), altchars=b"-_").decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            continue


def found(raw: bytes, words: frozenset[str]) -> set[str]:
    """Which of the words (lower-case) stand anywhere in the letter."""
    text = "\n".join(views(raw)).lower()
    starts = {start for start in {word[:3] for word in words} if start in text}
    return {word for word in words if word[:3] in starts and word in text}
