"""Mail that is meant to stop the mailbox: each is read within seconds, and says what was left unread (issue 3 line 5)."""

from __future__ import annotations

import time

import pytest

from mailbot.model.message import Message
from mailbot.reading.message import parse
from tests.reading.mails import TRUST

HEAD = b"From: a@b.example\r\nTo: cme@havering.gov.uk\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
PAGE = HEAD + b"Content-Type: text/html\r\n\r\n"


def nested(count: int) -> bytes:
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(count))
    return HEAD + opened + b"Content-Type: text/plain\r\n\r\ndeep\r\n"


BOMBS = {
    "empty": b"",
    "nul bytes": b"\0" * 1000,
    "every byte": bytes(range(256)) * 4000,
    "300 brackets in From": b"From: " + b"(" * 300 + b"\r\n\r\nwords",
    "100,000 brackets in From": b"From: " + b"(" * 100_000 + b"\r\n\r\nwords",
    "a 560 KB subject of encoded words": HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 40_000 + b"\r\n\r\nwords",
    "1,000 nested parts": nested(1_000),
    "10,000 nested parts": nested(10_000),
    "1,000 mails in mails": HEAD + b"Content-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\n" * 1_000 + b"\r\nwords",
    "100,000 parts": MIXED + b"--b\r\n\r\nwords\r\n" * 100_000,
    "a 5 MB header": HEAD + b"X-A: " + b"a" * 5_000_000 + b"\r\n\r\nwords",
    "100,000 headers": HEAD + b"X-A: b\r\n" * 100_000 + b"\r\nwords",
    "a 5 MB header of a part": MIXED + b"--b\r\nContent-Type: text/plain" + b"; a=b" * 1_000_000 + b"\r\n\r\nwords\r\n--b--",
    "40,000 parameters": HEAD + b"Content-Type: text/plain" + b"; a=b" * 40_000 + b"\r\n\r\nwords",
    "20,000 quoted letters": HEAD + b"\r\n" + b"On 1 October 2026, C <c@d.example> wrote:\r\n> words\r\n" * 20_000,
    "alternating quotes": HEAD + b"\r\n" + b"> words\r\nmore\r\n" * 100_000,
    "deep HTML": PAGE + b"<div>" * 200_000 + b"words",
    "unclosed formatting": PAGE + b"".join(b"<font color=%d><p>" % n for n in range(50_000)) + b"words",
    "deep tables": PAGE + b"<table><tr><td>words" * 20_000,
    "wide cells": PAGE + b"<table>" + b"<tr><td colspan=999 rowspan=999>words</td></tr>" * 3_000,
    "uuencoded starts": HEAD + b"\r\n" + b"begin 644 words\r\nxx\r\n" * 50_000 + b"\r\nend\r\n",
    "a false charset": HEAD + b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"words-" * 50_000,
}  # fmt: skip


def timed(data: bytes) -> tuple[Message, float]:
    """The message, and the seconds of processor time that it took."""
    before = time.process_time()
    message = parse(data, TRUST)
    return message, time.process_time() - before


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_in_seconds_and_keeps_its_words(name: str) -> None:
    message, seconds = timed(BOMBS[name])
    assert seconds < 8
    assert not any(defect.startswith("could not be read") for defect in message.defects)
    if b"words" in BOMBS[name]:
        said = " ".join(str(item) for item in (*message.items, *message.attachments))
        assert "words" in said


@pytest.mark.parametrize("body", [b"QUJD" * 19 + b"\r\n", b"lorem ipsum dolor sit amet\r\n"])
def test_a_50_megabyte_mail_is_read(body: bytes) -> None:
    head = HEAD + b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    data = (head if body[:4] == b"QUJD" else HEAD + b"\r\n") + body * (50_000_000 // len(body))
    message, seconds = timed(data)
    assert seconds < 10
    assert message.attachments if body[:4] == b"QUJD" else message.items


def test_what_was_not_read_is_named() -> None:
    assert (
        "more than 60 containers: the rest was read as one run of parts"
        in parse(BOMBS["1,000 nested parts"], TRUST).defects
    )
    assert "headers too long: their middle was not read" in parse(BOMBS["a 5 MB header"], TRUST).defects
    assert "more than 5000 parts: the rest was not read" in parse(BOMBS["100,000 parts"], TRUST).defects
