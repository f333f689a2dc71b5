"""Every layout of a form, in every wording, in every format that knows tables."""

from __future__ import annotations

import pytest

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
