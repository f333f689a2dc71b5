"""Whether a mail says where the child is: True, False, or None where it does not say.

Not knowing counts before knowing in a referral: a form's address is the last known one. In news of a child found,
started or living somewhere it is the other way about. Where the words are silent, some kinds of mail tell by
themselves: who asks for a place or educates at home says where the child is; School Admissions and other authorities
write because they do not know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailbot.model.field import Evidence, Field
from mailbot.model.referral import Child, Concern, Kind, OrganisationType
from mailbot.reading.extract.answers import Answer
from mailbot.reading.extract.findings import Finding
from mailbot.reading.extract.polarity import Polarity

_SO = (Polarity.PRESENT, Polarity.POSSIBLE)
_NEWS = (
    Kind.CASE_UPDATE,
    Kind.AGENCY_REPLY,
    Kind.ROLL_REMOVAL,
    Kind.PLACE_REQUEST,
    Kind.HOME_EDUCATION,
    Kind.PLACE_DECLINED,
)
_NEWS_AT_FIRST_HAND = tuple(kind for kind in _NEWS if kind is not Kind.CASE_UPDATE)
# by what the kinds mean: a removal has a destination (4.7), who hands over or asks us to trace does not know
_KNOWN_BY_KIND = (Kind.PLACE_REQUEST, Kind.HOME_EDUCATION, Kind.ROLL_REMOVAL)
_UNKNOWN_BY_KIND = (Kind.HANDOVER, Kind.CROSS_BORDER_ENQUIRY)
_NEVER_KNOWN = (*_UNKNOWN_BY_KIND, Kind.NO_SHOW)  # the address of a child that did not come is the one it applied with
_NEVER_UNKNOWN = (*_KNOWN_BY_KIND, Kind.PLACE_DECLINED)
_GONE = (Concern.ABDUCTION, Concern.MISSING_PERSON)
# who tells of a child they live with, meet or see; a school or another authority tells of one that is gone
_MEETS_THE_CHILD = (
    OrganisationType.PARENT,
    OrganisationType.PUBLIC,
    OrganisationType.HEALTH,
    OrganisationType.HOUSING,
    OrganisationType.SOCIAL_CARE,
    OrganisationType.OTHER_AGENCY,
)
_BY_KIND = 0.6
_TO_COME = re.compile(
    r"\b(?:will|['’]ll|going\s+to|plans?\s+to|hop(?:es?|ing)\s+to|wants?\s+to|would|"
    r"intends?\s+to)(?:\s+\w+){0,2}\s*\Z",
    re.IGNORECASE,
)
# a subject that is neither pronoun nor one of the children, by whose name findings are given to them
_STRANGER = re.compile(
    r"(?:\A|[,;.]\s+|\bdoubt\s+)(?!He\b|She\b|They\b|We\b|I\b|It\b|Both\b|All\b|Mum\b|The\b|Now\b|"
    r"Who\b)([A-Z][a-z'’-]{2,20}),\s[^,]{2,40},\s*\Z"
)
_NOT_KNOWN = re.compile(
    r"\b(?:not\s+known|unknown|no\s+address|don['’]?t\s+know|do\s+not\s+know|no\s+idea|unsure)\b", re.IGNORECASE
)
_SAID = re.compile(
    r"\b(?:says?|said|tells?|told|reckon\w*|heard|thinks?|thought|believes?|let\s+slip)\b", re.IGNORECASE
)


def whereabouts(
    index: int,
    child: Child,
    found: Sequence[Finding],
    fears: Sequence[Field[Concern]],
    kind: Field[Kind],
    writer: OrganisationType | None = None,
) -> Field[bool] | None:
    """Whether the whereabouts of the child with this index are known, as the mail says; `fears` are its concerns."""
    if kind.value is Kind.STATUS_QUERY:
        return None
    own = [f for f in found if index in f.children and not f.found.statement.source.officer]
    unknown = [f for f in own if says_unknown(f)] if kind.value not in _NEVER_UNKNOWN else []
    known = [f for f in own if says_known(f) and (kind.value in _NEWS_AT_FIRST_HAND or not _is_hearsay(f))]
    if kind.value in _NEVER_KNOWN:
        known = []
    gone = [concern.evidence for concern in fears if concern.value in _GONE] if kind.value not in _NEWS else []
    missing, found_at = [f.evidence for f in unknown] + gone, [f.evidence for f in known]
    order = ((found_at, True), (missing, False)) if kind.value in _NEWS else ((missing, False), (found_at, True))
    for some, value in order:
        if some:
            return Field(value, some[0])
    return _by_kind(child, kind, writer)


def _by_kind(child: Child, kind: Field[Kind], writer: OrganisationType | None) -> Field[bool] | None:
    evidence = Evidence(kind.evidence.part, kind.evidence.quote, f"whereabouts.{kind.value}", _BY_KIND)
    started = kind.value in _NEWS and bool(child.moved_to and child.start_date)
    met = kind.value in (Kind.REFERRAL, Kind.CASE_UPDATE) and writer in _MEETS_THE_CHILD and bool(child.address)
    if kind.value in _KNOWN_BY_KIND or started or met:
        return Field(True, evidence)
    return Field(False, evidence) if kind.value in _UNKNOWN_BY_KIND else None


def says_unknown(finding: Finding) -> bool:
    """The wordings for not knowing hold their own negation; only a question, a rule or an answered No undo them."""
    answered = finding.found.statement.answered
    if finding.code == "known":
        return answered is Answer.NO or (
            answered is Answer.WORDS and bool(_NOT_KNOWN.search(finding.found.statement.label))
        )
    return finding.polarity is not Polarity.HYPOTHETICAL and answered is not Answer.NO


def says_known(finding: Finding) -> bool:
    if (
        finding.code != "known"
        or finding.polarity not in _SO
        or finding.found.statement.answered in (Answer.NO, Answer.WORDS)
    ):
        return False
    before = finding.found.statement.text[: finding.found.start]
    return not (_TO_COME.search(before) or _STRANGER.search(before))


def _is_hearsay(finding: Finding) -> bool:
    """Whether somebody is only said to say so, and no address is given."""
    text = finding.found.statement.text
    return bool(_SAID.search(text, 0, finding.found.start)) and not any(c.isdigit() for c in text)
