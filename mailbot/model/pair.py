"""A label and its value, wherever they stand: "Label: value" lines, table cells, form fields."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """`label` and `value` are as written ("" where the value was left blank).

    `key` is the field that the label names (a key of `config/reading/labels.toml`), None for an unknown label.
    `record` numbers the child's record within the mail (a row, a column, a repeated block); None: said of all.
    """

    label: str
    value: str
    key: str | None
    part: str
    hop: int = 0
    record: int | None = None
