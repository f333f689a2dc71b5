"""Where a mail belongs that names a case in no words, or only perhaps; what an officer is shown of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailbot.casework.attention import FOR_AN_OFFICER
from mailbot.casework.decide import decide
from mailbot.model.case import Case
from mailbot.model.decision import Decision
from mailbot.model.message import Signal, Standing
from mailbot.model.policy import Disposition
from mailbot.model.referral import Child, Kind, Wants
from tests.casework.build import a_case, a_child, a_message, a_reading, a_triage, circumstances, read

KNOWN = a_case("CME-2026-7K3M9QX4TZ")
OTHER = replace(a_case("CME-2026-OTHER00000"), forename="Ali", surname="Hassan")
UNDATED = replace(a_child(), date_of_birth=None)
FOLLOW_UPS = (Kind.STATUS_QUERY, Kind.CASE_UPDATE, Kind.AGENCY_REPLY, Kind.ROLL_REMOVAL)


def sent(
    *children: Child,
    kind: Kind = Kind.STATUS_QUERY,
    quoted: tuple[str, ...] = (),
    answers: tuple[str, ...] = (),
    standing: Standing = Standing.PROVEN,
    known: tuple[Case, ...] = (KNOWN, OTHER),
) -> Decision:
    """What becomes of a mail of the referrer's; `answers` are the cases of the letter that it replies to."""
    triage = a_triage(Disposition.CASE_STATUS if kind is Kind.STATUS_QUERY else Disposition.ACKNOWLEDGE)
    about = replace(circumstances(*known), answers=answers)
    return decide(a_message(standing=standing), a_reading(kind, children, quoted), triage, about)


def put_to(decision: Decision) -> list[str]:
    return [update.case.reference for update in decision.updates]


@pytest.mark.parametrize("kind", FOLLOW_UPS)
def test_a_doubtful_follow_up_is_put_to_no_case_and_shown_with_the_case_and_the_evidence(kind: Kind) -> None:
    decision = sent(UNDATED, kind=kind)
    assert (put_to(decision), decision.openings, decision.links) == ([], (), ())
    assert decision.look == (
        f"{FOR_AN_OFFICER}: perhaps it is about {KNOWN.reference} (like name, no date of birth to compare)"
    )


def test_every_case_that_it_may_be_about_is_named() -> None:
    namesake = replace(KNOWN, reference="CME-2026-NAMESAKE00")
    look = sent(UNDATED, replace(a_child("Ali", "Hassan"), date_of_birth=None), known=(KNOWN, namesake, OTHER)).look
    assert look is not None
    assert all(case.reference in look for case in (KNOWN, namesake, OTHER))


@pytest.mark.parametrize("kind", FOLLOW_UPS)
def test_a_mail_of_no_case_is_shown_to_an_officer(kind: Kind) -> None:
    assert sent(a_child("Nobody", "Known"), kind=kind).look == f"{FOR_AN_OFFICER}: it belongs to no case"


def test_a_mail_of_a_certain_case_or_a_new_one_needs_no_officer_to_place_it() -> None:
    assert sent(a_child()).look is None
    assert sent(UNDATED, quoted=(KNOWN.reference,)).look is None
    assert sent(UNDATED, kind=Kind.REFERRAL).look is None


def test_a_machine_and_a_note_of_thanks_take_no_officers_time() -> None:
    machine = a_message(signals=(Signal("auto_submitted", "auto-replied"),))
    assert decide(machine, a_reading(Kind.AUTOMATIC, (UNDATED,)), a_triage(), circumstances(KNOWN)).look is None
    for wants, looks in ((Wants.NOTHING, False), (Wants.LOOK, True), (Wants.ANSWER, True)):
        reading = replace(a_reading(Kind.OTHER), wants=read(wants))
        assert (decide(a_message(), reading, a_triage(), circumstances()).look is not None) is looks


def test_a_proven_reply_to_our_letter_is_put_to_its_case_and_is_told_how_it_stands() -> None:
    decision = sent(answers=(KNOWN.reference,))
    assert put_to(decision) == [KNOWN.reference]
    assert decision.events[0].detail == "reference or our letter quoted; the sender is proven"
    assert decision.reply is not None
    assert (decision.reply.template, decision.reply.cases) == ("case_status", (KNOWN.reference,))


def test_a_proven_reply_about_the_child_in_other_letters_goes_to_the_letters_case() -> None:
    undated = replace(a_child("Zoee", "Khan"), date_of_birth=None)
    assert put_to(sent(undated, kind=Kind.CASE_UPDATE)) == []
    assert put_to(sent(undated, kind=Kind.CASE_UPDATE, answers=(KNOWN.reference,))) == [KNOWN.reference]


def test_an_unproven_reply_to_our_letter_is_doubtful() -> None:
    decision = sent(answers=(KNOWN.reference,), standing=Standing.UNVERIFIED)
    assert put_to(decision) == []
    assert decision.look is not None
    assert f"{KNOWN.reference} (it answers our letter about the case, and its sender is not proven)" in decision.look
    assert decision.reply is not None
    assert (decision.reply.template, decision.reply.cases) == ("receipt", ())


def test_an_unproven_reply_that_refers_a_child_opens_a_case_perhaps_the_same() -> None:
    child = a_child("Zoe", "Smith")
    unproven = sent(child, kind=Kind.REFERRAL, answers=(KNOWN.reference,), standing=Standing.UNVERIFIED)
    assert [(link.name, link.other) for link in unproven.links] == [("perhaps the same", KNOWN.reference)]
    assert len(unproven.openings) == 1


def test_a_reference_that_is_quoted_goes_before_the_letter_that_is_answered() -> None:
    decision = sent(quoted=(OTHER.reference,), answers=(KNOWN.reference, OTHER.reference))
    assert put_to(decision) == [OTHER.reference]


def test_another_child_in_the_thread_of_our_letter_has_a_case_of_its_own() -> None:
    decision = sent(a_child("Bo", "Novak"), kind=Kind.REFERRAL, answers=(KNOWN.reference,))
    assert [opening.case.forename for opening in decision.openings] == ["Bo"]
    assert (decision.links, put_to(decision)) == ((), [])
