"""README's commands work as they stand. Its two long ones are what `.ci/run` calls; those of Deploy need root."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith(".venv/bin/mailbot")
]


def test_the_readme_gives_commands() -> None:
    assert len(COMMANDS) >= 5


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which README's relative paths lead to the tree, and what its commands write stays apart."""
    place = tmp_path_factory.mktemp("readme")
    for name in ("mailbot", "tests"):
        (place / name).symlink_to(ROOT / name)
    return place


def test_every_command_of_mailbot_ends_well(elsewhere: Path) -> None:
    for command in COMMANDS:
        words = command.replace(".venv/bin/", f"{BIN}/").split()
        ran = subprocess.run(words, cwd=elsewhere, capture_output=True, text=True)
        assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
        assert ran.stdout.strip(), command


def test_every_file_that_the_readme_names_is_there() -> None:
    named = set(re.findall(r"(?:\]\(|`)((?:tests|templates|config|systemd|mailbot)/[\w./*-]+?)[`)]", README))
    assert named
    missing = {name for name in named if not any(ROOT.glob(name.rstrip("/")))}
    assert missing == set()
