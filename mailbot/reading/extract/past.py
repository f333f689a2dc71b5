"""Whether a sentence tells of what is over: closed, stepped down from, of a past year, or overtaken by what follows."""

from __future__ import annotations

import re

from mailbot.reading.pattern import Pattern


def _words(text: str) -> Pattern:
    return Pattern(text, re.IGNORECASE | re.VERBOSE)


def _opening(text: str) -> re.Pattern[str]:
    """For what stands right at a place, and so is soon seen not to."""
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


_BEFORE_HISTORIC = _words(
    r"""
    \b(?:previous(?:ly)?|former(?:ly)?|historic(?:al(?:ly)?)?|used\s+to|in\s+the\s+past|once|at\s+one\s+time|
    at\s+the\s+time|(?:came|come|coming|taken|took|take)\s+(?:\w+\s+)?off|after\s+(?:being|having\s+been)|removed\s+from|discharged\s+from|years\s+ago|long\s+ago|
    past|old|ex|no\s+longer|not\s+any\s+more|until\s+(?:recently|last|20\d\d)|closed\s+to|
    de-?registered)\s+(?:[\w'’/-]+\s+){0,4}\Z"""
)
_STEPPED = _words(r"""\bstep(?:ped|ping)?[\s-]+(?:down|up)\b(?:(?!\bto\b).)*(\bto\b)?(?:\s+(?:a|an|the))?\s*\Z""")
_AFTER_HISTORIC = _opening(
    r"""
    \A[^;.!?]{0,60}?(?:\b(?:in\s+the\s+past|years?\s+ago|previously|historically|(?:was|were|has|have|had|now|
    since|been|is|it|this|that)\s+(?:(?:now|since|been|then|all|long)\s+){0,3}(?:closed|ended|ceased|finished|
    lifted|discharged|stopped|resolved|recovered|stepped\s+down|come\s+to\s+an\s+end)|
    (?:came\s+to\s+an\s+end|(?:has\s+)?run\s+its\s+course)\b|
    (?:that['’]?s|is|was|it['’]?s|now|are)\s+(?:\w+\s+)?(?:behind\s+(?:him|her|them|us|me)|finished\s+with|over\s+(?:now|and)|
    history\b|water\s+under)|when\s+\w+\s+(?:joined|started|came\s+to)\s+(?:us\s+|here\s+|school\s+)?in\s+(?:year|reception|nursery|20)|closed\s+(?:the|their|
    his|her|it|this|that)\b|(?:closed|ended|ceased|finished)\s+(?:in|on|last|at|before|some)|
    stepped\s+down\s+(?:to|in|from|last)|no\s+longer|at\s+the\s+time|some\s+time\s+ago|
    (?:until|till)\s+(?:\w+\s+)?(?:19|20)\d\d|back\s+in|as\s+a\s+(?:baby|toddler|tot|small|young|little)|when\s+\w+\s+(?:was|were)\s+(?:
    one\b|two\b|three\b|four\b|five\b|six\b|seven\b|born\b|\d|a\s+|little|younger|small|very|in\s+(?:year|nursery|reception|primary)|under|
    about))\b|\(\s*(?:historic|historical|closed|previous|ended)\w*)"""
)
_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)\b")
_NEAR, _OLD = 40, 2  # characters before the words; years after which a matter is past
_IN_BRACKETS = re.compile(r"\s*\((?:in\s+|from\s+)?((?:19|20)\d\d)")
_WAS = _words(r"""\b(?:was|were|had|did|been|got|used|separated|left|fled|suffered|reported|lived|stayed)\b""")
_IS_GOING_ON = _words(r"""\b(?:is|are)\s+(?:\w+\s+)?being\b""")
_OVERTAKEN = _opening(
    r"""
    \A(?:(?!\b(?:again|still|second\s+time)\b)[^.!?]){0,110}?(?:
      \bbut\s+(?:[\w'’]+\s+){0,4}?(?:now|since|no\s+longer|none|nothing|well|fine|settled|resolved|found|returned|back
        |housed|granted|over|not\s+for)\b
    | \b(?:until|till|til)\s+(?:jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec|last\b
        |the\s+(?:summer|spring|autumn|winter))
    | \b(?:until|till|til)\s+(?:they|he|she|mum|we)\s+(?:got|found|moved\s+in|were\s+(?:re)?housed|turned)\b
    | \b(?:and|but|he|she|they|later|was|were|has|have)\s+(?:was\s+|were\s+|has\s+|have\s+)?
        (?:then\s+|since\s+|later\s+|safely\s+|quickly\s+)?(?:been\s+)?(?:found|located|returned|came\s+back|come\s+back
        |turned\s+up)\b(?!\s+(?:to\s+be|that|out|from|with))
    | \b(?:nothing|none|no\s+(?:incidents?|concerns?|issues?|problems?|worries|trouble|reports?|calls?|involvement))
        \s+(?:since|recent(?:ly)?|for\s+(?:over|several|some|many|\w+\s+years))\b
    | \bwho\s+(?:has\s+|have\s+)?(?:since\s+)?(?:moved\s+away|left|gone|died|been\s+deported)\b )"""
)
_FROM = _words(r"""\bfrom\s+(?:(?:a|an|the|his|her|their|being)\s+){0,2}\Z""")
_TO = _opening(r"""\A\s*(?:(?:plan|plans|status|level|register)\s*)?(?:,\s*)?(?:up\s+|down\s+)?(?:on\s*)?to\b""")
_HAD_BEEN = _words(r"""\b(?:was|were|['’]d\s+been|had\s+been)\s+(?:[\w'’-]+\s+){0,3}\Z""")
_AS_A_BABY = _words(
    r"""\bas\s+a\s+(?:baby|toddler|newborn|tiny)\b|\bwhen\s+(?:he|she|they)\s+(?:was|were)\s+(?:a\s+baby|born|tiny|little|
    small)\b"""
)
_A_WHILE = _opening(
    r"""\A\s*(?:plan\s+|status\s+)?for\s+(?:a\s+(?:few|couple\s+of|short|while|bit)|some|several)\b(?!.*\bstill\b)"""
)
_STILL = re.compile(r"\b(?:since|from|diagnos\w+|born|dob|joined|started)\b", re.IGNORECASE)


def is_past(earlier: str, before: str, words: str, after: str, beyond: str, year: int) -> bool:
    """Whether `words` tell of what is over: `earlier` and `beyond` are the rest of the sentence, `before` and `after`
    the rest of the clause, `year` the mail's."""
    if _STILL.search(words):
        return False
    if _AS_A_BABY.search(earlier):
        return True
    stepped = _STEPPED.search(before)
    if stepped:
        return stepped.group(1) is None
    if _BEFORE_HISTORIC.search(before) or _AFTER_HISTORIC.match(after):
        return True
    if _AFTER_HISTORIC.match(beyond[:70].split(". ")[0]):
        return True
    if (_FROM.search(before) and _TO.match(beyond)) or (_HAD_BEEN.search(before) and _A_WHILE.match(beyond)):
        return True
    near = before[-_NEAR:] + words
    if _WAS.search(near + after[:20]) and not _IS_GOING_ON.search(near) and _OVERTAKEN.match(beyond):
        return True
    bracketed = _IN_BRACKETS.match(beyond)
    if bracketed and int(bracketed.group(1)) <= year - _OLD:
        return True
    return any(
        int(found.group(1)) <= year - _OLD and not _STILL.search(text[: found.end()])
        for text in (before[-60:], words, after[:60])
        for found in _YEAR.finditer(text)
    )
