"""The bytes on the wire: headers, threads, ids, line ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailbot.letters import compose, post
from mailbot.letters.templates import Rendered
from mailbot.model.letter import Alert, Letter, Reply
from tests.letters.desk import KEY, LETTERHEAD, NOW, TEMPLATES, reply, written
from tests.letters.lint import faults, lint, parsed


def posted(subject: str = "A letter", text: str = "w " * 40, to: str = "a@b.example") -> Letter:
    rendered = Rendered(subject, text, '<html lang="en-GB"></html>')
    return post.letter(rendered, LETTERHEAD, to, KEY, NOW, "reply")


def to(reply: Reply) -> Letter:
    return compose.reply(reply, TEMPLATES, LETTERHEAD, KEY, NOW)


def test_the_headers_say_that_a_machine_answers() -> None:
    message = lint(written().raw, "reply")
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["From"] == "Havering Children Missing Education <CME@havering.gov.uk>"
    assert message["To"] == "office@hallowmere.example"
    assert message["Date"] == "Mon, 23 Nov 2026 08:30:00 +0000"
    assert message["Message-ID"] == "<0f3a9c@havering.gov.uk>"


def test_alerts_and_digests_are_generated_not_replied() -> None:
    alert = compose.alert(Alert("Act now", ("6.5: abduction",), "6.5"), TEMPLATES, LETTERHEAD, "o@x.example", KEY, NOW)
    message = lint(alert.raw, "alert")
    assert message["Auto-Submitted"] == "auto-generated"
    assert "In-Reply-To" not in message


def test_the_same_letter_has_the_same_bytes() -> None:
    assert written(immediate=True).raw == written(immediate=True).raw


def test_a_reply_stands_in_the_thread_that_it_answers() -> None:
    message = lint(written().raw)
    assert message["In-Reply-To"] == "<a1@mail.example>"
    assert message["References"].split() == ["<a0@mail.example>", "<a1@mail.example>"]


def test_the_answered_mail_stands_last_even_where_the_thread_names_it_earlier() -> None:
    letter = to(replace(reply(), in_reply_to="a1@x.example", references=("a1@x.example", "a2@x.example")))
    assert parsed(letter.raw)["References"].split() == ["<a2@x.example>", "<a1@x.example>"]


def test_a_long_thread_keeps_its_first_and_its_newest_mails() -> None:
    ids = tuple(f"m{number}@x.example" for number in range(100))
    kept = lint(to(replace(reply(), in_reply_to=None, references=ids)).raw)["References"].split()
    assert len(kept) == 20
    assert (kept[0], kept[1], kept[-1]) == ("<m0@x.example>", "<m81@x.example>", "<m99@x.example>")


@pytest.mark.parametrize(
    "hostile",
    [
        "a@b\r\nBcc: all@x.example",
        "a@b\nX: y",
        "a@b\x00",
        "a b@c",
        "<a@b> <c@d>",
        "",
        "no-at-sign",
        "é@b.example",
        "a@" + "b" * 300,
        "a@b>c",
        "\x1b[31ma@b",
    ],
)
def test_an_id_that_is_none_is_left_out(hostile: str) -> None:
    letter = to(replace(reply(), in_reply_to=hostile, references=(hostile, hostile)))
    message = lint(letter.raw)
    assert message["In-Reply-To"] is None and message["References"] is None and message["Bcc"] is None


@pytest.mark.parametrize(
    "hostile", ["a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", '"a b"@c.example', "é@b.example", "a"]
)
def test_an_address_that_cannot_stand_in_a_header_is_kept_out_of_it(hostile: str) -> None:
    letter = posted(to=hostile)
    assert letter.to == hostile  # the relay's side refuses it and an officer is told
    assert parsed(letter.raw)["To"] == "undisclosed-recipients:;"
    assert b"c@d.example" not in letter.raw


def test_a_subject_beyond_ascii_and_a_long_one_arrive_whole() -> None:
    subject = "Überprüfung der Anmeldung für Zoë, " * 5
    letter = posted(subject=subject.strip())
    assert letter.raw.isascii()
    assert parsed(letter.raw)["Subject"] == subject.strip()
    assert not list(faults(letter.raw))


def test_any_text_arrives_as_it_was() -> None:
    words = "From here on\n.\n..\n=20 tab\tend \n" + "x" * 3000 + "\n\N{SNOWMAN} é\n--=_0f3a9c\n"
    letter = posted(text=words)
    part = parsed(letter.raw).get_body(("plain",))
    assert part is not None and part.get_content().replace("\r\n", "\n") == words
    assert not list(faults(letter.raw))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((b"Auto-Submitted: auto-replied\r\n", b""), "Auto-Submitted stands 0 times"),
        ((b"To: ", b"Bcc: x@y.example\r\nTo: "), "Bcc must not stand here"),
        ((b"\r\nTo:", b"\nTo:"), "a line does not end in CRLF"),
        ((b"@havering.gov.uk>", b"@elsewhere.example>"), "Message-ID is not of our domain"),
        ((b"</html>", b"<img src=3D'http://x.example'></html>"), "the page would fetch or run something: <img>"),
        ((b"text/html;", b"text/plain;"), "parts are ['text/plain', 'text/plain']"),
        ((b"Subject: ", b"Subject: \xe9"), "octets beyond ASCII"),
        ((b"X-Auto-Response-Suppress: All", b"X-Auto-Response-Suppress: OOF"), "X-Auto-Response-Suppress is not All"),
    ],
)
def test_the_lint_sees_what_is_wrong(change: tuple[bytes, bytes], said: str) -> None:
    assert said in list(faults(posted().raw.replace(*change, 1), "reply"))
