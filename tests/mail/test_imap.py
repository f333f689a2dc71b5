"""The folder against a real Dovecot, with other clients at work in the same mailbox."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from mailbot.demo.servers import MailServers
from mailbot.mail.imap import BATCH_BYTES, KEYWORD, Folder, by_size
from mailbot.mail.login import Password
from mailbot.mail.wire import WireError
from mailbot.model.inbound import Fetched
from mailbot.model.referral import Mailbox
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Proxy


def mail(number: int) -> bytes:
    return b"From: a@school.example\r\nSubject: mail %d\r\n\r\nBody %d\r\n" % (number, number)


def uids(mails: Iterable[Fetched]) -> list[int]:
    return [fetched.uid for fetched in mails]


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    """A fresh user with mails 1, 2 and 3, of these UIDs."""
    login = dovecot.fresh_user()
    dovecot.deliver(login, mail(1), mail(2), mail(3))
    return login


def folder(dovecot: Dovecot, login: str, **changes: object) -> Folder:
    return Folder(dovecot.settings(login, **changes), Mailbox.CME, dovecot.password(login))


def through(dovecot: Dovecot, proxy: Proxy, login: str, **changes: object) -> Folder:
    """The folder through a proxy before Dovecot's port without TLS."""
    return folder(dovecot, login, **{"host": "127.0.0.1", "port": proxy.port, "security": "none"} | changes)


def test_mails_come_in_order_with_their_bytes_and_dates(dovecot: Dovecot, user: str) -> None:
    with folder(dovecot, user, batch=2) as inbox:
        found = list(inbox.new(0))
        assert uids(found) == [1, 2, 3]
        assert all(fetched.raw.endswith(mail(number)) for number, fetched in enumerate(found, 1))
        assert {(fetched.mailbox, fetched.uid_validity) for fetched in found} == {(Mailbox.CME, inbox.uid_validity)}
        assert all(fetched.internal_date and fetched.internal_date.tzinfo for fetched in found)
        assert (inbox.cursor, inbox.missing) == (3, frozenset())


def test_the_date_is_right_in_the_hour_that_comes_twice(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    """01:30 GMT on the day the clocks go back, half an hour after they did."""
    arrived = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    login = dovecot.fresh_user()
    dovecot.client(login).append("INBOX", mail(1), msg_time=arrived)
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    try:
        with folder(dovecot, login) as inbox:
            (fetched,) = inbox.new(0)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert (fetched.internal_date, fetched.internal_date and fetched.internal_date.tzinfo) == (arrived, UTC)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"x",
        b"\r\n",
        b"no header at all\r\n",
        b"A: " + b"y" * 2_000_000 + b"\r\n\r\n",
        b"S: \xff\xfe\r\n\r\n\x80\r\n",
    ],
)
def test_odd_mails_come_byte_for_byte(dovecot: Dovecot, raw: bytes) -> None:
    login = dovecot.fresh_user()
    dovecot.lay(login, raw)
    with folder(dovecot, login) as inbox:
        assert [fetched.raw for fetched in inbox.new(0)] == [raw]


def test_a_mail_of_50_mb_comes_through(dovecot: Dovecot) -> None:
    login = dovecot.fresh_user()
    raw = b"Subject: large\r\n\r\n" + (b"x" * 76 + b"\r\n") * (50 * 1024 * 1024 // 78)
    dovecot.lay(login, mail(1), raw, mail(3))
    with folder(dovecot, login) as inbox:
        assert [len(fetched.raw) for fetched in inbox.new(0)] == [len(mail(1)), len(raw), len(mail(3))]


def test_nothing_is_marked_as_read(dovecot: Dovecot, user: str) -> None:
    with folder(dovecot, user) as inbox:
        list(inbox.new(0))
    assert dovecot.client(user).search("SEEN") == []


def test_a_mail_that_others_read_flag_or_mark_deleted_is_still_new(dovecot: Dovecot, user: str) -> None:
    officer = dovecot.client(user)
    officer.add_flags([1, 2, 3], ["\\Seen"])
    officer.add_flags([2], ["\\Deleted", "\\Answered"])
    with folder(dovecot, user) as inbox:
        assert uids(inbox.new(0)) == [1, 2, 3]


def test_only_what_is_above_the_cursor_and_unknown_is_new(dovecot: Dovecot, user: str) -> None:
    with folder(dovecot, user) as inbox:
        assert uids(inbox.new(1)) == [2, 3]
        assert uids(inbox.new(0, {1, 3})) == [2]
        assert inbox.cursor == 3
        assert uids(inbox.new(3)) == []  # the server answers "4:*" with mail 3
        assert inbox.cursor == 3


def test_a_mail_that_arrives_later_is_seen_on_the_same_connection(dovecot: Dovecot, user: str) -> None:
    with folder(dovecot, user) as inbox:
        list(inbox.new(0))
        dovecot.deliver(user, mail(4))
        assert uids(inbox.new(inbox.cursor)) == [4]


def test_the_cursor_counts_a_mail_only_once_the_next_is_asked_for(dovecot: Dovecot, user: str) -> None:
    with folder(dovecot, user) as inbox:
        mails = inbox.new(0)
        next(mails)
        assert inbox.cursor == 0
        next(mails)
        assert inbox.cursor == 1


def test_a_mail_expunged_by_another_client_meanwhile_is_owed_and_then_let_go(dovecot: Dovecot, user: str) -> None:
    with folder(dovecot, user, batch=1) as inbox:
        mails = inbox.new(0)
        found = [next(mails).uid]
        officer = dovecot.client(user)
        officer.delete_messages([2])
        officer.expunge()
        found += uids(mails)
        assert (found, inbox.missing, inbox.cursor) == ([1, 3], frozenset({2}), 1)
        assert uids(inbox.new(inbox.cursor, set(found))) == []
        assert (inbox.missing, inbox.cursor) == (frozenset(), 3)


def test_a_mail_that_the_server_leaves_out_is_asked_for_again(dovecot: Dovecot, user: str) -> None:
    def leave_out(command: bytes) -> bytes:
        return command.replace(b"FETCH 1,2,3 (BODY", b"FETCH 1,3 (BODY")

    with Proxy(dovecot.imap_port, to_server=leave_out) as proxy, through(dovecot, proxy, user) as inbox:
        found = uids(inbox.new(0))
        assert (found, inbox.missing, inbox.cursor) == ([1, 3], frozenset({2}), 1)
        assert uids(inbox.new(inbox.cursor, set(found))) == [2]
        assert (inbox.missing, inbox.cursor) == (frozenset(), 3)


def test_a_mail_that_the_server_refuses_to_send_does_not_keep_back_the_others(dovecot: Dovecot, user: str) -> None:
    def refuse(command: bytes) -> bytes:
        return re.sub(rb"FETCH (1,2,3|2) \(BODY", rb"FETCH \1 (NONSENSE", command)

    with Proxy(dovecot.imap_port, to_server=refuse) as proxy, through(dovecot, proxy, user) as inbox:
        assert uids(inbox.new(0)) == [1, 3]
        assert (inbox.missing, inbox.cursor) == (frozenset({2}), 1)


def test_a_mail_that_breaks_the_connection_does_not_keep_back_the_others(dovecot: Dovecot, user: str) -> None:
    def break_(command: bytes) -> bytes:
        if re.search(rb"FETCH (1,2,3|2) \(BODY", command):
            raise ConnectionResetError
        return command

    with Proxy(dovecot.imap_port, to_server=break_) as proxy, through(dovecot, proxy, user) as inbox:
        assert uids(inbox.new(0)) == [1, 3]
        assert (inbox.missing, inbox.cursor, proxy.connections) == (frozenset({2}), 1, 3)


def test_a_mail_whose_length_is_a_lie_does_not_keep_back_the_others(dovecot: Dovecot, user: str) -> None:
    """The server announces a literal longer than what it sends, and the client waits for the rest in vain."""

    def lie(data: bytes) -> bytes:
        return re.sub(rb"(\* 2 FETCH .{0,80}BODY\[\] \{)", rb"\g<1>9", data)

    with (
        Proxy(dovecot.imap_port, to_client=lie) as proxy,
        through(dovecot, proxy, user, timeout_seconds=0.5) as inbox,
    ):
        assert uids(inbox.new(0)) == [1, 3]
        assert (inbox.missing, inbox.cursor) == (frozenset({2}), 1)


def test_a_server_that_keeps_closing_is_told(dovecot: Dovecot, user: str) -> None:
    def break_(command: bytes) -> bytes:
        if b"FETCH" in command and b"BODY" in command:
            raise ConnectionResetError
        return command

    dovecot.deliver(user, *map(mail, range(4, 9)))
    with (
        Proxy(dovecot.imap_port, to_server=break_) as proxy,
        pytest.raises(WireError, match="keeps closing"),
        through(dovecot, proxy, user) as inbox,
    ):
        list(inbox.new(0))


def test_a_mail_moved_out_and_back_comes_again_under_its_new_uid(dovecot: Dovecot, user: str) -> None:
    officer = dovecot.client(user)
    officer.create_folder("Later")
    with folder(dovecot, user) as inbox:
        list(inbox.new(0))
        officer.move([2], "Later")
        assert uids(inbox.new(3)) == []
        officer.select_folder("Later")
        officer.move([1], "INBOX")
        (back,) = inbox.new(3)
    assert back.uid == 4
    assert back.raw.endswith(mail(2))


def test_a_folder_made_anew_has_another_uid_validity(dovecot: Dovecot, user: str) -> None:
    officer = dovecot.client(user)
    officer.create_folder("Referrals")
    officer.append("Referrals", mail(7))
    with folder(dovecot, user, folder="Referrals") as before:
        assert uids(before.new(0)) == [1]
    officer.delete_folder("Referrals")
    officer.create_folder("Referrals")
    officer.append("Referrals", mail(8))
    with folder(dovecot, user, folder="Referrals") as after:
        assert after.uid_validity != before.uid_validity
        assert [fetched.raw for fetched in after.new(0)] == [mail(8)]


def test_a_folder_made_anew_under_our_feet_is_not_read_with_the_old_cursor(dovecot: Dovecot, user: str) -> None:
    officer = dovecot.client(user)
    officer.create_folder("Referrals")
    with folder(dovecot, user, folder="Referrals") as inbox:
        officer.delete_folder("Referrals")
        officer.create_folder("Referrals")
        officer.append("Referrals", mail(8))
        with pytest.raises(WireError, match="made anew"):
            list(inbox.new(0))


def test_uids_given_out_again_from_lower_down_are_noticed(dovecot: Dovecot, user: str) -> None:
    with folder(dovecot, user) as inbox:
        assert [inbox.began_anew(cursor) for cursor in (0, 3, 4, 40)] == [False, False, True, True]
    forgetful = Proxy(dovecot.imap_port, to_client=lambda data: data.replace(b"[UIDNEXT 4]", b"[XUIDNEXT 4]"))
    with forgetful as proxy, through(dovecot, proxy, user) as inbox:
        assert not inbox.began_anew(40)


def test_a_folder_of_two_hundred_thousand_mails_can_be_listed(dovecot: Dovecot, user: str) -> None:
    many = b" ".join(b"%d" % uid for uid in range(1, 200_001))
    with (
        Proxy(dovecot.imap_port, to_client=lambda data: data.replace(b"* SEARCH 1 2 3", b"* SEARCH " + many)) as proxy,
        through(dovecot, proxy, user) as inbox,
    ):
        assert uids(inbox.new(0, range(4, 200_001))) == [1, 2, 3]
        assert inbox.cursor == 200_000


def test_a_settled_mail_lies_unchanged_in_a_processed_folder_made_for_it(dovecot: Dovecot, user: str) -> None:
    with folder(dovecot, user) as inbox:
        second = list(inbox.new(0))[1]
        inbox.settle(2)
        assert uids(inbox.new(0)) == [1, 3]
    officer = dovecot.client(user, "Processed")
    assert officer.fetch([1], ["BODY.PEEK[]"])[1][b"BODY[]"] == second.raw
    assert "Processed" in [name for _, _, name in officer.list_sub_folders()]


def test_settling_a_mail_that_has_gone_changes_nothing(dovecot: Dovecot, user: str) -> None:
    with folder(dovecot, user) as inbox:
        inbox.settle(2)
        inbox.settle(2)
        inbox.settle(77)
        assert uids(inbox.new(0)) == [1, 3]
    assert dovecot.client(user, "Processed").search() == [1]


def test_a_processed_folder_that_somebody_removed_is_made_again(dovecot: Dovecot, user: str) -> None:
    with folder(dovecot, user) as inbox:
        inbox.settle(1)
        dovecot.client(user).delete_folder("Processed")
        inbox.settle(2)
    assert dovecot.client(user, "Processed").search() == [1]


def test_a_processed_folder_that_takes_nothing_is_told_and_the_mail_stays(dovecot: Dovecot, user: str) -> None:
    dovecot.client(user).create_folder("Processed")
    place = dovecot.folder / "mail" / user / ".Processed"
    for part in ("tmp", "new", "cur"):
        (place / part).chmod(0o500)
    with folder(dovecot, user) as inbox:
        with pytest.raises(WireError, match="did not put a mail into Processed"):
            inbox.settle(1)
        assert uids(inbox.new(0)) == [1, 2, 3]


@pytest.mark.parametrize("name", ["Done/CME 2026", "Bearbeitet & geprüft", 'A "quoted" one'])
def test_folders_of_any_name_work(dovecot: Dovecot, user: str, name: str) -> None:
    with folder(dovecot, user, processed_folder=name) as inbox:
        inbox.settle(1)
    with folder(dovecot, user, folder=name) as processed:
        assert uids(processed.new(0)) == [1]


def test_flagging_leaves_the_mail_where_it_is(dovecot: Dovecot, user: str) -> None:
    with folder(dovecot, user, settle="flag") as inbox:
        inbox.settle(2)
        inbox.settle(77)
        assert uids(inbox.new(0)) == [1, 2, 3]
    assert dovecot.client(user).search(["KEYWORD", KEYWORD]) == [2]


def test_without_move_only_the_one_mail_is_expunged(dovecot: Dovecot, user: str) -> None:
    dovecot.client(user).add_flags([3], ["\\Deleted"])  # an officer's mark, not ours to act on
    with (
        Proxy(dovecot.imap_port, to_client=lambda data: data.replace(b" MOVE", b" XOVE")) as proxy,
        through(dovecot, proxy, user) as inbox,
    ):
        inbox.settle(2)
        inbox.settle(2)
        assert uids(inbox.new(0)) == [1, 3]
    assert b"UID MOVE" not in proxy.sent
    assert dovecot.client(user, "Processed").search() == [1]


def test_without_move_and_uidplus_a_mail_is_flagged_never_deleted(dovecot: Dovecot, user: str) -> None:
    def old(data: bytes) -> bytes:
        return data.replace(b" MOVE", b" XOVE").replace(b" UIDPLUS", b" UIDXXXX")

    with Proxy(dovecot.imap_port, to_client=old) as proxy, through(dovecot, proxy, user) as inbox:
        inbox.settle(2)
        assert uids(inbox.new(0)) == [1, 2, 3]
    assert dovecot.client(user).search(["KEYWORD", KEYWORD]) == [2]
    assert dovecot.client(user).search("DELETED") == []


def test_a_connection_cut_anywhere_loses_no_mail(dovecot: Dovecot, user: str) -> None:
    """Cut after every 61st byte that the server sends: what was given is whole, what was not is given later."""
    with folder(dovecot, user) as inbox:
        whole = {fetched.uid: fetched.raw for fetched in inbox.new(0)}
    with Proxy(dovecot.imap_port) as proxy, through(dovecot, proxy, user) as inbox:
        list(inbox.new(0))
    for cut in range(1, len(proxy.received), 61):
        ledger: dict[int, bytes] = {}
        cursor = 0
        with Proxy(dovecot.imap_port, cut_to_client=cut) as broken:
            try:
                with through(dovecot, broken, user) as inbox:
                    for fetched in inbox.new(0):
                        ledger[fetched.uid] = fetched.raw
                    cursor = inbox.cursor
            except WireError:
                cursor = 0
        assert ledger.items() <= whole.items()
        assert set(range(1, cursor + 1)) <= set(ledger)
        with folder(dovecot, user) as inbox:
            ledger |= {fetched.uid: fetched.raw for fetched in inbox.new(cursor, set(ledger))}
        assert ledger == whole


def test_the_embedded_server_serves_as_well(mail_servers: MailServers, dovecot: Dovecot) -> None:
    mail_servers.deliver("cme", mail(1))
    settings = dovecot.settings("cme", host="127.0.0.1", port=mail_servers.imap_port, security="none")
    with Folder(settings, Mailbox.CME, Password("cme", "secret")) as inbox:
        (fetched,) = inbox.new(0)
        assert fetched.raw == mail(1)
        inbox.settle(fetched.uid)
        assert uids(inbox.new(0)) == []


def test_batches_are_bounded_in_bytes_and_a_large_mail_stands_alone() -> None:
    sizes = {1: 10, 2: BATCH_BYTES, 3: BATCH_BYTES // 2, 4: BATCH_BYTES // 2, 5: 1, 6: 5 * BATCH_BYTES}
    assert list(by_size([1, 2, 3, 4, 5, 6, 7], sizes)) == [[1], [2], [3, 4], [5], [6], [7]]
    assert list(by_size([], {})) == []
