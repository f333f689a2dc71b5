"""RTF paragraphs and table rows on their way to a sheet.

RTF has no tables, only rows: each says where its cells end (`\\cellx`, in twips), and neighbouring rows make a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mailbot.reading.choice import Run
from mailbot.reading.documents.chosen import line_of
from mailbot.reading.documents.grid import MOST_COLUMNS, Cell, Sheet

_NEAR = 60  # twips; edges closer than this are one column's


@dataclass(frozen=True, slots=True)
class _Edge:
    right: int
    merged: bool = False  # into the cell on its left
    continues: bool = False  # the cell above


@dataclass(slots=True)
class Rows:
    """Takes runs and structural control words; `sheet` holds the result after `end`."""

    sheet: Sheet = field(default_factory=Sheet)
    runs: list[Run] = field(default_factory=list)
    in_table: bool = False
    lines: list[str] = field(default_factory=list)  # of the cell being read
    cells: list[str] = field(default_factory=list)  # of the row being read
    edges: list[_Edge] = field(default_factory=list)
    table: list[tuple[list[str], list[_Edge]]] = field(default_factory=list)
    merged: bool = False
    continues: bool = False

    def word(self, word: str, number: int | None) -> None:
        """A control word that is not about characters."""
        if word in ("par", "sect", "page"):
            self.paragraph()
        elif word == "pard":
            self.in_table = False
        elif word == "intbl":
            self.in_table = True
        elif word == "trowd":
            self.edges, self.merged, self.continues = [], False, False
        elif word in ("clmrg", "clvmrg"):
            self.merged, self.continues = self.merged or word == "clmrg", self.continues or word == "clvmrg"
        elif word == "cellx":
            self.edges.append(_Edge(number or 0, self.merged, self.continues))
            self.merged = self.continues = False
        elif word == "cell":
            self._cell()
        elif word == "row":
            self._row()
        elif word in ("nestcell", "nestrow"):
            self.runs.append(Run("  " if word == "nestcell" else "\n"))

    def paragraph(self) -> None:
        """A paragraph ends: a line of the cell being read, or of the page."""
        text = self._line()
        if self.in_table or self.cells:
            self.lines.append(text)
            return
        self._settle()
        self.sheet.line(text)

    def end(self) -> None:
        """The document ends."""
        if self.cells or self.lines:
            self._row()
        self._settle()
        self.sheet.line(self._line())

    def _line(self) -> str:
        text, self.runs = line_of(self.runs), []
        return text

    def _cell(self) -> None:
        self.cells.append("\n".join([*self.lines, self._line()]).strip("\n"))
        self.lines = []

    def _row(self) -> None:
        if self.lines or self.runs:
            self._cell()
        if self.cells:
            self.table.append((self.cells[:MOST_COLUMNS], self.edges))
        self.cells = []

    def _settle(self) -> None:
        """Put the rows read so far into the sheet as one table."""
        rows, self.table = self.table, []
        if not rows:
            return
        columns = _columns(edge.right for _, edges in rows for edge in edges)
        self.sheet.table([_aligned(cells, edges, columns) for cells, edges in rows])


def _columns(rights: Iterable[int]) -> list[int]:
    """The right edges of a table's columns, near ones taken as one."""
    found: list[int] = []
    for right in sorted(set(rights)):
        if not found or right - found[-1] > _NEAR:
            found.append(right)
    return found[:MOST_COLUMNS]


def _aligned(texts: list[str], edges: list[_Edge], columns: list[int]) -> list[Cell]:
    """A row's cells, each as wide as the columns that it covers."""
    cells: list[Cell] = []
    reached = 0
    for index, text in enumerate(texts):
        edge = edges[index] if index < len(edges) else None
        covered = sum(1 for column in columns if column <= edge.right + _NEAR) if edge else reached + 1
        width, reached = max(1, covered - reached), max(covered, reached + 1)
        if edge and edge.merged and cells:
            cells[-1].columns += width
            continue
        sheet = Sheet()
        sheet.line(text)
        cells.append(Cell(sheet, width, bool(edge and edge.continues)))
    return cells
