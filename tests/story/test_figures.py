"""How well mailbot reads: the figures that the README claims, counted again by the scorer that came with the samples."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"
SLACK = 0.02


def claimed() -> dict[str, dict[str, float]]:
    """README's table "How well it reads": figure -> corpus -> value."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("### How well it reads")[1].split("\n##")[0]
    rows = [
        [cell.strip(" `") for cell in line.split("|")[1:-1]] for line in section.splitlines() if line.startswith("|")
    ]
    head, _, *body = rows
    corpora = [name for name in head[1:] if (CORPUS / name).is_dir()]
    return {
        row[0]: {name: float(row[head.index(name)]) for name in corpora}
        for row in body
        if re.match(r"[a-z_0-9]+$", row[0])
    }


@pytest.mark.parametrize("corpus", ["officer", "second", "third", "fourth", "held", "fresh"])
def test_no_figure_falls_below_what_the_readme_claims(corpus: str) -> None:
    program = Path(sys.executable).parent / "mailbot"
    ran = subprocess.run(
        [
            sys.executable,
            CORPUS / "reading" / "score.py",
            CORPUS / corpus,
            "--json",
            "--command",
            f"{program} read --json",
        ],
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    counted = json.loads(ran.stdout)
    fallen = {
        name: (values[corpus], round(counted[name], 3))
        for name, values in claimed().items()
        if counted[name] < values[corpus] - SLACK
    }
    assert fallen == {}


def test_every_reading_has_the_public_form() -> None:
    import jsonschema

    schema = json.loads((CORPUS / "reading" / "reading.schema.json").read_text(encoding="utf-8"))
    program = Path(sys.executable).parent / "mailbot"
    files = sorted((CORPUS / "officer" / "messages").glob("*.eml"))
    ran = subprocess.run([program, "read", "--json", *files], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    readings = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [Path(reading["file"]).name for reading in readings] == [path.name for path in files]
    for reading in readings:
        jsonschema.validate(reading, schema)
        for pointer, words in reading["evidence"].items():
            assert words["quote"] or pointer == "/kind", (reading["file"], pointer)


def test_every_text_part_of_every_mail_is_shown_with_its_label() -> None:
    program = Path(sys.executable).parent / "mailbot"
    files = sorted((CORPUS / "officer" / "messages").glob("*.eml"))
    ran = subprocess.run([program, "read", "--parts", *files], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    shown = re.split(r"─+ (\S+\.eml) ─+", ran.stdout)[1:]
    parts = dict(zip(shown[::2], shown[1::2], strict=True))
    assert list(parts) == [path.name for path in files]
    assert all("own text" in text or "forwarded" in text or "automatic:" in text for text in parts.values())
    assert "forwarded" in parts["x19-warsame-fgm-fwd-inline.eml"]
    assert "attached mail" in parts["y11-nested-eml-forward.eml"]
    assert "quoted" in parts["x09-adjei-school-nurse-reply.eml"]
