"""Coverage-guided fuzzing of the document readers: whatever the bytes, a `Document`, and a reason where it is unread.

    python -m tests.fuzz.documents [pdf docx ...] [-max_total_time=60] [more options of libFuzzer] [CORPUS FOLDER]

Names before the options choose formats; without any, all are tried. Formats that are zip files are fuzzed inside it,
where the parser is. An hour of it: `python -m tests.fuzz.documents -max_total_time=3600`.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["mailbot.reading", "pdfminer", "olefile"]):
    from mailbot.model.message import Attachment, Document
    from mailbot.reading.documents.read import read_document

from tests.reading.documents.compound import compound
from tests.reading.documents.forms import FORMS, open_table, open_text, printed, rich, two_columns, with_parts, word
from tests.reading.documents.outlook import message, outlook_file, winmail

ROWS = two_columns(FORMS[0])
_WORD, _OPEN = word(ROWS), open_text("")
_RICH = "__substg1.0_10090102"
WRAP: dict[str, Callable[[bytes], bytes]] = {
    "csv": lambda data: data,
    "doc": lambda data: compound({"WordDocument": data, "0Table": data[::-1], "1Table": data}),
    "docx": lambda data: with_parts(_WORD, {"word/document.xml": data}),
    "eml": lambda data: b"Message-ID: <a@b.example>\r\nFrom: a@b.example\r\n" + data,
    "html": lambda data: b"<html>" + data,
    "ics": lambda data: b"BEGIN:VCALENDAR\r\n" + data,
    "msg": lambda data: compound({"__properties_version1.0": data, "__substg1.0_1000001E": data, _RICH: data}),
    "odt": lambda data: with_parts(_OPEN, {"content.xml": data}),
    "ole": lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data,
    "pdf": lambda data: b"%PDF-1.7\n" + data,
    "rtf": lambda data: b"{\\rtf1 " + data,
    "tnef": lambda data: b"\x78\x9f\x3e\x22" + data,
    "zip": lambda data: b"PK\x03\x04" + data,
}  # fmt: skip
SEEDS = {
    "csv": b"Surname,DOB\nAdeyemi,04/03/2016\n",
    "docx": zipfile.ZipFile(io.BytesIO(_WORD)).read("word/document.xml"),
    "eml": b"Subject: Tolu\r\n\r\nGone\r\n",
    "html": b"<table><tr><td>Surname<td>Adeyemi</table>",
    "ics": b"BEGIN:VEVENT\r\nSUMMARY:a\r\n b\r\n",
    "odt": zipfile.ZipFile(io.BytesIO(open_text(open_table(ROWS)))).read("content.xml"),
    "pdf": printed(ROWS, "CME")[9:],
    "rtf": rich(ROWS)[7:],
    "ole": outlook_file(message(body="Tolu"))[8:],
    "tnef": winmail("Tolu", {"a.txt": b"b"})[4:],
    "zip": _WORD[4:],
}


def check(kind: str, data: bytes) -> None:
    """Read one file; any exception is a find."""
    name = f"form.{kind}"
    document = read_document(Attachment(name, "application/octet-stream", WRAP[kind](data), name))
    assert isinstance(document, Document)
    assert document.problem is None or (document.detail and not document.items)


def main(arguments: list[str]) -> None:
    """Run libFuzzer over the chosen formats; the first byte of its input picks one."""
    kinds = [one for one in arguments[1:] if one in WRAP] or sorted(WRAP)
    for kind in kinds:
        check(kind, SEEDS.get(kind, b""))

    def once(data: bytes) -> None:
        if data:
            check(kinds[data[0] % len(kinds)], data[1:])

    options = [one for one in arguments if one not in WRAP]
    atheris.Setup([*options, _seeded(kinds)], once)
    atheris.Fuzz()


def _seeded(kinds: list[str]) -> str:
    """A folder of whole files to begin from; libFuzzer leaves without clearing up, so it is the system's to delete."""
    folder = Path(tempfile.mkdtemp(prefix="mailbot-fuzz-"))
    for number, kind in enumerate(kinds):
        (folder / kind).write_bytes(bytes([number]) + SEEDS.get(kind, b"x"))
    return str(folder)


if __name__ == "__main__":
    main(sys.argv)
