"""The officers' tables, rule by rule: firing, not firing, unknown, and both sides of each boundary."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mailbot.config.calendar import calendar
from mailbot.model.policy import Finding, Unknown
from mailbot.model.policypack import PolicyPack
from mailbot.policy.registry import RULES
from mailbot.policy.rule import Mail
from tests.policy.readings import reading

TABLES = Path(__file__).parent / "tables"
CALENDAR = calendar((TABLES / "calendar.toml").read_text())
CASES: list[dict[str, Any]] = [
    case for path in sorted(TABLES.glob("chapter*.toml")) for case in tomllib.loads(path.read_text())["case"]
]
BY_NAME = {rule.name: rule for rule in RULES}


@pytest.mark.parametrize("case", CASES, ids=[f"{case['rule']}: {case['case']}" for case in CASES])
def test_rule_gives_what_the_table_says(case: dict[str, Any], pack: PolicyPack) -> None:
    today = case.get("today", date(2026, 11, 24))
    told = reading({"kind": "referral", **case, "children": [case.get("child", {})]})
    answers = BY_NAME[case["rule"]].answers(Mail(told, pack.on(today), today, CALENDAR))
    assert [_kind(answer) for answer in answers] == ([] if case["gives"] == "nothing" else [case["gives"]])
    for answer in answers:
        rule = BY_NAME[case["rule"]]
        assert (answer.rule, answer.clause) == (rule.name, rule.clause)
        assert answer.child == (0 if rule.scope == "child" else None)
        if isinstance(answer, Finding):
            assert answer.says == case.get("says", answer.says)
            assert answer.words == case.get("words", answer.words)


def test_tables_show_every_rule_in_each_way_it_can_answer() -> None:
    shown: dict[str, set[str]] = defaultdict(set)
    for case in CASES:
        shown[case["rule"]].add(case["gives"].partition(":")[0])
    lacking = {rule.name: ways for rule in RULES if (ways := {"nothing", *_ways(rule.name)} - shown[rule.name])}
    assert lacking == {}


def _ways(name: str) -> set[str]:
    """A rule that only asks never finds; of the facts that no kind needs today nothing is asked yet."""
    if name.removesuffix("_needed") in ("last_school", "last_attended", "whereabouts", "enquiries", "social_care"):
        return set()
    if name.endswith(("_needed", "_tried")) or name == "school_unknown":
        return {"unknown"}
    return {"finding"}


def _kind(answer: Finding | Unknown) -> str:
    return "finding" if isinstance(answer, Finding) else f"unknown: {answer.field}"
