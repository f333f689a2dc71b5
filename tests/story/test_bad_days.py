"""Bad input and bad days: a clear message, nothing lost, the next mail still served."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from pathlib import Path
from random import Random

import pytest

from mailbot.demo.servers import MailServers
from tests.servers.dovecot import Dovecot
from tests.story.home import Home, make_home

GENUINE = (
    b"From: Ada Head <head@manor.example>\r\nTo: CME@havering.gov.uk\r\nSubject: Pupil not traceable\r\n"
    b"Message-ID: <m1@manor.example>\r\nDate: Tue, 24 Nov 2026 09:00:00 +0000\r\n\r\n"
    b"Dear team,\r\n\r\nOur pupil Zoe Example (date of birth 3 April 2015, Year 6) has not been in school since\r\n"
    b"2 November 2026 and we cannot trace the family. Address: 1 Invented Road, Romford RM1 3BB.\r\n\r\n"
    b"Ada Head, Manor Primary School\r\n"
)
pytestmark = pytest.mark.needs("dovecot")


def test_an_empty_and_an_unreadable_mail_are_kept_and_the_next_is_served(home: Home, dovecot: Dovecot) -> None:
    dovecot.lay(home.users["cme"], b"", bytes(range(256)) * 50, GENUINE)
    ran = home.run("once")
    assert ran.returncode == 0, ran.stderr
    letters = [str(letter["To"]) for letter in home.letters()]
    assert sorted(letters) == ["head@manor.example", "officer@havering.gov.uk", "officer@havering.gov.uk"]
    assert ran.stderr.count("decided inbound=") == 3


def test_bytes_that_are_no_mail_are_kept_and_told_to_the_officer_and_are_never_a_case(
    home: Home, dovecot: Dovecot
) -> None:
    import sqlite3

    junk = Random(3).randbytes(20_000).translate(None, b"\r\n\0")  # Dovecot ends lines its own way
    dovecot.lay(home.users["cme"], junk, b"\r\nour pupil is missing", b"\0" * 500)
    assert home.run("once").returncode == 0
    assert {str(letter["To"]) for letter in home.letters()} == {"officer@havering.gov.uk"}
    with sqlite3.connect(home.folder / "mailbot.db") as connection:
        assert connection.execute("SELECT count(*) FROM cases").fetchone() == (0,)
    listed = home.run("mail", "list").stdout.splitlines()
    assert len(listed) == 3
    assert all("none of the headers of a mail" in line for line in listed)
    saved = home.folder / "1.eml"
    assert home.run("mail", "save", "1", str(saved)).returncode == 0
    assert saved.read_bytes().strip() == junk


def test_a_mail_of_50_mb_is_received_and_the_next_is_served(home: Home, dovecot: Dovecot) -> None:
    line = b"A" * 76 + b"\r\n"
    large = (
        b"From: b@manor.example\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + line * (50_000_000 // len(line))
    )
    dovecot.deliver(home.users["cme"], large, GENUINE)
    ran = home.run("once")
    assert ran.returncode == 0, ran.stderr
    assert "head@manor.example" in [letter["To"] for letter in home.letters()]


def test_a_wrong_password_is_told_in_words_without_the_password(home: Home) -> None:
    ran = home.run("check", TEST_IMAP_PASSWORD="wrong-horse")
    assert ran.returncode == 1
    assert "login" in ran.stderr
    assert "mailboxes.cme" in ran.stderr
    assert "wrong-horse" not in ran.stdout + ran.stderr


def test_a_server_that_is_down_is_told_and_the_other_mailbox_is_still_served(
    tmp_path: Path, dovecot: Dovecot, relay: MailServers
) -> None:
    home = make_home(tmp_path / "home", dovecot, relay)
    config = home.folder / "config" / "mailbot.toml"
    cme, admissions = config.read_text().split("[mailboxes.admissions]")
    down = admissions.replace(f"port = {dovecot.imaps_port}", f"port = {_closed_port()}")
    config.write_text(f"{cme}[mailboxes.admissions]{down}")
    dovecot.deliver(home.users["cme"], GENUINE)
    ran = home.run("once")
    assert ran.returncode == 1
    assert "nobody answers on this port" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert [letter["To"] for letter in home.letters()] == ["head@manor.example"]


def test_a_relay_that_is_down_keeps_the_letter_and_the_next_pass_sends_it(
    tmp_path: Path, dovecot: Dovecot, relay: MailServers
) -> None:
    home = make_home(tmp_path / "home", dovecot, relay)
    config = home.folder / "config" / "mailbot.toml"
    right = config.read_text()
    config.write_text(right.replace(f"port = {relay.smtp_port}", f"port = {_closed_port()}"))
    dovecot.deliver(home.users["cme"], GENUINE)
    assert home.run("once").returncode == 1
    assert home.letters() == []
    config.write_text(right)
    assert home.run("once").returncode == 0
    assert [letter["To"] for letter in home.letters()] == ["head@manor.example"]


def test_a_broken_template_is_reported_and_the_referral_is_recorded_and_answered_all_the_same(
    home: Home, dovecot: Dovecot
) -> None:
    templates = home.folder / "templates"
    templates.mkdir()
    for name in ("acknowledgement", "ask_for_information"):
        (templates / f"{name}.md").write_text("---\nsubject: x\n---\n{% if %}", encoding="utf-8")
    checked = home.run("check", "--offline")
    assert checked.returncode == 1
    assert "acknowledgement.md" in checked.stderr
    dovecot.deliver(home.users["cme"], GENUINE)
    assert home.run("once").returncode == 0
    assert [letter["To"] for letter in home.letters()] == ["head@manor.example"]


def test_a_mistaken_configuration_is_told_whole_and_nothing_starts(home: Home) -> None:
    config = home.folder / "config" / "mailbot.toml"
    config.write_text(config.read_text().replace("sender =", "sendr =").replace("[officers]", "[offcers]"))
    ran = home.run("once")
    assert ran.returncode == 1
    assert "Did you mean sender?" in ran.stderr
    assert "Did you mean officers?" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_database_that_cannot_be_written_is_told_in_words_and_the_mail_stays_where_it_is(
    home: Home, dovecot: Dovecot
) -> None:
    dovecot.deliver(home.users["cme"], GENUINE)
    config = home.folder / "config" / "mailbot.toml"
    config.write_text(config.read_text() + '\n[database]\nurl = "sqlite:////proc/none/mailbot.db"\n')
    ran = home.run("once")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    client = dovecot.client(home.users["cme"])
    assert len(client.search()) == 1
    client.logout()


def test_the_daemon_serves_and_stops_within_ten_seconds_of_sigterm(home: Home, dovecot: Dovecot) -> None:
    with subprocess.Popen(home.command("run"), env=home.environment(), stderr=subprocess.PIPE, text=True) as daemon:
        dovecot.deliver(home.users["cme"], GENUINE)
        deadline = time.monotonic() + 90
        while not home.letters() and time.monotonic() < deadline:
            time.sleep(0.2)
        second = home.run("once")
        began = time.monotonic()
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(15) == 0
        assert time.monotonic() - began < 10
    assert [letter["To"] for letter in home.letters()] == ["head@manor.example"]
    assert second.returncode == 1
    assert "another mailbot works on this database" in second.stderr


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_database_that_fails_for_a_while_costs_no_mail_its_case(home: Home, dovecot: Dovecot) -> None:
    import sqlite3

    dovecot.deliver(home.users["cme"], GENUINE)
    assert home.run("once").returncode == 0  # makes the database; the mail is dealt with
    dovecot.deliver(home.users["cme"], GENUINE.replace(b"m1@", b"m2@").replace(b"Zoe", b"Ali"))
    database = home.folder / "mailbot.db"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON cases BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
    for _ in range(4):
        ran = home.run("once")
        assert ran.returncode == 1
        assert "the database failed" in ran.stderr
    with sqlite3.connect(database) as connection:
        connection.execute("DROP TRIGGER full")
    assert home.run("once").returncode == 0
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM cases").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM inbounds WHERE state = 'quarantined'").fetchone() == (0,)


def test_a_mail_that_is_put_aside_is_told_at_once_and_can_be_taken_out_and_tried_again(
    home: Home, dovecot: Dovecot, tmp_path: Path
) -> None:
    import sqlite3

    dovecot.deliver(home.users["cme"], GENUINE)
    assert home.run("once").returncode == 0
    with sqlite3.connect(home.folder / "mailbot.db") as connection:
        connection.execute("UPDATE inbounds SET state = 'received', attempts = 7")
    assert home.run("once").returncode == 0
    assert [str(letter["To"]) for letter in home.letters()][-1] == "officer@havering.gov.uk"
    listed = home.run("mail", "list")
    assert "mailbot failed on this mail 2 times" in listed.stdout
    saved = home.run("mail", "save", "1", str(tmp_path / "mail.eml"))
    assert saved.returncode == 0, saved.stderr
    assert (tmp_path / "mail.eml").read_bytes().endswith(GENUINE[-40:])
    assert home.run("mail", "retry", "1").returncode == 0
    assert home.run("mail", "list").stdout == ""
    assert home.run("mail", "retry", "1").returncode == 1
