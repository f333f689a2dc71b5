"""Names in every style."""

from __future__ import annotations

import pytest

from mailbot.reading.extract.names import is_one_name, names, split_name, value_name

STYLES = (
    ("SMITH, John", ("John", "SMITH")),
    ("Smith, John Paul", ("John Paul", "Smith")),
    ("John SMITH", ("John", "SMITH")),
    ("John Paul DE SOUZA", ("John Paul", "DE SOUZA")),
    ("John Smith", ("John", "Smith")),
    ("Ana Maria Ionescu", ("Ana Maria", "Ionescu")),
    ("Jan van der Berg", ("Jan", "van der Berg")),
    ("Aoife O'Brien", ("Aoife", "O'Brien")),
    ("Jake Anning-Head", ("Jake", "Anning-Head")),
    ("Aisha", ("Aisha", None)),
)


@pytest.mark.parametrize(("written", "parts"), STYLES)
def test_a_name_falls_into_forename_and_surname(written: str, parts: tuple[str, str | None]) -> None:
    assert split_name(written) == parts


@pytest.mark.parametrize(("written", "kept"), [("John Smith (Johnny)", "John Smith"), ("", None)])
def test_a_remark_is_no_part_of_a_name(written: str, kept: str | None) -> None:
    assert value_name(written) == kept


def test_several_children_at_one_label_are_not_one_name() -> None:
    assert is_one_name("Ana Ionescu")
    assert not is_one_name("Ana, 3/4/15\nIon, 5/6/17")


def test_common_words_with_capitals_are_no_names() -> None:
    found = [name.text for name in names("On Monday Mrs Holt rang. Please tell Ana Ionescu that Year 4 is full.")]
    assert "Ana Ionescu" in found
    assert not {"Monday", "Please", "Year"} & set(found)
