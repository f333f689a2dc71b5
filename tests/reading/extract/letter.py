"""Letters in plain text and what their facts are, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from mailbot.config.cues import cue_book
from mailbot.config.labels import label_book
from mailbot.model.cues import CueBook
from mailbot.model.field import Field
from mailbot.model.labels import LabelBook
from mailbot.model.message import Document, Passage
from mailbot.model.trust import Trust
from mailbot.reading.extract.facts import Facts, facts
from mailbot.reading.extract.pairs import pairs
from mailbot.reading.message import parse

SIGNATURE = "Jo Hall\nOffice Manager\nOak Primary School\n01632 960000\n"
ON = date(2026, 11, 20)


READING = Path(__file__).parents[3] / "config" / "reading"


@cache
def label_variants() -> LabelBook:
    return label_book((READING / "labels.toml").read_text())


@cache
def cues() -> CueBook:
    return cue_book({path.name: path.read_text() for path in (READING / "cues").glob("*.toml")})


def facts_of(
    text: str,
    sender: str = "Jo Hall <jhall@oak.example>",
    subject: str = "CME",
    signed: str = SIGNATURE,
    enclosed: str = "",
) -> Facts:
    """The facts of a mail that `sender` wrote on Friday 20 November 2026, with the text of a letter that it encloses."""
    head = f"From: {sender}\nTo: CME@havering.gov.uk\nSubject: {subject}\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n"
    head += "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    message = parse((head + text + "\n\n" + signed).encode(), Trust())
    if enclosed:
        message = replace(message, documents=(Document("l.docx", "docx", "l.docx", (Passage(enclosed, "l.docx"),)),))
    return facts(message, pairs(message, label_variants()), cues(), ON)


def value(field: Field[Any] | None) -> str | None:
    return None if field is None else str(field.value)
