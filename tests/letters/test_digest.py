"""What officers read each morning: the pressing things first, in words, and nothing that a mail brought in runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mailbot.letters import compose
from mailbot.letters.agenda import MOST_ROWS, agenda
from mailbot.model.digest import Digest, DigestCase, DigestMail, DigestTask
from mailbot.model.letter import Letter
from tests.letters.desk import KEY, LETTERHEAD, NOW, TEMPLATES, page, text
from tests.letters.lint import active, lint
from tests.letters.mornings import BAD, MONDAY, QUIET


def posted(digest: Digest) -> Letter:
    return compose.digest(digest, TEMPLATES, LETTERHEAD, "officer@havering.gov.uk", KEY, NOW)


def in_order(words: str, *said: str) -> bool:
    places = [words.index(one) for one in said]
    return places == sorted(places)


@pytest.mark.parametrize("shown", [text, page], ids=["text", "html"])
def test_what_cannot_wait_stands_first(shown: Callable[[Letter], str]) -> None:
    words = shown(posted(BAD)).partition("</head>")[2] or shown(posted(BAD))
    assert in_order(
        words,
        "A child may be in danger",
        "Refer to Children",
        "Overdue",
        "Ask housing, benefits",
        "Due today",
        "Open by hand",
        "locked with a password",
        "Letters that were not delivered",
        "Urgent cases",
        "Other open cases",
        "Later",
    )


@pytest.mark.parametrize("shown", [text, page], ids=["text", "html"])
def test_the_foot_holds_the_records_anchor_and_says_what_it_is_for(shown: Callable[[Letter], str]) -> None:
    anchor = f"1742:{'5e1f' * 16}"
    foot = shown(posted(replace(QUIET, anchor=anchor))).rpartition("Since the last digest")[2]
    assert anchor in foot
    assert "Keep this email" in foot and "mailbot audit verify --anchor" in foot
    assert "anchor" not in shown(posted(QUIET)).rpartition("Since the last digest")[2]


def test_the_subject_says_what_is_pressing_and_names_nobody() -> None:
    assert posted(BAD).subject == (
        "CME digest, Monday 23 November 2026: 2 children may be in danger. 1 other task is overdue. "
        "2 other tasks are due today. 2 mails must be opened by hand. 1 letter was not delivered."
    )
    assert posted(QUIET).subject == "CME digest, Monday 23 November 2026: Nothing is pressing today."
    lint(posted(BAD).raw, "digest")
    lint(posted(QUIET).raw, "digest")


def test_a_mail_to_open_by_hand_comes_with_the_command_that_takes_it_out() -> None:
    number = BAD.quarantined[0].inbound_id
    for shown in (page(posted(BAD)), text(posted(BAD))):
        assert f"mailbot mail save {number} mail.eml" in " ".join(shown.split())


def test_priority_and_lateness_are_said_in_words_not_only_in_colour() -> None:
    body = page(posted(BAD)).partition("<body")[2]
    assert body.count(">IMMEDIATE<") == 2 and body.count(">URGENT<") == 2 and body.count(">OVERDUE<") == 3


def test_a_task_of_an_immediate_case_stands_with_its_case_and_only_there() -> None:
    shown = agenda(BAD)
    assert [task.says[:8] for task in shown["immediate"][0].tasks] == ["Refer to"]  # type: ignore[index]
    assert [task.reference for task in shown["overdue"]] == ["CME-2026-2PFN6M8Y3K"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("due", "said", "when"),
    [
        (date(2026, 11, 20), "3 days late (due Friday 20 November 2026)", "overdue"),
        (date(2026, 11, 22), "1 day late (due Sunday 22 November 2026)", "overdue"),
        (MONDAY, "today", "today"),
        (date(2026, 11, 24), "Tuesday 24 November 2026", "later"),
        (None, "no day set", "later"),
    ],
)
def test_a_due_day_is_said_as_people_say_it(due: date | None, said: str, when: str) -> None:
    task = DigestTask("CME-2026-2PFN6M8Y3K", "Search", "6.1", due, due is not None and due < MONDAY)
    rows = agenda(replace(QUIET, tasks=(task,)))[when]
    assert [row.due for row in rows] == [said]  # type: ignore[attr-defined]


def test_tasks_of_urgent_cases_come_before_the_others_then_the_latest_first() -> None:
    tasks = tuple(
        DigestTask(reference, says, "6.1", date(2026, 11, day), True)
        for reference, says, day in (
            ("CME-2026-3NY7T5KB9G", "standard, oldest", 2),
            ("CME-2026-2PFN6M8Y3K", "urgent, newer", 18),
            ("CME-2026-9BT5C7J2XV", "urgent, older", 9),
            ("CME-2026-0000000000", "no case", 1),
        )
    )
    rows = agenda(replace(BAD, tasks=tasks))["overdue"]
    assert [row.says for row in rows] == ["urgent, older", "urgent, newer", "standard, oldest", "no case"]  # type: ignore[attr-defined]


def test_times_are_those_of_london() -> None:
    summer = DigestMail(1, "cme", datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "x")
    assert agenda(replace(QUIET, quarantined=(summer,)))["unread"][0].received == "Wednesday 1 July 2026, 00:30"  # type: ignore[index]


def test_a_list_that_is_too_long_is_cut_and_says_so() -> None:
    tasks = tuple(DigestTask("CME-2026-2PFN6M8Y3K", f"Task {n}", "6.1", None, False) for n in range(5000))
    cases = tuple(replace(BAD.cases[4], reference=f"CME-2026-{n:010d}") for n in range(5000))
    letter = posted(replace(BAD, tasks=tasks, cases=(*BAD.cases[:4], *cases)))
    assert f"later: {5000 - MOST_ROWS} more than the {MOST_ROWS} shown" in text(letter)
    assert len(letter.raw) < 1_000_000
    assert "Open cases: 5004" in text(letter)


XSS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "</td></table><iframe src=javascript:alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>@import 'https://evil.example';</style>",
    "<link rel=stylesheet href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example>",
    "<form action=https://evil.example><input name=x>",
    "<math><mi xlink:href='javascript:alert(1)'>",
    "{{ 7*7 }}<b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\u003cscript\\u003e",
    "<!--<img src='--><img src=x onerror=alert(1)>",
    "]]><script>alert(1)</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<div style='background:url(https://evil.example)'>",
)


@pytest.mark.parametrize("hostile", [one for one in XSS if "<" in one and "\x00" not in one])
def test_the_reader_of_pages_sees_what_is_active(hostile: str) -> None:
    assert active(f"<p>{hostile}</p>") or "&lt;" in hostile or "<b>" in hostile


@pytest.mark.parametrize("hostile", XSS)
def test_nothing_that_a_mail_brought_in_runs_or_fetches(hostile: str) -> None:
    case = DigestCase("CME-2026-2PFN6M8Y3K", hostile, hostile, "immediate", hostile, hostile, NOW)
    task = DigestTask("CME-2026-2PFN6M8Y3K", hostile, hostile, MONDAY, False)
    mail = DigestMail(1, hostile, NOW, hostile)
    letter = posted(
        replace(BAD, cases=(case,), tasks=(task,), quarantined=(mail,), withheld=(mail,), warnings=(hostile,))
    )
    lint(letter.raw, "digest")
    assert shown_literally(hostile) in text(letter)


def shown_literally(hostile: str) -> str:
    return " ".join(hostile.replace("\x00", " ").split())


def test_the_fullest_digest_is_made() -> None:
    words = "a long sentence of a task " * 12
    cases = tuple(replace(BAD.cases[n % 7], reference=f"CME-2026-{n:010d}", child="x" * 99) for n in range(1000))
    tasks = tuple(
        DigestTask(case.reference, words, "6.1", due, bool(due and due < MONDAY))
        for case in cases
        for due in (date(2026, 11, 2), MONDAY, None)
    )
    mails = tuple(DigestMail(n, "cme", NOW, "y" * 5000) for n in range(1000))
    full = replace(BAD, cases=cases, tasks=tasks, quarantined=mails, withheld=mails, warnings=("z" * 9000,) * 1000)
    assert len(posted(full).raw) < 5_000_000


@pytest.mark.parametrize("shown", [text, page], ids=["text", "html"])
def test_that_no_referrer_is_answered_stands_in_the_subject_and_the_reason_in_the_text(
    shown: Callable[[Letter], str],
) -> None:
    letter = posted(replace(QUIET, held="Sending is held since 1 May: restored."))
    assert letter.subject.startswith("CME digest, Monday 23 November 2026: No referrer is answered: sending is held.")
    assert "Sending is held since 1 May: restored." in shown(letter)
