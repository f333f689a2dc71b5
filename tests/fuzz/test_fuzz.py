"""The fuzz targets, each for a short, fixed time; README names the long form."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 8


@pytest.mark.parametrize("target", ["message", "documents"])
def test_nothing_that_a_fuzzer_finds_in_a_few_seconds_breaks_the_reader(target: str, tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        says = "atheris is not installed: pip install atheris"
        pytest.fail(says, pytrace=False) if os.environ.get("CI") else pytest.skip(says)
    command = [
        sys.executable,
        "-m",
        f"tests.fuzz.{target}",
        f"-max_total_time={SECONDS}",
        f"-artifact_prefix={tmp_path}/",
    ]
    ran = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert "DONE" in ran.stderr or "Done" in ran.stderr, ran.stderr[-500:]
