"""One thing that a mail says: a sentence, or the answer to a form's question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailbot.model.wording import NO_WORDS, Words, words_of
from mailbot.reading.extract.answers import Answer

SHORT = 8  # words of an answer that are read together with their label
_LONGEST_ENTRY, _DATE_OPENS = 30, 4  # words of a list's entry; characters before the date that opens it
_ENTRY = re.compile(r"[\w'’/ ]{2,40}[:\-–]\s*")
_DATE = re.compile(
    r"\b(?:\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|"
    r"jun|jul|aug|sep|oct|nov|dec)\w{0,6}"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)\w{0,6}\s+\d{1,2})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement stands: part, hop, paragraph (`place`), the child's record of a form, an officer's letter."""

    part: str
    hop: int
    place: int
    record: int | None = None
    officer: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """`label` is the question that `text` answers; `key` the field that the label names, where it is a known one.

    `answered` is the answer where `text` is itself the question ("CP plan" answered No). `log` marks an entry of a
    list of what was done, where a bare noun counts. What lies before `value_at` is a label repeated for its words, and
    tells nothing by itself.
    """

    text: str
    source: Source
    label: str = ""
    key: str = ""
    answered: Answer | None = None
    log: bool = False
    value_at: int = 0
    words: Words = NO_WORDS


def statement(
    text: str,
    source: Source,
    *,
    label: str = "",
    key: str = "",
    answered: Answer | None = None,
    log: bool = False,
    value_at: int = 0,
) -> Statement:
    """A statement with its words looked up."""
    return Statement(text, source, label, key, answered, log, value_at, words_of(text))


def is_log(text: str) -> bool:
    """Whether a line is an entry of a list of what was done: it opens with a date, or with a few words and a date."""
    found = _DATE.search(text)
    count = len(text.split())
    if not found or count > _LONGEST_ENTRY:
        return False
    opening = text[: found.start()]
    return len(opening) <= _DATE_OPENS or bool(_ENTRY.fullmatch(opening)) or count <= SHORT
