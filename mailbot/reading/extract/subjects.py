"""Of whom something is said: which child, the family, a parent, or somebody who is no concern of this mail.

People are recognised by name (the children's and their contacts'), by kin words ("mum", "her brother", "the girls"),
and by pronouns, which mean whoever of that sex was last spoken of, children before adults. A sibling or friend who is
no child of this mail draws what is said of them away from the children.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mailbot.model.phrases import Of
from mailbot.model.referral import Child
from mailbot.reading.extract.sentences import Span, clause_of, clauses
from mailbot.reading.extract.statement import Statement


class Who(StrEnum):
    CHILD = "child"
    ADULT = "adult"
    OTHER = "other"  # a sibling who is no entry, a friend, a baby
    FAMILY = "family"
    WRITER = "writer"
    STAFF = "staff"  # of a school or agency
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named at [start, end). `sex` is "M", "F" or "" (any); `children` are indices into the children."""

    start: int
    end: int
    who: Who
    sex: str = ""
    children: frozenset[int] = frozenset()


_ADULTS = {
    "F": "mum mums mother mothers mom mam mummy maternal stepmum stepmother gran nan nanny nana grandma grandmother granny aunt aunts auntie aunty wife girlfriend foster-mother lady woman",
    "M": "dad dads father fathers daddy paternal stepdad stepfather granddad grandad grandfather grandpa uncle uncles husband boyfriend man men bloke",
    "": "parent parents parental carer carers guardian guardians grandparent grandparents partner ex ex-partner adult adults stepparent relative relatives",
}
_OTHERS = (
    "friend friends cousin cousins neighbour neighbours classmate baby niece nephew half-sister half-brother"
)
_STAFF = "teacher colleague colleagues tutor head headteacher staff receptionist governor governors"
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr"])
_SIBLINGS = {"M": "brother brothers stepbrother", "F": "sister sisters stepsister", "": "sibling siblings"}
_FAMILY = "family families household both children kids they them their themselves theyre theyve siblings twins pair trio all youngsters boys girls"
_SONS = {
    "M": "he him his hes himself boy lad son grandson nephew",
    "F": "she her hers shes herself girl daughter granddaughter niece lass",
}
_NOUN_CHILD = {
    "boy": "M",
    "lad": "M",
    "son": "M",
    "grandson": "M",
    "girl": "F",
    "daughter": "F",
    "granddaughter": "F",
    "child": "",
    "pupil": "",
    "student": "",
    "youngster": "",
    "client": "",
}
_WRITER = "i me my im ive myself"
_WRITERS = "we us our weve ourselves"  # the family where a parent writes, else a school or agency
_WORDS: dict[str, tuple[Who, str]] = {
    **{w: (Who.ADULT, sex) for sex, text in _ADULTS.items() for w in text.split()},
    **dict.fromkeys(_OTHERS.split(), (Who.OTHER, "")),
    **{w: (Who.OTHER, sex) for sex, text in _SIBLINGS.items() for w in text.split()},
    **dict.fromkeys(_FAMILY.split(), (Who.FAMILY, "")),
    **{w: (Who.PRONOUN, sex) for sex, text in _SONS.items() for w in text.split()},
    **{w: (Who.PRONOUN, sex) for w, sex in _NOUN_CHILD.items()},
    **dict.fromkeys(f"{_WRITER} {_WRITERS}".split(), (Who.WRITER, "")),
    **dict.fromkeys(_STAFF.split(), (Who.STAFF, "")),
}
_ENDING = re.compile(r"['’](?:s|m|re|ve|d|ll)?\Z")
_POSSESSIVES = frozenset(["his", "her", "their", "my", "our", "the", "whose"])
_TOKEN = re.compile(r"[^\W\d_][\w’'-]*")
_SAYS = re.compile(
    r"\b(?:says?|said|tells?|told|reports?|reported|stated?s?|states|explain\w*|confirm\w*|mention\w*|disclos\w+|think[s]?|thought|believes?|fears?|feels?|worried|knows?|knew|asked|admitted|advised|informed)\b",
    re.IGNORECASE,
)

_TOLD = re.compile(
    r"\b(?:told|tell|tells|telling|asked|to|with|by|from|informed|messaged|for)\s+(?:[\w’'-]+\s+){0,2}\Z", re.IGNORECASE
)


def plain(text: str) -> str:
    """Lower-case without accents and apostrophes, to compare names by."""
    if text.isascii():
        return text.lower().replace("'", "")
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.lower().replace("'", "").replace("’", "")


@dataclass(slots=True)
class People:
    """The children of a mail, who belongs to one family, and who was last spoken of."""

    children: tuple[Child, ...]
    writer_is_family: bool = False
    names: dict[str, Mention] = field(default_factory=dict)
    surnames: set[str] = field(default_factory=set)  # of the family, as in "Mrs Lupescu"
    families: tuple[frozenset[int], ...] = ()
    sexes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, children: tuple[Child, ...], writer_is_family: bool) -> People:
        people = cls(children, writer_is_family)
        people.sexes = [child.sex.value.value if child.sex else "" for child in children]
        people.families = _families(children)
        for index, child in enumerate(children):
            people.surnames |= set(_parts(child.surname.value if child.surname else ""))
            for contact in child.contacts:
                name = contact.name.value if contact.name else ""
                people.surnames |= set(_parts(name)[-1:])
                people._learn(name, Who.ADULT, _sex_of(contact.relationship), frozenset())
            people._learn(
                child.forename.value if child.forename else "", Who.CHILD, people.sexes[index], frozenset({index})
            )
        return people

    def _learn(self, name: str, who: Who, sex: str, children: frozenset[int]) -> None:
        parts = _parts(name)
        if who is Who.ADULT and len(parts) > 1:
            parts = parts[:-1]
        for part in parts:
            known = self.names.get(part)
            if len(part) > 2 and part not in _WORDS:
                both = children | (known.children if known and known.who is Who.CHILD else frozenset())
                self.names[part] = Mention(0, 0, who, sex, both)

    def everyone(self) -> frozenset[int]:
        return frozenset(range(len(self.children)))

    def family_of(self, children: frozenset[int]) -> frozenset[int]:
        """The children together with their brothers and sisters in this mail."""
        return frozenset().union(children, *(family for family in self.families if family & children))


def _parts(name: str) -> list[str]:
    return [plain(part) for part in _TOKEN.findall(name)]


def _sex_of(relationship: object) -> str:
    words = plain(str(getattr(relationship, "value", ""))).split()
    return next((sex for word in words for sex, text in _ADULTS.items() if word in text.split()), "")


def _families(children: tuple[Child, ...]) -> tuple[frozenset[int], ...]:
    """Children who share a surname, a home or a parent are one family."""
    signs = [_signs(child) for child in children]
    families: list[tuple[set[int], set[str]]] = []
    for index, sign in enumerate(signs):
        touching = [f for f in families if f[1] & sign or not sign]
        families = [f for f in families if f not in touching]
        families.append(({index}.union(*(f[0] for f in touching)), sign.union(*(f[1] for f in touching))))
    return tuple(frozenset(members) for members, _ in families)


def _signs(child: Child) -> set[str]:
    out = {f"name {plain(child.surname.value)}"} if child.surname else set()
    out |= {f"home {plain(child.address.value)}"} if child.address else set()
    for contact in child.contacts:
        out |= {f"phone {phone.value}" for phone in contact.phones}
        out |= {f"parent {plain(contact.name.value)}"} if contact.name else set()
    return out


def mentions(text: str, people: People) -> list[Mention]:
    """Everybody who is mentioned in `text`, in order."""
    out: list[Mention] = []
    title = ""
    for token in _TOKEN.finditer(text):
        word = token.group()
        key = plain(_ENDING.sub("", word) if "'" in word or "’" in word else word)
        named = people.names.get(key) if word[:1].isupper() or text.islower() else None
        if named is None and "-" in key:
            named = next((people.names[p] for p in key.split("-") if p in people.names and word[:1].isupper()), None)
        if named:
            out.append(Mention(token.start(), token.end(), named.who, named.sex, named.children))
        elif key in _WORDS:
            out.append(Mention(token.start(), token.end(), *_WORDS[key]))
        elif key in people.surnames and title:
            out.append(
                Mention(token.start(), token.end(), Who.ADULT, "M" if title == "mr" else "F" if title != "dr" else "")
            )
        title = key if key in _TITLES else ""
    return list(_settled(text, out, people))


def _settled(text: str, found: list[Mention], people: People) -> Iterator[Mention]:
    """Apposition and possession resolved: "his mother" is the mother, "her brother Marek" is Marek."""
    for at, mention in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        gap = text[mention.end : following.start] if following else ""
        word = plain(text[mention.start : mention.end])
        if (
            following
            and word in _POSSESSIVES | {"hers"}
            and following.who in (Who.ADULT, Who.OTHER)
            and len(gap.split()) <= 2
        ):
            continue
        if following and word in _POSSESSIVES and following.who is Who.CHILD and not gap.strip():
            continue
        if mention.who is Who.OTHER and following and following.who is Who.CHILD and len(gap.split()) <= 1:
            continue
        if mention.who is not Who.WRITER:
            yield mention
        elif people.writer_is_family:
            yield replace(mention, who=Who.FAMILY) if word in _WRITERS.split() else mention


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is mentioned in a statement, and was before: the children in focus, the last person of each sex."""

    every: tuple[Mention, ...]
    focus: frozenset[int]
    last: tuple[tuple[str, Mention], ...] = ()

    def of_sex(self, sex: str) -> Mention | None:
        return dict(self.last).get(sex)


def scenes(statements: Iterable[Statement], people: People) -> list[Scene]:
    """For each statement, who was spoken of before it. A new paragraph of another part starts afresh."""
    everyone = people.everyone()
    out: list[Scene] = []
    focus, last, where = everyone, dict[str, Mention](), ("", -1)
    for statement in statements:
        if (statement.source.part, statement.source.hop) != where:
            focus, last, where = everyone, {}, (statement.source.part, statement.source.hop)
        every = tuple(mentions(statement.text, people))
        out.append(Scene(every, focus, tuple(last.items())))
        for mention in every:
            if mention.who is Who.CHILD:
                focus = mention.children
            elif mention.who is Who.FAMILY:
                focus = everyone
            if mention.who in (Who.CHILD, Who.ADULT, Who.OTHER):
                for sex in (mention.sex,) if mention.sex else ("M", "F"):
                    last[sex] = mention
    return out


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
    subject = _subject(statement.text, every, spans, start, end, of)
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
    if resolved.who in (Who.OTHER, Who.STAFF) and not (of is Of.VICTIM and _FEARED.search(statement.text, end)):
        return None
    if of is Of.CHILD and resolved.who in (Who.ADULT, Who.WRITER):
        return None
    if of is Of.HOUSEHOLD:
        return Whom(people.family_of(children), resolved.who)
    return Whom(children, resolved.who)


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
    inside = [m for m in every if m.start < end and m.end > start]
    before = [m for m in every if span.start <= m.start and m.end <= start]
    if of is Of.VICTIM:
        victims = [
            m
            for m in inside + [m for m in every if end <= m.start < span.end][:1] + before[::-1]
            if m.who is not Who.ADULT and not _is_told(text, m)
        ]
        earlier = [m for m in every if m.end <= span.start and m.who is not Who.ADULT and not _is_told(text, m)]
        return victims[0] if victims else earlier[-1] if earlier else None
    if of is Of.PARENT and any(m.who is Who.ADULT for m in inside):
        return next(m for m in inside if m.who is Who.ADULT)
    if before:
        return before[-1]
    if inside:
        return inside[0]
    earlier = [m for m in every if m.end <= span.start]
    if earlier:
        clause = clause_of(spans, earlier[-1].start)
        return next(m for m in earlier if m.start >= spans[clause].start)
    after = [m for m in every if end <= m.start < span.end and not (of is Of.HOUSEHOLD and m.who is Who.OTHER)]
    return after[0] if after and of is not Of.PARENT else None


_VERBAL = re.compile(
    r"(?:\s*(?:,|\(|\bwho\b|\bthat\b|has|have|had|['’]s|['’]ve|['’]d|also|then|just|did|since|again|kindly|only|already|first|once|twice|finally|later|and)\b\s*|\s+){0,5}\Z",
    re.IGNORECASE,
)
_POST = re.compile(r"\b(?:I am|I['’]m|Im|I work (?:as|for|in|with))\s+(?:the|a|an|her|his|their|our)\s+(?:[\w'’-]+\s+(?:and\s+)?){0,5}\Z")
_FEARED = re.compile(r"\b(?:fear|worr|afraid|same (?:for|will|may|is)|be next|too\b)", re.IGNORECASE)
_STARTS = re.compile(
    r"\W*(?:(?:and|but|so|then|the|his|her|their|my|our|when|because|that|also|as|after|since)\W+){0,3}\Z",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being)\s+(?:also\s+)?(?:\w+ed|rung|written|sent|spoken|told)\b", re.IGNORECASE
)
_VERB_FIRST = re.compile(
    r"(?:\w{3,}ed|rang|rung|wrote|written|went|gone|been|spoke|spoken|sent|left|drove|made|put)\b", re.IGNORECASE
)
_JOINED = re.compile(r"\b(?:and|then)\s+\Z", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:office|team|staff|colleagues?|school|officers?|reception|we)\b", re.IGNORECASE)


def _is_owner(text: str, mention: Mention, start: int) -> bool:
    """Whether the words at `start` are a thing of the person's: "mum's phone"."""
    return text[mention.end - 2 : mention.end] in ("'s", "’s") and not _VERB_FIRST.match(text, start)


def _is_writers(text: str, mention: Mention) -> bool:
    """Whether "we" or "they" are the writer's own people: an office, a school."""
    return plain(text[mention.start : mention.end]) in _WRITERS.split() or bool(_OFFICE.search(text, 0, mention.start))


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
        and not (of is Of.VICTIM and m.who is Who.OTHER and _in_one_clause(text, m, subject))
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
    fitting = frozenset(i for i, sex in enumerate(people.sexes) if sex in ("", subject.sex))
    if last and last.who is Who.OTHER and len(people.children) == 1 and last.sex == subject.sex:
        return last
    narrowed = fitting & scene.focus or fitting
    return Mention(subject.start, subject.end, Who.CHILD, subject.sex, narrowed or people.everyone())
