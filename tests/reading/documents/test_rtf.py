from __future__ import annotations

import pytest

from mailbot.model.message import Problem
from tests.reading.documents.seen import opened, tables, text


def line(
    body: str, head: str = r"{\fonttbl{\f0 Arial;}{\f1\fnil\fcharset2 Wingdings;}{\f2\fcharset238 Arial CE;}}"
) -> str:
    return text(opened((r"{\rtf1\ansi\ansicpg1252\deff0" + head + r"\f0 " + body + "}").encode("latin-1")))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r"Caf\'e9 \u8217?s", "Café ’s"),
        (r"{\f2 Ili\'e6}", "Ilić"),
        (r"\uc2\u322?? \uc1\u347? x", "ł ś x"),
        (r"a\~b\_c\-d \{e\}", "a b-cd {e}"),
        (r"one\line two\par three", "one\ntwo\nthree"),
        (r"{\f1 \'fe} Yes {\f1 \'a8} No", "☒ Yes ☐ No"),
        (r"Yes / {\b No}", "☐ Yes ☒ No"),
        (r"{\strike Male} / Female", "☐ Male ☒ Female"),
        (r"seen {\v hidden}{\deleted gone }here", "seen here"),
        (r"{\*\unknown text}{\pict 89504e47}{\info{\title T}}shown", "shown"),
        (r'{\field{\*\fldinst HYPERLINK "http://x.example"}{\fldrslt the link}}', "the link"),
        (r"{\header Brookfield School\par}Body", "Brookfield School\nBody"),
    ],
)
def test_characters_and_marks_show_as_a_reader_sees_them(body: str, shown: str) -> None:
    assert line(body) == shown


@pytest.mark.parametrize(
    ("state", "shown"), [(r"\ffres1", "☒"), (r"\ffres0", "☐"), (r"\ffres25\ffdefres1", "☒"), ("", "☐")]
)
def test_form_check_boxes_show_their_state(state: str, shown: str) -> None:
    box = r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1" + state + r"{\*\ffname a}}}}{\fldrslt }}"
    assert line("Visit " + box) == f"Visit {shown}"


def test_merged_cells_keep_their_text_in_the_first_place() -> None:
    rows = (
        r"\trowd\cellx3000\cellx6000\cellx9000\pard\intbl A\cell B\cell C\cell\row"
        r"\trowd\cellx9000\pard\intbl wide\cell\row"
        r"\trowd\clvmgf\cellx3000\cellx6000\cellx9000\pard\intbl P\cell Q\cell R\cell\row"
        r"\trowd\clvmrg\cellx3000\cellx6000\cellx9000\pard\intbl\cell S\cell T\cell\row\pard After"
    )
    document = opened((r"{\rtf1 " + rows + "}").encode())
    assert tables(document) == [[["A", "B", "C"], ["wide", "", ""], ["P", "Q", "R"], ["", "S", "T"]]]
    assert text(document) == "After"


def test_paragraphs_of_a_cell_are_its_lines() -> None:
    rows = r"\trowd\cellx3000\cellx6000\pard\intbl Address\cell 7 Tern Close\par Romford\cell\row"
    assert tables(opened((r"{\rtf1 " + rows + "}").encode())) == [[["Address", "7 Tern Close\nRomford"]]]


def test_groups_nested_without_end_are_too_costly() -> None:
    assert opened(b"{\\rtf1 " + b"{" * 100_000 + b"}").problem is Problem.TOO_COSTLY


def test_a_file_cut_short_gives_what_is_there() -> None:
    assert opened(b"{\\rtf1\\trowd\\cellx100\\cellx200\\pard\\intbl Name\\cell Tolu}").problem is None
