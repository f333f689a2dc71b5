"""Mails that came as files: .eml, Outlook's .msg (MS-OXMSG), winmail.dat (TNEF), and web pages saved as .mht."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tnefparse import TNEF

from mailbot.model.message import Attachment, Hop, How, Message, Passage
from mailbot.model.trust import Trust
from mailbot.reading.charset import decode
from mailbot.reading.documents.contents import Contents, corrupt
from mailbot.reading.documents.outlook import as_mail
from mailbot.reading.documents.pages import page_items
from mailbot.reading.documents.rtf import read_rtf
from mailbot.reading.documents.secure import refuse_encrypted
from mailbot.reading.documents.tools import Tools
from mailbot.reading.message import parse
from mailbot.reading.smime import signed_content

_NOBODY = Trust(own_domain="invalid")


def read_mail(attachment: Attachment, tools: Tools) -> Contents:
    """An attached mail: its own chain of hops, its text, its files. A page saved as .mht is no mail, only text."""
    message = parse(attachment.content, _NOBODY)
    contents = _contents(message, attachment)
    if message.sender.address is not None or message.message_id:
        return contents
    return replace(contents, hops=(), items=tuple(replace(item, hop=attachment.hop) for item in contents.items))


def read_smime(attachment: Attachment, tools: Tools) -> Contents:
    """A mail in S/MIME: read where it was only signed, refused where it is encrypted."""
    content = signed_content(attachment.content)
    if content is None:
        return refuse_encrypted(attachment, tools)
    return read_mail(replace(attachment, content=content), tools)


def read_msg(attachment: Attachment, tools: Tools) -> Contents:
    """An Outlook message, read as the mail that it was."""
    try:
        raw = as_mail(attachment.content)
    except Exception as error:  # whatever a damaged file leads the library to
        raise corrupt("Outlook message") from error
    return _contents(parse(raw, _NOBODY), attachment)


def read_tnef(attachment: Attachment, tools: Tools) -> Contents:
    """winmail.dat: the text as Outlook had it, and the files that it hid there."""
    try:
        found = TNEF(attachment.content)
        html, plain, rich = _text(found.htmlbody), _text(found.body).strip(), found.rtfbody
        files = [(_named(one), bytes(one.data or b"")) for one in found.attachments]
    except Exception as error:  # the library raises whatever the damage leads to
        raise corrupt("winmail.dat") from error
    if html:
        items = page_items(html, attachment)
    elif plain or not rich:
        items = (Passage(plain, attachment.part, attachment.hop),) if plain else ()
    else:
        items = read_rtf(replace(attachment, content=rich), tools).items
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


def _named(one: object) -> str:
    name = getattr(one, "long_filename", None)
    return _text(name() if callable(name) else name) or _text(getattr(one, "name", ""))


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return decode(value)[0].replace("\0", "")
    return str(value or "").replace("\0", "")


def _files(files: Iterable[tuple[str, bytes]], attachment: Attachment) -> Iterable[Attachment]:
    for number, (name, content) in enumerate(files, 1):
        if content:
            name = name or f"file-{number}"
            part = f"{attachment.part}: {name}"
            yield Attachment(name, "application/octet-stream", content, part, attachment.hop)
