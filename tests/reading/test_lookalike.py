"""Domains that imitate a known one are flagged, however they do it (goal 25)."""

from __future__ import annotations

import pytest

from mailbot.model.trust import Trust
from mailbot.reading.lookalike import imitated

KNOWN = (
    "manormarsh.havering.sch.uk",
    "harrowlodgeprimary.sch.uk",
    "romfordcollege.ac.uk",
    "gideaparkjuniors.havering.sch.uk",
    "havering.gov.uk",
)
TRUST = Trust(known_domains=KNOWN)
HOMOGLYPHS = {  # what the eye takes for one another
    "a": "а",
    "e": "е",
    "o": "о0",
    "c": "с",
    "p": "р",
    "i": "і1l",
    "l": "1I|",
    "m": ["rn"],
    "d": ["cl"],
    "w": ["vv"],
}


def variants(domain: str) -> list[str]:
    """Homoglyphs, slips, other endings, masks."""
    name, dot, ending = domain.partition(".")
    changed = [name[:i] + other + name[i + 1 :] for i, char in enumerate(name) for other in HOMOGLYPHS.get(char, "")]
    changed += [name[:i] + name[i + 1 :] for i in range(len(name))]
    changed += [name[:i] + name[i] + name[i:] for i in range(len(name))]
    changed += [
        name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1) if name[i] != name[i + 1]
    ]
    changed += [name[:i] + "-" + name[i:] for i in range(1, len(name))]
    slips = [one + dot + ending for one in changed]
    coded = [one.encode("idna").decode() for one in slips if not one.isascii()]
    flat = domain.replace(".", "-")
    masks = [
        f"{domain}.evil.example",
        f"{flat}.example",
        f"secure-{flat}.example",
        f"{domain.replace('.', '')}.example",
    ]
    endings = [domain.rpartition(".")[0] + other for other in (".com", ".co", ".net", ".org.uk")]
    return sorted({*slips, *coded, *masks, *endings} - {domain})


ALL = [(variant, domain) for domain in KNOWN for variant in variants(domain)]


def test_three_hundred_imitations_are_all_flagged() -> None:
    assert len(ALL) >= 300
    assert [variant for variant, domain in ALL if imitated(variant, TRUST) is None] == []


@pytest.mark.parametrize(
    "domain",
    [*KNOWN, "mail.havering.gov.uk", "brackenfold.sch.uk", "medway.gov.uk", "example.org", "police.example", ""],
)
def test_known_domains_and_strangers_are_not_flagged(domain: str) -> None:
    assert imitated(domain, TRUST) is None
