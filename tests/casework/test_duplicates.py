from __future__ import annotations

from mailbot.casework.duplicates import fingerprint

MAIL = b"From: a@b.example\r\nTo: CME@havering.gov.uk\r\n\r\nThe text.\r\n"


def test_the_way_a_mail_came_makes_no_difference() -> None:
    other = b"Received: by elsewhere\nTo: schooladmissions@havering.gov.uk\n\nThe text.\n"
    assert fingerprint(MAIL) == fingerprint(other)


def test_another_text_makes_another_fingerprint() -> None:
    assert fingerprint(MAIL) != fingerprint(MAIL.replace(b"text", b"test"))


def test_a_mail_without_a_body_has_a_fingerprint_too() -> None:
    assert len(fingerprint(b"Subject: x")) == 64
    assert len(fingerprint(b"")) == 64
