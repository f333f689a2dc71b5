from __future__ import annotations

from collections.abc import Callable
from datetime import date
from email.message import EmailMessage

import pytest

from mailbot.casework.duplicates import Marks, marks
from mailbot.model.referral import Child, Kind
from mailbot.model.trust import Trust
from mailbot.reading.read import read
from tests.casework.build import NOW, a_child, a_reading

WORDS = """Dear CME team,

Zoe Khan (born 3 April 2015) has not been in school since 5 October. We rang home and wrote, and the neighbours say
that the family has left.

Kind regards
Ada Head
Headteacher, Manor Primary School
01632 960001
"""
FORM = b"%PDF-1.4 not a form that anyone can read"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(20_000)


def a_mail(
    text: str = WORDS,
    sender: str = "Ada Head <head@manor.example>",
    subject: str = "Zoe Khan",
    message_id: str = "<1@manor.example>",
    form: bytes | None = None,
) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "CME@havering.gov.uk", subject
    mail["Date"], mail["Message-ID"] = "Tue, 24 Nov 2026 08:00:00 +0000", message_id
    mail.set_content(text)
    if form is not None:
        mail.add_attachment(form, maintype="application", subtype="pdf", filename="form.pdf")
    return mail


def marked(mail: EmailMessage, child: Child | None = None, kind: Kind = Kind.REFERRAL) -> Marks:
    return marks(read(mail.as_bytes(), Trust(), NOW), a_reading(kind, (child or a_child(),)))


def inline(note: str = "", words: str = WORDS, subject: str = "Zoe Khan", author: str = "Ada Head") -> EmailMessage:
    head = f"From: {author} <head@manor.example>\nSent: 24 November 2026 08:00\nTo: CME\nSubject: {subject}\n\n"
    text = f"{note}\n\n-----Original Message-----\n{head}{words}"
    return a_mail(text, "Kim Office <kim@manor.example>", "FW: Zoe Khan", "<2@manor.example>")


def attached(original: EmailMessage, note: str = "") -> EmailMessage:
    mail = a_mail(note or "\n", "Kim Office <kim@manor.example>", "FW: Zoe Khan", "<3@manor.example>")
    mail.add_attachment(original)
    return mail


def as_file(original: EmailMessage, form: bytes | None = None) -> EmailMessage:
    """Forwarded as some programs do: the mail is a file like any other. `form` is put beside it."""
    mail = a_mail("\n", "Kim Office <kim@manor.example>", "FW: Zoe Khan", "<4@manor.example>", form)
    mail.add_attachment(original.as_bytes(), maintype="application", subtype="octet-stream", filename="mail.eml")
    return mail


def with_picture(mail: EmailMessage, picture: bytes) -> EmailMessage:
    """The mail with an HTML twin that shows the picture."""
    text = mail.get_body(("plain",))
    assert isinstance(text, EmailMessage)
    text.add_alternative(f"<p>{WORDS}</p><img src='cid:a'>", subtype="html")
    html = text.get_payload(1)
    assert isinstance(html, EmailMessage)
    html.add_related(picture, maintype="image", subtype="png", cid="<a>", disposition="inline")
    return mail


def inline_with(form: bytes) -> EmailMessage:
    mail = inline()
    mail.add_attachment(form, maintype="application", subtype="pdf", filename="form.pdf")
    return mail


SAME_AGAIN: dict[str, Callable[[], EmailMessage]] = {
    "another Message-ID": lambda: a_mail(message_id="<9@manor.example>"),
    "Resend: in the subject": lambda: a_mail(subject="RE: Resend: Zoe Khan"),
    "lines wrapped elsewhere": lambda: a_mail(WORDS.replace("family has left", "family\nhas left")),
    "a server's banner on top": lambda: a_mail(
        "CAUTION: This email originated from outside of the organisation. Do not click links.\n\n" + WORDS
    ),
    "forwarded": inline,
    "forwarded with thanks": lambda: inline("Hi team,\n\nFor your information, please see below.\n\nThanks"),
    "forwarded as a file": lambda: attached(a_mail()),
}

SAME_WITH_A_FORM: dict[str, Callable[[], EmailMessage]] = {
    "forwarded": lambda: inline_with(FORM),
    "forwarded as an attached mail": lambda: attached(a_mail(form=FORM)),
    "forwarded as a file": lambda: as_file(a_mail(form=FORM)),
    "forwarded twice": lambda: attached(attached(a_mail(form=FORM))),
    "forwarded as a file within a file": lambda: as_file(as_file(a_mail(form=FORM))),
}

OTHERS_THAN_WITH_A_FORM: dict[str, Callable[[], EmailMessage]] = {
    "without the form": lambda: as_file(a_mail()),
    "with another form": lambda: as_file(a_mail(form=FORM + b" ")),
    "with another form beside it": lambda: as_file(a_mail(form=FORM), FORM + b" "),
    "with the form twice": lambda: as_file(a_mail(form=FORM), FORM),
    "with a scan in the text": lambda: as_file(with_picture(a_mail(form=FORM), PICTURE)),
    "inline, with another form": lambda: inline_with(FORM + b" "),
    "as an attached mail, with another form": lambda: attached(a_mail(form=FORM + b" ")),
}

OTHERS: dict[str, Callable[[], EmailMessage]] = {
    "one word more": lambda: a_mail(WORDS.replace("has left.", "has left for Leeds.")),
    "one digit": lambda: a_mail(WORDS.replace("5 October", "6 October")),
    "another subject": lambda: a_mail(subject="Zoe Khan seen"),
    "another sender": lambda: a_mail(sender="Bob Head <bob@manor.example>"),
    "a file with it": lambda: a_mail(form=FORM),
    "a forward that says more": lambda: inline("She was seen in Leeds yesterday."),
    "a forward of other words": lambda: inline(words=WORDS.replace("5 October", "6 October")),
    "a forward under another subject": lambda: inline(subject="Zoe Khan again"),
    "a forward of another writer": lambda: inline(author="Bob Other"),
    "a forward of a mail with a file": lambda: attached(a_mail(form=FORM)),
}


@pytest.mark.parametrize("again", SAME_AGAIN.values(), ids=SAME_AGAIN)
def test_the_same_mail_is_known_again(again: Callable[[], EmailMessage]) -> None:
    assert marked(a_mail()).own in marked(again()).earlier


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_whatever_says_more_or_otherwise_is_another_mail(other: Callable[[], EmailMessage]) -> None:
    assert marked(a_mail()).own not in marked(other()).earlier


@pytest.mark.parametrize("again", SAME_WITH_A_FORM.values(), ids=SAME_WITH_A_FORM)
def test_the_same_mail_with_its_form_is_known_again(again: Callable[[], EmailMessage]) -> None:
    assert marked(a_mail(form=FORM)).own in marked(again()).earlier


@pytest.mark.parametrize("other", OTHERS_THAN_WITH_A_FORM.values(), ids=OTHERS_THAN_WITH_A_FORM)
def test_a_forward_with_other_files_is_another_mail(other: Callable[[], EmailMessage]) -> None:
    assert marked(a_mail(form=FORM)).own not in marked(other()).earlier


def test_the_way_a_mail_came_makes_no_difference() -> None:
    other = a_mail()
    other["Received"] = "by elsewhere"
    other.replace_header("To", "schooladmissions@havering.gov.uk")
    assert marked(other).own == marked(a_mail()).own


def test_an_original_that_comes_after_its_forward_is_answered() -> None:
    assert not {marked(inline()).own} & set(marked(a_mail()).earlier)


def test_other_facts_read_make_another_mail() -> None:
    assert marked(a_mail()).own != marked(a_mail(), a_child(born=date(2015, 4, 4))).own


def test_another_file_makes_another_mail() -> None:
    assert marked(a_mail(form=FORM)).own == marked(a_mail(form=FORM)).own
    assert marked(a_mail(form=FORM)).own != marked(a_mail(form=FORM + b" ")).own


@pytest.mark.parametrize(("picture", "same"), [(PICTURE, False), (b"\x89PNG logo", True)], ids=["a form", "a logo"])
def test_a_picture_within_the_text_counts_unless_it_is_a_logo(picture: bytes, same: bool) -> None:
    one, other = (marked(with_picture(a_mail(), picture + last)).own for last in (b"1", b"2"))
    assert (one == other) is same


@pytest.mark.parametrize("kind", [Kind.STATUS_QUERY, Kind.CASE_UPDATE, Kind.OTHER])
def test_who_asks_again_in_the_same_words_asks_again(kind: Kind) -> None:
    assert marked(a_mail(), kind=kind).earlier == ()


def test_a_few_words_may_come_twice_by_chance() -> None:
    assert marked(a_mail("Please see the subject.")).earlier == ()
    formed = marked(a_mail("Please see the form.", form=FORM))
    assert formed.own in formed.earlier


def test_a_handover_is_more_than_the_mail_that_it_passes_on() -> None:
    assert marked(a_mail()).own not in marked(inline(), kind=Kind.HANDOVER).earlier
