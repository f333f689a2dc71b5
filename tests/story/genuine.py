"""Mail as persons write it, with everything in it that could make a hasty rule take it for a machine's."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.story.letterbox import mail

SENDERS = (
    "Noreen Plyler <noreen.plyler@{0}>",
    "Office <office@{0}>",
    "<admin@{0}>",
    '"Head, Ada (Manor Primary)" <ahead@{0}>',
    "DSL <bouncebackproject@{0}>",
    "Mrs P Master <p.master@{0}>",
    "Reply Desk <replydesk@{0}>",
    "Auto Parts Charity <auto@{0}>",
    "Family Support <info@{0}>",
    "List Green <list.green@{0}>",
)
DOMAINS = ("manor.example", "stbride.sch.example", "housing.example", "gmail.com", "nhs.example", "police.example")
HEADERS = (
    "",
    "Auto-Submitted: no\r\n",
    "auto-submitted: No (written by a person)\r\n",
    "X-Auto-Response-Suppress: DR, RN, NRN\r\n",
    "List-Unsubscribe: <https://mis.example/preferences>\r\n",
    "X-Mailer: Bulk Mail Composer 3\r\n",
    "Return-Path: <office@manor.example>\r\n",
    "Precedence: normal\r\n",
    "Importance: high\r\nX-Priority: 1\r\n",
    "Disposition-Notification-To: office@manor.example\r\n",
    "Feedback-ID: 42:mis\r\n",
    "List-Id: <office.manor.example>\r\n",
    "Precedence: list\r\nList-Id: <office.manor.example>\r\nList-Post: <mailto:all-staff@manor.example>\r\n"
    "List-Unsubscribe: <mailto:all-staff+unsubscribe@manor.example>\r\n",  # a shared mailbox that is a Google Group
)
SUBJECTS = (
    "Pupil not traceable",
    "RE: Automatic reply: pupil not in school",
    "FW: Undeliverable: letter home",
    "CME referral - please do not reply to all",
    "Child missing education",
    "Out of school since September",
    "",
    "URGENT",
    "Read: policy, and a child we cannot find",
)
OPENINGS = (
    "Dear team,",
    "Hello",
    "Thank you for your email last term.",
    "Thanks for getting in touch.",
    "Good morning all,",
    "CAUTION: This email is from outside. Do not click links.",
)
STORIES = (
    "Our pupil {who} (date of birth {born}) has not been in school since {day} and we cannot trace the family.",
    "{who}, born {born}, was offered a place at our school for {day} and did not arrive. Calls go unanswered.",
    "I am worried about {who}, DOB {born}. The family left in the night. Nobody has seen them since {day}.",
    "The mother of {who} (born {born}) says the child has no school place since they moved to Romford on {day}.",
    "The parent of {who} (DOB {born}) told us on {day} that the place at our school is not wanted.",
    "We were told on {day} that {who}, date of birth {born}, will be educated at home.",
    "My letters to the family of {who}, d.o.b. {born}, came back as undeliverable. Last in school: {day}.",
    "{who}, {born}, was offered a place at our school for {day} and did not arrive. Calls go unanswered.",
    "Our pupil {who} ({born}) has not been in school since {day} and we cannot trace the family.",
    "{who} in Year 4 hasn't been seen since {day}. The house is empty and nobody answers the telephone.",
    "A Year 8 boy of ours, {who}, did not come back after {day}. We cannot trace the family.",
)
ENDINGS = (
    "I am out of the office from Friday, please ring the school.",
    "We are closed for half term next week.",
    "This message was scanned automatically for viruses.",
    "Please do not reply to all.\nA. Head",
    "Kind regards\nA. Head\nTel 01632 960123\nThis email and its attachments are confidential.",
    "Sent from my phone",
    "You receive this from the office of Manor Primary. Unsubscribe from our newsletter on our site.",
)
FORENAMES = ("Zoe", "Ali", "Mia", "Ioan", "Chidi", "Wen", "Saoirse", "Tadeusz")
SURNAMES = ("Example", "Invented", "Sampleton", "Fictional", "Madeup", "Placeholder")


def genuine(count: int, seed: int) -> Iterator[bytes]:
    """So many mails, the same for the same seed."""
    chance = Random(seed)
    for number in range(count):
        who = f"{chance.choice(FORENAMES)} {chance.choice(SURNAMES)}"
        born = f"{chance.randint(1, 28)} May {chance.randint(2011, 2020)}"
        day = f"{chance.randint(1, 28)} September 2026"
        story = chance.choice(STORIES).format(who=who, born=born, day=day)
        text = "\n\n".join((chance.choice(OPENINGS), story, chance.choice(ENDINGS)))
        sender = chance.choice(SENDERS).format(chance.choice(DOMAINS))
        yield mail(sender, chance.choice(SUBJECTS), text, number, headers=chance.choice(HEADERS))
