"""What reading a form costs: `pytest tests/bench --benchmark-only`. Aim: a 30 KB Word form in under 60 ms (median)."""

from __future__ import annotations

import pytest

from tests.reading.documents.forms import FORMS, printed, rich, two_columns, word
from tests.reading.documents.seen import attached, opened

ROWS = [row for _ in range(6) for form in FORMS for row in two_columns(form)]
FILES = {"word": word(ROWS, FORMS[0].title), "pdf": printed(ROWS, FORMS[0].title), "rtf": rich(ROWS)}


@pytest.mark.parametrize("kind", FILES)
def test_reading_a_form(benchmark, kind: str) -> None:
    content = FILES[kind]
    document = benchmark(opened, content)
    assert document.items
    assert attached(content).content is content


def test_the_word_form_is_as_large_as_those_that_schools_send() -> None:
    assert 25_000 < len(FILES["word"]) < 45_000
