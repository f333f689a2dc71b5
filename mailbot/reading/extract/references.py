"""Case references, wherever they stand: subject, text, quoted mail, names of documents."""

from __future__ import annotations

import re

from mailbot.model.field import Evidence, Field
from mailbot.model.message import Message
from mailbot.reading.extract.context import text_of

# CME-2026-000123, and the form with a check letter, CME-2026-7K3M9QX4TZ
_REFERENCE = re.compile(
    r"(?<![A-Za-z0-9])CME[-‐‑– ]?(20\d\d)[-‐‑– ]?(\d{6}|[0-9A-HJKMNP-TV-Z]{10})(?![A-Za-z0-9])", re.IGNORECASE
)
_AROUND = 40  # characters of context in a quote


def case_references(message: Message) -> tuple[Field[str], ...]:
    """Each reference once, in reading order, upper-case and with hyphens."""
    found: dict[str, Field[str]] = {}
    texts = [("subject", message.subject), *((item.part, text_of(item)) for item in message.content)]
    texts += [("subject", hop.subject or "") for hop in message.hops]
    texts += [(document.part, document.name) for document in message.documents]
    for part, text in texts:
        for match in _REFERENCE.finditer(text):
            reference = f"CME-{match.group(1)}-{match.group(2).upper()}"
            quote = " ".join(text[max(0, match.start() - _AROUND) : match.end() + _AROUND].split())
            found.setdefault(reference, Field(reference, Evidence(part, quote, "reference")))
    return tuple(found.values())
