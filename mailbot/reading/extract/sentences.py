"""Text into sentences, and a sentence into clauses.

A hard-wrapped line is joined to the next where the next word would not have fitted on it. Sentences end at a line's
end, or at . ! ? before a space, save after abbreviations, initials and within numbers. A clause ends where a new
subject with its verb begins, or at a word that starts a thought of its own (but, because, who, since, ...).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "prof",
        "rev",
        "sgt",
        "no",
        "nos",
        "tel",
        "ext",
        "mob",
        "approx",
        "dob",
        "d.o.b",
        "d.o.b",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "etc",
        "vs",
        "cf",
        "inc",
        "ltd",
        "yr",
        "yrs",
        "a.m",
        "p.m",
        "am",
        "pm",
        "ref",
        "refs",
        "sec",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "c.o.e",
        "c",
        "of",
        "e",
        "dept",
        "asst",
    ]
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]{0,2}\s+(?=[\"'“‘(\[]?[\w☐☑☒•*-])")
_LAST_WORD = re.compile(r"([\w.&]{1,12})[.!?…]+[\"'”’)\]]{0,2}\s*\Z")
_SHORT_ANSWER = re.compile(
    r"(?:yes|no|y|n|n/a|none|nil|unknown|not\s|closed|was|historic|previous(?:ly)?|formerly|neither|nope|yep|never|current(?:ly)?"
    r"|open|cin|cpp?|lac|[☐☒☑])(?![\w'’])",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\A\s*(?:[-–—•·*>▪●○◦]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_NARROWEST, _WIDEST = 45, 120  # characters on a line between which text was wrapped by a mail program
_LONGEST = 1500  # characters of a sentence
_FULL = 0.6  # of the widest line: how full a line is that a page wrapped


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, [start, end)."""

    start: int
    end: int


def lines(text: str) -> Iterator[str]:
    """The lines of `text`, those that a mail program or a page wrapped joined again."""
    raw = text.split("\n")
    width = max(map(len, raw), default=0)
    held = ""
    for line, following in zip(raw, [*raw[1:], ""], strict=True):
        held = f"{held} {line.strip()}" if held else line.strip()
        if not _is_wrapped(line.strip(), following.strip(), width):
            if held:
                yield held
            held = ""


def _is_wrapped(line: str, following: str, width: int) -> bool:
    """Whether `following` goes on with the sentence of `line`: no more fitted on it, or it opens in lower case."""
    if not line or not following or not width >= _NARROWEST or _BULLET.match(following):
        return False
    if width <= _WIDEST and len(line) + 1 + len(following.split(" ", 1)[0]) > width - 2:
        return True
    return following[0].islower() and line[-1] not in ".!?:;" and len(line) >= _FULL * width


def sentences(text: str) -> list[str]:
    """The sentences of `text` in order, whitespace trimmed, bullets and numbering taken off."""
    return [piece for line in lines(text) for sentence in _of_line(line) for piece in _pieces(sentence)]


def _pieces(sentence: str) -> Iterator[str]:
    """A sentence, or where nobody would write one so long, stretches of it that end at a space."""
    while len(sentence) > _LONGEST:
        at = sentence.rfind(" ", _LONGEST // 2, _LONGEST)
        at = at if at > 0 else _LONGEST
        yield sentence[:at]
        sentence = sentence[at:].lstrip()
    if sentence:
        yield sentence


def _of_line(line: str) -> Iterator[str]:
    bullet = _BULLET.match(line)
    start = bullet.end() if bullet else 0
    for end in _END.finditer(line, start):
        if _goes_on(line[start : end.end()], line[end.end() : end.end() + 12]):
            continue
        yield line[start : end.end()].strip()
        start = end.end()
    rest = line[start:].strip()
    if rest:
        yield rest


def _goes_on(before: str, following: str) -> bool:
    """Whether the stop that ends `before` is an abbreviation's or an initial's, or a question answered on the line."""
    if before.rstrip().endswith("?") and _SHORT_ANSWER.match(following):
        return True
    last = _LAST_WORD.search(before[-16:])
    if not last or not before.rstrip().endswith((".", ".)")):
        return False
    word = last.group(1).lower().rstrip(".")
    if len(word) == 1 and word.isalpha() and last.group(1).isupper():
        return True
    if word in ("no", "sat", "sun", "mar", "am", "pm", "a.m", "p.m", "etc", "inc", "sec"):
        return word != "etc" and following[:1].isdigit() if word in ("no", "sec") else following[:1].islower()
    return word in _ABBREVIATIONS and word not in ("e", "of", "c")


_SUBJECT = (
    r"(?:i|we|he|she|they|it|there|this|that|these|those|nobody|no[- ]one|someone|everyone|both|all|neither|none"
    r"|(?:(?:the|a|an|his|her|their|our|my|your|its|another|some|one|two)\s+)?(?:[\w'’-]+\s+){0,2}?[\w'’-]+)"
)
_VERB = (
    r"(?:is|are|was|were|am|be|has|have|had|does|do|did|will|would|can|could|may|might|shall|should|must|"
    r"isn['’]?t|aren['’]?t"
    r"|wasn['’]?t|weren['’]?t|hasn['’]?t|haven['’]?t|hadn['’]?t|doesn['’]?t|don['’]?t|didn['’]?t|won['’]?t|"
    r"can['’]?t|cannot|couldn['’]?t"
    r"|says?|said|tells?|told|thinks?|thought|knows?|knew|went|left|came|took|rang|lives?|fled|gets?|got|"
    r"found|ran|goes)"
)
_PRONOUN_VERB = (
    r"(?:(?:i|we|he|she|they|it|that|there|this|who)['’](?:s|m|re|ve|d|ll)|(?:i|we|he|she|they|it|there)\s+[\w'’]+"
    r"|(?:im|ive|hes|shes|theyre|theyve|weve))"
)
_BREAK = re.compile(
    rf"""(?xi)
    (?=[\s;—(),:])(?:[;—]|\s[-–]\s|\s*[()]\s*|:\s(?!\s*(?:no|none|nil|n/?a|yes|not)\b)
    | ,?\s+(?=(?:but|however|although|though|whereas|yet|because|cos|coz|since|(?<!looked\s)after|before|when|
    whenever|while|until|till|unless
        |despite|following|owing|so|apart\s+from|except|aside\s+from|other\s+than|due\s+to|given)\s)
    | ,\s+(?=(?:who|which|where|whose|whom|leaving|saying|meaning|having)\s)
    | (?:,|,?\s+(?:and|or|nor|plus|then|n|\+|&))\s+(?={_PRONOUN_VERB}\b)
    | (?:,|,?\s+(?:and|plus|then|n|\+|&))\s+(?={_SUBJECT}\s+(?:\w+ly\s+|also\s+|now\s+|still\s+|never\s+)?{_VERB}\b)
    | ,?\s+and\s+(?=(?:is|are|was|were|has|have|had|will|would|can|could|may|might|does|do|did|must)\s)
    | ,?\s+and\s+(?=(?:now\s+|then\s+|later\s+)?(?:fled|left|went|came|told|said|took|lost|became|got|made|
    ran|lives?|live|\w{{3,12}}ed)\s))
    """
)


@lru_cache(maxsize=512)
def clauses(sentence: str) -> tuple[Span, ...]:
    """The clauses of a sentence, in order; together they cover it."""
    cuts = [0]
    for found in _BREAK.finditer(sentence):
        at = found.end()
        if at > cuts[-1] and found.start() > 0:
            cuts.append(at)
    cuts.append(len(sentence))
    return tuple(Span(a, b) for a, b in pairwise(cuts) if a < b)


def clause_of(spans: Sequence[Span], at: int) -> int:
    """The index of the clause that holds position `at`."""
    return max((i for i, span in enumerate(spans) if span.start <= at), default=0)
