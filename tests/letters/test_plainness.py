"""How hard a letter is to read is measured, and told with its line."""

from __future__ import annotations

import time

import pytest
import textstat

from mailbot.letters.plainness import MOST_WORDS, hardest_line, plainness
from tests.letters.desk import SHIPPED, with_own

PLAIN = "We have your email. An officer will read it today. We will write to you soon. Please keep this letter safe."
OFFICIALESE = (
    "Following receipt of your correspondence, the Authority will undertake reasonable enquiries in accordance with the "
    "applicable statutory guidance to establish the whereabouts of the aforementioned pupil."
)


def test_the_index_is_that_of_the_library_but_for_full_stops_which_it_counts_as_letters() -> None:
    for text in (PLAIN, OFFICIALESE):
        assert plainness(text).grade == pytest.approx(textstat.automated_readability_index(text), abs=1.0)
    assert plainness(PLAIN).grade < 2
    assert plainness(OFFICIALESE).grade > 15


def test_words_and_sentences_are_counted_across_wrapped_lines_lists_and_headings() -> None:
    wrapped = PLAIN.replace(" will", "\nwill")
    assert plainness(wrapped) == plainness(PLAIN)
    listed = "# Please\n\n1. Tell us the day\n2. Tell us the place\n- Write soon"
    assert plainness(listed) == plainness("Please. Tell us the day. Tell us the place. Write soon.")
    assert plainness("").words == 0


def test_addresses_references_and_numbers_are_no_hard_words() -> None:
    with_reference = PLAIN + " Write to schooladmissions@havering.gov.uk. Keep CME-2026-7K3M9QX4TZ."
    assert plainness(with_reference).grade < 2


def test_the_hardest_line_is_that_of_the_hardest_sentence() -> None:
    assert hardest_line(f"---\nsubject: x\n---\n{PLAIN}\n\n{{% if x %}}\n{OFFICIALESE}\n{{% endif %}}\n{PLAIN}") == 7
    assert hardest_line("---\n\n{{ x }}") is None


def test_a_letter_that_is_hard_to_read_is_refused_and_its_line_told() -> None:
    text = SHIPPED["receipt.md"] + "\n" + f"{OFFICIALESE}\n\n" * 8
    (mistake,) = with_own(receipt_md=text).check()
    assert mistake.line is not None
    assert OFFICIALESE in text.split("\n")[mistake.line - 1]
    assert "too hard to read" in mistake.says


def test_a_letter_that_is_too_long_is_refused() -> None:
    long = SHIPPED["receipt.md"] + "\n" + "We will write to you soon. " * (MOST_WORDS // 6 + 1)
    (mistake,) = with_own(receipt_md=long).check()
    assert f"{MOST_WORDS}" in mistake.says
    assert with_own(digest_md=SHIPPED["digest.md"] + "We will write to you soon. " * 100).check() == ()


def test_hostile_text_is_measured_quickly() -> None:
    for hostile in ("a" * 30_000, "a." * 15_000, "{{" * 15_000, "@" * 30_000, "\n \n" * 10_000, "1 " * 15_000):
        began = time.perf_counter()
        plainness(hostile)
        hardest_line(hostile)
        assert time.perf_counter() - began < 0.5
