"""A home folder for a daemon under test, on servers that the test started."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from mailbot.demo.servers import MailServers
from tests.servers.dovecot import PASSWORD, Dovecot


@dataclass(frozen=True)
class Home:
    """A folder with `config/mailbot.toml`: two mailboxes on Dovecot, letters to the embedded SMTP server."""

    folder: Path
    users: dict[str, str]  # mailbox -> Dovecot user
    servers: MailServers

    def run(self, *verb: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `mailbot` as a process of its own, as systemd would."""
        return subprocess.run(self.command(*verb), capture_output=True, text=True, env=self.environment(**environment))

    def command(self, *verb: str) -> list[str]:
        return [str(Path(sys.executable).parent / "mailbot"), "--home", str(self.folder), *verb]

    def environment(self, **more: str) -> dict[str, str]:
        return {**os.environ, "TEST_IMAP_PASSWORD": PASSWORD, **more}

    def letters(self) -> list[EmailMessage]:
        """What the relay took so far, oldest first."""
        found = []
        for kept in self.servers.letters:
            letter = message_from_bytes(kept.raw, policy=policy.default)
            assert isinstance(letter, EmailMessage)
            found.append(letter)
        return found


def make_home(folder: Path, dovecot: Dovecot, servers: MailServers, **changes: str) -> Home:
    """Write the configuration. `changes` replace text of it: old="..." -> new."""
    users = {"cme": dovecot.fresh_user(), "admissions": dovecot.fresh_user()}
    addresses = {"cme": "CME@havering.gov.uk", "admissions": "schooladmissions@havering.gov.uk"}
    mailboxes = "\n".join(
        f"""[mailboxes.{name}]
address = "{addresses[name]}"
host = "localhost"
port = {dovecot.imaps_port}
ca_file = "{dovecot.ca_file}"
login = "{user}"
password = {{ environment = "TEST_IMAP_PASSWORD" }}
timeout_seconds = 10
"""
        for name, user in users.items()
    )
    text = f"""{mailboxes}
[smtp]
host = "127.0.0.1"
port = {servers.smtp_port}
security = "none"
sender = "CME@havering.gov.uk"

[officers]
addresses = ["officer@havering.gov.uk"]

[trust]
authserv_id = "mx.test"

[schedule]
digest = 23:59:00

[limits]
letters_per_address_and_day = 50
letters_per_hour = 1000
"""
    for old, new in changes.items():
        text = text.replace(old, new)
    (folder / "config").mkdir(parents=True)
    (folder / "config" / "mailbot.toml").write_text(text, encoding="utf-8")
    return Home(folder, users, servers)
