"""The loader of cues: every mistake at once, and what a wording's slot stands for."""

from __future__ import annotations

import pytest

from mailbot.config.cues import cue_book
from mailbot.config.mistakes import Mistakes
from mailbot.model.cues import Tells
from mailbot.model.wording import DAY, SCHOOL, words_of

GOOD = """
[lists]
us = ["us", "here"]
[last_attended.last]
words = ["last with <us> ~ <day>"]
unless = ["last with us for tea"]
fires = ["Last with us on 9 October."]
[moved_to.gone]
words = ["gone to [the] <school>", "gone to <place>"]
fires = ["Gone to Leeds."]
"""


def told(text: str) -> list[tuple[Tells, str, int]]:
    return [(one.tells, one.slot, one.at) for one in cue_book({"c.toml": GOOD}).told(text, words_of(text))]


def test_a_slot_tells_where_its_day_school_or_place_stands() -> None:
    assert told(f"Last with us, we think, {DAY * 8}") == [(Tells.LAST_ATTENDED, "day", 24)]
    assert told(f"gone to the {SCHOOL * 9} now") == [(Tells.MOVED_TO, "school", 12)]
    assert told("he has gone to Leeds") == [(Tells.MOVED_TO, "place", 15)]


def test_what_stands_around_a_cue_may_undo_it() -> None:
    assert told(f"Last with us for tea on {DAY * 8}") == []


def test_a_gap_ends_with_the_sentence_and_at_another_day() -> None:
    assert told(f"Last with us. Then {DAY * 8}") == []
    assert told(f"Last with us, not {DAY * 8} but {DAY * 8}") == [(Tells.LAST_ATTENDED, "day", 18)]


def test_a_place_is_a_capitalised_word() -> None:
    assert told("he has gone to bed") == []


def test_every_mistake_is_told_at_once() -> None:
    wrong = GOOD.replace("~ <day>", "soon").replace("unless", "unles").replace("moved_to", "moved").replace("[the]", "")
    with pytest.raises(Mistakes) as told:
        cue_book({"c.toml": wrong})
    text = str(told.value)
    assert len(told.value.mistakes) == 3
    assert (
        "names no day, school or place" in text and "Did you mean unless?" in text and "Did you mean moved_to?" in text
    )
