"""The loader of phrases: every mistake of every file at once, in words that help."""

from __future__ import annotations

import pytest

from mailbot.config.mistakes import Mistakes
from mailbot.config.phrases import phrase_book
from mailbot.model.phrases import Group, Of

GOOD = """
[lists]
agency = ["GP", "police"]

[[phrase]]
code = "agencies"
of = "anyone"
words = ["rang the <agency>"]
"""


def test_a_good_file_gives_its_phrases_with_lists_filled_in() -> None:
    book = phrase_book({"enquiries.toml": GOOD})
    (phrase,) = book.phrases
    assert (phrase.group, phrase.code, phrase.of) == (Group.ENQUIRIES, "agencies", Of.ANYONE)
    assert {("rang", "t")} == set(book.told)


def test_what_a_phrase_is_said_of_follows_its_group_unless_told() -> None:
    book = phrase_book({"concerns.toml": '[[phrase]]\ncode = "fgm"\nwords = ["FGM"]\n'})
    assert book.phrases[0].of is Of.VICTIM


def test_all_mistakes_of_all_files_are_told_at_once() -> None:
    with pytest.raises(Mistakes) as told:
        phrase_book(
            {
                "concerns.toml": '[[phrase]]\ncode = "fgn"\nwords = ["FGM"]\n\n'
                '[[phrase]]\ncode = "fgm"\nwrods = ["FGM"]\n',
                "enquiries.toml": '[[phrase]]\ncode = "letter"\nwords = ["(letter"]\n',
                "other.toml": "",
                "kinds.toml": "[[phrase",
            }
        )
    says = str(told.value)
    assert "concerns.toml, line 1, code: 'fgn' is not known" in says
    assert "concerns.toml, line 5, wrods: unknown key. Did you mean words?" in says
    assert "concerns.toml, line 5, words: missing or empty" in says
    assert "enquiries.toml, line 1, words: a ')' is missing" in says
    assert "other.toml: no group of phrases has this name" in says
    assert "kinds.toml: not TOML" in says


def test_a_list_that_is_none_and_a_weight_that_is_none_are_told() -> None:
    first = '[[phrase]]\ncode = "other"\nwords = "thanks"\n'
    second = '[[phrase]]\ncode = "other"\nwords = ["thanks"]\nweight = "much"\n'
    with pytest.raises(Mistakes) as told:
        phrase_book({"kinds.toml": first + second})
    assert "not a list of texts" in str(told.value)
    assert "weight: not a number" in str(told.value)
