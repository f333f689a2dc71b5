from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from mailbot.cli import account
from mailbot.cli.account import officer_of
from mailbot.model.command import Impossible

KNOWN = {"obright": "Olu Bright", "bstone": "Bea Stone"}
ME = pwd.getpwuid(os.getuid()).pw_name


@pytest.mark.parametrize(("login", "tells"), [("4294967295", ME), ("0", "root"), ("4000000000", "4000000000")])
def test_the_login_is_told_through_sudo_and_else_who_runs_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, login: str, tells: str
) -> None:
    file = tmp_path / "loginuid"
    file.write_text(login, encoding="ascii")
    monkeypatch.setattr(account, "_LOGIN", file)
    monkeypatch.setenv("USER", "somebody-else")
    assert account.account() == tells
    file.unlink()
    assert account.account() == ME


@pytest.mark.parametrize(
    ("login", "named", "officer"),
    [("obright", "", "Olu Bright"), ("obright", "Olu  Bright", "Olu Bright"), ("bstone", "", "Bea Stone")],
)
def test_a_known_account_acts_as_its_officer(login: str, named: str, officer: str) -> None:
    assert officer_of(login, named, KNOWN) == officer


@pytest.mark.parametrize(
    ("login", "named", "says"),
    [
        ("obright", "Bea Stone", "the account obright is Olu Bright's"),
        ("x", "Olu Bright", "the account x is no officer's"),
    ],
)
def test_nobody_acts_for_another(login: str, named: str, says: str) -> None:
    with pytest.raises(Impossible, match=says):
        officer_of(login, named, KNOWN)


def test_where_no_account_is_known_the_name_is_taken_as_it_is_given() -> None:
    assert [officer_of("obright", named, {}) for named in (" Bea Stone ", "")] == ["Bea Stone", "obright"]
