"""The public form of a reading: plain JSON values, as `tests/corpus/reading/reading.schema.json` has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from mailbot.model.decision import Decision
from mailbot.model.field import Field
from mailbot.model.referral import Child, Contact, Mailbox, Reading, Referrer


def decision_json(decision: Decision, mailbox: Mailbox, file: str | None = None) -> dict[str, Any]:
    """One reading with the decision on it. A mail that was quarantined is `other`, with the reason under `notes`."""
    reading, triage, message = decision.reading, decision.triage, decision.message
    reply = decision.reply
    return {
        "file": file,
        "mailbox": mailbox.value,
        "message_id": message.message_id if message else None,
        **(reading_json(reading) if reading else _nothing_read()),
        "priority": triage.priority.value if triage else "standard",
        "queue": triage.queue.value if triage else mailbox.value,
        "clauses": list(triage.clauses) if triage else [],
        "actions": list(dict.fromkeys(action.code for action in triage.actions)) if triage else [],
        "missing": list(triage.missing) if triage else [],
        "reply": {
            "disposition": triage.disposition.value if triage else "none",
            "template": reply.template if reply else None,
            "to": reply.to if reply else None,
            "withheld": decision.withheld,
        },
        "notes": [*(reading.notes if reading else ()), *([decision.quarantine.reason] if decision.quarantine else [])],
        "evidence": dict(evidence(reading)) if reading else {},
    }


def reading_json(reading: Reading) -> dict[str, Any]:
    """What was understood, without the decision."""
    return {
        "kind": reading.kind.value.value,
        "children": [child_json(child) for child in reading.children],
        "referrer": referrer_json(reading.referrer),
        "case_references": [reference.value for reference in reading.case_references],
    }


def child_json(child: Child) -> dict[str, Any]:
    """One child: null and [] where the mail does not say."""
    return {name: _plain(getattr(child, name)) for name in _names(Child)}


def referrer_json(referrer: Referrer) -> dict[str, Any]:
    """The referrer: null where the mail does not say."""
    return {name: _plain(getattr(referrer, name)) for name in _names(Referrer)}


def evidence(reading: Reading) -> Iterator[tuple[str, dict[str, Any]]]:
    """(JSON pointer into the public form, where the value stands and the words themselves), RFC 6901."""
    yield from _cited("/kind", reading.kind)
    for index, child in enumerate(reading.children):
        for name in _names(Child):
            yield from _cited(f"/children/{index}/{name}", getattr(child, name))
    for name in _names(Referrer):
        yield from _cited(f"/referrer/{name}", getattr(reading.referrer, name))
    yield from _cited("/case_references", reading.case_references)


def _cited(pointer: str, value: object) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, Field):
        words = value.evidence
        yield pointer, {"part": words.part, "quote": words.quote, "rule": words.rule, "confidence": words.confidence}
    elif isinstance(value, Contact):
        for name in _names(Contact):
            yield from _cited(f"{pointer}/{name}", getattr(value, name))
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _cited(f"{pointer}/{index}", part)


def _plain(value: object) -> Any:
    if isinstance(value, Field):
        return _plain(value.value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Contact):
        return {name: _plain(getattr(value, name)) for name in _names(Contact)}
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "value", value)


def _names(shape: type[Child | Contact | Referrer]) -> list[str]:
    return [field.name for field in fields(shape)]


def _nothing_read() -> dict[str, Any]:
    return {"kind": "other", "children": [], "referrer": referrer_json(Referrer()), "case_references": []}
