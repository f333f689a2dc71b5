"""What help a child has from social care, and the plan that is a risk factor of its own.

The most binding help that is asserted counts. "None" is what a mail says that denies social care as a whole, or tells
that it has ended; that a child is "not on a plan" says nothing of other help.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailbot.model.field import Evidence, Field
from mailbot.model.referral import SocialCare
from mailbot.reading.extract.answers import Answer
from mailbot.reading.extract.findings import Finding
from mailbot.reading.extract.polarity import Polarity, is_answered

_RANK = (SocialCare.LAC, SocialCare.CPP, SocialCare.CIN, SocialCare.EARLY_HELP, SocialCare.KNOWN)
_GENERAL = (SocialCare.NONE, SocialCare.KNOWN)
_ENDED = "ended"  # a phrase that itself says that help is over, or that none was needed
_SO = (Polarity.PRESENT, Polarity.POSSIBLE)
_OVER = (*_SO, Polarity.HISTORIC, Polarity.ABSENT)  # "no flags, never open": the words deny by themselves
_NAME_OR_DAY = re.compile(r"\b[A-Z][a-z'’-]+\s+[A-Z][A-Za-z'’-]+|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\bsince\b")
_NO_MORE = re.compile(
    r"\b(?:closed|ended|previous(?:ly)?|past|historic\w*|no|not|none|never|until|stepped|former(?:ly)?|"
    r"unknown)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\A\W*(?:(?:was|were|has|had|been|case|now|since|all|cin|cp|plan)\s+){0,3}"
    r"(?:closed|ended|historic\w*|previous\w*|former\w*|nfa|no\s+further\s+action)",
    re.IGNORECASE,
)
_NAMED = (SocialCare.LAC, SocialCare.CPP, SocialCare.CIN)


def social_care(child: int, found: Sequence[Finding]) -> Field[SocialCare] | None:
    """The help of one child, None where the mail does not say."""
    own = [f for f in found if child in f.children]
    for code in _RANK:
        stands = [f for f in own if _is_so(f, code)]
        if stands:
            return Field(code, stands[0].evidence)
    denied = [f for f in own if f.polarity is Polarity.ABSENT and (f.code in _GENERAL or _is_a_care_row(f))]
    ended = [f for f in own if f.polarity is Polarity.HISTORIC and f.found.statement.answered is None]
    over = [f for f in own if (f.code == _ENDED and f.polarity in _OVER) or _is_closed_row(f)]
    told = denied or over or ended
    return Field(SocialCare.NONE, told[0].evidence) if told else None


def plan(child: int, found: Sequence[Finding]) -> Evidence | None:
    """The words that say that the child is on a child protection plan."""
    return next((f.evidence for f in found if child in f.children and _is_so(f, SocialCare.CPP)), None)


def _is_so(finding: Finding, code: SocialCare) -> bool:
    if finding.found.statement.answered is Answer.WORDS and _names_somebody(finding.found.statement.label):
        return code == (SocialCare.KNOWN if finding.code == SocialCare.NONE else finding.code)
    if finding.polarity not in _SO:
        return False
    if code is SocialCare.KNOWN and finding.code == SocialCare.NONE:
        return finding.found.statement.answered is Answer.YES
    return finding.code == code


def _names_somebody(value: str) -> bool:
    """Whether what stands beside "Social worker" or "CP plan" on a form is a name or a day, and not that it is over."""
    return bool(_NAME_OR_DAY.search(value)) and not _NO_MORE.search(value)


def _is_closed_row(finding: Finding) -> bool:
    """A form's row about care that tells of its end: "Known to social care? Closed 2023"."""
    statement = finding.found.statement
    return statement.answered is Answer.WORDS and bool(_CLOSED.match(statement.label))


def _is_a_care_row(finding: Finding) -> bool:
    """A form's row about care answered No; "not on a plan" in a sentence is not one."""
    found = finding.found
    answered = found.statement.answered is Answer.NO or is_answered(found.statement.text[found.end :])
    return answered and finding.code in _NAMED
