"""The sample mail of `mailbot demo`, and how it is sent: over SMTP, as schools and agencies send theirs."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr
from pathlib import Path

MAILS = Path(__file__).parent / "mails"
# The name under which the demo's own server vouches for senders, as a receiving server of the authority would.
RECEIVER = "mx.demo.invalid"


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample mail: its file's name, its Message-ID without brackets, its bytes, whom it is from and to."""

    name: str
    message_id: str
    raw: bytes
    sender: str
    to: str


def samples() -> tuple[Sample, ...]:
    """The sample mails, in the order in which they arrive."""
    return tuple(_sample(path.stem, path.read_bytes()) for path in sorted(MAILS.glob("*.eml")))


def status_query(to: str, sender: str, reference: str) -> Sample:
    """The mail in which a referrer asks how the case of their acknowledgement stands."""
    lines = (
        f"From: {sender}",
        f"To: {to}",
        f"Subject: Re: {reference} - any news?",
        "Date: Tue, 24 Nov 2026 09:12:00 +0000",
        f"Message-ID: <status-of-{reference.lower()}@mail.example.org>",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Hello,",
        "",
        f"Could you tell me how {reference} stands please? The head has asked.",
        "",
        "Many thanks",
        "",
    )
    return _sample("14-status-query", "\r\n".join(lines).encode())


def _sample(name: str, raw: bytes) -> Sample:
    parsed: Message = message_from_bytes(raw)
    sender, to = parseaddr(str(parsed["From"]))[1], parseaddr(str(parsed["To"]))[1]
    vouched = f"Authentication-Results: {RECEIVER}; dmarc=pass header.from={sender.rpartition('@')[2]}\r\n"
    return Sample(name, str(parsed["Message-ID"]).strip("<> "), vouched.encode() + raw, sender, to)


def submit(sample: Sample, smtp_port: int) -> None:
    """Send the sample to the demo's mail server on loopback."""
    with smtplib.SMTP("127.0.0.1", smtp_port, timeout=10) as smtp:
        lines = sample.raw.replace(b"\r\n", b"\n").replace(
            b"\n", b"\r\n"
        )  # files end lines their own way, SMTP does not
        smtp.sendmail(sample.sender, [sample.to], lines)
