"""A mail as layers of running text: what is new in it, and each quoted letter. What forms have told is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from mailbot.model.message import How, Item, Message, Passage, Role, Table
from mailbot.model.pair import Pair
from mailbot.reading.extract.forms import Form
from mailbot.reading.extract.names import is_one_name
from mailbot.reading.extract.prose import Text, read_text, recast
from mailbot.reading.extract.texttables import cells
from mailbot.reading.extract.vocabulary import words
from mailbot.reading.pattern import Pattern

_TOLD = words(
    "name forename surname middle_name known_as date_of_birth sex upn year_group address postcode phone "
    "email parent last_school previous_school offered_school last_attended start_date removed_on moved_to "
    "new_address offer_date referrer professional administration siblings"
)
_MIXED = ("address", "last_school", "last_attended", "school", "moved_to")  # may name people beside what is asked
_DATED = re.compile(r"[a-z]\w*,?\s.{0,40}[0-9]")
_LONG = ("circumstances", "enquiries", "status", "believed_at", "siblings", "safeguarding")  # answered in sentences
_REPLY = re.compile(r"\A(?:\s{0,3}(?:re|fwd?|aw)\s{0,2}:|\s{0,3}\[[^\]]{1,30}\])*\s*", re.IGNORECASE)
_DISREGARDED = Pattern(
    r"\b(?:row|line|entry|number|no\.?|child|pupil)\s(?P<n>[0-9]{1,2})\b[^.\n]{0,80}\b(?:no\srelation|ignore|disregard"
    r"|left\sover|turned\sup|not\smissing|arrived|started|no\sneed|delete)\b"
    r"|\b(?:ignore|disregard|leave\sout|not)\s(?:row|line|entry|number|child|pupil)\s(?P<m>[0-9]{1,2})\b",
    re.IGNORECASE,
)


def texts_of(
    message: Message, pairs: Sequence[Pair], form: Form, hop: int | None, on: date, outsiders: frozenset[str]
) -> list[Text]:
    """The running text of one quoted letter, or of all that is new (`hop` None, the subject last)."""
    told = _told(pairs)
    values = frozenset(_squeezed(pair.value) for pair in pairs)
    texts: list[Text] = []
    for item in _items(message, hop):
        for written in _written(item, told, values):
            texts.append(read_text(written, item.part, on, outsiders))
    texts += _answers(pairs, form, on, outsiders)
    if hop is None and message.subject:
        texts.append(read_text(_REPLY.sub("", message.subject), "subject", on, outsiders, subject=True))
    return recast(texts)


def _items(message: Message, hop: int | None) -> Iterable[Item]:
    quoted = {one.index for one in message.hops if one.how is How.QUOTED}
    for item in message.content:
        if item.role is Role.TEXT and (item.hop not in quoted if hop is None else item.hop == hop):
            yield item


def _written(item: Item, told: frozenset[str], values: frozenset[str]) -> Iterable[str]:
    """The running text of an item: a passage without the lines already told, cells that are no value of a label."""
    if isinstance(item, Passage):
        kept = ["" if _is_told(line, told, values) else line for line in item.text.split("\n")]
        if any(line.strip() for line in kept):
            yield "\n".join(kept)
    elif isinstance(item, Table):
        for row in item.rows:
            cells = [cell for cell in row if cell.strip()]
            if len(cells) > 2 and not any(
                _squeezed(cell) in told | values for cell in cells if not cell.strip().isdigit()
            ):
                yield " - ".join(" ".join(cell.split()) for cell in cells)
            else:
                yield from (cell for cell in cells if len(cell.split()) > 7 and _squeezed(cell) not in told | values)


def _is_told(line: str, told: frozenset[str], values: frozenset[str]) -> bool:
    row = cells(line)
    return _squeezed(line) in told or (bool(row) and all(_squeezed(cell) in told | values for cell in row if cell))


def _told(pairs: Iterable[Pair]) -> frozenset[str]:
    """The lines that pairs have told already, squeezed."""
    lines: set[str] = set()
    for pair in pairs:
        key = pair.key or ""
        if key == "name" and not is_one_name(pair.value):
            continue
        if (key in _TOLD or key.rpartition(".")[2] in _TOLD) and len(pair.value.split()) <= 14:
            spoken = (pair.label, pair.value, f"{pair.label}{pair.value}", *pair.value.split("\n"))
            lines.update(_squeezed(line) for line in spoken)
    return frozenset(lines - {""})


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _answers(pairs: Sequence[Pair], form: Form, on: date, outsiders: frozenset[str]) -> Iterable[Text]:
    """Values that are running text. One in the row of a child is that child's; one in the row of nobody is left out."""
    owners = {child.record: index for index, child in enumerate(form.children) if child.record is not None}
    for pair in pairs:
        stranger = pair.record is not None and pair.record not in owners and bool(owners)
        if _is_answer(pair) and not stranger:
            owner = owners.get(pair.record) if pair.record is not None and len(owners) > 1 else None
            yield read_text(pair.value, pair.part, on, outsiders, owner=owner)


def _is_answer(pair: Pair) -> bool:
    words = len(pair.value.split())
    if pair.key == "name":
        return not is_one_name(pair.value) and pair.part != "body"
    if pair.key in _MIXED:
        return "(" in pair.value or ";" in pair.value or words > 12 or _tells_when(pair)
    return (
        (pair.key is None or pair.key in _LONG)
        and words > (2 if pair.key == "believed_at" else 4)
        and len(pair.value) < 4000
    )


def _tells_when(pair: Pair) -> bool:
    """Whether a school's value goes on to tell a day: "Elm Primary, last in Fri 16 Oct"."""
    return pair.key in ("last_school", "school", "moved_to") and _DATED.search(pair.value) is not None


def disregard(form: Form, texts: Sequence[Text]) -> None:
    """Leave out the row of a list that the text says to ignore ("Row 3 ... has since turned up")."""
    if not form.children:
        return
    rows = {int(found["n"] or found["m"]) for text in texts for found in _DISREGARDED.finditer(text.text)}
    kept = [child for number, child in enumerate(form.children, 1) if number not in rows]
    if kept and len(kept) < len(form.children):
        form.shared.notes.append(f"left out of the list, as the text says: row {', '.join(map(str, sorted(rows)))}")
        form.children[:] = kept
