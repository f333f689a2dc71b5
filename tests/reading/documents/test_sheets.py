from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from mailbot.model.message import Problem
from tests.reading.documents.compound import compound
from tests.reading.documents.forms import NAMES, open_text, with_parts
from tests.reading.documents.seen import opened, shapes, tables, text


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book)
    return out.getvalue()


def one_sheet(rows: list[list[object]]) -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(at, column, value, *([day] if isinstance(value, date) else []))

    return workbook(fill)


def test_titles_stand_before_the_table_and_are_not_part_of_it() -> None:
    document = opened(one_sheet([["Brookfield School"], ["No shows 2026"], [], ["Surname", "DOB"], ["Adeyemi", "?"]]))
    assert document.kind == "xlsx"
    assert shapes(document) == ["Passage", "Passage", "Table"] or shapes(document) == ["Passage", "Table"]
    assert (text(document), tables(document)) == (
        "Brookfield School\nNo shows 2026",
        [[["Surname", "DOB"], ["Adeyemi", "?"]]],
    )


def test_dates_are_iso_and_whole_numbers_have_no_point() -> None:
    rows = [
        ["DOB", "Seen", "Year", "Tel", "Share", "Text date"],
        [date(2017, 2, 14), datetime(2026, 10, 2, 9, 30), 5, 7700900123, 0.5, "14.2.17"],
    ]
    assert tables(opened(one_sheet(rows)))[0][1] == [
        "2017-02-14",
        "2026-10-02 09:30",
        "5",
        "7700900123",
        "0.5",
        "14.2.17",
    ]


def test_a_list_that_starts_somewhere_on_the_sheet_is_cut_out() -> None:
    rows = [[], ["", "", "Surname", "Year"], ["", "", "Adeyemi", 4], ["", "", "Brown", 5]]
    assert tables(opened(one_sheet(rows))) == [[["Surname", "Year"], ["Adeyemi", "4"], ["Brown", "5"]]]


def test_every_visible_sheet_is_read_under_its_name() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        for name in ("Year 7", "Lookup", "Year 8"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Surname", "DOB"])
            sheet.write_row(1, 0, [name, "x"])
            if name == "Lookup":
                sheet.hide()

    document = opened(workbook(fill))
    assert text(document) == "Year 7\nYear 8"
    assert [table[1][0] for table in tables(document)] == ["Year 7", "Year 8"]


def test_a_password_on_a_spreadsheet_is_told() -> None:
    content = compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y" * 200})
    document = opened(content, "list.xlsx")
    assert (document.problem, document.detail) == (
        Problem.PASSWORD,
        "the Office file is protected by a password; open it by hand",
    )


def test_a_damaged_spreadsheet_is_told() -> None:
    content = one_sheet([["Surname", "DOB"]])
    assert opened(content[: len(content) // 2], "list.xlsx").problem is Problem.CORRUPT


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8-sig", "cp1252", "utf-16"])
def test_separated_lists_are_tables_whatever_their_sign_and_charset(sign: str, codec: str) -> None:
    rows = [["Surname", "Forename", "Notes"], ["Brönte", "Zoë", f'said "no{sign} thanks"'], ["Okoro", "Ada", ""]]
    lines = [
        sign.join(f'"{cell}"'.replace('"no', '""no').replace('thanks""', 'thanks"""') for cell in row) for row in rows
    ]
    document = opened("\r\n".join(lines).encode(codec), "list.csv", "text/csv")
    assert (document.kind, tables(document)) == ("csv", [rows])


def test_a_title_above_a_separated_list_is_told_from_it() -> None:
    document = opened(b"Leavers October 2026,,\n,,\nSurname,Forename,DOB\nOkoro,Ada,1/2/2016\n", "list.csv", "text/csv")
    assert (text(document), tables(document)) == (
        "Leavers October 2026",
        [[["Surname", "Forename", "DOB"], ["Okoro", "Ada", "1/2/2016"]]],
    )


def test_an_old_excel_file_is_read_with_its_dates() -> None:
    document = opened((Path(__file__).parent / "files" / "leavers.xls").read_bytes(), "leavers.xls")
    assert (document.kind, text(document)) == ("xls", "Brookfield School leavers")
    assert tables(document) == [[["Surname", "DOB", "Year"], ["Brönte", "2017-02-14", "5"], ["Okoro", "14.2.17", "6"]]]


def test_an_opendocument_spreadsheet_is_read_with_its_dates() -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="2017-02-14"/>'
    plain = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [plain.format("Surname") + plain.format("DOB"), plain.format("Okoro") + day]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    sheet = f'<office:spreadsheet><table:table table:name="A">{body}</table:table></office:spreadsheet>'
    xml = f"<office:document-content {NAMES}><office:body>{sheet}</office:body></office:document-content>"
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"content.xml": xml.encode(), "META-INF/manifest.xml": manifest}
    parts["mimetype"] = b"application/vnd.oasis.opendocument.spreadsheet"
    document = opened(with_parts(open_text(""), parts), "list.ods")
    assert (document.kind, tables(document)) == ("ods", [[["Surname", "DOB"], ["Okoro", "2017-02-14"]]])
