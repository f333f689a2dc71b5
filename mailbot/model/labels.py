"""The labels of forms and tables, as values: what each asks for, and whose fact it is.

They are read from `config/reading/labels.toml` by `mailbot.config.labels`. A *key* names a field: a bare word is the
child's ("date_of_birth"), a pair is somebody else's ("parent.phone", "referrer.name", "school.address"); the name of a
person alone ("parent") is a label whose value describes that person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

MOST_STEMMED_WORDS = 7
LONGEST_LABEL = 90  # characters; a longer text is no label

_ASIDE = re.compile(r"[(\[][^)\]]{0,80}[)\]]")
_NUMBERS = frozenset("123456")
_BRACKETS = re.compile(r"[()\[\]]")
_AND = re.compile(r"\s?[/,&+;|]\s?|\sand\s", re.IGNORECASE)
_BOX = re.compile(r"[☐☒☑✓]")
_OF = re.compile(r"\s(?:of|for)\s", re.IGNORECASE)
_PLURAL = re.compile(r"\((s|es)\)", re.IGNORECASE)
_NUMBERING = re.compile(
    r"\A\W{0,4}(?:(?:section|part|question|q)\s?[0-9a-z]{1,2}(?:\s?[-–—.:)]{1,2}\s?|\s)"
    r"|[0-9]{1,2}[a-z]?[.):]\s|\(?[a-z]\)\s|[ivx]{1,4}[.)]\s)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s(?![a-z])|['’]", re.IGNORECASE)
_OTHER = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=8192)
def wording(text: str) -> str:
    """`text` as labels are compared: lower-case words with single spaces, no numbering, asides or apostrophes."""
    if len(text) > LONGEST_LABEL * 2:
        return ""
    text = _POSSESSIVE.sub("", _PLURAL.sub(r"\1", _NUMBERING.sub("", text)))
    bare = _ASIDE.sub(" ", text)
    text = bare if _OTHER.sub("", bare.lower()) else text
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode() if not text.isascii() else text
    return _OTHER.sub(" ", text.lower()).strip()


@dataclass(frozen=True, slots=True)
class Stem:
    """What a longer label asks for, by its words: all of `words`, and a word that begins with each of `beginnings`."""

    key: str
    words: frozenset[str]
    beginnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, key: str, notation: str) -> Stem:
        """The stem of a notation such as "last attend*"."""
        parts = notation.split()
        whole = frozenset(part for part in parts if not part.endswith("*"))
        return cls(key, whole, tuple(part[:-1] for part in parts if part.endswith("*")))

    def begin(self, words: list[str]) -> bool:
        return all(any(word.startswith(beginning) for word in words) for beginning in self.beginnings)


@dataclass(frozen=True, slots=True)
class LabelBook:
    """Every mapping is from a `wording`. `facts` are whole labels; `whats` and `whose` are parts of compound ones."""

    facts: Mapping[str, str] = field(default_factory=dict)
    whats: Mapping[str, str] = field(default_factory=dict)
    whose: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    stems: tuple[Stem, ...] = ()
    noise: frozenset[str] = frozenset()
    vocabulary: frozenset[str] = frozenset()

    def key(self, label: str) -> str | None:
        """The field that `label` asks for; None for a text that is no known label."""
        found = self._of(_words(label))
        return self._of(_words(_BRACKETS.sub(" ", label))) or found if "(" in label else found

    def keys(self, label: str) -> tuple[str, ...]:
        """The fields of a text that stands as a label, also one that asks for several ("GENDER / DOB / YEAR")."""
        known = self.known_keys(label)
        if known or _BOX.search(label) or len(label) > LONGEST_LABEL:
            return known
        stemmed = self._stemmed(_words(label))
        return (stemmed,) if stemmed else ()

    def known_keys(self, label: str) -> tuple[str, ...]:
        """The same for a text that may be no label: only words that are known as one count."""
        if _BOX.search(label):
            return ()  # an option to tick asks for no fact
        whole = self.key(label)
        if whole or len(label) > LONGEST_LABEL:
            return (whole,) if whole else ()
        parts = [part for part in _AND.split(label) if part and part.strip()]
        found = [self.key(part) for part in parts]
        if len(parts) < 2 or None in found:
            return ()
        keys = [key for key in found if key]
        named = keys[0] if "." in keys[0] or keys[0] in self.owners else keys[-1] if _OF.search(parts[-1]) else ""
        owner = named.partition(".")[0] if "." in named or named in self.owners else ""
        return tuple(dict.fromkeys(f"{owner}.{key}" if owner and key in self.owned else key for key in keys))

    @property
    def owners(self) -> frozenset[str]:
        """Everybody whose facts a label may name, the child aside."""
        return frozenset(self.whose.values()) - {"child"}

    @property
    def owned(self) -> frozenset[str]:
        """The facts that anybody may have: a name, a telephone."""
        return frozenset(self.whats.values())

    def heading(self, text: str) -> str | None:
        """The person ("child", "parent", "referrer", ...) of whom the lines below the heading `text` speak."""
        words = _words(text)
        for start, end in _trims(words, self.noise) if words else ():
            name = " ".join(words[start:end])
            found = self.headings.get(name) or self._owner(words[start:end])
            if found:
                return found
        within = [self.whose[word] for word in words if word in self.whose] if len(words) <= 4 else []
        return "sibling" if "sibling" in within else None  # "Her brother"

    def _of(self, words: list[str]) -> str | None:
        if not words:
            return None
        if self.vocabulary.issuperset(word for word in words if not word.isdigit()):
            for start, end in _trims(words, self.noise):
                found = self._whole(words[start:end])
                if found:
                    return found
        return None

    def _stemmed(self, words: list[str]) -> str | None:
        """A longer label around a known one: "Address held on our system", "date of birth of the elder sibling"."""
        if not 1 < len(words) <= MOST_STEMMED_WORDS:
            return None
        said = frozenset(words)
        stem = next((stem for stem in self.stems if stem.words <= said and stem.begin(words)), None)
        if stem is None:
            return None
        others = [self.whose[word] for word in words if word in self.whose and word not in stem.words]
        others = [owner for owner in others if owner != "child"]
        return f"{others[0]}.{stem.key}" if others and stem.key in self.owned else stem.key

    def _whole(self, words: list[str]) -> str | None:
        name = " ".join(words)
        known = self.facts.get(name)
        if known:
            return known
        who = self._owner(words)
        if who:
            return "name" if who == "child" else who
        return self._compound(words)

    def _owner(self, words: list[str]) -> str | None:
        """Whose facts "parent 2" and "the mother" are."""
        if len(words) > 1 and words[-1] in _NUMBERS:
            words = words[:-1]
        return self.whose.get(" ".join(words))

    def _compound(self, words: list[str]) -> str | None:
        """ "Mother's mobile", "mobile of mother", "child's last school"."""
        for at in sorted(range(1, len(words)), key=lambda at: -max(at, len(words) - at)):
            first, second = words[:at], words[at:]
            found = self._joint(first, second) or self._joint(second, first)
            if found:
                return found
        return None

    def _joint(self, who: list[str], what: list[str]) -> str | None:
        owner = self._owner(who) or self._owner(_inner(who, self.noise))
        if owner is None:
            return None
        asked = " ".join(what) if " ".join(what) in self.facts else " ".join(_inner(what, self.noise))
        if asked in ("home", "house", "lives", "site"):
            return None  # a place only where it stands alone: "contact at home" asks for a person
        if owner == "child":
            fact = self.facts.get(asked)
            return f"child.{fact}" if fact in self.owned else fact
        fact = self.whats.get(asked)
        return f"{owner}.{fact}" if fact else None


def _words(label: str) -> list[str]:
    words = wording(label).split()
    return words if len(words) <= 10 else []


def _trims(words: list[str], noise: frozenset[str]) -> list[tuple[int, int]]:
    """The spans of `words` to look up: whole, and without its noise at the start, at the end, or at both."""
    start, end = 0, len(words)
    while start < end - 1 and words[start] in noise:
        start += 1
    while end > start + 1 and words[end - 1] in noise:
        end -= 1
    return list(dict.fromkeys([(0, len(words)), (start, len(words)), (0, end), (start, end)]))


def _inner(words: list[str], noise: frozenset[str]) -> list[str]:
    """`words` without "of", "the" and the like at the start and end."""
    start, end = _trims(words, noise - {"known", "full", "recent"})[-1]
    return words[start:end]
