"""What each line is within its own mail: text, signature, disclaimer or "external sender" banner.

Signatures are found by a valediction, by the "-- " line, or as a closing block of short lines that name the sender, a
post, an organisation or a telephone. What follows a signature and is neither boilerplate nor contact details (a
postscript, a pasted form) is text again: a signature must not swallow facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.model.message import Address, Role, Table
from mailbot.reading import cues
from mailbot.reading.flow import Block

_BANNER_LINES = 3  # lines at the top among which a mail server puts its warning
_LONGEST_BANNER = 900
_LONGEST_SIGNATURE = 40  # lines
_LONGEST_LINE = 110  # characters of a signature's line that shows no telephone or address
_LONGEST_NAME = 5  # words
_SHORTEST_DISCLAIMER = 50  # characters
_MANY_WORDS, _SENTENCE_WORDS = 16, 7
_WORD = re.compile(r"[^\W\d_]{3,}")


def roles(blocks: Sequence[Block], writer: Address | None, between: bool = False) -> list[Role]:
    """The role of each block of one run of one mail, whose writer is known as far as its headers say.

    `between`: the run stands between quoted lines, as an answer; then only a valediction can begin a signature.
    """
    run = _Run([_text(block) for block in blocks], [isinstance(block, Table) for block in blocks], _name_words(writer))
    found = [Role.TEXT] * len(blocks)
    run.first = _mark_banner(run, found)
    start = _announced(run)
    if start is None and not between:
        start = _closing_block(run)
    if start is not None:
        _mark_closing(run, found, start)
    _mark_foot(run, found)
    return found


@dataclass(slots=True)
class _Run:
    """The lines of a run ("" for a gap), which of them are tables, and the words of the writer's name and address."""

    texts: list[str]
    tables: list[bool]
    name: frozenset[str]
    first: int = 0  # the first line after a banner


def _text(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join(cell for row in block.rows for cell in row if cell)
    return "" if block.rule else block.text.strip()


def _name_words(writer: Address | None) -> frozenset[str]:
    given = f"{writer.name} {writer.address.partition('@')[0]}" if writer else ""
    return frozenset(_WORD.findall(given.lower()[:300]))


def _mark_banner(run: _Run, found: list[Role]) -> int:
    """Mark the warning that a mail server put on top; the index of the first line after it."""
    first, seen = 0, 0
    for index, text in enumerate(run.texts):
        if not text:
            continue
        if len(text) < _LONGEST_BANNER and cues.BANNER.search(text):
            found[first : index + 1] = [Role.BANNER] * (index + 1 - first)
            first = index + 1
        seen += 1
        if seen >= _BANNER_LINES:
            break
    return first


def _announced(run: _Run) -> int | None:
    """Where "-- " or a valediction begins a signature."""
    for index in range(run.first, len(run.texts)):
        if run.texts[index] == "--" and len(run.texts) - index < _LONGEST_SIGNATURE:
            return index
    for index in reversed(range(run.first, len(run.texts))):
        if _is_valediction(run.texts[index]) and _closes(run, index):
            return index
    return None


def _is_valediction(text: str) -> bool:
    return 0 < len(text) < 70 and cues.VALEDICTION.fullmatch(text) is not None


def _closes(run: _Run, index: int) -> bool:
    """Whether a name or contact details (or nothing) follow a valediction, rather than more to say."""
    after = next((text for text in run.texts[index + 1 :] if text), "")
    if not after:
        return _above(run, index - 1) >= run.first  # "Thank you." may be all that a mail says
    return _is_detail(after, run.name) or cues.DEVICE.match(after) is not None


def _is_detail(text: str, name: frozenset[str]) -> bool:
    """Whether a line could stand in a signature: short, no prose, no fact about a child."""
    if "\n" in text or cues.FACT.search(text):
        return False
    contact = cues.CONTACT.search(text) is not None
    if contact and len(text) < 2 * _LONGEST_LINE and _names(text, name):
        return True
    label = cues.LABEL.match(text)
    if label and not cues.CONTACT_LABEL.match(label[1]):
        return False
    words = len(text.split())
    sentence = words > _SENTENCE_WORDS and text.endswith((".", "!", "?")) and not contact
    return words <= _MANY_WORDS and not sentence and (contact or len(text) <= _LONGEST_LINE)


def _names(text: str, name: frozenset[str]) -> bool:
    return not name.isdisjoint(_WORD.findall(text[:60].lower()))


def _closing_block(run: _Run) -> int | None:
    """The start of a closing signature that nothing announces."""
    last = len(run.texts)
    while last > run.first and _is_boilerplate(run.texts[last - 1]):
        last -= 1
    start = last
    while start > run.first and run.texts[start - 1] and _is_detail(run.texts[start - 1], run.name):
        start -= 1
    begins = [begin for begin in (_begin(run, start, last), _spaced_out(run, last)) if begin is not None]
    return _with_forename(run, min(begins)) if begins else None


def _spaced_out(run: _Run, last: int) -> int | None:
    """Where a signature begins whose every line is a paragraph of its own: at the writer's name, with details below."""
    begin, index = None, last - 1
    while index > run.first and last - index < 16:
        text = run.texts[index]
        if text and (len(text) > _LONGEST_LINE or not _is_detail(text, run.name)):
            break
        if text and len(text.split()) <= _LONGEST_NAME and _names(text, run.name):
            begin = index
        index -= 1
    return begin


def _is_boilerplate(text: str) -> bool:
    return (
        not text
        or cues.DEVICE.match(text) is not None
        or (len(text) > _SHORTEST_DISCLAIMER and cues.DISCLAIMER.search(text) is not None)
    )


def _begin(run: _Run, start: int, last: int) -> int | None:
    """Where the signature begins within a closing run of short lines; None if the run is none."""
    texts = run.texts[start:last]
    alone = start > run.first and not run.texts[start - 1]
    signs = _signs("\n".join(texts))
    named = [index for index, text in enumerate(texts) if _names(text, run.name)]
    if texts and len(texts) <= 8 and ((alone and signs >= 2) or (start == run.first and signs == 3 and named)):
        return start
    if named and (start + named[0] > run.first) and len(texts) - named[0] <= 6:
        return start + named[0]
    closes = texts and len(texts[-1]) < 40 and cues.NAME.fullmatch(texts[-1]) and _ends_prose(run, last - 2)
    return last - 1 if closes else None


def _signs(text: str) -> int:
    """How many of three sorts of detail a closing run shows: a way to reach its writer, a post, an organisation."""
    words = frozenset(re.findall(r"[a-z]+", text.lower()))
    return sum(
        (
            cues.CONTACT.search(text) is not None,
            not words.isdisjoint(cues.POSTS),
            not words.isdisjoint(cues.ORGANISATIONS),
        )
    )


def _ends_prose(run: _Run, index: int) -> bool:
    index = _above(run, index)
    text = run.texts[index] if index >= run.first else ""
    return text.endswith((".", "!", "?", ")")) and len(text.split()) > 4


def _above(run: _Run, index: int) -> int:
    """The nearest line at or above `index` that says something; below `run.first` if there is none."""
    while index >= run.first and not run.texts[index]:
        index -= 1
    return index


def _with_forename(run: _Run, start: int) -> int:
    """Take in the short lines above ("Bernadette", "R x", "Regards") that close the text before the full details."""
    below = frozenset(_WORD.findall(run.texts[start].lower()))
    index = _above(run, start - 1)
    while index > run.first and len(text := run.texts[index]) < 30:
        signed = _names(text, run.name | below) or (len(text) < 4 and cues.NAME.fullmatch(text))
        if not (signed or _is_valediction(text)):
            break
        start, index = index, _above(run, index - 1)
    return start


def _mark_closing(run: _Run, found: list[Role], start: int) -> None:
    """Label what follows the start of a signature: its details, boilerplate, or text again."""
    found[start] = Role.SIGNATURE
    for index in range(start + 1, len(run.texts)):
        gap = not run.texts[index]
        goes_on = found[index - 1] is Role.TEXT and bool(run.texts[index - 1])  # a postscript or form of several lines
        found[index] = found[index - 1] if gap or goes_on else _after(run, index)


def _after(run: _Run, index: int) -> Role:
    """The role of a line below the first one of a signature."""
    text = run.texts[index]
    if run.tables[index]:
        return Role.SIGNATURE if cues.CONTACT.search(text) and not cues.FACT.search(text) else Role.TEXT
    if cues.POSTSCRIPT.match(text):
        return Role.TEXT
    if cues.DEVICE.match(text) or _is_detail(text, run.name):
        return Role.SIGNATURE
    if cues.DISCLAIMER.search(text) or (cues.ABOUT_US.match(text) and not cues.FACT.search(text)):
        return Role.DISCLAIMER
    return Role.TEXT


def _mark_foot(run: _Run, found: list[Role]) -> None:
    """Disclaimers at the foot of a mail that bears no signature."""
    for index in reversed(range(run.first, len(run.texts))):
        text = run.texts[index]
        if not text or found[index] in (Role.SIGNATURE, Role.DISCLAIMER):
            continue
        if len(text) <= _SHORTEST_DISCLAIMER or cues.FACT.search(text) or not cues.DISCLAIMER.search(text):
            return
        found[index] = Role.DISCLAIMER
