"""Digests to look at and to test with: a bad Monday, a quiet one. Everybody in them is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

from mailbot.model.digest import Digest, DigestCase, DigestLetter, DigestMail, DigestTask

MONDAY = date(2026, 11, 23)


def _case(
    reference: str, child: str, kind: str, priority: str, status: str, day: int, queue: str = "cme"
) -> DigestCase:
    return DigestCase(reference, child, kind, priority, status, queue, datetime(2026, 11, day, 8, 40, tzinfo=UTC))


def _task(reference: str, says: str, clause: str, day: int | None) -> DigestTask:
    due = date(2026, 11, day) if day else None
    return DigestTask(reference, says, clause, due, due is not None and due < MONDAY)


def _mail(number: int, mailbox: str, day: int, hour: int, reason: str) -> DigestMail:
    return DigestMail(number, mailbox, datetime(2026, 11, day, hour, 7, tzinfo=UTC), reason)


BAD = Digest(
    day=MONDAY,
    received=37,
    answered=24,
    machine=9,
    cases=(
        _case("CME-2026-7K3M9QX4TZ", "Rowan Ashdown-Pelletier", "referral", "immediate", "new", 22),
        _case("CME-2026-4HQ8W2N6RD", "Imran Valdez", "no_show", "immediate", "enquiries", 19, "admissions"),
        _case("CME-2026-9BT5C7J2XV", "name not known", "referral", "urgent", "new", 20),
        _case("CME-2026-2PFN6M8Y3K", "Zofia Brandt", "handover", "urgent", "enquiries", 9),
        _case(
            "CME-2026-5WX9D4RT7H", "Kofi Sarpong", "place_request", "standard", "awaiting_information", 12, "admissions"
        ),
        _case("CME-2026-8QJ3V6ZC4M", "Aoife Delacourt", "home_education", "standard", "enquiries", 5),
        _case("CME-2026-3NY7T5KB9G", "Tomasz Wren", "place_declined", "standard", "new", 20, "admissions"),
    ),
    tasks=(
        _task("CME-2026-7K3M9QX4TZ", "Refer to Children's Social Care now, by telephone and in writing", "6.5", 22),
        _task("CME-2026-4HQ8W2N6RD", "Decide whether a MASH referral is needed, and record the reason", "6.1", 20),
        _task("CME-2026-2PFN6M8Y3K", "Ask housing, benefits and council tax about the last known address", "6.1", 16),
        _task("CME-2026-9BT5C7J2XV", "Search the authority's own systems", "6.1", 23),
        _task("CME-2026-3NY7T5KB9G", "Advise the school on the place that the parent declined", "4.6", 23),
        _task("CME-2026-5WX9D4RT7H", "Check that the child was offered a place", "2.1", 26),
        _task("CME-2026-8QJ3V6ZC4M", "Ask the home education team for its view", "3.3", None),
    ),
    quarantined=(
        _mail(31, "cme", 22, 21, "the attachment is locked with a password; ask the sender for an open copy"),
        _mail(33, "admissions", 23, 6, "reading this mail stopped mailbot 2 times; open it by hand"),
    ),
    withheld=(
        _mail(29, "cme", 21, 10, "case status withheld: the sender is not the proven referrer of that case (6.3)"),
    ),
    refused=(DigestLetter(12, "reply", "550 5.1.1 no such mailbox"),),
    warnings=("The policy was to be reviewed by 1 July 2024: its review is 875 days overdue.",),
)

QUIET = Digest(MONDAY, 4, 3, 1, (BAD.cases[4],), (BAD.tasks[5],), (), (), ())
