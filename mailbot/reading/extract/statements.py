"""The mail as statements: every sentence, answer and ticked box that may tell something of the children.

Left out are signatures, disclaimers, banners, form labels without an answer, unticked boxes, and quoted history that
does not name one of the children. What our own officer wrote is kept apart: its facts count, its standing phrases
do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mailbot.model.message import Message, Passage, Role, Table
from mailbot.model.pair import Pair
from mailbot.reading.extract.answers import options
from mailbot.reading.extract.filled import BOX, bare, is_fact, is_form_pair, of_answer, of_boxes, of_pair, of_table
from mailbot.reading.extract.sentences import sentences
from mailbot.reading.extract.statement import SHORT, Source, Statement, is_log, statement

_BARE_LABEL = re.compile(r"\A[^.!]{1,90}[:?]\s*\Z")
_PERSON = re.compile(r"\b(?:he|she|they|we|i)\b", re.IGNORECASE)
_NUMBERING = re.compile(r"\A\s*(?:[>\-•*]\s*)?(?:\(?\d{1,2}[.):]|q\d{1,2}[.:]?)\s*", re.IGNORECASE)
_LABEL_END = re.compile(r"[:?]")


def statements(
    message: Message, pairs: Iterable[Pair], officer_hops: frozenset[int], silent_hops: frozenset[int]
) -> tuple[Statement, ...]:
    """Every statement of `message` in reading order. `silent_hops` are those that speak of somebody else."""
    listed = [pair for pair in pairs if pair.hop not in silent_hops]
    told = _Told(listed)
    out: list[Statement] = []
    asked = ""
    for place, item in enumerate(message.content):
        if item.hop in silent_hops or item.role is not Role.TEXT:
            continue
        source = Source(item.part, item.hop, place, officer=item.hop in officer_hops)
        if isinstance(item, Passage):
            out += _of_passage(item, told, source, "" if source.officer else asked)
            asked = _question(item) if source.officer else ""
        elif isinstance(item, Table):
            out += of_table(item, source, told.cells)
    shared = _shared(listed)
    for pair in listed:
        if is_form_pair(pair):
            record = None if bare(pair.label) in shared else pair.record
            out += of_pair(pair, Source(pair.part, pair.hop, -1, record, pair.hop in officer_hops))
    return tuple(out)


def _shared(pairs: list[Pair]) -> frozenset[str]:
    """The labels that stand but once, after the last of several children: a section about all of them."""
    records: dict[str, set[int]] = {}
    for pair in pairs:
        if pair.record is not None:
            records.setdefault(bare(pair.label), set()).add(pair.record)
    every = set[int]().union(*records.values())
    last = {max(every)} if len(every) > 1 else set()
    return frozenset(label for label, where in records.items() if last and where == last)


class _Told:
    """Which lines and cells are labels with values, and so told as pairs."""

    def __init__(self, pairs: list[Pair]) -> None:
        known = [pair for pair in pairs if is_fact(pair) or is_form_pair(pair)]
        self.labels = {bare(pair.label) for pair in known if pair.label}
        self.cells = frozenset(bare(text) for pair in known for text in (pair.label, pair.value))
        self.pairs = {(bare(pair.label), bare(pair.value)) for pair in known}

    def line(self, text: str) -> bool:
        """Whether a line is a label with its value, or one of the two."""
        whole = bare(text)
        if whole in self.cells and len(whole.split()) <= 2 * SHORT:
            return True
        mark = _LABEL_END.search(text)
        head, rest = (bare(text[: mark.start()]), bare(text[mark.end() :])) if mark else ("", "")
        return head in self.labels and any(
            label == head and (not value or rest.startswith(value[:40])) for label, value in self.pairs
        )


def _of_passage(item: Passage, told: _Told, source: Source, asked: str) -> Iterator[Statement]:
    text = "\n".join(line for line in item.text.split("\n") if not told.line(line))
    for number, sentence in enumerate(sentences(text)):
        if BOX.search(sentence) and options(sentence):
            yield from of_boxes(sentence, source)
            continue
        if _BARE_LABEL.match(sentence) and len(sentence.split()) <= SHORT and not _PERSON.search(sentence):
            continue
        if asked and number == 0:
            yield from of_answer(asked, sentence, source)
        yield statement(sentence, source, log=is_log(sentence))


def _question(item: Passage) -> str:
    """The last line of an officer's quoted passage, where the line after it may answer."""
    last = item.text.rstrip().rsplit("\n", 1)[-1].strip()
    return _NUMBERING.sub("", last) if _NUMBERING.match(last) or last.endswith(("?", ":")) else ""
