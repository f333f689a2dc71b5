"""What it costs to find the case of one referred child, among few cases and among many.

    python -m tests.bench.matching [--url URL] [few [many]]

fills two databases (1,000 and 1,000,000 cases; SQLite in a temporary folder, or PostgreSQL at URL, which must be empty
and is filled up from few to many) and prints the milliseconds. Aim: at most twice as much among the many.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import mean, median
from time import perf_counter

from mailbot.model.case import Case
from mailbot.model.referral import Child
from mailbot.store.store import Store
from tests.casework.population import Known, Town, a_known_case
from tests.casework.quality import recognise
from tests.casework.slips import referred_again
from tests.store.bulk import load

REFERRED = 300
RARE = 0.6  # the surnames that are listed are borne by two in five families


class Filled:
    """A store that is filled up with a town's children. Of the first hundreds, some are referred again."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._town = Town(rare=RARE)
        self._children = self._known()
        self._cases = 0
        self._first: list[Known] = []

    def up_to(self, cases: int) -> None:
        """Fill up to so many cases."""
        store = Store.open(self.url)
        load(store, self._more(cases - self._cases))
        store.close()
        self._cases = cases

    def costs(self) -> list[float]:
        """Milliseconds for each of REFERRED children, half of them known; each is tried thrice, the least counts."""
        town = Town(seed=7, rare=RARE)
        known = [self._first[place] for place in town.random.sample(range(len(self._first)), REFERRED // 2)]
        told = [referred_again(one, town)[0] for one in known + town.children(REFERRED - len(known))]
        store = Store.open(self.url)
        try:
            rounds = [[_cost(store, child) for child in told] for _ in range(3)]
        finally:
            store.close()
        return [min(tries) for tries in zip(*rounds, strict=True)]

    def _known(self) -> Iterator[Known]:
        while True:
            yield from self._town.family()

    def _more(self, wanted: int) -> Iterator[Case]:
        for number, one in enumerate(islice(self._children, wanted), self._cases):
            if number < 1000:
                self._first.append(one)
            yield a_known_case(one, f"CME-2026-{number:010d}", self._town.random)


def _cost(store: Store, child: Child) -> float:
    start = perf_counter()
    recognise(store, child)
    return (perf_counter() - start) * 1000


def main(few: int = 1_000, many: int = 1_000_000, url: str | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        filled = Filled(url or f"sqlite:///{Path(folder) / 'cases.db'}")
        measured = {}
        for cases in (few, many):
            start = perf_counter()
            filled.up_to(cases)
            costs = measured[cases] = filled.costs()
            print(
                f"{cases:>9,} cases: mean {mean(costs):.2f} ms, median {median(costs):.2f} ms,"
                f" slowest {max(costs):.2f} ms (filled in {perf_counter() - start:.0f} s)",
                flush=True,
            )
    print(f"mean {mean(measured[many]) / mean(measured[few]):.2f} times, ", end="")
    print(f"median {median(measured[many]) / median(measured[few]):.2f} times")


if __name__ == "__main__":
    words = sys.argv[1:]
    at = words.pop(words.index("--url") + 1) if "--url" in words else None
    main(*(int(word.replace(",", "")) for word in words if word != "--url"), url=at)
