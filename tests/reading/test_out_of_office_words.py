"""A person who is about to go away still refers a child; an automatic reply names no child."""

from __future__ import annotations

import pytest

from mailbot.model.trust import Trust
from mailbot.reading.message import parse

MAIL = "From: a@manor.example\r\nTo: CME@havering.gov.uk\r\nSubject: {}\r\n\r\nThank you for your email. I am out of the office from Friday.{}\r\n"


@pytest.mark.parametrize("born", ["3 April 2015", "03/04/2015", "3rd April 2015"])
def test_a_birth_date_alone_shows_that_a_person_wrote(born: str) -> None:
    mail = MAIL.format("Zoe Example", f" Zoe Example, {born}, has not been in since Monday.")
    assert parse(mail.encode(), Trust()).signals == ()


def test_a_day_of_return_does_not() -> None:
    mail = MAIL.format("Re: your letter", " I am back on 3 April 2027.")
    assert parse(mail.encode(), Trust()).signals != ()


@pytest.mark.parametrize(
    "news",
    [
        "Zoe Example in Year 4 has not been in school since Monday.",
        "A boy of ours did not come back after half term.",
        "We can't trace the family.",
    ],
)
def test_an_absence_that_is_told_without_a_birth_date_shows_it_too(news: str) -> None:
    assert parse(MAIL.format("A pupil", f" {news}").encode(), Trust()).signals == ()


@pytest.mark.parametrize("words", ["She has not been in the office since May.", "If I can't find you I will ring."])
def test_words_of_an_office_do_not(words: str) -> None:
    assert parse(MAIL.format("Re: your letter", f" {words}").encode(), Trust()).signals != ()
