"""Names folded for comparison: by letters, by spelling across alphabets, by sound."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 60  # characters of a word, and of a key; no name needs more
MOST_WORDS = 6
_REMEMBERED = 4096  # names that come again and again, within a mail and from mail to mail

# Letters that NFKD leaves whole.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "e", "œ": "e", "ə": "a", "ħ": "h", "ŋ": "n"}
)
_APOSTROPHES = str.maketrans("", "", "'’‘ʼʻ`´′")
_WORD = re.compile(r"[^\W\d_]+")

# Words that stand among names without being one.
_REMARKS = frozenset(["aka", "kas", "known", "as", "nee", "fnu", "lnu", "unknown", "master", "miss", "mr", "mrs", "ms"])
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "ur",
        "ud",
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "bin",
        "ben",
        "ibn",
        "bint",
    ]
)

# One sound in several spellings, in this order: Arabic, Urdu and Bengali names in Latin letters, Polish, German.
_SPELLINGS = (
    ("chr", "kr"),
    ("chl", "kl"),
    ("tsch", "č"),
    ("sch", "s"),
    ("tch", "č"),
    ("cz", "č"),
    ("ch", "č"),
    ("sz", "s"),
    ("sh", "s"),
    ("zh", "j"),
    ("ph", "f"),
    ("ck", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
    ("x", "ks"),
    ("y", "i"),
    ("ee", "i"),
    ("oo", "u"),
    ("ou", "u"),
    ("ie", "i"),
    ("ai", "e"),
    ("ei", "e"),
)
_SILENT = re.compile(r"(?<=.)h")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")
_GENDERED = re.compile(r"(?<=.{5})(?:(?<=[sc]k)[iya]|(?<=[oe]v)a|[aiyu]s|a?[iyu]te|iene)$")
_MERGED = str.maketrans("zdgvb", "stkfp")


def fold(name: str) -> str:
    """Lower case without accents; letters of other alphabets stay."""
    apart = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    return "".join(c for c in apart if not unicodedata.combining(c))


def name_key(name: str) -> str:
    """A name folded for a look-up: accents, case, spaces and punctuation gone; at most 60 characters."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in folded if c.isalnum())[:LONGEST]


@lru_cache(maxsize=_REMEMBERED)
def words(name: str | None) -> tuple[str, ...]:
    """The words of a name, folded: "Mary-Ann O’Brien (known as Moll)" -> mary, ann, obrien, moll. At most 6.

    Particles (al, de, van, bin) are left out, unless the name has no other word.
    """
    if not name:
        return ()
    found = _WORD.findall(fold(name[:500].translate(_APOSTROPHES)))
    told = [word[:LONGEST] for word in found if word not in _REMARKS]
    return tuple([word for word in told if word not in _PARTICLES] or told)[:MOST_WORDS]


@lru_cache(maxsize=_REMEMBERED)
def spelling(word: str) -> str:
    """One spelling for the many of one name: Khadeeja, Kadija -> kadija; Szymon -> simon. `word` is folded."""
    for written, one in _SPELLINGS:
        word = word.replace(written, one)
    return _DOUBLED.sub(r"\1", _SILENT.sub("", word))


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """A surname without the ending that differs between brother and sister: Kowalski, Kowalska; Petrauskas,
    Petrauskaite; Ivanov, Ivanova. `word` is folded."""
    return _GENDERED.sub("", word)


@lru_cache(maxsize=_REMEMBERED)
def sound(word: str) -> str:
    """The consonants of a name, those alike made one, and whether it begins with a vowel: Ahmed, Ahmad -> amt."""
    merged = spelling(word).translate(_MERGED)
    head = _VOWELS.sub("a", merged[:1])
    return _DOUBLED.sub(r"\1", head + _VOWELS.sub("", merged[1:]))
