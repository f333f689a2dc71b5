"""`config/policy/phrases/*.toml`, read into a `PhraseBook`: one file a group, all mistakes of all files told at once.

An entry is a table `[[phrase]]` with `code`, `words` (see `mailbot.model.wording` for the notation), and where needed
`of`, `unless`, `where`, `weight` (below one: a sign that counts with others, see `reading.extract.signs`); `fires` and
`silent` are example sentences, which the tests run. A table `[lists]` names runs of alternatives: with
`agency = ["GP", "police"]`, `rang the <agency>` means `rang the (GP|police)`. A table `[unless]` gives for a code the
wordings that undo every phrase of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from mailbot.config.mistakes import Mistake, Mistakes, line_at, meant
from mailbot.config.table import decoded
from mailbot.model.phrases import Group, Of, Phrase, PhraseBook
from mailbot.model.referral import Concern, Enquiry, Kind, RiskFactor, SocialCare
from mailbot.model.wording import read


class Whereabouts(StrEnum):
    KNOWN = "known"
    UNKNOWN = "unknown"


class Care(StrEnum):
    """The kinds of help, and that there is none any more, or none was needed."""

    NONE = SocialCare.NONE
    KNOWN = SocialCare.KNOWN
    EARLY_HELP = SocialCare.EARLY_HELP
    CIN = SocialCare.CIN
    CPP = SocialCare.CPP
    LAC = SocialCare.LAC
    ENDED = "ended"


CODES: Mapping[Group, type[StrEnum]] = {
    Group.RISK_FACTORS: RiskFactor,
    Group.CONCERNS: Concern,
    Group.ENQUIRIES: Enquiry,
    Group.SOCIAL_CARE: Care,
    Group.WHEREABOUTS: Whereabouts,
    Group.KINDS: Kind,
}
_USUALLY_OF: Mapping[Group, Of] = {
    Group.RISK_FACTORS: Of.HOUSEHOLD,
    Group.CONCERNS: Of.VICTIM,
    Group.ENQUIRIES: Of.SENDER,
    Group.SOCIAL_CARE: Of.CHILD,
    Group.WHEREABOUTS: Of.CHILD,
    Group.KINDS: Of.ANYONE,
}
_WHERE = ("", "label", "log", "subject", "opening", "new", "title")
_KEYS = ("code", "of", "words", "unless", "where", "weight", "fires", "silent")
_LISTS = ("words", "unless", "fires", "silent")
_TABLES = ("phrase", "lists", "unless")
_NOTATIONS = ("words", "unless")


def phrase_book(files: Mapping[str, str]) -> PhraseBook:
    """The phrases of `files` (file name, such as "concerns.toml", to its TOML text). Raises `Mistakes`, all at once."""
    mistakes: list[Mistake] = []
    phrases = [phrase for name, text in sorted(files.items()) for phrase in _file(name, text, mistakes)]
    if mistakes:
        raise Mistakes(mistakes)
    return PhraseBook.of(phrases)


def _file(name: str, text: str, mistakes: list[Mistake]) -> Iterator[Phrase]:
    stem = name.rsplit("/", 1)[-1].removesuffix(".toml")
    if stem not in set(Group):
        known = ", ".join(f"{group}.toml" for group in Group)
        mistakes.append(Mistake(name, "", None, "no group of phrases has this name", f"Name it one of {known}"))
        return
    data = decoded(text, name, mistakes)
    wrong = list(_misplaced(data, name, text))
    if wrong:
        mistakes.extend(wrong)
        return
    lists = {f"<{key}>": f"({'|'.join(words)})" for key, words in data.get("lists", {}).items()}
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[phrase]]"]
    entries = [_undone(entry, data.get("unless", {})) for entry in data.get("phrase", [])]
    for number, entry in enumerate(entries):
        line = lines[number] if number < len(lines) else None
        found = list(_mistakes_of(_filled(entry, lists), Group(stem), name, line))
        mistakes.extend(found)
        if not found:
            yield _phrase(_filled(entry, lists), Group(stem))


def _misplaced(data: Mapping[str, Any], name: str, text: str) -> Iterator[Mistake]:
    """What is no `[[phrase]]` and no list of words in `[lists]` or `[unless]`."""
    for key in data.keys() - set(_TABLES):
        yield Mistake(name, key, line_at(text, key), "unknown key", meant(key, _TABLES))
    entries = data.get("phrase", [])
    if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
        yield Mistake(name, "phrase", line_at(text, "phrase"), "tables are wanted", "Write [[phrase]] above each")
    for table in _TABLES[1:]:
        yield from _unlisted(data.get(table, {}), table, name, text)


def _unlisted(table: Any, called: str, name: str, text: str) -> Iterator[Mistake]:
    """What is no list of words in a table of such lists."""
    for key, words in table.items() if isinstance(table, dict) else [("", None)]:
        if not (isinstance(words, list) and all(isinstance(word, str) for word in words)):
            place = ".".join(filter(None, (called, key)))
            mend = f'Write below [{called}] such as agency = ["GP", "police"]'
            yield Mistake(name, place, line_at(text, place), "not a list of texts", mend)


def _undone(entry: Mapping[str, Any], shared: Mapping[str, list[str]]) -> Mapping[str, Any]:
    """The entry with what undoes every phrase of its code."""
    more = shared.get(str(entry.get("code")), [])
    return {**entry, "unless": [*entry.get("unless", []), *more]} if more else entry


def _filled(entry: Mapping[str, Any], lists: Mapping[str, str]) -> dict[str, Any]:
    """The entry with the named lists put in where its wordings call for them."""
    return {
        key: [_with(lists, text) for text in value] if key in _NOTATIONS and isinstance(value, list) else value
        for key, value in entry.items()
    }


def _with(lists: Mapping[str, str], text: Any) -> Any:
    for mark, words in lists.items():
        text = text.replace(mark, words) if isinstance(text, str) else text
    return text


def _mistakes_of(entry: Mapping[str, Any], group: Group, name: str, line: int | None) -> Iterator[Mistake]:
    def mistake(key: str, says: str, mend: str) -> Mistake:
        return Mistake(name, key, line, says, mend)

    for key in entry.keys() - set(_KEYS):
        yield mistake(key, "unknown key", meant(key, _KEYS))
    codes = [str(code) for code in CODES[group]]
    for key, allowed in (("code", codes), ("of", list(Of)), ("where", list(_WHERE))):
        value = entry.get(key, None if key == "code" else allowed[0])
        if value not in allowed:
            yield mistake(key, f"{value!r} is not known", f"Write one of {', '.join(filter(None, allowed))}")
    for key in _LISTS:
        if not (isinstance(entry.get(key, []), list) and all(isinstance(v, str) for v in entry.get(key, []))):
            yield mistake(key, "not a list of texts", f'Write {key} = ["...", "..."]')
            return
    if not entry.get("words"):
        yield mistake("words", "missing or empty", 'Write words = ["..."]')
    if not isinstance(entry.get("weight", 1.0), int | float):
        yield mistake("weight", "not a number", "Write a number such as 1.0")
    for notation in (*entry.get("words", ()), *entry.get("unless", ())):
        try:
            read(notation)
        except ValueError as error:
            yield mistake("words", str(error), "See the notation at the head of model/wording.py")


def _phrase(entry: Mapping[str, Any], group: Group) -> Phrase:
    return Phrase(
        group=group,
        code=entry["code"],
        of=Of(entry.get("of", _USUALLY_OF[group])),
        wordings=tuple(read(notation) for notation in entry["words"]),
        unless=tuple(read(notation) for notation in entry.get("unless", ())),
        weight=float(entry.get("weight", 1.0)),
        where=entry.get("where", ""),
        fires=tuple(entry.get("fires", ())),
        silent=tuple(entry.get("silent", ())),
    )
