"""One child's case from the first mail to its closing, and what its record says at the end; on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailbot.model.case import CaseStatus, ClosingReason, TaskOutcome
from mailbot.model.command import Impossible, Verb
from mailbot.model.decision import Decision
from mailbot.model.referral import Mailbox
from mailbot.store.store import Store
from tests.story.town import Town, at, make_home, written

HEAD = "Ada Head <head@manor.example>"
OLU, BEA = "Olu Bright", "Bea Stone"
S = CaseStatus
SIGNED = "\n\nAda Head, Headteacher, Manor Primary School"
FIRST = f"""Dear team,

Our pupil Zoe Example (date of birth 3 April 2015, Year 6) has not been in school since 2 November 2026.
We cannot trace the family and nobody knows where they are.{SIGNED}"""
FEARED = FIRST.replace(SIGNED, f"\nWe fear that she is to be taken abroad for a forced marriage.{SIGNED}")
ANSWER = f"""Dear team,

Here is what you asked for, about Zoe Example, born 3 April 2015.

Address: 1 Invented Road, Romford RM1 3BB
Parent: Ana Example, mother, telephone 07700 900123{SIGNED}"""
NO_TRACE = """Dear CME officer,

Thank you for your enquiry about Zoe Example, date of birth 3 April 2015, reference {reference}.
We have checked our systems. There is no trace of the family and we do not know where they are.

PC Sam Reed, Invented Police"""
CHASER = f"""Dear team,

Could you tell me how case {{reference}} stands? Is there any update, please?{SIGNED}"""
FOUND = """Dear CME team,

I write about Zoe Example, born 3 April 2015, your reference {reference}.
She has been found: she is now on roll at Hill Primary School, Leeds, since 7 December 2026.

Ben Cole, School Office, Hill Primary School"""

FORM = b"Question,Answer\r\nLast address,1 Invented Road RM1 3BB\r\nParent,Ana Example (mother)\r\n"


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    """A team on each of the databases."""
    url = f"sqlite:///{tmp_path / 'mailbot.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    home = make_home(tmp_path / "home")
    store = Store.open(url)
    with home.reader() as reader:
        yield Town(home, store, reader)
    store.close()


def refer(town: Town, body: str = FIRST) -> str:
    """The head's mail comes; the new case's reference."""
    return town.mail(HEAD, "Pupil not traceable", body, at(24)).openings[0].case.reference


def do_all(town: Town, reference: str, officer: str = OLU) -> None:
    """Every open task is done, a referral to Social Care with its time and reference."""
    for code in town.open_codes(reference):
        how = {"when": "2026-12-07 09:00", "their_reference": "MASH-4711"} if code == "refer_to_social_care" else {}
        values = {"code": code, "outcome": "done", **how}
        town.order(officer, Verb.TASK, reference, at(8, month=12), "no trace", **values)


def names(decision: Decision) -> list[str]:
    return [event.name for event in decision.events if event.name not in ("finding", "task asked")]


def test_from_the_first_mail_to_the_signed_review(town: Town) -> None:
    first = town.mail(HEAD, "Pupil not traceable", FIRST, at(24))
    reference = first.openings[0].case.reference
    assert names(first) == ["opened", "letter"]
    assert town.case(reference).status is S.AWAITING_INFORMATION
    assert town.case(reference).referrer_proven
    assert town.subjects_to("head@manor.example") == {f"We need more from you: {reference}": 1}

    more = town.mail(HEAD, "Re: We need more from you", ANSWER, at(25), town.relay.letters[0]["Message-ID"])
    assert names(more)[:3] == ["mail added", "facts added", "status changed"]
    assert "task done" in names(more)  # waiting for the referrer
    assert town.case(reference).status is S.NEW
    assert town.case(reference).postcode == "RM1 3BB"

    town.order(OLU, Verb.ASSIGN, reference, at(25), to=OLU)
    town.order(OLU, Verb.STATUS, reference, at(25), to="enquiries")
    police = town.mail(
        "PC Sam Reed <s.reed@police.example>", "Re: Enquiry", NO_TRACE.format(reference=reference), at(26)
    )
    assert [(task.code, task.outcome) for task in police.ended] == [("ask_agencies", TaskOutcome.ANSWERED)]
    assert "ask_agencies" in town.open_codes(reference)

    chaser = town.mail(HEAD, "Any update?", CHASER.format(reference=reference), at(30))
    assert names(chaser) == ["chaser", "letter"]
    assert "enquiries are continuing" in town.relay.letters[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]

    with pytest.raises(Impossible, match="search_systems is open"):
        town.order(OLU, Verb.CLOSE, reference, at(7, month=12), "nothing left", outcome="untraced")
    do_all(town, reference)
    assert town.open_codes(reference) == []
    with pytest.raises(Impossible, match=r"6\.2: there was no review"):
        town.order(OLU, Verb.CLOSE, reference, at(8, month=12), "nothing left", outcome="untraced")
    town.order(OLU, Verb.STATUS, reference, at(9, month=12), to="review")
    closed = town.order(OLU, Verb.CLOSE, reference, at(9, 10, month=12), "nothing left to try", outcome="untraced")
    assert names(closed) == ["closed", "letter"]
    case = town.case(reference)
    assert (case.status, case.closing_reason, case.closed_at) == (S.CLOSED, ClosingReason.UNTRACED, at(9, 10, month=12))

    story = [event.name for event in town.events(reference) if event.name not in ("finding", "task asked", "task done")]
    assert story == [
        "opened",
        "letter",
        "mail added",
        "facts added",
        "status changed",
        "letter",
        "assigned",
        "status changed",
        "letter",
        "mail added",
        "task answered",
        "chaser",
        "letter",
        "status changed",
        "letter",
        "closed",
        "letter",
    ]
    assert all(event.policy_date is not None and event.clause for event in town.events(reference))
    assert [event.actor for event in town.events(reference) if event.name == "closed"] == [OLU]
    assert town.store.breaks(town.store.anchor()) == ()
    told = town.subjects_to("head@manor.example")
    assert told["Your referral: our work has ended"] == 1
    assert told["News about your referral"] == 2  # enquiries, review
    assert not any("Zoe" in str(letter["Subject"]) + letter.as_string() for letter in town.relay.letters)


def test_where_harm_is_feared_social_care_comes_first_and_two_officers_sign(town: Town) -> None:
    reference = refer(town, FEARED)
    assert [task.due for task in town.file(reference).tasks if task.code == "refer_to_social_care"] == [
        date(2026, 11, 24)
    ]
    assert town.subjects_to("officer@havering.gov.uk").total() == 1
    town.order(OLU, Verb.STATUS, reference, at(25), to="enquiries")
    overdue = [task for task in town.store.digest(date(2026, 11, 30), at(30)).tasks if task.overdue]
    assert "6.5" in {task.clause for task in overdue}  # asked for until it is recorded
    with pytest.raises(Impossible, match=r"6\.5: a referral to Social Care is recorded with its time"):
        town.order(OLU, Verb.TASK, reference, at(30), code="refer_to_social_care", outcome="done")
    do_all(town, reference)
    (referral,) = [task for task in town.file(reference).tasks if task.code == "refer_to_social_care"]
    assert referral.result == "referred 07 December 2026, 09:00; their reference MASH-4711; no trace"
    town.order(OLU, Verb.STATUS, reference, at(9, month=12), to="review")
    outcome = {"outcome": "untraced_to_social_care"}
    town.order(OLU, Verb.CLOSE, reference, at(9, month=12), "passed on", **outcome)
    town.order(OLU, Verb.CLOSE, reference, at(9, 11, month=12), "passed on", **outcome)
    assert town.case(reference).status is S.REVIEW
    town.order(BEA, Verb.CLOSE, reference, at(9, 12, month=12), "passed on", **outcome)
    assert town.case(reference).status is S.CLOSED
    signatures = [(event.name, event.actor) for event in town.events(reference) if event.clause == "6.2"]
    assert signatures[-3:] == [("review signed", OLU), ("review signed", OLU), ("closed", BEA)]


def test_a_child_reported_as_found_is_confirmed_by_an_officer_and_comes_back_as_a_new_episode(town: Town) -> None:
    reference = refer(town)
    found = town.mail(
        "Ben Cole <office@hillprimary.example>", "Found", FOUND.format(reference=reference), at(10, month=12)
    )
    assert found.updates[0].case.status is S.REPORTED_LOCATED
    assert "confirm_provision" in town.open_codes(reference)
    assert town.case(reference).facts["whereabouts_known"] is False  # nobody has confirmed it
    do_all(town, reference)
    town.order(OLU, Verb.STATUS, reference, at(11, month=12), to="review")
    for code in town.open_codes(reference):  # the referrer is told by hand, or the record waived
        town.order(OLU, Verb.TASK, reference, at(11, month=12), "traced", code=code, outcome="waived")
    town.order(OLU, Verb.CLOSE, reference, at(11, month=12), "confirmed by the school", outcome="on_roll_elsewhere")
    assert town.case(reference).closing_reason is ClosingReason.ON_ROLL_ELSEWHERE
    again = town.mail(HEAD, "Gone again", FIRST, at(14, month=12))
    (opening,) = again.openings
    assert [(link.name, link.other) for link in again.links] == [("earlier episode", reference)]
    assert town.case(reference).status is S.CLOSED
    assert town.file(opening.case.reference).links[0].other == reference


def test_a_reply_to_our_letter_belongs_to_its_case_and_a_doubtful_chaser_is_shown_to_an_officer(town: Town) -> None:
    reference = refer(town)
    ours = town.relay.letters[0]["Message-ID"]
    chaser = town.mail(HEAD, "Any update?", f"Dear team,\n\nIs there any update, please?{SIGNED}", at(30), ours)
    assert names(chaser) == ["chaser", "letter"]
    assert [update.case.reference for update in chaser.updates] == [reference]
    doubtful = town.mail(
        HEAD,
        "Update",
        f"Dear team,\n\nIs there any update about our pupil Zoe Example, please?{SIGNED}",
        at(2, month=12),
    )
    assert (doubtful.updates, doubtful.openings) == ((), ())
    (shown,) = town.store.digest(date(2026, 12, 3), at(2, 10, month=12)).withheld
    assert shown.reason.startswith(f"for an officer to read: perhaps it is about {reference} (like name, no date")


def with_form(body: str, subject: str = "Pupil not traceable", sender: str = HEAD, number: int = 1) -> EmailMessage:
    """A mail that brings the school's form as a file."""
    mail = message_from_bytes(written(sender, subject, body, at(24), number), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    mail.add_attachment(FORM, maintype="text", subtype="csv", filename="form.csv")
    return mail


def forward(original: EmailMessage | None, file: str = "message") -> EmailMessage:
    """A colleague passes it on: inline with its form, or as an attached mail, or as a file of another type."""
    head = f"From: {HEAD}\nSent: 24 November 2026 09:00\nTo: CME@havering.gov.uk\nSubject: Pupil not traceable\n\n"
    sender, subject = "Kim Office <kim@manor.example>", "FW: Pupil not traceable"
    if original is None:
        return with_form(f"-----Original Message-----\n{head}{FIRST}", subject, sender, 2)
    raw = written(sender, subject, "Please see attached.", at(24), 3)
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    if file == "message":
        mail.add_attachment(original)
    else:
        mail.add_attachment(original.as_bytes(), maintype="application", subtype="octet-stream", filename=file)
    return mail


CME, ADMISSIONS = Mailbox.CME, Mailbox.ADMISSIONS
PASSED_ON: dict[str, tuple[Mailbox, Callable[[], EmailMessage]]] = {
    "to the other mailbox": (ADMISSIONS, lambda: with_form(FIRST)),
    "sent again": (CME, lambda: with_form(FIRST, "Resend: Pupil not traceable", number=9)),
    "forwarded": (CME, lambda: forward(None)),
    "forwarded to the other mailbox": (ADMISSIONS, lambda: forward(None)),
    "forwarded as an attached mail": (ADMISSIONS, lambda: forward(with_form(FIRST))),
    "forwarded as a file": (CME, lambda: forward(with_form(FIRST), "Pupil not traceable.eml")),
}


@pytest.mark.parametrize(("mailbox", "again"), PASSED_ON.values(), ids=PASSED_ON)
def test_the_same_mail_with_its_form_makes_one_case_and_one_letter_however_it_comes_again(
    town: Town, mailbox: Mailbox, again: Callable[[], EmailMessage]
) -> None:
    first = town.take(with_form(FIRST).as_bytes(), at(24))
    assert len(first.openings) == 1
    assert len(town.relay.letters) == 1
    second = town.take(again().as_bytes(), at(24, 10), mailbox)
    assert (second.duplicate_of, second.openings, second.updates) == (1, (), ())
    assert len(town.relay.letters) == 1
