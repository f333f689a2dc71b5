"""Finding phrases in a statement, wherever their meaning is not another."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from mailbot.model.phrases import Entry, Phrase
from mailbot.model.trial import Index, standing, undone
from mailbot.reading.extract.polarity import is_answered
from mailbot.reading.extract.statement import Statement

_MOST = 4  # places of one wording in one sentence; who repeats it oftener says no more


_NOT = re.compile(r"\b(?:never|not)\b", re.IGNORECASE)
_LATE_NOT = re.compile(r"\b(?:never|not)(?:\s+[\w'’]+){1,2}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at [start, end) of a statement's text. `denies` where the words left open hold a "not" that the phrase
    does not ask for: "was never hit"."""

    phrase: Phrase
    statement: Statement
    start: int
    end: int
    denies: bool = False

    @property
    def words(self) -> str:
        return self.statement.text[self.start : self.end]


def find(statement: Statement, index: Index[Entry]) -> list[Found]:
    """The phrases of `index` in the statement, in order, wherever their meaning is not another."""
    text, words = statement.text, statement.words
    found, heard = [], Counter[int]()
    for entry, one in standing(index, text, words):
        heard[id(entry)] += 1
        start, end = one.span()
        if (
            heard[id(entry)] <= _MOST
            and end > statement.value_at
            and _in_place(entry.phrase, statement, end)
            and not undone(entry.unless, text, words, start, end)
        ):
            found.append(Found(entry.phrase, statement, start, end, _denies(entry, text[start:end])))
    return sorted(found, key=lambda one: (one.start, -one.end))


def _denies(entry: Entry, words: str) -> bool:
    return bool(_LATE_NOT.search(words)) and not _NOT.search(entry.trial.expression)


def _in_place(phrase: Phrase, statement: Statement, end: int) -> bool:
    """Whether a phrase that counts only in some places stands in one."""
    if phrase.where == "label":
        return statement.answered is not None or bool(statement.value_at) or is_answered(statement.text[end:])
    if phrase.where == "log":
        return statement.log or statement.answered is not None
    return True
