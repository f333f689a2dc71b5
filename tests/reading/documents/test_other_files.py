"""Files that are mails, archives, pages or pictures, and files that only an officer can open."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from PIL import Image

from mailbot.model.message import Address, Document, How, Problem, Role
from mailbot.reading.documents.tools import Tools, Word
from tests.reading.documents.compound import compound
from tests.reading.documents.forms import printed, word
from tests.reading.documents.outlook import message, outlook_file, winmail
from tests.reading.documents.seen import opened, tables, text

FORM = [["Surname", "Adeyemi"], ["Forename", "Tolu"]]
FILE = word(FORM)
WRAPPED = Problem.SECURE_WRAPPER


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return out.getvalue()


def held(document: Document) -> list[tuple[str, bytes]]:
    return [(one.name, one.content) for one in document.attachments]


# the kind is told by content


@pytest.mark.parametrize("name", ["form.docx", "form.doc", "form.pdf", "form", "photo.jpg", "form.docx.exe"])
def test_what_a_file_is_does_not_hang_on_its_name(name: str) -> None:
    assert opened(FILE, name, "image/jpeg").kind == "docx"
    assert opened(printed(FORM, "CME"), name).kind == "pdf"


@pytest.mark.parametrize(("name", "kind"), [("list.xls", "csv"), ("list.csv", "csv"), ("list.txt", "txt")])
def test_a_list_as_text_is_a_list_where_it_is_called_one(name: str, kind: str) -> None:
    assert opened(b"Surname\tForename\nAdeyemi\tTolu\nBrown\tAda\n", name).kind == kind


def test_a_page_saved_under_an_office_name_is_a_page() -> None:
    document = opened(b"<html><table><tr><td>Surname<td>Adeyemi<tr><td>Forename<td>Tolu</table></html>", "form.xls")
    assert (document.kind, tables(document)) == ("html", [FORM])


# mails


def test_an_outlook_message_gives_its_chain_its_text_and_its_files() -> None:
    sent = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
    document = opened(outlook_file(message("Gone", body="Tolu is gone.\r\n", sent=sent, files={"form.docx": FILE})))
    first = document.hops[0]
    assert (document.kind, text(document), held(document)) == ("msg", "Tolu is gone.", [("form.docx", FILE)])
    assert (first.how, first.sender, first.subject) == (
        How.ATTACHED,
        Address("Ola Head", "head@brookfield.example"),
        "Gone",
    )
    assert first.sent == sent
    assert [one.address for one in first.recipients] == ["cme@havering.gov.uk"]


def test_a_forward_within_an_outlook_message_keeps_its_first_writer() -> None:
    body = (
        "FYI\r\n\r\nFrom: Ada Nurse <ada@clinic.example>\r\nSent: 2 October 2026 08:00\r\nTo: Ola Head\r\n"
        "Subject: Tolu\r\n\r\nNot seen since Monday.\r\n"
    )
    document = opened(outlook_file(message(body=body)))
    assert [hop.sender.address for hop in document.hops if hop.sender] == [
        "head@brookfield.example",
        "ada@clinic.example",
    ]
    assert [(item.hop, item.role) for item in document.items] == [(0, Role.TEXT), (1, Role.HEADER), (1, Role.TEXT)]


def test_an_outlook_message_in_html_or_in_eight_bit_text_is_read() -> None:
    html = opened(outlook_file(message(html="<p>Zoë is gone</p>".encode())))
    eight = opened(outlook_file(message("Zoë", body="Zoë is gone", eight_bit=True)))
    assert (text(html), text(eight), eight.hops[0].subject) == ("Zoë is gone", "Zoë is gone", "Zoë")


def test_a_message_within_an_outlook_message_is_a_hop_of_its_own() -> None:
    inner = message("Inner", ("Ada Nurse", "ada@clinic.example"), body="Inner text")
    inner["__properties_version1.0"] = b"\0" * 24  # type: ignore[index]
    document = opened(outlook_file(message("Outer", body="Outer text", mails=[inner])))
    assert [hop.subject for hop in document.hops] == ["Outer", "Inner"]
    assert text(document) == "Outer text\nInner text"


def test_a_mail_that_came_as_a_file_is_a_mail() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Ada <ada@clinic.example>", "cme@havering.gov.uk", "Tolu"
    mail["Message-ID"] = "<1@clinic.example>"
    mail.set_content("Not seen.")
    mail.add_attachment(FILE, "application", "octet-stream", filename="form.docx")
    document = opened(mail.as_bytes(), "saved.eml")
    assert (document.kind, text(document), [name for name, _ in held(document)]) == ("eml", "Not seen.", ["form.docx"])
    assert document.hops[0].sender == Address("Ada", "ada@clinic.example")


def test_a_web_archive_under_a_word_name_is_read() -> None:
    page = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>Tolu is gone</p>"
    document = opened(page, "form.doc")
    assert (text(document), document.hops) == ("Tolu is gone", ())


def test_winmail_dat_gives_its_text_and_its_files() -> None:
    document = opened(winmail("Tolu is gone.", {"form.docx": FILE}), "winmail.dat")
    assert (document.kind, text(document), held(document)) == ("tnef", "Tolu is gone.", [("form.docx", FILE)])


# archives


def test_a_zip_gives_its_files_without_litter_and_paths() -> None:
    document = opened(
        zipped({"a/form.docx": b"one", "__MACOSX/a/._form.docx": b"x", "../../etc/list.csv": b"two", "a/": b""})
    )
    assert held(document) == [("form.docx", b"one"), ("list.csv", b"two")]


def test_an_archive_with_a_password_is_told() -> None:
    content = bytearray(zipped({"form.docx": b"one"}))
    at = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[at + 8] |= 1
    assert opened(bytes(content)).problem is Problem.PASSWORD


# pages


def test_a_calendar_entry_tells_what_and_when() -> None:
    entry = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Meeting about\r\n  Tolu\r\nDTSTART;TZID=x:20261005T090000\r\n"
        b"DESCRIPTION:One\\, two\\nthree\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    assert text(opened(entry)) == "Summary: Meeting about Tolu\nDtstart: 20261005T090000\nDescription: One, two\nthree"


def test_a_text_file_is_read_in_its_charset() -> None:
    assert text(opened("Zoë – gone".encode("utf-16"), "note.txt")) == "Zoë – gone"
    assert text(opened("Zoë – gone".encode("cp1252"), "note.txt")) == "Zoë – gone"


def test_a_word_document_saved_as_one_xml_file_is_read() -> None:
    content = (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="x"><w:body><wx:sect>'
        b"<w:p><w:r><w:t>Tolu is gone</w:t></w:r></w:p></wx:sect></w:body></w:wordDocument>"
    )
    document = opened(content, "form.doc")
    assert (document.kind, text(document)) == ("wordxml", "Tolu is gone")


# pictures


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **given: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **given)
    return out.getvalue()


def sizes_seen(content: bytes) -> list[tuple[int, int]]:
    """The pages that recognition is given."""
    seen: list[tuple[int, int]] = []

    def recognise(image: bytes) -> tuple[Word, ...]:
        seen.append(Image.open(io.BytesIO(image)).size)
        return (Word("one", 0, 0, 9, 9), Word("two", 10, 0, 19, 9), Word("three", 20, 0, 29, 9))

    opened(content, tools=Tools(recognise=recognise))
    return seen


PNG = picture()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
def test_pictures_of_every_kind_are_given_to_recognition(kind: str) -> None:
    assert sizes_seen(picture(kind)) == [(60, 40)]


def test_a_photo_is_turned_upright_and_made_no_larger_than_needed() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    assert sizes_seen(picture("JPEG", (5200, 2600), exif=turned)) == [(1300, 2600)]


def test_every_page_of_a_fax_is_read() -> None:
    pages = [Image.new("L", (30, 40)), Image.new("L", (20, 40))]
    assert sizes_seen(picture("TIFF", save_all=True, append_images=pages)) == [(60, 40), (30, 40), (20, 40)]


def test_a_picture_that_is_damaged_or_huge_is_told() -> None:
    tools = Tools(recognise=lambda image: ())
    assert opened(PNG[:40], "a.png", tools=tools).problem is Problem.CORRUPT
    huge = PNG[:16] + struct.pack(">II", 50_000, 50_000) + PNG[24:]
    assert opened(huge, "a.png", tools=tools).problem in (Problem.TOO_LARGE, Problem.CORRUPT)


def test_a_picture_is_told_as_such_where_nothing_can_read_it() -> None:
    assert opened(PNG, "scan.png").problem is Problem.NO_TEXT


def test_a_picture_is_read_where_the_caller_can() -> None:
    words = [
        Word(text, left, 10 + row * 30, left + 60, 24 + row * 30)
        for row, texts in enumerate(FORM)
        for left, text in zip((10, 200), texts, strict=True)
    ]
    document = opened(PNG, "scan.png", tools=Tools(recognise=lambda image: tuple(words)))
    assert (document.certain, tables(document)) == (False, [FORM])


# old Word


def old_word(body: str, flags: int = 0) -> bytes:
    """A .doc with one piece of 16-bit text."""
    data = body.encode("utf-16-le")
    words = bytearray(1024)
    struct.pack_into("<H", words, 0, 0xA5EC)
    struct.pack_into("<H", words, 0x0A, flags)
    plan = struct.pack("<II", 0, len(body)) + struct.pack("<HIH", 0, 1024, 0)
    struct.pack_into("<II", words, 0x01A2, 0, 5 + len(plan))
    return compound({"WordDocument": bytes(words) + data, "0Table": b"\x02" + struct.pack("<I", len(plan)) + plan})


def test_an_old_word_file_is_read_without_any_program() -> None:
    cells = "Surname\x07Adeyemi\x07\x07Forename\x07Tolu\x07\x07Other name\x07\x07\x07"
    document = opened(old_word(f"CME form\r{cells}\x13 HYPERLINK \x14Signed\x15 by Ola\r"))
    assert (document.kind, tables(document)) == ("doc", [[*FORM, ["Other name", ""]]])
    assert text(document) == "CME form\nSigned by Ola"


def test_an_old_word_file_is_read_by_a_program_where_the_caller_has_one() -> None:
    rows = "".join(f"<row>{''.join(f'<entry>{cell}</entry>' for cell in row)}</row>" for row in FORM)
    table = f"<informaltable><tgroup><tbody>{rows}</tbody></tgroup></informaltable>"
    book = f"<!DOCTYPE book><book><para>CME</para>{table}</book>"
    document = opened(old_word("unused"), tools=Tools(word_docbook=lambda content: book))
    assert (text(document), tables(document)) == ("CME", [FORM])


def test_an_old_word_file_with_a_password_is_told() -> None:
    assert opened(old_word("x", flags=0x0100)).problem is Problem.PASSWORD


# what only an officer can open


@pytest.mark.parametrize(
    ("name", "content", "problem", "told"),
    [
        ("message.rpmsg", b"\x76\xe8\x04\x60\xc4\x11\xe3\x86rest", WRAPPED, "Purview"),
        ("message.html", b"<html><form action='//outlook.office365.com/Encryption/x'>", WRAPPED, "Purview"),
        ("secure.html", b"<html><script>x</script>Egress Switch secure email", WRAPPED, "Egress"),
        ("x.html", b"<html><form action='https://manager.galaxkey.com'></form>", WRAPPED, "Galaxkey"),
        ("SecureMessageAtt.html", b"<html><script>go()</script>", WRAPPED, "Proofpoint"),
        ("x.htm", b"<html><form>Mimecast Secure Messaging</form>", WRAPPED, "Mimecast"),
        ("x.htm", b"<html><form action='https://x.zixmessagecenter.com'></form>", WRAPPED, "Zix"),
        ("securedoc_20261005.html", b"<html><script>x</script>", WRAPPED, "Cisco"),
        ("x.html", b"<html><form action='https://www.cjsm.net/login'></form>", WRAPPED, "CJSM"),
        ("smime.p7m", b"\x30\x82\x01\x00", WRAPPED, "S/MIME"),
        ("note.asc", b"-----BEGIN PGP MESSAGE-----\n", WRAPPED, "PGP"),
        ("form.docx", b"", Problem.CORRUPT, "empty"),
        ("form.docx", FILE[:2000], Problem.CORRUPT, "damaged"),
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic", Problem.NO_TEXT, "photo"),
        ("talk.7z", b"7z\xbc\xaf\x27\x1c", Problem.UNSUPPORTED, "by hand"),
        ("setup.exe", b"MZ\x90\0\x03", Problem.UNSUPPORTED, "by hand"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read_are_named_for_the_officer(
    name: str, content: bytes, problem: Problem, told: str
) -> None:
    document = opened(content, name)
    assert document.problem is problem
    assert told in document.detail


def test_a_signature_is_nothing_to_read_and_no_problem() -> None:
    document = opened(b"\x30\x82", "smime.p7s", "application/pkcs7-signature")
    assert (document.kind, document.items, document.problem) == ("signature", (), None)


def test_an_ordinary_page_that_names_a_service_is_read() -> None:
    assert (
        text(opened(b"<html><p>We use Egress for secure mail.</p></html>", "note.html"))
        == "We use Egress for secure mail."
    )
