"""A mail's raw bytes to a `Message`: the one entry of this room's mail half. Total: every input gives one.

The tree of parts is walked once. Text parts are split into hops and labelled items, attached mails become hops of their
own with all that they hold, everything else becomes an attachment. What was odd stands in `defects`.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from mailbot.model.message import Message, Passage, Role, Sender
from mailbot.model.trust import Trust
from mailbot.reading.addresses import addresses
from mailbot.reading.charset import decode, tidy
from mailbot.reading.evidence import Evidence
from mailbot.reading.headers import LONDON, Headers, date, message_ids
from mailbot.reading.machine import returned_id, returned_status, signals
from mailbot.reading.mime import open_mail
from mailbot.reading.parts import Parts
from mailbot.reading.sender import prove
from mailbot.reading.traits import traits

_SECTION_END = re.compile(rb"\r?\n\r?\n|\r\r")
_LONGEST_FALLBACK = 1_000_000


def parse(raw: bytes, trust: Trust, received: datetime | None = None) -> Message:
    """Read a mail. `received` (aware) stands in where its own date is missing, unreadable or not yet come.

    Never raises: a mail that defeats every reader is given as plain text, and its defects say so.
    """
    try:
        return _read(raw, trust, received)
    except Exception as error:  # promise 1 of the design: no mail may be lost to a fault of ours
        return _unreadable(raw, received, error)


def _read(raw: bytes, trust: Trust, received: datetime | None) -> Message:
    tree, defects = open_mail(raw)
    headers = Headers.of(tree)
    sent, doubt = _sent(headers, received)
    parts = Parts.of_mail(tree, headers, sent, _ours(headers, trust))
    sender = prove(headers, trust, _section(raw))
    evidence = _evidence(headers, parts, sender, trust)
    return Message(
        message_id=next(iter(message_ids(headers.first("message-id"))), None),
        subject=headers.text("subject"),
        sent=sent,
        sender=sender,
        to=addresses(headers.first("to")),
        cc=addresses(headers.first("cc")),
        in_reply_to=message_ids(headers.first("in-reply-to")),
        references=message_ids(headers.first("references")),
        hops=tuple(parts.hops),
        items=tuple(parts.items),
        attachments=tuple(parts.attachments),
        signals=signals(evidence),
        bounced_id=returned_id(evidence),
        bounce_status=returned_status(evidence),
        defects=tuple(dict.fromkeys([*defects, *doubt, *parts.defects])),
        traits=traits(evidence, parts.attachments),
    )


def _section(raw: bytes) -> bytes:
    """The header section as received."""
    end = _SECTION_END.search(raw[:200_000])
    return raw[: end.start() if end else 200_000]


def _sent(headers: Headers, received: datetime | None) -> tuple[datetime | None, list[str]]:
    sent = date(headers.first("date"))
    if sent is None:
        return received, ["no readable date"]
    if received is not None and sent > received + timedelta(days=1):
        return received, ["dated later than it was received"]
    return sent.astimezone(LONDON) if sent.utcoffset() is None else sent, []


def _ours(headers: Headers, trust: Trust) -> frozenset[str]:
    """The addresses and names by which we appear in other people's mail: our own, and how this mail addresses us."""
    own = {address.lower() for address in trust.own_addresses}
    for name in ("to", "cc"):
        for person in addresses(headers.first(name)):
            if person.address in own or person.address.endswith("@" + trust.own_domain):
                own |= {person.address, person.name.lower()}
    return frozenset(own | {address.partition("@")[0] for address in own if "@" in address}) - {""}


def _evidence(headers: Headers, parts: Parts, sender: Sender, trust: Trust) -> Evidence:
    own = [item.text for item in parts.items if isinstance(item, Passage) and item.hop == 0 and item.role is Role.TEXT]
    addressed = (*addresses(headers.first("to")), *addresses(headers.first("cc")))
    return Evidence(
        headers=headers,
        address=sender.address.address if sender.address else "",
        subject=headers.text("subject"),
        text="\n\n".join(own)[:20_000],
        media_types=frozenset(parts.media_types),
        calendar_methods=frozenset(parts.calendar_methods),
        files=sum(1 for one in parts.attachments if not one.inline and one.media_type != "text/calendar"),
        returned=tuple(parts.returned),
        failure=parts.failure,
        to_us=any(person.address in trust.own_addresses for person in addressed),
    )


def _unreadable(raw: bytes, received: datetime | None, error: Exception) -> Message:
    """What can be said of a mail that no reader got through: its bytes as text, so that an officer sees them."""
    text = tidy(decode(raw[:_LONGEST_FALLBACK])[0])
    return Message(
        message_id=None,
        subject="",
        sent=received,
        sender=Sender(None, reasons=("the mail could not be read",)),
        to=(),
        cc=(),
        in_reply_to=(),
        references=(),
        hops=(),
        items=(Passage(text),),
        defects=(f"could not be read: {type(error).__name__}",),
    )
