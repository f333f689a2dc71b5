"""The relay against a server that answers as it is told."""

from __future__ import annotations

import base64
import dataclasses
import socket

import pytest

from mailbot.config.settings import Smtp
from mailbot.demo.servers import MailServers
from mailbot.mail.login import OAuth2Token, Password
from mailbot.mail.smtp import Relay
from mailbot.mail.wire import WireError
from mailbot.model.letter import Deferred, Letter, Outcome, Refused, Sent
from tests.servers.proxy import Proxy
from tests.servers.smtp_script import CLOSE, SILENCE, ScriptedSmtp

LETTER = Letter(
    key="k1",
    message_id="<k1@havering.gov.uk>",
    to="j.okafor@school.example",
    subject="Your referral",
    raw=b"Subject: Your referral\r\nMessage-ID: <k1@havering.gov.uk>\r\n\r\n.Dear colleague\r\n..\r\n",
    purpose="reply",
)


def settings(port: int, **changes: object) -> Smtp:
    fields = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "cme@havering.gov.uk"}
    return Smtp.model_validate(fields | {"timeout_seconds": 1} | changes)


def outcome(answers: dict[str, bytes], letter: Letter = LETTER, dot_seconds: float = 0.3) -> Outcome:
    with ScriptedSmtp(answers) as server, Relay(settings(server.port), None, dot_seconds) as relay:
        return relay.deliver(letter)


@pytest.mark.parametrize(
    ("step", "answer", "kind"),
    [
        ("dot", b"250 2.0.0 queued as 4Xy", Sent),
        ("dot", b"251 2.0.0 taken", Sent),
        ("dot", b"250-2.0.0 two\r\n250 2.0.0 lines", Sent),
        ("RCPT", b"251 2.1.5 will forward", Sent),
        ("RCPT", b"252 2.1.5 can't tell", Sent),
        ("MAIL", b"421 4.3.2 shutting down", Deferred),
        ("MAIL", b"432 4.3.2 too many connections", Deferred),
        ("MAIL", b"451 4.7.0 slow down", Deferred),
        ("MAIL", b"530 5.7.57 not authenticated", Deferred),
        ("MAIL", b"550 5.7.1 sender not allowed", Deferred),
        ("MAIL", b"553 5.1.8 sender has no such domain", Deferred),
        ("MAIL", CLOSE, Deferred),
        ("MAIL", SILENCE, Deferred),
        ("MAIL", b"nonsense", Deferred),
        ("MAIL", b"999 what", Deferred),
        ("RCPT", b"421 4.3.2 shutting down", Deferred),
        ("RCPT", b"450 4.2.0 greylisted", Deferred),
        ("RCPT", b"451 4.7.1 greylisted, come again", Deferred),
        ("RCPT", b"452 4.2.2 mailbox full", Deferred),
        ("RCPT", b"530 5.7.0 log in first", Deferred),
        ("RCPT", b"552 5.5.3 too many recipients", Deferred),
        ("RCPT", b"354 go on", Deferred),
        ("RCPT", b"501 5.1.3 bad address", Refused),
        ("RCPT", b"550 5.1.1 no such user", Refused),
        ("RCPT", b"550 5.1.10 recipient not found", Refused),
        ("RCPT", b"550 5.2.2 mailbox full", Refused),
        ("RCPT", b"551 5.1.6 has moved", Refused),
        ("RCPT", b"553 5.1.3 not allowed", Refused),
        ("RCPT", b"554 5.7.1 relay access denied", Refused),
        ("RCPT", CLOSE, Deferred),
        ("RCPT", SILENCE, Deferred),
        ("DATA", b"250 ok", Deferred),
        ("DATA", b"421 4.3.2 shutting down", Deferred),
        ("DATA", b"451 4.3.0 try later", Deferred),
        ("DATA", b"554 5.5.1 no valid recipients", Refused),
        ("DATA", CLOSE, Deferred),
        ("dot", b"354 go on", Deferred),
        ("dot", b"421 4.3.2 shutting down", Deferred),
        ("dot", b"451 4.7.500 server busy", Deferred),
        ("dot", b"452 4.3.1 disk full", Deferred),
        ("dot", b"535 5.7.3 log in again", Deferred),
        ("dot", b"550 5.7.30 basic authentication is not supported", Deferred),
        ("dot", b"554 5.2.0 daily limit reached", Deferred),
        ("dot", b"554 5.2.2 mailbox full", Deferred),
        ("dot", b"554 5.2.252 SendAsDenied", Deferred),
        ("dot", b"550 5.7.1 content rejected", Refused),
        ("dot", b"552 5.3.4 too large", Refused),
        ("dot", b"554 5.6.0 malformed", Refused),
        ("dot", CLOSE, Deferred),
        ("dot", SILENCE, Deferred),
        ("dot", b"", Deferred),
        ("dot", b"2" * 9000, Deferred),
    ],
)
def test_what_each_answer_means(step: str, answer: bytes, kind: type[Outcome]) -> None:
    assert type(outcome({step: answer})) is kind


def test_the_letter_arrives_byte_for_byte_with_its_dots_stuffed() -> None:
    with ScriptedSmtp() as server, Relay(settings(server.port), None) as relay:
        assert relay.deliver(LETTER) == Sent("250 to dot: 2.0.0 queued")
        assert server.letters == [LETTER.raw.replace(b"\r\n.", b"\r\n..")]
        assert server.commands[-3:] == ["MAIL FROM:<cme@havering.gov.uk>", "RCPT TO:<j.okafor@school.example>", "DATA"]


def test_a_real_server_undoes_the_dots(mail_servers: MailServers) -> None:
    with Relay(settings(mail_servers.smtp_port), None) as relay:
        relay.deliver(LETTER)
    (letter,) = mail_servers.letters
    assert (letter.sender, letter.recipient, letter.raw) == ("cme@havering.gov.uk", LETTER.to, LETTER.raw)


def test_the_answer_to_the_final_dot_is_awaited_longer_than_any_other() -> None:
    """Giving up early there is what makes a letter go out twice (RFC 1047)."""
    for step, kind in (("dot", Sent), ("RCPT", Deferred)):
        with (
            ScriptedSmtp(delays={step: 0.6}) as server,
            Relay(settings(server.port, timeout_seconds=0.2), None, dot_seconds=5) as relay,
        ):
            assert type(relay.deliver(LETTER)) is kind


def test_the_answer_kept_names_no_address() -> None:
    for text in (
        b"550 5.1.1 <j.okafor@school.example>: unknown; head@other.example, too",
        b"550 5.1.1 user J.Okafor unknown at School.Example\r\n",
    ):
        kept = outcome({"RCPT": text.strip()})
        assert isinstance(kept, Refused)
        assert "okafor" not in kept.answer.lower()
        assert "head" not in kept.answer
        assert "school.example" not in kept.answer.lower()
        assert kept.answer.startswith("550 to RCPT: 5.1.1")


def test_one_connection_serves_many_letters() -> None:
    with ScriptedSmtp() as server, Relay(settings(server.port), None) as relay:
        assert [type(relay.deliver(LETTER)) for _ in range(3)] == [Sent] * 3
        assert (server.connections, len(server.letters)) == (1, 3)


def test_a_refused_letter_does_not_keep_back_the_next() -> None:
    with ScriptedSmtp({"RCPT": b"550 5.1.1 no"}) as server, Relay(settings(server.port), None) as relay:
        assert [type(relay.deliver(LETTER)) for _ in range(2)] == [Refused] * 2
        assert server.connections == 1


@pytest.mark.parametrize("answer", [b"421 4.3.2 shutting down", b"354 go on", b"nonsense"])
def test_after_an_answer_out_of_place_the_next_letter_takes_a_new_connection(answer: bytes) -> None:
    with ScriptedSmtp({"RCPT": answer}) as server, Relay(settings(server.port), None) as relay:
        assert isinstance(relay.deliver(LETTER), Deferred)
        server.answers = {}
        assert isinstance(relay.deliver(LETTER), Sent)
        assert server.connections == 2


def test_a_connection_lost_between_letters_is_opened_anew() -> None:
    with ScriptedSmtp({"RSET": CLOSE}) as server, Relay(settings(server.port), None) as relay:
        assert [type(relay.deliver(LETTER)) for _ in range(2)] == [Sent] * 2
        assert server.connections == 3  # the entry's, and one a letter


def test_a_server_gone_between_letters_is_deferred_with_its_mend() -> None:
    with ScriptedSmtp() as server, Relay(settings(server.port), None) as relay:
        server.answers = {"RSET": CLOSE, "greeting": b"554 5.3.2 not today"}
        answer = relay.deliver(LETTER)
    assert isinstance(answer, Deferred)
    assert "does not serve us (554)" in answer.answer


def test_an_eight_bit_letter_needs_8bitmime() -> None:
    letter = dataclasses.replace(LETTER, raw="Subject: x\r\n\r\né\r\n".encode())
    with ScriptedSmtp() as server, Relay(settings(server.port), None) as relay:
        assert isinstance(relay.deliver(letter), Sent)
        assert "MAIL FROM:<cme@havering.gov.uk> BODY=8BITMIME" in server.commands
    assert isinstance(outcome({"EHLO": b"250 mail.example"}, letter), Refused)


@pytest.mark.parametrize(
    "to", ["a@b.example\r\nRCPT TO:<x@y.example>", "a@b.example>", "a b@c.example", "é@b.example", "", "a@b\0", "a"]
)
def test_no_odd_recipient_reaches_the_socket(to: str) -> None:
    with ScriptedSmtp() as server, Relay(settings(server.port), None) as relay:
        assert isinstance(relay.deliver(dataclasses.replace(LETTER, to=to)), Refused)
        assert server.commands == ["ehlo havering.gov.uk"]


@pytest.mark.parametrize(
    "raw",
    [
        b"a: b\r\n\r\nx\n.\nMAIL FROM:<x>\r\n",
        b"a: b\r\n\r\nx\ry\r\n",
        b"a: b\r\n\r\n\0\r\n",
        b"a: b\r\n\r\n" + b"x" * 999,
        "a: é\r\n\r\n".encode(),
    ],
)
def test_no_malformed_letter_reaches_the_socket(raw: bytes) -> None:
    with ScriptedSmtp() as server, Relay(settings(server.port), None) as relay:
        assert isinstance(relay.deliver(dataclasses.replace(LETTER, raw=raw)), Refused)
        assert server.commands == ["ehlo havering.gov.uk"]


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"greeting": b"554 5.3.2 no"}, "does not serve us (554)"),
        ({"greeting": b"421 4.3.2 busy"}, "does not serve us (421)"),
        ({"greeting": CLOSE}, "closed the connection"),
        ({"greeting": SILENCE}, "no answer within 1 s"),
        ({"EHLO": CLOSE}, "closed the connection"),
        ({"AUTH": b"535 5.7.8 wrong"}, "the login was refused (535)"),
        ({"AUTH": b"454 4.7.0 later"}, "no login at present (454)"),
        ({"AUTH": b"334 !!!"}, "the login was refused"),
        ({"AUTH": CLOSE}, "closed the connection"),
        ({"EHLO": b"250 mail.example"}, "does not offer what is needed"),
        ({"EHLO": b"250 AUTH NTLM"}, "does not offer what is needed"),
    ],
)
def test_why_there_is_no_connection(answers: dict[str, bytes], says: str) -> None:
    with ScriptedSmtp(answers) as server, pytest.raises(WireError) as caught:
        Relay(settings(server.port), Password("cme", "s3cret")).__enter__()
    assert says in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert f"127.0.0.1:{server.port}" in str(caught.value)


def test_a_server_that_is_down_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(WireError, match=r"nobody answers on this port\. Check host and port"):
        Relay(settings(port), None).__enter__()


def test_a_control_character_in_the_secret_is_refused_before_the_socket() -> None:
    with ScriptedSmtp() as server:
        with pytest.raises(WireError, match="a control character in the password"):
            Relay(settings(server.port), Password("cme", "s3cret\r\nQUIT")).__enter__()
        assert server.connections == 0


def test_a_token_logs_in_by_xoauth2() -> None:
    with ScriptedSmtp() as server, Relay(settings(server.port), OAuth2Token("cme@x.example", lambda: "t0ken")):
        sent = server.commands[-1].removeprefix("AUTH XOAUTH2 ")
    assert base64.b64decode(sent) == b"user=cme@x.example\x01auth=Bearer t0ken\x01\x01"


def test_a_refused_token_is_told_after_the_challenge() -> None:
    answers = {"AUTH": b"334 eyJzdGF0dXMiOiI0MDEifQ==", "": b"535 5.7.3 Authentication unsuccessful"}
    with ScriptedSmtp(answers) as server, pytest.raises(WireError, match=r"the login was refused \(535\)"):
        Relay(settings(server.port), OAuth2Token("cme@x.example", lambda: "t0ken")).__enter__()


@pytest.mark.parametrize("side", ["cut_to_client", "cut_to_server"])
def test_a_connection_cut_anywhere_is_never_taken_for_an_answer(mail_servers: MailServers, side: str) -> None:
    """Cut after every fifth byte, in either direction: Sent only if the server has the letter, never Refused."""
    with Proxy(mail_servers.smtp_port) as whole, Relay(settings(whole.port), None) as relay:
        assert isinstance(relay.deliver(LETTER), Sent)
        bytes_passed = len(whole.received if side == "cut_to_client" else whole.sent)
    outcomes = set()
    for cut in range(1, bytes_passed, 5):
        before = len(mail_servers.letters)
        with Proxy(mail_servers.smtp_port, **{side: cut}) as proxy:  # type: ignore[arg-type]
            try:
                with Relay(settings(proxy.port), None, dot_seconds=1) as relay:
                    found: type = type(relay.deliver(LETTER))
            except WireError:
                found = WireError
        outcomes.add(found)
        assert found is not Sent or len(mail_servers.letters) == before + 1
        assert len(mail_servers.letters) <= before + 1
    assert outcomes <= {WireError, Deferred, Sent}
    assert {WireError, Deferred} <= outcomes
