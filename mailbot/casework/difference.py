"""What differs between two readings of the same mail, as an officer would want it told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

COMPARED = ("kind", "children", "referrer", "case_references", "priority", "queue", "clauses", "actions", "missing")


def differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """(JSON pointer, value before, value after) of everything that was read or decided otherwise."""
    for name in COMPARED:
        yield from _compared(f"/{name}", before.get(name), after.get(name))
    yield from _compared("/reply/disposition", _disposition(before), _disposition(after))


def _disposition(reading: dict[str, Any]) -> Any:
    return reading.get("reply", {}).get("disposition")


def _compared(pointer: str, before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from _compared(f"{pointer}/{key}", before.get(key), after.get(key))
    elif _nested(before) and _nested(after) and len(before) == len(after):
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _compared(f"{pointer}/{index}", one, other)
    elif before != after:
        yield pointer, before, after


def _nested(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(part, dict) for part in value)
