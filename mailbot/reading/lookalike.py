"""Domains made to be taken for a known one: homoglyphs, punycode, slips, other endings, the name as a subdomain."""

from __future__ import annotations

import unicodedata

from rapidfuzz.distance import OSA

from mailbot.model.trust import Trust

_CONFUSED = str.maketrans(
    dict(zip("аеорсухіјѕһԁԛԝɡαοεκιρυτхвнмтгкƄʏıǀӏ|0135$", "aeopcyxijshdqwgaoekiputxbhmtrkbyillloiess", strict=True))
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"), ("l", "i"))
_SUFFIXES = (".sch.uk", ".ac.uk", ".gov.uk", ".org.uk", ".co.uk", ".nhs.uk", ".police.uk", ".nhs.net", ".me.uk")
_SHORTEST = 6  # letters of a name below which one slip means nothing


def imitated(domain: str, trust: Trust) -> str | None:
    """The known domain that this one looks like without being it or lying within it; None if it imitates none."""
    known = tuple(sorted({one.lower().strip(".") for one in (*trust.known_domains, trust.own_domain) if one}))
    domain = domain.lower().strip(".")[:255]
    if not domain or any(domain == one or domain.endswith("." + one) for one in known):
        return None
    shown = _shown(domain)
    return next((one for one in known if _resembles(shown, one)), None)


def _shown(domain: str) -> str:
    """The domain as a mail program shows it: punycode labels decoded."""
    return ".".join(_label(label) for label in domain.split("."))


def _label(label: str) -> str:
    try:
        return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") and len(label) < 64 else label
    except (UnicodeError, ValueError, OverflowError):
        return label


def _resembles(shown: str, known: str) -> bool:
    if _contains(shown, known):
        return True
    ours, theirs = _bones(_name(known)), _bones(_name(shown))
    if ours == theirs:
        return True
    if len(ours) < _SHORTEST or abs(len(ours) - len(theirs)) > 1:
        return False
    return OSA.distance(ours, theirs, score_cutoff=1) <= 1


def _contains(shown: str, known: str) -> bool:
    """`known.evil.example`, `known-uk.example` and `knownschuk.example` wear the known domain as a mask."""
    flat, mask = shown.replace(".", "-"), known.replace(".", "-")
    return (
        flat.startswith((mask + "-", "www-" + mask))
        or f"-{mask}-" in f"-{flat}-"
        or mask.replace("-", "") in flat.replace("-", "")
    )


def _name(domain: str) -> str:
    """The part of a domain that a person reads as its name: without the ending."""
    for suffix in _SUFFIXES:
        if domain.endswith(suffix):
            return domain[: -len(suffix)]
    return domain.rpartition(".")[0] or domain


def _bones(name: str) -> str:
    """What is left when everything that the eye confuses is made the same."""
    text = unicodedata.normalize("NFKD", name).lower().translate(_CONFUSED)
    text = "".join(char for char in text if char.isalnum())
    for pair, single in _PAIRS:
        text = text.replace(pair, single)
    return text
