"""What a rule is: one question that the policy asks of a child, or of a mail, with three answers.

A rule answers `Finding` (it applies), `Unknown` (a fact is missing: ask for it) or None (it does not apply), because
missing is not false.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from mailbot.model.calendar import Calendar
from mailbot.model.field import Field
from mailbot.model.policy import Finding, Unknown
from mailbot.model.policypack import PolicyOn
from mailbot.model.referral import Child, Kind, Reading

Answer = Finding | Unknown | None

NOBODY = Child()  # what a rule about the whole mail sees


@dataclass(frozen=True, slots=True)
class Mail:
    """What every rule may look at, beside the child."""

    reading: Reading
    policy: PolicyOn
    today: date  # in Europe/London
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Subject:
    """One mail, or one child of it (`index`), as it is put before a rule."""

    clause: str
    rule: str
    mail: Mail
    index: int | None = None
    child: Child = NOBODY

    @property
    def kind(self) -> Kind:
        return self.mail.reading.kind.value

    def finding(self, says: str, *fields: Field[Any] | None) -> Finding:
        """The rule applies; `fields` are what it rests on."""
        words = "; ".join(dict.fromkeys(field.evidence.quote for field in fields if field is not None))
        return Finding(self.clause, self.rule, says, self.index, words)

    def unknown(self, field: str) -> Unknown:
        """The rule cannot answer without `field`, the code of a fact."""
        return Unknown(self.clause, self.rule, field, self.index)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, its clause, and what it looks for in words. `scope`: asked once a child, or once a mail."""

    clause: str
    name: str
    says: str
    judge: Callable[[Subject], Answer]
    scope: Literal["child", "mail"] = "child"

    def answers(self, mail: Mail) -> tuple[Finding | Unknown, ...]:
        """What the rule has to say of the mail: nothing, or an answer for each child it concerns."""
        if self.scope == "mail":
            subjects = [Subject(self.clause, self.name, mail)]
        else:
            children = enumerate(mail.reading.children)
            subjects = [Subject(self.clause, self.name, mail, index, child) for index, child in children]
        return tuple(answer for answer in map(self.judge, subjects) if answer is not None)
