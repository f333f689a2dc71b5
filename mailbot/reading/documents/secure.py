"""Files that are only the envelope of a secure-mail service: an officer opens them in that service, by hand."""

from __future__ import annotations

import re

from mailbot.model.message import Attachment, Problem
from mailbot.reading.documents.contents import Contents, Unreadable
from mailbot.reading.documents.tools import Tools

_SERVICES = (
    ("Egress", re.compile(r"egress[ -]?(?:switch|protect|secure|\.com)|switch\.egress|\.switch$")),
    ("Galaxkey", re.compile(r"galaxkey|\.gxk$")),
    ("Mimecast", re.compile(r"mimecast")),
    ("Zix", re.compile(r"zix(?:corp|mail|message|secure|\.com|port)")),
    ("Cisco Secure Email", re.compile(r"securedoc|res\.cisco\.com|cres\.iphmx")),
    ("CJSM", re.compile(r"cjsm\.net|criminal justice secure")),
    ("Proofpoint", re.compile(r"securereader|securemessageatt|proofpoint")),
    (
        "Microsoft Purview",
        re.compile(r"\.rpmsg$|outlook\.office365\.com/encryption|message encryption by microsoft|^message\.html$"),
    ),
)
_PAGE_NAME = re.compile(
    r"secure[ _-]?(?:doc|message|e?mail|att)\w{0,40}\.html?|encrypted[ _-]?message\.html?|message\.html?"
)
_INTERACTIVE = re.compile(r"<(?:form|script|input)\b", re.I)
_LOOKED_AT = 200_000  # characters of a page


def service(name: str, text: str = "") -> str | None:
    """The service that a file's name or text names."""
    for title, sign in _SERVICES:
        if sign.search(name.lower()[:300]) or (text and sign.search(text)):
            return title
    return None


def is_secure_page(name: str, content: bytes) -> bool:
    """Whether an HTML file is a service's login or decryption page: names it, and runs or submits something."""
    text = content[:_LOOKED_AT].decode("latin-1")
    if not _INTERACTIVE.search(text):
        return False
    return _PAGE_NAME.fullmatch(name[:200]) is not None or service(name, text.lower()) is not None


def refuse_wrapper(attachment: Attachment, tools: Tools) -> Contents:
    """Always raises: what is inside shows only in the service."""
    text = attachment.content[:_LOOKED_AT].decode("latin-1").lower()
    title = service(attachment.name, text) or "a secure-mail service"
    raise Unreadable(Problem.SECURE_WRAPPER, f"the message was sent through {title}; open it there by hand")


def refuse_protected(attachment: Attachment, tools: Tools) -> Contents:
    """Always raises: a message under Microsoft's rights management."""
    raise Unreadable(
        Problem.SECURE_WRAPPER, "the message is protected by Microsoft Purview; open it in Outlook by hand"
    )


def refuse_encrypted(attachment: Attachment, tools: Tools) -> Contents:
    """Always raises: S/MIME or PGP, for a key that mailbot does not hold."""
    raise Unreadable(
        Problem.SECURE_WRAPPER,
        "the message is encrypted for one person's key (S/MIME or PGP); that person must open it",
    )
