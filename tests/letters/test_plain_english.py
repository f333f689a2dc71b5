"""Letters to referrers are for readers of 9 to 12 years (English school years 5 to 7, American grades 4 to 7)."""

from __future__ import annotations

import re

import pytest
import textstat

from mailbot.model.referral import OrganisationType
from tests.letters.desk import REPLIES, SHIPPED, TEMPLATES, text, written

OLDEST_GRADE = 7.0


def grade(words: str) -> float:
    """The American school grade that can read the words (automated readability index: counts letters and words)."""
    prose = re.sub(r"\S+@\S+|CME-\d{4}-\w+|\d[\d ]{6,}|https?://\S+", "it", words)
    return float(textstat.automated_readability_index(prose))


@pytest.mark.parametrize("referrer", [OrganisationType.SCHOOL, OrganisationType.PARENT, OrganisationType.PUBLIC, None])
@pytest.mark.parametrize("template", REPLIES)
def test_a_letter_can_be_read_at_the_age_of_twelve(template: str, referrer: OrganisationType | None) -> None:
    letter = written(template, referrer=referrer, immediate=True, wrong_domain=True, unread=2)
    assert grade(text(letter)) <= OLDEST_GRADE


def test_the_questions_can_be_read_at_the_age_of_twelve() -> None:
    codes = tuple(line.partition(" =")[0] for line in SHIPPED["questions.toml"].splitlines() if " = " in line)
    assert len(codes) > 10
    assert grade(" ".join(TEMPLATES.questions(codes))) <= OLDEST_GRADE


def test_officialese_is_measured_as_such() -> None:
    assert (
        grade(
            "Following receipt of your correspondence, the Authority will undertake reasonable enquiries in accordance "
            "with the statutory guidance to establish the whereabouts of the aforementioned pupil."
        )
        > 12
    )
