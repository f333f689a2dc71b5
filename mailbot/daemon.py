"""The scheduler's jobs: receive, process, send, digest. When they run and how they stop; their work is the pipeline's.

Every job runs by itself and may fail by itself: a server that is down is told once, and the next run tries again.
The watchdog is fed by jobs that end, never by a timer of its own: a job that hangs lets systemd restart us.
"""

from __future__ import annotations

import itertools
import logging
import os
import signal
import socket
import threading
import time as monotonic
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, time

from apscheduler.schedulers.background import BackgroundScheduler

from mailbot import pipeline
from mailbot.bounds import Reader
from mailbot.mail.imap import Folder
from mailbot.mail.wire import WireError
from mailbot.model.decision import Decision
from mailbot.model.inbound import Inbound
from mailbot.model.letter import LetterState, Outgoing
from mailbot.model.referral import Mailbox
from mailbot.pipeline import House, Relay
from mailbot.policy.calendar import LONDON
from mailbot.store.store import Store

log = logging.getLogger("mailbot")

FULL_EVERY = 15  # polls; in between, only what lies above the cursor is asked for
GRACE = 8.0  # seconds that running jobs get to end after SIGTERM


class Watcher:
    """Is told what happens, as it happens. This one writes it to the log: ids and codes only, never a person's data."""

    def received(self, mailbox: Mailbox, inbound_id: int) -> None:
        log.info("received mailbox=%s inbound=%d", mailbox, inbound_id)

    def decided(self, inbound: Inbound, decision: Decision) -> None:
        kind = decision.reading.kind.value if decision.reading else "unread"
        priority = decision.triage.priority if decision.triage else "none"
        opened = ",".join(opening.case.reference for opening in decision.openings)
        log.info("decided inbound=%d kind=%s priority=%s opened=%s", inbound.id, kind, priority, opened or "-")

    def sent(self, outgoing: Outgoing, state: LetterState) -> None:
        log.info("letter=%d purpose=%s state=%s", outgoing.id, outgoing.letter.purpose, state)

    def failed(self, job: str, error: Exception) -> None:
        if isinstance(error, WireError):
            log.error("%s: %s", job, error)
        else:
            # The message of an unknown error may quote a mail: its type and place must do.
            log.error("%s failed: %s", job, type(error).__name__, exc_info=None)
            log.debug("%s", "".join(_places(error)))


@dataclass
class Daemon:
    """The jobs and what they need. `folders` opens each mailbox, `relay` the way out; `now` is the clock (aware)."""

    house: House
    store: Store
    reader: Reader
    folders: dict[Mailbox, Callable[[], AbstractContextManager[Folder]]]
    relay: Callable[[], AbstractContextManager[Relay]]
    mint: Iterator[str]
    now: Callable[[], datetime]
    watcher: Watcher = field(default_factory=Watcher)
    stopping: threading.Event = field(default_factory=threading.Event)
    _polls: dict[Mailbox, int] = field(default_factory=dict)

    def receive(self, mailbox: Mailbox) -> bool:
        """Poll one mailbox; False when it could not be polled."""
        return self._job(f"receive {mailbox}", lambda: self._receive(mailbox))

    def _receive(self, mailbox: Mailbox) -> None:
        polls = self._polls[mailbox] = self._polls.get(mailbox, -1) + 1
        with self.folders[mailbox]() as folder:
            everything = polls % FULL_EVERY == 0
            for inbound_id in pipeline.receive(folder, mailbox, self.store, self.now(), everything):
                self.watcher.received(mailbox, inbound_id)
                if self.stopping.is_set():
                    return

    def process(self) -> bool:
        """Decide on every waiting mail; one that fails is left for the next run and does not stop the others."""
        done, well = 0, True
        while not self.stopping.is_set() and (inbound := self.store.begin(done)) is not None:
            done = inbound.id
            well &= self._job(f"process inbound={inbound.id}", lambda mail=inbound: self._process(mail))  # type: ignore[misc]
        return well

    def _process(self, inbound: Inbound) -> None:
        decision = pipeline.process(inbound, self.house, self.reader, self.store, self.now(), self.mint)
        self.watcher.decided(inbound, decision)

    def send(self) -> bool:
        """Send what is due."""
        return self._job("send", self._send)

    def _send(self) -> None:
        with self.relay() as relay:
            for outgoing, state in pipeline.send(self.store, relay, self.now):
                self.watcher.sent(outgoing, state)
                if self.stopping.is_set():
                    return

    def digest(self) -> bool:
        """Queue the day's digest, once a day."""
        return self._job("digest", lambda: pipeline.digest(self.house, self.store, self.now()))

    def once(self) -> bool:
        """One pass over everything; True when all of it went well."""
        results = [self.receive(mailbox) for mailbox in self.folders]
        return all([*results, self.process(), self.send()])

    def _job(self, name: str, work: Callable[[], object]) -> bool:
        try:
            work()
        except Exception as error:
            self.watcher.failed(name, error)
            return False
        return True


@dataclass(frozen=True, slots=True)
class Timetable:
    """Seconds between runs; `digest` is the time of day in Europe/London."""

    poll: int
    process: int
    send: int
    digest: time


def run(daemon: Daemon, timetable: Timetable) -> None:
    """Run the jobs until SIGTERM or SIGINT (or `daemon.stopping` is set). Returns within GRACE of that."""
    for number in (signal.SIGTERM, signal.SIGINT):
        if threading.current_thread() is threading.main_thread():
            signal.signal(number, lambda *_: daemon.stopping.set())
    pulse = Pulse()
    scheduler = _scheduled(daemon, timetable, pulse)
    scheduler.start()
    notify("READY=1\nSTATUS=polling")
    while not daemon.stopping.wait(5.0):
        if pulse.beats():
            notify("WATCHDOG=1")
    notify("STOPPING=1")
    ended = threading.Thread(target=scheduler.shutdown, name="shutdown", daemon=True)
    ended.start()
    ended.join(GRACE)


class Pulse:
    """Whether every job still ends in time: `within` seconds after it should have."""

    def __init__(self) -> None:
        self._ended: dict[str, tuple[float, float]] = {}

    def watch(self, name: str, every: float) -> None:
        self._ended[name] = (monotonic.monotonic(), 3 * every + 120)

    def ended(self, name: str) -> None:
        self._ended[name] = (monotonic.monotonic(), self._ended[name][1])

    def beats(self) -> bool:
        now = monotonic.monotonic()
        return all(now - last < within for last, within in self._ended.values())


def _scheduled(daemon: Daemon, timetable: Timetable, pulse: Pulse) -> BackgroundScheduler:
    scheduler = BackgroundScheduler(
        timezone=str(LONDON), executors={"default": {"type": "threadpool", "max_workers": 8}}
    )
    jobs: list[tuple[str, Callable[[], object], int]] = [
        ("process", daemon.process, timetable.process),
        ("send", daemon.send, timetable.send),
        *((f"receive {m}", lambda m=m: daemon.receive(m), timetable.poll) for m in daemon.folders),  # type: ignore[misc]
    ]
    for name, work, every in jobs:
        pulse.watch(name, every)
        options = {"id": name, "coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        scheduler.add_job(_beating(work, name, pulse), "interval", seconds=every, next_run_time=daemon.now(), **options)
    at = timetable.digest
    scheduler.add_job(daemon.digest, "cron", hour=at.hour, minute=at.minute, coalesce=True, misfire_grace_time=3600)
    return scheduler


def _beating(work: Callable[[], object], name: str, pulse: Pulse) -> Callable[[], None]:
    def job() -> None:
        work()
        pulse.ended(name)

    return job


def notify(state: str) -> None:
    """Tell systemd (sd_notify(3)); nothing where there is none."""
    path = os.environ.get("NOTIFY_SOCKET")
    if not path:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.connect("\0" + path[1:] if path.startswith("@") else path)
        channel.sendall(state.encode())


def _places(error: BaseException) -> Iterator[str]:
    """Where an error arose, without what it says."""
    trace = error.__traceback__
    for _ in itertools.count():
        if trace is None:
            return
        yield f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno} {trace.tb_frame.f_code.co_name}\n"
        trace = trace.tb_next
