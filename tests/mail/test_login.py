"""Logging in: what is refused, what is told, and that no secret is."""

from __future__ import annotations

import logging
import socket
import sys

import pytest

from mailbot.config.settings import OAuth2, Secret
from mailbot.mail.imap import Folder
from mailbot.mail.login import Login, OAuth2Token, Password, oauth2
from mailbot.mail.wire import ControlCharacter, WireError, guarded
from mailbot.model.referral import Mailbox
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Proxy

APPLICATION = OAuth2(tenant="t", client_id="c", client_secret=Secret(environment="UNUSED"))


def folder(dovecot: Dovecot, login: Login, **changes: object) -> Folder:
    return Folder(dovecot.settings("u", **changes), Mailbox.CME, login)


def test_a_wrong_password_is_told_without_it(dovecot: Dovecot) -> None:
    with pytest.raises(WireError) as caught:
        folder(dovecot, Password("u", "wr0ng")).__enter__()
    assert caught.value.says == "the login was refused [AUTHENTICATIONFAILED]"
    assert caught.value.mend.startswith("Check login and password")
    assert (caught.value.host, caught.value.mailbox) == (f"localhost:{dovecot.imaps_port}", "u@mail.example")
    assert "wr0ng" not in str(caught.value)


def test_a_password_of_any_characters_is_sent_as_it_is(dovecot: Dovecot) -> None:
    with Proxy(dovecot.imap_port) as proxy, pytest.raises(WireError, match="the login was refused"):
        folder(dovecot, Password("u", 'pä"ss\\ word'), host="127.0.0.1", port=proxy.port, security="none").__enter__()
    assert b"AHUAcMOkInNzXCB3b3Jk" in proxy.sent  # base64 of NUL u NUL and the password in UTF-8


def test_without_sasl_the_login_is_quoted(dovecot: Dovecot) -> None:
    def old(data: bytes) -> bytes:
        return data.replace(b"AUTH=PLAIN", b"AUTH=XXXXX")

    with Proxy(dovecot.imap_port, to_client=old) as proxy, pytest.raises(WireError):
        changes = {"host": "127.0.0.1", "port": proxy.port, "security": "none"}
        folder(dovecot, Password('u" INBOX', "x"), **changes).__enter__()
    assert rb'LOGIN "u\" INBOX" "x"' in proxy.sent


def test_a_token_logs_in(dovecot: Dovecot) -> None:
    login = dovecot.fresh_user()
    dovecot.deliver(login, b"Subject: x\r\n\r\nbody\r\n")
    with folder(dovecot, OAuth2Token(login, lambda: dovecot.token(login))) as inbox:
        assert len(list(inbox.new(0))) == 1


@pytest.mark.parametrize(("owner", "minutes"), [("u", -10), ("somebody-else", 10)])
def test_a_token_that_has_expired_or_is_another_users_is_refused(dovecot: Dovecot, owner: str, minutes: int) -> None:
    with pytest.raises(WireError, match="the login was refused"):
        folder(dovecot, OAuth2Token("u", lambda: dovecot.token(owner, minutes))).__enter__()


def test_the_token_is_asked_for_anew_when_the_server_ends_the_session(dovecot: Dovecot) -> None:
    login = dovecot.fresh_user()
    dovecot.deliver(login, b"Subject: x\r\n\r\nbody\r\n")
    asked = []

    def token() -> str:
        asked.append(1)
        return dovecot.token(login)

    def end_once(command: bytes) -> bytes:
        if b"BODY" in command and len(asked) == 1:
            raise ConnectionResetError
        return command

    with (
        Proxy(dovecot.imap_port, to_server=end_once) as proxy,
        folder(dovecot, OAuth2Token(login, token), host="127.0.0.1", port=proxy.port, security="none") as inbox,
    ):
        assert list(inbox.new(0)) == []
        assert (inbox.cursor, inbox.missing) == (0, frozenset({1}))
        assert len(list(inbox.new(0))) == 1
    assert len(asked) == 2


def test_a_server_that_is_down_is_told(dovecot: Dovecot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(WireError, match="nobody answers on this port"):
        folder(dovecot, Password("u", "x"), port=port).__enter__()


def test_a_server_that_is_silent_is_told(dovecot: Dovecot) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as mute,
        pytest.raises(WireError, match=r"no answer within 0\.3 s"),
    ):
        changes = {"host": "127.0.0.1", "port": mute.getsockname()[1], "security": "none", "timeout_seconds": 0.3}
        folder(dovecot, Password("u", "x"), **changes).__enter__()


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (b"BAD User is authenticated but not connected.", "not open to it"),
        (b"NO [UNAVAILABLE] Temporary authentication failure.", "no login at present [UNAVAILABLE]"),
        (b"NO [CONTACTADMIN] u@mail.example is blocked", "no login at present [CONTACTADMIN]"),
    ],
)
def test_other_answers_to_the_login_are_told_without_their_text(dovecot: Dovecot, answer: bytes, says: str) -> None:
    def instead(data: bytes) -> bytes:
        return data.replace(b"NO [AUTHENTICATIONFAILED] Authentication failed.", answer)

    with Proxy(dovecot.imap_port, to_client=instead) as proxy, pytest.raises(WireError) as caught:
        changes = {"host": "127.0.0.1", "port": proxy.port, "security": "none"}
        folder(dovecot, Password("u", "wrong"), **changes).__enter__()
    assert says in caught.value.says
    assert "blocked" not in str(caught.value)


def test_a_missing_folder_is_told_with_the_likely_one(dovecot: Dovecot) -> None:
    login = dovecot.fresh_user()
    dovecot.client(login).create_folder("Referrals")
    with pytest.raises(WireError, match=r"there is no folder Referals\. Did you mean Referrals\?"):
        Folder(dovecot.settings(login, folder="Referals"), Mailbox.CME, dovecot.password(login)).__enter__()
    with pytest.raises(WireError, match=r"there is no folder Qqq\. Check folder in the settings"):
        Folder(dovecot.settings(login, folder="Qqq"), Mailbox.CME, dovecot.password(login)).__enter__()


def test_a_folder_cannot_be_its_own_processed_folder(dovecot: Dovecot) -> None:
    with pytest.raises(WireError, match="are the same"):
        folder(dovecot, Password("u", "x"), processed_folder="INBOX").__enter__()


@pytest.mark.parametrize("bad", ["INBOX\r\nX1 DELETE INBOX", "a\nb", "a\0b", "a\x7fb", "a\x85b"])
@pytest.mark.parametrize("place", ["folder", "processed_folder", "login", "secret"])
def test_a_control_character_never_reaches_the_socket(dovecot: Dovecot, place: str, bad: str) -> None:
    with Proxy(dovecot.imap_port) as proxy:
        changes: dict[str, object] = {"host": "127.0.0.1", "port": proxy.port, "security": "none"}
        login = {"login": "u", "secret": "x"}
        (login if place in login else changes)[place] = bad
        with pytest.raises(WireError, match="a control character in") as caught:
            folder(dovecot, Password(**login), **changes).__enter__()
    assert proxy.connections == 0
    assert bad not in str(caught.value)


@pytest.mark.parametrize("code", [*range(0x20), 0x7F, *range(0x80, 0xA0)])
def test_every_control_character_is_one(code: int) -> None:
    with pytest.raises(ControlCharacter, match="a control character in x"):
        guarded(f"a{chr(code)}", "x")


def test_other_characters_pass() -> None:
    assert guarded("Größe ~ 'x' 漢\xa0", "x") == "Größe ~ 'x' 漢\xa0"


def test_no_mail_and_no_secret_is_logged(dovecot: Dovecot, caplog: pytest.LogCaptureFixture) -> None:
    login = dovecot.fresh_user()
    dovecot.deliver(login, b"Subject: canary-subject\r\n\r\ncanary-body\r\n")
    with caplog.at_level(logging.DEBUG), folder(dovecot, dovecot.password(login)) as inbox:
        list(inbox.new(0))
        inbox.settle(1)
    assert caplog.text == ""


def test_logins_do_not_show_their_secret() -> None:
    assert "s3cret" not in repr(Password("u", "s3cret")) + repr(OAuth2Token("u", "s3cret".upper))


def test_oauth2_without_the_extra_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msal", None)
    with pytest.raises(WireError, match=r"Install mailbot\[m365\]"):
        oauth2(APPLICATION, "s3cret")


def test_oauth2_asks_for_a_token_only_when_needed_and_tells_that_the_network_is_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
    token = oauth2(APPLICATION, "s3cret")
    with pytest.raises(WireError, match="Microsoft can't be reached") as caught:
        token()
    assert "s3cret" not in str(caught.value)
