"""One referral read from many layouts, wordings, date styles and forwards gives the same facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mailbot.model.message import Address, Hop, How, Message, Passage, Role
from mailbot.model.referral import Child
from mailbot.reading.extract.facts import Facts, facts
from mailbot.reading.extract.pairs import pairs
from tests.reading.extract.letter import cues, label_variants
from tests.reading.extract.referral_in_many_forms import (
    ADDRESS,
    DATE_STYLES,
    LABELS,
    MAREK,
    POSTCODE,
    SENT,
    ZOSIA,
    Pupil,
    double_layouts,
    mail,
    prose_wordings,
    rows,
    single_layouts,
)


def read(message: Message) -> Facts:
    return facts(message, pairs(message, label_variants()), cues(), date(2026, 11, 16))


def seen(child: Child) -> dict[str, object]:
    names = ("forename", "surname", "date_of_birth", "sex", "upn", "year_group", "address", "postcode", "last_attended")
    found = {name: getattr(child, name).value if getattr(child, name) else None for name in names}
    return found | {"surname": str(found["surname"]).title()}  # names stay as written: "NOWAK"


def told(pupil: Pupil) -> dict[str, object]:
    return {
        "forename": pupil.forename,
        "surname": pupil.surname,
        "date_of_birth": pupil.born,
        "sex": pupil.sex[0],
        "upn": pupil.upn,
        "year_group": pupil.year,
        "address": ADDRESS,
        "postcode": POSTCODE,
        "last_attended": pupil.last,
    }


def assert_mother(child: Child) -> None:
    mother = next(contact for contact in child.contacts if contact.name and contact.name.value == "Ewa Nowak")
    assert mother.relationship and mother.relationship.value.lower() in ("mother", "mum")
    assert [phone.value for phone in mother.phones] == ["+447700900111"]
    assert [email.value for email in mother.emails] == ["ewa.nowak@example.com"]
    assert "Piotr Nowak" in [contact.name.value for contact in child.contacts if contact.name]


SINGLE = [
    pytest.param(message, id=f"{words} / {layout}")
    for words, labels in LABELS.items()
    for layout, message in single_layouts(rows(MAREK, labels, DATE_STYLES["03/09/2017"]))
]
DATED = [
    pytest.param(message, id=f"{style} / {layout}")
    for style, write in DATE_STYLES.items()
    for layout, message in single_layouts(rows(MAREK, LABELS["plain"], write))
    if layout in ("lines with colons", "two columns", "header and one row")
]
DOUBLE = [
    pytest.param(message, id=f"{words} / {style} / {layout}")
    for words, labels in LABELS.items()
    for style in ("03/09/2017", "3rd Sept 2017")
    for layout, message in double_layouts(labels, DATE_STYLES[style])
]
PROSE = [
    pytest.param(message, id=f"{style} / {wording}")
    for style, write in DATE_STYLES.items()
    for wording, message in prose_wordings(write)
]


@pytest.mark.parametrize("message", SINGLE + DATED)
def test_one_child_reads_the_same_from_every_layout(message: Message) -> None:
    found = read(message)
    assert [seen(child) for child in found.children] == [told(MAREK)]
    assert_mother(found.children[0])


@pytest.mark.parametrize("message", DOUBLE)
def test_two_children_read_the_same_from_every_layout(message: Message) -> None:
    found = read(message)
    assert [seen(child) for child in found.children] == [told(MAREK), told(ZOSIA)]
    for child in found.children:
        assert_mother(child)


@pytest.mark.parametrize("message", PROSE)
def test_running_text_reads_like_a_form(message: Message) -> None:
    found = read(message)
    assert [seen(child) for child in found.children] == [told(MAREK), told(ZOSIA)]
    for child in found.children:
        assert_mother(child)


@pytest.mark.parametrize("message", [SINGLE[0], SINGLE[9], DOUBLE[0], PROSE[0]])
def test_a_forward_gives_the_facts_and_the_first_writer(message: Message) -> None:
    direct = read(message)
    forwarded = read(passed_on(message))
    assert [seen(child) for child in forwarded.children] == [seen(child) for child in direct.children]
    assert forwarded.referrer.name and forwarded.referrer.name.value == "Joanne Tully"
    assert forwarded.referrer.email and forwarded.referrer.email.value == "jtully@fernbrook.example"
    assert forwarded.referrer.phone and forwarded.referrer.phone.value == "+441632960601"


def passed_on(message: Message) -> Message:
    """The same mail, forwarded by the school's office."""
    office = Address("Reception", "office@fernbrook.example")
    inner = replace(message.hops[0], index=1, how=How.FORWARDED)
    outer = Hop(0, How.OUTER, office, message.to, SENT, "FW: CME referral")
    note = Passage("Please see below, sent on for Mrs Tully.")
    signed = Passage("Reception\nFernbrook Junior School\n01632 960600", role=Role.SIGNATURE)
    items = tuple(replace(item, hop=1) for item in message.items)
    return replace(mail(note, signed, signed=False), hops=(outer, inner), items=(note, signed, *items))
