"""Who proved what, against which case: the whole table, and that it makes no difference whether a case exists."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailbot.casework.decide import decide
from mailbot.casework.telling import TABLE, Asker, Guard, Tells, asker, guard, telling
from mailbot.model.case import Case
from mailbot.model.command import Verb
from mailbot.model.message import Address, Sender, Standing
from mailbot.model.policy import Disposition
from mailbot.model.referral import Kind
from mailbot.model.trust import Trust
from tests.casework.build import HEAD, a_case, a_child, a_message, a_reading, a_triage, circumstances
from tests.casework.officers import a_file, a_full_case, order

TRUST = Trust(known_domains=("manor.example", "police.example"), public_domains=("gmail.com", "btinternet.com"))
CASE = a_case()
BY_PARENT = replace(CASE, referrer={"organisation_type": "parent"})
BY_NEIGHBOUR = replace(CASE, referrer={"organisation_type": "public"})
FROM_GMAIL = replace(CASE, referrer_email="head@gmail.com", referrer={"organisation_type": "school"})
MARKED = replace(CASE, restricted=True)
FLED = replace(CASE, facts={"risk_factors": ["homeless", "domestic_abuse"]})


def proven(address: str) -> Sender:
    return Sender(Address("", address), Standing.PROVEN)


@pytest.mark.parametrize(
    ("sender", "case", "who"),
    [
        (proven(HEAD.address), CASE, Asker.REFERRER),
        (proven(HEAD.address), replace(CASE, referrer_email="Head@Manor.Example"), Asker.REFERRER),
        (proven(HEAD.address), replace(CASE, referrer={"organisation_type": "school"}), Asker.REFERRER),
        (proven(HEAD.address), BY_PARENT, Asker.PRIVATE_REFERRER),
        (proven(HEAD.address), BY_NEIGHBOUR, Asker.PRIVATE_REFERRER),
        (proven("head@gmail.com"), FROM_GMAIL, Asker.PRIVATE_REFERRER),
        (proven("office@manor.example"), CASE, Asker.COLLEAGUE),
        (proven("other@gmail.com"), FROM_GMAIL, Asker.STRANGER),
        (proven("desk@police.example"), CASE, Asker.KNOWN),
        (proven("head@manor.example.evil.example"), CASE, Asker.STRANGER),
        (proven("head@sub.manor.example"), CASE, Asker.STRANGER),
        (proven("manor.example@evil.example"), CASE, Asker.STRANGER),
        (proven(HEAD.address), replace(CASE, referrer_email=None), Asker.KNOWN),
        (proven(""), replace(CASE, referrer_email=""), Asker.NOBODY),
        (Sender(HEAD), CASE, Asker.UNPROVEN),
        (Sender(None), CASE, Asker.NOBODY),
        (replace(proven(HEAD.address), lookalike_of="manor.sch.example"), CASE, Asker.UNPROVEN),
    ],
)
def test_the_sender_is_to_the_case_what_is_proven(sender: Sender, case: Case, who: Asker) -> None:
    assert asker(sender, case, TRUST) is who


@pytest.mark.parametrize(("case", "kept"), [(CASE, Guard.PLAIN), (MARKED, Guard.RESTRICTED), (FLED, Guard.RESTRICTED)])
def test_a_case_is_restricted_by_domestic_abuse_or_by_an_officer(case: Case, kept: Guard) -> None:
    assert guard(case) is kept


def test_only_the_proven_referrer_of_a_plain_case_is_told_and_an_officer_learns_why_nobody_else_is() -> None:
    assert set(TABLE) == {(who, kept) for who in Asker for kept in Guard}
    assert [pair for pair, told in TABLE.items() if told.tells is Tells.STATUS] == [(Asker.REFERRER, Guard.PLAIN)]
    assert all(told.why for told in TABLE.values() if told.tells is Tells.NOTHING)


@pytest.mark.parametrize("address", [HEAD.address, "office@manor.example", "x@gmail.com", "desk@police.example"])
@pytest.mark.parametrize("standing", Standing)
def test_a_case_that_does_not_exist_is_nobodys(address: str, standing: Standing) -> None:
    assert telling(Sender(Address("", address), standing), None, TRUST).tells is Tells.NOTHING


@pytest.mark.parametrize("proved", [True, False])
@pytest.mark.parametrize("case", [CASE, BY_PARENT, BY_NEIGHBOUR, FROM_GMAIL, MARKED, FLED])
def test_a_referrer_is_told_unasked_exactly_what_the_answer_to_their_question_would_tell(
    case: Case, proved: bool
) -> None:
    known = a_full_case(
        referrer_email=case.referrer_email,
        referrer=case.referrer,
        referrer_proven=proved,
        restricted=case.restricted,
        facts={**a_full_case().facts, **case.facts},
    )
    standing = Standing.PROVEN if proved else Standing.UNVERIFIED
    asked = telling(Sender(Address("", known.referrer_email or ""), standing), known, TRUST)
    decision = order(Verb.STATUS, a_file(known), at=replace(circumstances(), trust=TRUST), to="located_no_provision")
    assert (decision.reply is not None) is (asked.tells is Tells.STATUS)
    assert decision.withheld == (asked.why or None)


QUERIES = [
    (kind, disposition, children)
    for kind, disposition in (
        (Kind.STATUS_QUERY, Disposition.CASE_STATUS),
        (Kind.CASE_UPDATE, Disposition.ACKNOWLEDGE),
        (Kind.AGENCY_REPLY, Disposition.ACKNOWLEDGE),
        (Kind.REFERRAL, Disposition.ASK_FOR_INFORMATION),
        (Kind.NO_SHOW, Disposition.ADVISE),
        (Kind.CROSS_BORDER_ENQUIRY, Disposition.ACKNOWLEDGE),
        (Kind.OTHER, Disposition.ACKNOWLEDGE),
    )
    for children in ((), (a_child(),), (a_child("Ali", "Other"),))
]


@pytest.mark.parametrize(("kind", "disposition", "children"), QUERIES)
@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("quotes", [True, False])
def test_the_answer_does_not_tell_no_case_from_another_ones_case_from_a_restricted_case(
    kind: Kind, disposition: Disposition, children: tuple[object, ...], standing: Standing, quotes: bool
) -> None:
    message = a_message(Address("", "asker@elsewhere.example"), standing)
    reading = a_reading(kind, children, (CASE.reference,) if quotes else ())  # type: ignore[arg-type]
    known = ((), (CASE,), (MARKED,), (FLED,), (BY_PARENT,))
    replies = [decide(message, reading, a_triage(disposition), circumstances(*cases)).reply for cases in known]
    assert len({repr(reply).replace(CASE.reference, "CME-2026-0000000001") for reply in replies}) == 1
