"""Mails that came as files: .eml, Outlook's .msg (MS-OXMSG), winmail.dat (TNEF), and web pages saved as .mht."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from oxmsg import Message as OutlookMessage
from tnefparse import TNEF

from mailbot.model.message import Attachment, Hop, How, Message, Passage
from mailbot.model.trust import Trust
from mailbot.reading.charset import decode, one_line
from mailbot.reading.documents.contents import Contents, corrupt
from mailbot.reading.documents.pages import page_items
from mailbot.reading.documents.tools import Tools
from mailbot.reading.message import parse

_NOBODY = Trust(own_domain="invalid")


def read_mail(attachment: Attachment, tools: Tools) -> Contents:
    """An attached mail: its own chain of hops, its text, its files."""
    return _contents(parse(attachment.content, _NOBODY), attachment)


def read_msg(attachment: Attachment, tools: Tools) -> Contents:
    """An Outlook message, read as the mail that it was."""
    try:
        found = OutlookMessage.load(io.BytesIO(attachment.content))
        raw = _as_mail(found)
        files = [(one.file_name or "", one.mime_type or "", one.file_bytes or b"") for one in found.attachments]
    except Exception as error:  # a young library: whatever a damaged file makes of it
        raise corrupt("Outlook message") from error
    contents = _contents(parse(raw, _NOBODY), attachment)
    return replace(contents, attachments=(*contents.attachments, *_files(files, attachment)))


def read_tnef(attachment: Attachment, tools: Tools) -> Contents:
    """winmail.dat: the rich text, and the files that Outlook hid in it."""
    try:
        found = TNEF(attachment.content)
        body, html = found.body, found.htmlbody
        files = [(_named(one), "application/octet-stream", bytes(one.data or b"")) for one in found.attachments]
    except Exception as error:  # the library raises whatever the damage leads to
        raise corrupt("winmail.dat") from error
    text = _text(body).strip()
    items = page_items(_text(html), attachment) if html else ()
    if not items and text:
        items = (Passage(text, attachment.part, attachment.hop),)
    return Contents(items, tuple(_files(files, attachment)))


def _contents(message: Message, attachment: Attachment) -> Contents:
    """A mail within the mail: its hops begin with itself; items and files count hops from there."""
    hops = tuple(
        replace(
            hop,
            how=How.ATTACHED if hop.index == 0 else hop.how,
            part=attachment.part if hop.part == "body" else hop.part,
        )
        for hop in message.hops
    )
    items = tuple(
        replace(item, part=attachment.part if item.part == "body" else f"{attachment.part}: {item.part}")
        for item in message.items
    )
    files = tuple(replace(one, part=f"{attachment.part}: {one.part}") for one in message.attachments)
    return Contents(items, files, hops=hops or (Hop(0, How.ATTACHED, part=attachment.part),))


def _as_mail(found: OutlookMessage) -> bytes:
    """The message with its headers and bodies; its files are taken from the original."""
    mail = EmailMessage()
    mail["From"] = _header(_sender(found))
    mail["To"] = _header(", ".join(_person(one.name, one.email_address) for one in found.recipients))
    mail["Subject"] = _header(found.subject)
    if isinstance(found.sent_date, datetime):
        mail["Date"] = format_datetime(found.sent_date)
    mail.set_content(found.body or "")
    if found.html_body:
        mail.add_alternative(found.html_body, subtype="html")
    return mail.as_bytes()


def _sender(found: OutlookMessage) -> str:
    headers = found.message_headers or {}
    return str(headers.get("From") or found.sender or "")


def _person(name: str | None, address: str | None) -> str:
    return formataddr((one_line(name or ""), one_line(address or "")))


def _header(value: str | None) -> str:
    return one_line(value or "")[:2_000]


def _named(one: object) -> str:
    name = getattr(one, "long_filename", None)
    return _text(name() if callable(name) else name) or _text(getattr(one, "name", ""))


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return decode(value)[0].replace("\0", "")
    return str(value or "").replace("\0", "")


def _files(files: Iterable[tuple[str, str, bytes]], attachment: Attachment) -> Iterable[Attachment]:
    for number, (name, media_type, content) in enumerate(files, 1):
        if content:
            name = name or f"file-{number}"
            yield Attachment(name, media_type, content, f"{attachment.part}: {name}", attachment.hop)
