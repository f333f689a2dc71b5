"""The templates that an authority edits, each with the shipped one behind it.

A template is used once it has passed its check. One that has not, or that fails on the values of a letter, is reported,
and its last good version takes its place, else the shipped one: a mistake in a letter never stops a referral.
"""

from __future__ import annotations

import contextlib
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import css_inline

from mailbot.config.mistakes import Mistake, Mistakes, nearest
from mailbot.letters.forms import FORMS
from mailbot.letters.markdown import as_html, as_text
from mailbot.letters.oneline import one_line
from mailbot.letters.piece import Piece, piece
from mailbot.letters.questions import FILE as QUESTIONS
from mailbot.letters.questions import questions

LONGEST_SUBJECT = 200  # characters
BESIDES = ("README.md", QUESTIONS)
MADE_OF = (".md", ".html", ".toml")  # an editor's backup files and the like are no letters

# What is inlined stays as well, for the rules that cannot be (dark mode, narrow screens)
_inliner = css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter's words. `fault` is what was wrong with the authority's own template, if another one was used."""

    subject: str
    text: str
    html: str
    fault: Mistake | None = None


@dataclass(frozen=True, slots=True)
class _Filled:
    subject: str
    body: str
    fault: Mistake | None


class Templates:
    """`own`, `shipped` and `good`, the last good versions: file name -> text.

    A broken shipped template raises `Mistakes` when it is needed.
    """

    def __init__(
        self, own: Mapping[str, str], shipped: Mapping[str, str], good: Mapping[str, str] | None = None
    ) -> None:
        self._own, self._shipped, self._good = own, shipped, good or {}

    @property
    def own(self) -> Mapping[str, str]:
        """The authority's own files, with those that it left as they are shipped."""
        return self._own

    @property
    def shipped(self) -> Mapping[str, str]:
        return self._shipped

    def falling_back_on(self, good: Mapping[str, str]) -> Templates:
        """The same templates, with these last good versions behind them."""
        return Templates(self._own, self._shipped, good)

    def check_file(self, file: str) -> tuple[Mistake, ...]:
        """Every mistake of one own template, or of the questions."""
        return self._asking[1] if file == QUESTIONS else self._own_piece(file)[1]

    def check(self) -> tuple[Mistake, ...]:
        """Every mistake of every own template."""
        faults = (mistake for file in FORMS for mistake in self._own_piece(file)[1])
        return (*self._strangers(), *self._absent(), *self._asking[1], *faults)

    def letter(
        self, file: str, values: Mapping[str, object], before: str = "", after: tuple[str, ...] = ()
    ) -> Rendered:
        """The letter of template `file`, with the parts `before` (when a child may be in danger) and `after` it."""
        first = self._filled(before, values) if before else None
        main = self._filled(file, values)
        last = [self._filled(part, values) for part in after]
        body = "\n\n".join(filled.body for filled in (main, *last))
        urgent = first.body if first else ""
        subject = one_line(main.subject, LONGEST_SUBJECT)
        page = self._filled(
            "layout.html",
            {**values, "subject": subject, "urgent": as_html(urgent), "body": as_html(body)},
        )
        faults = [filled.fault for filled in (main, page, *last, *([first] if first else [])) if filled.fault]
        text = as_text(f"{urgent}\n\n{body}")
        return Rendered(subject, text, _inliner.inline(page.body), faults[0] if faults else None)

    def part(self, file: str, values: Mapping[str, object]) -> Rendered:
        """A part by itself, to be looked at."""
        filled = self._filled(file, values)
        return Rendered("", as_text(filled.body), as_html(filled.body), filled.fault)

    def page(self, file: str, values: Mapping[str, object]) -> str:
        """An HTML page of its own."""
        return _inliner.inline(self._filled(file, values).body)

    def questions(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The question that asks for each fact, by the code of the fact."""
        good, shipped = (questions(texts.get(QUESTIONS, ""))[0] for texts in (self._good, self._shipped))
        known = ChainMap(*(dict(found) for found in (self._asking[0], good, shipped)))
        return tuple(known.get(code) or f"What is the {code.replace('_', ' ')}?" for code in codes)

    def _filled(self, file: str, values: Mapping[str, object]) -> _Filled:
        """The own template filled with the values; the next best one, and the fault, when that cannot be."""
        own, mistakes = self._own_piece(file)
        fault = mistakes[0] if mistakes else None
        if own is not None:
            try:
                return _Filled(*own.rendered(values), None)
            except Exception as error:  # no mistake in a template may stop a referral; it is told instead
                says = f"cannot be rendered: {type(error).__name__}"
                fault = Mistake(
                    f"templates/{file}", "", None, says, "Another version is used; change it in small steps"
                )
        good = piece(file, self._good[file])[0] if file in self._good else None
        if good is not None:
            with contextlib.suppress(Exception):  # the shipped one is left
                return _Filled(*good.rendered(values), fault)
        return _Filled(*self._shipped_piece(file).rendered(values), fault)

    def _own_piece(self, file: str) -> tuple[Piece | None, tuple[Mistake, ...]]:
        return piece(file, self._own[file]) if file in self._own else (None, ())

    def _shipped_piece(self, file: str) -> Piece:
        made, mistakes = piece(file, self._shipped.get(file, ""))
        if made is None:
            raise Mistakes(mistakes)
        return made

    @cached_property
    def _asking(self) -> tuple[Mapping[str, str], tuple[Mistake, ...]]:
        return questions(self._own.get(QUESTIONS, ""), questions(self._shipped.get(QUESTIONS, ""))[0])

    def _strangers(self) -> Iterator[Mistake]:
        """Files that no letter is made from: most likely a name was mistyped."""
        files = {file for file in self._own if file.endswith(MADE_OF) and not file.startswith(".")}
        for file in sorted(files - set(FORMS) - set(BESIDES)):
            near = nearest(file, FORMS)
            mend = f"Did you mean {near}?" if near else f"Remove it; there are: {', '.join(FORMS)}"
            yield Mistake(f"templates/{file}", "", None, "no letter is made from this file", mend)

    def _absent(self) -> Iterator[Mistake]:
        for file in (*FORMS, QUESTIONS):
            if file not in self._own:
                mend = "The shipped one is used; `mailbot init` writes it again"
                yield Mistake(f"templates/{file}", "", None, "the file is missing", mend)
