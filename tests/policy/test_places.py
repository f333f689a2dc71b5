"""Whether a destination, as the sender wrote it, lies abroad."""

from __future__ import annotations

import time

import pytest

from mailbot.model.policypack import Places, PolicyOn
from mailbot.policy.facts import abroad
from tests.policy.readings import field


@pytest.mark.parametrize(
    "words",
    [
        "Pakistan",
        "to family in SIERRA LEONE",
        "Türkiye",
        "Wrocław",
        "Scoil Cnoc Rua, Co. Cork",
        "abroad, we think",
        "12 Poland Street, Warsaw",
        "Spain.",
        "New York",
        "taken out of the country",
    ],
)
def test_abroad(words: str, policy: PolicyOn) -> None:
    assert abroad(field(words), policy.places)


@pytest.mark.parametrize(
    "words",
    [
        "Leeds",
        "Belfast, Northern Ireland",
        "12 Poland Street, London",
        "4 Jordan Close, Romford",
        "Cork House, RM3 8QT",
        "Dublin, RM3 8QT",
        "Romania Cottage, rm38qt",
        "Spainfield",
        "Newpakistan",
        "",
    ],
)
def test_not_abroad(words: str, policy: PolicyOn) -> None:
    assert not abroad(field(words), policy.places)


def test_no_destination_is_not_abroad(policy: PolicyOn) -> None:
    assert not abroad(None, policy.places)


def test_without_a_list_no_place_is_abroad() -> None:
    assert not abroad(field("Spain"), Places((), (), ()))


@pytest.mark.parametrize("hostile", ["spain road " * 9_000, "a1 1a" * 20_000, "é" * 100_000, "new " * 25_000])
def test_hostile_words_cost_little(hostile: str, policy: PolicyOn) -> None:
    begun = time.perf_counter()
    abroad(field(hostile), policy.places)
    assert time.perf_counter() - begun < 0.05
