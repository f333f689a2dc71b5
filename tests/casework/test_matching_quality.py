"""The short form of the measurement in `quality`; its long form is `python -m tests.casework.quality`."""

from __future__ import annotations

from pathlib import Path

from mailbot.store.store import Store
from tests.casework.quality import measure


def test_children_who_are_referred_again_are_recognised_and_no_others_taken_for_them(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'town.db'}")
    figures = measure(store, children=5_000, again=300)
    store.close()
    assert figures.precision >= 0.995, figures.wrong
    assert figures.recall >= 0.97, figures.lost
    assert figures.attached >= 240  # not by leaving everything to the officers
    assert figures.newcomers_flagged <= 15  # of 150
