"""Children and their families as running text tells of them.

First everybody who is named is found (`people`), then it is settled who are the children of this mail, then every date,
address, school and number goes to whom its sentence speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from mailbot.model.referral import Sex
from mailbot.model.wording import DAY, SCHOOL
from mailbot.reading.extract.dates import birth
from mailbot.reading.extract.marks import Marks, marks
from mailbot.reading.extract.people import Part, Sighting, sentence_end, sentence_start, sightings
from mailbot.reading.extract.sketch import Sketch, Source
from mailbot.reading.extract.years import sex_by_kin
from mailbot.reading.pattern import Pattern

LONGEST_TEXT = 30_000  # characters of one passage that are read; a letter has 8,000 at most


@dataclass(frozen=True, slots=True)
class Text:
    """One passage of one writer, with its marks and everybody named in it."""

    part: str
    marked: Marks
    people: tuple[Sighting, ...]
    subject: bool = False
    owner: int | None = None  # the child in whose record of a form it stands
    masked: str = ""  # the text with every day and school's name overwritten, at equal length (`wording.DAY`, `SCHOOL`)

    @property
    def text(self) -> str:
        return self.marked.text

    def sentence(self, at: int) -> tuple[int, int]:
        return sentence_start(self.text, at), sentence_end(self.text, at)

    def quote(self, at: int) -> str:
        start, end = self.sentence(at)
        return self.text[start:end].strip()


def read_text(
    text: str, part: str, on: date, outsiders: frozenset[str], subject: bool = False, owner: int | None = None
) -> Text:
    """A passage read for its marks and people."""
    marked = marks(text[:LONGEST_TEXT], on)
    people = _with_years(marked, sightings(marked, on, outsiders))
    return Text(part, marked, _respectively(marked, people, on), subject, owner, _masked(marked))


def _masked(marked: Marks) -> str:
    """What cues are tried on. A sentence ends like a line, but for a day that opens it: "4 May. Her last day"."""
    out = list(marked.text)
    for sign, every in ((SCHOOL, marked.schools), (DAY, marked.days)):
        for one in every:
            out[one.start : one.end] = sign * (one.end - one.start)
    at = 0
    while at < len(out):
        start, at = at, sentence_end(marked.text, at)
        if out[at - 1] in ".!?" and not _ONLY_A_DAY.fullmatch("".join(out[start:at])):
            out[at - 1] = "\n"
        at += 1
    return "".join(out)


_ONLY_A_DAY = re.compile(rf"[\s•*–-]{{0,6}}{DAY}{{3,40}}\W{{0,3}}")


def _respectively(marked: Marks, found: list[Sighting], on: date) -> tuple[Sighting, ...]:
    """ "Callum and Jodie Reeve, born 1/5/14 and 12/12/17": each of two names has its own of two dates."""
    out = list(found)
    for at, (one, other) in enumerate(pairwise(found)):
        first = other.details.born
        if first is None or one.details.born or marked.text[one.name.end : other.name.start] not in (" and ", " & "):
            continue
        second = next((day for day in marked.days if first.end < day.start <= first.end + 12), None)
        if second and birth(second, on) and re.fullmatch(r",? (?:and|&) ", marked.text[first.end : second.start]):
            out[at] = replace(one, part=Part.CHILD, strength=3, details=replace(one.details, born=first))
            out[at + 1] = replace(other, part=Part.CHILD, strength=3, details=replace(other.details, born=second))
    return tuple(out)


def _with_years(marked: Marks, found: Sequence[Sighting]) -> list[Sighting]:
    """ "Tobi in Y6, Temi in Y3 and Tolu in Reception": single names are children where several have their year."""
    listed = [at for at, one in enumerate(found) if _has_year(one)]
    out = list(found)
    for at, other in pairwise(listed):
        between = marked.text[out[at].name.end : out[other].name.start]
        if other == at + 1 and len(between) < 40 and "\n" not in between and ". " not in between:
            out[at], out[other] = replace(out[at], strength=3), replace(out[other], strength=3)
    return out


def _has_year(one: Sighting) -> bool:
    year = one.details.year
    return one.part is Part.CHILD and year is not None and year[1] - one.name.end <= 16


_GRANDPARENT = Pattern(r"\bmy\s(?:\w+\s){0,2}grand(?:son|daughter|child|kid)", re.IGNORECASE)
_AUNT = Pattern(r"\bmy\s(?:\w+\s){0,2}(?:niece|nephew)", re.IGNORECASE)
_MINE = Pattern(
    r"\b(?:my|our)\s(?:\w+\s){0,2}(?:daughter|son|sister|brother)\W{1,3}(?:called\s|is\s)?\Z", re.IGNORECASE
)


def recast(texts: Sequence[Text]) -> list[Text]:
    """Where a grandparent or an aunt writes, "my daughter Leanne" and "my sister Kim" are the child's parents."""
    everything = "\n".join(text.text for text in texts)
    generations = {"daughter": "mum", "son": "dad"} if _GRANDPARENT.search(everything) else {}
    generations |= {"sister": "mum", "brother": "dad"} if _AUNT.search(everything) else {}
    return [replace(text, people=tuple(_elder(text, one, generations) for one in text.people)) for text in texts]


def _elder(text: Text, one: Sighting, generations: dict[str, str]) -> Sighting:
    relation = generations.get(one.relation.lower().split(" ")[-1]) if one.relation else None
    before = text.text[max(0, one.name.start - 40) : one.name.start]
    if relation and not one.details.of_child and _MINE.search(before):
        return replace(one, part=Part.ADULT, relation=relation, strength=0)
    return one


def part_of(text: Text, start: int, end: int, owner: int | None) -> Text:
    """The stretch [start, end) of a text as one that speaks of one child; its marks and people keep their places."""
    marked = text.marked
    inside = Marks(
        text=marked.text[:end],
        days=tuple(one for one in marked.days if start <= one.start < end),
        upns=tuple(one for one in marked.upns if start <= one.start < end),
        phones=tuple(one for one in marked.phones if start <= one.start < end),
        emails=tuple(one for one in marked.emails if start <= one.start < end),
        places=tuple(one for one in marked.places if start <= one.start < end),
        schools=tuple(one for one in marked.schools if start <= one.start < end),
        bare=marked.bare[:end],
        start=start,
    )
    people = tuple(one for one in text.people if start <= one.name.start < end)
    masked = " " * start + text.masked[start:end]
    return Text(text.part, inside, people, text.subject, owner, masked)


def stated_sex(texts: Sequence[Text], children: Sequence[Sketch]) -> None:
    """The sex where "the girl", "my son" or "two boys" state it; pronouns state nothing."""
    bare = [child for child in children if "sex" not in child.fields]
    for text in texts:
        for said in (_THE_BOY if len(children) == 1 else _THE_BOYS).finditer(text.text, text.marked.start):
            sex = sex_by_kin(next(group for group in said.groups() if group))
            for child in bare if sex else ():
                child.put("sex", Source(text.part, "said of the child", 0.8).field(sex, text.quote(said.start())))
        in_order = _BOY_AND_GIRL.search(text.text)
        if in_order and len(children) == 2:
            source = Source(text.part, "said of both in order", 0.8)
            for child, word in zip(children, in_order.groups(), strict=True):
                child.put("sex", source.field(sex_by_kin(word), text.quote(in_order.start())))
        both = _BROTHER_AND_SISTER.search(text.text)
        if both and len(children) == 2 and len(bare) == 1:
            known = next(child.fields["sex"].value for child in children if "sex" in child.fields)
            other = Sex.FEMALE if known is Sex.MALE else Sex.MALE
            bare[0].put("sex", Source(text.part, "brother and sister", 0.8).field(other, text.quote(both.start())))


_BOY_AND_GIRL = re.compile(r"\ba\s(boy|girl)\sand\sa\s(boy|girl)\b", re.IGNORECASE)
_BROTHER_AND_SISTER = Pattern(r"\bbrother\sand\s(?:his\s)?sister\b|\bsister\sand\s(?:her\s)?brother\b", re.IGNORECASE)
_THE_BOYS = Pattern(
    r"\b(?:two|three|four|both|these|the|all|twin|my|our|2|3)\s(?:(?-i:[A-Z])[\w'’-]+\s)?"
    r"(boys|girls|brothers|sisters|sons|daughters|lads)\b",
    re.IGNORECASE,
)
_THE_BOY = Pattern(
    r"\bs?he(?:\sis|\swas|['’]?s)\sa\s(?:[\w-]+,?\s){0,4}?(boy|girl|lad|lass)\b"
    r"|(?:\A|\n)(female|male|boy|girl)(?=[,;\n])"
    r"|\b(?:year|yr|y)\s?[0-9]{1,2}\s(boy|girl|lad)\b"
    r"|\b(?:a|the|this)\s(?:[\w-]+\s){0,2}(boy|girl|lad)\s(?:with\sus|called|named|on\sour\sroll|next\sdoor)\b"
    r"|\b(?<!had\sa\s)(?<!has\sa\s)(?:lovely|bright|clever|quiet|sweet|polite|poor)\s(?:little\s|young\s)?(boy|girl|lad)\b"
    r"|\b(?:her|his|their)\s(?:big\s|older\s|elder\s|little\s|younger\s|half[\s-])?(brother|sister)\s(?:that\s|who\s)?"
    r"I(?:['’]m|\sam)\s(?:writing|emailing|worried|concerned|referring|ringing)"
    r"|\bmy\s(niece|nephew)\b(?!['’]s)"
    r"|\b(?:(?:the|this|that|our|of\sour|another)\s(?:[\w-]+\s){0,3}?"
    r"|my\s(?:\w+\s)?|your\s|\A|[.!?]\s{1,2}(?=[BG]))(boy|girl|lad|lass|son"
    r"|daughter|granddaughter|grandson|girls|boys)\b(?!['’]s|\sfriend|\sof\sher\sown|\sof\shis\sown"
    r"|\snext\sto\sher)",
    re.IGNORECASE,
)
