"""`mailbot outbox`, and the mark by which a restored copy is known."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.cli.instance import note_start
from mailbot.cli.main import main
from mailbot.model.letter import Letter, Refused
from mailbot.store.store import Store
from tests.story.town import CONFIGURATION

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "mailbot.toml").write_text(CONFIGURATION, encoding="utf-8")
    return tmp_path


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    """Two letters wait."""
    opened = Store.open(f"sqlite:///{home / 'mailbot.db'}")
    letters = [
        Letter(f"k{n}", f"<k{n}@havering.gov.uk>", f"head{n}@manor.example", f"Letter {n}", b"x", "reply")
        for n in range(2)
    ]
    opened.queue_digest(NOW.date(), letters, NOW)
    yield opened
    opened.close()


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), "outbox", *arguments])


def states(home: Path) -> dict[int, str]:
    ran = run(home, "list", "--json")
    assert ran.exit_code == 0, ran.output
    return {letter["id"]: letter["state"] for letter in map(json.loads, ran.stdout.splitlines())}


def test_the_list_reads_well_on_eighty_columns_and_on_many(home: Path, store: Store) -> None:
    outgoing = store.lease(datetime.now(UTC))
    assert outgoing is not None
    store.conclude(outgoing, Refused("550 5.1.1 no such user"), NOW)
    narrow = CliRunner().invoke(main, ["--home", str(home), "outbox", "list"], env={"COLUMNS": "80"}).output
    for words in ("head0@manor.example", "550 5.1.1 no such user", "24 Nov 09:00", "tries: 1"):
        assert any(words in line for line in narrow.splitlines()), narrow
    wide = CliRunner().invoke(main, ["--home", str(home), "outbox", "list"], env={"COLUMNS": "140"}).output
    assert len(wide.splitlines()) == 3
    assert "550 5.1.1 no such user" in wide


def test_letters_are_held_released_and_tried_again_by_number(home: Path, store: Store) -> None:
    assert states(home) == {1: "queued", 2: "queued"}
    assert run(home, "hold", "1").output == "letter 1: held\n"
    assert states(home) == {1: "held", 2: "queued"}
    assert run(home, "release", "1").output == "letter 1: released\n"
    outgoing = store.lease(datetime.now(UTC))
    assert outgoing is not None
    store.conclude(outgoing, Refused("550 5.1.1 no such user"), NOW)
    assert states(home) == {1: "refused", 2: "queued"}
    assert run(home, "retry", "1").output == "letter 1: queued\n"
    assert states(home) == {1: "queued", 2: "queued"}


def test_what_cannot_be_done_is_told_and_fails(home: Path, store: Store) -> None:
    told = {
        "hold": "letter 77: not held. It is not waiting",
        "release": "letter 77: not released. It is not held",
        "retry": "letter 77: not queued. Only letters that were deferred, refused or came back can be",
    }
    for verb, words in told.items():
        ran = run(home, verb, "77")
        assert ran.exit_code == 1
        assert ran.output.startswith(words)
    assert run(home, "hold").exit_code == run(home, "hold", "1", "--all").exit_code == 2


def test_everything_is_held_and_released_and_each_list_says_so(home: Path, store: Store) -> None:
    run(home, "hold", "2")
    ran = run(home, "hold", "--all", "--reason", "the relay is being moved", "--as", "A. Officer")
    assert "by A. Officer: the relay is being moved" in ran.output
    assert not store.is_due(NOW)
    assert "mailbot outbox release --all" in run(home, "list").output
    assert run(home, "release", "--all").output == (
        "Sending goes on.\nLetters that are still held: 2. Let them go by: mailbot outbox release 2\n"
    )
    assert store.is_due(datetime.now(UTC))
    assert states(home) == {1: "queued", 2: "held"}
    assert run(home, "release", "--all").output.startswith("Sending was not held.")


@pytest.mark.usefixtures("store")
def test_the_list_is_narrowed_and_shows_what_a_terminal_may_show(home: Path) -> None:
    listed = run(home, "list", "--to", "head1", "--state", "queued", "--purpose", "reply").output
    assert "Letter 1" in listed
    assert "Letter 0" not in listed
    assert run(home, "list", "--since", "2030-01-01").output.strip() == "No such letter."
    assert run(home, "list", "--state", "lost").exit_code == 2


def test_a_backup_put_back_in_its_place_or_started_elsewhere_sends_nothing(home: Path, tmp_path: Path) -> None:
    database = home / "mailbot.db"

    def start(folder: Path) -> bool:
        """Whether it may send after this start."""
        opened = Store.open(f"sqlite:///{folder / 'mailbot.db'}")
        held = note_start(folder, opened)
        opened.close()
        return held is None

    assert start(home)
    assert start(home)
    backup = tmp_path / "backup.db"
    shutil.copyfile(database, backup)  # nothing is in the WAL once the last connection is closed
    assert start(home)
    assert start(home)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copyfile(backup, elsewhere / "mailbot.db")
    assert not start(elsewhere)
    shutil.copyfile(backup, database)
    assert not start(home)
    assert not start(home)
    assert (home / "mailbot.instance").stat().st_mode & 0o777 == 0o600
