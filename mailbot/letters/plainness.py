"""How hard a letter is to read, and how long it is.

The measure is the automated readability index (Senter and Smith 1967): letters a word and words a sentence, as the
American school grade that can read it; a pupil of grade 7 is 12 years old. It needs no list of words and no guess at
syllables, so that an editor sees at once what to change: the long sentence, the long words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OLDEST_GRADE = 7.0  # a reader of 12 years
FEWEST_WORDS = 20  # a shorter text is no measure
MOST_WORDS = 350  # of a letter, without what stands before and after it

_NO_PROSE = re.compile(r"\S{1,80}@\S{1,80}|https?://\S{1,200}|CME-\d{4}-\w{1,12}|\d[\d ]{6,20}")
_WRAPPED = re.compile(r"\n[ \t]{0,20}(?![\s#>*-]|\d{1,3}\.)")
_MARK = re.compile(r"^[ \t]{0,20}(?:\d{1,3}\.|[-*#>]{1,6})[ \t]", re.M)
_TAG = re.compile(r"\{[{%#][^{}]{0,300}\}{1,2}")
_SENTENCE = re.compile(r"[^.!?\n]{1,2000}[.!?\n]?")
_WORD = re.compile(r"[\w'’-]{1,60}")


@dataclass(frozen=True, slots=True)
class Plainness:
    """Of a text: the school grade that can read it, and its words."""

    grade: float
    words: int


def plainness(text: str) -> Plainness:
    """Measure running text, wrapped or not: a paragraph, a heading and an item of a list end a sentence.

    Addresses, references and numbers are no prose.
    """
    prose = _NO_PROSE.sub("it", _MARK.sub("", _WRAPPED.sub(" ", text)))
    sentences = [words for sentence in _SENTENCE.findall(prose) if (words := _WORD.findall(sentence))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Plainness(0.0, 0)
    letters = sum(len(word.replace("'", "").replace("’", "")) for word in words)
    return Plainness(4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43, len(words))


def hardest_line(source: str) -> int | None:
    """The 1-based line of a template with the sentence that is the hardest to read; None where it has no prose."""
    return max(_graded(source), default=(0.0, None))[1]


def _graded(source: str) -> Iterator[tuple[float, int]]:
    for number, line in enumerate(source.split("\n"), 1):
        measured = [plainness(sentence) for sentence in _SENTENCE.findall(_TAG.sub(" it ", line[:5000]))]
        grades = [one.grade for one in measured if one.words >= 6]
        if grades:
            yield max(grades), number
