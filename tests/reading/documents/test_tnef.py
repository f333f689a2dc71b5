"""winmail.dat property by property, and what damage or malice does to it (issue 3 lines 3 and 5)."""

from __future__ import annotations

import struct
import time

import pytest

from mailbot.model.message import Attachment, Document, Passage
from mailbot.reading.documents.read import read_document
from mailbot.reading.documents.tnef import SIGNATURE, unwrap

LONG_NAME, SHORT_NAME, DATA, TEXT, HTML, HTML_CODEPAGE = 0x3707, 0x3704, 0x3701, 0x1000, 0x1013, 0x3FDE
NEXT_FILE = (0x9002, b"\1\0" + b"\0" * 12)


def winmail(*attributes: tuple[int, bytes]) -> bytes:
    parts = (b"\1" + struct.pack("<HHI", name, 6, len(value)) + value + b"\0\0" for name, value in attributes)
    return SIGNATURE + b"\1\0" + b"".join(parts)


def properties(*given: bytes) -> bytes:
    return struct.pack("<I", len(given)) + b"".join(given)


def variable(kind: int, name: int, *values: bytes, long_name: bytes = b"") -> bytes:
    padded = (struct.pack("<I", len(value)) + value + b"\0" * (-len(value) % 4) for value in values)
    return struct.pack("<HH", kind, name) + long_name + struct.pack("<I", len(values)) + b"".join(padded)


def opened(data: bytes) -> Document:
    return read_document(Attachment("winmail.dat", "application/ms-tnef", data, "winmail.dat"))


def test_names_texts_and_files_are_read_whatever_properties_stand_between() -> None:
    one = struct.pack("<HHI", 3, 0x0017, 1)
    many = struct.pack("<HHIHHH", 0x1002, 0x6000, 3, 1, 2, 3)[:-2] + b"\0" * 8  # three short figures
    by_number = variable(0x1F, 0x8001, b"a\0", long_name=b"G" * 16 + struct.pack("<II", 0, 7))
    by_words = variable(0x1E, 0x8002, b"a", long_name=b"G" * 16 + struct.pack("<II", 1, 6) + b"a\0b\0\0\0\0\0")
    lists = variable(0x101F, 0x6001, b"a\0", b"bcd\0", b"")
    text = variable(0x1F, TEXT, "João left.\0".encode("utf-16-le"))
    found = unwrap(
        winmail(
            (0x9007, struct.pack("<II", 1252, 0)),
            (0x9003, properties(one, many, by_number, by_words, lists, text)),
            NEXT_FILE, (0x8010, b"SHORT~1.PDF\0"), (0x800F, b"%PDF one"),
            (0x9005, properties(by_number, variable(0x1E, LONG_NAME, b"Ren\xe9e's form.pdf\0"))),
            NEXT_FILE, (0x9005, properties(variable(0x102, DATA, b"two!!"), variable(0x1F, SHORT_NAME, "b.txt".encode("utf-16-le")))),
        )
    )  # fmt: skip
    assert found.text == "João left."
    assert [(file.name, file.content) for file in found.files] == [
        ("Renée's form.pdf", b"%PDF one"),
        ("b.txt", b"two!!"),
    ]


def test_html_is_in_the_charset_that_it_names() -> None:
    page = properties(struct.pack("<HHI", 3, HTML_CODEPAGE, 65001), variable(0x102, HTML, "<p>João</p>".encode()))
    assert [item.text for item in opened(winmail((0x9003, page))).items if isinstance(item, Passage)] == ["João"]


def test_a_mail_within_is_a_file_of_its_own_and_not_the_note_that_stands_for_it() -> None:
    inner = winmail((0x800C, b"Tolu is gone.\0"))
    held = properties(variable(0x1E, 0x3001, b"Re: Tolu\0"), variable(0xD, DATA, b"I" * 16 + inner))
    document = opened(winmail(NEXT_FILE, (0x800F, b"This attachment is a MAPI message"), (0x9005, held)))
    assert [one.name for one in document.attachments] == ["Re: Tolu"]
    assert [item.text for item in opened(document.attachments[0].content).items if isinstance(item, Passage)] == [
        "Tolu is gone."
    ]


BOMBS = {
    "four thousand million properties": (0x9003, b"\xff" * 4),
    "four thousand million figures": (0x9003, properties(struct.pack("<HHI", 0x1003, 1, 0xFFFFFFFF))),
    "four thousand million strings": (0x9003, properties(struct.pack("<HHI", 0x101E, 1, 0xFFFFFFFF))),
    "a string of four thousand million": (0x9003, properties(struct.pack("<HHII", 0x1E, 1, 1, 0xFFFFFFFF))),
    "a name of four thousand million": (0x9003, properties(struct.pack("<HH16xII", 3, 0x8000, 1, 0xFFFFFFFF))),
    "four thousand million recipients": (0x9004, b"\xff" * 4),
    "a million empty properties": (0x9003, b"\xff" * 4 + b"\0\0\0\0" * 250_000),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_figures_that_claim_too_much_cost_nothing(bomb: str) -> None:
    before = time.process_time()
    document = opened(winmail(BOMBS[bomb], (0x800C, b"Tolu is gone.\0")))
    assert time.process_time() - before < 1
    assert [item.text for item in document.items if isinstance(item, Passage)] == ["Tolu is gone."]


@pytest.mark.parametrize("cut", range(4, 120, 5))
def test_a_file_cut_short_is_read_as_far_as_it_goes(cut: int) -> None:
    whole = winmail(
        (0x800C, b"Tolu\0"),
        NEXT_FILE,
        (0x9005, properties(variable(0x1E, LONG_NAME, b"a.txt\0"), variable(0x102, DATA, b"x" * 40))),
    )
    assert opened(whole[:cut]).kind == "tnef"
