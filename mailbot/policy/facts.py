"""What is known of a child, asked by several chapters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mailbot.model.field import Field
from mailbot.model.policypack import Places
from mailbot.model.referral import Child, SocialCare
from mailbot.policy.rule import Subject

_UK_POSTCODE = re.compile(r"\b[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}\b")

_LONGEST = 300  # characters of a destination that are looked at


def whereabouts_unknown(child: Child) -> bool:
    """The mail says that nobody knows where the child is. Silence is not that."""
    return child.whereabouts_known is not None and not child.whereabouts_known.value


def in_care_as(child: Child, *kinds: SocialCare) -> bool:
    return child.social_care is not None and child.social_care.value in kinds


def is_traced_mail(subject: Subject) -> bool:
    """Whether mail of this kind is about finding a child."""
    return subject.kind in subject.mail.policy.words("tracing_kinds")


def abroad(moved_to: Field[str] | None, places: Places) -> bool:
    """Whether the destination lies outside the United Kingdom, as far as its words show."""
    if moved_to is None:
        return False
    words = _plain(moved_to.value[:_LONGEST])
    if _UK_POSTCODE.search(words):
        return False
    for phrase in places.not_abroad:
        words = words.replace(phrase, "")
    return any(following not in places.streets for following in _after(places.abroad, words.split()))


def _after(phrases: tuple[str, ...], words: list[str]) -> Iterator[str]:
    """The word that follows each standing of a phrase among the words; "" at the end."""
    known, longest = set(phrases), max((phrase.count(" ") for phrase in phrases), default=0) + 1
    for begin in range(len(words)):
        for end in range(begin + 1, begin + longest + 1):
            if " ".join(words[begin:end]) in known:
                yield words[end] if end < len(words) else ""


def _plain(text: str) -> str:
    """Lower-case letters and digits without accents, one space between words."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l")).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())
