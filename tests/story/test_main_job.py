"""The main job on real servers: the sample mail lies in a real Dovecot, `mailbot once` runs as a process of its own."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from mailbot.store.store import Store
from tests.servers.dovecot import Dovecot
from tests.story.home import Home

OFFICER = Path(__file__).parents[1] / "corpus" / "officer"
pytestmark = pytest.mark.needs("dovecot")


def test_each_genuine_sender_gets_one_letter_each_machine_none_and_a_second_pass_changes_nothing(
    home: Home, dovecot: Dovecot
) -> None:
    expected: Counter[str] = Counter()
    machines = set()
    for path in sorted((OFFICER / "messages").glob("*.eml")):
        gold = json.loads((OFFICER / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        dovecot.deliver(home.users[gold["mailbox"]], path.read_bytes())
        expected[f"<{path.stem}@mail.example.org>"] += gold["reply"]["disposition"] != "none"
        if gold["kind"] == "automatic":
            machines.add(f"<{path.stem}@mail.example.org>")

    first = home.run("once")
    assert first.returncode == 0, first.stderr
    answered = Counter(str(letter["In-Reply-To"]) for letter in home.letters() if letter["In-Reply-To"])
    assert answered == +expected
    assert machines and not machines & set(answered)
    assert {folder: _count(dovecot, home, folder) for folder in ("INBOX", "Processed")} == {"INBOX": 0, "Processed": 66}

    before = (len(home.letters()), _dump(home))
    second = home.run("once")
    assert second.returncode == 0, second.stderr
    assert (len(home.letters()), _dump(home)) == before


def test_no_letter_to_the_outside_names_a_child(home: Home, dovecot: Dovecot) -> None:
    names = set()
    for path in sorted((OFFICER / "messages").glob("*.eml")):
        gold = json.loads((OFFICER / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        dovecot.deliver(home.users[gold["mailbox"]], path.read_bytes())
        names |= {child[key] for child in gold["children"] for key in ("forename", "surname") if child.get(key)}
    assert home.run("once").returncode == 0
    outside = [letter for letter in home.letters() if letter["To"] != "officer@havering.gov.uk"]
    assert len(outside) > 50
    for letter in outside:
        words = set(str(letter["Subject"]).split()) | set(letter.get_body(("plain",)).get_content().split())  # type: ignore[union-attr]
        assert not words & names


def test_the_same_mail_in_both_mailboxes_makes_one_case_and_one_letter(home: Home, dovecot: Dovecot) -> None:
    raw = (OFFICER / "messages" / "x01-lupescu-siblings-prose.eml").read_bytes()
    for user in home.users.values():
        dovecot.deliver(user, raw)
    assert home.run("once").returncode == 0
    assert len([letter for letter in home.letters() if letter["In-Reply-To"]]) == 1
    assert len(_digest_cases(home)) == 2  # two children, once each


def test_another_client_that_reads_the_mailbox_makes_nothing_be_missed(home: Home, dovecot: Dovecot) -> None:
    raw = (OFFICER / "messages" / "x01-lupescu-siblings-prose.eml").read_bytes()
    dovecot.deliver(home.users["cme"], raw)
    client = dovecot.client(home.users["cme"])
    client.add_flags(client.search(), ["\\Seen"])
    client.logout()
    assert home.run("once").returncode == 0
    assert len(_digest_cases(home)) == 2


def _count(dovecot: Dovecot, home: Home, folder: str) -> int:
    total = 0
    for user in home.users.values():
        client = dovecot.client(user, folder)
        total += len(client.search())
        client.logout()
    return total


def _digest_cases(home: Home) -> list[str]:
    from datetime import UTC, datetime

    store = Store.open(f"sqlite:///{home.folder / 'mailbot.db'}")
    now = datetime.now(UTC)
    cases = [case.reference for case in store.digest(now.date(), now).cases]
    store.close()
    return cases


def _dump(home: Home) -> list[str]:
    """Every row of the database as text, but for the time of the last poll and how often it was started."""
    import sqlite3

    volatile = ("INTO cursors", 'INTO "cursors"', "INTO marks", 'INTO "marks"')
    with sqlite3.connect(home.folder / "mailbot.db") as connection:
        return [line for line in connection.iterdump() if not any(table in line for table in volatile)]


def test_a_resend_and_a_bare_forward_make_no_second_case_and_no_second_letter(home: Home, dovecot: Dovecot) -> None:
    raw = (OFFICER / "messages" / "x01-lupescu-siblings-prose.eml").read_bytes()
    resent = raw.replace(b"<x01-lupescu-siblings-prose@", b"<sent-again@")
    assert resent != raw
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    forward = (
        head.replace(b"<x01-lupescu-siblings-prose@", b"<forwarded@").replace(b"Subject: ", b"Subject: FW: ")
        + b"\n\n-----Original Message-----\nFrom: Bernadette Quill <bquill@tylerslane.havering.sch.uk>\n"
        + b"Sent: 08 October 2026 11:42\nTo: CME <CME@havering.gov.uk>\nSubject: Two pupils we can't find - Tylers Lane\n\n"
        + body
    )
    for mail in (raw, resent, forward):
        dovecot.deliver(home.users["cme"], mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        assert home.run("once").returncode == 0
    assert len([letter for letter in home.letters() if letter["In-Reply-To"]]) == 1
    assert len(_digest_cases(home)) == 2
