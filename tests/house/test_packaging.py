"""What is shipped works on its own: the built wheel, in an environment that has never seen the source."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel; its bin folder."""
    place = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "build", "--wheel", "--outdir", str(place), str(ROOT)])
    (wheel,) = place.glob("mailbot-*.whl")
    _run([sys.executable, "-m", "venv", str(place / "env")])
    _run([str(place / "env/bin/pip"), "install", "-q", "-c", str(ROOT / "constraints.txt"), f"{wheel}[demo]"])
    return place / "env" / "bin"


def test_the_wheel_runs_the_demo_to_its_end(installed: Path, tmp_path: Path) -> None:
    ran = _run([str(installed / "mailbot"), "demo", "--exit", "--folder", str(tmp_path / "demo")], tmp_path)
    assert "Everything was dealt with." in ran.stdout
    assert (tmp_path / "demo" / "mailbot.db").stat().st_mode & 0o077 == 0
    letters = list((tmp_path / "demo" / "letters").glob("*.eml"))
    assert len(letters) >= 12
    assert "<html" in (tmp_path / "demo" / "digest.html").read_text(encoding="utf-8")


def test_init_copies_a_configuration_that_check_accepts(installed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    _run([str(installed / "mailbot"), "init", str(home)], tmp_path)
    assert (home / "config" / "mailbot.toml").is_file()
    assert (home / "templates" / "acknowledgement.md").is_file()
    ran = _run([str(installed / "mailbot"), "--home", str(home), "check", "--offline"], tmp_path)
    assert "in order" in ran.stdout


def _run(command: list[str], folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran
