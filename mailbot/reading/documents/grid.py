"""Paragraphs and tables of a document on their way to items: lines to passages, cells to rows of equal length."""

from __future__ import annotations

from dataclasses import dataclass, field

from mailbot.model.message import Attachment, Item, Passage, Table

MOST_COLUMNS = 300
MOST_ROWS = 20_000


@dataclass(slots=True)
class Cell:
    """A table cell: what stands in it, and how many columns and rows it covers."""

    sheet: Sheet
    columns: int = 1
    continues: bool = False  # the lower part of a cell that was merged downwards


@dataclass(slots=True)
class Sheet:
    """Blocks in reading order: lines of text, and tables as rows of cells' text."""

    blocks: list[str | list[list[str]]] = field(default_factory=list)

    def line(self, text: str) -> None:
        """A paragraph; "" is an empty one."""
        self.blocks.extend(piece.strip() for piece in text.split("\n"))

    def table(self, rows: list[list[Cell]]) -> None:
        """A table. One that only frames or places what it holds is dissolved into it; tables in its cells follow it."""
        rows = [row for row in rows if row][:MOST_ROWS]
        cells = [cell for row in rows for cell in row if not cell.continues]
        if _is_frame(rows, cells):
            for cell in cells:
                self.blocks.extend(cell.sheet.blocks)
            return
        inner = [block for cell in cells for block in cell.sheet.take_tables()]
        self.blocks.append(_even([_row(row) for row in rows]))
        self.blocks.extend(inner)

    def take_tables(self) -> list[list[list[str]]]:
        """The tables that stand in a cell, taken out of it; one with a single row becomes a line of the cell."""
        taken = []
        for index, block in enumerate(self.blocks):
            if isinstance(block, list):
                self.blocks[index] = "  ".join(text for text in block[0] if text) if len(block) == 1 else ""
                taken += [block] if len(block) > 1 else []
        return taken

    @property
    def text(self) -> str:
        """The lines alone, as a cell shows them."""
        return "\n".join(block for block in self.blocks if isinstance(block, str) and block)

    @property
    def letters(self) -> int:
        """How much text there is, in lines and cells."""
        lines = [block for block in self.blocks if isinstance(block, str)]
        cells = [cell for block in self.blocks if isinstance(block, list) for row in block for cell in row]
        return sum(1 for text in (*lines, *cells) for sign in text if sign.isalnum())

    @property
    def tables(self) -> int:
        return sum(1 for block in self.blocks if isinstance(block, list))

    def items(self, attachment: Attachment) -> list[Item]:
        """All of it as items of one attachment."""
        made: list[Item] = []
        lines: list[str] = []
        for block in [*self.blocks, None]:
            if isinstance(block, str):
                lines.append(block)
                continue
            text = _joined(lines)
            if text:
                made.append(Passage(text, attachment.part, attachment.hop))
            lines = []
            if block and any(any(row) for row in block):
                made.append(Table(tuple(tuple(row) for row in block), attachment.part, attachment.hop))
        return made


def _is_frame(rows: list[list[Cell]], cells: list[Cell]) -> bool:
    if len(cells) <= 1:
        return True
    return (len(rows) == 1 or all(len(row) == 1 for row in rows)) and any(cell.sheet.tables for cell in cells)


def _row(row: list[Cell]) -> list[str]:
    texts: list[str] = []
    for cell in row:
        texts += ["" if cell.continues else cell.sheet.text, *[""] * (min(cell.columns, MOST_COLUMNS) - 1)]
    return texts[:MOST_COLUMNS]


def _even(rows: list[list[str]]) -> list[list[str]]:
    width = max(len(row) for row in rows)
    return [row + [""] * (width - len(row)) for row in rows]


def _joined(lines: list[str]) -> str:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")
