"""Who are the children of this mail, among everybody whom its running texts name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from mailbot.reading.extract.names import plain, split_name
from mailbot.reading.extract.people import Part, Sighting, sentence_end
from mailbot.reading.extract.prose import Text
from mailbot.reading.extract.sketch import Sketch, Source, same_child
from mailbot.reading.extract.vocabulary import is_common
from mailbot.reading.pattern import Pattern


@dataclass(slots=True)
class Cast:
    """The children of a mail and where each is named: (text, sighting) pairs by child."""

    children: list[Sketch] = field(default_factory=list)
    seen: list[list[tuple[Text, Sighting]]] = field(default_factory=list)
    guessed: bool = False  # nothing but a name told that this is the child

    def at(self, text: Text, sighting: Sighting) -> int | None:
        """The index of the child that a sighting names."""
        for index, places in enumerate(self.seen):
            if any(one is text and other is sighting for one, other in places):
                return index
        return None


_NEGATIVE = Pattern(
    r"\b(?:not\smissing|over\s?-?age|too\sold|too\syoung|is\sfine|are\sfine|is\sstaying|are\sstaying"
    r"|will\sstay|stays?|stayed\sbehind|attend(?:s|ing)\b|(?:still\s)?(?:turns?|turning)\sup|comes?\sin"
    r"|coming\sin|in\severy\sday|been\sin\severy|present\sand\scorrect|at\scollege|at\suniversity"
    r"|sixth[\s-]form|goes\sto|is\sat\s(?:home\swith|secondary|college|[A-Z])|is\sin\s(?:y(?:ea)?r|Year)"
    r"|are\sin\s(?:y(?:ea)?r|Year)|not\s(?:part\sof|one\sfor)|no\sconcerns?\sabout|not\sof\sschool\sage"
    r"|pre-?school|nursery\sage|not\sfor\sher|not\sfor\shim|adult|works?\b|don.t\sneed\sanything"
    r"|very\ssettled|is\son\sroll|no\sworr(?:y|ies)\sabout)",
    re.IGNORECASE,
)
_POSITIVE = Pattern(
    r"\b(?:either|neither|nor|as\swell|too|also|both|same|likewise|not\sbeen\s(?:in|seen|back)|hasn.?t\sbeen"
    r"|haven.?t\sbeen|has\snot|have\snot|missing|gone|not\sattend|never\sstarted|not\sin\sschool|no\sschool"
    r"|out\sof\s(?:school|education))\b",
    re.IGNORECASE,
)
_AND = Pattern(
    r"\b(?:and|plus|with|&|also)\s(?:(?:his|her|their|a|the|also|an|one)\s)?(?:[\w-]+\s){0,3}\Z", re.IGNORECASE
)
_BULLET = re.compile(r"(?:\A|\n)\s{0,6}(?:[-•*·–]|[0-9]{1,2}[.)]|\([0-9a-c]\))\s{0,4}(?:[\w'’-]+\s){0,4}\Z")
_TOO_YOUNG = 2  # years; a baby is never missing education


def cast(texts: Sequence[Text], known: Sequence[Sketch], on: date) -> Cast:
    """The children whom `texts` are about. `known` are those of forms: they are first, and others need strong signs."""
    found = Cast([*known], [[] for _ in known])
    strongest = max((s.strength for t in texts for s in t.people if s.part is Part.CHILD and not t.subject), default=0)
    for text in texts:
        if not (text.subject and found.children):
            for sighting in text.people:
                _admit(found, text, sighting, strongest, bool(known), on)
    _drop_mere_surname(found)
    if not found.children:
        _admit_mentioned(found, texts)
    for text in texts:
        _admit_pairs(found, text)
        for sighting in text.people:
            _recognise(found, text, sighting)
    return found


def _admit(found: Cast, text: Text, sighting: Sighting, strongest: int, formed: bool, on: date) -> None:
    if sighting.part is Part.SIBLING:
        if not _is_missing_too(text, sighting, found):
            return
    elif (
        sighting.part is not Part.CHILD
        or _baby(sighting, on)
        or sighting.strength < 2
        or (sighting.strength < min(strongest, 3) and not _listed(text, sighting, found))
    ):
        return
    sketch = _sketch(text, sighting)
    match = next((i for i, child in enumerate(found.children) if same_child(child, sketch)), None)
    if match is not None:
        found.seen[match].append((text, sighting))
        _grow(found.children[match], sketch)
    elif not formed or (sighting.strength >= 3 and sighting.details.born):
        if _left_out(text, sighting):
            return
        found.children.append(sketch)
        found.seen.append([(text, sighting)])


def _baby(sighting: Sighting, on: date) -> bool:
    born = sighting.details.born
    return bool(born and (on - born.value).days < _TOO_YOUNG * 365)


_NOT_MISSING = Pattern(
    r"\b(?:not\smissing|no\slonger\smissing|over\s?-?age|has\ssince\s(?:arrived|started|turned\sup)"
    r"|present\sand\scorrect)\b",
    re.IGNORECASE,
)
_ATTENDS = Pattern(
    r"\b(?:(?:is|are)\s(?:still\s)?(?:attending|coming\sin|in\sschool|in\sclass|here)\s(?:every|each|daily"
    r"|as\snormal|as\susual|well|regularly)|is\sfine\b|is\sstaying|will\s(?:of\scourse\s)?stay|very\ssettled"
    r"|comes\sin\severy)\b",
    re.IGNORECASE,
)


def _left_out(text: Text, sighting: Sighting) -> bool:
    """Whether the words right behind say that this child is none of the missing."""
    after = text.text[sighting.name.end : sentence_end(text.text, sighting.name.end)]
    return bool(_NOT_MISSING.search(after) or (not sighting.details.born and _ATTENDS.search(after)))


def _is_missing_too(text: Text, sighting: Sighting, found: Cast) -> bool:
    """Whether a brother or sister is told of as one of the missing, not only mentioned."""
    start, end = text.sentence(sighting.name.start)
    after = text.text[sighting.name.end : end]
    if _NEGATIVE.search(after) or (
        _NEGATIVE.search(text.text[end : end + 120].split("\n")[0][:120]) and not _POSITIVE.search(after)
    ):
        return False
    before = text.text[start : sighting.name.start]
    with_child = any(start <= s.name.start < sighting.name.start for t, s in _places(found) if t is text)
    if with_child and _AND.search(before):
        return True
    return bool(_POSITIVE.search(after)) or bool(
        _BULLET.search(text.text[max(0, sighting.name.start - 60) : sighting.name.start])
    )


def _listed(text: Text, sighting: Sighting, found: Cast) -> bool:
    """Whether a child without details stands beside one that has them: "Rohan (M) and Riya (F), both born ..."."""
    start, end = text.sentence(sighting.name.start)
    others = [
        s
        for s in text.people
        if s is not sighting and s.part is Part.CHILD and s.strength >= 3 and start <= s.name.start < end
    ]
    between = (text.text[min(s.name.end, sighting.name.end) : max(s.name.start, sighting.name.start)] for s in others)
    return any(re.search(r"\band\b|&|,", words) and len(words) < 60 for words in between) or bool(
        _BULLET.search(text.text[max(0, sighting.name.start - 60) : sighting.name.start])
    )


def _places(found: Cast) -> Iterable[tuple[Text, Sighting]]:
    return [place for places in found.seen for place in places]


def _sketch(text: Text, sighting: Sighting) -> Sketch:
    sketch = Sketch()
    source = Source(text.part, "named in the text" if not text.subject else "named in the subject", 0.85)
    forename, surname = split_name(sighting.name.text)
    quote = text.quote(sighting.name.start)
    if sighting.name.titled and not surname:
        forename, surname = None, forename
    sketch.put("forename", source.field(forename, quote) if forename else None)
    sketch.put("surname", source.field(surname, quote) if surname else None)
    details = sighting.details
    beside = Source(text.part, "beside the name", 0.9)
    sketch.put("date_of_birth", beside.field(details.born.value, quote) if details.born else None)
    sketch.put("year_group", beside.field(details.year[0], quote) if details.year else None)
    sketch.put("sex", beside.field(details.sex, quote) if details.sex else None)
    if details.upn and details.upn.valid:
        sketch.put("upn", beside.field(details.upn.value, quote))
    elif details.upn:
        sketch.notes.append(f'UPN "{details.upn.value}" fails its check letter: not taken')
    return sketch


def _grow(child: Sketch, seen: Sketch) -> None:
    """Take from another sighting what it adds, a longer name included."""
    longer = seen.fields.get("forename")
    here = child.fields.get("forename")
    if (
        longer
        and here
        and len(longer.value.split()) > len(here.value.split())
        and here.evidence.rule.startswith("named")
    ):
        child.fields["forename"] = longer
    child.fill(seen)


def _admit_mentioned(found: Cast, texts: Sequence[Text]) -> None:
    """A child of whom no more than the name is told: "any news of Zac Pemble?", or a name in the subject."""
    body = [text for text in texts if not text.subject]
    candidates = [
        (t, s) for t in body for s in t.people if s.part is Part.UNKNOWN and s.strength == 1 and not s.name.titled
    ]
    headed = [
        (t, s)
        for t in texts
        if t.subject
        for s in t.people
        if s.part in (Part.UNKNOWN, Part.CHILD) and len(s.name.words) > 1 and all(len(w) > 1 for w in s.name.words)
    ]
    named = [
        (t, s) for t in body for s in t.people if s.part is Part.UNKNOWN and len(s.name.words) > 1 and not _called(t, s)
    ]
    single = [(t, s) for t in body for s in t.people if s.part is Part.CHILD and s.strength >= 1]
    found.guessed = not (candidates or headed)
    for text, sighting in (candidates or headed or named or single)[:1]:
        found.children.append(_sketch(text, sighting))
        found.seen.append([(text, sighting)])


def _drop_mere_surname(found: Cast) -> None:
    """A form that gives only the family's name, and the children elsewhere: the name is theirs."""
    bare = [
        i
        for i, child in enumerate(found.children)
        if not child.forenames and set(child.fields) <= {"surname", *_OF_ALL}
    ]
    if len(bare) != 1 or len(found.children) < 2:
        return
    family = found.children.pop(bare[0])
    found.seen.pop(bare[0])
    for child in found.children:
        child.fill(family)
        child.people = child.people or family.people


_OF_ALL = ("address", "postcode", "last_school", "last_attended", "moved_to", "school", "previous_school", "start_date")


def _admit_pairs(found: Cast, text: Text) -> None:
    """ "Jayden and Jasmine Cole", "Jayden Cole and Jasmine Cole, both born ...": the first of two of one surname."""
    for one, other in pairwise(text.people):
        between = text.text[one.name.end : other.name.start]
        index = found.at(text, other)
        akin = len(one.name.words) == 1 or one.name.words[-1] == other.name.words[-1]
        alone = one.part is Part.UNKNOWN and akin and found.at(text, one) is None
        if index is not None and alone and between in (" and ", " & ") and len(other.name.words) > 1:
            known = frozenset(one.name.words)
            if any(known & child.forenames for child in found.children):
                continue
            sketch = _sketch(text, one)
            sketch.fill(found.children[index], ("surname",))
            if other.relation.lower().endswith("s"):  # "my nieces Shanice and Tamika"
                sketch.fill(found.children[index], ("sex",))
            found.children.insert(index, sketch)
            found.seen.insert(index, [(text, one)])


def _called(text: Text, sighting: Sighting) -> bool:
    """Whether a name opens a line as somebody addressed, or stands alone on one."""
    after = text.text[sighting.name.end : sighting.name.end + 2]
    return text.text[max(0, sighting.name.start - 1) : sighting.name.start] in ("", "\n") and after[:1] in (
        "",
        ",",
        "\n",
        "!",
    )


def _recognise(found: Cast, text: Text, sighting: Sighting) -> None:
    """Add every further place where a child is named by forename or in full."""
    if sighting.part in (Part.ADULT, Part.OUTSIDER, Part.SIBLING) or found.at(text, sighting) is not None:
        return
    words = frozenset(sighting.name.words)
    for child in found.children:
        if (
            "surname" not in child.fields
            and child.forenames
            and child.forenames < words
            and sighting.part is Part.CHILD
        ):
            child.fill(_sketch(text, sighting), ("surname",))
    fitting = [
        i
        for i, child in enumerate(found.children)
        if words & child.forenames and words <= child.forenames | child.surnames
    ]
    if len(fitting) == 1:
        found.seen[fitting[0]].append((text, sighting))


def shared_surname(texts: Sequence[Text], found: Cast) -> None:
    """ "The Lupescu children Ana and Ion", "Ana and Ion Lupescu": the surname of children named by forename only."""
    bare = [child for child in found.children if "surname" not in child.fields]
    if not bare:
        return
    named = [child.fields["surname"] for child in found.children if "surname" in child.fields]
    if named and len({plain(surname.value) for surname in named}) == 1:
        for child in bare:
            child.put("surname", named[0])
        return
    for text in texts:
        told = (*_SURNAME_IS.finditer(text.text), *_FAMILY.finditer(text.text))
        family = next((one for one in told if not is_common(one[1])), None)
        if family:
            source = Source(text.part, "surname of the family", 0.85)
            for child in bare:
                child.put("surname", source.field(family[1], text.quote(family.start())))
            return


_FAMILY = re.compile(
    r"\b(?:the\s)?([A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?)\s(?:family|children|siblings|twins|sisters"
    r"|brothers|kids|boys|girls)\b"
)
_SURNAME_IS = re.compile(
    r"\b(?:sur|last\s|family\s)name(?:\sfor\s\w+)?\s(?:is|was|:)\s([A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?)"
)
