"""Plain text: soft wraps joined, everything that has a line of its own kept on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.reading.plain import plain_lines, unwrapped

PROSE = (
    "Kofi has not been in school since Friday 2 October and we have rung his mother on four occasions without an answer. "
    "A neighbour told our attendance officer that the family had gone to Leicester, and nobody has asked us for his file."
)


def wrapped(text: str, width: int) -> list[str]:
    """The text as a mail program breaks it: at the last space before the margin."""
    made = [""]
    for word in text.split():
        if made[-1] and len(made[-1]) + 1 + len(word) > width:
            made.append(word)
        else:
            made[-1] = f"{made[-1]} {word}".strip()
    return made


@pytest.mark.parametrize("width", [60, 66, 72, 76, 78, 80, 100, 130])
def test_hard_wrapped_prose_is_made_whole(width: int) -> None:
    assert unwrapped(wrapped(PROSE, width)) == [PROSE]


@given(st.lists(st.from_regex(r"\A[a-z]{1,12}\Z"), min_size=1, max_size=120), st.integers(55, 120))
def test_prose_of_any_words_is_made_whole(words: list[str], width: int) -> None:
    text = " ".join(words)
    assert " ".join(unwrapped(wrapped(text, width))) == text


@pytest.mark.parametrize(
    "block",
    [
        ["Name: Kofi Asante", "DOB: 12/03/2015", "Address: 4 Acacia Road, Harold Hill, Romford, RM3 9XX, flat above the shop", "Tel: 07700 900123"],
        ["- Kofi Asante, born 12 March 2015, Year 6, at Brackenfold School in Harold Hill", "- Ama Asante, born 1 May 2017, Year 4"],
        ["1. Kofi Asante, born 12 March 2015, Year 6, at Brackenfold School, Harold Hill", "2. Ama Asante, born 1 May 2017"],
        ["Jane Smith", "Attendance Officer", "Brackenfold School", "020 7946 0123"],
        ["4 Acacia Road", "Harold Hill", "Romford", "RM3 9XX"],
        ["Kofi Asante        12/03/2015   Year 6    Brackenfold School, Harold Hill, Romford", "Ama Asante         01/05/2017   Year 4"],
        ["Name\tKofi Asante of 4 Acacia Road, Harold Hill, Romford, who has been away", "DOB\t12/03/2015"],
        ["☒ Telephone, every day for two weeks, morning and afternoon, without any answer", "☐ Letter"],
        [PROSE, "Regards", "Jane"],
    ],
)  # fmt: skip
def test_lines_that_stand_for_themselves_stay(block: list[str]) -> None:
    assert unwrapped(block) == block


def test_a_labels_value_that_was_wrapped_is_whole() -> None:
    long = f"Reason: {PROSE[0].lower()}{PROSE[1:]}"
    assert unwrapped([*wrapped(long, 72), "DOB: 12/03/2015"]) == [long, "DOB: 12/03/2015"]


def test_paragraphs_stay_apart() -> None:
    assert unwrapped([*wrapped(PROSE, 72), "", *wrapped(PROSE, 72)]) == [PROSE, "", PROSE]


def test_flowed_text_is_whole_and_keeps_its_quotes() -> None:
    """RFC 3676: a line that ends in a space goes on; "-- " does not."""
    text = "One \ntwo\n three\n> a \n> b\n-- \nJane"
    assert [(line.text, line.depth) for line in plain_lines(text, flowed=True)] == [
        ("One two", 0), ("three", 0), ("a b", 1), ("--", 0), ("Jane", 0),
    ]  # fmt: skip


def test_flowed_text_with_delsp_joins_within_words() -> None:
    assert plain_lines("Brack \nenfold", flowed=True, delsp=True)[0].text == "Brackenfold"


@pytest.mark.parametrize(("line", "depth"), [("> a", 1), (">> a", 2), ("> > a", 2), (">a", 1), ("a > b", 0)])
def test_quote_marks_are_counted(line: str, depth: int) -> None:
    assert plain_lines(line)[0].depth == depth
