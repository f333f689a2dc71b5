"""What the sender already tried: done by the writer or a colleague, whether or not anybody answered.

A plan ("will visit tomorrow"), a wish of the authority's, a thing not done and what the family itself did are no
enquiries. On a form a ticked kind of enquiry counts, in a dated list a bare noun does ("24/9 letter").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailbot.model.field import Field
from mailbot.model.referral import Enquiry
from mailbot.reading.extract.answers import Answer
from mailbot.reading.extract.findings import Finding
from mailbot.reading.extract.polarity import Polarity, is_answered
from mailbot.reading.pattern import Pattern

_NOT_SO = (Polarity.HYPOTHETICAL, Polarity.UNKNOWN)
_NOT_DONE = Pattern(
    r"(?:\b(?:not|never|no|nor|neither|without|none\s+of|nobody|no[- ]one|didnt|havent|hasnt|hadnt)|"
    r"n['’]t)(?:\s+(?!answer|reply|response|longer|idea|luck|joy|success)[\w'’]+){0,4}(?:\s+(?:or|"
    r"nor)(?:\s+[\w'’]+){0,3})?\s*\Z",
    re.IGNORECASE,
)
_THEY_SPEAK = Pattern(
    r"\b(?:(?:have|has|had|haven['’]?t|hasn['’]?t)\s+(?!been|made|carried)|tells?|told|says?|said|seen|"
    r"heard|knows?|confirm\w*|rung)",
    re.IGNORECASE,
)
_AHEAD = Pattern(
    r"\b(?:will|['’]ll|shall|going\s+to|about\s+to|plan(?:s|ned|ning)?\s+to|intend\w*\s+to|hope\s+to|"
    r"hoping\s+to|needs?\s+to|ought\s+to|should|would(?!\s+not)|could\s+(?:you|someone|somebody|anyone)"
    r"|can\s+(?:you|someone|somebody|anyone)|please|due\s+to(?!\s+no)|wants?\s+to|have\s+to|has\s+to|must|"
    r"asked\s+(?:you|me|us)\s+to|want\s+you\s+to|let\s+me|feel\s+free|happy\s+to|you\s+may|you\s+can|"
    r"yet\s+to|try\s+to|before\s+we|require[ds]?\s+(?:a|to))"
    r"(?:\s+[\w'’]+){0,8}\s*\Z",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\A(?:\s+[\w'’]+){0,3}[\s:|–-]{0,3}(?:is|are|to\s+be|being|will|would|has\s+been|"
    r"have\s+been)?\s*(?:planned|booked|scheduled|arranged|required|needed|outstanding|pending|to\s+follow|"
    r"tomorrow|next\s+week|not\s+(?:done|yet|tried|asked|spoken|rung|visited|approached|contacted|made|sent|carried|possible|attempted|"
    r"applicable)|yet\s+to|(?<!\w)n/?a\b)",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\A[^:?|–—-]{0,30}[:|–—-]\s*(?:no|none|nothing|nil|not|never|unknown)\s+(?!(?:tried|done|contacted|made|"
    r"applicable|yet|sent|attempted|known\s+to|required|possible)\b)\w+",
    re.IGNORECASE,
)
_STILL_TO_DO = Pattern(r"\b(?:yet|still)\s+to\s+(?:do|try|make|send|be\s+done)\b", re.IGNORECASE)
_UNABLE = Pattern(
    r"(?:\bnot|n['’]t)\s+(?:yet\s+)?(?:been\s+)?(?:able|possible|managed|had\s+(?:the\s+)?(?:time|chance|"
    r"capacity))|\bunable\b",
    re.IGNORECASE,
)
_BY_GOING = (Enquiry.HOME_VISIT, Enquiry.NEIGHBOURS, Enquiry.LETTER)  # of these, "unable to" means not done
_SIBLING = re.compile(r"\b(?:brother|sister|sibling)s?\b", re.IGNORECASE)
_ADDRESS_ONLY = re.compile(r"\A[\s:|]*(?:[\w.+-]+@[\w.-]+|\(?\+?\d[\d\s()]{8,20})\s*\Z")
_SAYS_DONE = re.compile(
    r"\d|tried|sent|made|no\s|yes|rang|left|twice|times|unanswered|daily|several|visited|called|return|"
    r"bounce|wrote|spoke",
    re.IGNORECASE,
)


def enquiries(child: int, found: Sequence[Finding]) -> tuple[Field[Enquiry], ...]:
    """The kinds of enquiry made for one child, in the order of their codes, each with its best evidence."""
    made: dict[str, Finding] = {}
    for finding in found:
        if child in finding.children and is_done(finding):
            made.setdefault(_code(finding), finding)
    return tuple(Field(code, made[code].evidence) for code in Enquiry if code in made)


def _code(finding: Finding) -> str:
    """A school that is spoken of after a brother or sister is theirs."""
    before = finding.found.statement.text[: finding.found.start]
    return (
        Enquiry.SIBLINGS_SCHOOL if finding.code == Enquiry.OTHER_SCHOOLS and _SIBLING.search(before) else finding.code
    )


def is_done(finding: Finding) -> bool:
    """Whether the finding tells of something that was tried."""
    statement, text = finding.found.statement, finding.found.statement.text
    if statement.answered is Answer.WORDS:
        return _tells_a_try(statement.label)
    before, after = text[: finding.found.start], text[finding.found.end :]
    if statement.answered is not None:
        return statement.answered is Answer.YES
    if finding.polarity in _NOT_SO and not _OUTCOME.match(after):
        return False
    if is_answered(after) and finding.polarity is Polarity.ABSENT and not _OUTCOME.match(after):
        return False
    if _STILL_TO_DO.search(after):
        return False
    if _NOT_DONE.search(before) and not _THEY_SPEAK.search(finding.found.words):
        return False
    if finding.code in _BY_GOING and _UNABLE.search(before):
        return False
    if _ADDRESS_ONLY.match(after):
        return False
    return not (_AHEAD.search(before) or _TO_COME.match(after))


def _tells_a_try(value: str) -> bool:
    """Whether what stands beside a kind of enquiry on a form is a date or an outcome, not a number or an address."""
    return bool(_SAYS_DONE.search(value)) and not _ADDRESS_ONLY.match(value) and not _TO_COME.match(f" {value}")
