"""Jinja2 for people who write letters: a small, bounded part of the language, run in Jinja's own sandbox.

What a template may do is a list of what is allowed, not of what is forbidden: show a variable or a field of a row,
`if`, `for`, comparisons, and the filters below. There are no calls, no `set`, no macros and no imports, so that none
of the known ways out of Jinja's sandbox has a first step. Time and size are bounded as well: loops lie at most
`DEEPEST` deep and spend steps, values are capped, the output is measured while it grows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import StrictUndefined, Template, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailbot.letters.oneline import one_line

LONGEST_SOURCE = 32_000  # characters of a template
STEPS = 50_000  # rounds of all loops together
DEEPEST = 2  # loops within one another

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Tuple,
    nodes.List,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
)


class Overlong(Exception):
    """The template makes too much text or loops too often."""


@dataclass(slots=True)
class Steps:
    """What is left of a rendering's rounds."""

    left: int = STEPS

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Overlong("loops too often")


@dataclass(frozen=True, slots=True)
class Sandbox:
    """One way of writing values: as Markdown, as one line, or as HTML."""

    environment: ImmutableSandboxedEnvironment

    def parse(self, source: str) -> nodes.Template:
        """The template's tree. Raises jinja2.TemplateSyntaxError, RecursionError."""
        return self.environment.parse(source)

    def compile(self, tree: nodes.Template) -> Template:
        """The tree, made ready with every loop paced. Only for a tree in which nothing forbidden was found."""
        for loop in list(tree.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, "paced", [], [], None, None, lineno=loop.lineno)
        code = self.environment.compile(tree)
        return Template.from_code(self.environment, code, self.environment.make_globals(None))


@dataclass(slots=True)
class Measured:
    """Text that is refused once it grows beyond `longest` characters."""

    longest: int
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def take(self, pieces: Iterable[str]) -> str:
        for piece in pieces:
            self.length += len(piece)
            if self.length > self.longest:
                raise Overlong("makes too much text")
            self.pieces.append(piece)
        return "".join(self.pieces)


def render(template: Template, values: Mapping[str, object], longest: int) -> str:
    """What the template makes of the values. Raises `Overlong`, jinja2.UndefinedError, TypeError."""
    return Measured(longest).take(template.generate({**values, "_steps": Steps()}))


@pass_context
def _paced(context: Context, items: Iterable[object]) -> Iterator[object]:
    steps = context["_steps"]
    for item in items:
        steps.spend()
        yield item


def _rows(items: object) -> tuple[object, ...]:
    if not isinstance(items, tuple):
        raise TypeError("a list is wanted here")
    return items


def join(items: object, by: str = ", ") -> str:
    """The items with `by` between them."""
    return str(by).join(str(item) for item in _rows(items))


def listed(items: object) -> str:
    """`a, b and c`."""
    words = [str(item) for item in _rows(items)]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


FILTERS: Mapping[str, Callable[..., object]] = {
    "join": join,
    "listed": listed,
    "length": lambda items: len(_rows(items)),
    "first": lambda items: next(iter(_rows(items)), ""),
    "last": lambda items: next(iter(_rows(items)[-1:]), ""),
    "upper": lambda text: str(text).upper(),
    "lower": lambda text: str(text).lower(),
    "capitalize": lambda text: str(text)[:1].upper() + str(text)[1:],
}


def _said(value: object) -> str:
    """A value as text; of one that is not there, nothing. An undefined one raises."""
    return "" if value is None else one_line(str(value))


def _as_markdown(value: object) -> str:
    """A value that Markdown takes letter by letter: every mark that could mean something is escaped."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", _said(value))


def _sandbox(finalize: Callable[[Any], Any], autoescape: bool) -> Sandbox:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        finalize=finalize,
        autoescape=autoescape,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,
        cache_size=0,
    )
    environment.globals.clear()
    environment.filters = {**FILTERS, "paced": _paced}
    environment.tests.clear()
    return Sandbox(environment)


def _as_html(value: object) -> object:
    return value if hasattr(value, "__html__") else _said(value)


MARKDOWN = _sandbox(_as_markdown, autoescape=False)
LINE = _sandbox(_said, autoescape=False)
HTML = _sandbox(_as_html, autoescape=True)
