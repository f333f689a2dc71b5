from __future__ import annotations

import pytest

from mailbot.model.message import Problem
from tests.reading.documents.forms import open_table, open_text, with_parts
from tests.reading.documents.seen import opened, tables, text

STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/>'
    '</style:style><style:style style:name="W" style:family="text">'
    '<style:text-properties style:font-name="Wingdings"/></style:style>'
)


def span(style: str, words: str) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (f"Yes / {span('B', 'No')}", "☐ Yes ☒ No"),
        (f"{span('S', 'Male')} / Female", "☐ Male ☒ Female"),
        (f"{span('W', 'þ')} Yes", "☒ Yes"),
        ("a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d", "a   b\tc\nd"),
        ("Name<office:annotation><text:p>a comment</text:p></office:annotation>: Tolu", "Name: Tolu"),
        ('<loext:content-control loext:checkbox="true" loext:checked="true">☐</loext:content-control> Yes', "☒ Yes"),
        (
            "<draw:frame><draw:text-box><text:p>In the box</text:p></draw:text-box></draw:frame>Before",
            "Before\nIn the box",
        ),
    ],
)
def test_a_paragraph_shows_as_a_reader_sees_it(inside: str, shown: str) -> None:
    assert text(opened(open_text(f"<text:p>{inside}</text:p>", STYLES))) == shown


def test_form_controls_show_their_state() -> None:
    form = (
        '<office:forms><form:form><form:checkbox form:id="c1" form:current-state="checked" form:label="Visit"/>'
        '<form:checkbox form:id="c2"/><form:text form:id="t1" form:current-value="Tolu"/></form:form></office:forms>'
    )
    shown = " ".join(f'<draw:control draw:control="{name}"/>' for name in ("c1", "c2", "t1"))
    assert text(opened(open_text(f"{form}<text:p>{shown}</text:p>"))) == "☒ Visit ☐ Tolu"


def test_covered_and_repeated_cells_keep_the_columns() -> None:
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>Pupil</text:p></table:table-cell>'
        "<table:covered-table-cell/>"
        '<table:table-cell table:number-columns-repeated="2"/></table:table-row></table:table-header-rows>'
        "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p>"
        "</table:table-cell><table:table-cell/><table:table-cell><text:p>d</text:p></table:table-cell></table:table-row>"
        "</table:table>"
    )
    assert tables(opened(open_text(body))) == [[["Pupil", "", "", ""], ["a", "b", "", "d"]]]


def test_lists_sections_headers_and_deleted_text() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:p>deleted</text:p></text:changed-region></text:tracked-changes>"
        "<text:section><text:list><text:list-item><text:p>rang</text:p></text:list-item></text:list></text:section>"
    )
    assert text(opened(open_text(body, header="<text:p>Brookfield</text:p>"))) == "Brookfield\nrang"


def test_a_password_on_a_text_is_told() -> None:
    manifest = b'<manifest:manifest xmlns:manifest="x"><manifest:encryption-data/></manifest:manifest>'
    content = with_parts(open_text(open_table([["a", "b"]])), {"META-INF/manifest.xml": manifest})
    assert opened(content).problem is Problem.PASSWORD
