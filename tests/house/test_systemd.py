"""The shipped unit is hardened as far as measured: 1.1 on systemd's scale of 0 (safe) to 10 (exposed)."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "systemd" / "mailbot.service"


@pytest.mark.needs("systemd")
def test_the_unit_is_exposed_no_more_than_11_tenths() -> None:
    program = shutil.which("systemd-analyze")
    assert program is not None
    ran = subprocess.run(
        [program, "security", "--offline=true", "--threshold=11", str(UNIT)], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout[-500:]


def test_the_unit_loads_the_credentials_that_the_shipped_settings_name() -> None:
    settings = tomllib.loads((ROOT / "config" / "mailbot.toml").read_text(encoding="utf-8"))
    servers = [*settings["mailboxes"].values(), settings["smtp"]]
    named = {server["password"]["credential"] for server in servers}
    loaded = set(re.findall(r"LoadCredential=([\w-]+):", UNIT.read_text(encoding="utf-8")))
    assert loaded == named


def test_the_unit_tells_systemd_when_it_is_ready_and_alive() -> None:
    unit = UNIT.read_text(encoding="utf-8")
    assert "Type=notify" in unit
    assert "WatchdogSec=120" in unit
