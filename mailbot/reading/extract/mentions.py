"""The people of a mail and where they are mentioned.

People are recognised by name (the children's and their contacts'), by kin words ("mum", "her brother", "the girls") and
by pronouns. A sibling or friend who is no child of this mail is somebody else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mailbot.model.referral import Child
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
    "F": (
        "mum mums mother mothers mom mam mummy maternal stepmum stepmother gran nan nanny nana grandma "
        "grandmother granny aunt aunts auntie aunty wife girlfriend foster-mother lady woman"
    ),
    "M": (
        "dad dads father fathers daddy paternal stepdad stepfather granddad grandad grandfather grandpa "
        "uncle uncles husband boyfriend man men bloke"
    ),
    "": (
        "parent parents parental carer carers guardian guardians grandparent grandparents partner ex ex- "
        "partner adult adults stepparent relative relatives"
    ),
}
_OTHERS = "friend friends cousin cousins neighbour neighbours classmate baby niece nephew half-sister half-brother"
_STAFF = "teacher colleague colleagues tutor head headteacher staff receptionist governor governors"
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr"])
_SIBLINGS = {"M": "brother brothers stepbrother", "F": "sister sisters stepsister", "": "sibling siblings"}
_FAMILY = (
    "family families household both children kids they them their themselves theyre theyve siblings twins "
    "pair trio all youngsters boys girls"
)
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
WRITERS = "we us our weve ourselves"  # the family where a parent writes, else a school or agency
_WORDS: dict[str, tuple[Who, str]] = {
    **{w: (Who.ADULT, sex) for sex, text in _ADULTS.items() for w in text.split()},
    **dict.fromkeys(_OTHERS.split(), (Who.OTHER, "")),
    **{w: (Who.OTHER, sex) for sex, text in _SIBLINGS.items() for w in text.split()},
    **dict.fromkeys(_FAMILY.split(), (Who.FAMILY, "")),
    **{w: (Who.PRONOUN, sex) for sex, text in _SONS.items() for w in text.split()},
    **{w: (Who.PRONOUN, sex) for w, sex in _NOUN_CHILD.items()},
    **dict.fromkeys(f"{_WRITER} {WRITERS}".split(), (Who.WRITER, "")),
    **dict.fromkeys(_STAFF.split(), (Who.STAFF, "")),
}
# "Another boy", "some older girls": young people, but none of this mail's children.
_YOUNG = frozenset(_NOUN_CHILD) | {"boys", "girls"}
_OTHERS_YOUNG = re.compile(r"\b(?:another|different|wrong|unrelated|older|bigger|some)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_ENDING = re.compile(r"['’](?:s|m|re|ve|d|ll)?\Z")
_POSSESSIVES = frozenset(["his", "her", "their", "my", "our", "the", "whose"])
_TOKEN = re.compile(r"[^\W\d_][\w’'-]*")


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
            of_others = key in _YOUNG and _OTHERS_YOUNG.search(text, max(0, token.start() - 24), token.start())
            who, sex = (Who.OTHER, _NOUN_CHILD.get(key, "")) if of_others else _WORDS[key]
            out.append(Mention(token.start(), token.end(), who, sex))
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
            yield replace(mention, who=Who.FAMILY) if word in WRITERS.split() else mention


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is mentioned in a statement, and was before: the children in focus, the last person of each sex."""

    every: tuple[Mention, ...]
    focus: frozenset[int]
    last: tuple[tuple[str, Mention], ...] = ()

    def of_sex(self, sex: str) -> Mention | None:
        return dict(self.last).get(sex)


def _sex_told(every: Iterable[Sequence[Mention]]) -> str:
    """The sex of a mail's only child by the first he or she that can mean nobody else, empty where none can."""
    others: set[str] = set()
    for said in every:
        others |= {one.sex for one in said if one.who in (Who.ADULT, Who.OTHER, Who.STAFF)}
        sexes = {one.sex for one in said if one.who is Who.PRONOUN and one.sex}
        if len(sexes) == 1 and not others & (sexes | {""}):
            return sexes.pop()
    return ""


def scenes(statements: Iterable[Statement], people: People) -> list[Scene]:
    """For each statement, who was spoken of before it. A new paragraph of another part starts afresh."""
    everyone = people.everyone()
    out: list[Scene] = []
    focus, last, where = everyone, dict[str, Mention](), ("", -1)
    told = [(statement, tuple(mentions(statement.text, people))) for statement in statements]
    if people.sexes == [""]:
        people.sexes = [_sex_told([every for _, every in told])]
    for statement, every in told:
        if (statement.source.part, statement.source.hop) != where:
            focus, last, where = everyone, {}, (statement.source.part, statement.source.hop)
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
