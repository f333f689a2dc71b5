"""Letters to referrers are for readers of 9 to 12 years (English school years 5 to 7, American grades 4 to 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import textstat

from mailbot.model.referral import OrganisationType
from tests.letters.desk import REPLIES, SHIPPED, TEMPLATES, text, written
from tests.letters.lint import parsed

OLDEST_GRADE = 7.0
HARDEST_SENTENCE = 10.0  # one sentence may be harder than the letter, not much


def grade(words: str) -> float:
    """The American school grade that can read the words (automated readability index: counts letters and words)."""
    prose = re.sub(r"\S+@\S+|CME-\d{4}-\w+|\d[\d ]{6,}|https?://\S+", "it", words)
    return float(textstat.automated_readability_index(prose))


@pytest.mark.parametrize("referrer", [OrganisationType.SCHOOL, OrganisationType.PARENT, OrganisationType.PUBLIC, None])
@pytest.mark.parametrize("template", REPLIES)
def test_a_letter_can_be_read_at_the_age_of_twelve(template: str, referrer: OrganisationType | None) -> None:
    letter = written(template, referrer=referrer, immediate=True, wrong_domain=True, unread=2)
    assert grade(text(letter)) <= OLDEST_GRADE


def sentences(words: str) -> Iterator[str]:
    """The sentences of a letter's plain text: a list's items, headings and paragraphs each end one."""
    prose = re.sub(r"^[-=]{3,}$", "", re.sub(r"[\w.+-]+@[\w.-]*\w", "it", words), flags=re.M)
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:\d+\.|-)\s)", prose):
        for sentence in re.findall(r"[^.?!]+[.?!]", " ".join(paragraph.split())):
            if len(sentence.split()) >= 6:
                yield sentence


@pytest.mark.parametrize("referrer", [OrganisationType.SCHOOL, OrganisationType.PARENT, OrganisationType.PUBLIC, None])
@pytest.mark.parametrize("template", REPLIES)
def test_no_sentence_of_a_letter_is_officialese(template: str, referrer: OrganisationType | None) -> None:
    letter = written(template, referrer=referrer, immediate=True, wrong_domain=True, unread=2)
    body = parsed(letter.raw).get_body(("plain",))
    assert body is not None
    found = list(sentences(body.get_content()))
    assert len(found) > 8
    assert [sentence for sentence in found if grade(sentence) > HARDEST_SENTENCE] == []


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
