"""What a mail about no case wants: an answer, an officer's look, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailbot.model.message import Attachment, Signal
from mailbot.model.referral import Wants
from mailbot.reading.extract.wants import wants
from tests.reading.extract.said import mail


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Which form do we use this year? No hurry.", Wants.ANSWER),
        ("Thank you for the slides, they were brilliant.", Wants.NOTHING),
        ("Thanks for yesterday. Could you send me the slides?", Wants.ANSWER),
        ("Lovely evening. No need to write back.", Wants.NOTHING),
        ("Please don't feel that you have to answer this.", Wants.NOTHING),
        ("Nothing for you to do, just photos.", Wants.NOTHING),
        ("I should be grateful to know how many children were missing education last year.", Wants.ANSWER),
        ("Our catalogue is out. Click to unsubscribe.", Wants.NOTHING),
        ("Thanks for getting in touch. A boy of ours did not come back after May.", Wants.ANSWER),
        ("A boy of ours did not come back after May. Please do not reply to all.", Wants.ANSWER),
        ("A boy of ours did not come back after May. Our news: unsubscribe here.", Wants.ANSWER),
        ("He did not come back after May. Please do not reply.", Wants.NOTHING),
    ],
)
def test_wants(text: str, expected: Wants) -> None:
    assert wants(mail(text)).value is expected


def test_a_secure_message_wants_a_look_and_an_invitation_nothing() -> None:
    assert wants(mail("Ada Lark has sent you an encrypted message. Read the message.")).value is Wants.LOOK
    assert wants(replace(mail("Sign in"), traits=(Signal("secure_wrapper", "x"),))).value is Wants.LOOK
    invitation = Attachment("invite.ics", "text/calendar", b"", "invite.ics")
    assert wants(replace(mail("Shall we meet?"), attachments=(invitation,))).value is Wants.NOTHING
