"""What reading a mail costs: `pytest tests/bench --benchmark-only`. Aim: an 8 KB HTML mail in under 5 ms (median)."""

from __future__ import annotations

from pathlib import Path

from mailbot.model.message import Table
from mailbot.model.trust import Trust
from mailbot.reading.message import parse

SAMPLES = Path(__file__).parents[1] / "corpus" / "officer" / "messages"
TRUST = Trust(authserv_id="mx.havering.gov.uk", known_domains=tuple(f"school{n}.havering.sch.uk" for n in range(300)))
ROW = b"<tr><td><b>Address</b></td><td>55 Mallow Field Road<br>Elm Park<br>Hornchurch</td><td>NCY</td><td>Y4</td></tr>\r\n"


def page_of_8_kb() -> bytes:
    """A form pasted into Outlook, with as many rows as make 8 KB."""
    sample = (SAMPLES / "y10-html-pasted-form.eml").read_bytes()
    rows = ROW * ((8_000 - len(sample)) // len(ROW))
    return sample.replace(b"<tr><td><b>Known as</b>", rows + b"<tr><td><b>Known as</b>")


def with_plain_twin(mail: bytes) -> bytes:
    """The same mail as Outlook sends it: the page and its words as plain text, of which one is chosen."""
    headers, _, page = mail.partition(b"\r\n\r\n")
    kept = [line for line in headers.split(b"\r\n") if not line.lower().startswith((b"content-", b"mime-"))]
    plain = b"--b\r\nContent-Type: text/plain\r\n\r\n" + b"Address 55 Mallow Field Road\r\n" * 30
    coded = b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    rich = b"--b\r\nContent-Type: text/html; charset=utf-8\r\n" + coded + page + b"\r\n--b--\r\n"
    return b"\r\n".join([*kept, b"Content-Type: multipart/alternative; boundary=b", b"", plain + rich])


def test_reading_an_html_mail_with_its_plain_twin(benchmark) -> None:
    message = benchmark(parse, with_plain_twin(page_of_8_kb()), TRUST)
    assert any(isinstance(item, Table) for item in message.items)


def test_reading_an_html_mail(benchmark) -> None:
    mail = page_of_8_kb()
    assert 7_000 < len(mail) < 9_000
    message = benchmark(parse, mail, TRUST)
    assert any(isinstance(item, Table) for item in message.items)
