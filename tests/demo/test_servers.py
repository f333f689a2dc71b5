"""The embedded servers of the demo, over their own sockets."""

from __future__ import annotations

import smtplib
import time
from pathlib import Path

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from mailbot.demo.servers import Account, KeptLetter, MailServers

MAIL = b"Subject: hello\r\n\r\n.one dot\r\n\xc3\xa9 \xff\r\n"


def inbox(servers: MailServers, login: str) -> list[bytes]:
    with IMAPClient("127.0.0.1", servers.imap_port, ssl=False, timeout=10) as client:
        client.login(login, "secret")
        client.select_folder("INBOX", readonly=True)
        return [data[b"BODY[]"] for data in client.fetch(client.search(), ["BODY.PEEK[]"]).values()]


def submit(servers: MailServers, *recipients: str) -> None:
    with smtplib.SMTP("127.0.0.1", servers.smtp_port, "school.example", timeout=10) as smtp:
        smtp.sendmail("head@school.example", recipients, MAIL, ["BODY=8BITMIME"])


def test_mail_to_a_mailbox_lies_in_it_byte_for_byte(mail_servers: MailServers) -> None:
    submit(mail_servers, "cme@HAVERING.gov.uk")
    assert (inbox(mail_servers, "cme"), inbox(mail_servers, "admissions")) == ([MAIL], [])
    assert mail_servers.letters == ()


def test_mail_to_both_mailboxes_lies_in_both(mail_servers: MailServers) -> None:
    submit(mail_servers, "CME@havering.gov.uk", "schooladmissions@havering.gov.uk")
    assert inbox(mail_servers, "cme") == inbox(mail_servers, "admissions") == [MAIL]


def test_a_letter_to_the_outside_is_kept_and_written(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    with MailServers([Account("cme@x.example", "cme", "secret")], folder) as servers:
        submit(servers, "head@school.example")
        submit(servers, "other@school.example", "cme@x.example")
    assert servers.letters == (
        KeptLetter("head@school.example", "head@school.example", MAIL),
        KeptLetter("head@school.example", "other@school.example", MAIL),
    )
    assert [path.name for path in sorted(folder.iterdir())] == ["0001.eml", "0002.eml"]
    assert (folder / "0002.eml").read_bytes() == MAIL


def test_keywords_are_kept(mail_servers: MailServers) -> None:
    mail_servers.deliver("cme", MAIL)
    with IMAPClient("127.0.0.1", mail_servers.imap_port, ssl=False, timeout=10) as client:
        client.login("cme", "secret")
        client.select_folder("INBOX")
        client.add_flags(client.search(), ["$MailbotStored"])
        assert len(client.search(["KEYWORD", "$MailbotStored"])) == 1


def test_a_wrong_password_is_refused(mail_servers: MailServers) -> None:
    client = IMAPClient("127.0.0.1", mail_servers.imap_port, ssl=False, timeout=10)
    with client, pytest.raises(LoginError):
        client.login("cme", "wrong")


def test_the_servers_start_and_stop_at_once() -> None:
    start = time.monotonic()
    with MailServers([Account("cme@x.example", "cme", "secret")]) as servers:
        client = IMAPClient("127.0.0.1", servers.imap_port, ssl=False, timeout=10)
    assert time.monotonic() - start < 2
    client.shutdown()
    with pytest.raises(ConnectionRefusedError):
        IMAPClient("127.0.0.1", servers.imap_port, ssl=False, timeout=1)
