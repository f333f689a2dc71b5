"""How a child's name and facts come out when somebody else refers it: what is left out, what is written otherwise."""

from __future__ import annotations

import random
import string
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from mailbot.casework.names import fold
from mailbot.model.referral import Child
from tests.casework.communities import RESPELT, SHORT
from tests.casework.population import Known, Town

Slip = Callable[[Known, Town], Known]


def typo(word: str, rng: random.Random) -> str:
    """One letter left out, doubled, exchanged with the next, or another."""
    if len(word) < 3:
        return word
    at = rng.randrange(1, len(word) - 1)
    letter = rng.choice(string.ascii_lowercase)
    return rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] * 2 + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            word[:at] + letter + word[at + 1 :],
        )
    )


def _other(words: tuple[str, ...], table: dict[str, str], rng: random.Random) -> tuple[str, ...]:
    return tuple(rng.choice(table[key].split()) if (key := word.casefold()) in table else word for word in words)


def typo_in_forename(known: Known, town: Town) -> Known:
    first, *others = known.forenames
    return replace(known, forenames=(typo(first, town.random), *others))


def typo_in_surname(known: Known, town: Town) -> Known:
    return replace(known, surnames=(*known.surnames[:-1], typo(known.surnames[-1], town.random)))


def respelt(known: Known, town: Town) -> Known:
    return replace(
        known,
        forenames=_other(known.forenames, RESPELT, town.random),
        surnames=_other(known.surnames, RESPELT, town.random),
    )


def shortened(known: Known, town: Town) -> Known:
    return replace(known, forenames=_other(known.forenames[:1], SHORT, town.random))


def swapped(known: Known, _town: Town) -> Known:
    return replace(known, forenames=known.surnames, surnames=known.forenames)


def moved_word(known: Known, _town: Town) -> Known:
    """The last given name is taken for a part of the surname."""
    if len(known.forenames) < 2:
        return known
    return replace(known, forenames=known.forenames[:-1], surnames=(known.forenames[-1], *known.surnames))


def one_given_name(known: Known, town: Town) -> Known:
    return replace(known, forenames=(town.random.choice(known.forenames),))


def one_surname(known: Known, town: Town) -> Known:
    return replace(known, surnames=(town.random.choice(known.surnames),))


def plain(known: Known, _town: Town) -> Known:
    """Accents lost, capitals."""

    def bare(word: str) -> str:
        apart = unicodedata.normalize("NFKD", word)
        return fold("".join(c for c in apart if not unicodedata.combining(c))).upper()

    return replace(known, forenames=tuple(map(bare, known.forenames)), surnames=tuple(map(bare, known.surnames)))


def digit_of_birth(known: Known, town: Town) -> Known:
    for _ in range(50):
        digits = list(f"{known.born:%Y%m%d}")
        digits[town.random.choice((3, 5, 6, 7))] = town.random.choice(string.digits)
        try:
            born = date.fromisoformat("".join(digits))
        except ValueError:
            continue
        if born != known.born and 2006 <= born.year <= 2024:
            return replace(known, born=born)
    return known


def swapped_birth(known: Known, _town: Town) -> Known:
    return (
        replace(known, born=known.born.replace(month=known.born.day, day=known.born.month))
        if known.born.day <= 12
        else known
    )


def new_surname(known: Known, town: Town) -> Known:
    """The mother's, or a stepfather's."""
    return replace(known, surnames=town.family()[0].surnames)


SLIPS: tuple[tuple[Slip, int], ...] = (
    (typo_in_forename, 12),
    (typo_in_surname, 12),
    (respelt, 22),
    (shortened, 14),
    (swapped, 8),
    (moved_word, 4),
    (one_given_name, 14),
    (one_surname, 8),
    (plain, 12),
    (digit_of_birth, 12),
    (swapped_birth, 8),
    (new_surname, 2),
)


def referred_again(known: Known, town: Town) -> tuple[Child, tuple[str, ...]]:
    """The child as another referrer tells of it, and the names of what went wrong: mostly one slip, rarely two.

    A slip never leaves a mail without surname and forename, and a mail without a date of birth gives home or UPN.
    """
    rng = town.random
    made: list[str] = []
    told = replace(
        known, forenames=known.forenames[: 1 if rng.random() < 0.5 and known.forenames[0] != "Muhammad" else 9]
    )
    for _ in range(rng.choices((0, 1, 2), (35, 50, 15))[0]):
        slip = rng.choices([s for s, _ in SLIPS], [w for _, w in SLIPS])[0]
        after = slip(told, town)
        if after != told:
            made.append(slip.__name__)
        told = after
    if rng.random() < 0.35:
        told = replace(told, postcode=town.postcode())
        made.append("moved")
    if rng.random() < 0.3:
        told = replace(told, phones=(town.phone(),))
    return _leaving_out(told.child(), rng, made), tuple(made)


def _leaving_out(child: Child, rng: random.Random, made: list[str]) -> Child:
    if rng.random() < 0.05:
        made.append("no date of birth")
        child = replace(child, date_of_birth=None)
    keeps_home = child.date_of_birth is None or rng.random() < 0.7
    return replace(
        child,
        upn=child.upn if rng.random() < 0.35 else None,
        postcode=child.postcode if keeps_home else None,
        contacts=child.contacts if rng.random() < 0.5 else (),
        sex=child.sex if rng.random() < 0.5 else None,
    )
