"""What pydantic finds wrong with the shape of `mailbot.toml`, in words for the person who edits the file."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from mailbot.config.mistakes import meant
from mailbot.config.rules import Told

_SAMPLES = {str: '"..."', int: "10", float: "10.0", bool: "true"}
# pydantic's kind of error, as far as it does not depend on the key -> (what is wrong, what to do)
_WORDS = {
    "string_type": ("text is wanted", 'Write it in quotes, such as "..."'),
    "int_type": ("a whole number is wanted", "Write it without quotes, such as 60"),
    "float_type": ("a number is wanted", "Write it without quotes, such as 10.0"),
    "bool_type": ("true or false is wanted", "Write true or false, without quotes"),
    "tuple_type": ("a list is wanted", 'Write it in brackets, such as ["...", "..."]'),
    "time_type": ("a time of day is wanted", "Write it such as 07:30:00, without quotes"),
    "too_short": ("an empty list", "Name one at least"),
}
_BOUNDS = {
    "greater_than_equal": ("too small", "Write {ge} or more"),
    "less_than_equal": ("too large", "Write {le} or less"),
    "greater_than": ("too small", "Write more than {gt}"),
}


def told(error: ValidationError, model: type[BaseModel]) -> Iterator[Told]:
    """(dotted key, what is wrong, what to do) of each error that `model` raised."""
    for detail in error.errors(include_url=False):
        path = [str(part) for part in detail["loc"] if isinstance(part, str) and part != "[key]"]
        yield ".".join(path), *_words(detail, path, model)


def _words(detail: Any, path: list[str], model: type[BaseModel]) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "value_error":  # our own words, in settings.py
        says, _, mend = str(context["error"]).partition(". ")
        return says, mend
    if kind in _BOUNDS:
        says, mend = _BOUNDS[kind]
        return f"{detail['input']} is {says}", mend.format(**context)
    match kind:
        case "extra_forbidden":
            return "unknown key", meant(path[-1], _names(_sort(path[:-1], model)))
        case "enum":
            return f'there is no mailbox "{path[-1]}"', meant(path[-1], _names(_sort(path[:-1], model)))
        case "literal_error":
            return f'"{detail["input"]}" is not known here', meant(str(detail["input"]), _names(_sort(path, model)))
        case "missing":
            return "missing", _addition(path, model)
        case "model_type" | "dict_type":
            return "a table is wanted", f"Write [{'.'.join(path)}], and its keys below it"
    return _WORDS.get(kind, ("this value cannot be used", "Compare it with the mailbot.toml that mailbot ships"))


def _addition(path: list[str], model: type[BaseModel]) -> str:
    sort = _sort(path, model)
    if _is_section(sort) or get_origin(sort) is dict:
        return f"Add a table [{'.'.join(path)}]"
    return f"Add {path[-1]} = {_SAMPLES.get(sort, '[...]')}"


def _sort(path: list[str], model: type[BaseModel]) -> Any:
    """The sort of value that belongs at `path`, by the models' own annotations, whether or not it may be left out."""
    here: Any = model
    for part in path:
        here = here.model_fields[part].annotation if _is_section(here) else get_args(here)[-1]
        if get_origin(here) in (Union, UnionType):
            here = next(option for option in get_args(here) if option is not type(None))
    return here


def _names(sort: Any) -> list[str]:
    """The words that may stand in a place of this sort: a table's keys, a choice's words."""
    if _is_section(sort):
        return list(sort.model_fields)
    first = get_args(sort)
    return [str(word) for word in (first if get_origin(sort) is Literal else first[0])]


def _is_section(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
