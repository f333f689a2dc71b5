"""What a mail is for: every kind is scored by rules that state their reason; the best score wins.

Three sorts of rule speak: phrases (`config/policy/phrases/kinds.toml`) in the subject, the new text and the titles of
documents; who writes (a school, a parent, another authority, our own admissions team) and to which mailbox; and which
letter of ours is answered. Machine signals settle the matter before all others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mailbot.model.field import Evidence, Field
from mailbot.model.message import How, Message, Passage, Role, Table
from mailbot.model.phrases import Phrase, PhraseBook
from mailbot.model.referral import Kind, KindScore, Mailbox, OrganisationType
from mailbot.reading.extract.letters import Letter, answered_letter
from mailbot.reading.extract.phrases import Found, find
from mailbot.reading.extract.polarity import Polarity, polarity
from mailbot.reading.extract.sentences import sentences
from mailbot.reading.extract.statement import Source, Statement, statement
from mailbot.reading.extract.wants import is_invitation, is_wrapper

_OPENING = 6  # sentences
_TITLE_LINES = 3
_MOST_ROWS, _LEAST_TOLD = 60, 8  # rows of a table that are read for its kind; words of a cell that tells something
_NEAR = 1.5  # a score this close to the best is told to an officer
_CERTAIN = 100.0


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a mail besides its words: among it whether a child cannot be found, or is feared for."""

    message: Message
    mailbox: Mailbox
    writer: OrganisationType | None
    children: int
    referenced: bool
    untraced: bool
    feared: bool
    officer: frozenset[int]
    expected: bool = False  # a first day at school was agreed
    removed: bool = False  # a day is given on which the child was taken off a register, and where it went
    identified: bool = False  # of a child is told which one it is: born when, UPN, or address and year
    news: bool = False  # the new text tells where a child went, its first day there, or a new number
    asked_about: bool = True  # a letter of ours that is answered names one of the children


@dataclass(frozen=True, slots=True)
class Vote:
    """One rule's word for (or, below zero, against) a kind."""

    kind: Kind
    weight: float
    reason: str
    evidence: Evidence | None = None


def kind(about: Circumstances, book: PhraseBook, year: int) -> tuple[Field[Kind], tuple[KindScore, ...]]:
    """The kind with its evidence, and every kind's score, best first."""
    if about.message.signals:
        first = about.message.signals[0]
        votes = [
            Vote(
                Kind.AUTOMATIC,
                _CERTAIN,
                f"{first.name}: {first.words}",
                Evidence("header", first.words, "kind.automatic"),
            )
        ]
    else:
        votes = [*_by_form(about.message), *_by_phrases(about, book, year), *_by_writer(about), *_by_letter(about)]
    return _settled(votes)


def near_tie(scores: Sequence[KindScore]) -> str | None:
    """What to tell an officer where two kinds fit a mail nearly as well."""
    best, second = scores[0], scores[1]
    if best.score >= _CERTAIN or best.score - second.score > _NEAR:
        return None
    return f"the mail may also be a {second.kind.replace('_', ' ')} ({'; '.join(second.reasons) or 'no reason'})"


def _settled(votes: Sequence[Vote]) -> tuple[Field[Kind], tuple[KindScore, ...]]:
    total: dict[Kind, float] = defaultdict(float)
    for vote in votes:
        total[vote.kind] += vote.weight
    scores = sorted(
        (KindScore(k, round(total[k], 2), tuple(v.reason for v in votes if v.kind is k)) for k in Kind),
        key=lambda score: -score.score,
    )
    best = scores[0]
    told = max((v for v in votes if v.kind is best.kind and v.evidence), key=lambda v: v.weight, default=None)
    margin = best.score - scores[1].score
    evidence = told.evidence if told and told.evidence else Evidence("body", "", f"kind.{best.kind}")
    confidence = min(1.0, 0.5 + margin / 10)
    return Field(best.kind, Evidence(evidence.part, evidence.quote, evidence.rule, confidence)), tuple(scores)


def _by_form(message: Message) -> Iterator[Vote]:
    """Mails whose very form says what they are: wrappers, invitations, recalls."""
    subject = message.subject.strip().lower()
    if is_wrapper(message):
        yield Vote(Kind.OTHER, _CERTAIN, "a secure wrapper, which only a person can open")
    if subject.startswith("recall:") or "would like to recall the message" in subject:
        yield Vote(Kind.AUTOMATIC, _CERTAIN, "an Outlook recall")
    if is_invitation(message):
        yield Vote(Kind.OTHER, _CERTAIN, "a calendar invitation")


def _by_phrases(about: Circumstances, book: PhraseBook, year: int) -> Iterator[Vote]:
    """The best phrase of each kind and place; a place counts once for a kind, a second wording of it half."""
    heard: dict[tuple[Kind, str], list[tuple[float, Found]]] = defaultdict(list)
    for place, one in _places(about):
        for found in find(one, book.kinds):
            if not _fits(found.phrase, place):
                continue
            if place != "subject" and _is_undone(found, year):
                continue
            heard[(Kind(found.phrase.code), place)].append((found.phrase.weight, found))
    for (which, place), all_found in heard.items():
        all_found.sort(key=lambda row: -row[0])
        weight, found = all_found[0]
        other = [w for w, f in all_found[1:] if f.statement is not found.statement]
        bonus = 0.25 * min(3, len(other))
        quote = found.statement.text[:200]
        evidence = Evidence(found.statement.source.part, quote, f"kind.{which}.{place}")
        yield Vote(which, weight * _SHARE[place] + bonus, f"{place} says “{found.words}”", evidence)


def _is_undone(found: Found, year: int) -> bool:
    """Whether the phrase is denied or only asked; some kinds are made of denials and questions themselves."""
    which = Kind(found.phrase.code)
    meant = polarity(found.statement.text, found.start, found.end, year)
    if which in _ASKED_FOR_NEWS:
        return meant in (Polarity.ABSENT, Polarity.HYPOTHETICAL)
    return meant is Polarity.ABSENT and which not in _SAID_BY_DENIAL


_ASKED_FOR_NEWS = (Kind.CASE_UPDATE, Kind.AGENCY_REPLY)  # "has he been found?" is no news
_SAID_BY_DENIAL = (Kind.STATUS_QUERY, Kind.OTHER, Kind.NO_SHOW, Kind.PLACE_DECLINED)
_SHARE = {"subject": 1.0, "opening": 1.0, "new": 0.6, "title": 1.0, "answered": 1.0}


def _fits(phrase: Phrase, place: str) -> bool:
    if place == "answered":
        return phrase.code == Kind.HOME_EDUCATION and phrase.where == "new"
    return phrase.where in ("", place) or (phrase.where == "new" and place == "opening")


def _places(about: Circumstances) -> Iterator[tuple[str, Statement]]:
    """Every text that tells what the mail is for, with the place it stands in."""
    message = about.message
    subjects = [
        message.subject,
        *(hop.subject or "" for hop in message.hops if hop.how in (How.FORWARDED, How.ATTACHED)),
    ]
    for text in dict.fromkeys(subjects):
        yield "subject", statement(text, Source("subject", 0, -1))
    quoted = {hop.index for hop in message.hops if hop.how is How.QUOTED} | about.officer
    if about.writer in _FAMILY:
        yield from _answered_by_family(message, frozenset(quoted - about.officer))
    number = 0
    for item in message.items:
        if isinstance(item, Passage) and item.role is Role.TEXT and item.hop not in quoted:
            for sentence in sentences(item.text):
                yield (
                    ("opening" if number < _OPENING else "new"),
                    statement(sentence, Source(item.part, item.hop, number)),
                )
                number += 1
    for document in message.documents:
        yield "title", statement(document.name.rsplit(".", 1)[0].replace("_", " "), Source(document.part, 0, -1))
        for text in _titles(document.items):
            yield "title", statement(text, Source(document.part, 0, -1))
        for item in document.items:
            if isinstance(item, Passage) and item.hop not in quoted:
                yield from (("new", statement(text, Source(item.part, item.hop, 0))) for text in sentences(item.text))
    for item in message.content:
        if isinstance(item, Table) and item.hop not in quoted:
            yield from (("new", statement(text, Source(item.part, item.hop, 0))) for text in _told_in_cells(item))


def _answered_by_family(message: Message, quoted: frozenset[int]) -> Iterator[tuple[str, Statement]]:
    """The school's letter that a parent answers and copies to us: it may name what the parent takes as read."""
    for item in message.items:
        if isinstance(item, Passage) and item.role is Role.TEXT and item.hop in quoted:
            yield from (("answered", statement(text, Source(item.part, item.hop, 0))) for text in sentences(item.text))


def _told_in_cells(table: Table) -> Iterator[str]:
    """The sentences of the cells that tell something, which labels and values do not."""
    for row in table.rows[:_MOST_ROWS]:
        for cell in row:
            if len(cell.split()) >= _LEAST_TOLD:
                yield from sentences(cell)


def _titles(items: Iterable[object]) -> Iterator[str]:
    """The first lines of a document."""
    for item in items:
        if isinstance(item, Passage):
            yield from [line for line in item.text.split("\n") if line.strip()][:_TITLE_LINES]
            return
        if isinstance(item, Table) and item.rows:
            yield " ".join(cell for cell in item.rows[0] if cell)
            return


_QUESTION = re.compile(
    r"\?\s|\?\Z|\b(?:let|tell) me know\b|\b(?:please|could|can) (?:you|someone|somebody)\b",
    re.IGNORECASE,
)
_FAMILY = (OrganisationType.PARENT,)
_AGENCIES = (
    OrganisationType.HEALTH,
    OrganisationType.POLICE,
    OrganisationType.SOCIAL_CARE,
    OrganisationType.HOUSING,
    OrganisationType.OTHER_AGENCY,
)
_OFFICES = (OrganisationType.LOCAL_AUTHORITY, OrganisationType.SCHOOL_ADMISSIONS)
_SCHOOL_ONLY = (Kind.NO_SHOW, Kind.PLACE_DECLINED, Kind.ROLL_REMOVAL)
_OPENS_A_CASE = (*_SCHOOL_ONLY, Kind.REFERRAL, Kind.PLACE_REQUEST, Kind.HOME_EDUCATION)
_ABOUT_A_CASE = (Kind.AGENCY_REPLY, Kind.CASE_UPDATE, Kind.STATUS_QUERY)


def _by_writer(about: Circumstances) -> Iterator[Vote]:
    """Who writes, to which mailbox, about how many children."""
    writer = about.writer
    if writer is not None and writer is not OrganisationType.SCHOOL:
        yield from (Vote(one, -6, "only a school says this") for one in _SCHOOL_ONLY)
    if writer is OrganisationType.SCHOOL:
        yield from _by_school(about)
    if about.mailbox is Mailbox.CME and (writer is OrganisationType.SCHOOL_ADMISSIONS or _is_admissions(about)):
        yield Vote(Kind.HANDOVER, 9, "School Admissions writes to the CME officer")
        yield Vote(Kind.REFERRAL, -4, "School Admissions writes to the CME officer")
    else:
        yield Vote(Kind.HANDOVER, -6, "School Admissions does not write")
    yield from _by_authority(about)
    if writer in _FAMILY:
        asks_for_itself = about.children and not (about.referenced or about.untraced or about.feared)
        yield Vote(Kind.PLACE_REQUEST, 3 if asks_for_itself else 1, "a parent or carer writes")
        yield Vote(Kind.REFERRAL, -2, "a parent or carer writes")
    if writer is OrganisationType.PUBLIC or writer in _AGENCIES:
        yield Vote(Kind.REFERRAL, 1, "an agency or a member of the public writes")
        if about.mailbox is Mailbox.ADMISSIONS and about.children:
            yield Vote(Kind.PLACE_REQUEST, 4, "who is no school writes to School Admissions of a child")
            yield Vote(Kind.REFERRAL, -2, "sent to School Admissions")
    yield from _by_children(about)


def _by_school(about: Circumstances) -> Iterator[Vote]:
    """A school writes to School Admissions of a child that does not come (4.5, 4.6), to the CME officer of others."""
    yield Vote(Kind.PLACE_REQUEST, -2, "a school writes")
    if about.mailbox is Mailbox.ADMISSIONS and about.children and not about.referenced:
        yield Vote(Kind.NO_SHOW, 3, "a school writes to School Admissions of a child")
        yield Vote(Kind.PLACE_DECLINED, 3, "a school writes to School Admissions of a child")
        yield Vote(Kind.REFERRAL, -2, "sent to School Admissions")
    elif about.mailbox is Mailbox.CME and not about.expected:
        yield Vote(Kind.NO_SHOW, -2, "no first day was agreed")
    if about.removed and not about.untraced:
        yield Vote(Kind.ROLL_REMOVAL, 4, "a pupil came off the roll and its destination is given")


def _by_authority(about: Circumstances) -> Iterator[Vote]:
    """Another authority that names a child and answers nothing asks for help to trace it (2.2)."""
    if about.writer is not OrganisationType.LOCAL_AUTHORITY:
        yield Vote(Kind.CROSS_BORDER_ENQUIRY, -5, "no other authority writes")
    elif about.children and not about.referenced and not _is_own(about.message):
        yield Vote(Kind.CROSS_BORDER_ENQUIRY, 6, "another authority writes")
        yield Vote(Kind.REFERRAL, -8, "another authority writes")


def _by_children(about: Circumstances) -> Iterator[Vote]:
    """Whether a child is named, cannot be traced, is feared for, and to which mailbox that is told."""
    if about.children == 0:
        yield Vote(Kind.OTHER, 3 if about.referenced else 7, "no child is named")
    else:
        yield Vote(Kind.OTHER, -9 if about.identified else -5, "a child is named")
        yield Vote(Kind.REFERRAL, 1, "a child is named")
    if about.untraced:
        yield Vote(Kind.REFERRAL, 2 if about.mailbox is Mailbox.CME else 0, "it is not known where the child is")
        yield Vote(Kind.PLACE_REQUEST, -4, "it is not known where the child is")
    if about.feared:
        yield Vote(Kind.REFERRAL, 2, "the child is feared for")
    if about.mailbox is Mailbox.ADMISSIONS:
        yield from (
            Vote(one, 1, "sent to School Admissions") for one in (Kind.NO_SHOW, Kind.PLACE_DECLINED, Kind.PLACE_REQUEST)
        )
    else:
        yield Vote(Kind.REFERRAL, 1, "sent to the CME officer")


_ADMISSIONS = re.compile(
    r"\b(?:school|in-year) admissions\b|\badmissions (?:team|officer|assistant|manager)", re.IGNORECASE
)


def _is_admissions(about: Circumstances) -> bool:
    """Whether a colleague of our own authority signs for School Admissions."""
    if about.writer is not OrganisationType.LOCAL_AUTHORITY or not _is_own(about.message) or not about.children:
        return False
    items = (item for item in about.message.items if isinstance(item, Passage) and item.hop == 0)
    return any(_ADMISSIONS.search(item.text) for item in items)


def _is_own(message: Message) -> bool:
    """Whether the sender is of the authority that the mail was sent to."""
    sender = message.sender.address.address.rpartition("@")[2] if message.sender.address else ""
    return bool(sender) and sender in {to.address.rpartition("@")[2] for to in (*message.to, *message.cc)}


def _asks(about: Circumstances) -> bool:
    """Whether the writer's own words ask something."""
    texts = (
        item.text
        for item in about.message.items
        if isinstance(item, Passage) and item.hop == 0 and item.role is Role.TEXT
    )
    return any(_QUESTION.search(text) for text in texts)


def _by_letter(about: Circumstances) -> Iterator[Vote]:
    """Which letter of ours is answered, and whether a case is named."""
    letter = answered_letter(about.message, about.officer)
    if letter is Letter.ENQUIRY and about.asked_about:
        yield Vote(Kind.AGENCY_REPLY, 7, "answers our enquiry")
    elif letter is Letter.OTHER and about.asked_about and about.writer in (*_AGENCIES, *_OFFICES):
        yield Vote(Kind.AGENCY_REPLY, 4, "an agency answers a letter of ours")
    elif letter in (Letter.ACKNOWLEDGEMENT, Letter.QUESTIONS):
        yield Vote(Kind.CASE_UPDATE, 4 if letter is Letter.QUESTIONS else 3, f"answers our {letter}")
        yield Vote(Kind.STATUS_QUERY, 2, f"answers our {letter}")
    if about.referenced:
        yield from (Vote(one, 2, "names a case") for one in _ABOUT_A_CASE)
        yield from (Vote(one, -3, "names a case") for one in _OPENS_A_CASE)
        yield Vote(Kind.CASE_UPDATE, 1, "names a case")
        if about.writer in _AGENCIES:
            yield Vote(Kind.AGENCY_REPLY, 1.5, "an agency names a case")
        if about.news:
            yield Vote(Kind.CASE_UPDATE, 3, "names a case and tells news of the child")
            yield Vote(Kind.STATUS_QUERY, -3, "names a case and tells news of the child")
        if _asks(about):
            yield Vote(Kind.STATUS_QUERY, 2.5, "asks about a case")
    elif letter is Letter.NONE or not about.asked_about:
        yield Vote(Kind.AGENCY_REPLY, -6, "names no case and answers no letter")
        yield Vote(Kind.CASE_UPDATE, -5, "names no case and answers no letter")
        yield Vote(Kind.STATUS_QUERY, -2, "names no case and answers no letter")
