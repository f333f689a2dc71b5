"""Finding phrases in a statement: the words it is made of wake the few phrases that may match, those are then tried."""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.model.phrases import Group, Phrase, PhraseBook
from mailbot.reading.extract.polarity import is_answered
from mailbot.reading.extract.statements import Statement


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
    """The phrases of `group` in the statement, each where it first stands and wherever its meaning is not another."""
    index = book.index.get(group, {})
    woken = {id(phrase): phrase for word in statement.words & index.keys() for phrase in index[word]}
    return [found for phrase in woken.values() for found in _all(phrase, statement)]


def _all(phrase: Phrase, statement: Statement) -> list[Found]:
    text = statement.text
    other = [m.span() for m in phrase.unless.finditer(text)] if phrase.unless else []
    return [
        Found(phrase, statement, *m.span())
        for m in phrase.pattern.finditer(text)
        if m.end() > statement.value_at
        and _in_place(phrase, statement, m.end())
        and not any(a < m.end() and m.start() < b for a, b in other)
    ]


def _in_place(phrase: Phrase, statement: Statement, end: int) -> bool:
    """Whether a phrase that counts only in some places stands in one."""
    if phrase.where == "label":
        return statement.answered is not None or bool(statement.value_at) or is_answered(statement.text[end:])
    if phrase.where == "log":
        return statement.log or statement.answered is not None or bool(statement.value_at)
    return True
