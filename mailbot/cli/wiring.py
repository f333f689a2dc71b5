"""A home folder becomes a daemon: database, reader, mailboxes and relay, with their secrets fetched."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

from mailbot.cli.house import Home, clock, load_home, references
from mailbot.cli.instance import note_start
from mailbot.cli.secrets import login
from mailbot.cli.share import own_home
from mailbot.cli.templating import renewed, versioned
from mailbot.config.rules import PLACES
from mailbot.config.settings import Settings
from mailbot.daemon import Daemon, Timetable, Watcher
from mailbot.mail.imap import Folder
from mailbot.mail.smtp import Relay


def opened_daemon(home: Path | None, stack: ExitStack, watcher: Watcher | None = None) -> tuple[Home, Daemon]:
    """The daemon of a home folder; `stack` closes what it opened.

    Raises Mistakes, NoHome, DatabaseFault, AlreadyRunning.
    """
    loaded = load_home(own_home(home), secrets_in=set(PLACES))
    settings, folder = loaded.settings, loaded.folder
    logins = {name: login(mailbox, folder) for name, mailbox in settings.mailboxes.items()}
    relay_login = login(settings.smtp, folder)
    store = loaded.store()
    stack.callback(store.close)
    stack.enter_context(store.alone())
    loaded = versioned(loaded, store)
    note_start(folder, store)
    reader = stack.enter_context(loaded.reader())
    folders = {name: partial(Folder, box, name, logins[name]) for name, box in settings.mailboxes.items()}
    daemon = Daemon(
        house=loaded.house,
        store=store,
        reader=reader,
        folders=folders,
        relay=lambda: Relay(settings.smtp, relay_login),
        mint=references(),
        digest_at=settings.schedule.digest,
        now=clock,
        watcher=watcher or Watcher(),
        templates=partial(renewed, folder, store),
    )
    return loaded, daemon


def timetable(settings: Settings) -> Timetable:
    """When the jobs run."""
    schedule = settings.schedule
    return Timetable(schedule.poll_seconds, schedule.process_seconds, schedule.send_seconds, schedule.digest)
