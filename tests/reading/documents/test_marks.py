from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.model.message import FormField, Passage, Table
from mailbot.reading.documents.marks import settle


def shown(*texts: str) -> list[str]:
    return [item.text for item in settle([Passage(one) for one in texts]) if isinstance(item, Passage)]


@pytest.mark.parametrize("tick", list("☑✓✔√🗹✅⊠"))
def test_every_tick_is_a_ticked_box(tick: str) -> None:
    assert shown(f"{tick} Home visit") == ["☒ Home visit"]


@pytest.mark.parametrize("empty", list("□❏❑▢◻"))
def test_every_empty_square_is_an_empty_box(empty: str) -> None:
    assert shown(f"{empty} Home visit") == ["☐ Home visit"]


def test_brackets_are_boxes() -> None:
    assert shown("[x] Yes [ ] No", "( X ) Yes (  ) No", "[✓] Yes [] No") == ["☒ Yes ☐ No"] * 3


def test_brackets_within_words_are_none() -> None:
    assert shown("forename(s)", "Child(ren) [x1]", "f(x)=1") == ["forename(s)", "Child(ren) [x1]", "f(x)=1"]


def test_a_cross_alone_says_this_one_and_beside_ticks_not_this_one() -> None:
    assert shown("✗ Telephone", "□ Letter") == ["☒ Telephone", "☐ Letter"]
    assert shown("✓ Telephone", "✗ Letter") == ["☒ Telephone", "☐ Letter"]


def test_a_filled_square_is_an_answer_only_beside_empty_ones() -> None:
    assert shown("■ Yes □ No") == ["☒ Yes ☐ No"]
    assert shown("■ First point") == ["■ First point"]


def test_lines_to_write_on_are_no_text() -> None:
    assert shown("Surname: ....Adeyemi......", "Year ______ Sex ____", "gone... away") == [
        "Surname: Adeyemi",
        "Year Sex",
        "gone... away",
    ]


def test_tables_and_fields_are_settled_too() -> None:
    table, field = settle([Table((("Visit", "✔"),)), FormField("Letter", "□")])
    assert table.rows == (("Visit", "☒"),)  # type: ignore[union-attr]
    assert field.value == "☐"  # type: ignore[union-attr]


@given(st.text())
def test_settled_text_holds_no_controls_and_settles_only_once(text: str) -> None:
    once = settle([Passage(text)])
    assert settle(once) == once
    assert not any(sign < " " and sign not in "\n\t" for sign in "".join(shown(text)))
