"""Expressions that are tried only where they may match find exactly what `re` finds."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import mailbot.reading
from mailbot.reading.beginnings import beginnings
from mailbot.reading.pattern import Pattern

MAILS = sorted((Path(__file__).parents[1] / "corpus" / "officer" / "messages").glob("*.eml"))[::6]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"\b(?:not|never)\s", {"not", "never"}),
        (r"\b(?:Kind|kindest)\s", {"kind"}),  # the longer is found where the shorter is
        (r"n['’]?t\b", {"nt", "n't", "n’t"}),
        (r"(?:the\s)?(?:school|nursery)", {"the", "schoo", "nurse"}),
        (r"(?<!as )if", {"if"}),
        (r"[0-9]{2}/", set("0123456789")),
        (r"\w+ing", set()),
        (r"(?:ask)?\s?whether", set()),  # may begin with a space of any kind
        (r"(?:maybe)?", set()),
    ],
)
def test_beginnings_are_those_of_every_match(expression: str, expected: set[str]) -> None:
    assert beginnings(expression, re.IGNORECASE) == expected


@pytest.mark.parametrize("text", ["İ did NOT, never, nothing", "not", "no, notnot not", "", "x" * 50 + " Never mind"])
def test_search_keeps_to_the_stretch_it_is_given(text: str) -> None:
    expression = r"\b(?:not|never)\b"
    swift, plain = Pattern(expression, re.IGNORECASE), re.compile(expression, re.IGNORECASE)
    for start in range(len(text)):
        for end in (start + 3, len(text)):
            one, other = swift.search(text, start, end), plain.search(text, start, end)
            assert (one and one.span()) == (other and other.span())


def test_sub_replaces_what_re_replaces() -> None:
    swift = Pattern(r"\b(?:no|without)\s+doubt", re.IGNORECASE)
    assert swift.sub("-", "No doubt, and without  doubt") == "-, and -"
    assert swift.sub(lambda found: found[0].upper(), "no doubt it is") == "NO DOUBT it is"
    assert swift.sub("-", "nobody doubts it, at length and often") == "nobody doubts it, at length and often"


def patterns() -> list[tuple[str, Pattern]]:
    modules = [one.name for one in pkgutil.walk_packages(mailbot.reading.__path__, "mailbot.reading.")]
    named = [item for name in modules for item in vars(importlib.import_module(name)).items()]
    return [(name, value) for name, value in named if isinstance(value, Pattern)]


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_every_expression_of_the_reading_finds_in_a_mail_what_re_finds(path: Path) -> None:
    text = path.read_text(errors="replace")[:6000]
    found = patterns()
    assert len(found) > 50
    for name, swift in found:
        for piece in (text, text[1000:1100], text[2000:2015]):
            spans = [one.span() for one in swift.finditer(piece)]
            assert spans == [one.span() for one in swift.plain.finditer(piece)], name


def test_every_expression_of_the_reading_has_beginnings() -> None:
    """One without them is for `re` itself."""
    assert [name for name, swift in patterns() if not beginnings(swift.plain.pattern, swift.plain.flags)] == []
