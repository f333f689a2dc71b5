"""What tells the kind of a mail besides its words: calendar invitations, secure-mail wrappers, encryption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailbot.model.message import Attachment, Signal
from mailbot.reading.machine import Evidence

_WRAPPER_FILES = re.compile(r"message(?:_v\d)?\.rpmsg|securemessageatt\.html?|securedoc(?:_\w{1,30})?\.html?|.{0,80}\.(?:switch|egress|gxk|galaxkey)|encrypted_message\.html?|secure[ _-]?message\.html?", re.I)
_WRAPPER_TYPES = frozenset({"application/x-microsoft-rpmsg-message"})
_WRAPPER_TEXT = re.compile(
    r"has sent you (?:a|an) (?:protected|encrypted|secure) (?:message|e-?mail)|you(?:'ve|’ve| have) (?:been sent|received) (?:a|an) (?:\w{1,20} )?(?:protected|encrypted|secure) (?:message|e-?mail)"
    r"|protected by (?:egress|galaxkey|mimecast|zix|purview)|egress (?:protect|secure|switch)|galaxkey (?:secure|protected)|mimecast secure messag|zix (?:secure|encrypted)|secure (?:message|e-?mail) (?:from|via|through) (?:egress|galaxkey|zix|mimecast|cjsm)"
    r"|outlook\.office365\.com/encryption|message encryption by microsoft|criminal justice secure (?:e?mail|mail)",
    re.I,
)
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pgp-encrypted"})


def traits(mail: Evidence, attachments: Sequence[Attachment]) -> tuple[Signal, ...]:
    """Facts about the form of a mail, for whoever judges what it is for."""
    found = []
    if mail.calendar_methods:
        method = sorted(mail.calendar_methods)[0]
        found.append(Signal("calendar_reply" if method == "REPLY" else "calendar_invitation", f"METHOD:{method}"))
    if wrapper := _wrapper(mail, attachments):
        found.append(Signal("secure_wrapper", wrapper))
    if encrypted := mail.media_types & _ENCRYPTED:
        found.append(Signal("encrypted", sorted(encrypted)[0]))
    return tuple(found)


def _wrapper(mail: Evidence, attachments: Sequence[Attachment]) -> str | None:
    for one in attachments:
        if one.media_type in _WRAPPER_TYPES or (len(one.name) < 200 and _WRAPPER_FILES.fullmatch(one.name)):
            return one.name
    told = _WRAPPER_TEXT.search(mail.text[:5_000])
    return told[0] if told else None
