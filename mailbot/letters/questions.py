"""The questions that a letter asks, one for each fact that policy wants: `questions.toml` beside the templates."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from mailbot.config.mistakes import Mistake, line_of, nearest
from mailbot.letters.oneline import one_line

FILE = "questions.toml"
LONGEST = 300


def questions(text: str, known: Mapping[str, str] | None = None) -> tuple[Mapping[str, str], tuple[Mistake, ...]]:
    """(code of a fact -> question, mistakes). With `known`, every one of its codes must be asked for, and no other."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {}, (Mistake(f"templates/{FILE}", "", None, f"not TOML: {error}", "Look at quotes and equals signs"),)
    good = {code: one_line(asks) for code, asks in table.items() if isinstance(asks, str) and 0 < len(asks) <= LONGEST}
    mistakes = [_unusable(text, code) for code in table if code not in good]
    if known is not None and text:
        mistakes += [_stranger(text, code, known) for code in table if code not in known]
        mistakes += [_absent(code, known) for code in known if code not in table]
    return good, tuple(mistakes)


def _unusable(text: str, code: str) -> Mistake:
    says = f"not a question of 1 to {LONGEST} characters in quotes"
    return Mistake(f"templates/{FILE}", code, line_of(text, code), says, "The shipped question is asked; mend this one")


def _stranger(text: str, code: str, known: Mapping[str, str]) -> Mistake:
    near = nearest(code, known)
    mend = f"Did you mean {near}?" if near else f"There are: {', '.join(known)}"
    return Mistake(f"templates/{FILE}", code, line_of(text, code), "no fact has this code", mend)


def _absent(code: str, known: Mapping[str, str]) -> Mistake:
    return Mistake(
        f"templates/{FILE}", code, None, "the question is missing", f'The shipped one is asked: "{known[code]}"'
    )
