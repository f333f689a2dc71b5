"""Finding phrases in a statement: the words it is made of wake the few phrases that may match, those are then tried."""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.model.phrases import Entry, Group, Phrase, PhraseBook, woken
from mailbot.reading.extract.polarity import is_answered
from mailbot.reading.extract.statement import Statement


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at [start, end) of a statement's text."""

    phrase: Phrase
    statement: Statement
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.statement.text[self.start : self.end]


def find(statement: Statement, group: Group, book: PhraseBook) -> list[Found]:
    """The phrases of `group` in the statement, in order, wherever their meaning is not another."""
    entries = woken(book.index.get(group, {}), statement.words)
    found = [one for entry in entries for one in _all(entry, statement)]
    return sorted(found, key=lambda one: (one.start, -one.end))


def _all(entry: Entry, statement: Statement) -> list[Found]:
    phrase, text, words = entry.phrase, statement.text, statement.words
    spans = [
        (start, end)
        for start, end in entry.trial.spans(text, words)
        if end > statement.value_at and _in_place(phrase, statement, end)
    ]
    undone = [span for other in woken(entry.unless, words) for span in other.trial.spans(text, words)] if spans else []
    return [Found(phrase, statement, a, b) for a, b in spans if not any(c < b and a < d for c, d in undone)]


def _in_place(phrase: Phrase, statement: Statement, end: int) -> bool:
    """Whether a phrase that counts only in some places stands in one."""
    if phrase.where == "label":
        return statement.answered is not None or bool(statement.value_at) or is_answered(statement.text[end:])
    if phrase.where == "log":
        return statement.log or statement.answered is not None
    return True
