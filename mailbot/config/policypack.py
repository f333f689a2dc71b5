"""`config/policy/*.toml` -> PolicyPack. Every mistake of every file is told at once, with its line and its mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from mailbot.config.mistakes import Mistake, Mistakes, nearest
from mailbot.config.table import Table, parsed
from mailbot.model.policy import Disposition, Priority, Queue
from mailbot.model.policypack import (
    ActionPolicy,
    Amount,
    Clause,
    DatedValue,
    Fact,
    KindPolicy,
    Places,
    PolicyPack,
    PriorityRow,
)
from mailbot.model.referral import Enquiry, Kind

FILES = (
    "policy.toml",
    "clauses.toml",
    "values.toml",
    "kinds.toml",
    "facts.toml",
    "actions.toml",
    "priorities.toml",
    "places.toml",
)
NUMBERS = ("age_starts", "age_ends", "enrolment", "absence_told", "unsure_below", "review_interval", "retention")
# the values that are lists, and the words that each may hold
LISTS: Mapping[str, set[str]] = {
    "prescribed_days": {f"{day.day} {day:%B}" for day in map(date.fromordinal, range(1, 366))},  # a common year's
    "attempts": set(Enquiry),
    "cohort_years": {"R", *map(str, range(1, 14))},
    "tracing_kinds": set(Kind),
}

T = TypeVar("T")


def load(files: Mapping[str, str]) -> PolicyPack:
    """The pack that the texts give: file name ("clauses.toml") -> TOML. Raises `Mistakes`, naming all of them."""
    mistakes = [
        Mistake(name, "", None, "the file is missing", "Restore it from the copy that came with mailbot")
        for name in FILES
        if name not in files
    ]
    tables = {name: parsed(files.get(name, ""), name, mistakes) for name in FILES}
    if mistakes:
        raise Mistakes(mistakes)
    pack = _pack(tables)
    _cross_check(pack, tables)
    if not mistakes:
        _complete(pack, tables)
    if mistakes:
        raise Mistakes(mistakes)
    return pack


def _pack(tables: Mapping[str, Table]) -> PolicyPack:
    head = tables["policy.toml"]
    places = tables["places.toml"]
    pack = PolicyPack(
        title=head.text("title"),
        issued=head.day("issued"),
        review_by=head.day("review_by"),
        last_reviewed=head.day("last_reviewed"),
        review_every_days=head.whole("review_every_days"),
        clauses=_rows(tables["clauses.toml"], _clause),
        values=_rows(tables["values.toml"], _value),
        kinds=tuple(_dated(tables["kinds.toml"], _kind)),
        facts=_rows(tables["facts.toml"], _fact),
        actions=_rows(tables["actions.toml"], _action),
        priorities=tuple(_dated(tables["priorities.toml"], _priority)),
        places=Places(places.words("abroad"), places.words("not_abroad"), places.words("streets")),
    )
    head.end()
    places.end()
    return pack


def _rows(table: Table, row: Callable[[str, Table], T]) -> tuple[T, ...]:
    """One row for each table of a file; unknown keys are told."""
    found = []
    for name, below in table.tables():
        found.append(row(name, below))
        below.end()
    return tuple(found)


def _clause(number: str, table: Table) -> Clause:
    return Clause(
        number=number,
        sense=table.text("sense"),
        mailbot=table.text("mailbot"),
        officer=table.text("officer"),
        law=table.text("law", ""),
        unruled=table.text("unruled", ""),
    )


def _value(name: str, table: Table) -> DatedValue:
    return DatedValue(
        name=name,
        clause=table.text("clause"),
        says=table.text("says"),
        unit=table.text("unit"),
        source=table.text("source"),
        checked=table.day("checked"),
        history=tuple(_history(name, table.table("from"))),
    )


def _history(name: str, table: Table) -> Iterator[tuple[date, Amount]]:
    """The amounts by their first day, ascending. A number or a list, as the value's name demands."""
    for day in sorted(table.names()):
        amount: Amount = _list(LISTS[name], day, table) if name in LISTS else table.whole(day)
        yield _day(day, table), amount


def _list(allowed: set[str], key: str, table: Table) -> tuple[str, ...]:
    """Some of the allowed words, one at least."""
    words = table.words(key)
    if not words:
        table.refuse(key, "an empty list", "Name one at least")
    for word in words:
        _must_be_known(word, allowed, key, table)
    return words


def _dated(table: Table, row: Callable[[str, date, Table], T | None]) -> Iterator[T]:
    """One row for each table below a day: [2023-09-01.no_show]. Unknown keys are told."""
    for day, rows in table.tables():
        since = _day(day, rows)
        for name, below in rows.tables():
            found = row(name, since, below)
            if found is not None:
                yield found
                below.end()


def _kind(name: str, since: date, table: Table) -> KindPolicy | None:
    kind = table.named("", name, Kind)
    if kind is None:
        return None
    return KindPolicy(
        kind=kind,
        since=since,
        clauses=table.words("clauses"),
        queue=table.choice("queue", Queue),
        copied_to=table.choices("copied_to", Queue),
        answer=table.choice("answer", Disposition, required=True) or Disposition.NONE,
        needed=table.words("needed"),
        wanted=table.words("wanted"),
    )


def _fact(code: str, table: Table) -> Fact:
    return Fact(code, table.text("clause"), table.text("asks"))


def _action(code: str, table: Table) -> ActionPolicy:
    return ActionPolicy(
        code=code,
        clause=table.text("clause"),
        says=table.text("says"),
        when=table.words("when"),
        due_school_days=table.optional_whole("due_school_days"),
        due=table.text("due", ""),
    )


def _priority(rule: str, since: date, table: Table) -> PriorityRow:
    priority = table.choice("priority", Priority, required=True) or Priority.IMMEDIATE
    return PriorityRow(since, rule, priority, table.text("clause"))


def _day(text: str, table: Table) -> date:
    """The day that a key names, e.g. 2023-09-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        table.refuse("", f'"{text}" is not a day', "Write it such as 2023-09-01")
        return date.min


def _cross_check(pack: PolicyPack, tables: Mapping[str, Table]) -> None:
    """Tell where one file speaks of what another lacks; a word that could not be read was told before."""
    clauses = {clause.number for clause in pack.clauses}
    facts = {fact.code for fact in pack.facts}
    for file, key, said, known in _mentions(pack, clauses, facts):
        for word in said:
            if word:
                _must_be_known(word, known, key, tables[file])


def _must_be_known(word: str, known: set[str], key: str, table: Table) -> None:
    if word not in known:
        guess = nearest(word, known)
        mend = f"Did you mean {guess}?" if guess else f"Known: {', '.join(sorted(known)[:20])}"
        table.refuse(key, f'"{word}" is unknown', mend)


def _mentions(
    pack: PolicyPack, clauses: set[str], facts: set[str]
) -> Iterator[tuple[str, str, Iterable[str], set[str]]]:
    """(file, key, the words said there, the words that are known)."""
    for value in pack.values:
        yield "values.toml", f"{value.name}.clause", [value.clause], clauses
    for fact in pack.facts:
        yield "facts.toml", f"{fact.code}.clause", [fact.clause], clauses
    for action in pack.actions:
        yield "actions.toml", f"{action.code}.clause", [action.clause], clauses
        yield "actions.toml", f"{action.code}.due", [action.due], set(NUMBERS)
    for row in pack.priorities:
        yield "priorities.toml", f"{row.since}.{row.rule}.clause", [row.clause], clauses
    for kind in pack.kinds:
        yield "kinds.toml", f"{kind.since}.{kind.kind}.clauses", kind.clauses, clauses
        yield "kinds.toml", f"{kind.since}.{kind.kind}.needed", kind.needed, facts
        yield "kinds.toml", f"{kind.since}.{kind.kind}.wanted", kind.wanted, facts


def _complete(pack: PolicyPack, tables: Mapping[str, Table]) -> None:
    """Tell which value or kind has nothing in force on the day of issue."""
    values = {value.name for value in pack.values if value.history and value.history[0][0] <= pack.issued}
    for name in sorted({*NUMBERS, *LISTS} - values):
        tables["values.toml"].refuse(name, "no value from the day of issue", f"Write from.{pack.issued} = ... there")
    kinds = {row.kind for row in pack.kinds if row.since <= pack.issued}
    for kind in sorted(set(Kind) - kinds):
        tables["kinds.toml"].refuse("", f"no table for {kind} from the day of issue", f"Add [{pack.issued}.{kind}]")
    for value in pack.values:
        if value.name not in {*NUMBERS, *LISTS}:
            guess = nearest(value.name, {*NUMBERS, *LISTS} - values)
            mend = f"Did you mean {guess}?" if guess else "Take it out: no rule uses it"
            tables["values.toml"].refuse(value.name, "no rule knows this value", mend)
