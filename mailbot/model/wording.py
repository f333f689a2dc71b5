"""The notation in which the phrases of `config/policy/phrases/*.toml` are written, and what it means.

    domestic (abuse|violence)     one of several; an alternative may have several words
    [the|her] family home         words that may be missing
    evict*                        any ending
    fled ... home                 up to four words between
    category : neglect            a label and its value: a colon, question mark, bar or dash between
    # calls                       any number; `_` is any one word; `n't` any of isn't, hasn't, didn't, ...
    CP plan                       a word all in capitals matches capitals only

In the cues of `config/reading/cues/*.toml` also:

    due on <day>                  a day; likewise <school>, and <place> for the name of a town or country
    last in ~ <day>               up to 70 characters of the same sentence between, and no other day
    was in <day> ~~ since         up to 160 characters of the same sentence between

Case, the style of apostrophes, and hyphens for spaces make no difference. Every repetition is bounded, so no text
makes a pattern slow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

SPACE = r"[^\w;:!?\n]{1,3}"
MARK = r"[^\w\n]{0,2}[:?=|–—-][^\w\n]{0,3}"
GAP = r"(?:[^\w;:!?\n]{1,3}[\w'’]{1,24}){0,4}?" + SPACE
# What a day and a school's name are overwritten with, letter by letter, so that a cue can say "and then a day". These
# are letters of a script that is no longer written; a text that has them all the same has no mark where they stand.
DAY, SCHOOL = "ꡀ", "ꡁ"
_NEAR, _FAR = rf"[^.;!?\n{DAY}]{{1,70}}?", rf"[^.;!?\n{DAY}]{{1,160}}?"
_LABELLED = r"[^\w;!?\n]{1,3}"  # before a day or a name there may be a colon: "last in: 9 October"
_GAPS = {"...": GAP, ":": MARK, "~": _NEAR, "~~": _FAR}
_TOKEN = re.compile(r"\.\.\.|~~?|<\w+>|[\[\]()|]|[^\s\[\]()|<>~]+")
_WORD = re.compile(r"[\w'’/&+.\-]+\*?\Z")
_PART = re.compile(r"\w[\w'’]*")
_ANY = {
    "#": r"\d[\d/.]{0,9}(?!\w)",
    "_": r"[\w'’.-]{1,24}(?!\w)",
    "n't": r"(?:is|are|was|were|has|have|had|do|does|did|wo|ca|could|would|should|ai)n['’]?t(?!\w)",
}
NUMBER = "#"  # the key of every word that begins with a digit
_FIRSTS: dict[str, frozenset[str] | None] = {
    "#": frozenset({NUMBER}),
    "_": None,
    "n't": frozenset(
        [
            "isnt",
            "aren",
            "wasn",
            "were",
            "hasn",
            "have",
            "hadn",
            "dont",
            "does",
            "didn",
            "wont",
            "cant",
            "coul",
            "woul",
            "shou",
            "aint",
        ]
    ),
}
_EVERYDAY = (  # keys of words that stand in nearly every mail
    "scho with home addr chil know wher the and been cont fami her moth have call care hous soci phon emai plac his "
    "from visi work move has on told live plan mum open in them over pare of fath for are left take we went week that "
    "back a he she they not no is was to at by it i him had this last date name numb mobi year pupi dad"
)
_COMMON = frozenset(_EVERYDAY.split())
_KEY_LENGTH = 4
_NOTHING: frozenset[str] = frozenset()
_CAPITAL = r"(?:Co\.\s)?[A-ZÀ-Þ][\w'’-]{1,24}(?:[ -](?:[A-ZÀ-Þ][\w'’-]{1,24}|upon|on|of|the|le)){0,3}"
_TWIN_NAME = (
    r"(?:Barking|Kensington|Hammersmith|Brighton|Trinidad|Bosnia|Redcar|Windsor|Tyne|Antigua)\s(?:and|&)"
    r"\s[A-Z]\w{1,24}"
)
_SLOTS = {
    "<day>": (rf"(?P<day>(?<!\w){DAY}{{1,60}}(?!\w))", frozenset({DAY * 3, DAY * 4})),
    "<school>": (rf"(?P<school>(?<!\w){SCHOOL}{{1,120}}(?!\w))", frozenset({SCHOOL * 3, SCHOOL * 4})),
    "<place>": (rf"(?-i:the\s)?(?P<place>(?<!\w)(?-i:{_TWIN_NAME}|{_CAPITAL}(?:, {_CAPITAL})?))", _NOTHING),
}


def key(word: str) -> str:
    """What a word is looked up by before any pattern is tried: its first four letters, lower-case, no apostrophe."""
    return word.lower().replace("'", "").replace("’", "")[:_KEY_LENGTH]


@lru_cache(maxsize=1024)
def places_of(text: str) -> Mapping[str, Sequence[int]]:
    """Where in `text` words with each key begin."""
    out: dict[str, list[int]] = {}
    for found in _PART.finditer(text):
        word, at = found.group(), found.start()
        out.setdefault(key(word), []).append(at)
        if word[0].isdigit():
            out.setdefault(NUMBER, []).append(at)
    return out


@dataclass(frozen=True, slots=True)
class Wording:
    """One notation, read.

    `places` are its required words, each as the keys one of which a matching text must have; `firsts` are the keys of
    the words it may begin with, None where that may be any word.
    """

    pattern: str
    places: tuple[frozenset[str], ...]
    firsts: frozenset[str] | None

    @property
    def needs(self) -> frozenset[str]:
        """The keys of the most telling place, by which the wording is looked up."""
        return max(self.places, key=_worth, default=_NOTHING)

    @property
    def others(self) -> tuple[frozenset[str], ...]:
        """The places beside the most telling one, the more telling first."""
        return tuple(sorted(self.places, key=_worth, reverse=True))[1:]


@dataclass(frozen=True, slots=True)
class _Piece:
    pattern: str
    needs: frozenset[str]
    firsts: frozenset[str] | None
    optional: bool = False
    joint: str = SPACE


def read(notation: str) -> Wording:
    """The meaning of `notation`. ValueError says what is wrong with it."""
    reader = _Reader(notation)
    wording = reader.sequence()
    if reader.at < len(reader.tokens):
        raise ValueError(f"{reader.tokens[reader.at]!r} is out of place in {notation!r}")
    if not wording.needs:
        raise ValueError(
            f"{notation!r} has no word to look it up by: give it a required word, or a stem of four letters"
        )
    return replace(wording, pattern=rf"(?<!\w){wording.pattern}")  # further words have a space before them


class _Reader:
    """Reads a notation from left to right."""

    def __init__(self, notation: str) -> None:
        self.notation = notation
        self.tokens = _TOKEN.findall(notation)
        self.at = 0

    def sequence(self) -> Wording:
        """Pieces up to a `|`, a closing bracket or the end."""
        pieces: list[_Piece] = []
        joint = SPACE
        while self.at < len(self.tokens) and self.tokens[self.at] not in ("|", ")", "]"):
            token = self.tokens[self.at]
            self.at += 1
            if token in _GAPS:
                joint = _GAPS[token]
                continue
            pieces.append(self.piece(token, joint))
            joint = SPACE
        return Wording(_joined(pieces), tuple(p.needs for p in pieces if p.needs and not p.optional), _opening(pieces))

    def piece(self, token: str, joint: str) -> _Piece:
        """One word or bracket."""
        if token == "[":  # noqa: S105
            inner = self.alternatives("]")
            return _Piece(inner.pattern, _NOTHING, inner.firsts, True, joint)
        if token == "(":  # noqa: S105
            inner = self.alternatives(")")
            return _Piece(inner.pattern, inner.needs, inner.firsts, False, joint)
        if token in _SLOTS:
            pattern, keys = _SLOTS[token]
            beside = _LABELLED if keys else r"[ \u00a0:(\"“]{1,3}"
            return _Piece(pattern, keys, keys or None, False, beside if joint == SPACE else joint)
        if token in _ANY:
            return _Piece(_ANY[token], _NOTHING, _FIRSTS[token], False, joint)
        if not _WORD.match(token):
            raise ValueError(f"{token!r} is out of place in {self.notation!r}")
        return _Piece(_word(token), _needs(token), _first(token), False, joint)

    def alternatives(self, closing: str) -> Wording:
        """`a|b c)`: any of them. All must have a word to be looked up by, else the whole has none."""
        options = [self.sequence()]
        while self.tokens[self.at : self.at + 1] == ["|"]:
            self.at += 1
            options.append(self.sequence())
        self.expect(closing)
        needs = frozenset().union(*(o.needs for o in options)) if all(o.needs for o in options) else _NOTHING
        return Wording(f"(?:{'|'.join(o.pattern for o in options)})", (needs,), _union([o.firsts for o in options]))

    def expect(self, token: str) -> None:
        """Step over `token`."""
        if self.tokens[self.at : self.at + 1] != [token]:
            raise ValueError(f"a {token!r} is missing in {self.notation!r}")
        self.at += 1


def _joined(pieces: list[_Piece]) -> str:
    """The pieces in one pattern. What joins a piece that may be missing to those before it joins the next one too."""
    out, started, joined = "", False, False
    for at, piece in enumerate(pieces):
        last = all(later.optional for later in pieces[at + 1 :])
        if piece.optional and (joined or not started):
            out += f"(?:{piece.pattern}{SPACE})?"
        elif piece.optional and (piece.joint not in (GAP, MARK) or last):
            out += f"(?:{piece.joint}{piece.pattern})?"
        elif piece.optional:
            out += f"{piece.joint}(?:{piece.pattern}{SPACE})?"
            joined = True
        else:
            out += ("" if joined or not started else piece.joint) + piece.pattern
            started, joined = True, False
    return out


def _opening(pieces: list[_Piece]) -> frozenset[str] | None:
    """The keys of the words with which a run of pieces may begin."""
    firsts = []
    for piece in pieces:
        firsts.append(piece.firsts)
        if not piece.optional:
            break
    return _union(firsts)


def _union(sets: list[frozenset[str] | None]) -> frozenset[str] | None:
    return None if any(one is None for one in sets) else _NOTHING.union(*(one for one in sets if one is not None))


def _worth(needs: frozenset[str]) -> tuple[bool, int, int, int]:
    """Rarer, longer and fewer keys wake a pattern less often."""
    return (bool(needs), -len(needs & _COMMON), min(map(len, needs), default=0), -len(needs))


def _word(token: str) -> str:
    bare = token.rstrip("*")
    text = re.escape(bare.replace("’", "'")).replace("'", "['’]?").replace(r"\-", r"[\s\-‐‑–]{0,2}")
    if len(bare) > 1 and bare.isupper() and bare.isascii():
        text = f"(?-i:{text})"
    ending = r"[\w'’]{0,12}" if token.endswith("*") else ""
    return rf"{text}{ending}(?!\w)"


def _first(token: str) -> frozenset[str] | None:
    parts = _PART.findall(token)
    whole = not token.endswith("*") or len(parts) > 1 or len(key(parts[0])) == _KEY_LENGTH
    return frozenset({key(parts[0])}) if parts and whole else None


def _needs(token: str) -> frozenset[str]:
    part = max(_PART.findall(token), key=len, default="")
    stem = key(part)
    return _NOTHING if not stem or (token.endswith("*") and len(stem) < _KEY_LENGTH) else frozenset({stem})
