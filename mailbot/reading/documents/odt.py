"""OpenDocument text (.odt, .ott): content.xml in reading order, headers and footers around it (ISO 26300)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mailbot.model.message import Attachment
from mailbot.reading.choice import Run, wingdings
from mailbot.reading.documents.archive import Archive
from mailbot.reading.documents.chosen import line_of
from mailbot.reading.documents.contents import Contents, corrupt, locked
from mailbot.reading.documents.embedded import LEAST_LETTERS, embedded
from mailbot.reading.documents.grid import MOST_COLUMNS, Cell, Sheet
from mailbot.reading.documents.markup import attribute, child, descendants, local, parse
from mailbot.reading.documents.tools import Tools

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WHAT = "OpenDocument text"
_PARAGRAPHS = {"p", "h"}
_PASSED_OVER = {
    "tracked-changes",
    "annotation",
    "forms",
    "sequence-decls",
    "note-citation",
    "ruby-text",
    "title",
    "desc",
}
_ROW_GROUPS = {"table-header-rows", "table-row-group", "table-rows"}
_MOST_REPEATED = 100


@dataclass(frozen=True, slots=True)
class Look:
    """What a text style does to its words, as far as it tells an answer."""

    marked: bool = False
    struck: bool = False
    symbols: bool = False


@dataclass(slots=True)
class _Document:
    looks: dict[str, Look]
    controls: dict[str, str]
    boxes: list[Element] = field(default_factory=list)  # text boxes anchored in the paragraph being read

    def blocks(self, parents: Iterable[Element], sheet: Sheet) -> None:
        for element in parents:
            name = local(element)
            if name in _PARAGRAPHS:
                self._paragraph(element, sheet)
            elif name == "table":
                sheet.table([self._row(row) for row in _rows(element)])
            elif name not in _PASSED_OVER:
                self.blocks(element, sheet)

    def _paragraph(self, paragraph: Element, sheet: Sheet) -> None:
        outside, self.boxes = self.boxes, []
        runs: list[Run] = []
        self._inline(paragraph, self.looks.get(attribute(paragraph, "style-name") or "", Look()), runs)
        sheet.line(line_of(runs))
        boxes, self.boxes = self.boxes, outside
        for box in boxes:
            self.blocks(box, sheet)

    def _inline(self, element: Element, look: Look, runs: list[Run]) -> None:
        _write(element.text, look, runs)
        for inner in element:
            name = local(inner)
            if name == "text-box":
                self.boxes.append(inner)
            elif name not in _PASSED_OVER:
                shown = self._sign(inner, name)
                if shown:
                    runs.append(Run(shown))
                if not (shown and name == "content-control"):
                    style = attribute(inner, "style-name") if name == "span" else None
                    self._inline(inner, self.looks.get(style or "", look), runs)
            _write(inner.tail, look, runs)

    def _sign(self, element: Element, name: str) -> str:
        """What an element shows besides its text: space, tab, break, or the state of a control."""
        if name == "s":
            count = attribute(element, "c") or "1"
            return " " * min(int(count), 200) if count.isascii() and count.isdecimal() else " "
        if name == "control":
            return self.controls.get(attribute(element, "control") or "", "")
        if name == "content-control" and attribute(element, "checkbox") == "true":
            return "☒" if attribute(element, "checked") == "true" else "☐"
        if name in ("fieldmark", "fieldmark-start"):
            return _legacy_box(element)
        return {"tab": "\t", "line-break": "\n"}.get(name, "")

    def _row(self, row: Element) -> list[Cell]:
        cells: list[Cell] = []
        for element in row:
            if local(element) not in ("table-cell", "covered-table-cell"):
                continue
            cell = Cell(Sheet())
            if local(element) == "table-cell":
                self.blocks(element, cell.sheet)
            cells += [cell] * (_repeats(element, "number-columns-repeated"))
        return cells[:MOST_COLUMNS]


def read_odt(attachment: Attachment, tools: Tools) -> Contents:
    """The document's text and tables."""
    archive = Archive.open(attachment.content, WHAT)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise locked(WHAT)
    if "content.xml" not in archive:
        raise corrupt(WHAT)
    content = parse(archive.read("content.xml"), WHAT)
    styles = parse(archive.read("styles.xml"), WHAT) if "styles.xml" in archive else None
    roots = [content] if styles is None else [styles, content]
    document = _Document(_looks(roots), _controls(content))
    sheet = Sheet()
    if styles is not None:
        document.blocks(descendants(styles, "header"), sheet)
    document.blocks(child(content, "body") or [], sheet)
    if styles is not None:
        document.blocks(descendants(styles, "footer"), sheet)
    items = tuple(sheet.items(attachment))
    return Contents(items, tuple(embedded(archive, attachment, pictures=sheet.letters < LEAST_LETTERS)))


def _write(text: str | None, look: Look, runs: list[Run]) -> None:
    if text:
        text = " ".join(text.replace("\r", "\n").replace("\n", " ").replace("\t", " ").split(" "))
        runs.append(Run(wingdings(text) if look.symbols else text, look.marked, look.struck))


def _looks(roots: Iterable[Element]) -> dict[str, Look]:
    """Text and paragraph styles by name."""
    looks = {}
    for root in roots:
        for style in descendants(root, "style"):
            given = child(style, "text-properties")
            if given is not None:
                looks[attribute(style, "name") or ""] = _look(given)
    return looks


def _look(given: Element) -> Look:
    font = (attribute(given, "font-name") or attribute(given, "font-family") or "").lower()
    weight = attribute(given, "font-weight") or ""
    return Look(
        marked=weight in ("bold", "600", "700", "800", "900")
        or (attribute(given, "text-underline-style") or "none") != "none"
        or (attribute(given, "background-color") or "transparent") not in ("transparent", "#ffffff"),
        struck=(attribute(given, "text-line-through-style") or "none") != "none"
        or (attribute(given, "text-line-through-type") or "none") != "none",
        symbols=font.startswith(("wingdings", "webdings")),
    )


def _controls(content: Element) -> dict[str, str]:
    """The shown state of every form control by its id."""
    shown = {}
    for element in content.iter():
        name = local(element)
        identity = attribute(element, "id")
        if identity is None:
            continue
        if name in ("checkbox", "radio"):
            state = attribute(element, "current-state") or attribute(element, "current-selected")
            state = state or attribute(element, "state") or attribute(element, "selected")
            label = attribute(element, "label") or ""
            shown[identity] = f"{'☒' if state in ('checked', 'true') else '☐'} {label}".strip()
        elif name in ("text", "textarea", "formatted-text", "combobox", "date"):
            shown[identity] = attribute(element, "current-value") or attribute(element, "value") or ""
    return shown


def _legacy_box(mark: Element) -> str:
    if not (attribute(mark, "type") or "").endswith("FORMCHECKBOX"):
        return ""
    checked = any(
        attribute(one, "name") == "Checkbox_Checked" and attribute(one, "value") == "true"
        for one in descendants(mark, "param")
    )
    return "☒" if checked else "☐"


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if local(element) == "table-row":
            count = _repeats(element, "number-rows-repeated")
            yield from [element] * (count if "".join(element.itertext()).strip() else 1)
        elif local(element) in _ROW_GROUPS:
            yield from _rows(element)


def _repeats(element: Element, name: str) -> int:
    count = attribute(element, name) or "1"
    return max(1, min(int(count), _MOST_REPEATED)) if count.isascii() and count.isdecimal() and len(count) < 9 else 1
