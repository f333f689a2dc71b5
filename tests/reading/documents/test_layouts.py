"""Every layout of a form, in every wording, in every format that knows tables."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.documents.forms import (
    FORMS,
    LAYOUTS,
    Form,
    children_as_columns,
    four_columns,
    label_above,
    open_table,
    open_text,
    printed,
    rich,
    two_columns,
    word,
)
from tests.reading.documents.seen import opened, tables, text
from tests.reading.documents.test_sheets import one_sheet

every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.title)
every_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)


@every_form
@every_layout
def test_word_tables_keep_their_rows_and_cells(form: Form, layout) -> None:
    document = opened(word(layout(form), form.title))
    assert (document.kind, text(document), tables(document)) == ("docx", form.title, [layout(form)])


@every_form
@every_layout
def test_opendocument_tables_keep_their_rows_and_cells(form: Form, layout) -> None:
    document = opened(open_text(f"<text:h>{form.title}</text:h>{open_table(layout(form))}"))
    assert (document.kind, text(document), tables(document)) == ("odt", form.title, [layout(form)])


@every_form
@every_layout
def test_rich_text_rows_become_a_table(form: Form, layout) -> None:
    document = opened(rich(layout(form), form.title))
    assert (document.kind, text(document), tables(document)) == ("rtf", form.title, [layout(form)])


@every_form
@every_layout
def test_ruled_tables_of_a_pdf_keep_their_rows_and_cells(form: Form, layout) -> None:
    document = opened(printed(layout(form), form.title))
    unwrapped = [[cell.replace("\n", " ") for cell in row] for row in tables(document)[0]]
    assert (document.kind, text(document), unwrapped) == ("pdf", form.title, layout(form))


@every_form
@pytest.mark.parametrize(
    "layout", [two_columns, four_columns, label_above, children_as_columns], ids=lambda layout: layout.__name__
)
def test_columns_of_a_pdf_are_told_by_alignment_alone(form: Form, layout) -> None:
    document = opened(printed(layout(form), form.title, ruled=False))
    unwrapped = [[cell.replace("\n", " ") for cell in row] for row in tables(document)[0]]
    assert unwrapped == layout(form)


WORD = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=8)
CELL = st.lists(WORD, max_size=4).map(" ".join)
ROWS = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=2, max_size=6).filter(
        lambda rows: all(any(row) for row in rows)
    )
)


every_table = settings(max_examples=30, deadline=None)


@pytest.mark.parametrize("write", [word, lambda rows: open_text(open_table(rows)), rich], ids=["docx", "odt", "rtf"])
@given(rows=ROWS)
@every_table
def test_whatever_stands_in_the_cells_is_read_as_it_was_written(write, rows: list[list[str]]) -> None:
    assert tables(opened(write(rows))) == [rows]


@given(rows=ROWS)
@every_table
def test_nothing_that_stands_in_a_spreadsheet_is_lost(rows: list[list[str]]) -> None:
    document = opened(one_sheet(rows))  # type: ignore[arg-type]
    seen = [cell for table in tables(document) for row in table for cell in row] + text(document).split("\n")
    assert sorted(filter(None, seen)) == sorted(cell for row in rows for cell in row if cell)
