"""HTML mail as a reader sees it: tables as rows and cells, nothing hidden, choices as boxes."""

from __future__ import annotations

import pytest

from mailbot.model.message import Table
from mailbot.reading.html import read_page


def lines(page: str) -> list[str]:
    """The lines of a page without its tables and gaps."""
    return [block.text for block in read_page(page).blocks if not isinstance(block, Table) and block.text]


def tables(page: str) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in read_page(page).blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("One<br>Two<br/>Three", ["One", "Two", "Three"]),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        ("<p>Kofi&nbsp;Asante,\r\n   aged\t9</p>", ["Kofi Asante, aged 9"]),
        ("<p>25<sup>th</sup> <b>De</b>cember</p>", ["25th December"]),
        ("<p>Hao<span>ran</span> X<b>ue</b></p>", ["Haoran Xue"]),
        ("<ul><li>One<li>Two</ul><ol><li>A</li><li>B</li></ol>", ["- One", "- Two", "1. A", "2. B"]),
        ("<pre>Name   Kofi\nDOB    1/2/15</pre>", ["Name Kofi", "DOB 1/2/15"]),
        ("<style>p{}</style><script>x()</script><title>T</title><p>Text</p>", ["Text"]),
        ("<p>A<span style='display:none'>hidden</span>B</p>", ["AB"]),
        ("<p>A<span style='mso-hide:all'>hidden</span><i hidden>h</i>B</p>", ["AB"]),
        ("<div style='font-size:0px'>preview</div><p>Text</p>", ["Text"]),
        ("<p style='font-size:0.9em'>Small</p>", ["Small"]),
        ("<!--[if gte mso 9]><xml>Word</xml><![endif]--><p>Text<![if !mso]> more<![endif]></p>", ["Text more"]),
        ("<p>Write to <a href='mailto:a@b.example'>me</a></p>", ["Write to me <a@b.example>"]),
        ("<p><a href='mailto:a@b.example'>a@b.example</a></p>", ["a@b.example"]),
        ("<p style='mso-list:l0'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>One</p>", ["- One"]),
        ("<p>Kofi<s> Mensah</s> Asante</p>", ["Kofi Asante"]),
        ("<p>a &lt;b&gt; &amp; c&#8217;s</p>", ["a <b> & c’s"]),
        ("plain text, no tags", ["plain text, no tags"]),
        ("", []),
        ("<p>&#9745; Yes <span style='font-family:Wingdings'>o</span> No</p>", ["☒ Yes ☐ No"]),
        ("<p><font face=Wingdings>þ</font> Telephone</p>", ["☒ Telephone"]),
        ("<p><input type=checkbox checked> Telephone <input type=checkbox> Letter</p>", ["☒ Telephone ☐ Letter"]),
    ],
)  # fmt: skip
def test_a_page_reads_as_it_looks(page: str, text: list[str]) -> None:
    assert lines(page) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Yes / <s>No</s>", "☒ Yes ☐ No"),
        ("<strike>Yes</strike> / No", "☐ Yes ☒ No"),
        ("<span style='text-decoration:line-through'>Male</span>/Female", "☐ Male ☒ Female"),
        ("<b>Yes</b> / No", "☒ Yes ☐ No"),
        ("Yes <span style='font-weight:bold'>No</span>", "☐ Yes ☒ No"),
        ("<b>Yes / No</b>", "Yes / No"),
        ("Yes / No", "Yes / No"),
        ("<s>Yes</s> / <s>No</s> / Not known", "☐ Yes ☐ No ☒ Not known"),
        ("Yes / No / <b>Not&nbsp;known</b>", "☐ Yes ☐ No ☒ Not known"),
        ("<b>Not  known</b> / No", "☒ Not known ☐ No"),
        ("Yes <b>No</b> Not known", "☐ Yes ☒ No ☐ Not known"),
        ("Yes No <b>Not\n known</b>", "☐ Yes ☐ No ☒ Not known"),
        ("Not <b>known</b>", "Not known"),
        ("No, he left", "No, he left"),
        ("<b>No</b>", "No"),
    ],
)
def test_a_marked_choice_becomes_boxes(cell: str, text: str) -> None:
    rows = tables(f"<table><tr><td>Social worker?</td><td>{cell}</td></tr><tr><td>a</td><td>b</td></tr></table>")[0]
    assert rows[0][1] == text


def test_a_form_keeps_rows_cells_and_merged_places() -> None:
    page = (
        "<table><tr><th colspan=2>Child</th></tr><tr><td>Name</td><td>Kofi<br>Asante</td></tr>"
        "<tr><td rowspan=2>Mother</td><td>Efua</td></tr><tr><td>07700 900123</td></tr></table>"
    )
    assert tables(page) == [(("Child", ""), ("Name", "Kofi\nAsante"), ("Mother", "Efua"), ("", "07700 900123"))]


def test_tables_that_only_place_things_are_dissolved() -> None:
    page = "<table><tr><td><table><tr><td><p>One</p><p>Two</p></td></tr></table></td></tr></table>"
    assert (lines(page), tables(page)) == (["One", "Two"], [])


def test_a_form_within_a_layout_table_is_a_table_of_its_own() -> None:
    form = "<table><tr><td>DOB</td><td>1/2/15</td></tr><tr><td>UPN</td><td>A1</td></tr></table>"
    page = f"<table width=100%><tr><td><p>Hello</p>{form}<p>Regards</p></td></tr></table>"
    assert (lines(page), tables(page)) == (["Hello", "Regards"], [(("DOB", "1/2/15"), ("UPN", "A1"))])


def test_a_small_table_in_a_forms_cell_is_lines_of_that_cell() -> None:
    inner = "<table><tr><td>Mum</td><td>07700 900123</td></tr><tr><td>Dad</td><td>07700 900124</td></tr></table>"
    rows = [
        f"<tr><td>{label}</td><td>{value}</td></tr>"
        for label, value in (("Name", "Kofi"), ("DOB", "1/2"), ("Phones", inner))
    ]
    assert tables(f"<table>{''.join(rows)}</table>")[0][2] == ("Phones", "Mum: 07700 900123\nDad: 07700 900124")


def test_the_words_of_a_table_are_never_lost() -> None:
    page = "<table><tr><td>a<td>b<td><table><tr><td>c<td>d</table><td>e<tr><td>f</table>g"
    said = " ".join(lines(page)) + " ".join(cell for rows in tables(page) for row in rows for cell in row)
    assert set("abcdefg") <= set(said)


def test_a_quoted_block_is_deeper_and_an_indented_one_is_not() -> None:
    blocks = read_page("<p>a</p><blockquote type=cite><p>b</p></blockquote><blockquote><p>c</p></blockquote>").blocks
    assert [(line.text, line.depth) for line in blocks if not isinstance(line, Table) and line.text] == [
        ("a", 0), ("b", 1), ("c", 0),
    ]  # fmt: skip


def test_the_images_that_a_page_shows_are_named() -> None:
    assert read_page("<img src=\"cid:logo@x\"><img src='CID:photo'>").shown == {"logo@x", "photo"}


def test_a_page_too_deep_or_too_long_gives_its_words_and_says_so() -> None:
    deep = read_page("<div>" * 5000 + "<p>word</p>")
    assert not deep.whole
    assert "word" in [line.text for line in deep.blocks if not isinstance(line, Table)]
    assert not read_page("<p>x</p>" * 300_000).whole
