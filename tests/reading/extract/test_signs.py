"""Signs that say little alone are read together where they stand near each other, and told with all their words."""

from __future__ import annotations

from mailbot.model.phrases import Group
from mailbot.reading.extract.findings import Finding
from mailbot.reading.extract.polarity import Polarity
from tests.reading.extract.said import child, found


def signs(text: str, code: str) -> list[Finding]:
    return [one for one in found(text, Group.CONCERNS, child(sex="F")) if one.code == code and one.beside]


def test_a_sign_alone_says_nothing() -> None:
    assert not signs("Her search ended with a razor.", "self_harm")
    assert not signs("She has a new burner.", "exploitation")


def test_signs_of_one_sentence_say_it_together_and_both_are_told() -> None:
    said = signs("The nurse saw scars on her wrist and took a blade from her.", "self_harm")
    assert said[0].polarity is Polarity.POSSIBLE
    assert {one.words for one in (said[0].found, *said[0].beside)} >= {"scars", "blade"}


def test_signs_of_two_sentences_are_quoted_both() -> None:
    said = signs("The nurse saw scars on her wrist on Monday. Mum found a razor in the bathroom.", "self_harm")
    assert said[0].evidence.quote == (
        "The nurse saw scars on her wrist on Monday. … Mum found a razor in the bathroom."
    )
    assert said[0].evidence.rule == "concerns.self_harm.signs"


def test_signs_far_apart_or_of_two_paragraphs_are_not_read_together() -> None:
    between = " She likes maths. She likes French. She likes art."
    assert not signs(f"The nurse saw scars on her wrist.{between} Mum found a razor.", "self_harm")


def test_what_is_denied_is_no_sign() -> None:
    assert not signs("There were no scars on her wrist and no blade was found.", "self_harm")


def test_what_speaks_against_it_takes_away() -> None:
    assert not signs("Years ago the nurse saw scars on her wrist and a blade.", "self_harm")


def test_signs_are_of_the_children_spoken_of_not_of_all_the_family() -> None:
    boy, girl = child("Idris", sex="M"), child("Amina", sex="F")
    text = "Amina told her tutor of a little operation in Egypt and her sisters."
    said = [one for one in found(text, Group.CONCERNS, boy, girl) if one.code == "fgm"]
    assert said and all(one.children == {1} for one in said)
