"""HTML mail to lines and tables, as a reader sees them: nothing hidden, no soup, tables kept as rows and cells.

One walk over selectolax's tree with a stack of our own, so nesting costs memory and never recursion. Tables that only
lay out the page are dissolved into what they hold; tables that say something become `Table`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mailbot.reading.charset import tidy
from mailbot.reading.choice import wingdings
from mailbot.reading.flow import Block, Cell, Flow, Grid
from mailbot.reading.plain import Line

MOST_CHARACTERS = 1_500_000
MOST_NODES = 200_000
MOST_NESTED = 400
_SKIPPED = {"head", "style", "script", "title", "template", "noscript", "iframe", "object", "svg", "math", "map", "xml"}
_LINES = {"div", "section", "article", "header", "footer", "main", "center", "address", "dd", "dt", "form", "fieldset"}
_GAPS = {"p", "ul", "ol", "dl", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}
_STYLED = {"b", "strong", "th", "s", "strike", "del", "font", "pre", "blockquote"}
_HIDDEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all|font-size\s{0,3}:\s{0,3}0(?:px|pt|em)?\s{0,3}(?:;|$)",
    re.I,
)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s{0,3}:[^;]{0,60}line-through", re.I)
_BOLD = re.compile(r"font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)", re.I)
_UNBOLD = re.compile(r"font-weight\s{0,3}:\s{0,3}(?:normal|[1-4]00)", re.I)
_FLUSH = re.compile(r"margin\s{0,3}:\s{0,3}0(?:[a-z]{1,3})?\s{0,3}(?:;|$|0)|margin-bottom\s{0,3}:\s{0,3}0", re.I)
_QUOTING = re.compile(r"quote|cite", re.I)
_INLINE_DATA = re.compile(r"(?i)data:[a-z/+.-]{1,80};base64,[a-z0-9+/=%\s]{64,}")
_NESTING = re.compile(  # elements that stay open until closed; <p>, <td> and the like close one another
    r"<(/?)(?!(?:p|li|t[dhr]|d[dt]|option|br|img|hr|meta|link|input|col|wbr|area|base|o:p|tbody|thead)\b)[a-z]", re.I
)
_TAG = re.compile(r"<[^<>]{0,5000}>")
_CID = re.compile(r"(?i)cid:([^\"'\s>)]{1,400})")


@dataclass(frozen=True, slots=True)
class Style:
    """What a node inherits from those around it."""

    bold: bool = False
    struck: bool = False
    as_is: bool = False  # <pre>
    symbols: bool = False  # set in Wingdings
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML part read: its blocks, and the content ids of the images that it shows."""

    blocks: list[Block]
    shown: frozenset[str]
    marked: bool = False  # it strikes out, ticks or tabulates: a plain-text twin would lose that
    whole: bool = True


def read_page(html: str) -> Page:
    """An HTML document to blocks. Total; `whole` is False where it was too long to read to its end."""
    signs = html.lower()
    shown = frozenset(found[1] for found in _CID.finditer(html)) if "cid:" in signs else frozenset()
    html = _INLINE_DATA.sub("", html) if ";base64," in signs else html
    cut = html[:MOST_CHARACTERS]
    if _too_deep(cut):
        words = (line.strip() for line in tidy(_TAG.sub("\n", cut)).split("\n"))
        return Page([Line(line) for line in words if line], shown, whole=False)
    walk = _Walk()
    body = LexborHTMLParser(cut).body
    whole = walk.over(body) if body else True
    return Page(walk.page.blocks, shown, walk.marked, whole and len(html) <= MOST_CHARACTERS)


def _too_deep(html: str) -> bool:
    """Whether elements lie within elements so deeply that HTML5's parsing rules become quadratic."""
    depth = 0
    for tag in _NESTING.finditer(html):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MOST_NESTED:
            return True
    return False


@dataclass(slots=True)
class _Walk:
    """The walk: a stack of nodes to enter and of closings to do when what they opened has been walked."""

    page: Flow = field(default_factory=Flow)
    flows: list[Flow] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)  # the number of the last item; None: bullets
    marked: bool = False
    stack: list[tuple[LexborNode, Style] | Callable[[], None]] = field(default_factory=list)

    @property
    def flow(self) -> Flow:
        return self.flows[-1]

    def over(self, body: LexborNode) -> bool:
        """Walk all of it; False if there was too much."""
        self.flows = [self.page]
        self._descend(body, Style())
        left = MOST_NODES
        while self.stack and left:
            step = self.stack.pop()
            if callable(step):
                step()
                continue
            left -= 1
            self._enter(*step)
        whole = not self.stack
        for step in reversed(self.stack):
            if callable(step):
                step()
        self.page.end_line()
        return whole

    def _descend(self, node: LexborNode, style: Style) -> None:
        child = node.last_child
        while child is not None:
            self.stack.append((child, style))
            child = child.prev

    def _enter(self, node: LexborNode, style: Style) -> None:
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            self.flow.write(wingdings(text) if style.symbols else text, style.bold, style.struck, style.as_is)
        elif tag == "br":
            self.flow.end_line(forced=True)
        elif tag == "hr":
            self.flow.end_line()
            self.flow.blocks.append(Line("", style.depth, rule=True))
        elif node.is_element_node and tag not in _SKIPPED:
            self._element(node, tag, style)

    def _element(self, node: LexborNode, tag: str, style: Style) -> None:
        given = node.attributes
        look = given.get("style") or ""
        if "hidden" in given or (look and _HIDDEN.search(look)):
            return
        if tag == "input":
            self._box(given)
            return
        if "mso-list" in look and "gnore" in look:  # Word prints the bullet as text
            self._bullet(node)
            return
        if look or tag in _STYLED:
            style = self._styled(style, tag, look, given)
        self._open(tag, given, look, style)
        if tag == "a":
            self._link(node, given, style)
        self._descend(node, style)

    def _styled(self, style: Style, tag: str, look: str, given: dict[str, str | None]) -> Style:
        if tag in ("b", "strong", "th") or (look and _BOLD.search(look)):
            style = replace(style, bold=True)
        elif look and _UNBOLD.search(look):
            style = replace(style, bold=False)
        if tag in ("s", "strike", "del") or (look and _STRUCK.search(look)):
            self.marked = True
            style = replace(style, struck=True)
        if "wingdings" in look.lower() or (given.get("face") or "").lower().startswith("wingdings"):
            style = replace(style, symbols=True)
        if tag == "pre":
            style = replace(style, as_is=True)
        if tag == "blockquote" and _QUOTING.search(
            f"{given.get('type')} {given.get('class')} {given.get('cite')}" + ("cite" if "border-left" in look else "")
        ):
            style = replace(style, depth=style.depth + 1)
        return style

    def _open(self, tag: str, given: dict[str, str | None], look: str, style: Style) -> None:
        """Begin what the tag begins and put its closing on the stack."""
        if tag == "table":
            self._table()
        elif tag == "tr" and self.grids:
            self.grids[-1].rows.append([])
        elif tag in ("td", "th") and self.grids:
            self._cell(given)
        elif tag == "li":
            self._item()
        elif tag == "blockquote" and style.depth != self.flow.depth:
            self._quote(style)
        elif tag in _GAPS:
            self._paragraph(tag, given, look)
        elif tag in _LINES:
            self.flow.end_line()
            self.stack.append(self.flow.end_line)

    def _paragraph(self, tag: str, given: dict[str, str | None], look: str) -> None:
        flow = self.flow
        if tag == "p" and ((given.get("class") or "").startswith("Mso") or _FLUSH.search(look)):
            flow.end_line()
            self.stack.append(flow.end_line)
            return
        flow.gap()
        self.stack.append(flow.gap)
        if tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
            self.stack.append(self._end_list)

    def _quote(self, style: Style) -> None:
        flow, outside = self.flow, self.flow.depth
        flow.gap()
        flow.depth = style.depth

        def close() -> None:
            flow.end_line()
            flow.depth = outside

        self.stack.append(close)

    def _table(self) -> None:
        grid, flow = Grid(nested=len(self.grids)), self.flow
        self.grids.append(grid)

        def close() -> None:
            self.grids.pop()
            self.marked = grid.settle(flow) or self.marked

        self.stack.append(close)

    def _cell(self, given: dict[str, str | None]) -> None:
        grid = self.grids[-1]
        cell = Cell(Flow(depth=self.flow.depth), _span(given.get("colspan")), _span(given.get("rowspan")))
        if not grid.rows:
            grid.rows.append([])
        grid.rows[-1].append(cell)
        self.flows.append(cell.flow)

        def close() -> None:
            cell.flow.close()
            self.flows.pop()

        self.stack.append(close)

    def _item(self) -> None:
        flow = self.flow
        flow.end_line()
        number = self.lists[-1] if self.lists else None
        if number is not None:
            self.lists[-1] = number + 1
        flow.write("- " if number is None else f"{number + 1}. ", False, False)
        self.stack.append(flow.end_line)

    def _end_list(self) -> None:
        self.lists.pop()

    def _box(self, given: dict[str, str | None]) -> None:
        if (given.get("type") or "").lower() in ("checkbox", "radio"):
            self.marked = True
            self.flow.write("☒ " if "checked" in given else "☐ ", False, False)
        elif (given.get("type") or "text").lower() in ("text", "date", "email", "tel", "number"):
            self.flow.write(given.get("value") or "", False, False)

    def _bullet(self, node: LexborNode) -> None:
        text = (node.text() or "").strip("\xa0 \t\r\n")
        self.flow.write(f"{text if text[:1].isalnum() else '-'} ", False, False)

    def _link(self, node: LexborNode, given: dict[str, str | None], style: Style) -> None:
        """An address that only the link knows is written after the words that carry it."""
        target = given.get("href") or ""
        scheme, _, rest = target.partition(":")
        address = rest.split("?", 1)[0].strip()
        if scheme.lower() in ("mailto", "tel") and 3 < len(address) <= 254:
            shown = node.text() or ""
            if scheme.lower() == "mailto" and address.lower() not in shown.lower() and "@" in address:
                self.stack.append(lambda: self.flow.write(f" <{address}>", style.bold, style.struck))


def _span(value: str | None) -> int:
    return (
        min(int(value), 50)
        if value and value.isascii() and value.isdecimal() and value.strip("0") and len(value) < 5
        else 1
    )
