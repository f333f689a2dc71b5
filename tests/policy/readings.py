"""Readings from plain tables: the JSON form of a reading, or an officer's TOML table with the same keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from mailbot.model.field import Evidence, Field
from mailbot.model.referral import (
    Child,
    Concern,
    Contact,
    Enquiry,
    Kind,
    OrganisationType,
    Reading,
    Referrer,
    RiskFactor,
    Sex,
    SocialCare,
    Wants,
)

DATES = ("date_of_birth", "last_attended", "start_date", "removed_on")
NAMES: dict[str, type[StrEnum]] = {"sex": Sex, "social_care": SocialCare, "organisation_type": OrganisationType}
SETS: dict[str, type[StrEnum]] = {"risk_factors": RiskFactor, "concerns": Concern, "enquiries": Enquiry}


def field(value: Any, confidence: float = 1.0) -> Field[Any]:
    """The value, as if the mail's body said it in just these words."""
    return Field(value, Evidence("body", str(value), "told", confidence))


def reading(table: Mapping[str, Any]) -> Reading:
    """`kind`, `children`, `referrer`, `case_references` as in the JSON reading; `wants` and `confidence` besides."""
    wants = table.get("wants")
    return Reading(
        kind=field(Kind(table["kind"]), table.get("confidence", 1.0)),
        kinds=(),
        children=tuple(child(one) for one in table.get("children", ())),
        referrer=Referrer(**_fields(table.get("referrer") or {})),
        case_references=tuple(field(reference) for reference in table.get("case_references", ())),
        wants=None if wants is None else field(Wants(wants)),
    )


def child(table: Mapping[str, Any]) -> Child:
    plain = {key: value for key, value in table.items() if key != "contacts" and key not in SETS}
    sets = {key: tuple(field(names(value)) for value in table.get(key) or ()) for key, names in SETS.items()}
    contacts = tuple(_contact(contact) for contact in table.get("contacts") or ())
    return Child(**_fields(plain), **sets, contacts=contacts)


def _contact(table: Mapping[str, Any]) -> Contact:
    plain = {key: value for key, value in table.items() if key in ("name", "relationship")}
    lists = {key: tuple(field(value) for value in table.get(key) or ()) for key in ("phones", "emails")}
    return Contact(**_fields(plain), **lists)


def _fields(table: Mapping[str, Any]) -> dict[str, Field[Any]]:
    return {key: field(_value(key, value)) for key, value in table.items() if value is not None}


def _value(key: str, value: Any) -> Any:
    if key in DATES:
        return value if isinstance(value, date) else date.fromisoformat(value)
    return NAMES[key](value) if key in NAMES else value
