"""The notation of phrases: what it matches, what wakes it, and that no text makes it slow."""

from __future__ import annotations

from time import perf_counter

import pytest

from mailbot.model.phrases import Group, Of, Phrase, PhraseBook, Trial, woken
from mailbot.model.wording import places_of, read


def matched(notation: str, text: str) -> str | None:
    spans = Trial.of(read(notation)).spans(text, places_of(text))
    return text[slice(*spans[0])] if spans else None


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


def test_a_wording_is_tried_only_where_all_its_places_have_a_word() -> None:
    phrase = Phrase(Group.RISK_FACTORS, "home", Of.CHILD, (read("domestic (abuse|violence)"), read("fled the home")))
    index = PhraseBook.of([phrase]).index[Group.RISK_FACTORS]
    assert not list(woken(index, places_of("a domestic matter")))
    entries = list(woken(index, places_of("abuse, domestic; abuse and violence")))
    assert [bool(entry.trial.pattern.search("domestic abuse")) for entry in entries] == [True]


@pytest.mark.parametrize("text", ["fled " * 20_000, "fled a " * 14_000, "fled the home " * 7_000, "a" * 100_000])
def test_a_hostile_text_costs_little(text: str) -> None:
    trial = Trial.of(read("fled [from] [the] ... (home|house) ... (abuse|violence)"))
    words = places_of(text)
    started = perf_counter()
    trial.spans(text, words)
    assert perf_counter() - started < 0.5
