"""Answers on a form: yes, no, not said, and which boxes of a list are ticked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from mailbot.reading.pattern import Pattern


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    OPEN = "open"  # nothing marked, or "not known"
    WORDS = "words"  # says something of its own


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list and whether it is ticked."""

    text: str
    ticked: bool


_BOX = Pattern(r"☒|☑|☐|□|✓|✔|√|\[ ?[xX✓]? ?\]|\( ?[xX✓] ?\)|\( {1,3}\)|\[_+\]")
_TICKED = Pattern(r"[☒☑✓✔√xX]")
_YES = re.compile(r"\A\W*(?:yes|y|yep|yeah|true|ticked|x|current(?:ly)?|open|active)\b[\s.,;:–—-]*", re.IGNORECASE)
_MARK = re.compile(r"\A\s*[☒☑✓✔√]\s*\Z")
_NO = re.compile(
    r"\A\W*(?:no(?:ne|t\s+applicable|t\s+that\s+we|t\s+to\s+our\s+knowledge|t\s+currently|"
    r"t\s+at\s+(?:present|this\s+time))?|nil|n/?a|n|never|false|nope|nothing(?:\s+known)?)\b"
    r"(?!\s+(?:answer|repl|response|longer|trace|sign))(?:[\s,/]{0,3}(?:none|no|known|concerns?|issues?|"
    r"current(?:ly)?|to\s+all|to\s+our\s+knowledge|at\s+present|that\s+we\s+know\s+of|involvement|"
    r"of)\b){0,4}(?:\s*[.,;:–—(/-]+\s*|\s*\Z|\s*\n\s*)",
    re.IGNORECASE,
)
_UNMARKED = re.compile(r"\A\W*(?:yes|y)\s*[/|\\]\s*(?:no|n)\b[\s.,;]*", re.IGNORECASE)
_OPEN = re.compile(
    r"\A\W*(?:(?:yes|y)\s*(?:/|\||or|\\)\s*(?:no|n)(?:\s*(?:/|\||or)\s*(?:unknown|not\s+known|n/?a|"
    r"don.?t\s+know))?|not\s+(?:known|sure|stated|recorded|provided)|un(?:known|sure)|don.?t\s+know|tbc|"
    r"\?+|\(?(?:please\s+)?(?:delete|tick|circle|select|specify)[^.]{0,40})\W*\Z",
    re.IGNORECASE,
)


def options(text: str) -> tuple[Option, ...]:
    """The choices of "☑ Telephone ☐ Letter" or "Telephone ☑ Letter ☐", in order; empty where there are no boxes."""
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return ()
    leading = not text[: boxes[0].start()].strip(" \t\n:-•*")
    if not leading and text[: boxes[0].start()].rstrip().endswith((":", "?")):
        leading = True
    ends = [*(box.start() for box in boxes[1:]), len(text)]
    starts = [0, *(box.end() for box in boxes[:-1])]
    after = [text[box.end() : end] for box, end in zip(boxes, ends, strict=True)]
    ahead = [text[start : box.start()] for box, start in zip(boxes, starts, strict=True)]
    words = after if leading else ahead
    return tuple(
        Option(word.strip(" \t\n|,;:"), bool(_TICKED.search(box.group())))
        for word, box in zip(words, boxes, strict=True)
    )


def answer(value: str) -> tuple[Answer, str]:
    """What `value` answers to a yes-or-no question, and the words it adds ("No, but ..." adds "but ...")."""
    choices = options(value)
    if choices and all(_YES.match(c.text) or _NO.match(c.text) or not c.text for c in choices):
        return _chosen(value, choices)
    if not value.strip() or _OPEN.match(value):
        return Answer.OPEN, ""
    if _MARK.match(value):
        return Answer.YES, ""
    unmarked = _UNMARKED.match(value)
    if unmarked:
        return Answer.OPEN, value[unmarked.end() :].strip()
    no = _NO.match(value)
    if no:
        return Answer.NO, value[no.end() :].strip()
    yes = _YES.match(value)
    if yes:
        return Answer.YES, value[yes.end() :].strip()
    return Answer.WORDS, value.strip()


def _chosen(value: str, choices: tuple[Option, ...]) -> tuple[Answer, str]:
    ticked = [choice.text for choice in choices if choice.ticked]
    if len(choices) == 1 and not choices[0].text:
        return (Answer.YES, value.strip("☒☑✓✔√ ")) if ticked else (Answer.OPEN, "")
    if len(ticked) != 1:
        return Answer.OPEN, ""
    rest = choices[-1].text
    found = _YES.match(rest) or _NO.match(rest)
    added = rest[found.end() :].strip() if found else ""
    return (Answer.YES if _YES.match(ticked[0]) else Answer.NO), added
