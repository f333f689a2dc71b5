"""What sentences tell of the adults of a family and of their numbers, in many wordings."""

from __future__ import annotations

import pytest

from tests.reading.extract.letter import facts_of, value

SENTENCES: tuple[tuple[str, dict[str | None, list[str]]], ...] = (
    ("His mum is called Selma Demir and her mobile is 07700 900001.", {"selma demir": ["+447700900001"]}),
    (
        "Mum - Selma Demir, 07700 900001. Dad - Cem Demir, no number.",
        {"selma demir": ["+447700900001"], "cem demir": []},
    ),
    (
        "Contact details: Selma Demir (mum) - 07700 900001; Cem Demir (dad) - 07700 900002",
        {"selma demir": ["+447700900001"], "cem demir": ["+447700900002"]},
    ),
    (
        "We have tried Mrs Demir (07700 900001) and Mr Demir (07700 900002) many times.",
        {"demir": ["+447700900001", "+447700900002"]},
    ),
    (
        "He lives with his grandmother, Fatma Demir (07700 900003), as mum is in hospital.",
        {"fatma demir": ["+447700900003"]},
    ),
    ("Mum's name is Selma. Her number (07700 900001) is not in service.", {"selma": ["+447700900001"]}),
    (
        "The mother, Ms Selma Demir, can be contacted on 07700 900001 or at selma.d@example.com.",
        {"selma demir": ["+447700900001"]},
    ),
    ("Parents Selma and Cem Demir separated last year.", {"selma demir": [], "cem demir": []}),
    ("I spoke to his aunt Zeynep on 07700 900004, who is the emergency contact.", {"zeynep": ["+447700900004"]}),
    (
        "We hold two numbers for mum Selma Demir, 07700 900001 and 01632 960222.",
        {"selma demir": ["+447700900001", "+441632960222"]},
    ),
    (
        "Selma Demir (mother) and Cem Demir (father) both have parental responsibility. Selma: 07700 900001. Cem: 07700 900002.",
        {"selma demir": ["+447700900001"], "cem demir": ["+447700900002"]},
    ),
    ("Mum, Selma, rang us from 07700 900001 last week.", {"selma": ["+447700900001"]}),
    ("His stepfather Lee Wood answers mum's phone (07700 900001).", {"lee wood": [], None: ["+447700900001"]}),
    ("Number for mum: 07700 900001", {None: ["+447700900001"]}),
    ("Guardian: Uncle, Hasan Demir, 07700900005", {"hasan demir": ["+447700900005"]}),
    ("The carer is Pat Moss (special guardian), contactable on 07700 900006.", {"pat moss": ["+447700900006"]}),
    ("Dad (Cem) has a new number which is 07700 900002.", {"cem": ["+447700900002"]}),
    ("Mum Selma's mobile: 07700 900001", {"selma": ["+447700900001"]}),
    ("Selma Demir is his mum, tel: 07700 900001.", {"selma demir": ["+447700900001"]}),
    ("I've called mum (S Demir) on 07700 900001 every day.", {"s demir": ["+447700900001"]}),
    ("mother: selma demir 07700900001", {"selma demir": ["+447700900001"]}),
    ("The only adult we know of is a Mrs Green, a family friend, on 07700 900007.", {"green": ["+447700900007"]}),
    (
        "His social worker is Ann Cole (01632 960333) and mum is Selma Demir (07700 900001).",
        {"selma demir": ["+447700900001"]},
    ),
    ("Please ring me on 07700 900009 and not the office. Mum is on 07700 900001.", {None: ["+447700900001"]}),
    ("Family support worker Dee Rao, 07700 900010, has met mum Selma Demir.", {"selma demir": []}),
    ("Email for dad is cem@example.com", {None: []}),
    ("Mum's phone (Selma Demir, 07700 900001) rings out.", {"selma demir": ["+447700900001"]}),
    (
        "Dad = Cem Demir 07700 900002 and mum's Selma Demir on 07700 900001.",
        {"cem demir": ["+447700900002"], "selma demir": ["+447700900001"]},
    ),
    ("Selma Demir (07700 900001) has not rung back.", {"selma demir": ["+447700900001"]}),
    ("Then I got it off him, Cem Demir 07700 900002.", {"cem demir": ["+447700900002"]}),
    ("Selma Demir applied to us in May.", {"selma demir": []}),
    ("He was left with Pat Moss in July.", {"pat moss": []}),
    (
        "His mother is Selma Demir. We have telephoned her (07700 900001) and texted twice.",
        {"selma demir": ["+447700900001"]},
    ),
    (
        "His mother is Selma Demir. I have called the mobile on your form (07700 900001).",
        {"selma demir": ["+447700900001"]},
    ),
    ("Next of kin is Pat Moss (07700 900006).", {"pat moss": ["+447700900006"]}),
    ("He is with mum's brother, Cem Kaya, on 07700 900005.", {"cem kaya": ["+447700900005"]}),
    (
        "He calls her Auntie Pat, but Pat Moss is no relation. Auntie Pat is on 07700 900006.",
        {"pat moss": ["+447700900006"]},
    ),
    ("For the file please call Pat Moss (01632 960444).", {}),
    ("He moved to Leeds on 4 September 2026.", {}),
    (
        "Since May he has been living with a Mrs Pat Moss, 07700 900006, who is no relation.",
        {"pat moss": ["+447700900006"]},
    ),
)


@pytest.mark.parametrize(("sentence", "adults"), SENTENCES)
def test_the_family_and_whose_number_is_whose(sentence: str, adults: dict[str | None, list[str]]) -> None:
    (child,) = facts_of(f"Hi\n\nAli Demir (Y4, dob 3/9/17) has stopped coming. {sentence}").children
    found: dict[str | None, list[str]] = {}
    for contact in child.contacts:
        name = value(contact.name)
        found.setdefault(name.lower() if name else None, []).extend(phone.value for phone in contact.phones)
    assert found == adults


def test_the_numbers_of_sender_and_school_are_never_the_familys() -> None:
    (child,) = facts_of(
        "Ali Demir (Y4, dob 3/9/17) has gone. Ring me on 07700 900009 or the office, 01632 960001."
    ).children
    assert not child.contacts


def test_a_parent_who_writes_is_a_contact_too() -> None:
    found = facts_of(
        "My son Ali Demir (dob 3/9/17) has no school. My number is 07700 900001.",
        "Selma Demir <selma@mail.example>",
        signed="Selma Demir",
    )
    (contact,) = found.children[0].contacts
    assert (value(contact.name), [phone.value for phone in contact.phones]) == ("Selma Demir", ["+447700900001"])
    assert [email.value for email in contact.emails] == ["selma@mail.example"]
    assert value(found.referrer.organisation_type) == "parent"


def test_a_number_of_the_signature_is_the_writers_wherever_it_stands() -> None:
    (child,) = facts_of(
        "Ali Demir (Y4, dob 3/9/17) has gone. Mum's number is 07700 900001.\n\nJo\n\nPC 22 Jo Hall\n01632 960000"
    ).children
    assert [phone.value for contact in child.contacts for phone in contact.phones] == ["+447700900001"]


RELATIVES = (
    ("I am father of Ali Demir, born 3/9/17. He has no school.", "father"),
    ("Hello, mum of Ali Demir (Y4, dob 3/9/17) here. He has no school.", "mum"),
    ("Ali's nan here. Ali Demir, dob 3/9/17, has no school.", "nan"),
    ("I am Grandmother to Ali Demir, born 3/9/17, who has no school.", "Grandmother"),
    ("Its Ali's uncle again. Ali Demir (dob 3/9/17) has no school.", "uncle"),
    ("My wife and I foster for the council. Ali Demir, born 3/9/17, has no school.", "foster carer"),
    ("Ali Demir, born 3/9/17, was placed with us on Monday and has no school.", "foster carer"),
    ("We have decided to teach our two ourselves: Ali Demir, born 3/9/17.", "parent"),
    ("Ali Demir, born 3/9/17, next door to us, has no school. My neighbour told me.", ""),
    ("I am the caretaker. Ali Demir, born 3/9/17, has no school.", ""),
)


@pytest.mark.parametrize(("text", "kin"), RELATIVES)
def test_how_the_writer_is_related_to_the_child(text: str, kin: str) -> None:
    found = facts_of(f"Hello\n\n{text}", "Sam Kaya <samkaya@webpost.example>", "school", signed="Sam Kaya").referrer
    assert value(found.organisation_type) == ("parent" if kin else "public")
    assert value(found.role) == (kin if kin not in ("", "parent") else None)


def test_brothers_and_sisters_share_the_whole_of_a_double_surname() -> None:
    ana, rui = facts_of("Hi\n\nAna Reis Neto (Y4, dob 3/9/17) and Rui Reis Neto (Y2, dob 4/9/19) have gone.").children
    assert [(value(one.forename), value(one.surname)) for one in (ana, rui)] == [
        ("Ana", "Reis Neto"),
        ("Rui", "Reis Neto"),
    ]
    (ana,) = facts_of("Hi\n\nAna Reis Neto (Y4, dob 3/9/17) has gone. Her mother is Eva Reis.").children
    assert value(ana.surname) == "Reis Neto"
    (ana,) = facts_of("Hi\n\nAna Maria Neto (Y4, dob 3/9/17) has gone. Her mother is Maria Neto.").children
    assert (value(ana.forename), value(ana.surname)) == ("Ana Maria", "Neto")


def test_a_full_name_in_the_last_line_is_the_writers_where_the_header_names_nobody() -> None:
    text = "Me and my son Ali Demir, born 3/9/17, are in a refuge. He has no school.\n\nSelma Demir"
    found = facts_of(text, "S D <sd@mailbox.example>", "school", signed="")
    assert value(found.referrer.name) == "Selma Demir"
    assert [value(contact.name) for contact in found.children[0].contacts] == ["Selma Demir"]
