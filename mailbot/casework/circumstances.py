"""What a decision needs besides the mail or the order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from mailbot.model.case import Case, Task
from mailbot.model.letter import Correspondence
from mailbot.model.policypack import PolicyOn
from mailbot.model.trust import Trust


def _cannot_tell(_start: date, _school_days: int) -> date | None:
    return None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that a decision needs besides the mail: what is known, who we are, the time, fresh references."""

    cases: tuple[Case, ...]
    trust: Trust
    now: datetime  # aware
    references: Iterator[str]
    due: Callable[[int], date | None]  # school days from today -> day, None where the calendar cannot tell
    twin: int | None = None  # an earlier inbound that is the same mail
    letters: Correspondence = field(default_factory=Correspondence)  # what the sender has had from us lately
    tasks: tuple[Task, ...] = ()  # of the cases
    answers: tuple[str, ...] = ()  # the cases that our letters named, in whose thread the mail stands
    policy: PolicyOn | None = None  # in force on the day of the mail
    due_after: Callable[[date, int], date | None] = _cannot_tell  # as `due`, from another day than today

    @property
    def policy_date(self) -> date | None:
        return self.policy.day if self.policy else None
