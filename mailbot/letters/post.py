"""A letter's words -> the bytes on the wire (RFC 5322, RFC 3834, RFC 2045), the same bytes for the same letter."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr

from mailbot.letters.oneline import one_line
from mailbot.letters.templates import Rendered
from mailbot.model.letter import Letter, Letterhead

MOST_REFERENCES = 20
LONGEST_ID = 250
PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}", re.ASCII)
MESSAGE_ID = re.compile(r"[!-;=?-~]{1,249}", re.ASCII)


def letter(
    rendered: Rendered,
    letterhead: Letterhead,
    to: str,
    key: str,
    now: datetime,
    purpose: str,
    thread: tuple[str, ...] = (),
) -> Letter:
    """The letter ready to be sent. `now` is aware; `thread` are the ids that it answers, oldest first."""
    message_id = f"<{key}@{letterhead.domain}>"
    headers = [
        ("From", _mailbox(letterhead.sender_name, letterhead.sender)),
        # an address that cannot stand in a header cannot be sent to either: the relay's side says so to an officer
        ("To", to if PLAIN_ADDRESS.fullmatch(to) else "undisclosed-recipients:;"),
        ("Subject", Header(rendered.subject, _charset(rendered.subject), header_name="Subject").encode(linesep="\r\n")),
        ("Date", format_datetime(now)),
        ("Message-ID", message_id),
        ("X-Mailbot-Id", message_id),  # some relays put another Message-ID; by this one a bounce is still known
        *_thread(thread),
        ("Auto-Submitted", "auto-replied" if purpose == "reply" else "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("Content-Language", "en-GB"),
        ("MIME-Version", "1.0"),
        ("Content-Type", f'multipart/alternative;\r\n boundary="{_boundary(key)}"'),
    ]
    parts = (("text/plain", rendered.text), ("text/html", rendered.html))
    raw = _lines(headers) + b"".join(_part(kind, text, key) for kind, text in parts) + _end(key)
    return Letter(key, message_id, to, rendered.subject, raw, purpose)


def _thread(ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """In-Reply-To and References, of ids that are ones; too long a thread keeps its first and its newest."""
    bare = (one.strip().removeprefix("<").removesuffix(">") for one in ids)
    sound = [f"<{one}>" for one in dict.fromkeys(bare) if MESSAGE_ID.fullmatch(one) and "@" in one]
    if sound:
        kept = sound if len(sound) <= MOST_REFERENCES else [sound[0], *sound[1 - MOST_REFERENCES :]]
        yield "In-Reply-To", sound[-1]
        yield "References", "\r\n ".join(kept)


def _mailbox(name: str, address: str) -> str:
    return formataddr((one_line(name, 100), address))


def _charset(text: str) -> str:
    return "us-ascii" if text.isascii() else "utf-8"


def _boundary(key: str) -> str:
    return f"=_{key}"  # "=_" never stands in quoted-printable text (RFC 2045 section 6.7)


def _lines(headers: list[tuple[str, str]]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("ascii") + b"\r\n"


def _part(kind: str, text: str, key: str) -> bytes:
    about = [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Transfer-Encoding", "quoted-printable")]
    body = quopri.encodestring(text.encode()).replace(b"\n", b"\r\n")
    return f"--{_boundary(key)}\r\n".encode() + _lines(about) + body + b"\r\n"


def _end(key: str) -> bytes:
    return f"--{_boundary(key)}--\r\n".encode()
