"""What a mail is for, told from few words, as many writers would put them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mailbot.model.message import Attachment, Document, Hop, How, Passage, Problem, Signal
from mailbot.model.referral import Kind, Mailbox, OrganisationType
from mailbot.reading.extract.kind import near_tie
from tests.reading.extract.said import CME, child, field, mail, reading

OUR_LETTER = Hop(1, How.QUOTED, CME)
LETTERS = {
    "": "",
    "enquiry": "Dear colleague, We are trying to locate the following child. Name: Zed Quill. "
    "Please tell us whether you hold a current address. CME Officer",
    "terse": "Anything on Zed Quill, last at Lark School? Thanks, CME Officer",
    "acknowledgement": "Thank you for your referral about Zed Quill. Your reference is CME-2026-000111. "
    "We will write when there is news.",
    "questions": "Thank you for your referral. We need a little more information. Please reply with: "
    "1. date of birth 2. address. Reference CME-2026-000111",
}
MAILS = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text())["mail"]


@pytest.mark.parametrize("row", MAILS, ids=[f"{row['kind']}-{row['subject']}" for row in MAILS])
def test_kind(row: dict[str, Any]) -> None:
    quoted = LETTERS[row.get("quoted", "")]
    items = (Passage(row["text"]), *([Passage(quoted, hop=1)] if quoted else []))
    message = mail(items, row["subject"], (OUR_LETTER,) if quoted else ())
    named = [child()] * row["children"]
    read = reading(message, *named, writer=OrganisationType(row["writer"]), mailbox=Mailbox(row["mailbox"]))
    assert read.kind.value == row["kind"]


def test_machine_signals_settle_the_kind_and_leave_no_child_and_no_referrer() -> None:
    message = mail(
        "Zed Quill is missing. I am out of the office.", signals=(Signal("out_of_office", "Automatic reply"),)
    )
    read = reading(message, child())
    assert read.kind.value is Kind.AUTOMATIC
    assert read.children == ()
    assert read.referrer.organisation_type is None


def test_a_secure_wrapper_is_other() -> None:
    wrapper = Document("message.rpmsg", "rpmsg", "message.rpmsg", problem=Problem.SECURE_WRAPPER)
    assert reading(replace(mail("See attached."), documents=(wrapper,))).kind.value is Kind.OTHER


def test_a_calendar_invitation_is_other_and_a_recall_is_automatic() -> None:
    invitation = Attachment("invite.ics", "text/calendar", b"", "invite.ics")
    assert reading(replace(mail("Meeting"), attachments=(invitation,)), child()).kind.value is Kind.OTHER
    assert reading(mail("x", subject="Recall: CME referral ZQ")).kind.value is Kind.AUTOMATIC


def test_every_kind_is_scored_with_its_reasons_and_the_best_has_its_evidence() -> None:
    read = reading(
        mail("I am referring Zed. He has not been seen since Monday and we do not know where he is."), child()
    )
    assert {score.kind for score in read.kinds} == set(Kind)
    assert read.kinds[0].kind is Kind.REFERRAL
    assert read.kinds[0].reasons
    assert "Zed" in read.kind.evidence.quote or "seen" in read.kind.evidence.quote


def test_a_near_tie_is_told() -> None:
    read = reading(mail("Good afternoon."), child(), mailbox=Mailbox.ADMISSIONS)
    assert "may also be a" in (near_tie(read.kinds) or "")
    assert any("may also be a" in note for note in read.notes)


def test_an_everyday_word_outweighs_no_child_of_whom_the_birth_is_told() -> None:
    text = (
        "I hope this is the right place. I run a nursery. Zed was with us. It was a good year. Mum was busy. "
        "We met in a shop. She was open. There is nobody going in now."
    )
    known = replace(child(), date_of_birth=field(date(2021, 6, 15)))
    assert reading(mail(text), child()).kind.value is Kind.OTHER
    assert reading(mail(text), known).kind.value is Kind.REFERRAL
