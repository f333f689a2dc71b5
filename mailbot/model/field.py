"""A value together with the words it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands and the words themselves.

    `part` names the part of the mail as a person would ("body", "forwarded message 1", "CME form.docx");
    `quote` is the sender's own words, verbatim; `rule` is the name of the rule that read them;
    `confidence` runs from 0.0 (a guess, never shown as a fact) to 1.0 (a labelled, validated value).
    """

    part: str
    quote: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A value that was read, never without its evidence. An absent value is `None`, not a Field of None."""

    value: T
    evidence: Evidence
