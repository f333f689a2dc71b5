from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbot.store.store import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A fresh store, on each of the databases that mailbot runs on."""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    else:
        url = f"sqlite:///{tmp_path / 'mailbot.db'}"
    opened = Store.open(url)
    yield opened
    opened.close()
