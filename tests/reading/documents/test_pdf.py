from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from mailbot.model.message import Problem
from mailbot.reading.documents.tools import Tools, Word
from tests.reading.documents.forms import drawn
from tests.reading.documents.hostile import CATALOG, pdf
from tests.reading.documents.seen import answers, opened, shapes, tables, text

LABELS = ("Legal surname", "Family name:", "Surname of pupil (as registered)")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("place", ["before", "above", "before, far away"])
def test_a_field_takes_the_label_printed_beside_or_above_it(label: str, place: str) -> None:
    def page(sheet: Canvas) -> None:
        left, top = {"before": (280, 700), "above": (60, 680), "before, far away": (400, 700)}[place]
        sheet.drawString(60, 704, label)
        sheet.acroForm.textfield(name="f_17", x=left, y=top, width=160, height=18, value="Adeyemi")

    assert answers(opened(drawn(page))) == {label.strip(":"): "Adeyemi"}


def test_labels_above_two_fields_in_a_row_are_not_mixed_up() -> None:
    def page(sheet: Canvas) -> None:
        for left, label, value in ((60, "Forename", "Tolu"), (300, "Surname", "Adeyemi")):
            sheet.drawString(left, 704, label)
            sheet.acroForm.textfield(name=label[0], x=left, y=680, width=160, height=18, value=value)

    assert answers(opened(drawn(page))) == {"Forename": "Tolu", "Surname": "Adeyemi"}


def test_a_field_without_a_printed_label_keeps_its_own_name() -> None:
    def page(sheet: Canvas) -> None:
        sheet.drawString(60, 700, "Return to the council")
        sheet.acroForm.textfield(name="child_dob", x=60, y=300, width=160, height=18, value="04/03/2016")

    assert answers(opened(drawn(page))) == {"child_dob": "04/03/2016"}


def test_a_label_on_two_lines_is_taken_whole_and_an_answer_keeps_its_lines() -> None:
    def page(sheet: Canvas) -> None:
        sheet.drawString(60, 714, "What have you done to find the child,")
        sheet.drawString(60, 700, "with dates?")
        sheet.acroForm.textfield(
            name="x", x=60, y=620, width=400, height=70, value="2/10 rang\n5/10 visited", fieldFlags="multiline"
        )

    assert answers(opened(drawn(page))) == {
        "What have you done to find the child, with dates?": "2/10 rang\n5/10 visited"
    }


def test_a_box_takes_the_words_after_it() -> None:
    def page(sheet: Canvas) -> None:
        for top, label, ticked in ((700, "Home visit made", True), (680, "Letter sent", False)):
            sheet.acroForm.checkbox(name=label, x=60, y=top, size=12, checked=ticked)
            sheet.drawString(78, top + 2, label)

    assert answers(opened(drawn(page))) == {"Home visit made": "☒", "Letter sent": "☐"}


def test_boxes_in_a_row_after_a_question_are_one_answer() -> None:
    def page(sheet: Canvas) -> None:
        sheet.drawString(60, 702, "Is there a social worker?")
        for left, label, ticked in ((260, "Yes", False), (320, "No", True), (380, "Not known", False)):
            sheet.acroForm.checkbox(name=label, x=left, y=700, size=12, checked=ticked)
            sheet.drawString(left + 16, 702, label)

    assert answers(opened(drawn(page))) == {"Is there a social worker?": "☐ Yes ☒ No ☐ Not known"}


def test_radio_buttons_and_lists_show_what_was_chosen() -> None:
    def page(sheet: Canvas) -> None:
        sheet.drawString(60, 702, "Sex")
        for left, label in ((120, "Male"), (200, "Female")):
            sheet.acroForm.radio(name="sex", value=label, x=left, y=700, size=12, selected=label == "Female")
            sheet.drawString(left + 16, 702, label)
        sheet.drawString(60, 672, "Year group")
        sheet.acroForm.choice(name="y", x=160, y=668, width=80, height=18, value="Year 7", options=["Year 6", "Year 7"])

    assert answers(opened(drawn(page))) == {"Sex": "☐ Male ☒ Female", "Year group": "Year 7"}


def test_printed_text_that_labels_nothing_stays_text() -> None:
    def page(sheet: Canvas) -> None:
        sheet.drawString(60, 780, "CME referral form")
        sheet.drawString(60, 704, "Surname")
        sheet.acroForm.textfield(name="s", x=160, y=700, width=160, height=18, value="Adeyemi")

    assert text(opened(drawn(page))) == "CME referral form"


def test_boxes_drawn_with_lines_are_boxes() -> None:
    def page(sheet: Canvas) -> None:
        sheet.drawString(60, 700, "Looked after?")
        for left, label in ((160, "Yes"), (220, "No")):
            sheet.rect(left, 699, 10, 10)
            sheet.drawString(left + 15, 700, label)
        sheet.line(220, 699, 230, 709)
        sheet.line(220, 709, 230, 699)
        sheet.drawString(60, 660, "Private fostering?")
        sheet.rect(160, 659, 10, 10)
        sheet.drawString(162, 660, "X")

    assert text(opened(drawn(page))) == "Looked after?  ☐ Yes  ☒ No\nPrivate fostering? ☒"


def test_dingbats_are_the_signs_that_they_show() -> None:
    def page(sheet: Canvas) -> None:
        for top, sign, label in ((700, "✔", "Telephone"), (680, "❏", "Letter")):
            sheet.setFont("ZapfDingbats", 11)
            sheet.drawString(60, top, sign)
            sheet.setFont("Helvetica", 11)
            sheet.drawString(75, top, label)

    assert text(opened(drawn(page))) == "☒ Telephone\n☐ Letter"


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = (
        "The family moved away in the",
        "half term and nobody at school",
        "has heard from them since that",
        "week, neighbours say the coast",
    )
    right = (
        "Our officer visited twice and",
        "there was no answer, letters",
        "have been sent to the address",
        "and no other school asked us",
    )

    def page(sheet: Canvas) -> None:
        for number, (one, other) in enumerate(zip(left, right, strict=True)):
            sheet.drawString(50, 700 - 14 * number, one)
            sheet.drawString(310, 700 - 14 * number, other)

    assert text(opened(drawn(page))) == " ".join(left) + "\n" + " ".join(right)


def test_what_was_typed_over_a_printed_form_stands_beside_its_label() -> None:
    note = b"<< /Type /Annot /Subtype /FreeText /Rect [160 696 300 714] /Contents (Adeyemi) /DA (/Helv 11 Tf) >>"

    def page(sheet: Canvas) -> None:
        sheet.drawString(60, 700, "Surname")
        sheet.drawString(60, 680, "Forename")
        sheet.drawString(160, 680, "Tolu")

    content = drawn(page, pageCompression=0).replace(b"/Type /Page\n", b"/Type /Page /Annots [" + note + b"]\n")
    assert tables(opened(content)) == [[["Surname", "Adeyemi"], ["Forename", "Tolu"]]]


def scan() -> bytes:
    picture = io.BytesIO()
    Image.new("L", (400, 200), 255).save(picture, "PNG")
    return drawn(lambda sheet: sheet.drawImage(ImageReader(picture), 50, 500, 400, 200))


def test_a_scan_is_told_as_such() -> None:
    document = opened(scan())
    assert document.problem is Problem.NO_TEXT
    assert "scan" in document.detail


def test_a_scan_is_recognised_where_the_caller_can_and_is_less_certain() -> None:
    words = (Word("Name:", 10, 10, 50, 20), Word("Tolu", 55, 10, 90, 20))
    document = opened(scan(), tools=Tools(recognise=lambda image: words if image.startswith(b"\x89PNG") else None))
    assert (text(document), document.certain) == ("Name: Tolu", False)


def test_a_pdf_that_opens_only_with_a_password_is_told_as_such() -> None:
    content = drawn(lambda sheet: sheet.drawString(60, 700, "Secret"), encrypt=StandardEncryption("opensesame"))
    assert opened(content).problem is Problem.PASSWORD


def test_a_pdf_that_is_only_locked_against_changes_is_read() -> None:
    content = drawn(lambda sheet: sheet.drawString(60, 700, "Open"), encrypt=StandardEncryption("", "owner"))
    assert text(opened(content)) == "Open"


def test_a_form_that_only_adobe_draws_gives_its_data() -> None:
    data = (
        b"<xfa:datasets xmlns:xfa='x'><xfa:data><form1><ChildSurname>Adeyemi</ChildSurname>"
        b"<DOB>2016-03-04</DOB><Empty/></form1></xfa:data></xfa:datasets>"
    )

    def page(sheet: Canvas) -> None:
        sheet.drawString(60, 700, "Please wait... If this message is not eventually replaced,")

    plain = drawn(page, pageCompression=0)
    stream = b"\n99 0 obj\n<< /Length %d >>\nstream\n" % len(data) + data + b"\nendstream\nendobj\n"
    form = b"/Type /Catalog /AcroForm << /XFA [(datasets) 99 0 R] >>"
    content = plain.replace(b"/Type /Catalog", form).replace(b"\nxref\n", stream + b"\nxref\n")
    content = (
        content[: content.rindex(b"startxref")] + b"startxref\n1\n%%EOF"
    )  # a broken index: objects are searched for
    assert answers(opened(content)) == {"Child Surname": "Adeyemi", "DOB": "2016-03-04"}


def test_pages_follow_each_other() -> None:
    def pages(sheet: Canvas) -> None:
        for name in ("one", "two"):
            sheet.drawString(60, 700, f"Page {name}")
            sheet.showPage()

    document = opened(drawn(pages))
    assert (shapes(document), text(document)) == (["Passage", "Passage"], "Page one\nPage two")


@pytest.mark.parametrize("keep", [20, 300, 900])
def test_a_truncated_pdf_is_named_not_raised(keep: int) -> None:
    content = drawn(lambda sheet: sheet.drawString(60, 700, "Half"))[:keep]
    assert opened(content).problem in (Problem.CORRUPT, Problem.NO_TEXT)


def test_a_damaged_page_does_not_cost_the_others() -> None:
    good = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << /Font << /F 6 0 R >> >> >>"
    )
    words = b"BT /F 12 Tf 60 700 Td (Name: Tolu) Tj ET"
    document = opened(
        pdf(
            CATALOG,
            b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox (none) /Annots 7 >>",
            good.encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        )
    )
    assert (text(document), document.problem) == ("Name: Tolu", None)


def test_files_attached_to_a_pdf_are_found() -> None:
    document = opened(
        pdf(
            b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Kids [3 0 R] >> >> >>",
            b"<< /Type /Pages /Kids [] /Count 0 >>",
            b"<< /Names [(a) << /F (note.txt) /EF << /F 4 0 R >> >> (b) << /UF (x.xml) /EF << /F 4 0 R >> >>] >>",
            b"<< /Length 5 >>\nstream\nhello\nendstream",
        )
    )
    assert [(one.name, one.content) for one in document.attachments] == [("note.txt", b"hello")]
