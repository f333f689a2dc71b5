"""The digest in the order in which an officer should read it: what cannot wait, what is late, what is for today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mailbot.letters.oneline import one_line
from mailbot.letters.rows import CaseRow, LetterRow, MailRow, TaskRow, Totals
from mailbot.model.days import said, said_with_weekday
from mailbot.model.digest import Digest, DigestCase, DigestMail, DigestTask

MOST_ROWS = 150  # of one list; a mail that is longer is cut by mail clients
LONDON = ZoneInfo("Europe/London")
ORDER = ("immediate", "urgent", "standard", "none")
DESKS = {"cme": "CME", "admissions": "Admissions"}


def agenda(digest: Digest) -> dict[str, object]:
    """The values of `digest.md` and `digest.html` (forms.DIGEST, without the letterhead's)."""
    known = {case.reference: case for case in digest.cases}
    tasks = [_task(task, known.get(task.reference), digest.day) for task in sorted(digest.tasks, key=_due_first)]
    of_case: dict[str, list[TaskRow]] = {}
    for task in tasks:
        of_case.setdefault(task.reference, []).append(task)
    cases = [_case(case, tuple(of_case.get(case.reference, ())), digest.day) for case in digest.cases]
    elsewhere = [task for task in tasks if task.priority != "immediate"]
    elsewhere.sort(key=lambda task: ORDER.index(task.priority))
    lists: dict[str, list[object]] = {
        "immediate": [case for case in cases if case.priority == "immediate"],
        "urgent": [case for case in cases if case.priority == "urgent"],
        "standard": [case for case in cases if case.priority not in ("immediate", "urgent")],
        **{when: [task for task in elsewhere if task.when == when] for when in ("overdue", "today", "later")},
        "unread": [_mail(mail) for mail in digest.quarantined],
        "withheld": [_mail(mail) for mail in digest.withheld],
        "refused": [LetterRow(row.outbox_id, row.purpose, one_line(row.answer, 300)) for row in digest.refused],
        "warnings": [one_line(warning, 500) for warning in (digest.held, *digest.warnings) if warning],
    }
    totals = Totals(**{name: len(rows) for name, rows in lists.items()})
    pressing = [*(["No referrer is answered: sending is held."] if digest.held else []), *_pressing(totals)]
    return {
        "day": said_with_weekday(digest.day),
        "headline": " ".join(pressing) or "Nothing is pressing today.",
        "pressing": bool(pressing),
        "totals": totals,
        **{name: tuple(rows[:MOST_ROWS]) for name, rows in lists.items()},
        "left_out": tuple(_left_out(lists)),
        "received": digest.received,
        "answered": digest.answered,
        "machine": digest.machine,
        "open_cases": len(digest.cases),
        "anchor": digest.anchor,
    }


def _pressing(totals: Totals) -> list[str]:
    """What to do first, a sentence each."""
    other = "other " if totals.immediate else ""
    rows = (
        (totals.immediate, "child may be in danger.", "children may be in danger."),
        (totals.overdue, f"{other}task is overdue.", f"{other}tasks are overdue."),
        (totals.today, f"{other}task is due today.", f"{other}tasks are due today."),
        (totals.unread, "mail must be opened by hand.", "mails must be opened by hand."),
        (totals.refused, "letter was not delivered.", "letters were not delivered."),
    )
    return [_counted(number, one, many) for number, one, many in rows if number]


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _due_first(task: DigestTask) -> date:
    """Sorts tasks by their day, those without one last."""
    return task.due or date.max


def _case(case: DigestCase, tasks: tuple[TaskRow, ...], day: date) -> CaseRow:
    opened = _in_london(case.opened_at).date()
    return CaseRow(
        case.reference,
        one_line(case.child, 100),
        _plain(case.kind),
        case.priority,
        _plain(case.status),
        DESKS.get(case.queue, case.queue),
        said(opened),
        max((day - opened).days, 0),
        tasks,
    )


def _task(task: DigestTask, case: DigestCase | None, day: date) -> TaskRow:
    when = "overdue" if task.overdue else "today" if task.due == day else "later"
    child, priority = (one_line(case.child, 100), case.priority) if case else ("", "none")
    return TaskRow(task.reference, child, task.says, task.clause, _due(task, day), when, priority)


def _due(task: DigestTask, day: date) -> str:
    """`today`, `3 days late (due Friday 20 November 2026)`, `Wednesday 25 November 2026`."""
    if task.due is None:
        return "no day set"
    if task.due == day:
        return "today"
    late = (day - task.due).days
    named = said_with_weekday(task.due)
    return f"{_counted(late, 'day', 'days')} late (due {named})" if late > 0 else named


def _mail(mail: DigestMail) -> MailRow:
    at = _in_london(mail.received_at)
    received = f"{said_with_weekday(at.date())}, {at:%H:%M}"
    return MailRow(mail.inbound_id, DESKS.get(mail.mailbox, mail.mailbox), received, one_line(mail.reason, 300))


def _left_out(lists: Mapping[str, list[object]]) -> Iterator[str]:
    for name, rows in lists.items():
        if len(rows) > MOST_ROWS:
            yield f"{name}: {len(rows) - MOST_ROWS} more than the {MOST_ROWS} shown"


def _plain(code: str) -> str:
    return code.replace("_", " ")


def _in_london(at: datetime) -> datetime:
    return at.astimezone(LONDON) if at.tzinfo else at
