"""The loader of labels: every mistake at once; labels in any wording, case and order."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from mailbot.config.labels import label_book
from mailbot.config.mistakes import Mistakes
from mailbot.model.labels import LabelBook

GOOD = """
[what]
name = ["name"]
phone = ["phone", "mobile"]
[child]
date_of_birth = ["date of birth"]
[other]
reason = ["reason"]
[who]
mother = ["mum"]
school = ["school"]
[heading]
child = ["pupil details"]
[stem]
date_of_birth = ["born"]
[noise]
words = ["the"]
"""


@cache
def shipped() -> LabelBook:
    return label_book((Path(__file__).parents[2] / "config" / "reading" / "labels.toml").read_text())


def test_a_good_file_gives_its_labels_and_their_compounds() -> None:
    book = label_book(GOOD)
    assert book.key("DATE OF BIRTH") == "date_of_birth"
    assert book.key("Mum's mobile") == "parent.phone"
    assert book.key("Shoe size") is None


def test_a_label_that_stands_under_two_names_is_a_mistake() -> None:
    with pytest.raises(Mistakes, match="stands under name too"):
        label_book(GOOD.replace('["phone", "mobile"]', '["phone", "Name"]'))


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Child's full name", "child.name"),
        ("Pupil Forename(s)", "child.forename"),
        ("Legal surname", "surname"),
        ("D.O.B.", "date_of_birth"),
        ("DoB (dd/mm/yyyy)", "date_of_birth"),
        ("Unique Pupil Number (UPN)", "upn"),
        ("M/F", "sex"),
        ("Last known address:", "address"),
        ("Post code", "postcode"),
        ("Date last attended", "last_attended"),
        ("Last date of attendance", "last_attended"),
        ("Date removed from roll", "removed_on"),
        ("Agreed start date", "start_date"),
        ("Mother's mobile number", "parent.phone"),
        ("Name of person completing this form", "referrer"),
    ],
)
def test_the_shipped_labels_know_many_wordings(label: str, key: str) -> None:
    assert shipped().key(label) == key


def test_a_slash_label_asks_for_several() -> None:
    assert shipped().keys("GENDER / DOB / YEAR GROUP") == ("sex", "date_of_birth", "year_group")
