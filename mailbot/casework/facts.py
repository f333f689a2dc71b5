"""A case's facts (the child in the public form): filled from mail, never overwritten by it; corrected by officers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import fields as fields_of
from datetime import date
from typing import Any

from mailbot.model.case import Case
from mailbot.model.field import Evidence, Field
from mailbot.model.referral import Child, Concern, Contact, Enquiry, RiskFactor, Sex, SocialCare

LOCATION = frozenset({"address", "postcode", "moved_to", "last_school", "contacts"})
DATES = frozenset({"date_of_birth", "last_attended", "start_date", "removed_on"})
CODES: Mapping[str, Any] = {"sex": Sex, "social_care": SocialCare}
LISTS: Mapping[str, Any] = {"risk_factors": RiskFactor, "concerns": Concern, "enquiries": Enquiry}
NAMES = tuple(field.name for field in fields_of(Child))
_KNOWN = Evidence("case", "", "record")


@dataclass(frozen=True, slots=True)
class Filled:
    """Facts after a mail: the names of those it added, and (name, known, told) where it says otherwise."""

    facts: dict[str, Any]
    added: tuple[str, ...]
    conflicts: tuple[tuple[str, Any, Any], ...]


def fill(known: Mapping[str, Any], told: Mapping[str, Any], settled: Mapping[str, Any]) -> Filled:
    """`known` with what `told` adds. A fact that is known, or that an officer `settled`, stays as it is.

    A report that the whereabouts are known is left out: an officer confirms it first (6.1).
    """
    facts, added, conflicts = dict(known), [], []
    for name in NAMES:
        new, old = told.get(name), facts.get(name)
        if new in (None, []) or (name == "whereabouts_known" and new):
            continue
        if name in settled and old in (None, []):
            conflicts.append((name, old, new))
        elif isinstance(new, list):
            joined = _joined(name, old or [], new)
            if joined != (old or []) and name not in settled:
                facts[name] = joined
                added.append(name)
        elif old is None:
            facts[name] = new
            added.append(name)
        elif not _alike(old, new):
            conflicts.append((name, old, new))
    return Filled(facts, tuple(added), tuple(conflicts))


def with_facts(case: Case, facts: Mapping[str, Any]) -> Case:
    """The case with these facts, and with what it is found by taken from them."""
    born = facts.get("date_of_birth")
    return replace(
        case,
        facts=facts,
        forename=facts.get("forename"),
        surname=facts.get("surname"),
        date_of_birth=date.fromisoformat(born) if born else None,
        upn=facts.get("upn"),
        postcode=facts.get("postcode"),
    )


def _alike(one: Any, other: Any) -> bool:
    """The same but for case and spaces."""
    return "".join(str(one).split()).casefold() == "".join(str(other).split()).casefold()


def _joined(name: str, old: list[Any], new: list[Any]) -> list[Any]:
    if name != "contacts":
        return [*old, *(one for one in new if one not in old)]
    joined = [dict(contact) for contact in old]
    for contact in new:
        same = next((one for one in joined if _same_person(one, contact)), None)
        if same is None:
            joined.append(dict(contact))
        else:
            _add_to(same, contact)
    return joined


def _same_person(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one.get("name") and other.get("name"):
        return _alike(one["name"], other["name"])
    shared = ("phones", "emails")
    return any(set(one.get(key) or []) & set(other.get(key) or []) for key in shared)


def _add_to(known: dict[str, Any], told: Mapping[str, Any]) -> None:
    for key in ("name", "relationship"):
        known[key] = known.get(key) or told.get(key)
    for key in ("phones", "emails"):
        known[key] = list(dict.fromkeys((*(known.get(key) or []), *(told.get(key) or []))))


def child_from(facts: Mapping[str, Any]) -> Child:
    """The child that the public form tells of; its evidence is the case itself."""
    values = {name: _field(name, facts[name]) for name in NAMES if facts.get(name) not in (None, [])}
    return Child(**values)


def _field(name: str, value: Any) -> Any:
    if name == "contacts":
        return tuple(_contact(contact) for contact in value)
    if name in LISTS:
        return tuple(Field(LISTS[name](one), _KNOWN) for one in value)
    if name in DATES:
        return Field(date.fromisoformat(value), _KNOWN)
    return Field(CODES[name](value) if name in CODES else value, _KNOWN)


def _contact(contact: Mapping[str, Any]) -> Contact:
    def one(key: str) -> Field[str] | None:
        return Field(str(contact[key]), _KNOWN) if contact.get(key) else None

    def many(key: str) -> tuple[Field[str], ...]:
        return tuple(Field(str(value), _KNOWN) for value in contact.get(key) or [])

    return Contact(one("name"), one("relationship"), many("phones"), many("emails"))


def said(value: Any) -> str:
    """A fact in a line: yes and no, lists with commas, a contact as name (relationship) and how to reach it."""
    if value is None or value == []:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(said(one) for one in value)
    if isinstance(value, Mapping):
        return " ".join(_contact_words(value))
    return str(value)


def _contact_words(contact: Mapping[str, Any]) -> Iterator[str]:
    yield contact.get("name") or "somebody"
    if contact.get("relationship"):
        yield f"({contact['relationship']})"
    yield from contact.get("phones") or []
    yield from contact.get("emails") or []
