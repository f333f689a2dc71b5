"""Forms: answers, ticks, labels without an answer, and whose row it is."""

from __future__ import annotations

import pytest

from mailbot.model.message import Passage, Table
from mailbot.model.pair import Pair
from mailbot.model.phrases import Group
from mailbot.model.referral import Enquiry, RiskFactor, SocialCare
from mailbot.reading.extract.answers import Answer, Option, answer, options
from tests.reading.extract.said import child, mail, reading


@pytest.mark.parametrize(
    ("value", "what", "added"),
    [
        ("Yes", Answer.YES, ""),
        ("Y - since May", Answer.YES, "since May"),
        ("☒ Yes ☐ No", Answer.YES, ""),
        ("☐ Yes ☒ No", Answer.NO, ""),
        ("No", Answer.NO, ""),
        ("None known", Answer.NO, ""),
        ("N/A", Answer.NO, ""),
        ("No, but mum is worried", Answer.NO, "but mum is worried"),
        ("Yes / No", Answer.OPEN, ""),
        ("☐ Yes ☐ No", Answer.OPEN, ""),
        ("not known", Answer.OPEN, ""),
        ("", Answer.OPEN, ""),
        ("No social worker at any time", Answer.WORDS, "No social worker at any time"),
        ("Jade Osei", Answer.WORDS, "Jade Osei"),
    ],
)
def test_answer(value: str, what: Answer, added: str) -> None:
    assert answer(value) == (what, added)


def test_boxes_stand_before_or_after_their_words() -> None:
    wanted = (Option("Telephone", True), Option("Letter", False))
    assert options("☒ Telephone  ☐ Letter") == wanted
    assert options("Telephone ☒ Letter ☐") == wanted
    assert options("[x] Telephone [ ] Letter") == wanted
    assert options("no boxes") == ()


def risks(*items: Passage | Table, pairs: tuple[Pair, ...] = ()) -> set[str]:
    return {str(f.value) for f in reading(mail(items), child(), pairs=pairs).children[0].risk_factors}


def test_a_table_of_vulnerabilities_counts_only_its_ticks() -> None:
    table = Table(
        (
            ("SECTION C - VULNERABILITY (tick all that apply)", "", "", ""),
            ("Homeless / temporary accommodation", "☐", "Domestic abuse", "☒"),
            ("Youth justice", "☐", "Gypsy, Roma or Traveller", "☐"),
        )
    )
    assert risks(table) == {RiskFactor.DOMESTIC_ABUSE}


def test_columns_headed_yes_and_no_are_answers() -> None:
    table = Table((("", "Yes", "No"), ("Homeless", "", "X"), ("Private fostering", "X", "")))
    assert risks(table) == {RiskFactor.PRIVATE_FOSTERING}


def test_labels_without_an_answer_and_unmarked_choices_say_nothing() -> None:
    assert risks(Passage("Domestic abuse:\nHomeless? Yes / No\nPrivate fostering Y/N")) == set()


def test_a_pair_answered_no_is_absent_and_its_details_still_speak() -> None:
    pair = Pair("Domestic abuse?", "No, but the family are homeless", None, "form.docx")
    assert risks(Passage("Form attached."), pairs=(pair,)) == {RiskFactor.HOMELESS}


def test_a_row_of_a_form_tells_of_its_own_child_only() -> None:
    pairs = (
        Pair("Forename", "Ana", "forename", "form.docx", record=0),
        Pair("CP plan", "Yes", "social_care", "form.docx", record=0),
        Pair("Forename", "Bo", "forename", "form.docx", record=1),
        Pair("CP plan", "No", "social_care", "form.docx", record=1),
    )
    ana, bo = reading(mail("Form attached."), child("Ana"), child("Bo"), pairs=pairs).children
    assert ana.social_care and ana.social_care.value is SocialCare.CPP
    assert bo.social_care and bo.social_care.value is SocialCare.NONE


@pytest.mark.parametrize(
    ("label", "value", "wanted"),
    [
        ("Social worker", "Jade Osei, Redbridge", SocialCare.KNOWN),
        ("Social worker", "No", SocialCare.NONE),
        ("Known to CSC", "No", SocialCare.NONE),
        ("CP plan", "N", SocialCare.NONE),
        ("Social care", "☒ None ☐ Early Help ☐ CIN", SocialCare.NONE),
        ("Status", "☐ LAC ☒ CIN ☐ CP", SocialCare.CIN),
        ("Child protection plan", "since 12/05/2026, neglect", SocialCare.CPP),
        ("Early Help", "Yes", SocialCare.EARLY_HELP),
        ("Social worker", "", None),
        ("Social worker", "Yes / No", None),
        ("Child protection plan", "☐", None),
    ],
)
def test_the_rows_about_care(label: str, value: str, wanted: SocialCare | None) -> None:
    pairs = (Pair(label, value, "social_care", "form.docx"),)
    known = reading(mail("Form attached."), child(), pairs=pairs).children[0].social_care
    assert (known.value if known else None) is wanted


def test_evidence_quotes_the_form_and_names_the_rule() -> None:
    pairs = (Pair("Private fostering", "Yes", "safeguarding", "form.docx"),)
    (factor,) = reading(mail("Form attached."), child(), pairs=pairs).children[0].risk_factors
    assert factor.evidence.part == "form.docx"
    assert "Private fostering" in factor.evidence.quote
    assert factor.evidence.rule == f"{Group.RISK_FACTORS}.private_fostering.present"
    assert factor.evidence.confidence == pytest.approx(0.95)


def enquiries(*items: Passage | Table, pairs: tuple[Pair, ...] = ()) -> set[str]:
    text = Passage("I am referring Zed. We do not know where he is.")
    return {str(f.value) for f in reading(mail((text, *items)), child(), pairs=pairs).children[0].enquiries}


def test_a_contact_log_in_a_table_counts_its_bare_nouns() -> None:
    log = Table(
        (
            ("Date", "What was done", "Outcome"),
            ("10/9/26", "Phone call", "no reply"),
            ("17/9/26", "Visit to site", "empty"),
        )
    )
    assert enquiries(log) == {Enquiry.TELEPHONE, Enquiry.HOME_VISIT}


def test_ticked_kinds_of_enquiry_count_and_unticked_do_not() -> None:
    assert enquiries(Passage("☒ Telephone ☐ Letter ☒ Neighbours ☐ Other schools")) == {
        Enquiry.TELEPHONE,
        Enquiry.NEIGHBOURS,
    }


def test_a_contact_number_is_no_call_and_days_beside_a_label_are() -> None:
    pairs = (
        Pair("Telephone", "07700 900123", "phone", "form.docx"),
        Pair("Emails", "17/9, 22/9", "email", "form.docx"),
        Pair("Letter", "not sent", "enquiries", "form.docx"),
    )
    assert enquiries(pairs=pairs) == {Enquiry.EMAIL}


def test_a_section_after_the_last_child_speaks_of_all() -> None:
    pairs = (
        Pair("Forename", "Ana", "forename", "form.docx", record=0),
        Pair("Forename", "Bo", "forename", "form.docx", record=1),
        Pair(
            "Circumstances",
            "They fled domestic violence and he is on a referral order.",
            "circumstances",
            "f",
            record=1,
        ),
    )
    read = reading(mail("Form attached."), child("Ana"), child("Bo"), pairs=pairs)
    assert all(RiskFactor.DOMESTIC_ABUSE in {f.value for f in one.risk_factors} for one in read.children)


def test_a_row_about_the_household_counts_for_the_siblings_whose_rows_are_silent() -> None:
    pairs = (
        Pair("Forename", "Ana", "forename", "form.docx", record=0),
        Pair("Notes", "homeless, in a hostel", None, "form.docx", record=0),
        Pair("Forename", "Bo", "forename", "form.docx", record=1),
        Pair("Notes", "none", None, "form.docx", record=1),
    )
    read = reading(mail("Sheet attached."), child("Ana"), child("Bo"), pairs=pairs)
    assert [{str(f.value) for f in one.risk_factors} for one in read.children] == [{"homeless"}, {"homeless"}]
