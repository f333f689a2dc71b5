"""The daemon's jobs against servers that come and go: what is told, when, and what waits meanwhile."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from mailbot.config.settings import Smtp
from mailbot.daemon import Daemon, Reminder
from mailbot.demo.servers import MailServers
from mailbot.mail.smtp import Relay
from mailbot.model.letter import LetterState
from mailbot.store.store import Sought
from tests.servers.smtp_script import ScriptedSmtp
from tests.story.letterbox import START, Letterbox, letterbox, mail, referral

HEAD = "Ada Head <head@manor.example>"
GREYLISTED = {"RCPT": b"451 4.7.1 greylisted"}


@pytest.fixture
def box(tmp_path: Path, relay: MailServers) -> Iterator[Letterbox]:
    with letterbox(tmp_path, relay) as opened:
        yield opened


@dataclass
class Way:
    """The way out, by the port that answers now."""

    port: int

    def __call__(self) -> Relay:
        settings = {"host": "127.0.0.1", "port": self.port, "security": "none", "sender": "CME@havering.gov.uk"}
        return Relay(Smtp.model_validate({**settings, "timeout_seconds": 2}), None, 2)


def daemon(box: Letterbox, way: Way) -> Daemon:
    return Daemon(box.house, box.store, box.reader, {}, way, box.mint, now=lambda: box.clock)


def nobody() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def minutes(box: Letterbox, running: Daemon, count: int, every: int = 1) -> None:
    for _ in range(count):
        running.send()
        box.clock += timedelta(minutes=every)


def test_a_relay_that_is_down_is_told_at_once_then_ever_more_rarely_and_once_when_it_is_back(
    box: Letterbox, relay: MailServers, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "mailbot")
    way = Way(nobody())
    running = daemon(box, way)
    box.receive(mail(HEAD, "Pupil not traceable", referral()))
    minutes(box, running, 96, every=15)
    assert 4 <= caplog.text.count("nobody answers on this port") <= 5  # at once, after 15 min, 1 h, 4 h, 12 h
    way.port = relay.smtp_port
    minutes(box, running, 3)
    assert len(re.findall(r"send: works again; it failed since 24 Nov 09:01", caplog.text)) == 1
    assert len(box.letters()) == 1


def test_each_trouble_of_a_job_is_told_at_once() -> None:
    reminder, now = Reminder(), START
    assert reminder.is_due("send", "no route", now)
    assert not reminder.is_due("send", "no route", now + timedelta(minutes=14))
    assert reminder.is_due("send", "login refused", now + timedelta(minutes=14))
    assert reminder.is_due("receive cme", "no route", now)
    assert reminder.over("send") == now
    assert reminder.over("send") is None


def test_a_trouble_that_lasts_is_told_again_after_growing_pauses() -> None:
    reminder, told = Reminder(), list[float]()
    for minute in range(3 * 24 * 60):
        if reminder.is_due("send", "no route", START + timedelta(minutes=minute)):
            told.append(minute)
    assert told == [0, 15, 75, 315, 1035, 1755, 2475, 3195, 3915]


def test_days_without_a_relay_do_not_count_against_a_letter_that_waits(box: Letterbox, relay: MailServers) -> None:
    way = Way(nobody())
    running = daemon(box, way)
    box.receive(mail(HEAD, "Pupil not traceable", referral()))
    minutes(box, running, 24, every=6 * 60)
    with ScriptedSmtp(GREYLISTED) as server:
        way.port = server.port
        minutes(box, running, 1, every=24 * 60)
        assert state(box) is LetterState.DEFERRED
        way.port = nobody()
        minutes(box, running, 24, every=6 * 60)
        way.port = server.port
        minutes(box, running, 24, every=3 * 60)
        assert state(box) is LetterState.DEFERRED
        minutes(box, running, 16, every=3 * 60)
        assert state(box) is LetterState.REFUSED


def state(box: Letterbox) -> LetterState:
    return box.store.posted(Sought(purpose="reply"))[0].state


def test_while_sending_is_held_the_log_says_so_and_only_the_officers_digest_leaves(
    box: Letterbox, relay: MailServers, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "mailbot")
    running = daemon(box, Way(relay.smtp_port))
    before = len(relay.letters)
    box.receive(mail(HEAD, "Pupil not traceable", referral()))
    box.store.hold_all("the database was restored", "mailbot", box.clock)
    assert running.once()
    assert caplog.text.count("mailbot outbox release --all") == 1
    (digest,) = relay.letters[before:]
    assert digest.recipient == "officer@havering.gov.uk"
    assert b"sending is held" in digest.raw
    box.store.release_all(box.clock)
    running.send()
    assert [letter.recipient for letter in relay.letters[before + 1 :]] == ["head@manor.example"]


def test_a_pass_at_noon_makes_the_morning_digest_once(box: Letterbox, relay: MailServers) -> None:
    running = daemon(box, Way(relay.smtp_port))
    before = len(relay.letters)
    assert running.once()
    assert running.once()
    assert len(relay.letters) == before + 1
