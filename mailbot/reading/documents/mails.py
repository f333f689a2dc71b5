"""Mails that came as files: .eml, Outlook's .msg (MS-OXMSG), winmail.dat (TNEF), and web pages saved as .mht."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from compressed_rtf import decompress

from mailbot.model.message import Attachment, Hop, How, Message, Passage
from mailbot.model.trust import Trust
from mailbot.reading.documents.contents import Contents, corrupt
from mailbot.reading.documents.outlook import as_mail
from mailbot.reading.documents.pages import page_items
from mailbot.reading.documents.rtf import read_rtf
from mailbot.reading.documents.secure import refuse_encrypted
from mailbot.reading.documents.tnef import File, unwrap
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
        found = unwrap(attachment.content)
        rich = decompress(found.rich) if found.rich else b""
    except Exception as error:  # whatever a damaged file leads the readers to
        raise corrupt("winmail.dat") from error
    plain = found.text.strip()
    if found.html:
        items = page_items(found.html, attachment)
    elif plain or not rich:
        items = (Passage(plain, attachment.part, attachment.hop),) if plain else ()
    else:
        items = read_rtf(replace(attachment, content=rich), tools).items
    return Contents(items, tuple(_files(found.files, attachment)))


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


def _files(files: Iterable[File], attachment: Attachment) -> Iterable[Attachment]:
    for number, file in enumerate(files, 1):
        if file.content:
            name = file.name or f"file-{number}"
            part = f"{attachment.part}: {name}"
            yield Attachment(name, "application/octet-stream", file.content, part, attachment.hop)
