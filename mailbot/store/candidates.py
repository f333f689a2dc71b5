"""Every case that a mail might speak of, fetched through one index; which of them it is, casework decides.

However many cases there are, a mail asks for a fixed number of keys, each key gives at most a few references, and only
the cases that the most keys lead to are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache

from sqlalchemy import CompoundSelect, Connection, bindparam, select, union_all

from mailbot.casework.keys import asked_keys
from mailbot.casework.person import Person
from mailbot.model.case import Case
from mailbot.model.referral import Reading
from mailbot.store.cases import as_case
from mailbot.store.schema import case_keys, cases

MOST_CASES = 6  # a child; more would be no help to a person either
_A_KEY = 20  # references; a telephone that more families share (the school's own) tells nothing
_MOST_QUOTED = 50
_FEWER = 3  # times fewer keys than the likeliest case's: another child of that name, that day or that home
_AT_ONCE = 100  # keys in one statement; a child of long names has about forty


def candidates(connection: Connection, reading: Reading, answered: Iterable[str] = ()) -> tuple[Case, ...]:
    """The cases that are quoted or whose letters are `answered`, those of children like the mail's, and those that
    duplicates were merged into."""
    quoted = (*(reference.value for reference in reading.case_references), *answered)
    found = _fetch(connection, quoted[:_MOST_QUOTED])
    for child in reading.children:
        likeliest = _likeliest(connection, sorted(asked_keys(Person.of_child(child))))
        found |= _fetch(connection, [reference for reference in likeliest if reference not in found])
    merged_into = {case.duplicate_of for case in found.values() if case.duplicate_of} - found.keys()
    return tuple((found | _fetch(connection, merged_into)).values())


def _likeliest(connection: Connection, keys: list[int]) -> list[str]:
    """The references that the most keys lead to; of equals the newest years' first."""
    counted: Counter[str] = Counter()
    for start in range(0, len(keys), _AT_ONCE):
        batch = keys[start : start + _AT_ONCE]
        asked = {f"key{place}": key for place, key in enumerate(batch)}
        counted.update(connection.scalars(_by_keys(len(batch)), asked))
    most = max(counted.values(), default=0)
    likely = sorted((reference for reference, keys in counted.items() if keys * _FEWER >= most), reverse=True)
    return sorted(likely, key=lambda reference: -counted[reference])[:MOST_CASES]


@lru_cache(maxsize=_AT_ONCE)
def _by_keys(count: int) -> CompoundSelect[tuple[str]]:
    """At most _A_KEY references for each of `count` keys, the newest years' first, in one statement."""
    parts = []
    for place in range(count):
        own = case_keys.c.key == bindparam(f"key{place}")
        part = select(case_keys.c.reference).where(own).order_by(case_keys.c.reference.desc()).limit(_A_KEY)
        parts.append(select(part.subquery(f"part{place}").c.reference))
    return union_all(*parts)


def _fetch(connection: Connection, references: Collection[str]) -> dict[str, Case]:
    if not references:
        return {}
    rows = connection.execute(select(cases).where(cases.c.reference.in_(references)))
    return {row.reference: as_case(row) for row in rows}
