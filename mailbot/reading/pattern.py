"""Regular expressions with many alternatives, tried only where one of their matches may begin.

`re` tries every alternative at every character, up to half a microsecond each; the few strings with which a match may
begin are found in a text many times faster. What is matched is the same.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property

from mailbot.reading.beginnings import beginnings, telltales

_WORTH = 4  # strings found in the time in which `re` tries a character


class Pattern:
    """An expression; `plain` is what `re` makes of it. `start` and `end` mean what they mean to `re`."""

    def __init__(self, expression: str, flags: int = 0) -> None:
        self.plain = re.compile(expression, flags)
        self._source = (expression, flags)

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(sorted(beginnings(*self._source)))

    @cached_property
    def _telltales(self) -> tuple[str, ...]:
        return tuple(sorted(telltales(*self._source)))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match within [start, end)."""
        spots = self._spots(text, start, end)
        if spots is None:
            return self.plain.search(text, start, end) if self._may_stand_in(text) else None
        match = self.plain.match
        for at in spots:
            found = match(text, at, end)
            if found:
                return found
        return None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every match within [start, end), none of which overlap."""
        spots = self._spots(text, start, end)
        if spots is None:
            yield from self.plain.finditer(text, start, end) if self._may_stand_in(text) else ()
            return
        free = 0
        for at in spots:
            found = self.plain.match(text, at, end) if at >= free else None
            if found:
                free = found.end()
                yield found

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at `start`."""
        return self.plain.match(text, start, end) if self._may_stand_in(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of the whole text."""
        return self.plain.fullmatch(text) if self._may_stand_in(text) else None

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """`text` with every match replaced."""
        return self.plain.sub(replacement, text) if self.search(text) else text

    def _spots(self, text: str, start: int, end: int) -> list[int] | None:
        """Where in [start, end) a match may begin, in order; None where that is not to be told, or not worth it."""
        strings = self._beginnings
        if not strings or (min(end, len(text)) - start) * _WORTH < len(strings):
            return None
        lowered = text.lower()
        if len(lowered) != len(text):
            return None
        find, spots = lowered.find, list[int]()
        for string in strings:
            at = find(string, start, end)
            while at >= 0:
                spots.append(at)
                at = find(string, at + 1, end)
        spots.sort()
        return spots

    def _may_stand_in(self, text: str) -> bool:
        strings = self._telltales
        if not strings or len(text) * _WORTH < len(strings):
            return True
        lowered = text.lower()
        for string in strings:  # a plain loop: this is asked a thousand times a mail
            if string in lowered:
                return True
        return len(lowered) != len(text)
