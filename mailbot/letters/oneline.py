"""Text that goes into one line of a letter or a header."""

from __future__ import annotations

import re

LONGEST = 2000  # characters of one value in a letter

# C0 and C1 controls, line and paragraph separators, marks that turn or hide text, halves of surrogate pairs
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def one_line(text: str, longest: int = LONGEST) -> str:
    """`text` without control characters or line breaks, single-spaced, at most `longest` characters."""
    line = " ".join(_UNPRINTABLE.sub(" ", text[: 2 * longest]).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
