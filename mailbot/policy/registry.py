"""Every rule there is, in the order of the policy."""

from __future__ import annotations

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


def unknown_to_code(pack: PolicyPack) -> tuple[str, ...]:
    """What the tables name and the code has not, in words: a slip there would lose a priority, a task or a question."""
    rules = {rule.name for rule in RULES}
    named = [("priorities.toml", row.rule) for row in pack.priorities]
    named += [(f"actions.toml, {row.code}", name) for row in pack.actions for name in row.when]
    asked = [(f"kinds.toml, {row.kind}", code) for row in pack.kinds for code in (*row.needed, *row.wanted)]
    return (
        *(f"{place}: there is no rule {name}" for place, name in named if name not in rules),
        *(f"{place}: mailbot cannot tell {code}" for place, code in asked if code not in KNOWN),
    )
