"""The notation of phrases: what it matches, what wakes it, and that no text makes it slow."""

from __future__ import annotations

from time import perf_counter

import pytest

from mailbot.model.trial import standing, undoing
from mailbot.model.wording import read, words_of


def found(notation: str, text: str) -> list[str]:
    return [match[0] for _, match in standing(undoing([read(notation)]), text, words_of(text))]


def matched(notation: str, text: str) -> str | None:
    return next(iter(found(notation, text)), None)


@pytest.mark.parametrize(
    ("notation", "text", "words"),
    [
        ("domestic (abuse|violence)", "there was Domestic Violence", "Domestic Violence"),
        ("bed and breakfast", "in a bed-and-breakfast", "bed-and-breakfast"),
        ("[the|her] family home", "left family home", "family home"),
        ("[the|her] family home", "left her family home", "her family home"),
        ("evict*", "were evicted", "evicted"),
        ("fled ... home", "they fled from the family home", "fled from the family home"),
        ("isn't here", "she isn’t here", "isn’t here"),
        ("# calls", "made 12 calls", "12 calls"),
        ("n't answer", "she didnt answer", "didnt answer"),
        ("spoke to _ neighbour", "spoke to their neighbour", "spoke to their neighbour"),
        ("CP plan", "on a CP plan", "CP plan"),
    ],
)
def test_notation_matches(notation: str, text: str, words: str) -> None:
    assert matched(notation, text) == words


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        ("refuge", "a refugee"),
        ("DA case", "da case"),
        ("fled ... home", "fled one two three four five home"),
        ("domestic violence", "domestic; violence"),
        ("Roma family", "Romanian family"),
    ],
)
def test_notation_does_not_match(notation: str, text: str) -> None:
    assert matched(notation, text) is None


@pytest.mark.parametrize("wrong", ["(a|b", "a ] b", "a (b", "?", "[a]", "#"])
def test_a_wrong_notation_is_told(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(wrong)


@pytest.mark.parametrize(
    ("notation", "openings"),
    [
        ("domestic (abuse|violent crime)", {("dome", "a"), ("dome", "v")}),
        ("[the|her own] home is", {("the", "h"), ("her", "o"), ("home", "i")}),
        ("fled [from] ... home", {("fled", "f"), ("fled", "")}),
        ("# calls", {("#", "")}),
        ("step-dad left", {("step", "")}),
        ("_ neighbour", {("", "")}),
        ("refuge", {("refu", "")}),
    ],
)
def test_a_wording_is_tried_only_where_its_first_words_may_stand(notation: str, openings: set[tuple[str, str]]) -> None:
    assert read(notation).openings == openings


def test_a_wording_is_found_wherever_it_stands() -> None:
    assert found("his [own] (home|house)", "His home, his own house; his hoUse") == [
        "His home",
        "his own house",
        "his hoUse",
    ]


def test_matches_of_a_wording_do_not_overlap() -> None:
    assert found("no no", "no no no no no") == ["no no", "no no"]


@pytest.mark.parametrize("text", ["fled " * 20_000, "fled a " * 14_000, "fled the home " * 7_000, "a" * 100_000])
def test_a_hostile_text_costs_little(text: str) -> None:
    index = undoing([read("fled [from] [the] ... (home|house) ... (abuse|violence)")])
    words = words_of(text)
    started = perf_counter()
    assert not list(standing(index, text, words))
    assert perf_counter() - started < 0.5
