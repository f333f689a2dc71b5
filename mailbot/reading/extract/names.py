"""Names of persons: where they stand in running text, and what is forename and surname in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailbot.reading.extract.vocabulary import (
    FEMALE,
    MALE,
    MAYBE_NAMES,
    ORGANISATION_WORD,
    PARTICLES,
    RANK,
    SCHOOL_WORD,
    STREET,
    TITLE,
    is_common,
    words,
)
from mailbot.reading.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words at [start, end) that may be a person's name; `title` is the "Mrs" or "PC" before it."""

    start: int
    end: int
    text: str
    title: str = ""

    @property
    def titled(self) -> bool:
        return bool(self.title)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(plain(word) for word in _WORD.findall(self.text))


_WORD = re.compile(r"(?<!\w)[^\W\d_]\.(?=\s?[^\W\d_])|[^\W\d_][^\W\d_'’‑-]*(?:['’‑-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)
_LINK = re.compile(r"[ \u00a0]{1,2}")
_TIME = Pattern(r"\b(?:in|since|last|of|by|from|early|late|during|until|till|this|next|every)\s\Z", re.IGNORECASE)
_TITLE = Pattern(rf"(?:{TITLE}|{RANK})[ \u00a0]{{0,2}}\Z", re.IGNORECASE)
_NOT_PERSON = re.compile(rf"\A[ \u00a0]?(?:{SCHOOL_WORD}|{ORGANISATION_WORD})\b")
_ORGANISATION = re.compile(rf"\A(?:{SCHOOL_WORD}|{ORGANISATION_WORD})\Z")
_ROAD = re.compile(rf"\A{STREET}\Z")
_SURNAME_TOO = words(
    "Hill Wood Park Green Field Fields Bank Row Lea Vale Heath Marsh Lane Bridge Mount End Dene House Way "
    "Court Grove Rise"
)
_LOCAL = words(
    "harold gidea elm collier noak emerson ardleigh rush chase mawney cranham south north east west old new upper lower"
)
_HOUSE_NUMBER = re.compile(r"(?<![0-9])(?<![0-9][ \u00a0])[0-9]{1,4}[a-z]?[ \u00a0]{1,2}\Z")
_ASIDE = re.compile(r"\([^)]{0,80}\)?|\[[^\]]{0,80}\]?|\"[^\"]{0,40}\"")
_BRACKETED_TITLE = re.compile(rf"\A(?:{TITLE}|{RANK})\s|[,(]\s{{0,2}}(?:{TITLE})\s{{0,2}}\)?\Z", re.IGNORECASE)
_END = re.compile(
    r"[\n;|/(\[:]|\t|\s{2,}(?=(?:[MF]|male|female|boy|girl)\b)|\s(?=[MF]\s{0,3}[0-9])"
    r"|\s[-–—]\s|,\s{0,2}(?=[^\W\d_]*[0-9])|\s(?=[0-9+(])|\.\s|\b(?:dob|d\.o\.b|born|aged|aka"
    r"|known as|(?:his|her|their) (?=[a-z])"
    r"|who|is|was|b\.|do not|must not|no contact|no number|not held|number|phone|tel|mob|mobile|email|e-mail|lives)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\A\W*(?:(?:your|our)\s)?(?:ref(?:erence)?\W{1,3})?[A-Z]{2,5}[-/ ]?[0-9]{2,4}[-/][0-9]{2,8}\W*"
)
_SEVERAL = re.compile(r"\s(?:and|&)\s(?:(?:his|her|their)\s)?(?:[a-z]+\s)?[A-Z]|;\s{0,2}[A-Z][^\W\d_]+\s[A-Z]")
_NO_NAME = re.compile(
    r"\A\W*(?:not|unknown|n/?a|tbc|none|no|nil|as above|same|see|blank|withheld|-+|\?+|parent|mother|father"
    r"|mum|dad)\b|\A\W*\Z",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """As names are compared: lower-case letters, no apostrophes."""
    return re.sub(r"[^\w-]", "", text.lower())


def names(text: str) -> Iterator[Name]:
    """Every run of capitalised words in `text` that could be a person's name, organisations and streets left out."""
    held: Name | None = None
    for name in _runs(text):
        if held and held.text.isupper() and len(held.words) == 1 and text[held.end : name.start] in (", ", ","):
            held = Name(held.start, name.end, text[held.start : name.end])  # "GORDON, Tyrese Anthony"
            continue
        if held:
            yield held
        held = name
    if held:
        yield held


_LOWER_CASE = 0.02  # of the words of a mail that is typed without capitals begin with one at most
_UNCAPITALISED = re.compile(
    r"((?<![\w'’.@-])[a-zà-þ][a-zà-þ'’-]{1,20}(?: [a-zà-þ][a-zà-þ'’-]{1,20}){0,3}),? [(\[]?"
    r"(?=y(?:ea)?r? ?[0-9]{1,2}\b|dob\b|d\.o\.b|born\b|[0-9]{1,2}[/.-][0-9]{1,2}[/.-])"
)


def _typed_small(text: str) -> Iterator[Name]:
    """Names in a mail without capitals: the one to three uncommon words before a year group or a birth."""
    words = _WORD.findall(text)
    if len(words) < 12 or sum(word[0].isupper() for word in words) > 1 + _LOWER_CASE * len(words):
        return
    for found in _UNCAPITALISED.finditer(text):
        run = list(_WORD.finditer(text, found.start(1), found.end(1)))
        first = next((at for at in reversed(range(len(run))) if is_common(run[at][0]) or run[at][0] in _ORDINARY), -1)
        kept = run[first + 1 :][-3:]
        if kept:
            yield Name(kept[0].start(), kept[-1].end(), text[kept[0].start() : kept[-1].end()])


_ORDINARY = MALE | FEMALE | words("is was are were called named name pupil child she he they kid kids twins twin who")


def _runs(text: str) -> Iterator[Name]:
    small = list(_typed_small(text))
    yield from small or _capitalised(text)


def _capitalised(text: str) -> Iterator[Name]:
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        joins = bool(run) and _LINK.fullmatch(text, run[-1].end(), word.start()) is not None
        particle = plain(word[0]) in PARTICLES and joins
        capital = word[0][0].isupper() and (
            not is_common(_POSSESSIVE.sub("", word[0])) or _is_part_of_name(text, word, bool(run) and joins)
        )
        if run and not (joins and (capital or particle) and not _POSSESSIVE.search(run[-1][0])):
            yield from _name(text, run)
            run = []
        if capital or (particle and run):
            run.append(word)
    if run:
        yield from _name(text, run)


def _is_part_of_name(text: str, word: re.Match[str], inside: bool) -> bool:
    """Whether a common word is a name here, since it stands beside one: "Marek Jan Nowak", "Summer Hall"."""
    if word[0].lower() not in MAYBE_NAMES:
        return False
    following = _WORD.match(text, word.end() + 1) if text[word.end() : word.end() + 1] == " " else None
    named = following is not None and following[0][0].isupper() and not is_common(following[0])
    return (inside and (named or word[0].lower() != "may")) or (
        named and not _TIME.search(text, max(0, word.start() - 10), word.start())
    )


def _name(text: str, run: list[re.Match[str]]) -> Iterator[Name]:
    while run and plain(run[-1][0]) in PARTICLES and run[-1][0][0].islower():
        run = run[:-1]
    titles = [word for word in run if re.fullmatch(rf"{TITLE}|{RANK}", word[0], re.IGNORECASE)]
    if titles and titles[-1] is not run[-1]:
        run = run[run.index(titles[-1]) + 1 :]
    while len(run) > 1 and len(run[-1][0].rstrip(".")) == 1:
        run = run[:-1]
    if not run or len(run) > 6:
        return
    start, end = run[0].start(), run[-1].end()
    last = _POSSESSIVE.sub("", text[start:end]) if _POSSESSIVE.search(text[start:end]) else text[start:end].rstrip(".")
    if (
        _ORGANISATION.match(run[-1][0])
        or (_is_road(run) and not titles)
        or _NOT_PERSON.match(text, end)
        or _HOUSE_NUMBER.search(text, max(0, start - 9), start)
    ):
        return
    if len(last) > 1 and not (len(run) == 1 and len(last) <= 3 and last.isupper()):
        before = _TITLE.search(text, max(0, start - 12), start)
        title = titles[-1][0] if titles else before[0] if before else ""
        yield Name(start, start + len(last), last, title.strip(" .\u00a0").lower())


def _is_road(run: list[re.Match[str]]) -> bool:
    """Whether a run ends as a street or a part of town does; "Lee Wood" and "Green" may be persons."""
    last = run[-1][0]
    if not _ROAD.match(last):
        return False
    return last not in _SURNAME_TOO or (len(run) > 1 and run[0][0].lower() in _LOCAL)


def value_name(text: str) -> str | None:
    """The name that a labelled value gives, without titles, asides and what follows it; None where it gives none."""
    text = text[:400]
    text = _ASIDE.sub(" ", text.strip().split("\n")[0]) if not text.strip().startswith("(") else text
    text = _REFERENCE.sub("", text)
    text = _BRACKETED_TITLE.sub("", text.strip())
    end = _END.search(text)
    text = (text[: end.start()] if end else text).strip(' ,.;:-–—*•"“”')
    text = _without_remarks(text)
    if _NO_NAME.match(text) or not re.search(r"[^\W\d_]{2}", text) or len(text) > 80 or len(text.split()) > 8:
        return None
    return " ".join(text.split())


def is_one_name(value: str) -> bool:
    """Whether the value of a name's label is one person's, not several ("Ana, 3/4/15", on the next line "Ion, ...")."""
    lines = [line for line in value.strip().split("\n") if re.search(r"[^\W\d_]{2}", line)]
    several = len(lines) > 1 and sum(bool(re.search(r"[0-9]", line)) for line in lines) > 1
    return not several and _SEVERAL.search(value) is None


def _without_remarks(text: str) -> str:
    """ "SURNAME, Forename" kept; "Erin SHAW, female" and "Ana Ionescu, mother" cut at the comma."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1:
        return text
    first = re.match(r"[^\W\d_]*", parts[1])
    word = first[0].lower() if first else ""
    whole = (
        len(parts[0].split()) > 1
        and not parts[0].isupper()
        and split_name(parts[0])[1] != parts[0]
        and any(w.isupper() and len(w) > 1 for w in parts[0].split())
    )
    lowered = parts[1][:1].islower() and parts[0][:1].isupper()
    if not word or lowered or is_common(word) or word in MALE | FEMALE or whole:
        return parts[0]
    return f"{parts[0]}, {parts[1]}"


def split_name(name: str) -> tuple[str | None, str | None]:
    """Forename and surname of "SURNAME, Forename", "Forename SURNAME" or "Forename Surname"; one word is a forename."""
    name = " ".join(name.split())
    if "," in name:
        surname, forename = (part.strip() for part in name.split(",", 1))
        return forename.split(",")[0].strip() or None, surname or None
    words = name.split(" ")
    if len(words) == 1:
        return (name or None), None
    capitals = [len(word) > 1 and word.isupper() for word in words]
    if any(capitals) and not all(capitals):
        first, last = capitals.index(True), len(capitals) - 1 - capitals[::-1].index(True)
        return " ".join(words[:first] + words[last + 1 :]) or None, " ".join(words[first : last + 1])
    start = len(words) - 1
    while start > 1 and plain(words[start - 1]) in PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])
