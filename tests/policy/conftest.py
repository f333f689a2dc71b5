"""The policy and the calendar as they ship."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mailbot.config.calendar import calendar as load_calendar
from mailbot.config.policypack import load as load_policy
from mailbot.model.calendar import Calendar
from mailbot.model.policypack import PolicyOn, PolicyPack

CONFIG = Path(__file__).parents[2] / "config"


@pytest.fixture(scope="session")
def policy_files() -> dict[str, str]:
    return {path.name: path.read_text() for path in (CONFIG / "policy").glob("*.toml")}


@pytest.fixture(scope="session")
def pack(policy_files: dict[str, str]) -> PolicyPack:
    return load_policy(policy_files)


@pytest.fixture(scope="session")
def policy(pack: PolicyPack) -> PolicyOn:
    return pack.on(date(2026, 11, 24))


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return load_calendar((CONFIG / "calendar.toml").read_text())
