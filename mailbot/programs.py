"""Programs of the operating system that help to read documents, where they are installed: Tesseract and antiword.

Both read from standard input and write to standard output: no name or byte of the sender's reaches a command line or
a file. They run inside the bounded process of `mailbot.bounds` and inherit its limits.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import partial
from time import monotonic

from mailbot.reading.documents.tools import Tools, Word

_LEAST_SURE = 20.0  # percent; words below are specks
_LANGUAGE = "eng"
_TSV_COLUMNS = 12


def installed(deadline: float | None = None) -> Tools:
    """What this machine offers. After `deadline` (on the monotonic clock) the programs are no longer asked."""
    tesseract, antiword = shutil.which("tesseract"), shutil.which("antiword")
    return Tools(
        recognise=partial(_recognise, tesseract, deadline) if tesseract else None,
        word_docbook=partial(_word_docbook, antiword, deadline) if antiword else None,
        out_of_time=lambda: deadline is not None and monotonic() > deadline,
    )


def _recognise(tesseract: str, deadline: float | None, image: bytes) -> tuple[Word, ...] | None:
    command = (tesseract, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "3", "-c", "preserve_interword_spaces=1", "tsv")
    table = _output(command, image, deadline)
    return tuple(_words(table)) if table is not None else None


def _words(table: str) -> list[Word]:
    """The words of Tesseract's table (level, page, block, ..., left, top, width, height, sureness, text)."""
    found = []
    for line in table.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) != _TSV_COLUMNS or not cells[11].strip() or float(cells[10]) < _LEAST_SURE:
            continue
        left, top, width, height = (float(cell) for cell in cells[6:10])
        found.append(Word(cells[11].strip(), left, top, left + width, top + height))
    return found


def _word_docbook(antiword: str, deadline: float | None, document: bytes) -> str | None:
    return _output((antiword, "-x", "db", "-"), document, deadline)


def _output(command: Sequence[str], fed: bytes, deadline: float | None) -> str | None:
    """What a program answers; None when it fails, is killed by a limit, or there is no time left."""
    left = deadline - monotonic() if deadline is not None else None
    if left is not None and left <= 0:
        return None
    environment = {"PATH": os.environ.get("PATH", os.defpath), "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, found by name on the system's path
            command, input=fed, capture_output=True, timeout=left, env=environment, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")
