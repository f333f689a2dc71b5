"""Made-up rows with which a digest's template is tried. No child and no mail is real."""

from __future__ import annotations

from mailbot.letters.rows import CaseRow, LetterRow, MailRow, TaskRow

CASES = (
    CaseRow(
        "CME-2026-7K3M9QX4TZ",
        "Rowan Ashdown",
        "referral",
        "immediate",
        "new",
        "CME",
        "Sunday 22 November 2026",
        1,
        "Refer to Children's Social Care now",
        "6.5",
        "today",
        False,
    ),
    CaseRow(
        "CME-2026-4HQ8W2N6RD",
        "Imran Valdez",
        "no-show",
        "urgent",
        "enquiries",
        "Admissions",
        "Monday 9 November 2026",
        14,
        "Ask housing about the last known address",
        "6.1",
        "3 days overdue, since Friday 20 November",
        True,
    ),
    CaseRow(
        "CME-2026-9BT5C7J2XV",
        "name not known",
        "place request",
        "standard",
        "new",
        "Admissions",
        "Friday 20 November 2026",
        3,
        "",
        "",
        "",
        False,
    ),
)

TASKS = tuple(
    TaskRow(case.reference, case.child, "Search the authority's own systems", "6.1", due, when, case.priority)
    for case, (due, when) in zip(
        CASES,
        (("3 days overdue, since Friday 20 November", "overdue"), ("today", "today"), ("no day set", "later")),
        strict=True,
    )
)

MAILS = (
    MailRow(31, "CME", "Sunday 22 November 2026, 21:14", "the attachment is locked with a password"),
    MailRow(32, "Admissions", "Monday 23 November 2026, 07:02", "case status withheld: the sender is not proven"),
)

LETTERS = (LetterRow(12, "reply", "550 no such mailbox"),)
