"""A server that gives out its UIDs anew without saying so, as some do once they were put back from a backup."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot import pipeline
from mailbot.mail.imap import KEYWORD, Folder
from mailbot.model.referral import Mailbox
from mailbot.store.store import Store
from tests.servers.dovecot import Dovecot

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.needs("dovecot")


def mail(number: int) -> bytes:
    return b"From: a@school.example\r\nSubject: mail %d\r\n\r\nBody %d\r\n" % (number, number)


def begin_anew(dovecot: Dovecot, login: str, *gone: int) -> None:
    """Take the mails of these UIDs away and number what is left from 1 on, under the same UIDVALIDITY."""
    place = dovecot.folder / "mail" / login
    listed = (place / "dovecot-uidlist").read_text().splitlines()
    for line in listed[1:]:
        uid, _, name = line.partition(" ")
        if int(uid) in gone:
            (found,) = place.glob(f"*/{name.rpartition(':')[2].partition(':')[0]}*")
            found.unlink()
    head = " ".join("N1" if word.startswith("N") else word for word in listed[0].split())
    (place / "dovecot-uidlist").write_text(head + "\n")
    for path in place.glob("dovecot.index*"):
        path.unlink() if path.is_file() else shutil.rmtree(path)


def received(dovecot: Dovecot, login: str, store: Store, everything: bool = False) -> list[bytes]:
    """The subjects of what one pass stored."""
    with Folder(dovecot.settings(login, settle="flag"), Mailbox.CME, dovecot.password(login)) as folder:
        stored = list(pipeline.receive(folder, Mailbox.CME, store, NOW, everything))
    return [store.raw(one).partition(b"Subject: ")[2].partition(b"\r\n")[0] for one in stored]


@pytest.mark.parametrize("everything", [False, True])
def test_a_mail_with_a_uid_that_another_had_is_received_and_a_known_one_is_not_received_twice(
    dovecot: Dovecot, tmp_path: Path, everything: bool
) -> None:
    login = dovecot.fresh_user()
    store = Store.open(f"sqlite:///{tmp_path / 'mailbot.db'}")
    dovecot.deliver(login, mail(1), mail(2), mail(3))
    assert received(dovecot, login, store) == [b"mail 1", b"mail 2", b"mail 3"]
    begin_anew(dovecot, login, 1, 2)
    dovecot.deliver(login, mail(4))
    assert received(dovecot, login, store, everything) == [b"mail 4"]
    dovecot.deliver(login, mail(5))
    assert received(dovecot, login, store) == [b"mail 5"]
    assert received(dovecot, login, store, everything=True) == []
    client = dovecot.client(login)
    assert client.search(["KEYWORD", KEYWORD]) == client.search() == [1, 2, 3]
    begin_anew(dovecot, login, 1, 2)
    assert received(dovecot, login, store, everything) == []
    assert len(store.unsettled(Mailbox.CME, client.folder_status("INBOX", ["UIDVALIDITY"])[b"UIDVALIDITY"])) == 0
    client.shutdown()
    store.close()
