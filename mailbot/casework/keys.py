"""Under which keys a child is found again among a million, whatever one slip did to name or date of birth.

Each key holds two facts that rarely come together, so that a key leads to few children however many are known:
a name's sound with the date of birth; two names' sounds with two of day, month and year, or with day and month in any
order; a name's sound with the postcode; a telephone; a UPN. One slip leaves at least one key as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from itertools import product

from mailbot.casework.names import sound
from mailbot.casework.person import Person
from mailbot.casework.shortnames import SHARED, long_forms, spellings

_SOUNDS = 4  # of a name; ends differ with gender and language (Petrauskas, Petrauskaite)
_MOST_CODES = 6
_MOST_PAIRS = 6
_MOST_PHONES = 6


def stored_keys(person: Person) -> frozenset[int]:
    """The keys under which a case is stored."""
    found = set(_common(person))
    for couple in _couples(person):
        found.add(_key("name", couple))
        if person.born is None:
            found.add(_key("undated", couple))
    return frozenset(found)


def asked_keys(person: Person) -> frozenset[int]:
    """The keys under which a child of a mail is looked for. By name alone only where one side has no date of birth."""
    kind = "name" if person.born is None else "undated"
    return frozenset(_common(person)) | {_key(kind, couple) for couple in _couples(person)}


def _common(person: Person) -> Iterator[int]:
    if person.upn:
        yield _key("upn", person.upn)
    for phone in sorted(person.phones)[:_MOST_PHONES]:
        yield _key("phone", phone)
    for code in _codes(_telling(person.forenames + person.surnames))[:_MOST_CODES]:
        if person.born:
            yield _key("born", code, person.born.isoformat())
        if person.postcode:
            yield _key("postcode", code, person.postcode)
    if person.born:
        for couple, part in ((couple, part) for couple in _couples(person) for part in _parts(person.born)):
            yield _key("slip", couple, part)


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without what whole communities are named (Muhammad, Kaur), where two other names are left."""
    left = tuple(word for word in words if word not in SHARED)
    return left if len(left) > 1 else words


def _couples(person: Person) -> list[str]:
    """A given name's sound with a surname's, in one order, so that it matters not which is which."""
    found = product(_codes(person.forenames), _codes(person.surnames))
    return list(dict.fromkeys("+".join(sorted(couple)) for couple in found))[:_MOST_PAIRS]


def _codes(words: tuple[str, ...]) -> tuple[str, ...]:
    """The sounds of names, of their one spelling, and of the names that a short form stands for."""
    spelt = (name for one in words for name in (one, *spellings(one), *long_forms(one)))
    return tuple(dict.fromkeys(sound(name)[:_SOUNDS] for name in spelt))


def _parts(born: date) -> tuple[str, ...]:
    """What a date of birth keeps when its day, its month or its year is wrong, or day and month changed places."""
    low, high = sorted((born.day, born.month))
    return f"{born:%Y-%m}", f"{born:%Y--%d}", f"{born:%m-%d}", f"{born:%Y} {low} {high}"


def _key(*facts: str) -> int:
    """64 bits, signed: small in an index, and no name can be read from it."""
    digest = hashlib.blake2b("\n".join(facts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
