"""`mailbot template`: what an admin who edits letters sees, and which version goes out meanwhile."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.cli.house import load_home
from mailbot.cli.main import main
from mailbot.cli.templating import renewed, versioned
from mailbot.letters import compose
from tests.letters.desk import LETTERHEAD, SHIPPED, reply
from tests.story.town import CONFIGURATION

MINE = SHIPPED["receipt.md"].replace("Thank you.", "Thank you very much.")
BROKEN = MINE.replace("\nThank", "\n{% if %}\nThank", 1)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for folder in ("config", "templates"):
        (tmp_path / folder).mkdir()
    (tmp_path / "config" / "mailbot.toml").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "templates" / "receipt.md").write_text(SHIPPED["receipt.md"], encoding="utf-8")
    return tmp_path


def save(home: Path, text: str, file: str = "receipt.md") -> None:
    (home / "templates" / file).write_text(text, encoding="utf-8")


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), "template", *arguments])


def state(home: Path, file: str = "receipt.md") -> str:
    ran = run(home, "list", "--json")
    assert ran.exit_code == 0, ran.output
    (row,) = (row for row in map(json.loads, ran.stdout.splitlines()) if row["file"] == file)
    return str(row["state"])


def goes_out(home: Path) -> str:
    """The receipt's text as it would go out now."""
    loaded = load_home(home)
    store = loaded.store()
    templates = versioned(loaded, store).house.templates
    store.close()
    return compose.words(reply("receipt"), templates, LETTERHEAD).text


def test_the_last_good_version_goes_out_while_the_saved_one_is_broken(home: Path) -> None:
    assert state(home) == "as shipped"
    save(home, MINE)
    assert state(home) == "your own"
    assert "Thank you very much." in goes_out(home)
    save(home, BROKEN)
    assert state(home) == "broken; version 2 is used"
    assert "Thank you very much." in goes_out(home)
    checked = run(home, "check", "receipt")
    assert checked.exit_code == 1
    assert "templates/receipt.md, line 5" in checked.output
    assert "templates/receipt.md is not used: broken; version 2 is used" in checked.output
    assert run(home, "restore", "receipt").output == "templates/receipt.md is again version 2.\n"
    assert (home / "templates" / "receipt.md").read_text(encoding="utf-8") == MINE
    assert state(home) == "your own"


def test_without_a_good_version_the_shipped_one_goes_out(home: Path) -> None:
    save(home, BROKEN)
    assert state(home) == "broken; the shipped one is used"
    assert goes_out(home) == compose.words(reply("receipt"), load_home(None).house.templates, LETTERHEAD).text


def test_the_history_says_when_by_whom_and_whether_it_was_good(home: Path) -> None:
    for text in (SHIPPED["receipt.md"], MINE, MINE, BROKEN):
        save(home, text)
        run(home, "check")
    told = [json.loads(line) for line in run(home, "history", "receipt.md", "--json").stdout.splitlines()]
    assert [(one["version"], one["good"], one["text"]) for one in told] == [
        (1, True, SHIPPED["receipt.md"]),
        (2, True, MINE),
        (3, False, BROKEN),
    ]
    assert all(one["by"] and one["at"] for one in told)
    assert "did not pass its check" in run(home, "history", "receipt").output.splitlines()[-1]
    assert "no version of yours" in run(home, "history", "urgent").output


def test_the_daemon_uses_a_saved_template_from_the_next_letter_on(home: Path) -> None:
    loaded = load_home(home)
    store = loaded.store()
    before = versioned(loaded, store).house.templates
    assert renewed(home, store, before) is before
    save(home, MINE)
    now = renewed(home, store, before)
    assert "Thank you very much." in compose.words(reply("receipt"), now, LETTERHEAD).text
    save(home, BROKEN)
    broken = renewed(home, store, now)
    assert "Thank you very much." in compose.words(reply("receipt"), broken, LETTERHEAD).text
    assert [version.good for version in store.template_history("receipt.md")] == [True, True, False]
    store.close()


def test_a_file_that_is_no_utf_8_stops_nothing_and_is_told(home: Path) -> None:
    (home / "templates" / "receipt.md").write_bytes(MINE.replace("very much", "ch\u00e8re").encode("latin-1"))
    checked = run(home, "check")
    assert checked.exit_code == 1
    assert "Save the file as UTF-8" in checked.output
    assert "Thank you. We have your email" in goes_out(home)


def test_the_difference_to_the_last_good_to_a_numbered_and_to_the_shipped_version(home: Path) -> None:
    run(home, "check")
    save(home, MINE)
    for options in ((), ("--version", "1"), ("--shipped",)):
        changed = run(home, "diff", "receipt", *options).output.splitlines()
        assert [line for line in changed if line.startswith(("+Thank", "-Thank"))] == [
            line
            for sign, text in (("-", SHIPPED["receipt.md"]), ("+", MINE))
            for line in (sign + text.split("---\n")[2].strip().split("\n")[0],)
        ]
    assert run(home, "diff", "receipt", "--version", "9").exit_code == 2


@pytest.mark.parametrize("sample", ["full", "bare"])
@pytest.mark.parametrize(
    "file", sorted(file for file in SHIPPED if file.endswith((".md", ".html")) and file != "README.md")
)
def test_every_template_can_be_looked_at(home: Path, file: str, sample: str) -> None:
    page = home / "page.html"
    ran = run(home, "preview", file, "--sample", sample, "--html", str(page))
    assert ran.exit_code == 0, ran.output
    assert page.read_text(encoding="utf-8").strip()
    if SHIPPED[file].startswith("---"):
        assert ran.output.startswith("Subject: ")


def test_a_broken_template_is_previewed_as_what_is_used_instead(home: Path) -> None:
    save(home, BROKEN)
    ran = run(home, "preview", "receipt")
    assert ran.exit_code == 1
    assert "Thank you. We have your email" in ran.output
    assert "line 5" in ran.output


def test_a_mistyped_name_is_answered_with_the_nearest(home: Path) -> None:
    ran = run(home, "preview", "receit")
    assert ran.exit_code == 2
    assert "Did you mean receipt?" in ran.output


def test_restoring_what_is_shipped(home: Path) -> None:
    save(home, MINE)
    assert run(home, "restore", "receipt", "--shipped").exit_code == 0
    assert state(home) == "as shipped"
    assert run(home, "restore", "receipt", "1").exit_code == 0
    assert state(home) == "your own"
