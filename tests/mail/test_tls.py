"""Nothing but a verified, modern, encrypted connection is used, and each refusal says what to mend."""

from __future__ import annotations

import re
import ssl
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from mailbot.config.settings import MailboxSettings, Smtp
from mailbot.mail.imap import Folder
from mailbot.mail.login import Password
from mailbot.mail.smtp import Relay
from mailbot.mail.wire import WireError
from mailbot.model.referral import Mailbox
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.proxy import Proxy
from tests.servers.smtp_script import ScriptedSmtp
from tests.servers.tls import CA, Handshake, context, old

SECRET = Password("cme", "s3cret")


@pytest.fixture
def ca_file(tmp_path: Path) -> Path:
    CA.cert_pem.write_to_path(tmp_path / "ca.pem")
    return tmp_path / "ca.pem"


def by_imap(port: int, ca_file: Path | None, security: str = "tls") -> None:
    fields = {"address": "cme@havering.gov.uk", "host": "localhost", "port": port, "security": security}
    settings = MailboxSettings.model_validate(fields | {"ca_file": ca_file and str(ca_file), "timeout_seconds": 5})
    with Folder(settings, Mailbox.CME, SECRET):
        pass


def by_smtp(port: int, ca_file: Path | None, security: str = "tls") -> None:
    fields = {"sender": "cme@havering.gov.uk", "host": "localhost", "port": port, "security": security}
    settings = Smtp.model_validate(fields | {"ca_file": ca_file and str(ca_file), "timeout_seconds": 5})
    with Relay(settings, SECRET):
        pass


both = pytest.mark.parametrize("connect", [by_imap, by_smtp])
Connect = Callable[[int, Path | None], None]


@both
@pytest.mark.parametrize(
    ("name", "tls", "says"),
    [
        ("another host", context("mail.example"), "not valid for 'localhost'"),
        ("expired", context(days=-1), "certificate has expired"),
        ("another CA", context(ca=trustme.CA()), "not trusted: "),
    ],
)
def test_a_certificate_that_proves_nothing_is_refused(
    connect: Connect, ca_file: Path, name: str, tls: ssl.SSLContext, says: str
) -> None:
    with Handshake(tls, b"") as server, pytest.raises(WireError) as caught:
        connect(server.port, ca_file)
    assert says in caught.value.says
    assert "ca_file" in caught.value.mend
    assert "s3cret" not in str(caught.value)
    assert server.agreed == 0


@both
def test_a_private_ca_is_not_trusted_until_it_is_named(connect: Connect) -> None:
    with Handshake(context(), b"") as server, pytest.raises(WireError, match="certificate is not trusted"):
        connect(server.port, None)


@both
def test_a_good_certificate_is_not_refused(connect: Connect, ca_file: Path) -> None:
    with Handshake(context(), b"* BYE later\r\n") as server, pytest.raises(WireError) as caught:
        connect(server.port, ca_file)
    assert "certificate" not in caught.value.says
    assert server.agreed == 1


@both
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_tls_older_than_1_2_is_refused(connect: Connect, ca_file: Path, version: ssl.TLSVersion) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        outdated = old(version)
    with Handshake(outdated, b"") as server, pytest.raises(WireError, match="TLS could not be agreed"):
        connect(server.port, ca_file)
    assert server.agreed == 0


@both
def test_tls_on_a_port_without_it_names_the_setting(connect: Connect, ca_file: Path) -> None:
    with ScriptedSmtp() as server, pytest.raises(WireError, match=r'security \(now "tls"\)'):
        connect(server.port, ca_file)


@both
@pytest.mark.parametrize("content", [None, b"", b"not PEM"])
def test_a_ca_file_that_cannot_be_used_is_named(connect: Connect, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WireError, match=re.escape(f"the file of certificates {path} can't be read")):
        connect(1, path)


@both
def test_a_host_that_nobody_knows_is_told(connect: Connect) -> None:
    fields = {"host": "no-such-machine.invalid", "port": 993, "timeout_seconds": 5}
    with pytest.raises(WireError, match="no machine of this name is known"):
        if connect is by_imap:
            settings = MailboxSettings.model_validate(fields | {"address": "cme@havering.gov.uk"})
            Folder(settings, Mailbox.CME, SECRET).__enter__()
        else:
            Relay(Smtp.model_validate(fields | {"sender": "cme@havering.gov.uk"}), SECRET).__enter__()


def test_imap_over_starttls_reads_mail(dovecot: Dovecot) -> None:
    login = dovecot.fresh_user()
    dovecot.deliver(login, b"Subject: x\r\n\r\nbody\r\n")
    with Proxy(dovecot.imap_port) as proxy:
        settings = dovecot.settings(login, port=proxy.port, security="starttls")
        with Folder(settings, Mailbox.CME, dovecot.password(login)) as inbox:
            assert len(list(inbox.new(0))) == 1
    assert b"LOGIN" not in proxy.sent.upper()
    assert b"Subject" not in proxy.received


@pytest.mark.parametrize(
    ("told", "becomes"),
    [
        (b"STARTTLS", b"XTARTTLS"),  # a man in the middle hides the offer,
        (b"* OK [", b"* PREAUTH ["),  # says that we are logged in already, where STARTTLS is no longer allowed,
        (b"OK Begin TLS", b"NO Begin TLS"),  # or refuses
    ],
)
def test_imap_without_starttls_gets_no_password(dovecot: Dovecot, told: bytes, becomes: bytes) -> None:
    login = dovecot.fresh_user()
    with Proxy(dovecot.imap_port, to_client=lambda data: data.replace(told, becomes)) as proxy:
        settings = dovecot.settings(login, port=proxy.port, security="starttls")
        with pytest.raises(WireError), Folder(settings, Mailbox.CME, dovecot.password(login)):
            pass
    assert becomes in proxy.received
    assert b"AUTHENTICATE" not in proxy.sent
    assert b"LOGIN" not in proxy.sent
    assert PASSWORD.encode() not in proxy.sent


OFFER = b"250-mail.example\r\n250-STARTTLS\r\n250 AUTH PLAIN"


def test_smtp_over_starttls_logs_in(ca_file: Path) -> None:
    with ScriptedSmtp({"EHLO": OFFER}, starttls=context()) as server:
        by_smtp(server.port, ca_file, "starttls")
    assert [command.split()[0].upper() for command in server.commands] == ["EHLO", "STARTTLS", "EHLO", "AUTH", "QUIT"]


@pytest.mark.parametrize(
    "answers",
    [{}, {"EHLO": OFFER, "STARTTLS": b"454 4.7.0 not now"}, {"EHLO": OFFER, "STARTTLS": b"502 5.5.1 unknown"}],
)
def test_smtp_without_starttls_gets_no_password(ca_file: Path, answers: dict[str, bytes]) -> None:
    with ScriptedSmtp(answers) as server, pytest.raises(WireError):
        by_smtp(server.port, ca_file, "starttls")
    assert not [command for command in server.commands if command.startswith("AUTH")]


def test_what_is_said_before_tls_is_forgotten(ca_file: Path) -> None:
    """An answer slipped in before the handshake must not be taken for one of the encrypted session's."""
    slipped = {"EHLO": OFFER, "STARTTLS": b"220 2.0.0 go on\r\n250-mail.example\r\n250 AUTH XSLIPPED"}
    with ScriptedSmtp(slipped, starttls=context()) as server:
        by_smtp(server.port, ca_file, "starttls")
    assert [command for command in server.commands if command.startswith("AUTH PLAIN")]
