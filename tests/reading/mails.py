"""Mails as bytes, for tests: a builder of single ones, and hypothesis strategies of any."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from hypothesis import strategies as st

from mailbot.model.message import Message, Passage, Role, Table
from mailbot.model.trust import Trust
from mailbot.reading.message import parse

TRUST = Trust(own_addresses=("cme@havering.gov.uk", "schooladmissions@havering.gov.uk"))
HEAD = "From: Jane Smith <jane.smith@brackenfold.example>\r\nTo: CME <cme@havering.gov.uk>\r\nDate: Thu, 8 Oct 2026 11:42:00 +0100\r\n"


def plain(text: str, *headers: str, subject: str = "A pupil", charset: str = "utf-8") -> Message:
    """A text/plain mail with this body, read."""
    lines = [HEAD.rstrip(), f"Subject: {subject}", *headers, f"Content-Type: text/plain; charset={charset}", "", ""]
    return parse("\r\n".join(lines).encode() + text.replace("\n", "\r\n").encode(charset), TRUST)


def html(page: str, *headers: str, subject: str = "A pupil") -> Message:
    """A text/html mail with this page, read."""
    lines = [HEAD.rstrip(), f"Subject: {subject}", *headers, "Content-Type: text/html; charset=utf-8", "", page]
    return parse("\r\n".join(lines).encode(), TRUST)


def raw(*lines: str) -> Message:
    """A mail given line by line, read."""
    return parse("\r\n".join(lines).encode("utf-8", "surrogateescape"), TRUST)


def text_of(message: Message, role: Role = Role.TEXT, hop: int = 0) -> str:
    """All passages of one role and hop."""
    items = [item for item in message.items if isinstance(item, Passage) and item.role is role and item.hop == hop]
    return "\n".join(item.text for item in items)


def tables_of(message: Message) -> list[tuple[tuple[str, ...], ...]]:
    return [item.rows for item in message.items if isinstance(item, Table)]


CHARSETS = [
    "utf-8",
    "iso-8859-1",
    "iso-8859-15",
    "windows-1252",
    "utf-16",
    "iso-2022-jp",
    "koi8-r",
    "utf-7",
    "us-ascii",
]
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Zs"), exclude_characters="\u2011"),
    min_size=1,
    max_size=12,
)
names = words.filter(lambda name: not set(name) & set('/\\"') and name == name.strip())
lines = st.lists(words, min_size=1, max_size=8).map(" ".join)
texts = st.lists(lines, min_size=1, max_size=6).map("\n".join)


@st.composite
def mails(draw: st.DrawFn, depth: int = 2) -> tuple[EmailMessage, set[str]]:
    """A well-formed mail with text, attachments and attached mails, and the names of all its files."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "jane.smith@brackenfold.example"
    mail["To"] = "cme@havering.gov.uk"
    mail["Subject"] = draw(lines)
    mail.set_content(draw(texts), cte=draw(st.sampled_from(["base64", "quoted-printable"])))
    if draw(st.booleans()):
        mail.add_alternative(f"<p>{draw(st.sampled_from(['a', 'b']))}</p>", subtype="html")
    files = {f"{name}.{index}" for index, name in enumerate(draw(st.lists(names, max_size=3)))}
    for file in sorted(files):
        mail.add_attachment(draw(st.binary(max_size=50)), maintype="application", subtype="pdf", filename=file)
    if depth and draw(st.booleans()):
        inner, inside = draw(mails(depth=depth - 1))
        mail.add_attachment(inner)
        files |= inside
    return mail, files
