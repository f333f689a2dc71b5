"""Letters from mail to a real SMTP server: to whom, how often, and what becomes of those that fail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mailbot.demo.servers import MailServers
from mailbot.model.letter import Caps, LetterState
from mailbot.model.referral import Mailbox
from mailbot.store.store import Sought
from tests.servers.smtp_script import CLOSE, ScriptedSmtp
from tests.story.letterbox import Letterbox, letterbox, mail, parsed, referral, text_of

HEAD = "Ada Head <head@manor.example>"
REFERENCE = re.compile(r"CME-\d{4}-\w{10}")


@pytest.fixture
def box(tmp_path: Path, relay: MailServers) -> Iterator[Letterbox]:
    with letterbox(tmp_path, relay) as opened:
        yield opened


def stripped(raw: bytes, sender: str, number: int) -> bytes:
    """A letter of ours as it comes back through a gateway that keeps no header but its own."""
    return mail(sender, str(parsed(raw)["Subject"]), text_of(raw), 900 + number)


ECHOES: list[Callable[[bytes], tuple[str, str]]] = [
    lambda raw: ("Thank you", "Thank you for your message. We will answer within five working days."),
    lambda raw: ("Re: " + str(parsed(raw)["Subject"]), "We have received your email."),
    lambda raw: ("Re: " + str(parsed(raw)["Subject"]), "Ticket opened.\n\n" + text_of(raw)),
    lambda raw: ("Re: " + str(parsed(raw)["Subject"]), "> " + text_of(raw).replace("\n", "\n> ")),
    lambda raw: ("Case received", "Your enquiry is with our team. A member of staff will contact you."),
    lambda raw: ("Pupil not traceable", referral()),
    lambda raw: ("Your request", "You wrote:\n" + referral() + "\nWe wrote:\n" + text_of(raw)),
    lambda raw: ("(no subject)", "ok"),
    lambda raw: ("FW: " + str(parsed(raw)["Subject"]), ""),
    lambda raw: ("Status of your request", f"{' '.join(REFERENCE.findall(text_of(raw)))} What is the status?"),
]


@pytest.mark.parametrize("echo", ECHOES)
def test_an_autoresponder_that_strips_all_headers_gets_one_letter_and_no_more(
    box: Letterbox, echo: Callable[[bytes], tuple[str, str]]
) -> None:
    letters = box.answers(mail(HEAD, "Pupil not traceable", referral()))
    assert len(letters) == 1
    ours, number = 1, 1
    while letters and number < 8:
        number += 1
        letters = box.answers(mail(HEAD, *echo(letters[0]), number))
        ours += len(letters)
    assert (ours, number) == (1, 2)


@pytest.mark.parametrize("strips", [False, True], ids=["headers kept", "headers stripped"])
def test_two_mailbots_exchange_at_most_two_letters(tmp_path: Path, relay: MailServers, strips: bool) -> None:
    with letterbox(tmp_path, relay) as ours, letterbox(tmp_path, relay, "northby.gov.uk") as theirs:
        enquiry = referral(more="Do you know this child? Please help us to trace the family.")
        said = ours.answers(mail("CME@northby.gov.uk", "Enquiry about a child", enquiry))
        exchanged = len(said)
        boxes = [(theirs, "CME@havering.gov.uk"), (ours, "CME@northby.gov.uk")]
        for turn in range(6):
            receiver, sender = boxes[turn % 2]
            receiver.taken = len(relay.letters)
            said = [
                letter for raw in said for letter in receiver.answers(stripped(raw, sender, turn) if strips else raw)
            ]
            exchanged += len(said)
    assert 1 <= exchanged <= 2


@pytest.mark.parametrize("strips", [False, True], ids=["headers kept", "headers stripped"])
def test_school_admissions_and_cme_never_answer_one_another(box: Letterbox, strips: bool) -> None:
    words = (
        "Dear colleagues,\n\nSchool Admissions cannot establish the whereabouts of this family and hands the case over to "
        "the CME officer. Child: Zoe Example, date of birth 3 April 2015, last address 1 Invented Road, Romford RM1 3BB. "
        "She was offered a place and did not start.\n\nIn-Year Admissions\n"
    )
    handover = mail("In-Year Admissions <schooladmissions@havering.gov.uk>", "Handover to CME", words)
    letters = box.answers(handover)
    assert [str(parsed(raw)["To"]) for raw in letters] == ["schooladmissions@havering.gov.uk"]
    (receipt,) = letters
    back = stripped(receipt, "CME@havering.gov.uk", 1) if strips else receipt
    assert box.answers(back, Mailbox.ADMISSIONS) == []
    assert box.answers(mail("schooladmissions@havering.gov.uk", "Re: Handed over", text_of(receipt), 7)) == []


def test_a_school_that_refers_five_children_a_day_has_an_answer_for_each_and_none_for_a_sixth(box: Letterbox) -> None:
    box.house = replace(box.house, caps=Caps())
    names = ("Ann", "Ben", "Cleo", "Dora", "Eli", "Fay")
    answered = [
        len(box.answers(mail(HEAD, "A pupil", referral(name, f"Example{name}", f"{day} May 2014"), day)))
        for day, name in enumerate(names, 1)
    ]
    assert answered == [1, 1, 1, 1, 1, 0]
    (withheld,) = box.store.digest(box.clock.date() + timedelta(days=1), box.clock).withheld
    assert "answer by hand" in withheld.reason
    box.clock += timedelta(days=1)
    assert len(box.answers(mail(HEAD, "A pupil", referral("Gil", "Exampleg", "9 May 2014"), 9))) == 1


def test_a_school_of_the_directory_that_refers_twenty_children_on_a_monday_has_an_answer_for_each(
    box: Letterbox,
) -> None:
    trust = replace(box.house.trust, known_domains=("manor.example",))
    box.house = replace(box.house, trust=trust, caps=Caps())
    names = [f"Ex{chr(97 + number)}{chr(107 + number)}le" for number in range(15)] + [
        "Byrne",
        "Quill",
        "Rashid",
        "Tomas",
        "Udo",
    ]
    answered = [
        len(box.answers(mail(HEAD, "A pupil", referral("Zoe", name, f"{number + 1} May 2014"), number)))
        for number, name in enumerate(names)
    ]
    assert answered == [1] * 20


def test_a_flood_of_forged_senders_makes_no_flood_of_letters_and_every_child_has_its_case(box: Letterbox) -> None:
    box.house = replace(box.house, caps=Caps(per_hour=8))
    for number in range(1, 21):
        text = referral("Zoe", "Flood" + "abcdefghijklmnopqrstuvwxyz"[number], f"{number} May 2014")
        decision = box.receive(mail(f"victim{number}@school{number}.example", "A pupil", text, number))
        assert len(decision.openings) == 1
    box.send()
    assert len(box.letters()) == 8


def test_what_we_asked_for_is_not_acknowledged_again_and_stands_on_the_case(box: Letterbox) -> None:
    (asked,) = box.answers(mail(HEAD, "Pupil not traceable", referral(), proven=True))
    (reference,) = set(REFERENCE.findall(text_of(asked)))
    thread = f"In-Reply-To: {parsed(asked)['Message-ID']}\r\n"
    more = "The mother is Mrs Jane Example, telephone 07700 900123."
    supplied = mail(HEAD, f"Re: {reference}", more, 2, proven=True, headers=thread)
    assert box.answers(supplied) == []
    file = box.store.file(reference)
    assert file is not None
    assert len(file.mails) == 2


STRANGERS = {
    "not proven": ("Ada Head <head@manor.example>", False),
    "a colleague": ("Bo Clerk <office@manor.example>", True),
    "a parent who poses as the school": ("Ada Head, Manor Primary <head.manor@gmail.com>", True),
    "a lookalike": ("Ada Head <head@rnanor.example>", True),
    "another school": ("Cy Deputy <deputy@other.example>", True),
}


@pytest.mark.parametrize("who", STRANGERS)
def test_only_the_proven_referrer_is_told_and_nobody_else_can_tell_whether_there_is_a_case(
    tmp_path: Path, relay: MailServers, who: str
) -> None:
    answers: dict[str, str] = {}
    for name in ("plain", "restricted", "none"):
        (tmp_path / name).mkdir()
        with letterbox(tmp_path / name, relay) as box:
            box.taken = len(relay.letters)
            more = "They fled domestic violence and are in a refuge." if name == "restricted" else ""
            (thanks,) = box.answers(mail(HEAD, "Pupil not traceable", referral(more=more), proven=True))
            own = REFERENCE.findall(text_of(thanks))[0]
            box.clock += timedelta(days=2)
            reference = "CME-2026-ZZZZZZZZZZ" if name == "none" else own
            asks = f"Could you tell me how {reference} stands please? What is the status of the case?"
            sender, proven = STRANGERS[who]
            decision = box.receive(mail(sender, f"{reference}: any news?", asks, 2, proven=proven))
            assert decision.withheld is not None
            assert decision.withheld.startswith("case status withheld")
            box.send()
            answers[name] = "".join(_normal(raw) for raw in box.letters())
            told = box.answers(mail(HEAD, f"{reference}: any news?", asks, 3, proven=True))
            if who != "not proven":  # that one has used up the referrer's letter of the day
                assert ("enquiries" in _words(told) or "waiting" in _words(told)) is (name == "plain")
    assert answers["plain"] == answers["restricted"] == answers["none"] != ""


def _words(letters: list[bytes]) -> str:
    return " ".join(" ".join(text_of(raw).split()) for raw in letters)


def _normal(raw: bytes) -> str:
    """A letter without what differs from mail to mail: ids, dates, boundaries."""
    text = re.sub(r"[0-9a-f]{40}", "KEY", raw.decode("ascii"))
    return REFERENCE.sub("REFERENCE", re.sub(r"(?m)^Date: .*$", "Date", text))


# letters that fail


def test_a_refused_letter_is_a_task_on_its_case_and_a_line_of_the_digest(box: Letterbox) -> None:
    box.receive(mail(HEAD, "Pupil not traceable", referral()))
    with ScriptedSmtp({"RCPT": b"550 5.1.1 no such user"}) as server:
        assert LetterState.REFUSED in box.send(server.port)
    reply = next(letter for letter in box.store.posted(Sought(purpose="reply")))
    assert (reply.state, len(reply.cases)) == (LetterState.REFUSED, 1)
    file = box.store.file(reply.cases[0])
    assert file is not None
    (task,) = (task for task in file.open_tasks if task.code == "letter_undelivered")
    assert f"Letter {reply.id} did not reach the referrer" in task.says
    assert reply.id in [line.outbox_id for line in box.store.digest(box.clock.date(), box.clock).refused]
    box.store.retry((reply.id,), box.clock)
    assert box.send() == [LetterState.SENT]


def test_a_letter_whose_relay_hangs_up_after_the_last_dot_goes_out_again_byte_for_byte(box: Letterbox) -> None:
    box.receive(mail(HEAD, "Pupil not traceable", referral()))
    with ScriptedSmtp({"dot": CLOSE}) as server:
        assert box.send(server.port) == [LetterState.DEFERRED]
        (first,) = server.letters
    assert box.send() == []  # not before its time
    box.clock += timedelta(minutes=2)
    assert box.send() == [LetterState.SENT]
    (again,) = box.letters()
    assert again.rstrip(b"\r\n") == re.sub(rb"(?m)^\.\.", b".", first).rstrip(b"\r\n")


def test_a_letter_that_nobody_takes_for_five_days_is_given_up_and_told(box: Letterbox) -> None:
    box.receive(mail(HEAD, "Pupil not traceable", referral()))
    with ScriptedSmtp({"RCPT": b"451 4.7.1 greylisted"}) as server:
        states = box.send(server.port)
        while states[-1:] != [LetterState.REFUSED]:
            box.clock += timedelta(hours=3)
            states = box.send(server.port)
            assert box.clock < box.clock.replace(day=30)
    (reply,) = box.store.posted(Sought(purpose="reply"))
    assert 30 < reply.attempts < 60
    file = box.store.file(reply.cases[0])
    assert file is not None
    assert "letter_undelivered" in [task.code for task in file.open_tasks]


def test_held_letters_stay_until_they_are_released(box: Letterbox) -> None:
    box.receive(mail(HEAD, "Pupil not traceable", referral()))
    box.store.hold_all("restored from a backup", "mailbot", box.clock)
    assert box.send() == []
    assert box.letters() == []
    box.store.release_all(box.clock)
    assert box.send() == [LetterState.SENT]


# letters that come back


def bounce(letter: bytes, action: str = "failed", status: str = "5.1.1") -> bytes:
    """The report of a server that took the letter and could not deliver it (RFC 3464)."""
    head = letter.partition(b"\r\n\r\n")[0].decode("ascii")
    return (
        "Return-Path: <>\r\nFrom: Mail Delivery <postmaster@mx.example>\r\nTo: CME@havering.gov.uk\r\n"
        f"Subject: Undeliverable\r\nMessage-ID: <{len(letter)}{action}@mx.example>\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nSorry.\r\n--b\r\n"
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; head@manor.example\r\nAction: {action}\r\nStatus: {status}\r\n\r\n--b\r\n"
        f"Content-Type: text/rfc822-headers\r\n\r\n{head}\r\n\r\n--b--\r\n"
    ).encode()


def test_a_letter_that_comes_back_is_told_on_its_case_in_the_outbox_and_in_the_digest(box: Letterbox) -> None:
    (thanks,) = box.answers(mail(HEAD, "Pupil not traceable", referral()))
    assert box.answers(bounce(thanks)) == []
    (reply,) = box.store.posted(Sought(purpose="reply"))
    assert (reply.state, reply.last_answer) == (LetterState.BOUNCED, "came back: 5.1.1, no such address")
    file = box.store.file(reply.cases[0])
    assert file is not None
    (task,) = (task for task in file.open_tasks if task.code == "letter_undelivered")
    assert task.says.startswith(f"Letter {reply.id} came back (5.1.1, no such address)")
    assert [event.detail for event in file.events if event.name == "letter came back"] == [
        f"letter {reply.id}: 5.1.1, no such address"
    ]
    (line,) = box.store.digest(box.clock.date(), box.clock).refused
    assert (line.outbox_id, line.answer) == (reply.id, reply.last_answer)


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.7"), ("delivered", "2.1.5")])
def test_a_letter_that_is_late_or_has_arrived_is_still_sent(box: Letterbox, action: str, status: str) -> None:
    (thanks,) = box.answers(mail(HEAD, "Pupil not traceable", referral()))
    box.receive(bounce(thanks, action, status))
    assert box.store.posted(Sought(purpose="reply"))[0].state is LetterState.SENT


def test_a_bounce_of_what_we_never_wrote_changes_nothing(box: Letterbox) -> None:
    (thanks,) = box.answers(mail(HEAD, "Pupil not traceable", referral()))
    box.receive(bounce(re.sub(rb"[0-9a-f]{40}@", b"f" * 40 + b"@", thanks)))
    assert box.store.posted(Sought(purpose="reply"))[0].state is LetterState.SENT


def test_no_letter_of_the_case_follows_one_that_came_back_until_an_officer_releases_it(box: Letterbox) -> None:
    (thanks,) = box.answers(mail(HEAD, "Pupil not traceable", referral(), proven=True))
    (own,) = set(REFERENCE.findall(text_of(thanks)))
    box.receive(bounce(thanks))

    def asked(number: int) -> list[bytes]:
        box.clock += timedelta(days=2)
        return box.answers(mail(HEAD, f"{own}: any news?", f"What is the status of {own}?", number, proven=True))

    assert asked(2) == []
    held = box.store.posted(Sought(purpose="reply"))[0]
    assert (held.state, held.last_answer) == (LetterState.HELD, "letter 1 to this address came back")
    assert len(box.answers(mail(HEAD, "A pupil", referral("Ali", "Other", "1 May 2014"), 3, proven=True))) == 1
    assert box.store.release((held.id,), box.clock) == (held.id,)
    assert box.send() == [LetterState.SENT]
    assert len(box.letters()) == 1
    assert len(asked(4)) == 1


def test_a_letter_that_came_back_can_be_sent_again(box: Letterbox) -> None:
    (thanks,) = box.answers(mail(HEAD, "Pupil not traceable", referral()))
    box.receive(bounce(thanks))
    assert box.store.retry((1,), box.clock) == (1,)
    assert box.send() == [LetterState.SENT]
    assert box.letters() == [thanks]
