"""How well a child who is referred again is recognised, measured on an invented town.

    python -m tests.casework.quality [children [referred again [seed]]]

prints the figures of the long form (50,000 children, 2,000 referred again, and half as many that nobody knew, of whom
half are twins, brothers and sisters of children who are known). The test runs a short form.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from mailbot.casework.matching import Match, match
from mailbot.model.case import Case
from mailbot.model.referral import Child
from mailbot.store.store import Store
from tests.casework.build import a_reading
from tests.casework.population import Known, Town, a_known_case
from tests.casework.slips import referred_again
from tests.store.bulk import load

SEED = 20261124  # of the town; another makes another town and other slips


@dataclass
class Figures:
    """What became of the mails about known children, and about new ones."""

    attached: int = 0  # to the right case
    wrongly: int = 0  # attached to another child's case
    flagged: int = 0  # a new case, "perhaps the same" as the right one
    flagged_other: int = 0  # "perhaps the same" as another child's
    missed: int = 0
    newcomers_flagged: int = 0
    newcomers: int = 0
    wrong: list[str] = field(default_factory=list)  # for whoever improves the rules
    lost: Counter[str] = field(default_factory=Counter)  # what had gone wrong with those missed

    @property
    def precision(self) -> float:
        """Of what was attached automatically, how much rightly."""
        return self.attached / (self.attached + self.wrongly)

    @property
    def recall(self) -> float:
        """Of the known children, how many were attached or flagged rightly."""
        known = self.attached + self.flagged + self.flagged_other + self.missed
        return (self.attached + self.flagged) / known

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.4f}, recall {self.recall:.4f}: attached {self.attached},"
            f" flagged {self.flagged}, missed {self.missed}, flagged as another {self.flagged_other},"
            f" wrongly attached {self.wrongly};"
            f" of {self.newcomers} new children {self.newcomers_flagged} flagged"
        )


def measure(store: Store, children: int, again: int, seed: int = SEED) -> Figures:
    """Fill `store` with a town, refer some children again, and count."""
    town = Town(seed)
    known: list[Known] = []
    brothers: list[Known] = []  # and sisters, whom nobody referred
    while len(known) < children:
        family = town.family()
        if len(family) > 1 and town.random.random() < 0.3:
            brothers.append(family.pop())
        known += family
    load(store, (a_known_case(one, _reference(number), town.random) for number, one in enumerate(known)))
    figures = Figures()
    for number in town.random.sample(range(len(known)), again):
        child, made = referred_again(known[number], town)
        _count(figures, recognise(store, child), _reference(number), known[number], made)
    strangers = [one for _ in range(again) for one in town.family()][: again // 4]
    for one in town.random.sample(brothers, min(len(brothers), again // 4)) + strangers:
        child, made = referred_again(one, town)
        _count(figures, recognise(store, child), None, one, made)
    return figures


def recognise(store: Store, child: Child) -> Match | None:
    """As the pipeline does it."""
    cases: tuple[Case, ...] = store.candidates(a_reading(children=(child,)))
    return match(child, (), cases)


def _count(figures: Figures, found: Match | None, right: str | None, known: Known, made: tuple[str, ...]) -> None:
    figures.newcomers += right is None
    if found is not None and found.certain and found.case.reference != right:
        figures.wrongly += 1
        figures.wrong.append(f"{known.child()} ({made}) to {found.case}: {found.why}")
    elif right is None:
        figures.newcomers_flagged += found is not None
    elif found is None:
        figures.missed += 1
        figures.lost[" + ".join(sorted(made))] += 1
    elif found.certain:
        figures.attached += 1
    elif found.case.reference == right:
        figures.flagged += 1
    else:
        figures.flagged_other += 1
        figures.lost[" + ".join(sorted(made)) + " (other flagged)"] += 1


def _reference(number: int) -> str:
    return f"CME-2026-{number:010d}"


def main(children: int = 50_000, again: int = 2_000, seed: int = SEED) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{Path(folder) / 'town.db'}")
        figures = measure(store, children, again, seed)
        store.close()
    print(figures)
    for what, times in figures.lost.most_common(20):
        print(f"  not recognised {times}: {what or 'nothing wrong'}")
    for line in figures.wrong:
        print(f"  {line}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
