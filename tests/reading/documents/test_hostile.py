from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailbot.model.message import Problem
from tests.reading.documents import hostile
from tests.reading.documents.forms import FORMS, open_text, printed, rich, two_columns, with_parts, word
from tests.reading.documents.outlook import message, outlook_file, winmail
from tests.reading.documents.seen import opened
from tests.reading.documents.test_sheets import one_sheet

FORM = two_columns(FORMS[0])
XLSX = one_sheet(FORM)  # type: ignore[arg-type]
WHOLE = {
    "docx": word(FORM), "pdf": printed(FORM, "CME"), "xlsx": XLSX, "rtf": rich(FORM),
    "odt": open_text("<text:p>a</text:p>"), "msg": outlook_file(message(body="a")),
    "tnef": winmail("a", {"b.txt": b"c"}),
}  # fmt: skip


@pytest.mark.parametrize("attack", [hostile.LAUGHS, hostile.STEALING], ids=["billion laughs", "outside entity"])
@pytest.mark.parametrize(
    "hide",
    [
        hostile.word_with_body,
        hostile.text_with_content,
        lambda xml: with_parts(XLSX, {"xl/sharedStrings.xml": xml}),
        lambda xml: with_parts(word(FORM), {"word/header1.xml": xml}),
    ],
    ids=["word body", "opendocument", "shared strings", "word header"],
)
def test_xml_that_declares_entities_is_refused(attack: bytes, hide) -> None:
    document = opened(hide(attack))
    assert document.problem is Problem.CORRUPT
    assert "harmful" in document.detail


def test_a_word_file_that_unpacks_to_ten_gigabytes_is_too_large_and_costs_little() -> None:
    start = time.process_time()
    document = opened(hostile.word_bomb())
    assert (document.kind, document.problem) == ("docx", Problem.TOO_LARGE)
    assert time.process_time() - start < 2


def test_a_zip_of_ten_gigabytes_is_too_large_whatever_size_it_claims() -> None:
    assert opened(hostile.swollen_zip("a.txt", 10_000_000_000, 5)).problem in (Problem.TOO_LARGE, Problem.CORRUPT)


def test_a_part_with_millions_of_tags_is_too_large() -> None:
    assert opened(hostile.word_with_body(b"<a>" + b"<b/>" * 2_000_000 + b"</a>")).problem is Problem.TOO_LARGE


def test_tables_nested_without_end_are_too_costly() -> None:
    assert opened(hostile.word_with_body(hostile.deep_xml(50_000))).problem is Problem.TOO_COSTLY


@pytest.mark.parametrize("content", [hostile.PAGE_LOOP, hostile.PARENT_LOOP], ids=["pages", "fields"])
def test_a_pdf_whose_objects_go_in_circles_ends(content: bytes) -> None:
    assert opened(content).kind == "pdf"


@pytest.mark.parametrize("kind", WHOLE)
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_with_bytes_changed_or_cut_never_raises(kind: str, data: st.DataObject) -> None:
    content = bytearray(WHOLE[kind])
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    opened(bytes(content[: data.draw(st.integers(0, len(content)))]))


@given(st.binary(max_size=400), st.sampled_from(["a", "a.csv", "a.html", "a.eml", "a.p7m", "a.ics"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_under_any_name_never_raise(content: bytes, name: str) -> None:
    opened(content, name)


_STARTS = [
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"{\\rtf1 ",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x78\x9f\x3e\x22",
    b"<html>",
    b"From: a\nMessage-ID: b\n",
]


@given(st.sampled_from(_STARTS), st.binary(max_size=600))
@settings(max_examples=200, deadline=None)
def test_any_bytes_after_a_known_beginning_never_raise(start: bytes, rest: bytes) -> None:
    opened(start + rest)


_PUMPS = ("(", "[ ", "<", "<!--", "x/", "\\'", "{\\*", "a: ", " ", "Yes / ", "\n ", "-", "a-\n", '"', ",")


@pytest.mark.parametrize("pump", _PUMPS)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv"])
def test_pumped_text_is_read_in_little_time(pump: str, name: str) -> None:
    text = pump * (100_000 // len(pump))
    start = time.process_time()
    opened(text.encode(), name)
    opened(b"<html><p>" + text.encode(), name)
    opened(b"{\\rtf1 " + text.encode(), name)
    assert time.process_time() - start < 1.5
