"""The manual of the templates, and the questions, say what the code and the policy say."""

from __future__ import annotations

import tomllib
from pathlib import Path

from mailbot.letters.variables import readme
from tests.letters.desk import SHIPPED

FACTS = Path(__file__).parents[2] / "config" / "policy" / "facts.toml"


def test_the_manual_is_the_one_that_the_code_makes() -> None:
    assert SHIPPED["README.md"] == readme(), "run: python -m mailbot.letters.variables > templates/README.md"


def test_there_is_a_question_for_every_fact_that_policy_may_miss() -> None:
    assert set(tomllib.loads(SHIPPED["questions.toml"])) == set(tomllib.loads(FACTS.read_text()))
