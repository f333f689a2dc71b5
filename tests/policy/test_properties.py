"""What holds of every reading, whatever it says."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.model.policy import Disposition, Priority
from mailbot.model.policypack import PolicyOn
from mailbot.model.referral import Concern, Enquiry, Kind, Mailbox, OrganisationType, RiskFactor, SocialCare, Wants
from mailbot.policy.engine import triage
from tests.policy.readings import reading
from tests.policy.test_tables import CALENDAR

DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))
WORDS = st.none() | st.text(max_size=40) | st.sampled_from(["Poland", "Leeds", "Larkmead School"])
KNOWN = st.none() | st.booleans()
CHILDREN = st.fixed_dictionaries(
    {
        **dict.fromkeys(["forename", "surname", "address", "last_school", "moved_to"], WORDS),
        **dict.fromkeys(["date_of_birth", "last_attended", "start_date", "removed_on"], DAYS),
        "year_group": st.none() | st.sampled_from(["N", "R", "1", "7", "13", "99"]),
        "social_care": st.none() | st.sampled_from(SocialCare),
        "risk_factors": st.lists(st.sampled_from(RiskFactor), max_size=3, unique=True),
        "concerns": st.lists(st.sampled_from(Concern), max_size=2, unique=True),
        "enquiries": st.lists(st.sampled_from(Enquiry), max_size=4, unique=True),
        "whereabouts_known": KNOWN,
    }
)
READINGS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(Kind),
        "children": st.lists(CHILDREN, max_size=3),
        "referrer": st.fixed_dictionaries(
            {"organisation_type": st.none() | st.sampled_from(OrganisationType), "organisation": WORDS}
        ),
        "case_references": st.lists(st.just("CME-2026-000123"), max_size=1),
        "wants": st.none() | st.sampled_from(Wants),
        "confidence": st.floats(0, 1),
    }
)
TODAY = st.dates(date(2023, 9, 1), date(2099, 12, 31))
MAILBOXES = st.sampled_from(Mailbox)


@settings(max_examples=200, deadline=None)
@given(READINGS, MAILBOXES, TODAY)
def test_every_reading_is_decided(policy: PolicyOn, told: dict[str, Any], mailbox: Mailbox, today: date) -> None:
    decided = triage(reading(told), mailbox, policy, today, CALENDAR)
    assert decided.queue not in decided.copied_to
    assert list(decided.clauses) == sorted(set(decided.clauses))
    assert len(set(decided.missing)) == len(decided.missing)
    assert (decided.disposition is Disposition.ASK_FOR_INFORMATION) == bool(decided.missing)
    assert all(answer.child is None or answer.child < len(told["children"]) for answer in decided.findings)
    assert len(set(decided.actions)) == len(decided.actions)


@settings(max_examples=100, deadline=None)
@given(READINGS.filter(lambda told: told["kind"] is not Kind.AUTOMATIC), CHILDREN, st.sampled_from(Concern), TODAY)
def test_an_asserted_concern_stands_above_everything(
    policy: PolicyOn, told: dict[str, Any], child: dict[str, Any], concern: Concern, today: date
) -> None:
    in_danger = {**told, "children": [*told["children"], {**child, "concerns": [concern]}]}
    decided = triage(reading(in_danger), Mailbox.CME, policy, today, CALENDAR)
    assert decided.priority is Priority.IMMEDIATE
    assert "6.5" in decided.clauses
    assert "refer_to_social_care" in {action.code for action in decided.actions}


@settings(max_examples=100, deadline=None)
@given(READINGS, CHILDREN, TODAY)
def test_another_child_never_makes_a_mail_less_pressing(
    policy: PolicyOn, told: dict[str, Any], child: dict[str, Any], today: date
) -> None:
    alone = triage(reading(told), Mailbox.CME, policy, today, CALENDAR)
    more = triage(reading({**told, "children": [*told["children"], child]}), Mailbox.CME, policy, today, CALENDAR)
    assert more.priority.rank <= alone.priority.rank
    assert set(alone.clauses) <= set(more.clauses)
