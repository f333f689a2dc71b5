"""A TOML table read key by key, collecting what is wrong instead of stopping at the first mistake.

A value that is missing or of the wrong sort is told in `mistakes`, and a stand-in ("", 0, ...) is given back so that
reading goes on. Whoever reads raises `Mistakes` at the end, so that no stand-in is ever used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from mailbot.config.mistakes import Mistake, line_at, meant, nearest

E = TypeVar("E", bound=StrEnum)

_LEFT_OUT: Any = object()  # the stand-in of a key that may be left out


class Table:
    """One table of a file. `path` is its dotted name, "" for the whole file."""

    def __init__(self, file: str, text: str, data: dict[str, Any], mistakes: list[Mistake], path: str = "") -> None:
        self.file, self.path = file, path
        self._text, self._data, self._mistakes = text, data, mistakes
        self._asked: set[str] = set()

    def refuse(self, key: str, says: str, mend: str) -> None:
        """Tell a mistake at `key` of this table ("": the table itself)."""
        full = ".".join(part for part in (self.path, key) if part)
        self._mistakes.append(Mistake(self.file, full, line_at(self._text, full), says, mend))

    def text(self, key: str, default: str | None = None) -> str:
        value = self._take(key, str, "text in quotes", default)
        if value == "" and default is None and key in self._data:
            self.refuse(key, "empty", "Write it out, or restore the line")
        return str(value or "")

    def day(self, key: str) -> date:
        value = self._take(key, date, "a day such as 2026-11-23, without quotes", None)
        if isinstance(value, datetime):
            self.refuse(key, "a day is wanted, without a time", "Write it such as 2026-11-23, without quotes")
            return value.date()
        return value if isinstance(value, date) else date.min

    def whole(self, key: str) -> int:
        """A whole number, zero or more."""
        return self.optional_whole(key, required=True) or 0

    def optional_whole(self, key: str, required: bool = False) -> int | None:
        """A whole number, zero or more; None where it is left out."""
        value = self._take(key, int, "a whole number", None if required else _LEFT_OUT)
        if value is _LEFT_OUT or value is None:
            return None
        if isinstance(value, bool) or value < 0:
            self.refuse(key, "a whole number from 0 up is wanted", "Write it such as 10")
        return int(value)

    def flag(self, key: str) -> bool:
        return bool(self._take(key, bool, "true or false", None))

    def words(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        value = self._take(key, list, 'a list such as ["one", "two"]', default)
        if isinstance(value, list) and not all(isinstance(word, str) and word for word in value):
            self.refuse(key, "a list of words in quotes is wanted", 'Write it such as ["one", "two"]')
            return ()
        return tuple(value or ())

    def days(self, key: str) -> tuple[date, ...]:
        value = self._take(key, list, "a list of days such as [2026-11-23]", ())
        if not all(isinstance(day, date) and not isinstance(day, datetime) for day in value or ()):
            self.refuse(key, "a list of days is wanted", "Write it such as [2026-11-23, 2026-11-24]")
            return ()
        return tuple(value or ())

    def choice(self, key: str, names: type[E], required: bool = False) -> E | None:
        """One of the names; None where the key is left out."""
        word = self.text(key, None if required else "")
        return self.named(key, word, names) if word else None

    def choices(self, key: str, names: type[E]) -> tuple[E, ...]:
        """Any of the names; none where the key is left out."""
        found = (self.named(key, word, names) for word in self.words(key, ()))
        return tuple(name for name in found if name is not None)

    def named(self, key: str, word: str, names: type[E]) -> E | None:
        """The name that `word` is; a mistake at `key` where it is none."""
        if word in list(names):
            return names(word)
        self.refuse(key, f'unknown word "{word}"', meant(word, names))
        return None

    def names(self) -> tuple[str, ...]:
        return tuple(self._data)

    def tables(self) -> Iterator[tuple[str, Table]]:
        """Every table in this one, by name; anything else in it is a mistake."""
        for name, value in self._data.items():
            self._asked.add(name)
            if isinstance(value, dict):
                yield name, Table(self.file, self._text, value, self._mistakes, self._below(name))
            else:
                self.refuse(name, "stands outside a table", f"Move it below a [table], or write [{name}]")

    def table(self, key: str) -> Table:
        """The table `key` in this one; told as missing where it is not there."""
        value = self._take(key, dict, f"a table [{self._below(key)}]", None)
        return Table(self.file, self._text, value or {}, self._mistakes, self._below(key))

    def end(self) -> None:
        """Tell every key that nobody asked for."""
        for key in self._data.keys() - self._asked:
            guess = nearest(key, self._asked - self._data.keys()) or nearest(key, self._asked)
            known = f"Known here: {', '.join(sorted(self._asked))}"
            self.refuse(key, "unknown key", f"Did you mean {guess}?" if guess else known)

    def _below(self, name: str) -> str:
        bare = name.replace("-", "").replace("_", "").isalnum() and name.isascii()
        return ".".join(part for part in (self.path, name if bare else f'"{name}"') if part)

    def _take(self, key: str, sort: type, wanted: str, default: Any) -> Any:
        self._asked.add(key)
        if key not in self._data:
            if default is None:
                self.refuse(key, "missing", f"Add {key} = {wanted}")
            return default
        value = self._data[key]
        if not isinstance(value, sort):
            self.refuse(key, f"{wanted} is wanted", "Change the value")
            return default
        return value


def parsed(text: str, file: str, mistakes: list[Mistake]) -> Table:
    """The file as a table; an empty one, and a mistake told, where it is not TOML."""
    return Table(file, text, decoded(text, file, mistakes), mistakes)


def decoded(text: str, file: str, mistakes: list[Mistake]) -> dict[str, Any]:
    """What the TOML says; nothing, and a mistake told, where it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line ([0-9]{1,9})", str(error))
        line = int(at[1]) if at else None
        mistakes.append(Mistake(file, "", line, f"not TOML: {error}", "Mend the line; look at quotes and brackets"))
        return {}
