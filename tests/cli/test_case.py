"""`mailbot case`, `audit`, `export` and `purge`, as an officer types them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from mailbot.cli.account import account
from mailbot.cli.casefile import plain, show_list
from mailbot.cli.main import main
from mailbot.model.case import CaseStatus
from mailbot.model.referral import RiskFactor
from mailbot.store.store import Store, Wanted
from tests.casework.build import NOW, a_child, read
from tests.store.life import closed, opened
from tests.story.town import lay_home

OLU = {"MAILBOT_OFFICER": "Olu Bright"}
HIDDEN = replace(
    a_child("Ali", "Hassan"),
    address=read("77 Hidden Lane"),
    postcode=read("RM7 0HL"),
    risk_factors=(read(RiskFactor.DOMESTIC_ABUSE),),
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return lay_home(tmp_path / "home")


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    found = Store.open(f"sqlite:///{home / 'mailbot.db'}")
    yield found
    found.close()


@pytest.fixture
def zoe(store: Store) -> str:
    return opened(store, replace(a_child(), last_school=read("=1+1")))


@pytest.fixture
def ali(store: Store) -> str:
    return opened(store, HIDDEN)


def run(home: Path, *arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), *arguments], env={**OLU, **environment})


def good(home: Path, *arguments: str) -> str:
    ran = run(home, *arguments)
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_cases_are_listed_as_a_table_and_as_json(home: Path, zoe: str, ali: str) -> None:
    table = good(home, "case", "list")
    assert zoe in table
    assert "Zoe Khan" in table
    lines = [json.loads(line) for line in good(home, "case", "list", "--name", "khan", "--json").splitlines()]
    assert [(line["reference"], line["surname"]) for line in lines] == [(zoe, "Khan")]
    assert good(home, "case", "list", "--status", "closed") == "No such case.\n"


def test_the_whole_picture_of_a_case_is_on_one_screen(home: Path, zoe: str) -> None:
    screen = good(home, "case", "show", zoe.lower())
    for words in (
        zoe,
        "Zoe Khan",
        "search_systems",
        "Search the systems",
        "5.1",
        "opened",
        "head@manor.example",
        "referral",
    ):
        assert words in screen
    assert len(screen.splitlines()) < 50
    whole = json.loads(good(home, "case", "show", zoe, "--json"))
    assert whole["facts"]["forename"]["mail"] == 1
    assert [task["code"] for task in whole["tasks"]] == ["search_systems"]


def test_an_order_says_what_it_did_and_stands_on_the_record(home: Path, zoe: str) -> None:
    assert "nobody -> Bea Stone" in good(home, "case", "assign", zoe, "Bea Stone")
    good(home, "case", "note", zoe, "Grandmother rang.")
    good(home, "case", "status", zoe, "enquiries")
    good(home, "case", "task", zoe, "search_systems", "done", "--reason", "no trace")
    good(home, "case", "correct", zoe, "mis_reference", "MC-77", "--reason", "entered")
    page = good(home, "case", "chronology", zoe)
    olu = f"Olu Bright (account {account()})"
    for words in (f"note (6.1) by {olu}: Grandmother rang.", f"task done (6.1) by {olu}: no trace", "MC-77"):
        assert words in page
    assert "by Bea Stone" in run(home, "case", "note", zoe, "x", "--as", "Bea Stone").output + good(
        home, "case", "chronology", zoe
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["case", "lst"], "Did you mean list? There are: assign, chronology, close"),
        (
            ["case", "show", "CME-2026-NONE000000"],
            "there is no case CME-2026-NONE000000. `mailbot case list` lists them",
        ),
        (["case", "status", "ZOE", "closed"], "Possible: awaiting_information, enquiries, reported_located"),
        (["case", "close", "ZOE", "untraced", "--reason", "x"], "6.2: there was no review. First: mailbot case status"),
        (["case", "close", "ZOE", "nonsense"], "on_roll_elsewhere"),
        (["case", "task", "ZOE", "ask_police", "done"], "Tasks that are open: search_systems"),
        (["case", "correct", "ZOE", "dob", "x", "--reason", "y"], "dob is not a fact of a case. Facts: forename"),
        (["case", "merge", "ZOE", "--into", "CME-2026-NONE000000", "--reason", "y"], "there is no other case"),
        (["case", "status", "ZOE"], "Possible: awaiting_information, enquiries, reported_located"),
        (["case", "close", "ZOE"], "choose what became of the child; not nothing: on_roll_here"),
        (["case", "list", "--status", "open"], "is not one of 'new', 'awaiting_information', 'enquiries'"),
        (["case", "task", "ZOE", "search_systems", "waived"], "say why the task is waived, by --reason WORDS"),
        (["case", "task", "ZOE", "search_systems", "finished"], "is not one of 'done', 'waived', 'open'"),
        (["case", "split", "ZOE", "--reason", "x"], "To give a mail its own case: --mail N (1)"),
        (["case", "reopen", "ZOE", "--reason", "x"], "only a closed case can be opened again"),
        (["case", "restrict", "ZOE", "maybe"], "is not one of 'yes', 'no'"),
        (["case", "hold", "ZOE", "no"], "is not on hold already"),
        (["case", "assign", "ZOE"], "is with nobody already"),
        (["case", "correct", "ZOE", "upn", "A1", "--reason", "y"], "A1 is no UPN: a check letter"),
        (["case", "correct", "ZOE", "postcode", "Romford", "--reason", "y"], "write it such as RM1 3BB"),
        (["case", "correct", "ZOE", "year_group", "99", "--reason", "y"], "Possible: N, R, 1, 2"),
        (["case", "correct", "ZOE", "date_of_birth", "2999-01-01", "--reason", "y"], "within the last 25 years"),
        (["export", "subject", "CME-2026-NONE000000"], "`mailbot case list --all` lists them"),
        (["audit", "verify", "--anchor", "x"], "an anchor is a number, a colon"),
        (["export", "al"], "There are: cases, subject"),
    ],
)
def test_a_mistaken_order_says_what_is_possible(home: Path, zoe: str, arguments: list[str], says: str) -> None:
    ran = run(home, *(zoe if one == "ZOE" else one for one in arguments))
    assert ran.exit_code in (1, 2)
    assert says in " ".join(ran.output.split())
    assert "Traceback" not in ran.output


def test_who_gives_no_name_is_recorded_by_the_account(home: Path, zoe: str) -> None:
    assert run(home, "case", "note", zoe, "x", MAILBOT_OFFICER="").exit_code == 0
    assert f"note (6.1) by {account()}: x" in good(home, "case", "chronology", zoe)


def test_where_officers_accounts_are_known_nobody_acts_for_another(home: Path, zoe: str) -> None:
    settings = home / "config" / "mailbot.toml"
    plain_settings = settings.read_text(encoding="utf-8")
    settings.write_text(f'{plain_settings}[officers.accounts]\n"{account()}" = "Bea Stone"\n', encoding="utf-8")
    ran = run(home, "case", "note", zoe, "x")
    assert (ran.exit_code, ran.output) == (
        1,
        f"Error: the account {account()} is Bea Stone's, not Olu Bright's: leave the name away\n",
    )
    assert run(home, "case", "note", zoe, "mine", MAILBOT_OFFICER="").exit_code == 0
    assert f"note (6.1) by Bea Stone (account {account()}): mine" in good(home, "case", "chronology", zoe)
    settings.write_text(f'{plain_settings}[officers.accounts]\nnobody-else = "Ann Lee"\n', encoding="utf-8")
    ran = run(home, "purge", "--yes", MAILBOT_OFFICER="")
    assert (ran.exit_code, "is no officer's" in ran.output, "Ann Lee" in ran.output) == (1, True, True)


def test_a_restricted_case_shows_no_place_until_it_is_asked_for_and_that_is_recorded(home: Path, ali: str) -> None:
    for arguments in (
        ["case", "show", ali],
        ["case", "show", ali, "--json"],
        ["case", "chronology", ali],
        ["case", "list"],
    ):
        assert "Hidden" not in good(home, *arguments)
    assert "Hidden" not in good(home, "export", "cases", "--format", "json")
    corrected = good(home, "case", "correct", ali, "address", "78 Hidden Lane", "--reason", "a slip")
    assert ("corrected" in corrected, "Hidden" in corrected) == (True, False)
    good(home, "case", "correct", ali, "address", "77 Hidden Lane", "--reason", "no slip")
    assert "77 Hidden Lane" in good(home, "case", "show", ali, "--with-restricted")
    shown = f"restricted facts shown (3.4) by Olu Bright (account {account()}): case show"
    assert shown in good(home, "case", "chronology", ali)


def test_cases_are_exported_with_their_sources_and_no_formula(home: Path, zoe: str, ali: str) -> None:
    rows = list(csv.DictReader(io.StringIO(good(home, "export", "cases"))))
    assert [row["reference"] for row in rows] == [zoe, ali]
    assert rows[0]["last_school"] == "'=1+1"
    assert rows[0]["last_school_source"] == 'mail 1 of 2026-11-24, body "=1+1"'
    assert rows[1]["address"] == "locked"
    held = json.loads(good(home, "export", "cases", "--format", "json", "--with-restricted"))
    assert held[1]["facts"]["address"]["value"] == "77 Hidden Lane"


def test_an_export_to_a_file_is_its_owners_only_and_overwrites_nothing(home: Path, zoe: str, tmp_path: Path) -> None:
    target = tmp_path / "cases.csv"
    assert "1 cases written" in good(home, "export", "cases", "--out", str(target))
    assert target.stat().st_mode & 0o777 == 0o600
    ran = run(home, "export", "cases", "--out", str(target))
    assert (ran.exit_code, "choose another --out" in ran.output) == (1, True)


def test_all_that_is_held_on_a_child_comes_in_one_archive(home: Path, ali: str, tmp_path: Path) -> None:
    target = tmp_path / "ali.zip"
    good(home, "export", "subject", ali, "--out", str(target))
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        held = json.loads(archive.read("case.json"))[0]
        assert "77 Hidden Lane" in json.dumps(held)
        assert sorted(names)[:4] == ["README.txt", "case.csv", "case.json", "chronology.txt"]
        assert archive.read("mails/1.eml").startswith(b"Subject:")
        assert b"To: head@manor.example" in archive.read("letters/1.eml")
    assert "export subject" in good(home, "case", "chronology", ali)


def test_the_archive_holds_every_episode_of_the_child_and_nobody_elses(
    home: Path, store: Store, zoe: str, ali: str, tmp_path: Path
) -> None:
    closed(store, zoe)
    again = opened(store, a_child())
    opened(store, a_child("Mia"))  # perhaps the same: not hers until an officer says so
    for name in (zoe, again):
        target = tmp_path / f"{name}.zip"
        assert "all 2 cases of the child" in good(home, "export", "subject", name, "--out", str(target))
        with zipfile.ZipFile(target) as archive:
            assert [file["reference"] for file in json.loads(archive.read("case.json"))] == [zoe, again]
            assert archive.read("chronology.txt").decode().count("Zoe Khan") >= 2
            assert sorted(one for one in archive.namelist() if one.startswith("mails/")) == [
                "mails/1.eml",
                "mails/3.eml",
            ]
            assert "Mia" not in archive.read("case.csv").decode()


def test_the_record_is_verified_against_an_anchor(home: Path, store: Store, zoe: str) -> None:
    anchor = good(home, "audit", "anchor").strip()
    good(home, "case", "note", zoe, "x")
    assert "the record is whole: 5 events" in good(home, "audit", "verify", "--anchor", anchor)
    ran = run(home, "audit", "verify", "--anchor", f"5:{'0' * 64}")
    assert ran.exit_code == 1
    assert "does not hold event 5 as the anchor has it" in ran.output


def test_the_digests_anchor_tells_that_the_records_end_was_cut_off(home: Path, store: Store, zoe: str) -> None:
    shown = store.digest(NOW.date(), NOW).anchor
    assert "the record is whole: 4 events" in good(home, "audit", "verify", "--anchor", shown)
    length, _, seal = shown.partition(":")
    ran = run(home, "audit", "verify", "--anchor", f"{int(length) + 1}:{seal}")
    assert (ran.exit_code, "cut off" in ran.output) == (1, True)


def test_how_often_reading_was_right_is_counted_from_corrections(home: Path, store: Store, zoe: str) -> None:
    assert good(home, "audit", "reading").startswith("No case was ended yet")
    good(home, "case", "correct", zoe, "surname", "Kahn", "--reason", "the passport says so")
    good(home, "case", "correct", zoe, "sex", "F", "--reason", "the register says so")
    closed(store, zoe)
    table = good(home, "audit", "reading").splitlines()
    assert table[0].split() == ["fact", "read", "put", "right", "supplied", "right"]
    assert [line.split() for line in table[1:4]] == [
        ["forename", "1", "0", "0", "100.0%"],
        ["surname", "1", "1", "0", "0.0%"],
        ["date_of_birth", "1", "0", "0", "100.0%"],
    ]
    counted = [json.loads(line) for line in good(home, "audit", "reading", "--json").splitlines()]
    assert {"name": "sex", "read": 0, "put_right": 0, "supplied": 1, "right": None} in counted
    assert "Kahn" not in str(counted)


def test_purge_shows_first_and_forgets_only_when_told(home: Path, store: Store, zoe: str) -> None:
    old = opened(store, a_child("Old", "Case"), now=NOW - timedelta(days=9 * 365))
    closed(store, old, now=NOW - timedelta(days=9 * 365))
    shown = good(home, "purge")
    assert f"{old} ended" in shown
    assert "Nothing was changed" in shown
    assert zoe not in shown
    good(home, "purge", "--yes")
    assert "0 cases" in good(home, "purge")
    assert store.file(old).case.surname is None  # type: ignore[union-attr]
    assert store.file(zoe).case.status is CaseStatus.NEW  # type: ignore[union-attr]


def test_what_could_steer_a_terminal_is_shown_as_a_mark() -> None:
    assert plain("a\x1b[2Jb\u202ec\x9b\nd") == "a\ufffd[2Jb\ufffdc\ufffd\nd"


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        (("case", "re"), {"reopen", "restrict"}),
        (("case", "list", "--un"), {"--unassigned"}),
        (("case", "list", "--priority", "u"), {"urgent"}),
        (("case", "status", "CME-1", "re"), {"reported_located", "review"}),
        (("case", "close", "CME-1", "unt"), {"untraced", "untraced_to_social_care"}),
        (("case", "correct", "CME-1", "mi"), {"mis_reference"}),
        (("case", "restrict", "CME-1", "y"), {"yes"}),
        (("exp",), {"export"}),
        (("export", "s"), {"subject"}),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_verbs_options_and_codes_are_completed(shell: str, typed: tuple[str, ...], completed: set[str]) -> None:
    place = typed[-1] if shell == "fish" else str(len(typed))
    asked = {"COMP_WORDS": " ".join(("mailbot", *typed)), "COMP_CWORD": place}
    ran = CliRunner().invoke(main, [], env={"_MAILBOT_COMPLETE": f"{shell}_complete", **asked}, prog_name="mailbot")
    words = {word for line in ran.output.splitlines() for word in line.replace(",", " ").replace("\t", " ").split()}
    assert completed <= words
    if shell == "bash":  # the others show the verbs' words of help too
        assert words == completed | {"plain"}


def test_a_list_reads_well_on_eighty_columns_and_on_many(store: Store, zoe: str) -> None:
    changed = replace(
        store.listed(Wanted())[0], assigned_to="Bea Stone-Ramsbottom", status=CaseStatus.LOCATED_NO_PROVISION
    )
    narrow, wide = (Console(width=width, file=io.StringIO()) for width in (80, 140))
    for console in (narrow, wide):
        show_list([changed], console)
    lines = narrow.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 3
    assert [line.split("  ")[0] for line in lines[1:]] == [zoe, "24 Nov 2026"]
    for words in ("located no provision", "Zoe Khan", "03 Apr 2015", "referral, cme", "Bea Stone-Ramsbottom"):
        assert any(words in line for line in lines)
    assert len(wide.file.getvalue().splitlines()) == 2  # type: ignore[attr-defined]
