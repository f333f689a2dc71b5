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
    r"(?:\b(?:not|never|no|nor(?!\s+(?:could|can|do|does|did|had|has|have|was|were|is|are)\b)|neither|without|none\s+of|"
    r"nobody|no[- ]one|didnt|havent|hasnt|hadnt)|n['’]t)(?:['’]s)?(?:\s+(?!answer|reply|response|longer|idea|luck|joy|"
    r"success|and\b|but\b|so\b|when\b|since\b|because\b)[\w'’]+){0,5}(?:\s+(?:or|nor)(?:\s+[\w'’]+){0,3})?\s*\Z",
    re.IGNORECASE,
)
_NOR_COULD = Pattern(r"\b(?:neither|nor|none\s+of)\b[^.;]{0,60}\Z", re.IGNORECASE)
_ANSWERED = re.compile(
    r"\A[^.;]{0,70}?\b(?:could|can|knows?|knew|had|has|have|heard|seen|saw|were\s+able|was\s+able|holds?|recogni[sz]ed)\b"
    r"(?!\s+(?:yet\s+)?been)",
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
    r"yet\s+to|try\s+to|before\s+we|require[ds]?\s+(?:a|to)|(?:could|might)\s+(?:also\s+)?(?:try|ask|ring|send|write|call|"
    r"knock|visit|email|text|contact)|supposed\s+to|meant\s+to\s+(?!have|be|start|join)|(?:was|were)\s+going\s+to|"
    r"rely(?:ing)?\s+on|worth|rather\s+not|once|until|unless|hoping|normally|usually|the\s+plan\s+is|next\s+step\s+(?:is|will\s+be)|"
    r"waiting\s+(?:for|to)|thinking\s+of|considering|instead\s+of|on\s+request|to\s+get\s+out)"
    r"(?:\s+[\w'’]+){0,8}\s*\Z",
    re.IGNORECASE,
)
_LISTED_AHEAD = Pattern(
    r"\b(?:to\s+do|next\s+steps?|still\s+to\s+(?:do|try)|outstanding|not\s+(?:yet\s+)?(?:done|tried)|action\s+plan|plan)"
    r"\s*(?:[:–—-]|is\b|are\b)[^.;]{0,80}\Z",
    re.IGNORECASE,
)
_NONE_OF_A_LIST = Pattern(
    r"(?:\b(?:not|never|no|none|nobody|no[- ]one|haven['’]?t|hasn['’]?t|didn['’]?t)|n['’]t)"
    r"(?:\s+(?:of\s+us|have|has|had|been|yet|even|made|sent|tried|contacted|asked|rung|thought\s+to)){0,3}"
    r"(?:\s+(?!answer|reply|response|joy|luck)[\w'’]{1,20}){1,6}(?:\s*,\s*(?:[\w'’]{1,20}\s+){0,3}[\w'’]{1,20}){0,4}"
    r"\s*,?\s*(?:(?:or|nor)\s+)?(?:[\w'’]{1,20}\s+){0,2}\Z",
    re.IGNORECASE,
)
_OR = Pattern(r"\b(?:or|nor)\b", re.IGNORECASE)
_TO_THE_AUTHORITY = Pattern(
    r"\b(?:e-?mailed|rang|rung|phoned|telephoned|called|texts?|texted|wrote\s+to|written\s+to|contacted|left|sent|dropped|"
    r"messaged)\s+(?:you\b|your\s+(?:team|office|service|desk|line|department|colleague|inbox)|(?:all|every)\s+(?:our\s+)?"
    r"(?:parents?|famil\w+|carers?)\b(?!['’]))",
    re.IGNORECASE,
)
_ANOTHER_MATTER = Pattern(
    r"\babout\s+(?:(?:the|his|her|their|a|an|some)\s+)?(?:\w+\s+)?(?:dinner|lunch|trip|uniform|homework|bump|blazer|report|reading|"
    r"photos?|behaviour|detention|exams?|fees|money|jabs?|coat|concert|club|rent|bike|bicycle|noise|medication|inhaler)\b|"
    r"\b(?:newsletter|parents['’]?\s+evening)\b",
    re.IGNORECASE,
)
_NEAR = 40  # characters within which the authority, or another matter, is what one wrote to or of
_CAME_TO_THE_SENDER = re.compile(
    r"\A(?:\s+[\w'’]+){0,3}?\s*\b(?:rang|phoned|called|e-?mailed|contacted|wrote\s+to|visited|texted|approached|complain\w*)"
    r"(?:\s+(?:us|me|the\s+(?:school|office|head)|reception|our\s+office|in|about)\b(?!\s+back)|\s*[.;]|\Z)",
    re.IGNORECASE,
)
_TOLD_BY_OTHERS = (
    Enquiry.NEIGHBOURS,
    Enquiry.SIBLINGS_SCHOOL,
    Enquiry.AGENCIES,
    Enquiry.OTHER_SCHOOLS,
    Enquiry.EMERGENCY_CONTACTS,
)
_NIL = re.compile(
    r"\A[^:?|–—-]{0,60}[:|–—-]\s*(?:all\s+)?(?:nil|nothing|zilch|no\s+joy|none\s+answered)\b", re.IGNORECASE
)
_SEVERAL_WAYS = re.compile(r",|\band\b|\bor\b|/|enquir|search|check", re.IGNORECASE)
_TO_COME = re.compile(
    r"\A[^.;,]{0,30}\bplease\b|\A\s+(?:is|are|was|were)\s+to\s+be\b|\A(?:\s+[\w'’]+){0,3}[\s:|–-]{0,3}(?:is|are|to\s+be|being|will|would|has\s+been|"
    r"have\s+been)?\s*(?:planned|booked|scheduled|arranged|required|needed|outstanding|pending|to\s+follow|"
    r"tomorrow|next\s+week|cancelled|in\s+the\s+diary|due|never\s+got|(?:still\s+)?to\s+(?:do|go)\b|not\s+(?:done|yet|tried|asked|spoken|rung|visited|approached|contacted|made|sent|carried|possible|attempted|"
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
_SIBLING = re.compile(
    r"\b(?:brother|sister|sibling|twin|sis)(?:['’]?s)?['’]?\b|\b(?:older|elder|younger|little|other|big)\s+"
    r"(?:boy|girl|lad|one|two)\b|\byoungest\b|\beldest\b",
    re.IGNORECASE,
)
_OF_A_SIBLING = re.compile(
    r"\A[^.;]{0,12}(?:\b(?:where|that|which)\s+(?:his|her|their|the)\s+(?:\w+\s+)?|\(\s*(?:\w+\s+)?)"
    r"(?:brother|sister|sibling|twin|youngest|eldest)",
    re.IGNORECASE,
)
_CHILDS_OWN = Pattern(
    r"\b(?:previous|prev|prior|old|former|ex|last|first|feeder|new|receiving|destination|transfer|next|fwd|came\s+from|left|"
    r"nearest|local|before|mentioned|supposed|meant)\b",
    re.IGNORECASE,
)
# a number or an address, with whose it is, and no word of a try
_ADDRESS_ONLY = re.compile(
    r"\A[\s:|]*(?:(?!\b(?:tried|rang|rung|called|phoned|left|spoke|spoken|no|not|yes|visited|texted|emailed|sent|on|to)\b)[^.;\n@])"
    r"{0,60}?(?:[\w.+-]{1,60}@[\w.-]{1,60}|\(?\+?\d[\d\s()]{8,20})[\s.)]*\Z",
    re.IGNORECASE,
)
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
    """A school that is spoken of after a brother or sister is theirs, unless it is said to be the child's own."""
    if finding.code != Enquiry.OTHER_SCHOOLS:
        return finding.code
    text, start, end = finding.found.statement.text, finding.found.start, finding.found.end
    if _OF_A_SIBLING.match(text[end:]):
        return Enquiry.SIBLINGS_SCHOOL
    theirs = _SIBLING.search(text, 0, end) and not _CHILDS_OWN.search(text, start, end)
    return Enquiry.SIBLINGS_SCHOOL if theirs else finding.code


def is_done(finding: Finding) -> bool:
    """Whether the finding tells of something that was tried."""
    statement, text = finding.found.statement, finding.found.statement.text
    if statement.answered is Answer.WORDS:
        return _tells_a_try(statement.label)
    before, after = text[: finding.found.start], text[finding.found.end :]
    if statement.answered is not None:
        return statement.answered is Answer.YES
    told = _OUTCOME.match(after) or (_NIL.match(after) and _SEVERAL_WAYS.search(finding.found.words))
    if finding.polarity in _NOT_SO and not told:
        return False
    if is_answered(after) and finding.polarity is Polarity.ABSENT and not told:
        return False
    if _STILL_TO_DO.search(after) or _LISTED_AHEAD.search(before) or _is_between_others(finding, before, after):
        return False
    if _NOT_DONE.search(before) and not (
        _THEY_SPEAK.search(finding.found.words, 1) or _was_asked(finding, before, after)
    ):
        return False
    if finding.code in _BY_GOING and _UNABLE.search(before):
        return False
    if _ADDRESS_ONLY.match(after):
        return False
    return not (_AHEAD.search(before) or _TO_COME.match(after))


def _was_asked(finding: Finding, before: str, after: str) -> bool:
    """Whether somebody who could not tell was asked all the same: "neither the GP nor the aunt has heard"."""
    return finding.code in _TOLD_BY_OTHERS and bool(_NOR_COULD.search(before) and _ANSWERED.match(after))


def _is_between_others(finding: Finding, before: str, after: str) -> bool:
    """Whether it went to the authority or all parents, came from outside, or is one of several things not done."""
    text, start, end = finding.found.statement.text, finding.found.start, finding.found.end
    near = text[max(0, start - _NEAR) : end + _NEAR]
    if _TO_THE_AUTHORITY.search(near) or _ANOTHER_MATTER.search(near):
        return True
    if finding.code in _TOLD_BY_OTHERS and _CAME_TO_THE_SENDER.match(after):
        return True
    none = _NONE_OF_A_LIST.search(before)
    return bool(none and (_OR.search(none.group()) or _OR.search(finding.found.words) or _OR.search(after[:40])))


def _tells_a_try(value: str) -> bool:
    """Whether what stands beside a kind of enquiry on a form is a date or an outcome, not a number or an address."""
    return bool(_SAYS_DONE.search(value)) and not _ADDRESS_ONLY.match(value) and not _TO_COME.match(f" {value}")
