"""The header lint: what every letter that leaves must fulfil, for every test that sees one.

    for fault in faults(raw, purpose="reply"): ...
    lint(raw)  # asserts that there is none

Rules: RFC 5322 (lines, dates, ids), RFC 3834 (Auto-Submitted, no answer to more than one), MS-OXCMAIL 2.1.3.2.20
(X-Auto-Response-Suppress), RFC 2045 and 2046 (multipart), and ours: nothing is fetched, text and HTML both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser
from typing import cast

ONCE = ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version")
AT_MOST_ONCE = ("In-Reply-To", "References", "Content-Type")
NEVER = ("Cc", "Bcc", "Reply-To", "Precedence", "List-Id", "Return-Receipt-To", "Disposition-Notification-To")
ID = re.compile(r"<[!-;=?A-Za-z0-9\[\]\\^_`{|}~-]{1,249}@?[!-;=?-~]{1,249}>")
ACTIVE_TAGS = ("img", "script", "link", "iframe", "object", "embed", "form", "base", "video", "audio", "svg", "math")
FETCHING_STYLE = re.compile(r"url\s*\(|@import|expression\s*\(", re.I)
HARMLESS_LINK = re.compile(r"(?:https://|mailto:|tel:|#)", re.I)


def lint(raw: bytes, purpose: str | None = None) -> EmailMessage:
    """The parsed letter. Fails with every fault of it."""
    found = list(faults(raw, purpose))
    assert not found, found
    return parsed(raw)


def parsed(raw: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(raw, policy=policy.default))


def faults(raw: bytes, purpose: str | None = None) -> Iterator[str]:
    """What is wrong with a letter's bytes. `purpose`: "reply", "alert", "digest", None if not known."""
    yield from _lines(raw)
    message = parsed(raw)
    yield from _headers(message, purpose)
    yield from _parts(message)


def _lines(raw: bytes) -> Iterator[str]:
    if re.search(rb"(?<!\r)\n|\r(?!\n)", raw):
        yield "a line does not end in CRLF"
    if any(len(line) > 998 for line in raw.split(b"\r\n")):
        yield "a line is longer than 998 octets"
    if not raw.isascii():
        yield "octets beyond ASCII"
    if b"\0" in raw:
        yield "a NUL"
    for line in raw.partition(b"\r\n\r\n")[0].split(b"\r\n"):
        if not re.match(rb"[!-9;-~]+: ?|[ \t]\S", line):
            yield f"not a header line: {line!r}"
        if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line):
            yield f"a control character in {line!r}"


def _headers(message: EmailMessage, purpose: str | None) -> Iterator[str]:
    for name in ONCE:
        if len(message.get_all(name, [])) != 1:
            yield f"{name} stands {len(message.get_all(name, []))} times"
    for name in AT_MOST_ONCE:
        if len(message.get_all(name, [])) > 1:
            yield f"{name} stands more than once"
    yield from (f"{name} must not stand here" for name in NEVER if name in message)
    if len(getaddresses([str(message["To"])])) != 1:
        yield "not exactly one recipient"
    wanted = {"reply": "auto-replied", None: str(message["Auto-Submitted"])}.get(purpose, "auto-generated")
    if message["Auto-Submitted"] != wanted or wanted not in ("auto-replied", "auto-generated"):
        yield f"Auto-Submitted is {message['Auto-Submitted']}"
    if message["X-Auto-Response-Suppress"] != "All":
        yield "X-Auto-Response-Suppress is not All"
    if parsedate_to_datetime(str(message["Date"])).tzinfo is None:
        yield "Date without a zone"
    if not str(message["Subject"] or "").strip():
        yield "no subject"
    yield from _ids(message)


def _ids(message: EmailMessage) -> Iterator[str]:
    domain = getaddresses([str(message["From"])])[0][1].rpartition("@")[2]
    if not str(message["Message-ID"]).endswith(f"@{domain}>"):
        yield "Message-ID is not of our domain"
    if str(message["X-Mailbot-Id"]) != str(message["Message-ID"]):
        yield "X-Mailbot-Id is not the Message-ID"
    answered = str(message["In-Reply-To"] or "").split()
    thread = str(message["References"] or "").split()
    if len(answered) > 1 or len(thread) > 20:
        yield "too many ids"
    if answered and thread[-1:] != answered:
        yield "References does not end in the mail that is answered"
    yield from (f"not a message id: {one}" for one in (*answered, *thread) if not ID.fullmatch(one))


def _parts(message: EmailMessage) -> Iterator[str]:
    if message.get_content_type() != "multipart/alternative":
        yield f"not multipart/alternative but {message.get_content_type()}"
        return
    kinds = [part.get_content_type() for part in message.iter_parts()]
    if kinds != ["text/plain", "text/html"]:
        yield f"parts are {kinds}"
        return
    text, page = (cast(EmailMessage, part).get_content() for part in message.iter_parts())
    if len(text.strip()) < 40:
        yield "hardly any plain text"
    if 'lang="en' not in page:
        yield "the page does not say its language"
    yield from (f"the page would fetch or run something: {thing}" for thing in active(page))
    if message.defects:
        yield f"defects: {message.defects}"


def active(page: str) -> list[str]:
    """What in an HTML page would fetch or run something; text that only looks like it is none."""
    reader = _PageReader()
    reader.feed(page)
    reader.close()
    return reader.active


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.active: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        if tag in ACTIVE_TAGS or (tag == "meta" and "http-equiv" in dict(attrs)):
            self.active.append(f"<{tag}>")
        for name, value in attrs:
            harmful_link = name == "href" and not HARMLESS_LINK.match(value or "")
            if name in ("src", "srcset", "srcdoc", "background", "poster") or name.startswith("on") or harmful_link:
                self.active.append(name)
            if name == "style" and FETCHING_STYLE.search(value or ""):
                self.active.append("style")

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style and FETCHING_STYLE.search(data):
            self.active.append("style")
