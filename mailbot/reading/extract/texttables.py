"""Tables typed into running text: neighbouring lines of cells between bars or tabs."""

from __future__ import annotations

import re

_BAR = re.compile(r"\s{0,6}\|\s{0,6}|\t{1,4}")
_RULE = re.compile(r"[\s|+:=-]{3,}")


def cells(line: str) -> tuple[str, ...]:
    """The cells of a line; none where it is no row of three or more."""
    if line.count("|") < 2 and line.count("\t") < 2:
        return ()
    found = tuple(cell.strip() for cell in _BAR.split(line.strip().strip("|")))
    return found if len(found) > 2 else ()


def blocks(text: str) -> list[str | list[tuple[str, ...]]]:
    """`text` as stretches of lines and, in their places, the rows of two or more lines of cells."""
    out: list[str | list[tuple[str, ...]]] = []
    for line in text.split("\n"):
        row = cells(line)
        last = out[-1] if out else None
        if row or (isinstance(last, list) and _RULE.fullmatch(line)):
            if isinstance(last, list):
                last += [row] if row else []
            else:
                out.append([row])
        elif isinstance(last, str):
            out[-1] = f"{last}\n{line}"
        else:
            out.append(line)
    return [_line(block) if isinstance(block, list) and len(block) < 2 else block for block in out]


def _line(rows: list[tuple[str, ...]]) -> str:
    return "  ".join(rows[0])
