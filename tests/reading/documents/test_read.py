"""A mail with all its documents."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

from mailbot.model.message import Attachment, Document, How, Message, Problem
from mailbot.model.trust import Trust
from mailbot.reading import read as reading
from mailbot.reading.documents.tools import NO_TOOLS
from tests.reading.documents.forms import word
from tests.reading.documents.hostile import nested_zip
from tests.reading.documents.outlook import message, outlook_file, winmail
from tests.reading.documents.seen import attached
from tests.reading.documents.test_other_files import zipped


def mail(text: str = "Please see attached.", **files: bytes) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "head@brookfield.example", "cme@havering.gov.uk", "Tolu"
    made.set_content(text)
    for name, content in files.items():
        made.add_attachment(content, "application", "octet-stream", filename=name.replace("_", "."))
    return made.as_bytes()


def read(raw: bytes) -> Message:
    return reading.read(raw, Trust())


def names(documents: tuple[Document, ...]) -> list[str]:
    return [one.name for one in documents]


def test_every_attachment_becomes_a_document_and_so_does_what_it_holds() -> None:
    inner = zipped({"form.docx": word([["Surname", "Adeyemi"]]), "note.txt": b"hello"})
    found = read(mail(pack_zip=inner, last_txt=b"bye"))
    assert names(found.documents) == ["pack.zip", "form.docx", "note.txt", "last.txt"]
    assert found.documents[1].part == "pack.zip: form.docx"
    assert [one.content for one in found.documents[0].attachments] == [b"", b""]  # not carried twice


def test_a_mail_that_came_as_a_file_joins_the_chain() -> None:
    files = {"note.txt": b"seen at the clinic"}
    raw = outlook_file(message("Tolu", ("Ada Nurse", "ada@clinic.example"), body="Not seen since Monday.", files=files))
    found = read(mail(mail_msg=raw))
    last = found.hops[-1]
    assert (last.how, last.sender.address if last.sender else "") == (How.ATTACHED, "ada@clinic.example")
    assert [(one.name, one.items[0].hop) for one in found.documents] == [
        ("mail.msg", last.index),
        ("note.txt", last.index),
    ]
    assert [hop.index for hop in found.hops] == list(range(len(found.hops)))


def test_winmail_dat_does_not_repeat_the_text_of_the_mail() -> None:
    found = read(mail("Tolu is gone.", winmail_dat=winmail("Tolu is gone.", {"a.txt": b"hello"})))
    assert [len(one.items) for one in found.documents] == [0, 1]


def test_small_pictures_of_the_layout_are_no_documents_and_large_ones_are() -> None:
    logo = Attachment("logo.png", "image/png", b"\x89PNG\r\n\x1a\n", "logo.png", inline=True)
    scan = replace(logo, name="scan.png", content=logo.content + b"\0" * 20_000)
    assert [one.name for one in reading.read_all([logo, scan], [])] == ["scan.png"]


def test_files_within_files_are_read_four_deep() -> None:
    documents = list(reading.read_all([attached(nested_zip(9))], []))
    assert len(documents) == 6
    assert (documents[-2].problem, documents[-1].problem) == (None, Problem.TOO_COSTLY)


def test_two_hundred_documents_are_read_and_the_rest_is_told() -> None:
    documents = list(reading.read_all([attached(b"x", f"{number}.txt") for number in range(250)], []))
    assert (len(documents), documents[-1].problem, documents[-1].name) == (201, Problem.TOO_LARGE, "200.txt")


def test_files_that_are_too_large_together_are_told() -> None:
    documents = list(reading.read_all([attached(b"x" * 25_000_000, f"{number}.bin") for number in range(3)], []))
    assert [one.problem is Problem.TOO_LARGE for one in documents] == [False, False, True]


def test_when_time_is_up_the_rest_is_left_unread_and_told() -> None:
    spent = iter([False, True])
    tools = replace(NO_TOOLS, out_of_time=lambda: next(spent))
    documents = list(reading.read_all([attached(b"x", "a.txt"), attached(b"x", "b.txt")], [], tools))
    assert [one.problem for one in documents] == [None, Problem.TOO_COSTLY]


def test_a_mail_can_be_read_without_its_documents() -> None:
    raw = mail(form_docx=word([["Surname", "Adeyemi"]]))
    alone = reading.read(raw, Trust(), documents=False)
    told = reading.undocumented(alone, Problem.TOO_COSTLY, "too slow")
    assert alone.documents == ()
    assert [(one.name, one.problem, one.detail) for one in told.documents] == [
        ("form.docx", Problem.TOO_COSTLY, "too slow")
    ]


def test_reading_twice_gives_the_same() -> None:
    raw = mail(form_docx=word([["Surname", "Adeyemi"]]), mail_msg=outlook_file(message(body="a")))
    assert read(raw) == read(raw)
