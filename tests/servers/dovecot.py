"""A private Dovecot 2.3 on loopback: IMAP with TLS and STARTTLS by a CA of its own, and LMTP. /etc is not used."""

from __future__ import annotations

import grp
import itertools
import os
import pwd
import shutil
import smtplib
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

import jwt
import trustme
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from imapclient import IMAPClient

from mailbot.config.settings import MailboxSettings, Secret
from mailbot.mail.login import Password
from tests.servers.process import answers, free_port, user, wait_until

PASSWORD = "correct-horse"
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
first_valid_uid = 1
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf.ext
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service stats {{
  chroot =
}}
"""

ISSUER = "https://login.example/"
OAUTH2 = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={folder}/keys/
username_attribute = upn
issuers = {issuer}

username_format = %u
"""


@dataclass
class Dovecot:
    """The server while in the `with` block. Any user name logs in with `PASSWORD` and starts with an empty mailbox."""

    program: Path
    folder: Path
    imap_port: int = field(default_factory=free_port)  # plain text and STARTTLS
    imaps_port: int = field(default_factory=free_port)
    lmtp_port: int = field(default_factory=free_port)
    _users: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def ca_file(self) -> Path:
        return self.folder / "ca.pem"

    def __enter__(self) -> Dovecot:
        self._write()
        account = pwd.getpwnam(user())
        for path in self.folder.rglob("*"):
            os.chown(path, account.pw_uid, account.pw_gid)
        self._process = subprocess.Popen(
            [self.program, "-F", "-c", self.folder / "dovecot.conf"],
            user=account.pw_uid if os.geteuid() == 0 else None,
            group=account.pw_gid if os.geteuid() == 0 else None,
            extra_groups=() if os.geteuid() == 0 else None,
            stderr=subprocess.DEVNULL,
        )
        wait_until(lambda: all(map(answers, (self.imap_port, self.imaps_port, self.lmtp_port))), 20, self._log)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(10)

    def fresh_user(self) -> str:
        return f"user{next(self._users)}"

    def settings(self, login: str, **changes: object) -> MailboxSettings:
        """Settings of the user's mailbox over TLS, with changes."""
        fields: dict[str, object] = {
            "address": f"{login}@mail.example",
            "host": "localhost",
            "port": self.imaps_port,
            "ca_file": str(self.ca_file),
            "login": login,
            "password": Secret(environment="UNUSED"),
            "timeout_seconds": 10,
        }
        return MailboxSettings.model_validate(fields | changes)

    def password(self, login: str) -> Password:
        return Password(login, PASSWORD)

    def token(self, login: str, minutes: int = 10) -> str:
        """An access token for the user, as the issuer whom Dovecot trusts would sign it; `minutes` until its end."""
        now = datetime.now(UTC)
        claims = {"iss": ISSUER, "sub": "x", "upn": login, "iat": now, "exp": now + timedelta(minutes=minutes)}
        return jwt.encode(claims, self._issuer_key, algorithm="RS256")

    def deliver(self, login: str, *mails: bytes) -> None:
        """Deliver by LMTP, each mail over the wire. (Dovecot puts Return-Path and Received on top.)"""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port) as lmtp:
            for mail in mails:
                lmtp.sendmail("sender@school.example", [login], mail)

    def lay(self, login: str, *mails: bytes) -> None:
        """Put files straight into the Maildir: what no delivery would let through, such as an empty mail."""
        for number, mail in enumerate(mails):
            path = self.folder / "mail" / login / "new" / f"1700000000.M{number:06d}.laid"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(mail)
        for path in (self.folder / "mail" / login, *(self.folder / "mail" / login).rglob("*")):
            shutil.chown(path, user())

    def client(self, login: str, folder: str = "INBOX") -> IMAPClient:
        """Another mail client, such as an officer's, on the same mailbox."""
        client = IMAPClient("127.0.0.1", self.imap_port, ssl=False, timeout=10)
        client.login(login, PASSWORD)
        client.select_folder(folder)
        return client

    def _write(self) -> None:
        ca = trustme.CA()
        leaf = ca.issue_cert("localhost", "127.0.0.1")
        ca.cert_pem.write_to_path(self.ca_file)
        leaf.private_key_pem.write_to_path(self.folder / "server.key")
        for index, blob in enumerate(leaf.cert_chain_pems):
            blob.write_to_path(self.folder / "server.pem", append=index > 0)
        for name in ("run", "state", "mail", "keys/default/RS256"):
            (self.folder / name).mkdir(parents=True)
        self._write_issuer()
        account = pwd.getpwnam(user())
        (self.folder / "dovecot.conf").write_text(
            CONFIGURATION.format(
                folder=self.folder,
                user=account.pw_name,
                group=grp.getgrgid(account.pw_gid).gr_name,
                uid=account.pw_uid,
                gid=account.pw_gid,
                password=PASSWORD,
                imap=self.imap_port,
                imaps=self.imaps_port,
                lmtp=self.lmtp_port,
            )
        )

    def _write_issuer(self) -> None:
        self._issuer_key = rsa.generate_private_key(65537, 2048)
        public = self._issuer_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (self.folder / "keys/default/RS256/default").write_bytes(public)
        (self.folder / "oauth2.conf.ext").write_text(OAUTH2.format(folder=self.folder, issuer=ISSUER))

    def _log(self) -> str:
        log = self.folder / "log"
        return f"dovecot did not start: {log.read_text() if log.exists() else 'it wrote no log'}"
