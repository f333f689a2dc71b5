"""Of whom something is said: one child of several, the family, a parent, somebody else."""

from __future__ import annotations

import pytest

from mailbot.model.phrases import Group
from mailbot.model.referral import Child
from mailbot.reading.extract.findings import best
from tests.reading.extract.said import child, found

BOY = child("Zakariya", "Warsame", "M", mother="Hodan Ali")
GIRL = child("Amina", "Warsame", "F", mother="Hodan Ali")
STRANGER = child("Kofi", "Mensah", "M")


def of_whom(text: str, group: Group, code: str, *children: Child) -> set[int]:
    return {index for index, found_code in best(found(text, group, *children)) if found_code == code}


@pytest.mark.parametrize(
    ("text", "group", "code", "wanted"),
    [
        ("I believe Amina is at risk of FGM. We have no such worry about Zakariya.", Group.CONCERNS, "fgm", {1}),
        ("Amina told her tutor on Monday. She is frightened of being cut.", Group.CONCERNS, "fgm", {1}),
        ("Zakariya is fine. His sister Amina has been self-harming.", Group.CONCERNS, "self_harm", {1}),
        ("Both of them have bruises and we suspect neglect.", Group.CONCERNS, "abuse_or_neglect", {0, 1}),
        ("Their mother is Hodan. Has schizophrenia.", Group.RISK_FACTORS, "parent_need", {0, 1}),
        ("Zakariya is used by older lads.", Group.CONCERNS, "exploitation", {0}),
        ("The family are homeless.", Group.RISK_FACTORS, "homeless", {0, 1}),
        ("Mum fled domestic violence in May.", Group.RISK_FACTORS, "domestic_abuse", {0, 1}),
        ("Amina said that they are living in a hostel.", Group.RISK_FACTORS, "homeless", {0, 1}),
        ("Zakariya is on a referral order.", Group.RISK_FACTORS, "youth_justice", {0}),
        ("Amina is under CAMHS for anxiety; Zakariya is well.", Group.RISK_FACTORS, "health", {1}),
        ("Their mother has schizophrenia.", Group.RISK_FACTORS, "parent_need", {0, 1}),
        ("Hodan has a learning disability.", Group.RISK_FACTORS, "parent_need", {0, 1}),
        ("Hodan has a learning disability.", Group.RISK_FACTORS, "health", set()),
        ("Mum is pregnant and Amina is delighted.", Group.RISK_FACTORS, "school_aged_parent", set()),
        ("Her older brother Idris is on a tag.", Group.RISK_FACTORS, "youth_justice", set()),
        ("Her friend was trafficked.", Group.CONCERNS, "exploitation", set()),
        ("Another boy was running drugs up to Suffolk.", Group.CONCERNS, "exploitation", set()),
        ("Hodan left her husband after he strangled her.", Group.CONCERNS, "abuse_or_neglect", set()),
        ("Staff reported him to the police as missing.", Group.CONCERNS, "missing_person", {0}),
        ("Her cousin has been touching her, she disclosed sexual abuse.", Group.CONCERNS, "abuse_or_neglect", {1}),
    ],
)
def test_one_child_of_two(text: str, group: Group, code: str, wanted: set[int]) -> None:
    assert of_whom(text, group, code, BOY, GIRL) == wanted


def test_a_family_is_told_from_another_in_the_same_mail() -> None:
    assert of_whom("Kofi and his mum are in a refuge.", Group.RISK_FACTORS, "homeless", BOY, GIRL, STRANGER) == {2}


def test_a_parent_who_writes_may_be_the_one_in_need() -> None:
    findings = found("I have bipolar and find letters hard.", Group.RISK_FACTORS, child(), family=True)
    assert {code for _, code in best(findings)} == {"parent_need"}


def test_a_professionals_own_post_says_nothing_of_a_child() -> None:
    assert found("I am the domestic abuse lead at Lark School.", Group.RISK_FACTORS) == []
