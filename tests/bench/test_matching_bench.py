"""The short form of `matching`: 1,000 and 20,000 cases. The long form is `python -m tests.bench.matching`."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from tests.bench.matching import Filled


def test_finding_a_childs_case_costs_no_more_than_twice_among_many(tmp_path: Path) -> None:
    filled = Filled(f"sqlite:///{tmp_path / 'cases.db'}")
    filled.up_to(1_000)
    few = median(filled.costs())
    filled.up_to(20_000)
    assert median(filled.costs()) <= 2 * few
