"""What can be told in a text by its form alone, found once: days, numbers, addresses, schools; the rest may be names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailbot.reading.extract.dates import Day, days
from mailbot.reading.extract.identifiers import Upn, upns
from mailbot.reading.extract.phones import Email, Phone, emails, phones
from mailbot.reading.extract.places import Place, School, places, schools


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of `text`, each kind in order. `bare` is the text with all of them overwritten, at equal length."""

    text: str
    days: tuple[Day, ...]
    upns: tuple[Upn, ...]
    phones: tuple[Phone, ...]
    emails: tuple[Email, ...]
    places: tuple[Place, ...]
    schools: tuple[School, ...]
    bare: str
    start: int = 0  # where the stretch that is to be read begins


def marks(text: str, on: date) -> Marks:
    """The marks of a text that was written on `on`."""
    found_days, found_upns = tuple(days(text, on)), tuple(upns(text))
    found_phones, found_emails = tuple(phones(text)), tuple(emails(text))
    found_places, found_schools = tuple(places(text)), tuple(schools(text))
    bare = text
    for mark in (*found_days, *found_upns, *found_phones, *found_emails, *found_places, *found_schools):
        bare = bare[: mark.start] + "0" * (mark.end - mark.start) + bare[mark.end :]
    return Marks(text, found_days, found_upns, found_phones, found_emails, found_places, found_schools, bare)
