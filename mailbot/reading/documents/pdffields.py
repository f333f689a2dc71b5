"""A PDF's fillable fields (AcroForm, ISO 32000-1 section 12.7) as they stand on a page, with what was filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

_DEEPEST = 20  # parents of a field
_PUSH = 1 << 16  # flag of a push button, which holds no answer


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `label` is its internal name, or the tooltip that its designer gave it; the box in points."""

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
    if kind == "Tx":
        return Field(label, _text(_inherited(data, "V")), *place)
    if kind == "Ch":
        return Field(label, _chosen(_inherited(data, "V"), _inherited(data, "Opt")), *place)
    return None


def _chosen(value: Any, options: Any) -> str:
    """The chosen entries of a list as shown: an option may be a pair of its stored and its shown value."""
    pairs = (resolve1(one) for one in options) if isinstance(options, list) else ()
    shown = {_text(pair[0]): _text(pair[1]) for pair in pairs if isinstance(pair, list) and len(pair) == 2}
    values = value if isinstance(value, list) else [value]
    return ", ".join(filter(None, (shown.get(text, text) for text in map(_text, values))))


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
