from __future__ import annotations

import pytest

from mailbot.casework.replies import STATUS_WORDS, answer
from mailbot.model.case import CaseStatus
from mailbot.model.message import Address, Signal, Standing
from mailbot.model.policy import Disposition, Priority
from mailbot.model.referral import Kind
from tests.casework.build import HEAD, OURS, a_case, a_message, a_reading, a_triage

QUOTED = ("CME-2026-7K3M9QX4TZ",)
STATUS = a_triage(Disposition.CASE_STATUS)


@pytest.mark.parametrize(
    ("kind", "disposition", "template"),
    [
        (Kind.REFERRAL, Disposition.ACKNOWLEDGE, "acknowledgement"),
        (Kind.REFERRAL, Disposition.ASK_FOR_INFORMATION, "ask_for_information"),
        (Kind.NO_SHOW, Disposition.ADVISE, "no_show_advice"),
        (Kind.PLACE_DECLINED, Disposition.ADVISE, "place_declined_advice"),
        (Kind.HANDOVER, Disposition.ACKNOWLEDGE, "handover_receipt"),
        (Kind.HOME_EDUCATION, Disposition.ACKNOWLEDGE, "home_education"),
        (Kind.CROSS_BORDER_ENQUIRY, Disposition.ACKNOWLEDGE, "holding_reply"),
        (Kind.ROLL_REMOVAL, Disposition.ACKNOWLEDGE, "roll_removal_receipt"),
        (Kind.AGENCY_REPLY, Disposition.ACKNOWLEDGE, "receipt"),
        (Kind.OTHER, Disposition.ACKNOWLEDGE, "receipt"),
    ],
)
def test_each_kind_has_its_letter(kind: Kind, disposition: Disposition, template: str) -> None:
    found = answer(a_message(), a_reading(kind), a_triage(disposition), (), OURS)
    assert found.reply is not None
    assert found.reply.template == template


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (a_message(signals=(Signal("auto_submitted", "auto-replied"),)), "no person wrote this mail (auto_submitted)"),
        (a_message(sender=None), "names no sender"),
        (a_message(sender=Address("", "schooladmissions@havering.gov.uk")), "our own address"),
        (a_message(sender=Address("", "no-reply@portal.example")), "takes no answers"),
        (a_message(sender=Address("MAILER-DAEMON", "mailer-daemon@relay.example")), "takes no answers"),
    ],
)
def test_nobody_is_answered_who_is_no_person_or_is_ourselves(message: object, why: str) -> None:
    found = answer(message, a_reading(), a_triage(), (), OURS)  # type: ignore[arg-type]
    assert found.reply is None
    assert found.withheld is not None
    assert why in found.withheld


def test_the_proven_referrer_of_a_case_is_told_its_status_in_our_own_words() -> None:
    message = a_message(standing=Standing.PROVEN)
    found = answer(message, a_reading(Kind.STATUS_QUERY, quoted=QUOTED), STATUS, (a_case(),), OURS)
    assert found.reply is not None
    assert found.reply.template == "case_status"
    assert found.reply.variables["status"] == "open, and our enquiries are continuing"


@pytest.mark.parametrize(
    ("message", "quoted"),
    [
        (a_message(), QUOTED),
        (a_message(Address("", "other@manor.example"), Standing.PROVEN), QUOTED),
        (a_message(standing=Standing.PROVEN), ()),
        (a_message(standing=Standing.PROVEN), ("CME-2026-0000000000",)),
    ],
    ids=["not proven", "not the referrer", "no reference", "no such case"],
)
def test_anyone_else_gets_the_same_receipt_whatever_we_hold(message: object, quoted: tuple[str, ...]) -> None:
    reading = a_reading(Kind.STATUS_QUERY, quoted=quoted)
    held = answer(message, reading, STATUS, (a_case(),), OURS)  # type: ignore[arg-type]
    nothing = answer(message, reading, STATUS, (), OURS)  # type: ignore[arg-type]
    assert held.reply is not None
    assert nothing.reply is not None
    assert held.reply.template == nothing.reply.template == "receipt"
    assert held.reply.variables["status"] is nothing.reply.variables["status"] is None
    assert held.withheld is not None
    assert "6.3" in held.withheld


def test_no_status_word_tells_a_place_a_school_or_an_agency() -> None:
    assert set(STATUS_WORDS) == set(CaseStatus)
    for words in STATUS_WORDS.values():
        assert not any(word in words for word in ("safe", "found", "school", "social care", "police", "address"))


def test_a_reply_answers_the_from_address_in_its_thread_and_warns_of_the_misprinted_domain() -> None:
    message = a_message(to=(Address("", "schooladmissions@haverling.gov.uk"),))
    found = answer(message, a_reading(), a_triage(priority=Priority.IMMEDIATE), (a_case(),), OURS)
    assert found.reply is not None
    assert (found.reply.to, found.reply.in_reply_to) == (HEAD.address, "m1@manor.example")
    assert found.reply.variables["wrong_domain"] is True
    assert found.reply.variables["immediate"] is True


def test_a_mail_that_needs_no_answer_gets_none() -> None:
    found = answer(a_message(), a_reading(Kind.OTHER), a_triage(Disposition.NONE), (), OURS)
    assert (found.reply, found.withheld) == (None, "policy asks for no answer")
