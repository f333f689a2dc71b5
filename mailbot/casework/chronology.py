"""A case's life as a page of plain text, for the file and for a review (6.2)."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from mailbot.model.case import CaseEvent
from mailbot.model.casefile import CaseFile
from mailbot.policy.calendar import LONDON

WIDTH = 100
_MARGIN = 18  # "24 Nov 2026 09:05 "


def chronology(file: CaseFile) -> str:
    """Every event, oldest first: when (London), what, by which clause, by whom, with its words."""
    case = file.case
    name = " ".join(filter(None, (case.forename, case.surname))) or "name not known"
    born = f", born {case.date_of_birth:%d %b %Y}" if case.date_of_birth else ""
    head = f"{case.reference}  {name}{born}  {case.status.replace('_', ' ')}"
    return "\n".join((head, "=" * min(len(head), WIDTH), *_lines(file))) + "\n"


def _lines(file: CaseFile) -> Iterator[str]:
    for event in file.events:
        when = f"{event.at.astimezone(LONDON):%d %b %Y %H:%M} "
        other = f" [{event.reference}]" if event.reference != file.case.reference else ""
        words = textwrap.wrap(_words(event) + other, WIDTH - _MARGIN) or [""]
        yield when + words[0]
        yield from (" " * _MARGIN + line for line in words[1:])


def _words(event: CaseEvent) -> str:
    clause = f" ({event.clause})" if event.clause else ""
    by = "" if event.actor == "mailbot" else f" by {event.actor}"
    mail = f", mail {event.inbound_id}" if event.inbound_id else ""
    return f"{event.name}{clause}{by}{mail}" + (f": {event.detail}" if event.detail else "")
