"""Reading in child processes with limits, so that no mail can stop or starve the daemon.

A worker reads one mail after another within limits of wall time, CPU time and memory, and is replaced when it has read
many, ran over, or crashed. A mail that stopped the reader before its time was up is tried again, for it may have been
the machine's fault. One that runs over is read once more without its documents, in the time that is left: mostly one
attachment is to blame, and the mail itself can still be understood.
"""

from __future__ import annotations

import gc
import logging
import resource
import signal
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessPool

from mailbot.model.message import Message, Problem
from mailbot.model.trust import Trust
from mailbot.programs import installed
from mailbot.reading.read import read, undocumented

_FOR_DOCUMENTS = 0.75  # of the time; the rest is for reading the mail without them
_FOR_PROGRAMS = 0.6  # of the time
_START = 20.0  # seconds a worker may take to come up
_MEGABYTE = 1024 * 1024
_NO_MAIL = "it has none of the headers of a mail, so nothing tells who wrote it or to whom; open it by hand"
_FILES, _LARGEST_FILE = 64, 64 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one mail may cost. `memory_mb` counts above what an idle worker needs."""

    seconds: float = 10.0
    memory_mb: int = 512
    mails_per_worker: int = 200


@dataclass(frozen=True, slots=True)
class Overrun:
    """A mail that could not be read, or not within the limits. `reason` is for an officer."""

    reason: str


@dataclass(slots=True)
class Reader:
    """Reads mail in bounded child processes; a context manager. Safe to share between threads."""

    limits: Limits
    trust: Trust
    workers: int = 1
    _pool: ProcessPool | None = field(default=None, init=False, repr=False)

    def __enter__(self) -> Self:
        self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def read(self, raw: bytes, received: datetime | None = None) -> Message | Overrun:
        """The mail with its documents; without them where they cost too much; the reason where even that did."""
        start, seconds = monotonic(), self.limits.seconds * _FOR_DOCUMENTS
        whole = self._within(seconds, raw, received, True)
        left = start + seconds - monotonic()
        if isinstance(whole, Overrun) and left > seconds / 2:
            whole = self._within(left, raw, received, True)
        if isinstance(whole, Message):
            return whole
        alone = self._within(max(start + self.limits.seconds - monotonic(), 0.5), raw, received, False)
        return undocumented(alone, Problem.TOO_COSTLY, whole.reason) if isinstance(alone, Message) else alone

    def _within(self, seconds: float, raw: bytes, received: datetime | None, documents: bool) -> Message | Overrun:
        pool = self._pool or self._open()
        programs = seconds * _FOR_PROGRAMS if documents else None
        task = pool.schedule(_read, args=(raw, self.trust, received, seconds, programs), timeout=seconds)
        try:
            message: Message = task.result(timeout=seconds + _START)
            return message
        except TookTooLong:
            self._renew_if_stuck(task.done())
            return Overrun(f"reading it took longer than {self.limits.seconds:g} seconds; open it by hand")
        except MemoryError:
            return Overrun(f"reading it needed more than {self.limits.memory_mb} MB of memory; open it by hand")
        except ProcessExpired as error:
            return Overrun(f"{_ending(error.exitcode)}; open it by hand")
        except Exception as error:  # the pool itself broke: the worker could not even take the mail, or give its result
            self._renew_if_stuck(False)
            return Overrun(f"the reader broke down over it ({type(error).__name__}), most likely for want of memory")

    def _open(self) -> ProcessPool:
        context = get_context("forkserver")
        context.set_forkserver_preload(["mailbot.reading.read", "mailbot.programs"])
        self._pool = ProcessPool(
            max_workers=self.workers,
            max_tasks=self.limits.mails_per_worker,
            initializer=_confine,
            initargs=(self.limits,),
            context=context,
        )
        for _ in range(self.workers):
            self._pool.schedule(_warm, timeout=_START)
        return self._pool

    def _close(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _renew_if_stuck(self, well: bool) -> None:
        if not well:
            with suppress(Exception):
                self._close()
            self._open()


def mail_only(found: Message | Overrun) -> Message | Overrun:
    """The same; but why nothing can be done with it, where there is no header that any mail has: these are bytes."""
    if isinstance(found, Overrun) or "no readable date" not in found.defects:
        return found
    named = found.message_id or found.subject or found.to or found.cc or found.sender.address
    return found if named else Overrun(_NO_MAIL)


def _ending(code: int | None) -> str:
    if code == -signal.SIGXCPU:
        return "reading it took too much computing time"
    if code == -signal.SIGKILL:
        return "the system stopped the reader, most likely for want of memory"
    return f"it made the reader crash (code {code})"


def _confine(limits: Limits) -> None:
    """Set the worker's limits. Runs once in each child, after the readers have been loaded."""
    logging.disable(logging.CRITICAL)  # the libraries' complaints quote what they read
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # so that a worker stuck in C code ends at once
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    most = _address_space() + limits.memory_mb * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _address_space() -> int:
    """Bytes of address space that this process holds, 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _warm() -> None:
    """Make the worker ready: its first mail costs no more than the next."""
    read(b"Subject: warm\r\n\r\n", Trust())
    gc.freeze()


def _read(raw: bytes, trust: Trust, received: datetime | None, seconds: float, programs: float | None) -> Message:
    """One mail, in the child. `programs`: seconds for programs of the system; None leaves the documents unread."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    if programs is None:
        return read(raw, trust, received, documents=False)
    return read(raw, trust, received, installed(monotonic() + programs))
