"""Made-up rows with which a digest's template is tried. No child and no mail is real."""

from __future__ import annotations

from mailbot.letters.rows import CaseRow, LetterRow, MailRow, TaskRow

ROWAN = ("CME-2026-7K3M9QX4TZ", "Rowan Ashdown")
IMRAN = ("CME-2026-4HQ8W2N6RD", "Imran Valdez")
NAMELESS = ("CME-2026-9BT5C7J2XV", "name not known")

TASKS = (
    TaskRow(*IMRAN, "Ask housing about the last known address", "6.1", "3 days late", "overdue", "urgent"),
    TaskRow(*ROWAN, "Refer to Children's Social Care now", "6.5", "today", "today", "immediate"),
    TaskRow(*NAMELESS, "Check that the child was offered a place", "2.1", "no day set", "later", "standard"),
)

CASES = (
    CaseRow(*ROWAN, "referral", "immediate", "new", "CME", "22 November 2026", 1, TASKS[1:2]),
    CaseRow(*IMRAN, "no-show", "urgent", "enquiries", "Admissions", "9 November 2026", 14, TASKS[:1]),
    CaseRow(*NAMELESS, "place request", "standard", "new", "Admissions", "20 November 2026", 3, ()),
)

MAILS = (
    MailRow(31, "CME", "Sunday 22 November 2026, 21:14", "the attachment is locked with a password"),
    MailRow(32, "Admissions", "Monday 23 November 2026, 07:02", "case status withheld: the sender is not proven"),
)

LETTERS = (LetterRow(12, "reply", "550 no such mailbox"),)
