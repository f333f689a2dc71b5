"""Where each fact of a case comes from: an officer's correction, or the words of a mail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mailbot.casework.facts import NAMES, fill, said
from mailbot.model.casefile import CaseFile, CaseMail


@dataclass(frozen=True, slots=True)
class Known:
    """A fact with its source: `mail` is the inbound that told it, `quote` its words, `says` the source in a line."""

    name: str
    value: Any
    says: str
    quote: str = ""
    mail: int | None = None


def known(file: CaseFile) -> tuple[Known, ...]:
    """Every fact that is known, in the public form's order; a duplicate's facts fill what the case itself lacks."""
    facts = dict(file.case.facts)
    for merged in file.merged:
        facts = fill(facts, merged.facts, file.case.corrected).facts
    return tuple(_known(file, name, facts[name]) for name in NAMES if facts.get(name) not in (None, []))


def _known(file: CaseFile, name: str, value: Any) -> Known:
    mark = file.case.corrected.get(name)
    if mark is not None:
        words = f"corrected by {mark['by']} on {mark['at'][:10]}, read as {said(mark['read'])} ({mark['reason']})"
        return Known(name, value, words)
    for mail in file.mails:
        if _tells(mail.facts.get(name), value):
            return _told(mail, name, value)
    return Known(name, value, "no source is left")


def _tells(told: Any, value: Any) -> bool:
    """Whether a mail tells the value, or some of the list."""
    if isinstance(value, list) and isinstance(told, list):
        return any(one in value for one in told)
    return told is not None and bool(told == value)


def _told(mail: CaseMail, name: str, value: Any) -> Known:
    cited = list(_cited(mail, name))
    quote = "; ".join(dict.fromkeys(str(words.get("quote", "")) for words in cited))
    part = cited[0].get("part", "") if cited else ""
    says = f"mail {mail.inbound_id} of {mail.received_at:%Y-%m-%d}" + (f", {part}" if part else "")
    return Known(name, value, says, quote, mail.inbound_id)


def _cited(mail: CaseMail, name: str) -> Iterator[Mapping[str, Any]]:
    """The evidence of a fact: that of the value, or those of a list's parts."""
    pointer = f"/children/{mail.child}/{name}"
    for path, words in (mail.reading.get("evidence") or {}).items():
        if path == pointer or path.startswith(f"{pointer}/"):
            yield words
