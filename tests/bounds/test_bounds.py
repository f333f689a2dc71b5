"""Mails that would stop or starve the reader, read within its limits in a real child process."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import forkserver
from pathlib import Path

import pytest

from mailbot.bounds import Limits, Overrun, Reader, mail_only
from mailbot.model.message import Message, Problem
from mailbot.model.trust import Trust
from tests.reading.documents import hostile
from tests.reading.documents.forms import word
from tests.reading.documents.test_read import mail

PLAIN = mail("Tolu is gone.", form_docx=word([["Surname", "Adeyemi"]]))


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Limits(), Trust()) as one:
        one.read(PLAIN)
        yield one


def test_a_mail_is_read_with_its_documents_and_costs_little(reader: Reader) -> None:
    start = time.monotonic()
    found = reader.read(PLAIN)
    assert isinstance(found, Message)
    assert [one.kind for one in found.documents] == ["docx"]
    assert time.monotonic() - start < 0.5


def pdf_with_endless_program() -> bytes:
    """A page whose program draws ten million times."""
    return hostile.pdf_page(hostile.zlib.compress(b"q 1 0 0 1 0 0 cm BT (a) Tj ET Q\n" * 3_000_000), b"/FlateDecode")


BOMBS = {
    "zip bomb in a Word file": lambda: mail(form_docx=hostile.word_bomb()),
    "PDF with nested Flate": lambda: mail(form_pdf=hostile.pdf_bomb()),
    "PDF loop": lambda: mail(form_pdf=hostile.PAGE_LOOP),
    "endless PDF": lambda: mail(form_pdf=pdf_with_endless_program()),
    "billion laughs": lambda: mail(form_docx=hostile.word_with_body(hostile.LAUGHS)),
    "tables without end": lambda: mail(form_docx=hostile.word_with_body(hostile.deep_xml(100_000))),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_costs_ten_seconds_at_most_and_the_mail_around_it_is_still_read(reader: Reader, bomb) -> None:
    raw = bomb()
    start = time.monotonic()
    found = reader.read(raw)
    assert time.monotonic() - start <= 10
    assert isinstance(found, Message)
    assert found.items
    assert found.documents[0].problem in (Problem.TOO_LARGE, Problem.TOO_COSTLY, Problem.CORRUPT, Problem.NO_TEXT)
    assert found.documents[0].detail


def nested_parts() -> bytes:
    heads = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(1000))
    return b"From: a@b.example\r\nSubject: x\r\n" + heads + b"Content-Type: text/plain\r\n\r\nbottom"


ODD_MAILS = {
    "a thousand nested parts": nested_parts(),
    "300 open brackets": b"From: " + b"(" * 300 + b"\r\n\r\nTolu is gone",
    "half a megabyte of encoded words": b"Subject: " + b"=?utf-8?q?a?= " * 40_000 + b"\r\n\r\nTolu is gone",
    "nothing": b"",
}


@pytest.mark.parametrize("raw", ODD_MAILS.values(), ids=ODD_MAILS.keys())
def test_an_odd_mail_ends_in_a_message_or_in_a_reason(reader: Reader, raw: bytes) -> None:
    start = time.monotonic()
    found = reader.read(raw)
    assert time.monotonic() - start <= 10
    assert isinstance(found, Message) or found.reason


@pytest.mark.parametrize("raw", [b"", b"\0" * 5_000, bytes(range(256)) * 50, b"Tolu is gone\r\n", b"\r\nFrom: nobody"])
def test_bytes_without_any_header_of_a_mail_are_for_an_officer_to_open(reader: Reader, raw: bytes) -> None:
    found = reader.read(raw, datetime(2026, 10, 8, 12, tzinfo=UTC))
    assert isinstance(found, Message), "what there is can be looked at"
    kept = mail_only(found)
    assert isinstance(kept, Overrun)
    assert "headers" in kept.reason
    assert mail_only(reader.read(PLAIN)) == reader.read(PLAIN)


def workers() -> list[int]:
    """The processes in which mails are read."""
    server = forkserver._forkserver._forkserver_pid
    return [int(one) for one in Path(f"/proc/{server}/task/{server}/children").read_text().split()]


def test_a_reader_that_was_stopped_from_outside_tries_once_more(reader: Reader) -> None:
    """The system kills what it likes when memory runs short; a mail's documents are not lost for that."""
    slow = mail("Tolu is gone.", form_docx=word([["Surname", "Adeyemi"]] * 8_000))
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(reader.read, slow)
        time.sleep(0.08)  # long enough to begin with the mail, too short to end with it, however fast the machine
        for worker in workers():
            os.kill(worker, signal.SIGKILL)
        assert not waiting.done(), "the mail was read before its reader could be stopped"
        found = waiting.result()
    assert isinstance(found, Message)
    assert [one.problem for one in found.documents] == [None]


def test_after_a_mail_that_ran_over_the_next_is_read_at_once() -> None:
    with Reader(Limits(seconds=1.2), Trust()) as reader:
        slow = reader.read(mail(form_pdf=pdf_with_endless_program()))
        start = time.monotonic()
        after = reader.read(PLAIN)
    assert isinstance(slow, Message)
    assert slow.documents[0].problem is Problem.TOO_COSTLY
    assert "1.2 seconds" in slow.documents[0].detail
    assert isinstance(after, Message)
    assert time.monotonic() - start < 5


def test_no_library_says_a_word_of_what_it_reads(reader: Reader, capfd) -> None:
    heads = b"From: a@b.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    odd = b"--b\r\nContent-Type: text/Tolu-Adeyemi\r\n\r\nx\r\n--b\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4 x\r\n--b--"
    assert isinstance(reader.read(heads + odd), Message)
    assert capfd.readouterr() == ("", "")


def test_memory_is_limited() -> None:
    with Reader(Limits(memory_mb=64), Trust()) as reader:
        found = reader.read(mail(big_txt=b"x" * 60_000_000))
        assert isinstance(found, Overrun)
        assert "memory" in found.reason
        assert isinstance(reader.read(PLAIN), Message)


def test_workers_are_replaced_after_so_many_mails() -> None:
    with Reader(Limits(mails_per_worker=2), Trust()) as reader:
        assert all(isinstance(reader.read(PLAIN), Message) for _ in range(6))


def test_a_reader_can_be_entered_again() -> None:
    reader = Reader(Limits(), Trust())
    for _ in range(2):
        with reader:
            assert isinstance(reader.read(PLAIN), Message)
