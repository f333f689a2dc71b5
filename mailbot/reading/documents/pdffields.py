"""A PDF's fillable fields (AcroForm, ISO 32000-1 section 12.7) and the labels printed beside, above or after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from mailbot.reading.documents.layout import Segment, lines
from mailbot.reading.documents.tools import Word

_DEEPEST = 20  # parents of a field
_BUTTON = "/Btn"
_PUSH = 1 << 16  # flag of a push button, which holds no answer
_RADIO = 1 << 15


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it stands on the page; `label` is its internal name until the printed one is found."""

    label: str
    value: str
    left: float
    top: float
    right: float
    bottom: float
    box: bool = False

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def fields(page: Any) -> list[Field]:
    """The fields of a pdfplumber page, from top to bottom."""
    found = []
    for note in page.annots:
        data = _plain(note.get("data"))
        if _name(data.get("Subtype")) == "Widget":
            field = _field(note, data)
            if field is not None:
                found.append(field)
    return sorted(found, key=lambda one: (round(one.middle / 4), one.left))


def _field(note: dict[str, Any], data: dict[str, Any]) -> Field | None:
    kind = _name(_inherited(data, "FT"))
    flags = _inherited(data, "Ff") or 0
    place = float(note["x0"]), float(note["top"]), float(note["x1"]), float(note["bottom"])
    label = _text(_inherited(data, "TU")) or _text(_inherited(data, "T"))
    if kind == "Btn":
        if isinstance(flags, int) and flags & _PUSH:
            return None
        state = _name(data.get("AS")) or _name(_inherited(data, "V"))
        return Field(label, "☐" if state in ("", "Off") else "☒", *place, box=True)
    if kind in ("Tx", "Ch"):
        return Field(label, _text(_inherited(data, "V")), *place)
    return None


def _inherited(data: dict[str, Any], key: str) -> Any:
    """A field's attribute, its own or its nearest parent's."""
    for _ in range(_DEEPEST):
        if key in data:
            return resolve1(data[key])
        data = _plain(data.get("Parent"))
        if not data:
            return None
    return None


def _plain(value: Any) -> dict[str, Any]:
    value = resolve1(value)
    return value if isinstance(value, dict) else {}


def _name(value: Any) -> str:
    name = getattr(resolve1(value), "name", "")
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)


def _text(value: Any) -> str:
    value = resolve1(value)
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(one) for one in value)))
    if isinstance(value, bytes):
        return decode_text(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    return _name(value)


def labelled(found: Sequence[Field], words: Sequence[Word]) -> tuple[list[Field], list[Word]]:
    """The fields with their printed labels, and the words that are no field's label."""
    segments = [segment for line in lines(words) for segment in line.segments]
    answers = []
    used: set[int] = set()
    for field in found:
        label = _after(field, segments) if field.box else _before(field, segments) or _above(field, segments)
        if label is None:
            answers.append(field)
            continue
        used |= {id(word) for word in label.words}
        answers.append(replace(field, label=label.text.rstrip(" :?*") or field.label))
    return answers, [word for word in words if id(word) not in used]


def _level(field: Field, segment: Segment) -> bool:
    return any(field.top - 3 <= word.middle <= field.bottom + 3 for word in segment.words)


def _before(field: Field, segments: Sequence[Segment]) -> Segment | None:
    near = [one for one in segments if _level(field, one) and one.right <= field.left + 4]
    return max(near, key=lambda one: one.right, default=None)


def _after(field: Field, segments: Sequence[Segment]) -> Segment | None:
    near = [one for one in segments if _level(field, one) and -4 <= one.left - field.right < 40]
    return min(near, key=lambda one: one.left, default=None) or _before(field, segments)


def _above(field: Field, segments: Sequence[Segment]) -> Segment | None:
    near = [
        one
        for one in segments
        if one.words[0].bottom <= field.top + 4
        and field.top - one.words[0].bottom < 20
        and one.left < field.right
        and one.right > field.left
    ]
    return max(near, key=lambda one: one.words[0].bottom, default=None)
