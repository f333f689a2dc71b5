"""The policy as data: its clauses, dated values and tables, as read from `config/policy/*.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from mailbot.model.days import said
from mailbot.model.policy import Disposition, Priority, Queue
from mailbot.model.referral import Kind

Amount = int | tuple[str, ...]


class NotInForce(LookupError):
    """The policy has no word on a day before it was issued."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of the policy, in our own words.

    `law` says where the law has moved on, `unruled` why no rule applies; "" where there is nothing to say.
    """

    number: str
    sense: str
    mailbot: str
    officer: str
    law: str = ""
    unruled: str = ""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value by date: `history` ascends; each amount holds from its day until the next.

    `checked` is the day on which a person last compared it with `source`.
    """

    name: str
    clause: str
    says: str
    unit: str
    source: str
    checked: date
    history: tuple[tuple[date, Amount], ...]

    def on(self, day: date) -> Amount:
        """The amount in force on `day`. Raises NotInForce before the first."""
        held = [amount for since, amount in self.history if since <= day]
        if not held:
            raise NotInForce(f"{self.name} has no value on {said(day)}: its first is of {said(self.history[0][0])}")
        return held[-1]


@dataclass(frozen=True, slots=True)
class KindPolicy:
    """What the policy asks for mail of one kind. `needed` and `wanted` are codes of facts, in the order to ask them.

    Only a needed fact is reason to write back; a wanted one is asked along with it.
    """

    kind: Kind
    since: date
    clauses: tuple[str, ...]
    queue: Queue | None  # None: it stays with the mailbox that it came to
    copied_to: tuple[Queue, ...]
    answer: Disposition
    needed: tuple[str, ...]
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a referrer may be asked for; `asks` says what, to an officer."""

    code: str
    clause: str
    asks: str


@dataclass(frozen=True, slots=True)
class ActionPolicy:
    """A task that follows when one of the rules in `when` finds something.

    It is due after `due_school_days`, or after the number of them that the value `due` names; or on no set day.
    """

    code: str
    clause: str
    says: str
    when: tuple[str, ...]
    due_school_days: int | None = None
    due: str = ""


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """Mail gets at least this priority from `since` on when `rule` finds something."""

    since: date
    rule: str
    priority: Priority
    clause: str


@dataclass(frozen=True, slots=True)
class Places:
    """Words by which a destination shows that it lies abroad; lower-case.

    `not_abroad` are phrases that hold one of them and lie in the UK; before a word of `streets` it names a street.
    """

    abroad: tuple[str, ...]
    not_abroad: tuple[str, ...]
    streets: tuple[str, ...]


Row = TypeVar("Row", KindPolicy, PriorityRow)


def _by_date(rows: tuple[Row, ...]) -> list[Row]:
    """Earlier rows first, so that a later one replaces them."""
    return sorted(rows, key=lambda row: row.since)


@dataclass(frozen=True, slots=True)
class PolicyOn:
    """All that is in force on one day."""

    day: date
    title: str
    clauses: tuple[Clause, ...]
    values: Mapping[str, Amount]
    kinds: Mapping[Kind, KindPolicy]
    facts: Mapping[str, Fact]
    actions: tuple[ActionPolicy, ...]
    priorities: Mapping[str, PriorityRow]  # by rule
    places: Places

    def whole(self, name: str) -> int:
        """A value that is a number, in the unit that its file gives."""
        amount = self.values[name]
        if not isinstance(amount, int):
            raise TypeError(f"{name} is not a number")
        return amount

    def words(self, name: str) -> tuple[str, ...]:
        """A value that is a list of words."""
        amount = self.values[name]
        if not isinstance(amount, tuple):
            raise TypeError(f"{name} is not a list")
        return amount


@dataclass(frozen=True, slots=True)
class PolicyPack:
    """Everything in `config/policy/`.

    `review_by` is the policy's own date; `last_reviewed` the day on which a person last checked these files against it.
    """

    title: str
    issued: date
    review_by: date
    last_reviewed: date
    review_every_days: int
    clauses: tuple[Clause, ...]
    values: tuple[DatedValue, ...]
    kinds: tuple[KindPolicy, ...]
    facts: tuple[Fact, ...]
    actions: tuple[ActionPolicy, ...]
    priorities: tuple[PriorityRow, ...]
    places: Places

    def on(self, day: date) -> PolicyOn:
        """All that is in force on `day`. Raises NotInForce before the policy was issued."""
        if day < self.issued:
            raise NotInForce(f"{self.title} was issued on {said(self.issued)}; it says nothing of {said(day)}")
        return PolicyOn(
            day=day,
            title=self.title,
            clauses=self.clauses,
            values={value.name: value.on(day) for value in self.values},
            kinds={row.kind: row for row in _by_date(self.kinds) if row.since <= day},
            facts={fact.code: fact for fact in self.facts},
            actions=self.actions,
            priorities={row.rule: row for row in _by_date(self.priorities) if row.since <= day},
            places=self.places,
        )

    def overdue(self, today: date) -> str | None:
        """Which review is overdue on `today`, in words for an officer; None when none is."""
        told = []
        if today > self.review_by:
            told.append(f"{self.title} was to be reviewed by {said(self.review_by)}: ask whether a newer one stands")
        due = self.last_reviewed + timedelta(days=self.review_every_days)
        if today > due:
            told.append(f"its rules were last checked on {said(self.last_reviewed)}: a check was due by {said(due)}")
        return "; ".join(told) or None
