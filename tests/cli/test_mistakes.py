"""What a person may get wrong, and what they are told: what, where, what to do. Never a traceback, never exit status 0."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.cli.main import main
from tests.story.town import CONFIGURATION

SHIPPED = Path(__file__).parents[2] / "config"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that `mailbot init` made, small servers named; the working folder is another."""
    made = tmp_path / "home"
    assert CliRunner().invoke(main, ["init", str(made)]).exit_code == 0
    (made / "config" / "mailbot.toml").write_text(CONFIGURATION, encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    for name in ("MAILBOT_HOME", "CREDENTIALS_DIRECTORY", "MAILBOT_OFFICER", "MAILBOT_LOG"):
        monkeypatch.delenv(name, raising=False)
    return made


def run(home: Path | None, *arguments: str, **environment: str) -> Result:
    named = ["--home", str(home)] if home else []
    return CliRunner().invoke(main, [*named, *arguments], env=environment, prog_name="mailbot")


def refused(ran: Result, *told: str) -> None:
    """It ended with words, not with a traceback."""
    assert ran.exit_code in (1, 2), ran.output
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
    for words in told:
        assert words in ran.output, ran.output


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in folder.rglob("*")
    }


def test_a_check_changes_nothing_on_the_disk(home: Path) -> None:
    (home / "templates" / "receipt.md").write_text("---\nsubject: x\n---\n{% if %}", encoding="utf-8")
    before = tree(home.parent)
    refused(run(home, "check", "--offline"), "templates/receipt.md", "1 mistake to mend.")
    (home / "templates" / "receipt.md").unlink()
    (home / "templates" / "receipt.md").write_bytes((SHIPPED.parent / "templates" / "receipt.md").read_bytes())
    before = tree(home.parent)
    assert run(home, "check", "--offline").exit_code == 0
    assert tree(home.parent) == before


def test_all_mistakes_of_all_files_and_secrets_are_told_at_once(home: Path) -> None:
    config = home / "config"
    (home / "open").write_text("hunter2")
    (home / "open").chmod(0o644)
    (config / "mailbot.toml").write_text(
        CONFIGURATION.replace('host = "localhost"\n[smtp]', 'hots = "localhost"\nlogin = "cme"\n[smtp]').replace(
            "[smtp]", 'password = { file = "open" }\n[smtp]\nlogin = "cme"\npassword = { file = "none" }'
        ),
        encoding="utf-8",
    )
    (config / "calendar.toml").write_text("confirmed = 3\n")
    (config / "directory.csv").write_bytes(b"organisation,type,domain\nSch\xf6n,school,schoen.example\n")
    (config / "policy" / "clauses.toml").write_text("[\n")
    (home / "templates" / "receipt.md").write_text("---\nsubject: x\n---\n{% if %}", encoding="utf-8")
    ran = run(home, "check", "--offline")
    refused(
        ran,
        "config/mailbot.toml, line 3, mailboxes.cme.hots: unknown key. Did you mean host?",
        "config/mailbot.toml, line 1, mailboxes.cme.host: missing",
        f"mailboxes.cme.password: {home}/open can be read by others. Do: chmod 600 {home}/open",
        f"smtp.password: there is no {home}/none. Put the secret there",
        "config/calendar.toml, line 1, confirmed: true or false is wanted",
        "config/directory.csv, line 2: not UTF-8 text. Save the file as UTF-8",
        "config/policy/clauses.toml, line 1: not TOML",
        "templates/receipt.md",
        "mistakes to mend.",
    )
    assert "hunter2" not in ran.output
    assert "started" not in ran.output


@pytest.mark.parametrize(
    ("content", "mode", "told"),
    [
        (None, 0o600, "there is no "),
        (b"", 0o600, "is empty. Put the secret there"),
        (b"\n", 0o600, "is empty"),
        (b"one\ntwo\n", 0o600, "has more than one line"),
        (b"pass\xff\xfeword", 0o600, "is not text. Save the secret as UTF-8"),
        (b"secret", 0o640, "can be read by others. Do: chmod 600"),
        (b"secret", 0o604, "can be read by others"),
    ],
)
@pytest.mark.parametrize("verb", [("check", "--offline"), ("check",), ("once",), ("run",)])
def test_a_secret_file_that_is_not_as_it_must_be(
    home: Path, content: bytes | None, mode: int, told: str, verb: tuple[str, ...]
) -> None:
    if content is not None:
        (home / "secret").write_bytes(content)
        (home / "secret").chmod(mode)
    text = CONFIGURATION.replace("[smtp]", '[smtp]\nlogin = "x"\npassword = { file = "secret" }')
    (home / "config" / "mailbot.toml").write_text(text, encoding="utf-8")
    ran = run(home, *verb)
    refused(ran, "config/mailbot.toml, line 6, smtp.password:", told)
    assert ("Nothing was started." in ran.output) == (verb[0] != "check")
    assert ("No login was tried." in ran.output) == (verb == ("check",))
    assert not (home / "mailbot.db").exists()


def test_a_mark_before_a_secret_is_not_part_of_it(home: Path) -> None:
    from mailbot.cli.secrets import fetch
    from mailbot.config.settings import Secret

    (home / "secret").write_bytes(b"\xef\xbb\xbfsecret\r\n")
    (home / "secret").chmod(0o600)
    assert fetch(Secret(file="secret"), home) == "secret"


def test_credentials_of_systemd_and_the_environment_are_looked_at_where_a_login_is_wanted(home: Path) -> None:
    text = CONFIGURATION.replace("[smtp]", '[smtp]\nlogin = "x"\npassword = { credential = "smtp" }')
    text = text.replace("[mailboxes.cme]", '[mailboxes.cme]\nlogin = "x"\npassword = { environment = "NO_SUCH" }')
    (home / "config" / "mailbot.toml").write_text(text, encoding="utf-8")
    assert run(home, "check", "--offline").exit_code == 0
    for verb in ("check", "once"):
        refused(run(home, verb), "NO_SUCH is not set. Set it", "no systemd credentials here", "2 mistakes to mend.")


@pytest.mark.parametrize(
    "verb",
    [
        "case list",
        "outbox list",
        "audit verify",
        "export cases",
        "purge",
        "once",
        "run",
        "mail list",
        "mail retry 1",
        "replay --since 2026-09-01",
    ],
)
def test_a_verb_of_the_database_asks_for_a_home_and_says_how(home: Path, verb: str) -> None:
    refused(run(None, *verb.split()), "a folder of your own", "`mailbot init DIR` makes one", "--home", "MAILBOT_HOME")
    refused(run(home.parent / "elsewhere", *verb.split()), "is no folder of mailbot's", "`mailbot init DIR` makes one")
    assert not list((home.parent / "elsewhere").iterdir())


@pytest.mark.parametrize("verb", ["check --offline", "policy 4.5", "template preview receipt", "template list"])
def test_what_is_shipped_can_be_looked_at_without_a_home(home: Path, verb: str) -> None:
    ran = run(None, *verb.split())
    assert ran.exit_code == 0, ran.output
    assert not list(Path.cwd().iterdir())


Change = Callable[[Path], object]


def edited(file: str, old: str, new: str) -> Change:
    """The file of the home folder with `old` replaced, or with `new` added where `old` is empty."""

    def change(home: Path) -> None:
        path = home / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")

    return change


def nothing(_: Path) -> None:
    return None


@pytest.mark.parametrize(
    ("change", "verb", "told"),
    [
        (nothing, "chekc", "there is no `mailbot chekc`. Did you mean check?"),
        (nothing, "mail lst", "Did you mean list?"),
        (nothing, "check --offlin", "--offline"),
        (
            nothing,
            "case show CME-2026-NOSUCH --as Olu",
            "there is no case CME-2026-NOSUCH. `mailbot case list` lists them",
        ),
        (nothing, "case list --status opened", "'opened' is not one of"),
        (nothing, "case status CME-2026-NOSUCH review --as Olu --reason x", "there is no case CME-2026-NOSUCH"),
        (nothing, "outbox list --state gone", "'gone' is not one of"),
        (nothing, "outbox list --since 24.11.2026", "does not match the format '%Y-%m-%d'"),
        (nothing, "replay --since yesterday", "does not match the format '%Y-%m-%d'"),
        (nothing, "mail retry 7", "Mail 7 is not put aside. `mailbot mail list` shows those that are"),
        (nothing, "template preview receit", "Did you mean receipt?"),
        (nothing, "policy 99.9", "99.9"),
        (nothing, "read nowhere.eml", "nowhere.eml: cannot be read (No such file or directory). Check the path"),
        (nothing, "audit verify --anchor nonsense", "--anchor"),
        (nothing, "export subject CME-2026-NOSUCH --as Olu", "there is no case"),
        (
            edited("config/mailbot.toml", "localhost", ""),
            "check --offline",
            "config/mailbot.toml, line 3, mailboxes.cme.host: empty",
        ),
        (
            edited("config/mailbot.toml", "[mailboxes.cme]", "[mailboxes.cem]"),
            "check --offline",
            'there is no mailbox "cem". Did you mean cme?',
        ),
        (
            edited("config/mailbot.toml", "", '[schedule]\ntimezone = "Europe/Londn"\n'),
            "case list",
            "schedule.timezone: unknown key",
        ),
        (
            edited("config/calendar.toml", "2026-09-01, 2026-12-18", "2026-12-18, 2026-09-01"),
            "check --offline",
            "config/calendar.toml, line",
        ),
        (edited("config/calendar.toml", "2026-09-01", "2026-09-31"), "check --offline", "config/calendar.toml, line"),
        (
            edited("config/directory.csv", "", "Manor School,shcool,manor.example\n"),
            "check --offline",
            "unknown type 'shcool'. Did you mean school?",
        ),
        (
            edited("config/policy/kinds.toml", "queue = ", "qeue = "),
            "check --offline",
            "unknown key. Did you mean queue?",
        ),
        (
            edited("config/policy/phrases/concerns.toml", "[[phrase]]", "[[phrases]]"),
            "check --offline",
            "phrases: unknown key. Did you mean phrase?",
        ),
        (
            edited("config/mailbot.toml", "", '[database]\nurl = "sqlite:////proc/none/mailbot.db"\n'),
            "case list",
            "the database /proc/none/mailbot.db cannot be written",
        ),
        (
            edited("config/mailbot.toml", "[mailboxes.cme]", '[mailboxes.cme]\nca_file = "/nowhere/ca.pem"'),
            "check --offline",
            "mailboxes.cme.ca_file: the file of certificates /nowhere/ca.pem can't be read",
        ),
    ],
)
def test_a_mistake_is_told_with_what_to_do(home: Path, change: Change, verb: str, told: str) -> None:
    change(home)
    refused(run(home, *verb.split()), told)


@pytest.mark.parametrize(
    ("file", "near"),
    [("config/calender.toml", "calendar.toml"), ("config/policy/claues.toml", "clauses.toml")],
)
def test_a_file_that_nothing_reads_is_told_by_check(home: Path, file: str, near: str) -> None:
    (home / file).write_text("")
    ran = run(home, "check", "--offline")
    assert f"warning: {file}: nothing reads this file. Did you mean {near}?" in ran.output


@pytest.mark.parametrize("verb", ["once", "run"])
def test_an_unknown_level_of_the_log_is_told(home: Path, verb: str) -> None:
    refused(run(home, verb, MAILBOT_LOG="warn"), 'MAILBOT_LOG is "warn". Did you mean WARNING?')


def test_a_home_that_does_not_exist_is_told(home: Path) -> None:
    refused(run(home / "none", "check"), f"there is no folder {home / 'none'}. `mailbot init DIR` makes one")
    refused(run(None, "check", MAILBOT_HOME=str(home / "none")), "there is no folder", "MAILBOT_HOME")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_this_user_may_not_read_is_told(home: Path) -> None:
    (home / "config" / "mailbot.toml").chmod(0)
    refused(run(home, "check", "--offline"), "config/mailbot.toml: cannot be read by this user", "chmod g+rX")


def test_the_demo_works_in_no_folder_that_is_in_use(home: Path) -> None:
    before = tree(home)
    refused(run(None, "demo", "--exit", "--folder", str(home)), "is in use", "Name a new or empty folder")
    assert tree(home) == before


def test_init_again_adds_what_is_new_and_leaves_what_was_edited(home: Path) -> None:
    (home / "config" / "calendar.toml").unlink()
    ran = run(None, "init", str(home))
    assert ran.exit_code == 0
    assert "1 files written" in ran.output
    assert (home / "config" / "mailbot.toml").read_text(encoding="utf-8") == CONFIGURATION
    assert (home / "config" / "calendar.toml").read_bytes() == (SHIPPED / "calendar.toml").read_bytes()
