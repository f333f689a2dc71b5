"""A missing server is a skip that says what to install, and under CI a failure."""

from __future__ import annotations

import pytest

from tests.servers import installed


@pytest.fixture(params=["dovecot", "postgresql"])
def absent(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(installed.PLACES, request.param, ("nowhere/*/initdb",))
    return str(request.param)


def test_a_missing_server_skips_with_the_packages_to_install(absent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=f"{absent} is not installed: apt-get install {absent}"):
        installed.need(absent)


def test_a_missing_server_fails_under_ci(absent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=f"{absent} is not installed"):
        installed.need(absent)
