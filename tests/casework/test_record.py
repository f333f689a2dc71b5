from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mailbot.casework.record import Anchor, Entry, breaks, seal, seal_detail
from mailbot.model.case import CaseEvent

GENESIS = "0" * 64


def chained(*details: str) -> list[Entry]:
    entries: list[Entry] = []
    previous = GENESIS
    for number, detail in enumerate(details, start=1):
        at = datetime(2026, 11, 24, 9, number, tzinfo=UTC)
        event = CaseEvent("CME-1", at, "note", "6.1", None, "Olu", detail, date(2026, 11, 24), 3, number)
        words = seal_detail("salt", detail)
        sealed = replace(event, hash=seal(event, previous, words))
        entries.append(Entry(sealed, previous, words, "salt", False))
        previous = sealed.hash
    return entries


def end(entries: list[Entry]) -> Anchor:
    return Anchor(len(entries), entries[-1].event.hash)


WHOLE = chained("a", "b", "c", "d")


def test_a_whole_record_has_no_break() -> None:
    assert list(breaks(WHOLE, GENESIS, end(WHOLE), Anchor(2, WHOLE[1].event.hash))) == []
    assert list(breaks([], GENESIS, Anchor(0, GENESIS), Anchor(0, GENESIS))) == []


def _changed(**values: object) -> Callable[[Entry], Entry]:
    return lambda entry: replace(entry, event=replace(entry.event, **values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        _changed(reference="CME-2"),
        _changed(at=datetime(2026, 11, 24, 8, tzinfo=UTC)),
        _changed(name="closed"),
        _changed(clause=None),
        _changed(rule="x"),
        _changed(actor="Bea"),
        _changed(detail="B"),
        _changed(policy_date=None),
        _changed(inbound_id=None),
        _changed(number=9),
        _changed(hash="f" * 64),
        lambda entry: replace(entry, previous="f" * 64),
        lambda entry: replace(entry, detail_seal="f" * 64),
        lambda entry: replace(entry, salt=None),
        lambda entry: replace(entry, salt="other"),
    ],
)
def test_any_change_of_any_column_is_found(change: Callable[[Entry], Entry]) -> None:
    tampered = [WHOLE[0], change(WHOLE[1]), *WHOLE[2:]]
    assert list(breaks(tampered, GENESIS, end(WHOLE)))


@pytest.mark.parametrize(
    "tampered",
    [
        [WHOLE[0], *WHOLE[2:]],
        [WHOLE[1], WHOLE[0], *WHOLE[2:]],
        [*WHOLE, WHOLE[3]],
        [WHOLE[0], WHOLE[0], *WHOLE[1:]],
        WHOLE[:3],
        [],
        chained("a", "b", "c", "e"),
    ],
)
def test_removal_reorder_insertion_and_a_record_written_anew_are_found(tampered: list[Entry]) -> None:
    assert list(breaks(tampered, GENESIS, end(WHOLE)))


def test_a_record_cut_off_together_with_its_own_count_is_found_by_the_anchor_only() -> None:
    cut = WHOLE[:2]
    assert list(breaks(cut, GENESIS, end(cut))) == []
    assert list(breaks(cut, GENESIS, end(cut), end(WHOLE))) == [
        "the record does not hold event 4 as the anchor has it: it was cut off or written anew"
    ]


def test_another_databases_record_does_not_pass_for_this_one() -> None:
    assert list(breaks(WHOLE, "1" * 64, end(WHOLE)))


def test_words_may_be_gone_where_their_case_was_forgotten() -> None:
    forgotten = [WHOLE[0], replace(WHOLE[1], salt=None, forgotten=True, event=replace(WHOLE[1].event, detail=""))]
    assert list(breaks([*forgotten, *WHOLE[2:]], GENESIS, end(WHOLE))) == []


def test_an_anchor_is_printed_and_read_again() -> None:
    anchor = end(WHOLE)
    assert Anchor.read(f" {anchor}\n") == anchor
    for text in ("", "4", f"x:{'0' * 64}", "4:abc"):
        with pytest.raises(ValueError, match="an anchor is a number"):
            Anchor.read(text)
