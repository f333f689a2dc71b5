"""What is wrong in a file that a person edits, said so that they can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: where (file, key, 1-based line if known), what is wrong, and what to do."""

    file: str
    key: str
    line: int | None
    says: str
    mend: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        key = f", {self.key}" if self.key else ""
        return f"{place}{key}: {self.says}. {self.mend}"


class Mistakes(ValueError):
    """Every mistake of one pass, so that a person can mend them in one go."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))


def line_of(text: str, key: str) -> int | None:
    """The 1-based line of TOML `text` on which the last part of a dotted `key` is set or its table opened."""
    *tables, name = key.split(".")
    section = ""
    best: int | None = None
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            section = bare.partition("#")[0].strip("[] ")
            if section == key and best is None:
                best = number
        elif bare.split("=", 1)[0].strip().strip('"') == name and section == ".".join(tables):
            return number
    return best


def line_at(text: str, key: str) -> int | None:
    """The line of `key`, or else of the nearest table around it that stands in the file."""
    while key:
        line = line_of(text, key)
        if line is not None:
            return line
        key = key.rpartition(".")[0]
    return None


def meant(word: str, known: Iterable[str]) -> str:
    """What to do about a word that is not known: the one that was likely meant, else all that there are."""
    words = list(known)
    guess = nearest(word, words)
    return f"Did you mean {guess}?" if guess else f"Known: {', '.join(words)}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` most likely meant, or None."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)
