"""Invented children in invented families: twins, brothers and sisters, common names; and how they are referred again.

Everything follows from the seed.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count

from mailbot.casework.public import child_json
from mailbot.model.case import Case, CaseStatus
from mailbot.model.policy import Priority, Queue
from mailbot.model.referral import Child, Contact, Kind, Sex
from tests.casework.build import NOW, read
from tests.casework.communities import COMMUNITIES, Community

OLDEST, YOUNGEST = date(2008, 9, 1), date(2022, 8, 31)


@dataclass(frozen=True)
class Known:
    """A child as it truly is."""

    forenames: tuple[str, ...]
    surnames: tuple[str, ...]
    born: date
    sex: str
    upn: str
    postcode: str
    phones: tuple[str, ...]
    community: str

    def child(self) -> Child:
        """As a mail without any slip tells of it."""
        return Child(
            forename=read(" ".join(self.forenames)) if self.forenames else None,
            surname=read(self._joined()) if self.surnames else None,
            date_of_birth=read(self.born),
            sex=read(Sex(self.sex)),
            upn=read(self.upn),
            postcode=read(self.postcode),
            contacts=tuple(Contact(phones=(read(phone),)) for phone in self.phones),
        )

    def _joined(self) -> str:
        return ("-" if self.community == "English" else " ").join(self.surnames)


@dataclass
class Town:
    """Families one after another, from a seed."""

    seed: int = 20261124
    postcodes: int = 6000
    rare: float = 0.0  # share of families whose surname, and half as many children whose forename, is on no list
    random: random.Random = field(init=False)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def children(self, wanted: int) -> list[Known]:
        found: list[Known] = []
        while len(found) < wanted:
            found += self.family()
        return found[:wanted]

    def family(self, twins: bool = False) -> list[Known]:
        """One to four children of one home; three in a hundred families have twins, all have where `twins`."""
        community = self.random.choices(COMMUNITIES, [c.share for c in COMMUNITIES])[0]
        surnames = self._surnames(community)
        postcode, phones = self.postcode(), tuple(self.phone() for _ in range(self.random.choice((1, 1, 2))))
        born = self._day()
        found: list[Known] = []
        for _ in range(self.random.choices((1, 2, 3, 4), (45, 35, 14, 6))[0] + twins):
            own = surnames if self.random.random() > 0.05 or not found else self._surnames(community)
            found.append(self._child(community, own, born, postcode, phones, found))
            if twins or self.random.random() < 0.03:
                twins = False
                continue  # the next is born on the same day
            born += timedelta(days=self.random.randint(330, 1500))
        return [child for child in found if child.born <= YOUNGEST]

    def _child(
        self,
        community: Community,
        surnames: tuple[str, ...],
        born: date,
        postcode: str,
        phones: tuple[str, ...],
        family: list[Known],
    ) -> Known:
        sex = self.random.choice("MF")
        pool = community.boys if sex == "M" else community.girls
        taken = {name for known in family for name in known.forenames}
        first = self._frequent([name for name in pool if name not in taken])
        if self.random.random() < self.rare / 2:
            first = self._made_up(("a", "ie", "el", "on", "is", "ya", "an", "en"))
        names = [first]
        if self.random.random() < 0.45:
            names.append(self._frequent([name for name in pool if name != first]))
        if sex == "M" and self.random.random() < community.first[1]:
            names.insert(0, community.first[0])
        upn = f"{self.random.choice('ABCDEFGHJKLMNPQRTUVWXYZ')}3{next(self._numbers):011d}"
        return Known(tuple(names), surnames, born, sex, upn, postcode, phones, community.name)

    def _surnames(self, community: Community) -> tuple[str, ...]:
        if self.random.random() < self.rare:
            return (
                self._made_up(("ley", "son", "ford", "ova", "escu", "man", "wala", "ide", "ski", "ez", "ham", "der")),
            )
        own = self._frequent(community.surnames)
        if self.random.random() >= community.double:
            return (own,)
        return own, self._frequent([name for name in community.surnames if name != own])

    def _frequent(self, names: tuple[str, ...] | list[str]) -> str:
        """The first names of a list are the most frequent, about as in a register of births."""
        return self.random.choices(names, [1 / (place + 4) for place in range(len(names))])[0]

    def _made_up(self, endings: tuple[str, ...]) -> str:
        """One of some ten thousand names."""
        heads = ("B", "Br", "D", "F", "G", "H", "K", "L", "M", "N", "P", "R", "S", "St", "T", "Tr", "V", "W", "Z", "Ch")
        middles = (
            "al",
            "ar",
            "en",
            "er",
            "il",
            "in",
            "ol",
            "or",
            "ul",
            "un",
            "ack",
            "eb",
            "ig",
            "ost",
            "um",
            "ad",
            "et",
        )
        return "".join((self.random.choice(heads), *self.random.choices(middles, k=2), self.random.choice(endings)))

    def _day(self) -> date:
        return OLDEST + timedelta(days=self.random.randrange((YOUNGEST - OLDEST).days))

    def postcode(self) -> str:
        number = self.random.randrange(self.postcodes)
        letters = string.ascii_uppercase
        return f"RM{1 + number % 20} {number // 20 % 10}{letters[number // 200 % 26]}{letters[number // 5200 % 26]}"

    def phone(self) -> str:
        """Of the range for fiction, which has a thousand numbers; extensions make them enough."""
        return f"+447700900{self.random.randrange(1000):03d};ext={self.random.randrange(100_000):05d}"


def a_known_case(known: Known, reference: str, rng: random.Random) -> Case:
    """The case of a child, with what the first referrer knew of it."""
    child = known.child()
    child = replace(
        child,
        upn=child.upn if rng.random() < 0.7 else None,
        postcode=child.postcode if rng.random() < 0.9 else None,
        contacts=child.contacts if rng.random() < 0.75 else (),
        sex=child.sex if rng.random() < 0.6 else None,
    )
    return case_of(child, reference)


def case_of(child: Child, reference: str) -> Case:
    """The case of a child, new and open."""
    facts = child_json(child)
    return Case(
        reference,
        CaseStatus.ENQUIRIES,
        Priority.STANDARD,
        Queue.CME,
        Kind.REFERRAL,
        facts["forename"],
        facts["surname"],
        child.date_of_birth.value if child.date_of_birth else None,
        facts["upn"],
        facts["postcode"],
        None,
        NOW,
        facts=facts,
    )
