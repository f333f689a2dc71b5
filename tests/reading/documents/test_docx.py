from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document as WordDocument

from mailbot.model.message import Problem
from tests.reading.documents.forms import (
    cell,
    legacy_box,
    modern_box,
    paragraph,
    row,
    run,
    saved,
    table,
    with_parts,
    word,
    word_body,
)
from tests.reading.documents.seen import opened, shapes, tables, text

BOLD, STRUCK, UNDER, LIT = "<w:b/>", "<w:strike/>", '<w:u w:val="single"/>', '<w:highlight w:val="yellow"/>'


def line(*runs: str) -> str:
    """What one paragraph of these runs is read as."""
    return text(opened(word_body(paragraph(*runs))))


@pytest.mark.parametrize("look", [BOLD, UNDER, LIT, BOLD + UNDER])
def test_the_answer_set_off_from_the_others_is_the_choice(look: str) -> None:
    assert line(run("Known to social care? "), run("Yes", look), run(" / No")) == "Known to social care? ☒ Yes ☐ No"
    assert line(run("Yes / "), run("No", look)) == "☐ Yes ☒ No"


def test_the_answers_struck_out_are_not_the_choice() -> None:
    assert line(run("Male / "), run("Female", STRUCK)) == "☒ Male ☐ Female"
    assert line(run("Yes", "<w:dstrike/>"), run(" / No / "), run("Not known", STRUCK)) == "☐ Yes ☒ No ☐ Not known"


def test_any_short_words_between_slashes_are_options_of_a_form() -> None:
    assert line(run("Plan: CIN / "), run("CP", BOLD), run(" / LAC")) == "Plan: ☐ CIN ☒ CP ☐ LAC"
    assert line(run("Yes / No / "), run("None held", UNDER)) == "☐ Yes ☐ No ☒ None held"


def test_bold_labels_and_dates_are_no_options() -> None:
    assert line(run("Seen on "), run("12", BOLD), run("/10/2026")) == "Seen on 12/10/2026"
    assert line(run("Address: ", BOLD), run("7 Tern Close")) == "Address: 7 Tern Close"


def test_a_choice_with_nothing_marked_stays_as_written() -> None:
    assert line(run("Yes / No")) == "Yes / No"
    assert line(run("Yes / No", BOLD)) == "Yes / No"
    assert line(run("Yes", '<w:b w:val="0"/>'), run(" / No")) == "Yes / No"


def test_an_answer_in_a_cell_of_its_own_is_the_choice_where_one_is_set_off() -> None:
    def asked(yes: str, no: str, shade: str = "") -> list[list[str]]:
        cells = (
            cell(paragraph(run("Looked after?", BOLD))),
            cell(paragraph(run("Yes", yes))),
            cell(paragraph(run("No", no)), shade),
        )
        return tables(opened(word_body(table(row(*cells)))))[0]

    assert asked("", BOLD) == [["Looked after?", "☐ Yes", "☒ No"]]
    assert asked(LIT, "") == [["Looked after?", "☒ Yes", "☐ No"]]
    assert asked("", "", '<w:shd w:val="clear" w:fill="BFBFBF"/>') == [["Looked after?", "☐ Yes", "☒ No"]]
    assert asked(BOLD, BOLD) == asked("", "") == [["Looked after?", "Yes", "No"]]


def test_text_that_was_struck_out_or_hidden_or_deleted_is_gone() -> None:
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>Rainham</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="a">{run("Romford")}</w:ins>'
    moved = f'<w:moveFrom w:id="3" w:author="a">{run("Upminster")}</w:moveFrom>'
    assert line(run("Lives in "), deleted, inserted, moved) == "Lives in Romford"
    assert line(run("7 Tern Close", STRUCK), run("9 Tern Close"), run("secret", "<w:vanish/>")) == "9 Tern Close"


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("<w:default w:val='0'/>", "☐"),
        ("<w:default w:val='1'/>", "☒"),
        ("<w:default w:val='1'/><w:checked w:val='0'/>", "☐"),
        ("<w:default w:val='0'/><w:checked/>", "☒"),
        ("", "☐"),
    ],
)
def test_legacy_check_boxes_show_their_state(state: str, shown: str) -> None:
    assert line(run("Home visit "), legacy_box(state)) == f"Home visit {shown}"


def test_content_control_boxes_show_their_state_whatever_their_font_draws() -> None:
    assert line(modern_box(True), run(" Yes "), modern_box(False), run(" No")) == "☒ Yes ☐ No"


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [("Wingdings", "F0FE", "☒"), ("Wingdings", "F0A8", "☐"), ("Wingdings 2", "F052", "☒"), ("Wingdings", "F0FC", "☒")],
)
def test_symbols_of_a_box_font_are_boxes(font: str, code: str, shown: str) -> None:
    assert line(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>', run(" Yes")) == f"{shown} Yes"


def test_a_legacy_list_shows_its_chosen_entry() -> None:
    listed = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Boy"/><w:listEntry w:val="Girl"/></w:ddList>'
    mark = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{listed}</w:ffData></w:fldChar></w:r>'
    assert line(run("Sex: "), mark) == "Sex: Girl"


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_answers_in_content_controls_are_read_at_every_level() -> None:
    in_run = row(cell(paragraph(run("Surname"))), cell(paragraph(control(run("Adeyemi")))))
    in_cell = row(cell(paragraph(run("Forename"))), control(cell(paragraph(run("Tolu")))))
    in_row = control(row(cell(paragraph(run("Year"))), cell(control(paragraph(run("7"))))))
    body = table(in_run, in_cell, in_row) + control(paragraph(run("Signed by the head")))
    document = opened(word_body(body))
    assert tables(document) == [[["Surname", "Adeyemi"], ["Forename", "Tolu"], ["Year", "7"]]]
    assert text(document) == "Signed by the head"


def test_a_placeholder_is_no_answer() -> None:
    asked = control(run("Click or tap here to enter text."), "<w:showingPlcHdr/>")
    assert line(run("Date of birth: "), asked) == "Date of birth:"


def test_merged_cells_keep_their_text_in_the_first_place() -> None:
    wide = row(cell(paragraph(run("PUPIL")), '<w:gridSpan w:val="3"/>'))
    first = row(
        cell(paragraph(run("Parents")), '<w:vMerge w:val="restart"/>'),
        cell(paragraph(run("Ada"))),
        cell(paragraph(run("mother"))),
    )
    second = row(cell(paragraph(), "<w:vMerge/>"), cell(paragraph(run("Ben"))), cell(paragraph(run("father"))))
    late = (
        "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
        + cell(paragraph(run("x")), '<w:gridSpan w:val="2"/>')
        + "</w:tr>"
    )
    assert tables(opened(word_body(table(wide, first, second, late)))) == [
        [["PUPIL", "", ""], ["Parents", "Ada", "mother"], ["", "Ben", "father"], ["", "x", ""]]
    ]


def test_paragraphs_of_a_cell_are_its_lines() -> None:
    content = paragraph(run("7 Tern Close")) + paragraph(run("Romford"))
    assert tables(opened(word_body(table(row(cell(paragraph(run("Address"))), cell(content)))))) == [
        [["Address", "7 Tern Close\nRomford"]]
    ]


def test_an_empty_row_stays_so_that_the_next_labels_are_no_answers() -> None:
    rows = [["Name", "DOB"], ["", ""], ["UPN", "Year"], ["A123", "4"]]
    assert tables(opened(word(rows))) == [rows]


def test_tables_and_text_keep_their_order() -> None:
    file = WordDocument()
    for name in ("one", "two"):
        file.add_paragraph(f"Part {name}")
        file.add_table(1, 2).cell(0, 0).text = name
    document = opened(saved(file))
    assert shapes(document) == ["Passage", "Table", "Passage", "Table"]


def test_a_table_that_only_frames_the_form_is_dissolved() -> None:
    inner = table(row(cell(paragraph(run("Name"))), cell(paragraph(run("Tolu")))))
    framed = table(row(cell(paragraph(run("The form")) + inner)))
    document = opened(word_body(framed))
    assert (text(document), tables(document)) == ("The form", [[["Name", "Tolu"]]])


def test_a_table_within_a_table_follows_it() -> None:
    inner = table(*(row(cell(paragraph(run(a))), cell(paragraph(run(b)))) for a, b in (("Name", "Age"), ("Ife", "4"))))
    outer = table(
        row(cell(paragraph(run("Surname"))), cell(paragraph(run("Adeyemi")))),
        row(cell(paragraph(run("Siblings"))), cell(inner)),
    )
    assert tables(opened(word_body(outer))) == [
        [["Surname", "Adeyemi"], ["Siblings", ""]],
        [["Name", "Age"], ["Ife", "4"]],
    ]


def test_a_text_box_is_read_once() -> None:
    boxed = f"<w:txbxContent>{paragraph(run('In the box'))}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        f"{boxed}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{boxed}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert line(run("Before"), drawing) == "Before\nIn the box"


def test_headers_come_first_footers_and_notes_last() -> None:
    file = WordDocument()
    file.add_paragraph("The body")
    file.sections[0].header.paragraphs[0].text = "Brookfield School"
    file.sections[0].footer.paragraphs[0].text = "Form CME1"
    notes = b'<w:footnotes xmlns:w="x"><w:footnote><w:p><w:r><w:t>A note</w:t></w:r></w:p></w:footnote></w:footnotes>'
    document = opened(with_parts(saved(file), {"word/footnotes.xml": notes}))
    assert text(document).split("\n") == ["Brookfield School", "The body", "Form CME1", "A note"]


def test_the_strict_form_of_the_format_is_read_too() -> None:
    content = word([["Name", "Tolu"]])
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        main = file.read("word/document.xml")
    strict = main.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert strict != main
    assert tables(opened(with_parts(content, {"word/document.xml": strict}))) == [[["Name", "Tolu"]]]


def test_tabs_and_breaks_stay() -> None:
    assert line("<w:r><w:t>Name:</w:t><w:tab/><w:t>Tolu</w:t><w:br/><w:t>Year 4</w:t></w:r>") == "Name:\tTolu\nYear 4"


def test_a_scan_pasted_into_a_page_is_found_and_a_logo_is_not() -> None:
    parts = {"word/media/image1.png": b"\x89PNG" + b"\0" * 20_000, "word/media/logo.png": b"\x89PNG"}
    scanned = opened(with_parts(saved(WordDocument()), parts))
    written = opened(with_parts(word([["Narrative", "word " * 60]]), parts))
    assert [one.name for one in scanned.attachments] == ["image1.png"]
    assert written.attachments == ()


def test_documents_put_into_a_document_are_found() -> None:
    parts = {"word/embeddings/Sheet1.xlsx": b"PK", "word/afchunk.mht": b"MIME-Version: 1.0", "word/theme/x.xml": b""}
    document = opened(with_parts(word([["a", "b"]]), parts))
    assert [one.name for one in document.attachments] == ["Sheet1.xlsx", "afchunk.mht"]


def test_a_document_without_any_text_is_told() -> None:
    document = opened(saved(WordDocument()))
    assert (document.problem, document.detail) == (Problem.NO_TEXT, "the file holds no text; open it by hand")
