"""With which strings the matches of a regular expression begin, worked out from the expression itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

_PARSER: Any = import_module("re._parser")
_WHOLE = 5  # letters of a beginning; more would tell no better where to look
_MOST = 800  # strings of one expression
_WIDEST = 12  # characters of a class that is taken apart
_ZERO_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


_NONE: frozenset[str] = frozenset()
_Operation = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class _Opening:
    """How an expression begins: `fixed` goes no further, what follows the expression is joined to `loose`."""

    fixed: frozenset[str]
    loose: frozenset[str]

    def then(self, following: _Opening) -> _Opening:
        fixed, loose = set(self.fixed), set[str]()
        for first in self.loose:
            if len(first) >= _WHOLE:
                fixed.add(first)
                continue
            fixed.update(first + more for more in following.fixed)
            loose.update(first + more for more in following.loose)
        return _Opening(frozenset(fixed), frozenset(loose))


_EMPTY = _Opening(frozenset(), frozenset([""]))
_UNKNOWN = _Opening(frozenset([""]), frozenset())


def beginnings(expression: str, flags: int) -> frozenset[str]:
    """The lower-case strings with one of which each match of `expression` begins; none where that cannot be told."""
    return _shortest(_of_sequence(_PARSER.parse(expression, flags)))


def _shortest(opening: _Opening) -> frozenset[str]:
    every = frozenset(one[:_WHOLE] for one in opening.fixed | opening.loose)
    return _NONE if "" in every or len(every) > _MOST else _without_longer(every)


def _without_longer(every: frozenset[str]) -> frozenset[str]:
    """The strings that none of the others begins."""
    return frozenset(one for one in every if not any(one[:end] in every for end in range(1, len(one))))


def _of_sequence(sequence: Iterable[_Operation]) -> _Opening:
    opening = _EMPTY
    for operation, argument in sequence:
        if not opening.loose or len(opening.fixed) + len(opening.loose) > _MOST:
            break
        opening = opening.then(_of_operation(str(operation), argument))
    return opening


def _of_operation(operation: str, argument: Any) -> _Opening:
    if operation in _ZERO_WIDTH:
        return _EMPTY
    if operation == "LITERAL":
        return _loose([chr(argument).lower()])
    if operation == "IN":
        return _of_class(argument)
    if operation == "SUBPATTERN":
        return _of_sequence(argument[3])
    if operation == "ATOMIC_GROUP":
        return _of_sequence(argument)
    if operation == "BRANCH":
        return _any_of([_of_sequence(one) for one in argument[1]])
    return _of_repeat(*argument) if operation in _REPEATS else _UNKNOWN


def _of_repeat(least: int, most: int, sequence: Iterable[_Operation]) -> _Opening:
    once = _of_sequence(sequence)
    if most != 1:
        once = _Opening(once.fixed | once.loose, frozenset())
    return once if least else _any_of([once, _EMPTY])


def _of_class(members: Iterable[_Operation]) -> _Opening:
    letters: set[str] = set()
    for operation, argument in members:
        if str(operation) == "LITERAL":
            letters.add(chr(argument).lower())
        elif str(operation) == "RANGE" and argument[1] - argument[0] < _WIDEST:
            letters.update(chr(code).lower() for code in range(argument[0], argument[1] + 1))
        else:
            return _UNKNOWN
    return _loose(letters) if len(letters) <= _WIDEST else _UNKNOWN


def _loose(strings: Iterable[str]) -> _Opening:
    return _Opening(frozenset(), frozenset(strings))


def _any_of(openings: Iterable[_Opening]) -> _Opening:
    listed = list(openings)
    return _Opening(
        frozenset().union(*(one.fixed for one in listed)), frozenset().union(*(one.loose for one in listed))
    )
