from __future__ import annotations

from dataclasses import replace

import pytest

from mailbot.casework.replies import STATUS_WORDS, Answer, Dealt, answer
from mailbot.model.case import CaseStatus
from mailbot.model.letter import Caps, Correspondence
from mailbot.model.message import Address, Message, Sender, Signal, Standing
from mailbot.model.policy import Disposition, Priority
from mailbot.model.referral import Kind
from mailbot.model.trust import Trust
from tests.casework.build import HEAD, a_case, a_child, a_message, a_reading, a_triage, circumstances

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
    found = answer(a_message(), a_reading(kind), a_triage(disposition), Dealt(), circumstances())
    assert found.reply is not None
    assert found.reply.template == template


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (a_message(signals=(Signal("auto_submitted", "auto-replied"),)), "no person wrote this mail (auto_submitted)"),
        (a_message(sender=None), "names no sender"),
        (a_message(sender=Address("", "schooladmissions@havering.gov.uk")), "our own address"),
        (a_message(sender=Address("", "cme+archive@havering.gov.uk")), "our own address"),
        (a_message(sender=Address("", "do_not_reply@portal.example")), "takes no answers"),
        (a_message(sender=Address("", "bounces+12-head=manor.example@lists.example")), "takes no answers"),
        (a_message(sender=Address("", "no-reply@portal.example")), "takes no answers"),
        (a_message(sender=Address("", "ada@haverling.gov.uk")), "nothing goes there"),
        (a_message(sender=Address("MAILER-DAEMON", "mailer-daemon@relay.example")), "takes no answers"),
    ],
)
def test_nobody_is_answered_who_is_no_person_or_is_ourselves(message: Message, why: str) -> None:
    found = answer(message, a_reading(), a_triage(), Dealt(), circumstances())
    assert found.reply is None
    assert found.withheld is not None
    assert why in found.withheld


def test_the_proven_referrer_of_a_case_is_told_its_status_in_our_own_words() -> None:
    message = a_message(standing=Standing.PROVEN)
    found = answer(
        message, a_reading(Kind.STATUS_QUERY, quoted=QUOTED), STATUS, Dealt(known=(a_case(),)), circumstances(a_case())
    )
    assert found.reply is not None
    assert found.reply.template == "case_status"
    assert found.reply.variables["status"] == "open, and our enquiries are continuing"


def test_no_status_word_tells_a_place_a_school_or_an_agency() -> None:
    assert set(STATUS_WORDS) == set(CaseStatus)
    for words in STATUS_WORDS.values():
        assert not any(word in words for word in ("safe", "found", "school", "social care", "police", "address"))


@pytest.mark.parametrize("local", ["bouncebackproject", "noreen.plyler", "postmasters.wife", "j.donot", "d.reply"])
def test_a_name_that_only_resembles_a_machines_is_a_person(local: str) -> None:
    message = a_message(sender=Address("", f"{local}@manor.example"))
    assert answer(message, a_reading(), a_triage(), Dealt(), circumstances()).reply is not None


def test_several_quoted_cases_are_told_only_when_all_are_the_senders_and_stand_the_same() -> None:
    both = (QUOTED[0], "CME-2026-4HQ8W2N6RD")
    message, reading = a_message(standing=Standing.PROVEN), a_reading(Kind.STATUS_QUERY, quoted=both)

    def asked(second: CaseStatus, referrer: str = HEAD.address) -> Answer:
        other = replace(a_case(both[1], second), referrer_email=referrer)
        return answer(message, reading, STATUS, Dealt(known=(a_case(), other)), circumstances(a_case(), other))

    same = asked(CaseStatus.ENQUIRIES).reply
    assert same is not None
    assert (same.template, same.cases) == ("case_status", both)
    for found in (asked(CaseStatus.CLOSED), asked(CaseStatus.ENQUIRIES, "other@manor.example")):
        assert found.reply is not None
        assert found.withheld is not None
        assert (found.reply.template, found.reply.cases) == ("receipt", ())


def test_a_reference_is_named_to_whoever_refers_the_child_whether_or_not_it_was_known() -> None:
    known, new = a_case(), a_case("CME-2026-4HQ8W2N6RD")
    reading = a_reading(children=(a_child(),))
    for dealt in (Dealt(known=(known,)), Dealt(opened=(new,))):
        reply = answer(a_message(), reading, a_triage(), dealt, circumstances(known)).reply
        assert reply is not None
        assert len(reply.cases) == 1


@pytest.mark.parametrize("kind", [Kind.CASE_UPDATE, Kind.AGENCY_REPLY, Kind.ROLL_REMOVAL, Kind.STATUS_QUERY])
def test_a_mail_that_refers_nobody_is_named_no_reference_unless_its_sender_is_the_proven_referrer(kind: Kind) -> None:
    reading, dealt = a_reading(kind, (a_child(),)), Dealt(known=(a_case(),))
    stranger = answer(a_message(), reading, a_triage(), dealt, circumstances(a_case())).reply
    referrer = answer(a_message(standing=Standing.PROVEN), reading, a_triage(), dealt, circumstances(a_case())).reply
    assert stranger is not None
    assert referrer is not None
    assert (stranger.cases, referrer.cases) == ((), QUOTED)


def test_a_referral_that_quotes_a_reference_of_others_is_named_none_whether_it_exists_or_not() -> None:
    reading = a_reading(children=(a_child(),), quoted=QUOTED)
    held = answer(a_message(), reading, a_triage(), Dealt(known=(a_case(),)), circumstances(a_case()))
    new = answer(a_message(), reading, a_triage(), Dealt(opened=(a_case("CME-2026-4HQ8W2N6RD"),)), circumstances())
    assert held == new
    assert held.reply is not None
    assert held.reply.cases == ()


ADMISSIONS = Address("In-Year Admissions", "schooladmissions@havering.gov.uk")


def test_a_new_child_from_school_admissions_is_answered_once_and_nothing_else_from_there_is() -> None:
    handover, new = a_reading(Kind.HANDOVER, (a_child(),)), Dealt(opened=(a_case(),))
    reply = answer(a_message(ADMISSIONS), handover, a_triage(), new, circumstances()).reply
    assert reply is not None
    assert (reply.template, reply.to) == ("handover_receipt", ADMISSIONS.address)
    again = answer(a_message(ADMISSIONS), handover, a_triage(), Dealt(known=(a_case(),)), circumstances(a_case()))
    other = answer(a_message(ADMISSIONS), a_reading(Kind.OTHER), a_triage(), Dealt(), circumstances())
    assert (again.reply, other.reply) == (None, None)


def test_a_reply_answers_the_from_address_in_its_thread_and_warns_of_the_misprinted_domain() -> None:
    message = a_message(to=(Address("", "schooladmissions@haverling.gov.uk"),))
    found = answer(message, a_reading(), a_triage(priority=Priority.IMMEDIATE), Dealt(), circumstances())
    assert found.reply is not None
    assert (found.reply.to, found.reply.in_reply_to) == (HEAD.address, "m1@manor.example")
    assert found.reply.variables["wrong_domain"] is True
    assert found.reply.variables["immediate"] is True


def test_a_mail_that_needs_no_answer_gets_none() -> None:
    found = answer(a_message(), a_reading(Kind.OTHER), a_triage(Disposition.NONE), Dealt(), circumstances())
    assert (found.reply, found.withheld) == (None, "policy asks for no answer")


def written(letters: Correspondence, kind: Kind = Kind.REFERRAL, dealt: Dealt = Dealt()) -> Answer:  # noqa: B008
    """The answer to a mail from a proven referrer who had these letters from us."""
    message = a_message(standing=Standing.PROVEN)
    return answer(message, a_reading(kind, (a_child(),)), a_triage(), dealt, circumstances(a_case(), letters=letters))


KNOWN, OPENED = Dealt(known=(a_case(),)), Dealt(opened=(a_case(),))


@pytest.mark.parametrize(
    "letters", [Correspondence(in_thread=True), Correspondence(to_sender=1)], ids=["thread", "day"]
)
def test_a_mail_that_names_no_case_is_not_answered_again_within_a_day(letters: Correspondence) -> None:
    found = written(letters, Kind.OTHER)
    assert found.reply is None
    assert found.withheld is not None
    assert found.withheld.startswith("not answered: its sender had a letter from us")


@pytest.mark.parametrize(
    "letters", [Correspondence(in_thread=True), Correspondence(to_sender=4)], ids=["thread", "day"]
)
def test_another_child_is_acknowledged_the_same_day_whether_it_was_known_or_not(letters: Correspondence) -> None:
    new, known = written(letters, dealt=OPENED), written(letters, dealt=KNOWN)
    assert new == known
    assert new.reply is not None


def test_the_same_child_again_is_not_acknowledged_twice_a_day() -> None:
    letters = Correspondence(to_sender=1, named=frozenset(QUOTED))
    found = written(letters, dealt=KNOWN)
    assert found == Answer(None, "acknowledged already: its sender had a letter from us within the last day")


def test_a_status_is_told_once_a_day_though_the_case_was_acknowledged_that_day() -> None:
    message, reading = a_message(standing=Standing.PROVEN), a_reading(Kind.STATUS_QUERY, quoted=QUOTED)
    first = Correspondence(to_sender=1, in_thread=True, named=frozenset(QUOTED))
    second = replace(first, to_sender=2, told=frozenset(QUOTED))
    replies = [
        answer(message, reading, STATUS, KNOWN, circumstances(a_case(), letters=letters)).reply
        for letters in (first, second)
    ]
    assert [reply.template if reply else None for reply in replies] == ["case_status", None]


@pytest.mark.parametrize(
    ("letters", "why"),
    [
        (Correspondence(to_sender=30), "this address had its 30 letters of a day"),
        (Correspondence(of_case={QUOTED[0]: 10}), "its case had its 10 letters of a day"),
        (Correspondence(to_anyone=300), "all 300 letters of an hour are written"),
        (
            Correspondence(to_sender=2, caps=Caps(2, acknowledgements_per_address_and_day=2)),
            "this address had its 2 letters of a day",
        ),
    ],
)
def test_nobody_gets_more_letters_than_the_caps_allow(letters: Correspondence, why: str) -> None:
    found = written(letters, dealt=OPENED)
    assert found.reply is None
    assert found.withheld == f"not answered: {why}; answer by hand"


@pytest.mark.parametrize(
    "letters", [Correspondence(to_sender=29), Correspondence(of_case={QUOTED[0]: 9}), Correspondence(to_anyone=299)]
)
def test_the_last_letter_below_a_cap_goes_out(letters: Correspondence) -> None:
    assert written(letters, dealt=OPENED).reply is not None


@pytest.mark.parametrize(
    ("sender", "known"),
    [
        (Sender(HEAD), False),
        (Sender(HEAD, Standing.PROVEN), True),
        (Sender(HEAD, Standing.PROVEN, lookalike_of="manor.sch.example"), False),
        (Sender(Address("", "desk@police.example")), True),
        (Sender(Address("", "parent@gmail.com"), Standing.PROVEN), False),
    ],
)
def test_the_sixth_referral_of_a_day_is_acknowledged_to_an_organisation_only(sender: Sender, known: bool) -> None:
    trust = Trust(known_domains=("police.example",), public_domains=("gmail.com",))
    five = replace(circumstances(letters=Correspondence(to_sender=5, acknowledged=5)), trust=trust)
    message = replace(a_message(), sender=sender)
    found = answer(message, a_reading(children=(a_child(),)), a_triage(), OPENED, five)
    assert (found.reply is not None) is known


def test_who_referred_many_children_still_has_five_other_letters_and_no_sixth() -> None:
    message, reading = a_message(standing=Standing.PROVEN), a_reading(Kind.STATUS_QUERY, quoted=QUOTED)
    for others, template in ((4, "case_status"), (5, None)):
        letters = Correspondence(to_sender=20 + others, acknowledged=20, named=frozenset(QUOTED))
        reply = answer(message, reading, STATUS, KNOWN, circumstances(a_case(), letters=letters)).reply
        assert (reply.template if reply else None) == template


LIST = (Signal("mailing_list", "office@x.example"),)


@pytest.mark.parametrize(
    ("sender", "to", "answered"),
    [
        (HEAD.address, "cme@havering.gov.uk", True),
        (HEAD.address, "office@x.example", False),  # its writer wrote to the list
        ("office@x.example", "cme@havering.gov.uk", False),  # the list puts its own address into From
    ],
)
def test_a_mail_through_a_list_is_answered_to_a_person_who_wrote_to_us_and_else_by_hand(
    sender: str, to: str, answered: bool
) -> None:
    message = replace(a_message(Address("", sender), to=(Address("", to),)), traits=LIST)
    found = answer(message, a_reading(children=(a_child(),)), a_triage(), OPENED, circumstances())
    assert (found.reply is not None) is answered
    assert answered or (found.withheld or "").startswith("not answered: the mail came through a mailing list")
