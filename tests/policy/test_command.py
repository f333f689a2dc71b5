"""`mailbot policy` at the terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.cli.policy import policy
from tests.policy.conftest import CONFIG


def run(*arguments: str, home: Path = CONFIG.parent) -> Result:
    return CliRunner().invoke(policy, arguments, obj=home)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(CONFIG / "policy", tmp_path / "config" / "policy")
    shutil.copy(CONFIG / "mailbot.toml", tmp_path / "config")
    return tmp_path


def spoil(home: Path, file: str, right: str, wrong: str) -> None:
    path = home / "config" / "policy" / file
    assert right in path.read_text()
    path.write_text(path.read_text().replace(right, wrong))


def test_every_clause_is_listed_with_its_rules_and_the_review_is_overdue() -> None:
    listed = run()
    assert listed.exit_code == 0, listed.output
    assert "4.5    After a no-show the school tries telephone, email and letter" in listed.output
    assert "rules: no_show, telephone_tried, email_tried, letter_tried, attempts_exhausted" in listed.output
    assert "NO RULE: It names a source; there is nothing in it to decide." in listed.output
    assert (
        "Review overdue: Children Missing Education Policy 2023/2024 was to be reviewed by 1 July 2024" in listed.output
    )
    assert sum(line.startswith(("cover ", *"123456")) for line in listed.output.splitlines()) == 26


def test_one_clause_is_shown_with_its_law_its_values_and_its_tasks() -> None:
    shown = run("4.5").output
    assert "haverling" in shown
    assert "attempts = telephone, email, letter (ways) since 2023-09-01" in shown
    assert "rule        attempts_exhausted: telephone, email and letter were all tried" in shown
    assert "asks        on which date a letter was sent to the parent, and what came of it" in shown
    assert "task        School Admissions advises the school what to do next" in shown
    assert "no rule" not in shown


def test_a_clause_without_a_rule_says_why() -> None:
    assert "no rule     It names a source; there is nothing in it to decide." in run("1.2").output


def test_a_number_that_is_no_clause_names_those_there_are() -> None:
    shown = run("4.9")
    assert shown.exit_code == 2
    assert "no clause 4.9. There are cover, 1.1, 1.2" in shown.output


def test_a_clause_without_rule_or_reason_fails(home: Path) -> None:
    spoil(home, "clauses.toml", 'unruled = "It names a source; there is nothing in it to decide."', "")
    listed = run(home=home)
    assert listed.exit_code == 1
    assert "clauses.toml, 1.2: no rule applies it" in listed.output


def test_a_slip_in_a_rule_name_fails(home: Path) -> None:
    spoil(home, "priorities.toml", ".significant_concern]", ".significant_concerns]")
    listed = run(home=home)
    assert listed.exit_code == 1
    assert 'mailbot does not know "significant_concerns"' in listed.output
