"""Questions of our own letter, answered between the quoted lines: the question is the label, what follows the value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from mailbot.model.labels import LabelBook
from mailbot.model.message import Item, Passage, Role
from mailbot.model.pair import Pair

_YOURS = {"referrer.address": "address", "referrer.phone": "phone"}  # "where you live", asked of a parent
_NUMBERING = re.compile(r"\A\s{0,8}(?:\(?[0-9]{1,2}[.):]|[-•*]|q[0-9]{1,2}[.:]?)\s{0,4}", re.IGNORECASE)
_OPENING = re.compile(
    r"\A(?:please |can you |could you |tell us |give us |let us know |confirm |what (?:is|was|are) |when"
    r" (?:was|did) |which |who (?:is|are) |where (?:is|are) )*"
    r"(?:the |his |her |their |your |a |any |child's |childs )*",
    re.IGNORECASE,
)
_PARTS = re.compile(r",? and |, |; ", re.IGNORECASE)
_LINKS = re.compile(r"\s(?:(?:that|he|she|they|you|the|was|is|were|or she)\s)+", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\s(?:where|that|which|who|for|so|we|he|she|they|you|in case|if)\s.{0,200}|[?.:]\s{0,4}\Z",
    re.IGNORECASE | re.DOTALL,
)


def answered(items: Iterable[Item], labels: LabelBook) -> Iterator[Pair]:
    """A pair for each field that a quoted question asks for and the passage after it answers."""
    texts = [item for item in items if isinstance(item, Passage) and item.role in (Role.TEXT, Role.SIGNATURE)]
    for asking, answering in pairwise(texts):
        if asking.hop > answering.hop and asking.part == answering.part:
            question = asking.text.rstrip().rsplit("\n", 1)[-1]
            if _NUMBERING.match(question) or question.rstrip().endswith(("?", ":")):
                yield from _pairs(question, answering, labels)


def _pairs(question: str, answering: Passage, labels: LabelBook) -> Iterator[Pair]:
    label = _NUMBERING.sub("", question).strip()
    value = answering.text.strip().split("\n\n")[0]
    keys = labels.keys(_LINKS.sub(" ", _OPENING.sub("", label))) or tuple(
        key for part in _PARTS.split(label) for key in _keys(part, labels)
    )
    for key, said in zip(keys, _shared(value, len(keys)), strict=True):
        yield Pair(label, said, _YOURS.get(key, key.removeprefix("child.")), answering.part, answering.hop)
    if not keys:
        yield Pair(label, value, None, answering.part, answering.hop)


def _shared(value: str, count: int) -> list[str]:
    """One answer for each of `count` questions: its parts where they are as many, else the whole for each."""
    for mark in ("\n", ";", ","):
        parts = [part.strip() for part in value.split(mark) if part.strip()]
        if len(parts) == count:
            return parts
    return [value] * count


def _keys(part: str, labels: LabelBook) -> tuple[str, ...]:
    return labels.keys(_LINKS.sub(" ", _OPENING.sub("", part))) or labels.keys(_asked(part))


def _asked(question: str) -> str:
    """The question without its opening and its closing clause: "The address where you live now" asks for an address."""
    return _CLAUSE.sub("", _OPENING.sub("", question))
