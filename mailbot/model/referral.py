"""What a mail claims about a child, who claims it, and what the mail is for.

The meaning of each code is that of the public reading (`tests/corpus/reading/README.md`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mailbot.model.field import Field


class Mailbox(StrEnum):
    CME = "cme"
    ADMISSIONS = "admissions"


class Kind(StrEnum):
    """What an email is for."""

    REFERRAL = "referral"
    NO_SHOW = "no_show"
    PLACE_DECLINED = "place_declined"
    HANDOVER = "handover"
    HOME_EDUCATION = "home_education"
    PLACE_REQUEST = "place_request"
    CROSS_BORDER_ENQUIRY = "cross_border_enquiry"
    AGENCY_REPLY = "agency_reply"
    CASE_UPDATE = "case_update"
    STATUS_QUERY = "status_query"
    ROLL_REMOVAL = "roll_removal"
    AUTOMATIC = "automatic"
    OTHER = "other"


class Wants(StrEnum):
    """What a mail that is about no case wants of the team."""

    ANSWER = "answer"
    LOOK = "look"  # an officer must look, and no answer goes out: a secure wrapper to open
    NOTHING = "nothing"  # thanks, spam, "no need to reply"


class Sex(StrEnum):
    MALE = "M"
    FEMALE = "F"


class SocialCare(StrEnum):
    NONE = "none"
    KNOWN = "known"
    EARLY_HELP = "early_help"
    CIN = "cin"
    CPP = "cpp"
    LAC = "lac"


class RiskFactor(StrEnum):
    """The ten factors of policy 3.4."""

    HOMELESS = "homeless"
    DOMESTIC_ABUSE = "domestic_abuse"
    CHILD_PROTECTION_PLAN = "child_protection_plan"
    GYPSY_ROMA_TRAVELLER = "gypsy_roma_traveller"
    HIGHLY_MOBILE = "highly_mobile"
    YOUTH_JUSTICE = "youth_justice"
    HEALTH = "health"
    PRIVATE_FOSTERING = "private_fostering"
    SCHOOL_AGED_PARENT = "school_aged_parent"
    PARENT_NEED = "parent_need"


class Concern(StrEnum):
    """Fears of significant harm, policy 6.5."""

    ABUSE_OR_NEGLECT = "abuse_or_neglect"
    FORCED_MARRIAGE = "forced_marriage"
    FGM = "fgm"
    EXPLOITATION = "exploitation"
    ABDUCTION = "abduction"
    RADICALISATION = "radicalisation"
    SELF_HARM = "self_harm"
    MISSING_PERSON = "missing_person"
    OTHER_HARM = "other_harm"


class Enquiry(StrEnum):
    """What the sender already tried."""

    TELEPHONE = "telephone"
    TEXT_MESSAGE = "text_message"
    EMAIL = "email"
    LETTER = "letter"
    HOME_VISIT = "home_visit"
    EMERGENCY_CONTACTS = "emergency_contacts"
    NEIGHBOURS = "neighbours"
    SIBLINGS_SCHOOL = "siblings_school"
    AGENCIES = "agencies"
    OTHER_SCHOOLS = "other_schools"


class OrganisationType(StrEnum):
    SCHOOL = "school"
    LOCAL_AUTHORITY = "local_authority"
    SCHOOL_ADMISSIONS = "school_admissions"
    HEALTH = "health"
    POLICE = "police"
    SOCIAL_CARE = "social_care"
    HOUSING = "housing"
    OTHER_AGENCY = "other_agency"
    PARENT = "parent"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Contact:
    """An adult of the family. Phones are E.164 ("+447700900123"), emails lower-case, relationship as written."""

    name: Field[str] | None = None
    relationship: Field[str] | None = None
    phones: tuple[Field[str], ...] = ()
    emails: tuple[Field[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Child:
    """One child the mail is about. `None` and `()` mean that the mail does not say; nothing is guessed."""

    forename: Field[str] | None = None
    surname: Field[str] | None = None
    date_of_birth: Field[date] | None = None
    sex: Field[Sex] | None = None
    upn: Field[str] | None = None
    year_group: Field[str] | None = None  # "N", "R", "1".."13"
    address: Field[str] | None = None
    postcode: Field[str] | None = None
    last_school: Field[str] | None = None
    last_attended: Field[date] | None = None
    start_date: Field[date] | None = None
    removed_on: Field[date] | None = None
    moved_to: Field[str] | None = None
    contacts: tuple[Contact, ...] = ()
    social_care: Field[SocialCare] | None = None
    risk_factors: tuple[Field[RiskFactor], ...] = ()
    concerns: tuple[Field[Concern], ...] = ()
    enquiries: tuple[Field[Enquiry], ...] = ()
    whereabouts_known: Field[bool] | None = None


@dataclass(frozen=True, slots=True)
class Referrer:
    """The person who refers: the first writer of a forward, the person named on a form."""

    name: Field[str] | None = None
    role: Field[str] | None = None
    organisation: Field[str] | None = None
    organisation_type: Field[OrganisationType] | None = None
    email: Field[str] | None = None
    phone: Field[str] | None = None


@dataclass(frozen=True, slots=True)
class KindScore:
    """How well one kind fits a mail, and the rules that spoke for it."""

    kind: Kind
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What mailbot understands of one mail. `kinds` holds every kind's score, best first; `notes` go to an officer.

    `wants` matters for `Kind.OTHER` only; None counts as wanting an answer.
    """

    kind: Field[Kind]
    kinds: tuple[KindScore, ...]
    children: tuple[Child, ...]
    referrer: Referrer
    case_references: tuple[Field[str], ...] = ()
    notes: tuple[str, ...] = ()
    wants: Field[Wants] | None = None
