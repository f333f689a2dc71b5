"""What tells the kind of a mail besides its words: calendar invitations, secure-mail wrappers, encryption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailbot.model.message import Attachment, Signal
from mailbot.reading.evidence import Evidence
from mailbot.reading.machine_headers import list_name
from mailbot.reading.pattern import Pattern
from mailbot.reading.smime import SMIME

_WRAPPER_TYPE = "application/x-microsoft-rpmsg-message"
_WRAPPER_FILE = re.compile(
    r"^(?:message(?:_v\d)?\.rpmsg|securemessageatt\.html?|securedoc(?:_\w{1,30})?\.html?|secure[ _-]?message\.html?"
    r"|encrypted_message\.html?|.{0,80}\.(?:switch|egress|gxk|galaxkey))$",
    re.I,
)
_SECRET = r"(?:protected|encrypted|secure) (?:message|e-?mail)"  # noqa: S105 - a phrase, no password
_WRAPPER_WORDS = Pattern(
    rf"has sent you an? {_SECRET}|you(?:['’]ve| have) (?:been sent|received) an? (?:\w{{1,20}} )?{_SECRET}"
    r"|protected by (?:egress|galaxkey|mimecast|zix|purview)|egress (?:protect|secure|switch)"
    r"|galaxkey (?:secure|protected)|mimecast secure messag|zix (?:secure|encrypted)"
    r"|secure (?:message|e-?mail) (?:from|via|through) (?:egress|galaxkey|zix|mimecast|cjsm)"
    r"|outlook\.office365\.com/encryption|message encryption by microsoft|criminal justice secure e?mail",
    re.I,
)
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pgp-encrypted"})


def traits(mail: Evidence, attachments: Sequence[Attachment]) -> tuple[Signal, ...]:
    """Facts about the form of a mail, for whoever judges what it is for.

    `calendar_invitation`, `calendar_reply`, `secure_wrapper`, `encrypted`, `mailing_list`.
    """
    found = []
    if mail.calendar_methods:
        method = min(mail.calendar_methods)
        found.append(Signal("calendar_reply" if method == "REPLY" else "calendar_invitation", f"METHOD:{method}"))
    if wrapper := _wrapper(mail, attachments):
        found.append(Signal("secure_wrapper", wrapper))
    sealed = {one.media_type for one in attachments if one.media_type in SMIME and not one.inline}
    if encrypted := (mail.media_types & _ENCRYPTED) | sealed:
        found.append(Signal("encrypted", min(encrypted)))
    if through := list_name(mail):
        found.append(Signal("mailing_list", through))
    return tuple(found)


def _wrapper(mail: Evidence, attachments: Sequence[Attachment]) -> str | None:
    for one in attachments:
        if one.media_type == _WRAPPER_TYPE or (len(one.name) < 200 and _WRAPPER_FILE.fullmatch(one.name)):
            return one.name
    told = _WRAPPER_WORDS.search(mail.text[:5_000])
    return told[0] if told else None
