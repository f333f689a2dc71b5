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
_KEY_LENGTH = 4
_NOTHING: frozenset[str] = frozenset()
# How a run of words may begin: (key of its first word, letter of its second), "" where it may be any; shorter where the
# run ends before, so that what follows it goes on.
Openings = frozenset[tuple[str, ...]]
_ANYHOW: Openings = frozenset([("", "")])
_NEGATED = "isnt aren wasn were hasn have hadn dont does didn wont cant coul woul shou aint"
_OPENINGS: dict[str, Openings] = {
    "#": frozenset([(NUMBER, "")]),
    "_": _ANYHOW,
    "n't": frozenset((key,) for key in _NEGATED.split()),
}
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
    return NUMBER if word[:1].isdigit() else word.lower().replace("'", "").replace("’", "")[:_KEY_LENGTH]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, by which it is told fast which wordings may stand where."""

    spots: tuple[tuple[int, str, str], ...] = ()  # where each begins, its key, and the first letter of the next one's
    keys: frozenset[str] = _NOTHING


NO_WORDS = Words()


@lru_cache(maxsize=1024)
def words_of(text: str) -> Words:
    """The words of `text`, in order."""
    starts, keys = [], []
    for found in _PART.finditer(text):
        starts.append(found.start())
        keys.append(key(found.group()))
    letters = [one[0] for one in keys[1:]]
    return Words(tuple(zip(starts, keys, [*letters, ""], strict=False)), frozenset(keys))


@dataclass(frozen=True, slots=True)
class Wording:
    """One notation, read.

    `places` are its required words, each as the keys one of which a matching text must have; `openings` are the ways
    in which it may begin.
    """

    pattern: str
    places: tuple[frozenset[str], ...]
    openings: Openings


@dataclass(frozen=True, slots=True)
class _Piece:
    pattern: str
    needs: frozenset[str]
    openings: Openings
    optional: bool = False
    joint: str = SPACE


@lru_cache(maxsize=16_384)  # a notation is read once to check it and once to use it
def read(notation: str) -> Wording:
    """The meaning of `notation`. ValueError says what is wrong with it."""
    reader = _Reader(notation)
    wording = reader.sequence()
    if reader.at < len(reader.tokens):
        raise ValueError(f"{reader.tokens[reader.at]!r} is out of place in {notation!r}")
    if not wording.places:
        raise ValueError(
            f"{notation!r} has no word to look it up by: give it a required word, or a stem of four letters"
        )
    whole = rf"(?<!\w){wording.pattern}"  # further words have a space before them
    return replace(wording, pattern=whole, openings=_then(wording.openings, _ANYHOW))


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
        return Wording(_joined(pieces), tuple(p.needs for p in pieces if p.needs and not p.optional), _openings(pieces))

    def piece(self, token: str, joint: str) -> _Piece:
        """One word or bracket."""
        if token == "[":  # noqa: S105
            inner = self.alternatives("]")
            return _Piece(inner.pattern, _NOTHING, inner.openings, True, joint)
        if token == "(":  # noqa: S105
            inner = self.alternatives(")")
            return _Piece(inner.pattern, _telling(inner.places), inner.openings, False, joint)
        if token in _SLOTS:
            pattern, keys = _SLOTS[token]
            beside = _LABELLED if keys else r"[ \u00a0:(\"“]{1,3}"
            return _Piece(
                pattern, keys, frozenset((one,) for one in keys) or _ANYHOW, False, beside if joint == SPACE else joint
            )
        if token in _ANY:
            return _Piece(_ANY[token], _NOTHING, _OPENINGS[token], False, joint)
        if not _WORD.match(token):
            raise ValueError(f"{token!r} is out of place in {self.notation!r}")
        return _Piece(_word(token), _needs(token), _opening(token), False, joint)

    def alternatives(self, closing: str) -> Wording:
        """`a|b c)`: any of them. All must have a word to be looked up by, else the whole has none."""
        options = [self.sequence()]
        while self.tokens[self.at : self.at + 1] == ["|"]:
            self.at += 1
            options.append(self.sequence())
        self.expect(closing)
        needs = [_telling(option.places) for option in options]
        places = (_NOTHING.union(*needs),) if all(needs) else ()
        openings = frozenset().union(*(option.openings for option in options))
        return Wording(f"(?:{'|'.join(o.pattern for o in options)})", places, openings)

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


def _openings(pieces: list[_Piece]) -> Openings:
    """How a run of pieces may begin."""
    out: Openings = frozenset([()])
    for piece in pieces:
        following = _then(out, _ANYHOW if piece.joint in _GAPS.values() else piece.openings)
        out = out | following if piece.optional else following
    return out


def _then(before: Openings, following: Openings) -> Openings:
    """How a run begins that begins as `before` and, where that ends, goes on as `following`."""
    whole = {one for one in before if len(one) > 1}
    begun = {(one[0], *(letter[:1] for letter in more[:1])) for one in before if len(one) == 1 for more in following}
    return frozenset(whole | begun) | (following if () in before else frozenset())


def _telling(places: tuple[frozenset[str], ...]) -> frozenset[str]:
    """Of the keys that the words of an alternative need, those of the longest and the fewest."""
    return max(places, key=lambda needs: (min(map(len, needs)), -len(needs)), default=_NOTHING)


def _word(token: str) -> str:
    bare = token.rstrip("*")
    text = re.escape(bare.replace("’", "'")).replace("'", "['’]?").replace(r"\-", r"[\s\-‐‑–]{0,2}")
    if len(bare) > 1 and bare.isupper() and bare.isascii():
        text = f"(?-i:{text})"
    ending = r"[\w'’]{0,12}" if token.endswith("*") else ""
    return rf"{text}{ending}(?!\w)"


def _opening(token: str) -> Openings:
    """A word is known by its key, but for a stem that is shorter; what follows a hyphen may be written together."""
    parts = _PART.findall(token)
    if not parts or (token.endswith("*") and len(parts) == 1 and len(key(parts[0])) < _KEY_LENGTH):
        return _ANYHOW
    return frozenset([(key(parts[0]),) if len(parts) == 1 else (key(parts[0]), "")])


def _needs(token: str) -> frozenset[str]:
    part = max(_PART.findall(token), key=len, default="")
    stem = key(part)
    return _NOTHING if not stem or (token.endswith("*") and len(stem) < _KEY_LENGTH) else frozenset({stem})
