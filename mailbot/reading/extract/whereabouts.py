"""Whether a mail says where the child is: True, False, or None where it does not say.

Not knowing counts before knowing in a referral: a form's address is the last known one. In news of a child found,
started or living somewhere it is the other way about. A parent who writes from home about a child of the house, a
place request and a removal with a known destination tell where the child is.
"""

from __future__ import annotations

from collections.abc import Sequence

from mailbot.model.field import Evidence, Field
from mailbot.model.referral import Kind
from mailbot.reading.extract.answers import Answer
from mailbot.reading.extract.findings import Finding
from mailbot.reading.extract.polarity import Polarity

_SO = (Polarity.PRESENT, Polarity.POSSIBLE)
_NEWS = (Kind.CASE_UPDATE, Kind.AGENCY_REPLY, Kind.ROLL_REMOVAL, Kind.PLACE_REQUEST, Kind.HOME_EDUCATION)
_SILENT = (Kind.STATUS_QUERY,)


def whereabouts(child: int, found: Sequence[Finding], kind: Kind) -> Field[bool] | None:
    """Whether the whereabouts of one child are known, as the mail says."""
    own = [f for f in found if child in f.children]
    unknown = [f for f in own if f.code == "unknown" and _says_unknown(f)] + [f for f in own if f.code == "known" and _answered(f, Answer.NO)]
    known = [f for f in own if f.code == "known" and f.polarity in _SO and not _answered(f, Answer.NO)]
    order = ((known, True), (unknown, False)) if kind in _NEWS else ((unknown, False), (known, True))
    return next((Field(value, some[0].evidence) for some, value in order if some), None)


def told_by_kind(kind: Kind, evidence: Evidence) -> Field[bool] | None:
    """What the kind of mail itself tells where its words do not."""
    return Field(True, evidence) if kind in (Kind.PLACE_REQUEST, Kind.HOME_EDUCATION, Kind.ROLL_REMOVAL) else None


def _says_unknown(finding: Finding) -> bool:
    """The wordings for not knowing hold their own negation; only a question, a rule or an answered No undo them."""
    return finding.polarity is not Polarity.HYPOTHETICAL and not _answered(finding, Answer.NO)


def _answered(finding: Finding, answer: Answer) -> bool:
    return finding.found.statement.answered is answer
