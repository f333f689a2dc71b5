"""Signature, disclaimer and banner told from what was written, and never a fact taken for one of them."""

from __future__ import annotations

import pytest

from mailbot.model.message import Message, Role
from tests.reading.mails import html, plain, text_of

FACT = "Kofi Asante, date of birth 12/03/2015, has not been in since Friday 2 October and we cannot reach his mother."
NAME = "Jane Smith"
DETAILS = "Attendance Officer\nBrackenfold School, Harold Hill RM3 9XX\n020 7946 0123"

SIGNATURES = [
    f"Kind regards\n\n{NAME}\n{DETAILS}",
    f"Many thanks,\n{NAME}\n{DETAILS}",
    f"Yours sincerely,\n\n\n{NAME}",
    f"Thanks\nJane\n\n{NAME}\n{DETAILS}",
    f"Best wishes, and thank you\n{NAME}",
    f"-- \n{NAME}\n{DETAILS}",
    f"{NAME}\n{DETAILS}",
    f"Jane\n\n{NAME}, Attendance Officer, Brackenfold School, 020 7946 0123",
    f"{NAME} | Attendance Officer | Brackenfold School | 020 7946 0123",
    "J Smith",
    "Jane",
    "Regards",
    "Regards,\nJane\n\nSent from my iPhone",
    f"Thank you for your help\n\n{NAME}\n{DETAILS}\njane.smith@brackenfold.example\nwww.brackenfold.example",
    f"KR\n{NAME}\n{DETAILS}",
    f"Cheers\nJ x\n\n{NAME}\n{DETAILS}",
    f"{NAME}\n\nAttendance Officer\n\nBrackenfold School",
    f"Warm regards\n{NAME} (she/her)\n{DETAILS}\nWorking days: Mon, Tue, Thu",
]


@pytest.mark.parametrize("signature", SIGNATURES, ids=range(len(SIGNATURES)))
def test_a_signature_is_told_from_the_text(signature: str) -> None:
    message = plain(f"Dear CME,\n\n{FACT}\n\n{signature}")
    assert text_of(message).removesuffix("\n\nKR") == f"Dear CME,\n\n{FACT}"
    said = [line for line in signature.replace("-- ", "").split("\n") if line and line != "KR"]
    assert all(line.strip() in text_of(message, Role.SIGNATURE) for line in said)


@pytest.mark.parametrize("signature", SIGNATURES[:10], ids=range(10))
def test_a_signature_in_html_too(signature: str) -> None:
    page = "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in f"{FACT}\n\n{signature}".split("\n\n"))
    assert text_of(html(page)) == FACT


@pytest.mark.parametrize("name", ["Ann Price", "PC 4471EA Rachel Oduya", "Dr N. Pemberton-Lowe"])
def test_a_signature_of_someone_else_than_the_account_is_one_too(name: str) -> None:
    message = plain(f"{FACT}\n\n{name}\n{DETAILS}")
    assert text_of(message) == FACT


AFTER = [
    "PS his date of birth is 12/03/2015, I forgot.",
    "P.S. mum's new number is 07700 900123",
    "PS: he may be with his aunt in Leeds",
    "Child: Kofi Asante\nDOB: 12/03/2015\nAddress: 4 Acacia Road, Romford",
    "I should have added that his sister Ama is in the same position and that we have not seen her since the same day.",
]


@pytest.mark.parametrize("fact", AFTER)
def test_what_follows_a_signature_and_is_no_boilerplate_is_text(fact: str) -> None:
    message = plain(f"Kofi is missing.\n\nKind regards\n{NAME}\n{DETAILS}\n\n{fact}")
    assert fact in text_of(message)
    assert NAME in text_of(message, Role.SIGNATURE)


def test_a_form_after_the_signature_is_text() -> None:
    table = "<table><tr><td>DOB</td><td>12/03/2015</td></tr><tr><td>Mum</td><td>07700 900123</td></tr></table>"
    message = html(f"<p>See form.</p><p>Kind regards<br>{NAME}<br>020 7946 0123</p>{table}")
    assert [item.role for item in message.items if not hasattr(item, "text")] == [Role.TEXT]


def test_a_table_of_contact_details_in_a_signature_is_signature() -> None:
    table = (
        "<table><tr><td>T</td><td>020 7946 0123</td></tr><tr><td>W</td><td>www.brackenfold.example</td></tr></table>"
    )
    message = html(f"<p>{FACT}</p><p>Kind regards<br>{NAME}</p>{table}")
    assert [item.role for item in message.items if not hasattr(item, "text")] == [Role.SIGNATURE]


NOT_SIGNATURES = [
    "Surname: ASANTE\nForename: Kofi\nDOB: 12/03/2015\nMother: Efua Asante 07700 900123",
    "4 Acacia Road\nRomford\nRM1 1AA",
    "Thanks for ringing back so soon about Kofi, it was a great help to us all here.\n\nHe is still missing.",
    "Regards his sister: she is at Brackenfold Juniors and attends every day without fail.",
    "- Kofi, 12/03/2015\n- Ama, 1/1/2017",
    "Last school: Gidea Park Juniors",
]


@pytest.mark.parametrize("facts", NOT_SIGNATURES)
def test_facts_at_the_foot_of_a_mail_are_text(facts: str) -> None:
    assert facts.split("\n")[-1] in text_of(plain(f"Dear CME\n\nThe details are these.\n\n{facts}"))


def test_the_only_line_of_a_mail_is_text() -> None:
    assert text_of(plain("Thank you.")) == "Thank you."
    assert text_of(plain("Jane Smith left us")) == "Jane Smith left us"
    assert text_of(plain("Kofi Asante is missing")) == "Kofi Asante is missing"


DISCLAIMERS = [
    "This e-mail and any attachments are confidential and intended solely for the addressee.",
    "If you are not the intended recipient, please notify the sender and delete this email from your system.",
    "Brackenfold School is committed to safeguarding and promoting the welfare of children who may suffer neglect or abuse.",
    "Views expressed are those of the sender. Registered in England, company number 0000000.",
    "Please consider the environment before printing this email.",
    "The Trust does not tolerate abuse of its staff, whether in person, by telephone or in writing.",
]


@pytest.mark.parametrize("disclaimer", DISCLAIMERS)
@pytest.mark.parametrize("signature", [f"\n\nRegards\n{NAME}\n{DETAILS}", f"\n\n{NAME}\n{DETAILS}"])
def test_boilerplate_at_the_foot_is_a_disclaimer(disclaimer: str, signature: str) -> None:
    message = plain(f"{FACT}{signature}\n\n{disclaimer}")
    assert text_of(message) == FACT
    assert disclaimer in text_of(message, Role.DISCLAIMER) + text_of(message, Role.SIGNATURE)


@pytest.mark.parametrize(
    "banner",
    [
        "CAUTION: This email originated from outside of the organisation. Do not click links unless you know the sender.",
        "[EXTERNAL]",
        "WARNING - External Email. Do not open attachments from people you do not know.",
        "You don't often get email from jane.smith@brackenfold.example. Learn why this is important",
    ],
)
def test_the_mail_servers_warning_on_top_is_a_banner(banner: str) -> None:
    message = plain(f"{banner}\n\n{FACT}")
    assert (text_of(message, Role.BANNER), text_of(message)) == (banner, FACT)


def test_a_warning_of_the_writers_own_is_text() -> None:
    assert text_of(plain(f"WARNING: do not ring the father.\n\n{FACT}")).startswith("WARNING: do not ring")


def roles_of(message: Message) -> list[tuple[int, Role]]:
    return [(item.hop, item.role) for item in message.items]


def test_every_mail_of_a_chain_has_its_own_signature() -> None:
    block = "From: Ann Price <a.price@manor.example>\nSent: 08 October 2026 09:30\nTo: Jane Smith\nSubject: Kofi"
    message = plain(
        f"See below.\n\nJane\n\n{block}\n\n{FACT}\n\nAnn Price\nHead, Manor School\n01632 960123", subject="FW: Kofi"
    )
    assert roles_of(message) == [
        (0, Role.TEXT),
        (0, Role.SIGNATURE),
        (1, Role.HEADER),
        (1, Role.TEXT),
        (1, Role.SIGNATURE),
    ]
