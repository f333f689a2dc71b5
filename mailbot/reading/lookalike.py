"""Domains made to be taken for a known one: homoglyphs, punycode, slips, other endings, the name as a subdomain."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from mailbot.model.trust import Trust

_CONFUSED = str.maketrans(
    dict(zip("аеорсухіјѕһԁԛԝɡαοεκιρυτхвнмтгкƄʏıǀӏ|0135$", "aeopcyxijshdqwgaoekiputxbhmtrkbyillloiess", strict=True))
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"), ("l", "i"))
# labels that say what sort of domain it is, not whose
_KINDS = frozenset({"sch", "ac", "gov", "org", "co", "nhs", "police", "me", "net", "com"})
_SHORTEST = 6  # letters of a name below which one slip means nothing


@dataclass(frozen=True, slots=True)
class _Face:
    """What a person sees of a domain: itself, its name's letters, and those with confusable pairs made one.

    `bare` is the domain without dots and hyphens.
    """

    domain: str
    bare: str
    letters: str
    bones: str


@dataclass(frozen=True, slots=True)
class _Known:
    """The known domains, in one order throughout."""

    faces: tuple[_Face, ...]
    domains: frozenset[str]
    letters: tuple[str, ...]
    bones: tuple[str, ...]


def imitated(domain: str, trust: Trust) -> str | None:
    """The known domain that this one looks like without being it or lying within it; None if it imitates none."""
    known = _known((*trust.known_domains, trust.own_domain))
    domain = domain.lower().strip(".")[:255]
    if not domain or not known.domains.isdisjoint(_ancestry(domain)):
        return None
    face = _face(_shown(domain))
    alike = _slips(face.letters, known.letters) | _slips(face.bones, known.bones)
    resembling = (
        one.domain
        for index, one in enumerate(known.faces)
        if face.bones == one.bones or _wears(face, one) or (index in alike and len(one.letters) >= _SHORTEST)
    )
    return next(resembling, None)


def _ancestry(domain: str) -> Iterator[str]:
    """The domain itself and every domain that it lies within."""
    while domain:
        yield domain
        domain = domain.partition(".")[2]


@lru_cache(maxsize=4)
def _known(domains: tuple[str, ...]) -> _Known:
    faces = tuple(map(_face, sorted({one.lower().strip(".") for one in domains} - {""})))
    letters, bones = tuple(one.letters for one in faces), tuple(one.bones for one in faces)
    return _Known(faces, frozenset(one.domain for one in faces), letters, bones)


def _face(domain: str) -> _Face:
    letters = _letters(_name(domain))
    return _Face(domain, domain.replace(".", "").replace("-", ""), letters, _bones(letters))


def _shown(domain: str) -> str:
    """The domain as a mail program shows it: punycode labels decoded."""
    return ".".join(_label(label) for label in domain.split("."))


def _label(label: str) -> str:
    try:
        return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") and len(label) < 64 else label
    except (UnicodeError, ValueError, OverflowError):
        return label


def _slips(text: str, others: Sequence[str]) -> set[int]:
    """Which of the others differ from it by one letter added, dropped, changed, or swapped with its neighbour."""
    found = process.extract_iter(text, others, scorer=OSA.distance, score_cutoff=1)
    return {index for _, _, index in found}


def _wears(shown: _Face, known: _Face) -> bool:
    """`known.evil.example`, `known-uk.example` and `knownschuk.example` wear the known domain as a mask."""
    return known.bare in shown.bare


def _name(domain: str) -> str:
    """The part of a domain that a person reads as its name: without the ending."""
    kept = domain.split(".")[:-1]
    while len(kept) > 1 and kept[-1] in _KINDS:
        kept.pop()
    return ".".join(kept) or domain


def _letters(name: str) -> str:
    """A name with the letters of other scripts as those that they look like, and no marks, dots or hyphens."""
    text = unicodedata.normalize("NFKD", name).lower().translate(_CONFUSED)
    return "".join(char for char in text if char.isalnum())


def _bones(letters: str) -> str:
    """What is left when pairs that the eye takes for one letter are made that letter."""
    for pair, single in _PAIRS:
        letters = letters.replace(pair, single)
    return letters
