"""What a writer takes back in the same mail is not counted; what is only a category, a rule or the past neither."""

from __future__ import annotations

import pytest

from mailbot.model.pair import Pair
from mailbot.model.phrases import Group
from mailbot.model.referral import Concern
from mailbot.reading.extract.polarity import Polarity
from mailbot.reading.extract.risks import concerns
from tests.reading.extract.said import child, found


def feared(text: str, sex: str = "F", pairs: tuple[Pair, ...] = ()) -> set[Concern]:
    said = found(text, Group.CONCERNS, child(sex=sex), pairs=pairs)
    return {one.value for one in concerns(0, said)}


def test_a_possible_fear_denied_in_its_paragraph_is_withdrawn() -> None:
    assert feared("A governor wondered about radicalisation.") == {Concern.RADICALISATION}
    assert not feared("A governor wondered about radicalisation. We found no sign of radicalisation.")


def test_a_fear_that_is_asserted_stands_against_a_denial() -> None:
    assert feared("She is being radicalised by a man online. Mum says there is no radicalisation.")


def test_signs_are_withdrawn_by_a_plain_denial() -> None:
    text = "Mum took him to Spain for good and gave us no notice, there is a court order."
    assert feared(text, "M") == {Concern.ABDUCTION}
    assert not feared(f"{text} Dad agrees that it is not an abduction.", "M")


@pytest.mark.parametrize("text", ["Zed was never hit.", "She has been never beaten."])
def test_a_not_inside_the_words_denies_them(text: str) -> None:
    assert not feared(text)


def test_a_rule_that_staff_are_reminded_of_is_no_fear() -> None:
    assert not feared("Staff are reminded that a girl at risk of FGM must be rung through to MASH.")


def test_indicators_of_which_none_is_met_are_no_fear() -> None:
    assert not feared("We worked down the FGM indicators and none of them is met.")


def test_a_supposed_case_is_no_fear() -> None:
    assert not feared("Suppose a girl has been sexually exploited.")


def test_an_order_that_came_to_an_end_is_past() -> None:
    said = found("His referral order came to an end in May.", Group.RISK_FACTORS, child(sex="M"))
    assert {one.polarity for one in said if one.code == "youth_justice"} == {Polarity.HISTORIC}
