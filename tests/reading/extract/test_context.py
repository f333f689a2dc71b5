"""Which hops speak of the children, and what our own letters may tell."""

from __future__ import annotations

from mailbot.model.message import Address, Hop, How, Passage
from mailbot.model.referral import Concern, Kind, OrganisationType, SocialCare
from mailbot.reading.extract.context import officer_hops
from mailbot.reading.extract.references import case_references
from tests.reading.extract.said import CME, child, mail, reading

OURS = Hop(1, How.QUOTED, CME)
THEIRS = Hop(1, How.QUOTED, Address("Ada Lark", "ada@larkschool.example"))


def test_our_own_letter_is_known_by_the_address_that_is_answered() -> None:
    assert officer_hops(mail((Passage("Thanks."), Passage("x", hop=1)), hops=(OURS,))) == {1}
    assert officer_hops(mail((Passage("Thanks."), Passage("x", hop=1)), hops=(THEIRS,))) == frozenset()


def test_our_letters_standing_phrases_tell_nothing_of_the_child() -> None:
    quoted = (
        "We write about Zed Quill. If a child has been abducted or is at risk of forced marriage or FGM dial 999. "
        "Neglect must be reported."
    )
    read = reading(
        mail((Passage("Zed is on our roll. CME-2026-000111"), Passage(quoted, hop=1)), hops=(OURS,)), child()
    )
    assert read.children[0].concerns == ()


def test_history_about_another_child_is_left_out_and_about_this_one_counts() -> None:
    other = "Logan Petty, who is on a child protection plan, is at risk of FGM."
    same = "Zed Quill is a child in need."
    new = Passage("Is there any progress on Zed? CME-2026-000111")
    assert reading(mail((new, Passage(other, hop=1)), hops=(THEIRS,)), child()).children[0].social_care is None
    care = reading(mail((new, Passage(same, hop=1)), hops=(THEIRS,)), child()).children[0].social_care
    assert care and care.value is SocialCare.CIN


def test_an_answer_under_our_question_answers_it() -> None:
    items = (
        Passage("Hi, answers below. CME-2026-000111"),
        Passage("About Zed Quill, please reply with:\n1. Whether a social worker is allocated", hop=1),
        Passage("No"),
        Passage("2. Thank you", hop=1),
    )
    care = reading(mail(items, hops=(OURS,)), child()).children[0].social_care
    assert care and care.value is SocialCare.NONE


def test_references_count_wherever_they_stand_in_both_forms() -> None:
    items = (Passage("see cme-2026-7k3m9qx4tz"), Passage("Your reference is CME-2026-000222.", hop=1))
    found = case_references(mail(items, "RE: CME-2026-000111", hops=(OURS,)))
    assert [f.value for f in found] == ["CME-2026-000111", "CME-2026-7K3M9QX4TZ", "CME-2026-000222"]
    assert "Your reference is" in found[2].evidence.quote


def test_what_is_past_possible_or_contradicted_is_told_to_an_officer() -> None:
    text = (
        "Zed may have been trafficked. He had a caution in 2019. There is no neglect. We suspect neglect by his uncle."
    )
    read = reading(mail(text), child())
    notes = " ".join(read.notes)
    assert "exploitation: said to be possible, counted" in notes
    assert "youth justice: past, so not counted" in notes
    assert {f.value for f in read.children[0].concerns} >= {Concern.EXPLOITATION, Concern.ABUSE_OR_NEGLECT}


def test_an_agency_that_replies_has_made_no_enquiries() -> None:
    quoted = "We are trying to locate Zed Quill. Please tell us whether you hold an address."
    items = (Passage("I rang mum and visited. Zed is living at 4 Lark Road."), Passage(quoted, hop=1))
    read = reading(mail(items, "RE: CME-2026-000111", hops=(OURS,)), child(), writer=OrganisationType.HOUSING)
    assert read.kind.value is Kind.AGENCY_REPLY
    assert read.children[0].enquiries == ()
    assert read.children[0].whereabouts_known and read.children[0].whereabouts_known.value is True
