"""Words by which somebody tells that a child is not where it should be, as no automatic reply and no mere thanks do."""

from __future__ import annotations

import re

_NOT = r"(?: not|n['’]t)"
_ABSENT = re.compile(
    rf"\b(?:has|have|had){_NOT} been (?:in|at|to|seen|back|attending)\b(?! (?:the |my |our )?(?:office|work))"
    rf"|\b(?:has|have|had){_NOT} (?:attended|returned|come back|arrived|started)\b"
    rf"|\bdid{_NOT} (?:attend|return|come|arrive|start|turn up)\b"
    r"|\bnever (?:attended|returned|came|arrived|started|turned up)\b"
    r"|\b(?:can(?:not| not|['’]t)|could(?: not|n['’]t)|unable to) (?:trace|find|locate) (?:the |this |that )?"
    r"(?:family|child|pupil|boy|girl|him|her|them|mother|father|parents?)"
    r"|\bno school place\b|\bmissing from (?:school|education|home)\b",
    re.I,
)


def tells_of_absence(text: str) -> str | None:
    """What the text says of it, or None."""
    found = _ABSENT.search(text)
    return found[0] if found else None
