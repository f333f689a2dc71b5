"""Of whom something is said: which child, the family, a parent, or somebody who is no concern of this mail.

The words belong to the person named last before them in their clause. A pronoun means whoever of that sex was spoken
of last. A sibling or friend who is no child of this mail draws what is said of them away from the children.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.model.phrases import Of
from mailbot.reading.extract.mentions import WRITERS, Mention, People, Scene, Who, plain
from mailbot.reading.extract.sentences import Span, clause_of, clauses
from mailbot.reading.extract.statement import Statement
from mailbot.reading.pattern import Pattern

_SAYS = Pattern(
    r"\b(?:says?|said|tells?|told|reports?|reported|stated?s?|states|explain\w*|confirm\w*|mention\w*|"
    r"disclos\w+|think[s]?|thought|believes?|fears?|feels?|worried|knows?|knew|asked|admitted|advised|"
    r"informed)\b",
    re.IGNORECASE,
)
_TOLD = Pattern(
    r"\b(?:told|tell|tells|telling|asked|to|with|by|from|informed|messaged|for)\s+(?:[\w’'-]+\s+){0,2}\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Whom:
    """The children something is said of; `who` is the grammatical subject it was said of."""

    children: frozenset[int]
    who: Who


def whom(statement: Statement, start: int, end: int, of: Of, people: People, scene: Scene) -> Whom | None:
    """The children of whom the words at [start, end) count under `of`; None where they are said of somebody else."""
    every = scene.every
    spans = clauses(statement.text)
    if of is Of.SENDER:
        done_by = _doer(statement.text, every, spans, start, end)
        children = people.family_of(_spoken_of(every, scene, people))
        return None if done_by is not None else Whom(children, Who.WRITER)
    if _says_own_post(statement.text, start, people):
        return None
    subject = _subject(statement.text, every, spans, start, end, of) or _left_out(statement.text, of, scene)
    resolved = _resolved(statement.text, subject, every, people, scene, of)
    if resolved is None:
        return (
            Whom(scene.focus if len(people.children) > 1 else people.everyone(), Who.FAMILY)
            if of is not Of.PARENT
            else None
        )
    children = resolved.children or _spoken_of(every, scene, people)
    if of is Of.ANYONE:
        return Whom(people.family_of(children), resolved.who)
    if of is Of.PARENT:
        return Whom(people.family_of(children), resolved.who) if resolved.who in (Who.ADULT, Who.WRITER) else None
    if of is Of.VICTIM and resolved.who is Who.ADULT and _FLED.search(statement.text):
        return None
    if resolved.who in (Who.OTHER, Who.STAFF) and not (of is Of.VICTIM and _FEARED.search(statement.text, end)):
        return None
    if of is Of.CHILD and resolved.who in (Who.ADULT, Who.WRITER):
        return None
    if of is Of.HOUSEHOLD:
        return Whom(people.family_of(children), resolved.who)
    return Whom(children, resolved.who)


def _left_out(text: str, of: Of, scene: Scene) -> Mention | None:
    """Who a note without a subject goes on about: "Mum is Gemma. Has schizophrenia"."""
    last = [m for _, m in scene.last]
    return last[-1] if of is Of.PARENT and last and last[-1].who is Who.ADULT and _NO_SUBJECT.match(text) else None


def _says_own_post(text: str, start: int, people: People) -> bool:
    """Whether a professional only names the own post: "I am the domestic abuse lead"."""
    return not people.writer_is_family and bool(_POST.search(text[:start]))


def _spoken_of(every: Sequence[Mention], scene: Scene, people: People) -> frozenset[int]:
    named = frozenset().union(*(m.children for m in every if m.who is Who.CHILD))
    return named or scene.focus


def _subject(
    text: str, every: Sequence[Mention], spans: Sequence[Span], start: int, end: int, of: Of
) -> Mention | None:
    """The mention that the words at [start, end) belong to."""
    at = clause_of(spans, start)
    span = spans[at]
    inside = [
        m for m in every if m.start < end and m.end > start and not (of in (Of.CHILD, Of.MATTER) and m.who in _ELSE)
    ]
    before = [m for m in every if span.start <= m.start and m.end <= start]
    if of is Of.VICTIM:
        doers = [m for m in inside if m.who is Who.OTHER]  # "used by older lads": others in the words are who does it
        after = [m for m in every if end <= m.start < span.end][:1]
        victims = [
            m
            for m in [m for m in inside if m not in doers] + after + before[::-1] + doers
            if m.who not in (Who.ADULT, Who.STAFF) and not _is_told(text, m)
        ]
        earlier = [
            m for m in every if m.end <= span.start and m.who not in (Who.ADULT, Who.STAFF) and not _is_told(text, m)
        ]
        return victims[0] if victims else earlier[-1] if earlier else None
    if of is Of.PARENT and any(m.who is Who.ADULT for m in inside):
        return next(m for m in inside if m.who is Who.ADULT)
    if of is Of.PARENT and before and before[-1].who is Who.FAMILY and len(before) > 1 and before[-2].who is Who.ADULT:
        return before[-2]
    if before:
        return before[-1]
    if inside:
        return inside[0]
    earlier = [m for m in every if m.end <= span.start]
    if earlier:
        clause = clause_of(spans, earlier[-1].start)
        return next(m for m in earlier if m.start >= spans[clause].start)
    after = [
        m
        for m in every
        if end <= m.start < span.end
        and not (of in (Of.HOUSEHOLD, Of.MATTER) and m.who is Who.OTHER)
        and not (of is Of.CHILD and m.who is Who.ADULT)
    ]
    return after[0] if after and of is not Of.PARENT else None


_ELSE = (Who.OTHER, Who.ADULT, Who.WRITER, Who.STAFF)  # in words about a child, part of what is told of it
_VERBAL = re.compile(
    r"(?:\s*(?:,|\(|\bwho\b|\bthat\b|has|have|had|['’]s|['’]ve|['’]d|also|then|just|did|since|again|kindly|"
    r"only|already|first|once|twice|finally|later|and)\b\s*|\s+){0,5}\Z",
    re.IGNORECASE,
)
_POST = Pattern(
    r"\b(?:I am|I['’]m|Im|I work (?:as|for|in|with))\s+(?:the|a|an|her|his|their|"
    r"our)\s+(?:[\w'’-]+\s+(?:and\s+)?){0,5}\Z",
)
# Where a grown-up got away from somebody, what was done to "her" was done to the grown-up.
_FLED = Pattern(
    r"\b(?:left|leave|leaving|fled|flee\w*|escap\w+|got\s+away|get\s+away|separated|split\s+(?:up|from)|moved\s+out|refuge)\b",
    re.IGNORECASE,
)
_FEARED = Pattern(r"\b(?:fear|worr|afraid|same (?:for|will|may|is)|be next|too\b)", re.IGNORECASE)
_NO_SUBJECT = re.compile(
    r"\W*(?:has|had|was|is|suffers|hears|lives\s+with|diagnosed|sectioned|known\s+to|under|receives|struggles|can['’]?t|cannot)\b",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"\W*(?:(?:and|but|so|then|the|his|her|their|my|our|when|because|that|also|as|after|since)\W+){0,3}\Z",
    re.IGNORECASE,
)
_PASSIVE = Pattern(r"\b(?:was|were|been|being)\s+(?:also\s+)?(?:\w+ed|rung|written|sent|spoken|told)\b", re.IGNORECASE)
_VERB_FIRST = re.compile(
    r"(?:\w{3,}ed|rang|rung|wrote|written|went|gone|been|spoke|spoken|sent|left|drove|made|put)\b", re.IGNORECASE
)
_JOINED = re.compile(r"\b(?:and|then)\s+\Z", re.IGNORECASE)
_OFFICE = Pattern(r"\b(?:office|team|staff|colleagues?|school|officers?|reception|we)\b", re.IGNORECASE)


def _is_owner(text: str, mention: Mention, start: int) -> bool:
    """Whether the words at `start` are a thing of the person's: "mum's phone"."""
    return text[mention.end - 2 : mention.end] in ("'s", "’s") and not _VERB_FIRST.match(text, start)


def _is_writers(text: str, mention: Mention) -> bool:
    """Whether "we" or "they" are the writer's own people: an office, a school."""
    return plain(text[mention.start : mention.end]) in WRITERS.split() or bool(_OFFICE.search(text, 0, mention.start))


def _doer(text: str, every: Sequence[Mention], spans: Sequence[Span], start: int, end: int) -> Mention | None:
    """Who of the family did what the words at [start, end) tell; None where it was the writer, staff, or passive."""
    at = clause_of(spans, start)
    span = spans[at]
    theirs = [
        m for m in every if m.who not in (Who.STAFF, Who.WRITER) and not (m.who is Who.FAMILY and _is_writers(text, m))
    ]
    before = [m for m in theirs if span.start <= m.start and m.end <= start]
    if before:
        acting = _VERBAL.match(text, before[-1].end, start) and not _is_owner(text, before[-1], start)
        return before[-1] if acting else None
    if (
        at
        and not text[span.start : start].strip(" ,")
        and _VERB_FIRST.match(text, start)
        and _JOINED.search(text, 0, span.start)
    ):
        ahead = spans[at - 1]
        if _PASSIVE.search(text, ahead.start, ahead.end):
            return None
        first = next((m for m in theirs if ahead.start <= m.start < ahead.end), None)
        return first if first and _STARTS.match(text, ahead.start, first.start) else None
    return None


def _resolved(
    text: str, subject: Mention | None, every: Sequence[Mention], people: People, scene: Scene, of: Of
) -> Mention | None:
    """A pronoun replaced by the person it stands for."""
    if subject is None or subject.who is not Who.PRONOUN:
        return subject
    same = [
        m
        for m in every
        if m.end <= subject.start
        and m.who is not Who.PRONOUN
        and m.sex in ("", subject.sex)
        and m.who is not Who.FAMILY
        and not _is_told(text, m)
        and not (m.who is Who.OTHER and not m.sex)
        and not (of is Of.VICTIM and m.who in (Who.OTHER, Who.STAFF) and _in_one_clause(text, m, subject))
    ]
    children = [m for m in same if m.who is Who.CHILD]
    if of is Of.PARENT:
        adults = [m for m in same if m.who is Who.ADULT]
        last = scene.of_sex(subject.sex)
        return adults[-1] if adults else last if last and last.who is Who.ADULT else subject
    if same and not (same[-1].who in (Who.ADULT, Who.OTHER) and _SAYS.search(text, same[-1].end, subject.start)):
        return same[-1]
    if children:
        return children[-1]
    return _child_of_sex(subject, people, scene)


def _in_one_clause(text: str, first: Mention, second: Mention) -> bool:
    """Whether two people stand in one clause, so that a pronoun for the second cannot mean the first."""
    spans = clauses(text)
    return clause_of(spans, first.start) == clause_of(spans, second.start)


def _is_told(text: str, mention: Mention) -> bool:
    """Whether a person is only the one that something was told to, asked of or done with."""
    return mention.who is not Who.CHILD and bool(_TOLD.search(text[max(0, mention.start - 40) : mention.start]))


def _child_of_sex(subject: Mention, people: People, scene: Scene) -> Mention:
    last = scene.of_sex(subject.sex)
    if last and last.who is Who.CHILD:
        return last
    fitting = frozenset(i for i, sex in enumerate(people.sexes) if not subject.sex or sex in ("", subject.sex))
    if last and last.who is Who.OTHER and len(people.children) == 1 and last.sex == subject.sex:
        return last
    sure = any(people.sexes[i] for i in fitting)
    if not fitting or (last and last.who is Who.ADULT and subject.sex and not sure and len(people.children) == 1):
        return last or Mention(subject.start, subject.end, Who.OTHER, subject.sex)
    narrowed = fitting & scene.focus or fitting
    return Mention(subject.start, subject.end, Who.CHILD, subject.sex, narrowed or people.everyone())
