"""Case files as plain values: for the Missing Children system (6.1), for whom they are about, and for programs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from mailbot.casework.facts import NAMES, said
from mailbot.casework.provenance import known
from mailbot.model.case import Case
from mailbot.model.casefile import CaseFile

_STARTS = frozenset("=+-@\t\r\n|%")
_BEFORE = "'\"`‘’“”«» \u00a0\u200b\u200c\u200d\u2060\ufeff"
_OWN = (
    "reference",
    "mis_reference",
    "status",
    "closing_reason",
    "priority",
    "queue",
    "kind",
    "opened_at",
    "closed_at",
    "assigned_to",
    "restricted",
)
_REFERRER = ("name", "role", "organisation", "organisation_type", "email", "phone")
COLUMNS = (
    *_OWN,
    *NAMES,
    *(f"referrer_{name}" for name in _REFERRER),
    *(f"{name}_source" for name in NAMES),
)


def case_json(case: Case) -> dict[str, Any]:
    """A case by itself, as a list shows it."""
    return {**{name: _plain(getattr(case, name)) for name in _OWN}, "forename": case.forename, "surname": case.surname}


def file_json(file: CaseFile) -> dict[str, Any]:
    """A whole case file. Every fact stands with its source, and with the words of the mail that told it."""
    facts = {
        one.name: {"value": one.value, "source": one.says, "quote": one.quote, "mail": one.mail} for one in known(file)
    }
    return {
        **{name: _plain(getattr(file.case, name)) for name in _OWN},
        "legal_hold": file.case.legal_hold,
        "duplicate_of": file.case.duplicate_of,
        "facts": facts,
        "referrer": dict(file.case.referrer),
        "asked": list(file.case.asked),
        "mails": [
            {
                "inbound": mail.inbound_id,
                "case": mail.reference,
                "mailbox": mail.mailbox,
                "received_at": _plain(mail.received_at),
                "kind": mail.reading.get("kind"),
            }
            for mail in file.mails
        ],
        "tasks": [_record(task) for task in file.tasks],
        "events": [_record(event) for event in file.events],
        "letters": [_record(letter) for letter in file.letters],
        "links": [_record(link) for link in file.links],
        "merged": [case.reference for case in file.merged],
    }


def row(file: CaseFile) -> dict[str, str]:
    """A case as a line of a spreadsheet: COLUMNS, each cell safe to open."""
    case, facts = file.case, {one.name: one for one in known(file)}
    cells: dict[str, Any] = {name: _plain(getattr(case, name)) for name in _OWN}
    for name in NAMES:
        found = facts.get(name)
        cells[name] = said(found.value) if found else ""
        cells[f"{name}_source"] = (
            " ".join(filter(None, (found.says, found.quote and f'"{found.quote}"'))) if found else ""
        )
    for name in _REFERRER:
        cells[f"referrer_{name}"] = case.referrer.get(name)
    return {name: defused(_cell(cells[name])) for name in COLUMNS}


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before one that looks like it.

    Spaces, quotes and unseen signs before the sign, and its full-width forms, count too (ASVS 1.2.10).
    """
    text = cell.replace("\0", "")
    bare = unicodedata.normalize("NFKC", text[:200].lstrip(_BEFORE)).lstrip(_BEFORE)
    return f"'{text}" if text[:1] in _STARTS or bare[:1] in _STARTS else text


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _record(value: Any) -> dict[str, Any]:
    return dict(_plain_items(asdict(value)))


def _plain_items(values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        yield name, _plain(value)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else getattr(value, "value", value)
