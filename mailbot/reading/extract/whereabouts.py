"""Whether a mail says where the child is: True, False, or None where it does not say.

Not knowing counts before knowing in a referral: a form's address is the last known one. In news of a child found,
started or living somewhere it is the other way about. Where the words are silent, some kinds of mail tell by
themselves: who asks for a place or educates at home says where the child is; School Admissions and other authorities
write because they do not know.
"""

from __future__ import annotations

from collections.abc import Sequence

from mailbot.model.field import Evidence, Field
from mailbot.model.referral import Child, Kind
from mailbot.reading.extract.answers import Answer
from mailbot.reading.extract.findings import Finding
from mailbot.reading.extract.polarity import Polarity

_SO = (Polarity.PRESENT, Polarity.POSSIBLE)
_NEWS = (Kind.CASE_UPDATE, Kind.AGENCY_REPLY, Kind.ROLL_REMOVAL, Kind.PLACE_REQUEST, Kind.HOME_EDUCATION, Kind.PLACE_DECLINED)
_KNOWN_BY_KIND = (Kind.PLACE_REQUEST, Kind.HOME_EDUCATION)
_UNKNOWN_BY_KIND = (Kind.HANDOVER, Kind.CROSS_BORDER_ENQUIRY)
_BY_KIND = 0.6


def whereabouts(index: int, child: Child, found: Sequence[Finding], kind: Field[Kind]) -> Field[bool] | None:
    """Whether the whereabouts of the child with this index are known, as the mail says."""
    if kind.value is Kind.STATUS_QUERY:
        return None
    own = [f for f in found if index in f.children]
    unknown = [f for f in own if _says_unknown(f)]
    known = [f for f in own if _says_known(f)]
    order = ((known, True), (unknown, False)) if kind.value in _NEWS else ((unknown, False), (known, True))
    for some, value in order:
        if some:
            return Field(value, some[0].evidence)
    return _by_kind(child, kind)


def _by_kind(child: Child, kind: Field[Kind]) -> Field[bool] | None:
    evidence = Evidence(kind.evidence.part, kind.evidence.quote, f"whereabouts.{kind.value}", _BY_KIND)
    if kind.value in _KNOWN_BY_KIND or (kind.value is Kind.ROLL_REMOVAL and child.moved_to):
        return Field(True, evidence)
    return Field(False, evidence) if kind.value in _UNKNOWN_BY_KIND else None


def _says_unknown(finding: Finding) -> bool:
    """The wordings for not knowing hold their own negation; only a question, a rule or an answered No undo them."""
    answered = finding.found.statement.answered
    if finding.code == "known":
        return answered is Answer.NO
    return finding.polarity is not Polarity.HYPOTHETICAL and answered is not Answer.NO


def _says_known(finding: Finding) -> bool:
    return finding.code == "known" and finding.polarity in _SO and finding.found.statement.answered is not Answer.NO
