"""All that reading knows about language: the labels of forms and the phrases of letters."""

from __future__ import annotations

from dataclasses import dataclass, field

from mailbot.model.cues import CueBook
from mailbot.model.labels import LabelBook
from mailbot.model.phrases import PhraseBook


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`labels` are read from `config/reading/labels.toml`, `phrases` from `config/policy/phrases/*.toml`.

    `cues` are read from `config/reading/cues/*.toml`.
    """

    labels: LabelBook
    phrases: PhraseBook
    cues: CueBook = field(default_factory=CueBook)
