"""One Word paragraph to one line of text: runs, form fields, content controls, symbols; text boxes are set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mailbot.reading.choice import Run, wingdings
from mailbot.reading.documents import chosen
from mailbot.reading.documents.markup import attribute, child, descendants, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TextBoxes = list["Element"]
_DROPPED = {"del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "sdtPr", "sdtEndPr", "Fallback"}
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol")
_OFF = ("0", "false", "off", "none")
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def settle_boxes(parent: Element) -> None:
    """Let every ticked or empty check box of a content control show as "☒" or "☐", whatever sign its font draws."""
    for control in descendants(parent, "sdt"):
        box = child(control, "sdtPr", "checkbox")
        content = child(control, "sdtContent")
        if box is None or content is None:
            continue
        state = child(box, "checked")
        shown = "☒" if state is not None and attribute(state, "val") not in _OFF else "☐"
        for run in list(descendants(content, "r")):
            for drawn in [one for one in run if local(one) != "rPr"]:
                run.remove(drawn)
            if shown:
                text = run.makeelement(run.tag[: -len("r")] + "t", {})
                text.text, shown = shown, ""
                run.append(text)


def is_placeholder(element: Element) -> bool:
    """Whether a content control shows only "Click or tap here to enter text"."""
    return local(element) == "sdt" and child(element, "sdtPr", "showingPlcHdr") is not None


def line_of(paragraph: Element, boxes: TextBoxes) -> str:
    """The paragraph's text as a reader sees it, a marked choice as "☒ Yes ☐ No"."""
    runs: list[Run] = []
    _walk(paragraph, runs, boxes)
    return chosen.line_of(runs)


def _walk(parent: Element, runs: list[Run], boxes: TextBoxes) -> None:
    for element in parent:
        name = local(element)
        if name == "r":
            _run(element, runs, boxes)
        elif name in ("txbxContent",):
            boxes.append(element)
        elif name not in _DROPPED and not is_placeholder(element):
            _walk(element, runs, boxes)


def _run(run: Element, runs: list[Run], boxes: TextBoxes) -> None:
    look = child(run, "rPr")
    if _is_on(look, "vanish") or (look is not None and child(look, "del") is not None):
        return
    marked = _is_marked(look)
    struck = _is_on(look, "strike") or _is_on(look, "dstrike")
    text = []
    for element in run:
        name = local(element)
        if name == "t":
            text.append(_shown(element.text or "", look))
        elif name in _BREAKS:
            text.append(_BREAKS[name])
        elif name == "sym":
            text.append(_symbol(attribute(element, "font") or "", attribute(element, "char") or ""))
        elif name == "fldChar":
            text.append(_form_field(element))
        elif name not in _DROPPED:
            _walk(element, runs, boxes)
    if text:
        runs.append(Run("".join(text), marked, struck))


def is_set_off(cell: Element) -> bool:
    """Whether a table cell is shaded, or all its words are in bold, underlined, highlighted or framed."""
    shade = child(cell, "tcPr", "shd")
    if shade is not None and (attribute(shade, "fill") or "auto").lower() not in ("auto", "ffffff"):
        return True
    looks = [child(run, "rPr") for run in descendants(cell, "r") if "".join(run.itertext()).strip()]
    return bool(looks) and all(_is_marked(look) for look in looks)


def _is_marked(look: Element | None) -> bool:
    return _is_on(look, "b") or _is_on(look, "u") or _is_on(look, "highlight") or _is_ringed(look)


def _is_on(look: Element | None, name: str) -> bool:
    found = child(look, name) if look is not None else None
    return found is not None and (attribute(found, "val") or "on") not in _OFF


def _is_ringed(look: Element | None) -> bool:
    return look is not None and child(look, "bdr") is not None


def _shown(text: str, look: Element | None) -> str:
    fonts = child(look, "rFonts") if look is not None else None
    font = (attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or "") if fonts is not None else ""
    return _drawn(text) if font.lower().startswith(_SYMBOL_FONTS) else text


def _symbol(font: str, code: str) -> str:
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return _drawn(sign) if font.lower().startswith(_SYMBOL_FONTS) or "\uf000" <= sign <= "\uf0ff" else sign


def _drawn(text: str) -> str:
    """Signs of a symbol font; Word keeps them in the private use area from U+F000."""
    return wingdings("".join(chr(ord(sign) & 0xFF) if "\uf000" <= sign <= "\uf0ff" else sign for sign in text))


def _form_field(mark: Element) -> str:
    """A legacy form field at its beginning: a check box, or the chosen entry of a list (ECMA-376 part 1, 17.16.7)."""
    data = child(mark, "ffData")
    if data is None:
        return ""
    box = child(data, "checkBox")
    if box is not None:
        state = child(box, "checked")
        state = child(box, "default") if state is None else state
        return "☒" if state is not None and (attribute(state, "val") or "1") not in _OFF else "☐"
    listed = child(data, "ddList")
    return _chosen(listed) if listed is not None else ""


def _chosen(listed: Element) -> str:
    result = child(listed, "result")
    index = (attribute(result, "val") or "0") if result is not None else "0"
    entries = [attribute(one, "val") or "" for one in listed if local(one) == "listEntry"]
    return entries[int(index)] if index.isascii() and index.isdecimal() and int(index) < len(entries) else ""
