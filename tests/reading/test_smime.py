"""S/MIME that is only signed is read like any mail; what is encrypted is told as such (issue 3 line 1)."""

from __future__ import annotations

import base64

import pytest

from mailbot.model.message import Attachment, How, Message, Problem
from mailbot.reading.documents.read import read_document
from mailbot.reading.message import parse
from mailbot.reading.read import read
from mailbot.reading.smime import signed_content
from tests.reading.mails import HEAD, TRUST, text_of

MAIL = (
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nKajus has not been in.\r\n"
    b'--b\r\nContent-Disposition: attachment; filename="form.txt"\r\n\r\nDOB: 1/2/2015\r\n--b--\r\n'
)
DATA, SIGNED_DATA, ENVELOPED_DATA = (bytes.fromhex(f"2a864886f70d01070{n}") for n in (1, 2, 3))


def element(tag: int, *inner: bytes) -> bytes:
    """An ASN.1 element of told length (DER)."""
    content = b"".join(inner)
    size = len(content)
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag]) + (bytes([size]) if size < 0x80 else bytes([0x80 | len(length)]) + length) + content


def open_ended(tag: int, *inner: bytes) -> bytes:
    """An ASN.1 element whose end is marked (BER)."""
    return bytes([tag, 0x80]) + b"".join(inner) + b"\0\0"


def signed(content: bytes, kind: bytes = SIGNED_DATA) -> bytes:
    """As OpenSSL writes it, certificates and signers left out."""
    held = element(0x30, element(6, DATA), element(0xA0, element(4, content)))
    return element(0x30, element(6, kind), element(0xA0, element(0x30, element(2, b"\1"), element(0x31), held)))


def signed_in_pieces(content: bytes) -> bytes:
    """As Outlook writes it."""
    pieces = [element(4, content[at : at + 50]) for at in range(0, len(content), 50)]
    held = open_ended(0x30, element(6, DATA), open_ended(0xA0, open_ended(0x24, *pieces)))
    within = open_ended(0x30, element(2, b"\1"), element(0x31), held, element(0xA0, b"certificate"))
    return open_ended(0x30, element(6, SIGNED_DATA), open_ended(0xA0, within))


def mail(content: bytes, kind: str = "signed-data") -> Message:
    head = (
        f"{HEAD}Content-Type: application/pkcs7-mime; smime-type={kind}; name=smime.p7m\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return read(head.encode() + base64.encodebytes(content), TRUST)


@pytest.mark.parametrize("written", [signed(MAIL), signed_in_pieces(MAIL)])
def test_what_is_only_signed_is_read(written: bytes) -> None:
    message = mail(written)
    assert text_of(message) == "Kajus has not been in."
    assert [(one.name, one.inline) for one in message.attachments] == [("form.txt", False), ("smime.p7m", True)]
    assert [(one.name, one.problem) for one in message.documents] == [("form.txt", None)]
    assert message.traits == ()


@pytest.mark.parametrize("content", [signed(MAIL, ENVELOPED_DATA), b"", b"nonsense", signed(MAIL)[:100]])
def test_what_is_encrypted_or_damaged_is_told_to_an_officer(content: bytes) -> None:
    message = mail(content, "enveloped-data")
    assert [trait.name for trait in message.traits] == ["encrypted"]
    assert [one.name for one in message.attachments] == ["smime.p7m"]
    assert [one.problem for one in message.documents] in ([Problem.SECURE_WRAPPER], [Problem.CORRUPT])


def test_a_signed_mail_that_came_as_a_file_is_a_mail_of_the_chain() -> None:
    inner = b"From: Jane Smith <jane@brackenfold.example>\r\n" + MAIL
    document = read_document(Attachment("old.p7m", "application/octet-stream", signed(inner), "old.p7m"))
    assert [(hop.how, hop.sender and hop.sender.name) for hop in document.hops] == [(How.ATTACHED, "Jane Smith")]
    assert [one.name for one in document.attachments] == ["form.txt"]


def test_a_signature_beside_the_text_is_no_document() -> None:
    body = (
        "Content-Type: multipart/signed; boundary=b; protocol=application/pkcs7-signature\r\n\r\n--b\r\n\r\nKajus left.\r\n"
        "--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nx\r\n--b--\r\n"
    )
    message = parse((HEAD + body).encode(), TRUST)
    assert text_of(message) == "Kajus left."
    assert [(one.name, one.inline) for one in message.attachments] == [("smime.p7s", True)]


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_damaged_data_holds_no_mail(cut: int) -> None:
    for written in (signed(MAIL), signed_in_pieces(MAIL)):
        assert signed_content(written[:cut]) is None
        assert signed_content(b"\xff" * cut + written) is None
    assert signed_content(b"\x30\x80" * 100_000) is None
