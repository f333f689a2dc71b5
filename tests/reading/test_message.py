"""Mail bytes to a Message: nothing lost, nothing raised, whatever comes (issue 3 line 1)."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailbot.model.message import How, Message, Passage, Role
from mailbot.reading.message import parse
from tests.reading.mails import CHARSETS, HEAD, TRUST, mails, plain, raw, tables_of, text_of, texts

CORPUS = sorted((Path(__file__).parents[1] / "corpus" / "officer" / "messages").glob("*.eml"))
RECEIVED = datetime(2026, 10, 8, 12, tzinfo=UTC)


def sound(message: Message) -> Message:
    """A message that no fallback made: every item has its hop, and no reader failed."""
    assert not [defect for defect in message.defects if defect.startswith("could not be read")]
    assert [hop.index for hop in message.hops] == list(range(len(message.hops)))
    assert all(item.hop < len(message.hops) for item in (*message.items, *message.attachments))
    return message


def test_the_sample_mail_is_there() -> None:
    assert len(CORPUS) == 66


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_every_sample_is_read_to_its_end(path: Path) -> None:
    message = sound(parse(path.read_bytes(), TRUST))
    assert message.sender.address is not None
    assert message.sent is not None
    assert text_of(message).strip()
    assert not any("\r" in item.text or "\xa0" in item.text for item in message.items if isinstance(item, Passage))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mails())
def test_no_text_and_no_file_name_is_lost(built: tuple[EmailMessage, set[str]]) -> None:
    mail, files = built
    message = sound(parse(mail.as_bytes(), TRUST))
    assert files <= {attachment.name for attachment in message.attachments}
    said = "".join(item.text for item in message.items if isinstance(item, Passage))
    body = mail.get_body(("plain",))
    assert body is not None
    kept = "".join(said.split()).replace(">", "")
    sent = [word.replace(">", "") for word in body.get_content().split() if word.strip("-_=*>—─")]
    assert [word for word in sent if word not in kept] == []


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_give_a_message(data: bytes) -> None:
    sound(parse(data, TRUST))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(CORPUS), st.data())
def test_a_damaged_sample_gives_a_message(path: Path, data: st.DataObject) -> None:
    whole = path.read_bytes()[:6000]
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 300))
    sound(parse(whole[:start] + data.draw(st.binary(max_size=20)) + whole[start + length :], TRUST))


@settings(max_examples=100, deadline=None)
@given(texts, st.sampled_from(CHARSETS), st.sampled_from([*CHARSETS, "nonsense", "punycode", ""]))
def test_any_charset_under_any_name_gives_a_message(text: str, used: str, declared: str) -> None:
    head = f"{HEAD}Content-Type: text/plain; charset={declared}\r\n\r\n".encode()
    sound(parse(head + text.encode(used, "replace"), TRUST))


@pytest.mark.parametrize("used", ["utf-8", "windows-1252"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "iso-8859-1", "us-ascii", "x-unknown", "ansi", ""])
def test_british_text_is_right_whatever_the_mail_claims(used: str, declared: str) -> None:
    if (used, declared) == ("utf-8", "windows-1252"):
        return  # a lie that cannot be told from the truth
    text = "João’s mother – Inês – paid £5"
    head = f"{HEAD}Content-Type: text/plain; charset={declared}\r\n\r\n".encode()
    assert text_of(parse(head + text.encode(used), TRUST)) == text


def test_the_same_bytes_always_give_the_same_message() -> None:
    data = next(path for path in CORPUS if "nested-eml" in path.stem).read_bytes()
    assert parse(data, TRUST) == parse(data, TRUST)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('Content-Disposition: attachment; filename="CME form.docx"', "CME form.docx"),
        ("Content-Disposition: attachment; filename=CME form.docx", "CME form.docx"),
        ("Content-Disposition: attachment; filename*=UTF-8''Jo%C3%A3o%20form.docx", "João form.docx"),
        ("Content-Disposition: attachment; filename*0=\"CME \"; filename*1=form.docx", "CME form.docx"),
        ("Content-Disposition: attachment; filename*0*=iso-8859-1''Jo%E3o; filename*1=.docx", "João.docx"),
        ('Content-Disposition: attachment; filename="=?utf-8?B?Sm/Do28uZG9jeA==?="', "João.docx"),
        ('Content-Disposition: attachment; filename="=?utf-8?q?Jo=C3?=\r\n =?utf-8?q?=A3o.docx?="', "João.docx"),
        ('Content-Disposition: attachment; filename="João.docx"', "João.docx"),
        ('Content-Disposition: attachment; filename="a\\"b;c.docx"', 'a"b;c.docx'),
        ('Content-Disposition: attachment\r\nContent-Type: application/pdf; name="only here.pdf"', "only here.pdf"),
        ('Content-Disposition: inline; filename="../../etc/x.pdf"', "../../etc/x.pdf"),
        ("Content-Disposition: attachment; filename=\"evil\u202efdp.exe\"", "evilfdp.exe"),
        ("Content-Disposition: attachment", "attachment-1"),
    ],
)  # fmt: skip
def test_a_file_keeps_the_name_that_its_sender_gave(header: str, name: str) -> None:
    part = [header] if "Content-Type" in header else [header, "Content-Type: application/octet-stream"]
    message = raw(HEAD.rstrip(), "Content-Type: multipart/mixed; boundary=b", "", "--b", *part, "", "x", "--b--")
    assert message.attachments[0].name.partition(".pdf")[0] == name.partition(".pdf")[0]
    assert message.attachments[0].content.strip() == b"x"


def test_two_files_of_one_name_are_told_apart_by_their_part() -> None:
    file = ["--b", 'Content-Disposition: attachment; filename="scan.pdf"', "", "x"]
    message = raw(HEAD.rstrip(), "Content-Type: multipart/mixed; boundary=b", "", *file, *file, "--b--")
    assert [one.name for one in message.attachments] == ["scan.pdf", "scan.pdf"]
    assert [one.part for one in message.attachments] == ["scan.pdf", "scan.pdf (2)"]


def test_an_attached_mail_is_a_hop_with_its_own_files() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Wasim Chaudhry <w.chaudhry@quarrendon.example>", "Referral"
    inner["Date"] = "Wed, 30 Sep 2026 14:22:00 +0100"
    inner.set_content("Kajus has not been in.\n\nWasim Chaudhry\nAttendance Lead, Quarrendon Road School\n01632 960817")
    inner.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="form.pdf")
    outer = EmailMessage()
    outer["From"], outer["To"] = "pa@quarrendon.example", "cme@havering.gov.uk"
    outer.set_content("Attached.")
    outer.add_attachment(inner, filename="CME referral.eml")
    message = sound(parse(outer.as_bytes(), TRUST))
    hop = message.hops[1]
    assert (hop.how, hop.part, hop.subject) == (How.ATTACHED, "CME referral.eml", "Referral")
    assert hop.sender is not None
    assert hop.sender.address == "w.chaudhry@quarrendon.example"
    assert hop.sent == datetime(2026, 9, 30, 13, 22, tzinfo=UTC)
    assert text_of(message, hop=1) == "Kajus has not been in."
    assert text_of(message, Role.SIGNATURE, hop=1).startswith("Wasim Chaudhry")
    assert [(one.name, one.hop) for one in message.attachments] == [("form.pdf", 1)]


def test_an_attached_mail_in_base64_is_read_too() -> None:
    inner = base64.encodebytes(b"From: a@b.example\r\nSubject: Inner\r\n\r\nHello from inside").decode()
    message = raw(
        HEAD.rstrip(), "Content-Type: multipart/mixed; boundary=b", "", "--b",
        "Content-Type: message/rfc822", "Content-Transfer-Encoding: base64", "", inner, "--b--",
    )  # fmt: skip
    assert message.hops[1].subject == "Inner"
    assert text_of(message, hop=1) == "Hello from inside"


def test_html_is_read_where_it_tabulates_and_plain_text_where_it_does_not() -> None:
    def both(page: str, text: str = "Plain words that say the same as the page does.") -> Message:
        return raw(
            HEAD.rstrip(), "Content-Type: multipart/alternative; boundary=b", "",
            "--b", "Content-Type: text/plain", "", text, "--b", "Content-Type: text/html", "", page, "--b--",
        )  # fmt: skip

    table = "<table><tr><td>DOB</td><td>1/2/2015</td></tr><tr><td>UPN</td><td>X</td></tr></table>"
    assert tables_of(both(table)) == [(("DOB", "1/2/2015"), ("UPN", "X"))]
    assert text_of(both("<p>Page words that say the same as the text does.</p>")).startswith("Plain")
    assert text_of(both("<p>Page words that say the same as the text does.</p>", "")).startswith("Page")


def test_files_and_mails_among_alternatives_are_kept() -> None:
    message = raw(
        HEAD.rstrip(), "Content-Type: multipart/alternative; boundary=b", "",
        "--b", "Content-Type: text/plain", "", "Words that are enough to be more than a stub.",
        "--b", "Content-Type: text/html", "", "<p>Words that are enough to be more than a stub.</p>",
        "--b", "Content-Type: message/external-body; access-type=x; name=far.txt", "", "Content-Type: text/plain", "", "",
        "--b", "Content-Type: message/rfc822", "", "Subject: Inner", "", "Inside", "--b--",
    )  # fmt: skip
    assert [one.name for one in message.attachments] == ["far.txt"]
    assert text_of(message, hop=1) == "Inside"


def test_an_image_that_the_page_shows_is_told_from_one_that_was_attached() -> None:
    image = ["Content-Type: image/png; name={}", "Content-ID: <{}>", "Content-Disposition: inline", "", "x"]
    message = raw(
        HEAD.rstrip(), "Content-Type: multipart/related; boundary=b", "",
        "--b", "Content-Type: text/html", "", '<p>Hello<img src="cid:logo@x"></p>',
        "--b", *(line.format("logo.png" if "name" in line else "logo@x") for line in image),
        "--b", *(line.format("scan.png" if "name" in line else "scan@x") for line in image), "--b--",
    )  # fmt: skip
    assert [(one.name, one.inline) for one in message.attachments] == [("logo.png", True), ("scan.png", False)]


def test_a_multipart_without_its_boundary_is_read_by_the_lines_that_look_like_it() -> None:
    message = raw(
        HEAD.rstrip(), "Content-Type: multipart/mixed", "", "--xyz", "Content-Type: text/plain", "", "Hello", "--xyz",
        'Content-Disposition: attachment; filename="a.pdf"', "", "x", "--xyz--",
    )  # fmt: skip
    assert text_of(message) == "Hello"
    assert [one.name for one in message.attachments] == ["a.pdf"]


def test_a_uuencoded_file_in_the_text_becomes_an_attachment() -> None:
    message = plain("See file\nbegin 644 list.txt\n%2&5L;&\\\n`\nend\nThanks")
    assert [(one.name, one.content) for one in message.attachments] == [("list.txt", b"Hello")]
    assert "begin 644" not in text_of(message)


def test_a_line_break_in_an_encoded_subject_never_becomes_a_header() -> None:
    assert raw(HEAD.rstrip(), "Subject: =?utf-8?q?foo=0D=0ABcc:_x=40y?=", "", "t").subject == "foo Bcc: x@y"


def test_a_date_that_is_missing_unreadable_or_to_come_gives_way_to_the_time_of_receipt() -> None:
    for date in ("", "Date: yesterday\r\n", "Date: Thu, 8 Oct 2037 10:00:00 +0000\r\n"):
        message = parse(f"From: a@b.example\r\n{date}\r\nHello".encode(), TRUST, RECEIVED)
        assert message.sent == RECEIVED
        assert any("date" in defect for defect in message.defects)


def test_a_date_without_a_zone_is_taken_as_london_time() -> None:
    message = parse(b"Date: Thu, 8 Oct 2026 10:00:00\r\n\r\nx", TRUST, RECEIVED)
    assert message.sent is not None
    assert message.sent.utcoffset() == timedelta(hours=1)


def test_ids_are_given_without_brackets() -> None:
    message = raw(HEAD.rstrip(), "Message-ID: <a@x>", "In-Reply-To: <b@x>", "References: <c@x>\r\n <b@x>", "", "t")
    assert (message.message_id, message.in_reply_to, message.references) == ("a@x", ("b@x",), ("c@x", "b@x"))


@pytest.mark.parametrize(
    ("head", "trait"),
    [
        (
            ["Content-Type: text/calendar; method=REQUEST", "", "BEGIN:VCALENDAR", "METHOD:REQUEST"],
            "calendar_invitation",
        ),
        (["Content-Type: application/x-microsoft-rpmsg-message; name=message.rpmsg", "", "x"], "secure_wrapper"),
        (["", "Ann has sent you a protected message. Read the message"], "secure_wrapper"),
        (["Content-Type: multipart/encrypted; boundary=b", "", "--b", "", "x", "--b--"], "encrypted"),
    ],
)
def test_what_tells_a_mails_kind_by_its_form_is_seen(head: list[str], trait: str) -> None:
    message = raw(HEAD.rstrip(), *head)
    assert trait in [one.name for one in message.traits]
    assert message.signals == ()
