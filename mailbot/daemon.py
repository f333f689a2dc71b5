"""The scheduler's jobs: receive, process, send, digest. When they run and how they stop; their work is the pipeline's.

Every job runs by itself and may fail by itself: the next run tries again. A server that is down is told at once, then
at growing intervals, and once more when it is back.
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
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import partial

from apscheduler.schedulers.background import BackgroundScheduler

from mailbot import pipeline
from mailbot.bounds import Reader
from mailbot.letters.templates import Templates
from mailbot.mail.imap import Folder
from mailbot.mail.smtp import DOT_SECONDS
from mailbot.mail.wire import WireError
from mailbot.model.decision import Decision
from mailbot.model.inbound import Inbound
from mailbot.model.letter import LetterState, Outgoing
from mailbot.model.referral import Mailbox
from mailbot.pipeline import House, Relay
from mailbot.policy.calendar import LONDON
from mailbot.store.store import DatabaseFault, Held, Overtaken, Store

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

    def owed(self, mailbox: Mailbox, uids: frozenset[int]) -> None:
        told = ",".join(map(str, sorted(uids)))
        log.warning("mailbox=%s listed but did not send uid=%s; it is asked again. Open it by hand", mailbox, told)

    def held(self, held: Held) -> None:
        log.error("%s", held.says)

    def recovered(self, job: str, since: datetime) -> None:
        log.warning("%s: works again; it failed since %s", job, f"{since.astimezone(LONDON):%d %b %H:%M}")

    def failed(self, job: str, error: Exception) -> None:
        if isinstance(error, DatabaseFault):
            log.error(
                "%s: the database failed (%s). Check the disk's space, the database and its permissions",
                job,
                cause(error),
            )
        elif isinstance(error, WireError):
            log.error("%s: %s", job, error)
        else:
            # The message of an unknown error may quote a mail: its type and place must do.
            log.error("%s failed: %s", job, type(error).__name__, exc_info=None)
            log.error("%s", "".join(_places(error)))


class Reminder:
    """When to tell of a trouble that lasts: at once, then after 15 minutes, 1 hour, 4 hours, and every 12 hours."""

    PAUSES = tuple(timedelta(minutes=minutes) for minutes in (15, 60, 240, 720))

    def __init__(self) -> None:
        self._lasting: dict[str, tuple[str, datetime, datetime, int]] = {}  # trouble, since, told again at, times told

    def is_due(self, job: str, trouble: str, now: datetime) -> bool:
        """Whether to tell of it now; another trouble of the same job is told at once."""
        known, since, again, told = self._lasting.get(job, (None, now, now, 0))
        if known == trouble and now < again:
            return False
        told = told + 1 if known == trouble else 1
        pause = self.PAUSES[min(told, len(self.PAUSES)) - 1]
        self._lasting[job] = (trouble, since, now + pause, told)
        return True

    def over(self, job: str) -> datetime | None:
        """The job went well: since when it did not, or None."""
        found = self._lasting.pop(job, None)
        return found[1] if found else None


class Pulse:
    """Whether every job still makes progress: something of it ended within `within` seconds."""

    def __init__(self) -> None:
        self._within: dict[str, float] = {}
        self._last: dict[str, float] = {}

    def watch(self, job: str, every: float) -> None:
        """Expect `job` to run every so many seconds; it may take two minutes more than the relay may take to answer."""
        self._within[job], self._last[job] = 3 * every + DOT_SECONDS + 120, monotonic.monotonic()

    def beat(self, job: str) -> None:
        self._last[job] = monotonic.monotonic()

    def beats(self) -> bool:
        now = monotonic.monotonic()
        return all(now - self._last[job] < within for job, within in self._within.items())


@dataclass
class Daemon:
    """The jobs and what they need. `folders` opens each mailbox, `relay` the way out; `now` is the clock (aware)."""

    house: House
    store: Store
    reader: Reader
    folders: Mapping[Mailbox, Callable[[], AbstractContextManager[Folder]]]
    relay: Callable[[], AbstractContextManager[Relay]]
    mint: Iterator[str]
    now: Callable[[], datetime]
    watcher: Watcher = field(default_factory=Watcher)
    templates: Callable[[Templates], Templates] = lambda templates: templates  # those of now, given those of before
    stopping: threading.Event = field(default_factory=threading.Event)
    digest_at: time = time(7, 30)  # in Europe/London
    pulse: Pulse = field(default_factory=Pulse)
    reminder: Reminder = field(default_factory=Reminder)
    _survived: dict[int, int] = field(default_factory=dict)  # inbound id -> attempts that were not the mail's fault
    _polls: dict[Mailbox, int] = field(default_factory=dict)

    def receive(self, mailbox: Mailbox) -> bool:
        """Poll one mailbox; False when it could not be polled."""
        return self._job(f"receive {mailbox}", partial(self._receive, mailbox))

    def _receive(self, mailbox: Mailbox) -> None:
        polls = self._polls[mailbox] = self._polls.get(mailbox, -1) + 1
        with self.folders[mailbox]() as folder:
            everything = polls % FULL_EVERY == 0
            beat = partial(self.pulse.beat, f"receive {mailbox}")
            for inbound_id in pipeline.receive(folder, mailbox, self.store, self.now(), everything, beat):
                self.watcher.received(mailbox, inbound_id)
                beat()
                if self.stopping.is_set():
                    return
            if folder.missing:
                self.watcher.owed(mailbox, folder.missing)

    def process(self) -> bool:
        """Decide on every waiting mail; one that fails is left for the next run and does not stop the others."""
        results = [self._job("templates", self._renew)]
        results.append(self._job("process", lambda: results.extend(self._process_all())))
        return all(results)

    def _process_all(self) -> Iterator[bool]:
        done = 0
        while not self.stopping.is_set() and (inbound := self.store.begin(done)) is not None:
            done = inbound.id
            yield self._job("decide", partial(self._process, inbound))

    def _renew(self) -> None:
        """A template that was saved is used from the next letter on."""
        self.house = replace(self.house, templates=self.templates(self.house.templates))

    def _process(self, inbound: Inbound) -> None:
        counted = replace(inbound, attempts=inbound.attempts - self._survived.get(inbound.id, 0))
        try:
            decision = pipeline.process(counted, self.house, self.reader, self.store, self.now(), self.mint)
        except (DatabaseFault, Overtaken):
            self._take_back(inbound)
            raise
        self.watcher.decided(inbound, decision)

    def _take_back(self, inbound: Inbound) -> None:
        """A full disk or a lost database is not the mail's fault: the attempt does not count against it."""
        try:
            self.store.take_back(inbound.id)
        except DatabaseFault:
            self._survived[inbound.id] = self._survived.get(inbound.id, 0) + 1

    def send(self) -> bool:
        """Send what is due."""
        return self._job("send", self._send)

    def _send(self) -> None:
        held = self.store.held()
        if held is None:
            self.reminder.over("held")
        elif self.reminder.is_due("held", held.why, self.now()):
            self.watcher.held(held)
        if not self.store.is_due(self.now()):
            return  # no letter, no connection
        with ExitStack() as stack:
            relay = self._connected(stack)
            for outgoing, state in pipeline.send(self.store, relay, self.now):
                self.watcher.sent(outgoing, state)
                self.pulse.beat("send")
                if self.stopping.is_set():
                    return

    def _connected(self, stack: ExitStack) -> Relay:
        """The relay; days on which it cannot be reached do not count against the letters that wait."""
        try:
            relay = stack.enter_context(self.relay())
        except WireError:
            self.store.relay_lost(self.now())
            raise
        self.store.relay_found(self.now())
        return relay

    def digest(self) -> bool:
        """Queue the day's digest, once a day."""
        return self._job("digest", lambda: pipeline.digest(self.house, self.store, self.now()))

    def digest_if_due(self) -> bool:
        """The day's digest, once its time has come: also where nothing ran at that minute."""
        local = self.now().astimezone(LONDON).time()
        return local < self.digest_at or self.digest()

    def once(self) -> bool:
        """One pass over everything; True when all of it went well."""
        results = [self.receive(mailbox) for mailbox in self.folders]
        return all([*results, self.process(), self.digest_if_due(), self.send()])

    def _job(self, name: str, work: Callable[[], object]) -> bool:
        try:
            work()
        except Exception as error:
            lasting = cause(error) if isinstance(error, DatabaseFault) else str(error)
            lasts = isinstance(error, DatabaseFault | WireError)  # any other may be another mail's: told each time
            if not lasts or self.reminder.is_due(name, lasting, self.now()):
                self.watcher.failed(name, error)
            return False
        finally:
            self.pulse.beat(name)
        since = self.reminder.over(name)
        if since is not None:
            self.watcher.recovered(name, since)
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
    scheduler = _scheduled(daemon, timetable)
    scheduler.start()
    notify("READY=1\nSTATUS=polling")
    while not daemon.stopping.wait(5.0):
        if daemon.pulse.beats():
            notify("WATCHDOG=1")
    notify("STOPPING=1")
    ended = threading.Thread(target=scheduler.shutdown, name="shutdown", daemon=True)
    ended.start()
    ended.join(GRACE)


def _scheduled(daemon: Daemon, timetable: Timetable) -> BackgroundScheduler:
    scheduler = BackgroundScheduler(
        timezone=str(LONDON), executors={"default": {"type": "threadpool", "max_workers": 8}}
    )
    jobs: list[tuple[str, Callable[[], object], int]] = [
        ("process", daemon.process, timetable.process),
        ("send", daemon.send, timetable.send),
        *((f"receive {name}", partial(daemon.receive, name), timetable.poll) for name in daemon.folders),
    ]
    for name, work, every in jobs:
        daemon.pulse.watch(name, every)
        options = {"id": name, "coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        scheduler.add_job(work, "interval", seconds=every, next_run_time=daemon.now(), **options)
    scheduler.add_job(daemon.digest_if_due, next_run_time=daemon.now(), id="digest at start")
    at = timetable.digest
    scheduler.add_job(daemon.digest, "cron", hour=at.hour, minute=at.minute, coalesce=True, misfire_grace_time=3600)
    return scheduler


def cause(error: DatabaseFault) -> str:
    """The driver's kind of failure, without its words: these may quote a row."""
    return type(error.orig).__name__ if error.orig is not None else type(error).__name__


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
