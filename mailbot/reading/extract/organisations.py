"""What kind of organisation somebody writes for: by the post, the organisation's name, the address."""

from __future__ import annotations

import re

from mailbot.model.referral import OrganisationType as Kind

_POLICE = re.compile(r"\bpolice\b|\bconstabulary\b|\bbcu\b|\bcid\b|\bmissing persons unit\b", re.IGNORECASE)
_POLICE_RANK = re.compile(r"\A(?:PC|DC|DS|DI|DCI|PS|PCSO|Sgt|WPC|Constable|Detective)\b", re.IGNORECASE)
_SCHOOL = re.compile(
    r"\b(?:school|academy|academies|primary|juniors?|infants?|college|nursery|grammar|high|sixth form"
    r"|secondary|federation)\b",
    re.IGNORECASE,
)
_SOCIAL_CARE = re.compile(
    r"\bsocial work\w*|\bsocial care\b|\bchildren['’]?s? services\b|\bchildren in care\b|\blooked after\b"
    r"|\bmash\b|\bsafeguarding children\b|\bchild in need\b|\bindependent reviewing\b|\bfostering\b",
    re.IGNORECASE,
)
_HOUSING = re.compile(
    r"\bhousing\b|\bhomes\b|\btenancy\b|\blettings?\b|\baccommodation\b|\bhomeless\w*\b|\blandlord\b|\bestates?\b",
    re.IGNORECASE,
)
_HEALTH = re.compile(
    r"\bnhs\b|\bhospital\b|\bsurgery\b|\bnurse\b|\bmidwife\w*\b|\bmidwifery\b|\bhealth\b|\bcamhs\b"
    r"|\bclinic\w*\b|\bgp\b|\bdoctor\b|\bpaediatric\w*\b|\bmedical\b|\b0-19\b|\b0-5\b|\bward\b|\btherap\w+\b"
    r"|\bpractice manager\b|\bmedical centre\b|\bconsultant\b",
    re.IGNORECASE,
)
_YOUTH_JUSTICE = re.compile(
    r"\byouth justice\b|\byouth offending\b|\byjs\b|\byot\b|\bprobation\b|\b(?:crown|youth|magistrates['’]?) court\b",
    re.IGNORECASE,
)
_CHARITY = re.compile(
    r"\bcharity\b|\brefuge\b|\bproject\b|\btrust\b|\bfoundation\b|\bwomen['’]?s aid\b|\bmigrant help\b|\bvolunt\w+\b",
    re.IGNORECASE,
)
_ADMISSIONS = re.compile(r"\badmissions?\b", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"\bcouncil\b|\bborough\b|\bcounty\b|\bauthority\b|\bcity of\b|\beducation services?\b|\bLB\b|\bhavering\b",
    re.IGNORECASE,
)
_SCHOOL_DOMAIN = re.compile(r"\.sch\.uk\Z|@[\w.-]*(?:school|academy|primary|junior|infant|college|lgfl)", re.IGNORECASE)
_LA_ROLE = re.compile(
    r"\bcme\b|\beducation welfare\b|\belective home education\b|\bvirtual school\b|\btracking\b|\bmissing education\b",
    re.IGNORECASE,
)


_LEAST_LETTERS = 6  # of a name found in a domain; of initials three
_LINKING = frozenset({"the", "of", "and", "for", "a", "in"})


def named_by_domain(text: str, domain: str) -> bool:
    """Whether a mail domain is made of the words or initials of `text`: "Eastgate Mosque" at eastgatemosque.example."""
    words = [re.sub(r"[^a-z0-9]", "", word) for word in text.lower().replace("&", " and ").split()]
    said = [word for word in words if word and word not in _LINKING]
    whole, initials = "".join(said), "".join(word[0] for word in said)
    labels = [re.sub(r"[^a-z0-9]", "", label) for label in domain.lower().split(".")]
    linked = "".join(words)
    return len(said) > 1 and any(
        (len(whole) >= _LEAST_LETTERS and label in (whole, linked)) or (len(initials) >= 3 and label == initials)
        for label in labels
    )


def organisation_type(role: str, organisation: str, address: str, text: str) -> tuple[Kind, str] | None:
    """The kind and the reason for it; None where nothing tells. `text` is the whole signature."""
    own = f"{role} | {organisation}"
    domain = address.rpartition("@")[2]
    if _POLICE.search(own) or _POLICE_RANK.match(role) or "police" in domain:
        return Kind.POLICE, "police by rank, unit or address"
    if _YOUTH_JUSTICE.search(own):
        return Kind.OTHER_AGENCY, "a youth justice service"
    if _SCHOOL.search(organisation) and not _AUTHORITY.search(organisation) and not _NO_SCHOOL.search(organisation):
        return (
            (Kind.HEALTH, "a nurse, whatever the school") if _NURSE.search(role) else (Kind.SCHOOL, "a school by name")
        )
    authority = bool(_AUTHORITY.search(own)) or domain.endswith(".gov.uk")
    if _TRUST.search(organisation):
        return Kind.SCHOOL, "a trust of schools"
    if _SOCIAL_CARE.search(own):
        return Kind.SOCIAL_CARE, "children's social care"
    if _HOUSING.search(own):
        return Kind.HOUSING, "housing by post or name"
    if authority and _ADMISSIONS.search(f"{own} {address}"):
        return Kind.SCHOOL_ADMISSIONS, "admissions of an authority"
    if _HEALTH.search(own) or re.search(r"\bnhs\b", domain):
        return Kind.HEALTH, "health by post, name or address"
    if authority or _LA_ROLE.search(role):
        return Kind.LOCAL_AUTHORITY, "a local authority by name or address"
    if _SCHOOL_DOMAIN.search(address) or _SCHOOL_ROLE.search(role):
        return Kind.SCHOOL, "a school by address or post"
    if organisation and _CHARITY.search(own):
        return Kind.OTHER_AGENCY, "a charity or project"
    return None


_NO_SCHOOL = re.compile(r"\bschool admissions\b|\bschool nurs\w+\b|\bschool health\b|\bvirtual school\b", re.IGNORECASE)
_TRUST = re.compile(
    r"\b(?:learning|education\w*|academ\w+|schools|multi[- ]academy)\b[^,|]{0,24}\btrust\b|(?-i:\bMAT\b)", re.IGNORECASE
)
_NURSE = re.compile(r"\bschool nurse\b|\bcommunity public health nurse\b|\bhealth visitor\b|\bmidwife\b", re.IGNORECASE)
_SCHOOL_ROLE = re.compile(
    r"\bheadteacher\b|\bhead of year\b|\bteacher\b|\bdsl\b|\bdesignated safeguarding lead\b|\battendance\b"
    r"|\bpupil\b|\bpastoral\b|\btransition\b|\byear (?:1?[0-9])\b|\bform tutor\b|\bks[1-5]\b|\bsenco\b",
    re.IGNORECASE,
)
