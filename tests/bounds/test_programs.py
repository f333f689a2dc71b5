"""The programs that help to read, as they are installed here, within the reader's limits."""

from __future__ import annotations

import io
import shutil
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from mailbot.bounds import Limits, Reader
from mailbot.model.message import Message, Passage, Table
from mailbot.model.trust import Trust
from mailbot.programs import installed
from tests.reading.documents.test_other_files import old_word
from tests.reading.documents.test_read import mail

CORPUS = Path(__file__).parents[1] / "corpus" / "officer" / "messages"


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def picture(*lines: str) -> bytes:
    page = Image.new("L", (1100, 80 * len(lines) + 60), 255)
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((40, 40 + 80 * number), line, 0, ImageFont.load_default(34))
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


@needs("tesseract")
def test_a_scan_is_read_within_the_limits_and_is_less_certain() -> None:
    with Reader(Limits(), Trust()) as reader:
        found = reader.read(mail(scan_png=picture("Name: Hamza Daoudi", "Last attended: 17 July 2026")))
    assert isinstance(found, Message)
    assert not found.documents[0].certain
    assert [item.text for item in found.documents[0].items if isinstance(item, Passage)] == [
        "Name: Hamza Daoudi\nLast attended: 17 July 2026"
    ]


@needs("antiword")
def test_an_old_word_file_keeps_its_tables_within_the_limits() -> None:
    with Reader(Limits(), Trust()) as reader:
        found = reader.read((CORPUS / "y05-legacy-doc-two-columns.eml").read_bytes())
    assert isinstance(found, Message)
    table = next(item for item in found.documents[0].items if isinstance(item, Table))
    assert table.rows[1] == ("Surname", "Vrabie", "Vrabie", "")
    assert len(table.rows) == 13


@needs("antiword")
def test_what_a_program_refuses_is_answered_with_none() -> None:
    tools = installed()
    assert tools.word_docbook is not None
    assert tools.word_docbook(b"junk") is None
    assert tools.word_docbook(old_word("too short for antiword")[:600]) is None


@needs("tesseract")
def test_after_the_deadline_no_program_is_asked() -> None:
    tools = installed(time.monotonic() - 1)
    assert tools.recognise is not None
    assert tools.recognise(picture("Name")) is None
    assert tools.out_of_time()
    assert not installed(time.monotonic() + 60).out_of_time()
