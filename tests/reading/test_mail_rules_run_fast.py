"""No regular expression of the mail reader runs away: 100 KB of anything, a moment each."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time

import pytest

import mailbot.reading

PUMPED = ["a", " ", "(", "<", "@", "a@", "a.", "0 ", "=?utf-8?q?", '"', "\n", "On ", "thanks ", "A ", "From: ", "- ", "_", ": ",
          "1/", "cid:", "Yes / ", "caution ", "virus ", "school is ", "your message ", "fw: ", "+44 ", "07", "a: ", "with ", "--b\n"]  # fmt: skip
MODULES = [one.name for one in pkgutil.iter_modules(mailbot.reading.__path__) if not one.ispkg]
RULES = [
    (f"{module}.{name}", rule)
    for module in MODULES
    for name, rule in vars(importlib.import_module(f"mailbot.reading.{module}")).items()
    if isinstance(rule, re.Pattern)
]


def seconds(rule: re.Pattern[str] | re.Pattern[bytes], pumped: str) -> float:
    """The processor time of one search, the better of two."""
    text: str | bytes = (pumped * (100_000 // len(pumped)) + "!").encode() if isinstance(rule.pattern, bytes) else ""
    text = text or pumped * (100_000 // len(pumped)) + "!"
    taken = []
    for _ in range(2):
        before = time.process_time()
        rule.search(text)  # type: ignore[arg-type]
        taken.append(time.process_time() - before)
        if taken[0] < 0.02:
            break
    return min(taken)


def test_the_rules_are_found() -> None:
    assert len(RULES) > 40


@pytest.mark.parametrize(("name", "rule"), RULES, ids=[name for name, _ in RULES])
def test_a_rule_is_done_with_any_long_line_at_once(name: str, rule: re.Pattern[str]) -> None:
    slow = {pumped: taken for pumped in PUMPED if (taken := seconds(rule, pumped)) > 0.05}
    assert slow == {}
