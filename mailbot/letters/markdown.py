"""Markdown -> HTML and plain text. Raw HTML, pictures and code are no part of a letter and stay plain words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

WIDTH = 72
UNSAID = ["image", "code", "fence", "backticks", "autolink", "html_block", "html_inline", "lheading", "reference"]

_parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(UNSAID)


def as_html(markdown: str) -> Markup:
    """HTML elements: p, h1-h6, ul, ol, li, strong, em, a (https, mailto), hr, blockquote, table."""
    return Markup(_parser.render(markdown))  # noqa: S704  the parser escapes all but its own elements


def as_text(markdown: str) -> str:
    """Text for a reader without HTML: wrapped at 72, lists numbered, a link as `words (address)`."""
    return "\n\n".join(_blocks(SyntaxTreeNode(_parser.parse(markdown)))) + "\n"


def _blocks(node: SyntaxTreeNode) -> Iterator[str]:
    for child in node.children:
        text = _block(child)
        if text:
            yield text


def _block(node: SyntaxTreeNode) -> str:
    if node.type == "heading":
        title = _inline(node)
        return f"{title}\n{'-' * min(len(title), WIDTH)}"
    if node.type in ("bullet_list", "ordered_list"):
        return _list(node)
    if node.type == "blockquote":
        return textwrap.indent("\n\n".join(_blocks(node)), "> ", lambda line: True)
    if node.type == "table":
        return "\n".join(" | ".join(_inline(cell) for cell in row.children) for row in node.walk() if row.type == "tr")
    if node.type == "hr":
        return "-" * WIDTH
    return "\n".join(_wrapped(line) for line in _inline(node).split("\n"))


def _list(node: SyntaxTreeNode) -> str:
    first = int(node.attrs.get("start", 1))
    items = []
    for number, item in enumerate(node.children, first):
        mark = f"{number}. " if node.type == "ordered_list" else "- "
        body = "\n".join(_blocks(item))
        items.append(mark + textwrap.indent(body, " " * len(mark)).lstrip(" "))
    return "\n".join(items)


def _wrapped(line: str) -> str:
    return textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)


def _inline(node: SyntaxTreeNode) -> str:
    """The words of a block. Line breaks that the author meant stay, others become spaces."""
    if node.type == "link":
        words, address = "".join(map(_inline, node.children)), str(node.attrs.get("href", ""))
        return words if address.removeprefix("mailto:") == words else f"{words} ({address})"
    if node.type in ("text", "text_special"):
        return str(node.content)
    if node.type in ("softbreak", "hardbreak"):
        return " " if node.type == "softbreak" else "\n"
    return "".join(map(_inline, node.children))
