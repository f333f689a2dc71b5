"""Whether a mail says where the child is, by who writes and in what words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailbot.model.referral import OrganisationType
from tests.reading.extract.said import child, field, mail, reading

# what the mail says | who writes | text
MAILS = """
unknown | school | Zed has not been in since Friday. His flat is empty and the caretaker says they moved out at the weekend.
unknown | school | We have been unable to establish where he is living.
unknown | school | The family have left the address and nobody has heard from them.
unknown | school | Mum told the office they were going to Birmingham but gave no address and has not answered since.
unknown | school | They are believed to be in Poland.
unknown | school | His location is a mystery to us.
unknown | school | Where he has gone is anyone's guess.
unknown | school | He seems to have vanished off the face of the earth.
unknown | school | Mum would not tell us where they were moving to.
unknown | school | There were different people living at the house when we visited.
unknown | school | A letter sent to the home address has come back marked gone away.
unknown | school | We need help in tracing this child.
unknown | school | Nobody here has the foggiest where they are now.
unknown | school | Not a soul saw where they went and neither do I know.
unknown | public | It is not known to us in which town she is.
unknown | school | Nobody here has a notion where they went.
silent | school | When we met her in July she was cheerful.
silent | school | He has not been in school since Monday and nobody answers the phone.
silent | school | Zed has missed ten days. We have rung and emailed.
known | school | He is living with his dad in Clacton but is not on any school roll.
known | school | Mum says they are at home but refuses to send him. I saw him at the window this morning.
known | school | The family have moved to 12 Lark Road, Grays RM17 1AA and he has no school there yet.
known | housing | We house Zed and his mum at Flat 3, Lark Court. He is not at school.
known | health | I saw Zed in clinic on Tuesday. He has no school place.
known | public | There is a boy next door who is home all day.
known | public | The kids at number 9 never go to school.
known | social_care | Zed lives with his aunt at 5 Lark Road and has no school.
unknown | social_care | Zed and his mother left the refuge on Friday and we do not know where they went.
unknown | police | Zed was reported missing on 4 November and remains missing.
unknown | housing | The family abandoned the flat last week. We hold no forwarding address.
known | police | Officers spoke to Zed at his home address of 4 Lark Road today. He said he has no school.
known | parent | My son Zed has no school. We live at 4 Lark Road.
unknown | school | None of us is any the wiser as to where the family is.
unknown | school | The landlord would not disclose the address they moved to.
unknown | school | Somebody said Leeds, somebody else said Cork, your guess is as good as mine.
unknown | police | Zed was reported missing on 4 November. He lives with his nan at 4 Lark Road.
known | school | We know precisely where they have gone: Flat 3, Dock Street.
known | school | Zed answered the door in pyjamas and said that he had no uniform.
known | school | They have moved in with her parents at 9 Bow Lane and he has no school there.
silent | school | Zed has not been in. I went to 9 Bow Lane on Monday and nobody came to the door.
unknown | parent | My ex has taken Zed and I do not know where he is.
"""
_MEANS = {None: "silent", True: "known", False: "unknown"}


@pytest.mark.parametrize("row", MAILS.strip().split("\n"))
def test_whereabouts(row: str) -> None:
    wanted, writer, text = row.split(" | ", 2)
    named = child() if writer == "school" else replace(child(), address=field("4 Lark Road"))
    read = reading(mail(text), named, writer=OrganisationType(writer)).children[0].whereabouts_known
    assert _MEANS[read.value if read else None] == wanted


def test_a_removal_has_a_destination_and_a_handover_has_none_whatever_else_is_said() -> None:
    removal = reading(mail("Leaver: Zed has left the country and is off our roll.", "Off roll: ZQ"), child())
    assert removal.children[0].whereabouts_known is not None
    assert removal.children[0].whereabouts_known.value is True
    handover = reading(
        mail("Under 4.8 I pass this one to you. He was managing well when they last saw him.", "Handover: ZQ"),
        child(),
        writer=OrganisationType.SCHOOL_ADMISSIONS,
    )
    assert handover.children[0].whereabouts_known is not None
    assert handover.children[0].whereabouts_known.value is False
