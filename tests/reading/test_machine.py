"""Machine mail told from people's, and by which sign (issue 3 line 2)."""

from __future__ import annotations

import pytest

from mailbot.model.message import Message
from mailbot.reading.message import parse
from tests.reading.mails import HEAD, TRUST, plain, raw

MACHINE = [
    ("auto_submitted", ["Auto-Submitted: auto-replied"], "x"),
    ("auto_submitted", ["Auto-Submitted: AUTO-GENERATED (by cron)"], "x"),
    ("auto_submitted", ["Auto-Submitted: auto-notified; owner-email=x@y.example"], "x"),
    ("null_return_path", ["Return-Path: <>"], "x"),
    ("null_return_path", ["Return-Path: (none) <>"], "x"),
    ("mailing_list", ["List-Id: <news.example>", "List-Unsubscribe: <https://x.example>"], "x"),
    ("mailing_list", ["List-Post: <mailto:l@x.example>", "Precedence: bulk"], "x"),
    ("mailing_list", ["List-Post: NO", "List-Id: <x.example>", "Precedence: list"], "x"),
    ("precedence", ["Precedence: list"], "x"),
    ("mailing_list", ["List-Unsubscribe: <https://x.example>", "Feedback-ID: 1"], "Our news. Unsubscribe here."),
    ("precedence", ["Precedence: bulk"], "x"),
    ("precedence", ["Precedence: Junk"], "x"),
    ("response_suppressed", ["X-Auto-Response-Suppress: All"], "x"),
    ("response_suppressed", ["X-Auto-Response-Suppress: DR, OOF, AutoReply"], "x"),
    ("autoreply_header", ["X-Autoreply: yes"], "x"),
    ("autoreply_header", ["X-Autorespond: x"], "x"),
    ("own_letter", ["X-Mailbot-Id: 12"], "x"),
    ("automated_text", [], "This is an automated message. Your parcel is on its way."),
    (
        "out_of_office_text",
        [],
        "Thank you for your email. I am currently out of the office and will return on Monday.",
    ),
    (
        "out_of_office_text",
        [],
        "Hello,\n\nThanks for your message. I am on annual leave until the 3rd. If urgent, ring the office.",
    ),
    (
        "out_of_office_text",
        [],
        "Thank you for contacting us. The school is now closed for half term and will open on Monday.",
    ),
]


@pytest.mark.parametrize(("name", "headers", "text"), MACHINE, ids=range(len(MACHINE)))
def test_each_sign_is_seen_and_named(name: str, headers: list[str], text: str) -> None:
    assert name in [signal.name for signal in plain(text, *headers).signals]


@pytest.mark.parametrize(
    ("name", "subject", "text"),
    [
        ("out_of_office_subject", "Automatic reply: A pupil", "I am away."),
        ("out_of_office_subject", "Out of office: Jane", "Back on Monday."),
        ("bounce_text", "Undeliverable: your letter", "Your message to x@y.example could not be delivered."),
        ("bounce_text", "failure notice", "550 5.1.1 User unknown"),
        ("recall", "Recall: CME referral", "Jane Smith would like to recall the message, CME referral."),
        ("recall", "Message Recall Report for message x", "1 succeeded"),
        ("receipt_text", "Read: your letter", "Your message\nTo: Jane\nwas read on 8 October."),
    ],
)
def test_signs_of_a_subject_and_its_text(name: str, subject: str, text: str) -> None:
    assert name in [signal.name for signal in plain(text, subject=subject).signals]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("daemon_sender", "MAILER-DAEMON@mx.example"),
        ("daemon_sender", "postmaster@mx.example"),
        ("no_reply_sender", "noreply@portal.example"),
        ("no_reply_sender", "do-not-reply@portal.example"),
        ("no_reply_sender", "no.reply+12@portal.example"),
        ("no_reply_sender", "alerts-noreply@portal.example"),
        ("no_reply_sender", "bounce+x@portal.example"),
    ],
)
def test_senders_that_nobody_reads(name: str, address: str) -> None:
    assert name in [signal.name for signal in raw(f"From: {address}", "", "x").signals]


def report(kind: str, inner: list[str]) -> Message:
    head = [
        HEAD.rstrip(),
        f"Content-Type: multipart/report; report-type={kind}; boundary=b",
        "",
        "--b",
        "",
        "Sorry.",
        "--b",
    ]
    return raw(*head, f"Content-Type: message/{kind}", "", *inner)


def test_a_bounce_is_a_report_and_names_the_letter_that_it_returns() -> None:
    message = report(
        "delivery-status",
        ["Reporting-MTA: dns; mx.example", "", "Action: failed", "--b", "Content-Type: message/rfc822", "",
         "Message-ID: <ours-1@havering.gov.uk>", "Subject: Ours", "", "Dear Ms Tully", "--b--"],
    )  # fmt: skip
    assert "report" in [signal.name for signal in message.signals]
    assert message.bounced_id == "ours-1@havering.gov.uk"


def test_a_bounce_with_headers_only_names_the_letter_too() -> None:
    message = report(
        "delivery-status",
        ["Action: failed", "--b", "Content-Type: text/rfc822-headers", "", "Message-ID: <o@h>", "--b--"],
    )
    assert message.bounced_id == "o@h"


FAILED = ("delivery-status", ["Reporting-MTA: dns; mx.example", "", "Action: failed", "Status: 5.1.1 (unknown)"])


@pytest.mark.parametrize(
    ("kind", "inner", "status"),
    [
        (*FAILED, "5.1.1"),
        ("delivery-status", ["Action: failed"], "5.0.0"),
        ("delivery-status", ["Action: delayed", "Status: 4.4.7"], None),
        ("delivery-status", ["Action: delivered", "Status: 2.0.0"], None),
        ("disposition-notification", ["Disposition: manual-action/MDN-sent-manually; deleted"], None),
    ],
)
def test_a_bounce_says_by_its_status_that_the_letter_did_not_arrive(
    kind: str, inner: list[str], status: str | None
) -> None:
    assert report(kind, [*inner, "--b--"]).bounce_status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Your letter could not be delivered: 550 5.1.10 no such recipient", "5.1.10"),
        ("Delivery to the following recipient failed permanently.", "5.0.0"),
        ("Delivery has failed so far. It will be retried for two days. 451 4.4.1", None),
    ],
)
def test_a_bounce_without_a_report_says_it_in_words(text: str, status: str | None) -> None:
    message = plain(text, "In-Reply-To: <ours-1@havering.gov.uk>", subject="Undeliverable: your referral")
    assert (message.bounced_id, message.bounce_status) == ("ours-1@havering.gov.uk", status)


def test_a_letter_to_which_the_relay_gave_another_id_is_known_by_our_own() -> None:
    returned = ["Message-ID: <theirs@relay.example>", "X-Mailbot-Id: <ours-1@havering.gov.uk>", "Subject: x", "", "x"]
    for kind in ("message/rfc822", "text/rfc822-headers"):
        inner = [*FAILED[1], "--b", f"Content-Type: {kind}", "", *returned, "--b--"]
        assert report("delivery-status", inner).bounced_id == "ours-1@havering.gov.uk"


def test_a_person_who_writes_of_a_letter_that_came_back_returns_none() -> None:
    message = plain(
        "Our letter to the Nowaks could not be delivered, 550 5.1.1.", "In-Reply-To: <ours-1@havering.gov.uk>"
    )
    assert (message.bounced_id, message.bounce_status) == (None, None)


def test_a_receipt_names_the_letter_that_was_read() -> None:
    message = report("disposition-notification", ["Original-Message-ID: <ours-2@havering.gov.uk>", "--b--"])
    assert message.bounced_id == "ours-2@havering.gov.uk"
    assert "report" in [signal.name for signal in message.signals]


def test_a_clicked_answer_to_an_invitation_is_a_machines_and_one_with_words_is_not() -> None:
    calendar = ["--b", "Content-Type: text/calendar; method=REPLY", "", "BEGIN:VCALENDAR", "METHOD:REPLY", "--b--"]
    head = [
        HEAD.rstrip(),
        "Subject: Accepted: CME panel",
        "Content-Type: multipart/alternative; boundary=b",
        "",
        "--b",
        "",
    ]
    assert [one.name for one in raw(*head, "", *calendar).signals] == ["calendar_reply"]
    assert raw(*head, "I can come, but only after ten, the child's hearing is before.", *calendar).signals == ()


PEOPLE = [
    ("A pupil", ["Auto-Submitted: no"], "Please help."),
    ("A pupil", ["Auto-Submitted: no (sent by hand)"], "Please help."),
    ("A pupil", ["List-Unsubscribe: <mailto:off@mis.example>"], "Kofi has not been in since 3 October."),
    ("A pupil", ["List-Help: <https://mis.example>"], "Kofi has not been in."),
    ("A pupil", ["Precedence: normal"], "Please help."),
    ("A pupil", ["X-Auto-Response-Suppress: DR, RN, NRN"], "Please help."),
    ("A pupil", ["X-Autoreply: no"], "Please help."),
    ("A pupil", ["Return-Path: <jane.smith@brackenfold.example>"], "Please help."),
    ("RE: Automatic reply: A pupil", [], "Thanks, I'll wait until you are back."),
    ("FW: Automatic reply: A pupil", [], "This came back when I wrote to you."),
    ("Out of office cover for attendance", [], "I cover for Jane; who takes the referrals?"),
    ("A pupil", [], "I am on leave from Friday so please ring Jo. Kofi Asante, dob 1/2/2015, has not been in."),
    ("A pupil", [], "Thank you for your email. Kofi (born 1/2/2015) is on holiday with his gran."),
    ("A pupil", [], "Thank you for your email. Form attached. I am out of the office tomorrow."),
    ("A pupil", [], "I got this from mum:\n\n> Thank you for your email. I am out of the office until Monday."),
    ("Undeliverable letters to the family", [], "Our two letters to the Nowaks came back."),
    ("Read: the policy", [], "I did, and I have a question about clause 4.5."),
    ("Recall of Year 9 photographs", [], "Please send them back."),
    ("Recall: meeting on Kofi", [], "As you will recall we met on the 3rd, and he has still not been seen since."),
    ("A pupil", [], "We replied and there was no reply."),
]


@pytest.mark.parametrize(("subject", "headers", "text"), PEOPLE, ids=range(len(PEOPLE)))
def test_a_persons_mail_is_never_taken_for_a_machines(subject: str, headers: list[str], text: str) -> None:
    assert plain(text, *headers, subject=subject).signals == ()


GROUP = ("List-Id: <office.x.example>", "List-Post: <mailto:Office@x.example>", "Precedence: list",
         "List-Unsubscribe: <mailto:off@x.example>")  # fmt: skip


def through_a_group(to: str, text: str, sender: str = "jane.smith@brackenfold.example") -> Message:
    return raw(f"From: {sender}", f"To: {to}", "Subject: A pupil", *GROUP, "", text)


@pytest.mark.parametrize(
    ("to", "text", "persons"),
    [
        ("cme@havering.gov.uk", "May I ask you about a family?", True),
        ("office@x.example", "Kofi Asante, dob 1/2/2015, has not been in since May.", True),
        ("office@x.example", "Minutes of our meeting are on the site.", False),
    ],
)
def test_what_a_person_wrote_to_us_or_of_a_child_is_not_lost_because_a_list_passed_it_on(
    to: str, text: str, persons: bool
) -> None:
    message = through_a_group(to, text)
    assert (message.signals == ()) is persons
    assert ("mailing_list", "office@x.example") in [(trait.name, trait.words) for trait in message.traits]


@pytest.mark.parametrize("address", ["reply@school.example", "n.oreply@school.example", "bouncer.j@school.example"])
def test_people_with_odd_addresses_are_people(address: str) -> None:
    assert raw(f"From: {address}", "", "Kofi has not been in.").signals == ()


def test_a_forwarded_out_of_office_does_not_make_the_forward_automatic() -> None:
    inner = "From: x@y.example\r\nAuto-Submitted: auto-replied\r\nSubject: Automatic reply: x\r\n\r\nI am away."
    data = (
        f"{HEAD}Subject: FW\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee attached.\r\n--b\r\n"
        f"Content-Type: message/rfc822\r\n\r\n{inner}\r\n--b--\r\n"
    )
    assert parse(data.encode(), TRUST).signals == ()
