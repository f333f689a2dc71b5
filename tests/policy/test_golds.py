"""The sample mail's expected readings, decided again from their facts alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from mailbot.model.calendar import Calendar
from mailbot.model.policypack import PolicyOn
from mailbot.model.referral import Mailbox
from mailbot.policy.engine import triage
from tests.policy.readings import reading

GOLD = sorted((Path(__file__).parents[1] / "corpus" / "officer" / "gold").glob("*.json"))
THANKS = "x35-thanks-for-slides"  # says that no reply is needed, which the JSON reading has no key for


def test_there_is_sample_mail() -> None:
    assert len(GOLD) >= 66


@pytest.mark.parametrize("path", GOLD, ids=[path.stem for path in GOLD])
def test_facts_give_the_expected_decision(path: Path, policy: PolicyOn, calendar: Calendar) -> None:
    gold = json.loads(path.read_text())
    if path.stem == THANKS:
        gold["wants"] = "nothing"
    decided = triage(reading(gold), Mailbox(gold["mailbox"]), policy, date(2026, 11, 24), calendar)
    assert decided.priority == gold["priority"], decided.reason
    assert decided.disposition == gold["reply"]["disposition"], decided.missing
    assert set(gold["clauses"]) <= set(decided.clauses)
