"""`mailbot demo`: the main job, shown to someone who has nothing yet.

An IMAP and an SMTP server start on loopback, sample mail is sent to the two mailboxes, and the real daemon works on it
in a fresh folder, telling what it does as it does it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailbot.cli.errors import told

if TYPE_CHECKING:
    from mailbot.cli.narrator import Narrator
    from mailbot.daemon import Daemon

PATIENCE = 60.0  # seconds until the demo gives up on a mail
PASSWORD = "demo"  # noqa: S105 - of servers that live on loopback for a minute


@click.command()
@click.option("--exit", "and_exit", is_flag=True, help="End when all is done, instead of staying up until Ctrl-C.")
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), help="Where to work. Default: a new folder."
)
@told
def demo(and_exit: bool, folder: Path | None) -> None:
    """Show the main job on sample mail, with mail servers of its own on this machine."""
    from mailbot.cli.narrator import Narrator
    from mailbot.cli.wiring import opened_daemon, timetable
    from mailbot.daemon import run as run_daemon
    from mailbot.demo.servers import Account, MailServers

    if folder is not None and folder.is_dir() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is in use: the demo starts from nothing. Name a new or empty folder")
    place = folder or Path(tempfile.mkdtemp(prefix="mailbot-demo-"))
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    accounts = [Account(f"{login}@havering.gov.uk", login, PASSWORD) for login in ("CME", "schooladmissions")]
    with ExitStack() as stack:
        servers = stack.enter_context(MailServers(accounts, place / "letters"))
        _write_home(place, servers.imap_port, servers.smtp_port)
        os.environ["MAILBOT_DEMO_PASSWORD"] = PASSWORD
        narrator = Narrator()
        loaded, daemon = opened_daemon(place, stack, narrator)
        work = threading.Thread(target=run_daemon, args=(daemon, timetable(loaded.settings)), name="daemon")
        work.start()
        try:
            well = _play(narrator, daemon, servers.smtp_port, place)
            if not and_exit:
                narrator.stay(servers.imap_port, servers.smtp_port)
                while not daemon.stopping.wait(1.0):
                    pass
        except KeyboardInterrupt:
            well = True
        finally:
            daemon.stopping.set()
            work.join(10.0)
    sys.exit(0 if well else 1)


def _play(narrator: Narrator, daemon: Daemon, smtp_port: int, place: Path) -> bool:
    """Send the samples, follow them to their letters, make the digest; whether all were dealt with."""
    from mailbot.demo.sample import samples, status_query, submit

    mails = samples()
    narrator.begin(len(mails) + 1)
    for sample in mails:
        submit(sample, smtp_port)
    well = _until(lambda: narrator.dealt_with({mail.message_id for mail in mails}))
    known = narrator.case_of(mails[0].sender)
    if known is not None:
        query = status_query(mails[0].to, mails[0].sender, known)
        submit(query, smtp_port)
        well &= _until(lambda: narrator.dealt_with({query.message_id}))
    daemon.digest()
    well &= _until(lambda: narrator.sent_digests > 0)
    narrator.finish(daemon, place, well)
    return well and known is not None and not narrator.unread


def _until(done: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if done():
            return True
        time.sleep(0.05)
    return False


def _write_home(place: Path, imap_port: int, smtp_port: int) -> None:
    """The demo's configuration: the shipped policy and templates, servers on loopback, polled every second."""
    from mailbot.demo.sample import RECEIVER

    server = 'security = "none"\nhost = "127.0.0.1"\npassword = { environment = "MAILBOT_DEMO_PASSWORD" }'
    config = place / "config"
    config.mkdir(exist_ok=True)
    (config / "mailbot.toml").write_text(
        f"""[mailboxes.cme]
address = "CME@havering.gov.uk"
login = "CME"
port = {imap_port}
{server}

[mailboxes.admissions]
address = "schooladmissions@havering.gov.uk"
login = "schooladmissions"
port = {imap_port}
{server}

[smtp]
sender = "CME@havering.gov.uk"
sender_name = "Havering Children Missing Education"
port = {smtp_port}
security = "none"
host = "127.0.0.1"

[officers]
addresses = ["cme.officer@havering.gov.uk"]

[schedule]
digest = 23:59:00 # the demo makes it when its mail is dealt with
poll_seconds = 1
process_seconds = 1
send_seconds = 1

[trust]
authserv_id = "{RECEIVER}"
""",
        encoding="utf-8",
    )
