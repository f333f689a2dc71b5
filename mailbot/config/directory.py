"""`config/directory.csv`: the schools and agencies whose mail domains are known.

Columns: organisation, type (a code of OrganisationType), domain. A known domain proves nothing by itself; it lets
mailbot tell a lookalike of it, and name the kind of organisation that writes.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from mailbot.config.mistakes import Mistake, Mistakes, nearest
from mailbot.model.referral import OrganisationType

COLUMNS = ("organisation", "type", "domain")


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    type: OrganisationType
    domain: str  # lower-case


def directory(text: str, file: str = "directory.csv") -> tuple[Organisation, ...]:
    """The organisations listed in the CSV `text`. Raises `Mistakes`, naming all of them at once."""
    rows = csv.DictReader(io.StringIO(text))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise Mistakes([Mistake(file, "", 1, "wrong columns", f"The first line must read {','.join(COLUMNS)}")])
    found: list[Organisation] = []
    mistakes: list[Mistake] = []
    for row in rows:
        name, kind, domain = (str(row.get(column) or "").strip() for column in COLUMNS)
        if kind not in list(OrganisationType):
            guess = nearest(kind, list(OrganisationType)) or ", ".join(OrganisationType)
            mistakes.append(Mistake(file, "type", rows.line_num, f"unknown type {kind!r}", f"Did you mean {guess}?"))
        elif not name or "." not in domain or "@" in domain:
            says = "a line needs an organisation and its mail domain"
            mistakes.append(Mistake(file, "domain", rows.line_num, says, "Write such as manor.example"))
        else:
            found.append(Organisation(name, OrganisationType(kind), domain.lower()))
    if mistakes:
        raise Mistakes(mistakes)
    return tuple(found)
