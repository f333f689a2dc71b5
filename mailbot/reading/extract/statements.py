"""The mail as statements: every sentence, answer and ticked box that may tell something of the children.

Left out are signatures, disclaimers, banners, form labels without an answer, unticked boxes, and quoted history that
does not name one of the children. What our own officer wrote is kept apart (`officer`): its facts count, its
standing phrases do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mailbot.model.message import FormField, How, Message, Passage, Role, Table
from mailbot.model.pair import Pair
from mailbot.model.wording import keys
from mailbot.reading.extract.answers import Answer, answer, options
from mailbot.reading.extract.sentences import sentences

_ANY_BOX = re.compile(r"[☒☑☐□✓✔√]|\[ ?[xX]? ?\]")
_BARE_LABEL = re.compile(r"\A[^.!]{1,90}[:?]\s*\Z")
_NUMBERING = re.compile(r"\A\s*(?:[>\-•*]\s*)?(?:\(?\d{1,2}[.):]|q\d{1,2}[.:]?)\s*", re.IGNORECASE)
_LONGEST_CELL = 12  # words of a cell that is an entry, not prose
_ENTRY = re.compile(r"[\w'’/ ]{2,40}[:\-–]\s*")
_SHORT = 8  # words of an answer that are read together with their label
_LONGEST_ENTRY, _DATE_OPENS = 30, 4  # words of a list's entry; characters before the date that opens it
_LOG = re.compile(r"\b(?:\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|(?:mon|tue|wed|thu|fri|sat|sun)\w*\s+\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or answer. `label` is the question it answers, `record` the child's record it stands in.

    `answered` is the answer where `text` is itself the question ("CP plan" answered No). `log` marks an entry of a
    list of what was done, where a bare noun counts. `place` numbers the paragraph. What lies before `value_at` is a
    label repeated for its words, and tells nothing by itself.
    """

    text: str
    part: str
    hop: int
    place: int
    label: str = ""
    record: int | None = None
    answered: Answer | None = None
    log: bool = False
    officer: bool = False
    value_at: int = 0
    words: frozenset[str] = frozenset()


def statements(message: Message, pairs: Iterable[Pair], officer_hops: frozenset[int], silent_hops: frozenset[int]) -> tuple[Statement, ...]:
    """Every statement of `message` in reading order. `silent_hops` are those that speak of somebody else."""
    listed = [pair for pair in pairs if pair.hop not in silent_hops]
    told = _Told(listed)
    out: list[Statement] = []
    asked = ""
    for place, item in enumerate(message.content):
        if item.hop in silent_hops or item.role is not Role.TEXT:
            continue
        officer = item.hop in officer_hops
        if isinstance(item, Passage):
            out += _of_passage(item, place, told, officer, asked if not officer else "")
            asked = _question(item) if officer else ""
        elif isinstance(item, Table):
            out += _of_table(item, place, told, officer)
    out += [s for pair in listed for s in _of_pair(pair, pair.hop in officer_hops)]
    return tuple(out)


class _Told:
    """Which lines and cells the pairs already tell."""

    def __init__(self, pairs: list[Pair]) -> None:
        self.labels = {_bare(pair.label) for pair in pairs if pair.label}
        self.cells = {_bare(text) for pair in pairs for text in (pair.label, pair.value)}
        self.pairs = {(_bare(pair.label), _bare(pair.value)) for pair in pairs}

    def line(self, text: str) -> bool:
        """Whether a line is one or more labels with their values."""
        bare = _bare(text)
        if bare in self.cells:
            return True
        head, mark, rest = text.partition(":")
        if not mark:
            head, mark, rest = text.partition("?")
        return bool(mark) and _bare(head) in self.labels and any(
            label == _bare(head) and (not value or _bare(rest).startswith(value[:40])) for label, value in self.pairs
        )


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _of_passage(item: Passage, place: int, told: _Told, officer: bool, asked: str) -> Iterator[Statement]:
    text = "\n".join(line for line in item.text.split("\n") if not told.line(line))
    for number, sentence in enumerate(sentences(text)):
        if _ANY_BOX.search(sentence) and options(sentence):
            yield from _of_options(sentence, item, place, officer)
            continue
        if _BARE_LABEL.match(sentence) and len(sentence.split()) <= 8 and not re.search(r"\b(?:he|she|they|we|i)\b", sentence, re.IGNORECASE):
            continue
        if asked and number == 0:
            yield from _answered(asked, sentence, _Source(item.part, item.hop, place, None, officer))
        yield _statement(sentence, _Source(item.part, item.hop, place, None, officer), log=_is_log(sentence))


def _of_table(item: Table, place: int, told: _Told, officer: bool) -> Iterator[Statement]:
    for row in item.rows:
        fresh = [cell for cell in row if cell.strip() and _bare(cell) not in told.cells]
        source = _Source(item.part, item.hop, place, None, officer)
        boxed = [cell for cell in fresh if _ANY_BOX.search(cell)]
        prose = [cell for cell in fresh if cell not in boxed and len(cell.split()) > _LONGEST_CELL]
        short = [cell for cell in fresh if cell not in boxed and cell not in prose]
        for cell in boxed:
            yield from _of_options(cell, item, place, officer)
        if len(short) > 1:
            yield _statement(" | ".join(" ".join(cell.split()) for cell in short), source, log=_is_log(" ".join(short)))
        for cell in prose:
            yield from (_statement(sentence, source) for sentence in sentences(cell))


def _of_options(text: str, item: Passage | Table | FormField, place: int, officer: bool) -> Iterator[Statement]:
    source = _Source(item.part, item.hop, place, None, officer)
    label = text.split("☐")[0].split("☒")[0].split("☑")[0].strip(" :")
    choices = options(text)
    if all(re.fullmatch(r"(?i)(?:yes|no|y|n|unknown|not known|n/a)?\W*", choice.text) for choice in choices):
        if label:
            yield from _answered(label, text[len(label) :].lstrip(" :"), source)
        return
    for choice in choices:
        if choice.ticked and choice.text:
            yield _statement(choice.text, source, label=label, answered=Answer.YES, log=True)


def _of_pair(pair: Pair, officer: bool) -> Iterator[Statement]:
    source = _Source(pair.part, pair.hop, -1, pair.record, officer)
    choices = options(pair.value)
    if choices and not all(re.match(r"(?i)\W*(?:yes|no|y|n|unknown|not known|n/a)?\b", c.text).end() for c in choices if c.text):  # type: ignore[union-attr]
        for choice in choices:
            if choice.ticked and choice.text:
                yield _statement(choice.text, source, label=pair.label, answered=Answer.YES, log=True)
        return
    yield from _answered(pair.label, pair.value, source)


@dataclass(frozen=True, slots=True)
class _Source:
    part: str
    hop: int
    place: int
    record: int | None
    officer: bool


def _answered(label: str, value: str, source: _Source) -> Iterator[Statement]:
    """The statements of a question and its answer: the question as answered, and what the answer adds."""
    what, added = answer(value)
    if label and what in (Answer.YES, Answer.NO):
        yield _statement(label, source, answered=what)
    elif label and what is Answer.WORDS:
        yield _statement(label, source, answered=Answer.WORDS, label=value)
    if what is Answer.WORDS and label and len(added.split()) <= _SHORT:
        yield _statement(f"{label}: {added}", source, label=label, log=_is_log(added), value_at=len(label) + 2)
        return
    for sentence in sentences(added):
        yield _statement(sentence, source, label=label, log=_is_log(sentence))


def _statement(
    text: str, source: _Source, label: str = "", answered: Answer | None = None, log: bool = False, value_at: int = 0
) -> Statement:
    place = (source.part, source.hop, source.place)
    return Statement(text, *place, label, source.record, answered, log, source.officer, value_at, frozenset(keys(text)))


def _is_log(text: str) -> bool:
    """Whether a line is an entry of a list of what was done: it opens with a date, or with a few words and a date."""
    found = _LOG.search(text)
    if not found or len(text.split()) > _LONGEST_ENTRY:
        return False
    opening = text[: found.start()]
    return len(opening) <= _DATE_OPENS or bool(_ENTRY.fullmatch(opening)) or len(text.split()) <= _SHORT


def _question(item: Passage) -> str:
    """The last line of an officer's quoted passage, where the line after it may answer."""
    last = item.text.rstrip().rsplit("\n", 1)[-1].strip()
    return _NUMBERING.sub("", last) if _NUMBERING.match(last) or last.endswith(("?", ":")) else ""


def officer_hops(message: Message) -> frozenset[int]:
    """The hops that our own mailbox wrote: quoted in a reply to it, from an address the reply is sent to."""
    outer = message.hops[0] if message.hops else None
    known = {a.address for a in (*message.to, *message.cc) if a.address} | {
        a.address for a in (outer.recipients if outer else ()) if a.address
    }
    names = {a.name.lower() for a in (*message.to, *message.cc) if a.name}
    own = set()
    for hop in message.hops[1:]:
        if hop.how is not How.QUOTED or hop.sender is None:
            continue
        name = hop.sender.name.lower()
        if hop.sender.address in known or (not hop.sender.address and name and (name in names or name.startswith("cme"))):
            own.add(hop.index)
    return frozenset(own)
