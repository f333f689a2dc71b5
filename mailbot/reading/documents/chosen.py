"""A line of a form whose writer marked one of several printed options, whatever the options are.

`mailbot.reading.choice` knows Yes, No and their like wherever they stand; in a form's own line any short words between
slashes are options ("CIN / CP / LAC", "Boy / Girl / Prefer not to say").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailbot.reading.choice import Run, boxes, joined

_SLASH = re.compile(r"\s{0,4}/\s{0,4}")
_MOST, _LONGEST = 8, 30  # options, characters of one
_PREFIX = re.compile(r"[:?]\s{0,4}")


def line_of(runs: list[Run]) -> str:
    """The text of a line, a marked choice as "☒ Yes ☐ No"; other struck-out text is gone, as its writer meant."""
    if not any(run.struck or run.bold for run in runs):
        return boxes("".join(run.text for run in runs))
    return _chosen(runs) or joined(runs)


def _chosen(runs: list[Run]) -> str | None:
    text = "".join(run.text for run in runs)
    marks = "".join(("s" if run.struck else "b" if run.bold else "-") * len(run.text) for run in runs)
    start = max((found.end() for found in _PREFIX.finditer(text)), default=0)
    places = list(_options(text, start))
    if not 2 <= len(places) <= _MOST or "s" in marks[:start]:
        return None
    shown = [{mark for sign, mark in zip(text[a:b], marks[a:b], strict=True) if sign.isalnum()} for a, b in places]
    if any(len(one) != 1 for one in shown):
        return None
    struck, bold = [one == {"s"} for one in shown], [one == {"b"} for one in shown]
    if any(struck) and not all(struck):
        picked = [not one for one in struck]
    elif sum(bold) == 1:
        picked = bold
    else:
        return None
    answer = " ".join(f"{'☒' if one else '☐'} {text[a:b]}" for one, (a, b) in zip(picked, places, strict=True))
    return boxes(text[:start] + answer)


def _options(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the options between slashes stand, blank ends cut; nothing where one is no option."""
    places = []
    for found in [*_SLASH.finditer(text, start), None]:
        end = found.start() if found else len(text)
        option = text[start:end]
        left, right = start + len(option) - len(option.lstrip()), start + len(option.rstrip())
        if not 0 < right - left <= _LONGEST or any(sign.isdigit() or sign in "\n\t" for sign in option):
            return
        places.append((left, right))
        start = found.end() if found else end
    yield from places
