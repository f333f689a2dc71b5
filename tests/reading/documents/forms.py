"""Referral forms as schools lay them out, in Word, PDF and OpenDocument, in several wordings of their labels."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PrintedTable

Rows = list[list[str]]


@dataclass(frozen=True)
class Form:
    """A filled form: its title, and label and answer of each question."""

    title: str
    answers: tuple[tuple[str, str], ...]

    @property
    def labels(self) -> list[str]:
        return [label for label, _ in self.answers]

    @property
    def values(self) -> list[str]:
        return [value for _, value in self.answers]


_VALUES = (
    "Brömel-Byrne",
    "Anya",
    "04/03/2016",
    "Flat 2, 7 Tern Close, Romford RM7 0ZZ",
    "07700 900123",
    "2 October 2026",
)
_WORDINGS = (
    (
        "CME referral",
        "Legal surname",
        "Forename(s)",
        "Date of birth",
        "Home address",
        "Parent's number",
        "Last attended",
    ),
    ("Missing pupil notice", "Family name", "Given names", "D.O.B.", "Last known address & postcode", "Tel", "LDA"),
    ("Whereabouts unknown", "SURNAME:", "FIRST NAME:", "BORN:", "ADDRESS:", "CONTACT NO.:", "LAST DAY IN SCHOOL:"),
)
FORMS = tuple(Form(words[0], tuple(zip(words[1:], _VALUES, strict=True))) for words in _WORDINGS)


# Word


def word(rows: Sequence[Sequence[str]], title: str = "") -> bytes:
    """A Word file with one table."""
    file = WordDocument()
    if title:
        file.add_paragraph(title)
    table = file.add_table(len(rows), max(map(len, rows)))
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=False):
            cell.text = text
    return saved(file)


def saved(file: object) -> bytes:
    out = io.BytesIO()
    file.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def word_body(xml: str, **parts: bytes) -> bytes:
    """A Word file with this XML as its body, and further parts ("word/header1.xml")."""
    file = WordDocument()
    body = file.element.body
    for element in list(body):
        body.remove(element)
    for element in parse_xml(f"<w:body {nsdecls('w', 'wp', 'r', 'a')} {_MORE}>{xml}</w:body>"):
        body.append(element)
    return with_parts(saved(file), parts)


_MORE = (
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A zip file with these members added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def row(*cells: str) -> str:
    """A table row of cells given as XML."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def modern_box(ticked: bool, shown: str = "?") -> str:
    """A check box as a content control; what it shows is up to its font."""
    state = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox>'
    return f"<w:sdt><w:sdtPr>{state}</w:sdtPr><w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>"


def legacy_box(checked: str) -> str:
    """A check box of Word 97; `checked` is the XML of its state."""
    data = f"<w:ffData><w:checkBox><w:sizeAuto/>{checked}</w:checkBox></w:ffData>"
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


# layouts: each gives a table's rows for a form


def two_columns(form: Form) -> Rows:
    return [[label, value] for label, value in form.answers]


def four_columns(form: Form) -> Rows:
    pairs = two_columns(form)
    return [left + right for left, right in zip(pairs[::2], pairs[1::2], strict=True)]


def label_above(form: Form) -> Rows:
    return [form.labels[:3], form.values[:3], form.labels[3:], form.values[3:]]


def children_as_rows(form: Form) -> Rows:
    return [form.labels, form.values, ["Brömel-Byrne", "Luka", "01/09/2018", *form.values[3:]]]


def children_as_columns(form: Form) -> Rows:
    return [["", "Child 1", "Child 2"], *([label, value, ""] for label, value in form.answers)]


def numbered(form: Form) -> Rows:
    return [[str(number), label, value] for number, (label, value) in enumerate(form.answers, 1)]


LAYOUTS: tuple[Callable[[Form], Rows], ...] = (
    two_columns, four_columns, label_above, children_as_rows, children_as_columns, numbered,
)  # fmt: skip


# PDF


def printed(rows: Rows, title: str, ruled: bool = True) -> bytes:
    """A PDF with a title and a table, drawn with lines or only aligned."""
    out = io.BytesIO()
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), *([("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else [])]
    body = getSampleStyleSheet()["BodyText"]
    width = 480 / max(map(len, rows))
    cells = [[Paragraph(escape(text), body) if text else "" for text in texts] for texts in rows]
    table = PrintedTable(cells, colWidths=[width] * max(map(len, rows)), style=style)
    SimpleDocTemplate(out, pagesize=A4).build([Paragraph(title, body), table])
    return out.getvalue()


def drawn(draw: Callable[[canvas.Canvas], None], **given: object) -> bytes:
    """A PDF page drawn by a test."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4, **given)
    draw(page)
    page.save()
    return out.getvalue()


# OpenDocument

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("form", "form"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip


def open_text(body: str, styles: str = "", header: str = "") -> bytes:
    """An .odt file with this XML as its text, automatic styles and page header."""
    extra = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    content = f"<office:document-content {NAMES} {extra}><office:automatic-styles>{styles}</office:automatic-styles>"
    content += f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    page = f"<office:document-styles {NAMES}><style:header>{header}</style:header></office:document-styles>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", content)
        file.writestr("styles.xml", page)
    return out.getvalue()


def open_table(rows: Rows) -> str:
    """The XML of an OpenDocument table."""
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{escape(text)}</text:p></table:table-cell>" for text in texts)
        + "</table:table-row>"
        for texts in rows
    )
    return f"<table:table>{cells}</table:table>"


# RTF


def rich(rows: Rows, title: str = "") -> bytes:
    """An RTF file with a paragraph and a table."""
    width = max(map(len, rows))
    edges = "".join(rf"\cellx{(index + 1) * 9000 // width}" for index in range(width))
    body = "".join(
        rf"\trowd{edges}\pard\intbl " + "".join(rf"{rich_text(text)}\cell " for text in texts) + "\\row\n"
        for texts in rows
    )
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}" + rf"{rich_text(title)}\par " + body + r"\pard\par}"
    ).encode()


def rich_text(text: str) -> str:
    return "".join(sign if sign.isascii() else "".join(rf"\u{unit}?" for unit in _utf16(sign)) for sign in text)


def _utf16(sign: str) -> tuple[int, ...]:
    data = sign.encode("utf-16-le")
    return struct.unpack(f"<{len(data) // 2}h", data)
