"""Every rule there is, in the order of the policy."""

from __future__ import annotations

from mailbot.config.mistakes import Mistake, nearest
from mailbot.model.policypack import PolicyPack
from mailbot.policy import chapter1, chapter2, chapter3, chapter4, chapter5, chapter6
from mailbot.policy.completeness import KNOWN
from mailbot.policy.rule import Rule

RULES: tuple[Rule, ...] = (
    *chapter1.RULES,
    *chapter2.RULES,
    *chapter3.RULES,
    *chapter4.RULES,
    *chapter5.RULES,
    *chapter6.RULES,
)


def rules_of(clause: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.clause == clause)


def uncovered(pack: PolicyPack) -> tuple[str, ...]:
    """The clauses that no rule applies and that give no reason for it."""
    return tuple(clause.number for clause in pack.clauses if not clause.unruled and not rules_of(clause.number))


def mistakes(pack: PolicyPack) -> tuple[Mistake, ...]:
    """What the files name and the code has not: a slip there would lose a priority, a task, a question, a clause."""
    rules = {rule.name for rule in RULES}
    named = [("priorities.toml", f"{row.since}.{row.rule}", row.rule, rules) for row in pack.priorities]
    named += [("actions.toml", f"{row.code}.when", name, rules) for row in pack.actions for name in row.when]
    asked = [(row, key, code) for row in pack.kinds for key in ("needed", "wanted") for code in getattr(row, key)]
    named += [("kinds.toml", f"{row.since}.{row.kind}.{key}", code, set(KNOWN)) for row, key, code in asked]
    return (
        *(_stranger(file, key, name, known) for file, key, name, known in named if name not in known),
        *(_bare(number) for number in uncovered(pack)),
    )


def _stranger(file: str, key: str, name: str, known: set[str]) -> Mistake:
    guess = nearest(name, known)
    mend = f"Did you mean {guess}?" if guess else "`mailbot policy` lists the rules"
    return Mistake(file, key, None, f'mailbot does not know "{name}"', mend)


def _bare(number: str) -> Mistake:
    return Mistake("clauses.toml", number, None, "no rule applies it", "Say why not: unruled = ...")
