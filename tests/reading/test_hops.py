"""The chain of mails in a body: each program's way to quote and forward, each hop with its writer, date and text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailbot.model.message import How, Message, Passage, Role
from tests.reading.mails import html, plain, text_of

OWN = "Please see below from our attendance officer."
FACT = "Kofi Asante (dob 12/03/2015) has not been in since 3 October."
SENT = datetime(2026, 10, 8, 8, 30, tzinfo=UTC)

FORWARDS = {
    "outlook": "From: Ann Price <a.price@manor.example>\nSent: 08 October 2026 09:30\nTo: Office <office@manor.example>\nSubject: Kofi",
    "outlook us": "From: Ann Price <a.price@manor.example>\nSent: Thursday, October 8, 2026 9:30 AM\nTo: Office <office@manor.example>\nSubject: Kofi",
    "outlook 12h": "From: Ann Price <a.price@manor.example>\nSent: 08 October 2026 9:30am\nTo: Office <office@manor.example>\nSubject: Kofi",
    "outlook ruled": "________________________________\nFrom: Ann Price <a.price@manor.example>\nSent: 08 October 2026 09:30:12\nTo: Office <office@manor.example>\nSubject: Kofi",
    "outlook bold": "*From:* Ann Price <a.price@manor.example>\n*Sent:* 08 October 2026 09:30\n*To:* Office <office@manor.example>\n*Subject:* Kofi",
    "original message": "-----Original Message-----\nFrom: Ann Price [mailto:a.price@manor.example]\nSent: 08 October 2026 09:30\nTo: Office <office@manor.example>\nSubject: Kofi",
    "outlook recipients": "From: Ann Price <a.price@manor.example>\nSent: 08 October 2026 09:30\nTo: Office <office@manor.example>;\n Head <head@manor.example>\nCc: b@manor.example\nSubject: Kofi\nImportance: High",
    "gmail": "---------- Forwarded message ---------\nFrom: Ann Price <a.price@manor.example>\nDate: Thu, 8 Oct 2026 at 09:30\nSubject: Kofi\nTo: Office <office@manor.example>",
    "apple": "Begin forwarded message:\n\nFrom: Ann Price <a.price@manor.example>\nSubject: Kofi\nDate: 8 October 2026 at 09:30:12 BST\nTo: Office <office@manor.example>",
    "apple quoted": "> Begin forwarded message:\n>\n> From: Ann Price <a.price@manor.example>\n> Subject: Kofi\n> Date: 8 October 2026 at 09:30:12 BST\n> To: Office <office@manor.example>",
    "thunderbird": "-------- Forwarded Message --------\nSubject: \tKofi\nDate: \tThu, 8 Oct 2026 09:30:12 +0100\nFrom: \tAnn Price <a.price@manor.example>\nTo: \tOffice <office@manor.example>",
    "spaced": "From: Ann Price <a.price@manor.example>\n\nSent: 08 October 2026 09:30\n\nTo: Office <office@manor.example>\n\nSubject: Kofi",
    "figures": "From: Ann Price <a.price@manor.example>\nDate: 08/10/2026 09:30\nTo: Office <office@manor.example>\nSubject: Kofi",
    "zoned": "From: Ann Price <a.price@manor.example>\nDate: 2026-10-08 08:30 +0000\nTo: Office <office@manor.example>\nSubject: Kofi",
}  # fmt: skip


def forward(shape: str, subject: str = "FW: Kofi") -> Message:
    mark = "> " if shape == "apple quoted" else ""
    return plain(f"{OWN}\n\n{FORWARDS[shape]}\n{mark}\n{mark}{FACT}\n", subject=subject)


@pytest.mark.parametrize("shape", FORWARDS)
def test_every_programs_forward_is_a_hop_with_its_writer(shape: str) -> None:
    message = forward(shape)
    assert len(message.hops) == 2
    hop = message.hops[1]
    assert hop.how is How.FORWARDED
    assert hop.sender is not None
    assert (hop.sender.name, hop.sender.address) == ("Ann Price", "a.price@manor.example")
    assert hop.subject == "Kofi"
    assert hop.sent is not None
    assert abs((hop.sent - SENT).total_seconds()) < 60
    assert hop.recipients[0].address == "office@manor.example"
    assert text_of(message) == OWN
    assert text_of(message, hop=1) == FACT
    assert "Ann Price" in text_of(message, Role.HEADER, hop=1)


@pytest.mark.parametrize("shape", ["outlook", "gmail", "apple", "thunderbird"])
def test_a_forward_in_html_is_the_same_hop(shape: str) -> None:
    lines = "".join(f"<div>{line.replace('<', '&lt;')}</div>" for line in FORWARDS[shape].split("\n") if line)
    message = html(f"<div>{OWN}</div><div><br></div>{lines}<div><br></div><p>{FACT}</p>", subject="FW: Kofi")
    assert message.hops[1].how is How.FORWARDED
    assert text_of(message, hop=1) == FACT


def test_thunderbirds_table_of_headers_is_a_hop() -> None:
    fields = [
        ("Subject", "Kofi"),
        ("Date", "Thu, 8 Oct 2026 09:30:12 +0100"),
        ("From", "Ann &lt;a.price@manor.example&gt;"),
    ]
    rows = "".join(f"<tr><th>{label}: </th><td>{value}</td></tr>" for label, value in fields)
    message = html(f"<p>{OWN}</p><br>-------- Forwarded Message --------<table>{rows}</table><br><p>{FACT}</p>")
    assert message.hops[1].how is How.FORWARDED
    assert text_of(message, hop=1) == FACT


QUOTED = [
    "On Thu, 8 Oct 2026 at 09:30, CME <cme@havering.gov.uk> wrote:\n> {}",
    "On 8 Oct 2026, at 09:30, CME <cme@havering.gov.uk> wrote:\n\n> {}",
    "On Thu, 8 Oct 2026 at 09:30, CME\n<cme@havering.gov.uk> wrote:\n\n> {}",
    "> On 8 Oct 2026, at 09:30, CME <cme@havering.gov.uk> wrote:\n>\n> {}",
    "CME <cme@havering.gov.uk> wrote on 8 October 2026:\n> {}\n\nFrom: CME <cme@havering.gov.uk>\nSent: 8 October 2026 09:30\n"
    "To: Jane\nSubject: x\n\n{}",
    "From: CME\nSent: 8 October 2026 09:30\nTo: Jane Smith\nSubject: Kofi\n\n{}",
    "From: CME <cme@havering.gov.uk>\nSent: 8 October 2026 09:30\nTo: Jane Smith\nSubject: Kofi\n\n> {}",
    "> -----Original Message-----\n> From: CME <cme@havering.gov.uk>\n> Sent: 8 October 2026 09:30\n> Subject: Kofi\n>\n> {}",
]


@pytest.mark.parametrize("shape", QUOTED, ids=range(len(QUOTED)))
def test_our_own_letter_quoted_back_is_history(shape: str) -> None:
    message = plain(f"He is still missing, and we worry.\n\n{shape.replace('{}', FACT)}", subject="RE: Kofi")
    assert all(hop.how is How.QUOTED for hop in message.hops[1:])
    assert text_of(message) == "He is still missing, and we worry." or "wrote on" in text_of(message)
    assert FACT in text_of(message, hop=len(message.hops) - 1)


def test_our_letter_under_a_forward_prefix_is_still_history() -> None:
    message = plain(f"Any news?\n\n{QUOTED[6].replace('{}', FACT)}", subject="FW: Kofi")
    assert message.hops[1].how is How.QUOTED


@pytest.mark.parametrize(
    ("subject", "own", "how"),
    [
        ("RE: Kofi", OWN, How.FORWARDED),  # a reply that takes us in: news to us
        ("RE: Kofi", "He came back this morning with his mother, all is well and he is in class.", How.QUOTED),
        ("Kofi", OWN, How.FORWARDED),
        ("Kofi", "", How.FORWARDED),
        ("Fwd: Kofi", "He came back this morning with his mother, all is well and he is in class.", How.FORWARDED),
        ("[OFFICIAL] FW: Kofi", "He came back this morning with his mother, all is well.", How.FORWARDED),
    ],
)
def test_a_colleagues_mail_below_is_forwarded_where_it_is_news_to_us(subject: str, own: str, how: How) -> None:
    assert plain(f"{own}\n\n{FORWARDS['outlook']}\n\n{FACT}", subject=subject).hops[1].how is how


def test_answers_between_quoted_lines_come_back_to_their_writer() -> None:
    message = plain(
        "Answers below.\n\nOn Thu, 8 Oct 2026 at 09:30, CME <cme@havering.gov.uk> wrote:\n"
        "> 1. His date of birth\n\n12 March 2015\n\n> 2. His address\n\n4 Acacia Road, Romford",
        subject="Re: Kofi",
    )
    assert len(message.hops) == 2
    assert "12 March 2015" in text_of(message)
    assert "4 Acacia Road" in text_of(message)
    assert text_of(message, hop=1) == "1. His date of birth\n2. His address"


def test_a_forward_of_a_forward_keeps_the_first_writer_last() -> None:
    second = (
        FORWARDS["outlook"].replace("Ann Price <a.price", "Bo Lee <b.lee").replace("Subject: Kofi", "Subject: FW: Kofi")
    )
    message = plain(f"{OWN}\n\n{second}\n\nOne for you.\n\n{FORWARDS['gmail']}\n\n{FACT}", subject="FW: FW: Kofi")
    assert [hop.sender.address for hop in message.hops[1:] if hop.sender] == [
        "b.lee@manor.example",
        "a.price@manor.example",
    ]
    assert [hop.how for hop in message.hops[1:]] == [How.FORWARDED, How.FORWARDED]
    assert text_of(message, hop=2) == FACT


def test_deeper_quotes_are_deeper_hops() -> None:
    message = plain("Yes.\n\n> Is he back?\n>\n>> He left.\n>\n> Please say.", subject="RE: Kofi")
    texts = {item.hop: item.text for item in message.items if isinstance(item, Passage) and item.hop != 1}
    assert texts == {0: "Yes.", 2: "He left."}
    assert text_of(message, hop=1) == "Is he back?\nPlease say."


@pytest.mark.parametrize(
    "text",
    [
        "They moved house.\nFrom: 4 Acacia Road\nTo: 12 Mead Court\nDate: 3 September 2026",
        "Subject: GORDON, Tyrese, born 2 February 2011\nHome: 203 Tannery Way\nReported: missing on Saturday",
        "On Monday mum wrote:\nhe is with his gran",
        "On 3 October 2026 we rang her and she said that he was poorly",
        "From: the police we heard nothing",
    ],
)
def test_a_persons_own_lines_are_no_introduction(text: str) -> None:
    assert len(plain(f"Dear CME\n\n{text}\n\nThey have not been seen.").hops) == 1


def test_hops_are_bounded() -> None:
    assert len(plain((FORWARDS["outlook"] + "\n\nx\n\n") * 300).hops) <= 40
