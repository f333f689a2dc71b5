"""What the walk over an HTML page fills: lines of styled runs, and the cells of tables being read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mailbot.model.message import Table
from mailbot.reading.charset import tidy
from mailbot.reading.choice import Run, joined
from mailbot.reading.plain import Line

Block = Line | Table
_SPACE = re.compile(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")  # all but a single blank
_MAIL_HEADER = frozenset({"subject:", "date:", "from:", "to:", "cc:", "bcc:", "reply-to:", "sent:"})
_LONG_PROSE = 300  # characters of a cell that no form's row holds


@dataclass(slots=True)
class Flow:
    """Blocks in reading order, and the line that is being written."""

    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    depth: int = 0
    text: str = ""
    holds_table: bool = False

    def write(self, text: str, bold: bool, struck: bool, as_is: bool = False) -> None:
        if not as_is:
            text = _SPACE.sub(" ", text)
            if not self.runs or self.runs[-1].text.endswith(" "):
                text = text.lstrip(" ")
        if text:
            self.runs.append(Run(text, bold, struck))

    def end_line(self, forced: bool = False) -> None:
        """Close the line that is being written; an empty one counts only where a break was forced."""
        if self.runs or forced:
            for piece in tidy(joined(self.runs)).split("\n"):
                self.blocks.append(Line(" ".join(piece.split()), self.depth))
            self.runs = []

    def gap(self) -> None:
        """A paragraph ends or begins here: one empty line, never two."""
        self.end_line()
        last = self.blocks[-1] if self.blocks else None
        if last is not None and not (isinstance(last, Line) and not last.text and not last.rule):
            self.blocks.append(Line("", self.depth))

    def close(self) -> None:
        """No more is to come; `text` is all of it as one cell's: tables within become lines."""
        self.end_line()
        lines: list[str] = []
        for block in self.blocks:
            if isinstance(block, Line):
                lines.append(block.text)
            else:
                lines.extend(": ".join(cell for cell in row if cell) for row in block.rows)
                self.holds_table = True
        self.text = "\n".join(filter(None, lines))


@dataclass(slots=True)
class Cell:
    """A table cell: what it holds and how many columns and rows it spans."""

    flow: Flow
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Grid:
    """A table being read. `nested` is how many tables stand around it."""

    nested: int
    rows: list[list[Cell]] = field(default_factory=list)

    def settle(self, flow: Flow) -> bool:
        """Put the table into the flow around it: as a `Table` (True) if it says something, else as what it holds."""
        flow.gap()
        if self._is_mail_header():
            flow.blocks.extend(Line(" ".join(cell.flow.text for cell in row), flow.depth) for row in self.rows)
            return False
        if self._speaks():
            flow.blocks.append(Table(self._cells()))
            flow.gap()
            return True
        for row in self.rows:
            self._dissolve(row, flow)
        flow.gap()
        return False

    def _is_mail_header(self) -> bool:
        """Whether this is how Thunderbird shows the header of a mail that it forwards."""
        labels = [row[0].flow.text.lower() for row in self.rows if row]
        return "from:" in labels and _MAIL_HEADER.issuperset(labels)

    def _speaks(self) -> bool:
        """Whether rows and columns mean something here, or only place things on the page."""
        full = [[cell.flow for cell in row if cell.flow.text] for row in self.rows]
        paired = [row for row in full if len(row) > 1]
        plain = [row for row in paired if not any(cell.holds_table for cell in row)]
        if any(cell.holds_table for row in full for cell in row):
            return len(plain) > 1
        if len(full) == 1 and paired:
            return not self.nested and all(len(cell.text) < _LONG_PROSE for cell in paired[0])
        return bool(paired)

    def _cells(self) -> tuple[tuple[str, ...], ...]:
        """Rows of equal length; a merged cell's text in its first place, "" in the others."""
        taken: dict[int, int] = {}  # column -> rows that a cell from above still covers
        rows = []
        for row in self.rows:
            cells: list[str] = []
            for cell in row:
                _cover(taken, cells)
                if cell.rows > 1:
                    taken |= dict.fromkeys(range(len(cells), len(cells) + cell.columns), cell.rows)
                cells += [cell.flow.text, *[""] * (cell.columns - 1)]
            _cover(taken, cells)
            taken = {column: left - 1 for column, left in taken.items() if left > 1}
            rows.append(cells)
        width = max(len(cells) for cells in rows)
        return tuple(tuple(cells + [""] * (width - len(cells))) for cells in rows if any(cells))

    def _dissolve(self, row: list[Cell], flow: Flow) -> None:
        held = [cell.flow for cell in row if cell.flow.text]
        if len(held) > 1 and not any(cell.holds_table or "\n" in cell.text for cell in held):
            flow.blocks.append(Line(" ".join(cell.text for cell in held), flow.depth))
            return
        for cell in held:
            flow.blocks.extend(cell.blocks)


def _cover(taken: dict[int, int], cells: list[str]) -> None:
    while taken.get(len(cells), 0) > 0:
        cells.append("")
