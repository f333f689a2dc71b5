"""What a mail gives officers to do, and which open task it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from mailbot.casework.circumstances import Circumstances
from mailbot.model.case import Case, Task, TaskOutcome
from mailbot.model.policy import Action, Triage
from mailbot.model.referral import Child, Kind, OrganisationType, Reading
from mailbot.policy.calendar import day_in_london

AWAIT_REFERRER = "await_referrer"
TELL = "answer_status"  # an officer tells the referrer how the case stands (6.3)
WATCH = "enrolment_watch"
ANSWER_DAYS = 5  # school days that the referrer has before an officer asks again or goes on without
LOOK_DAYS = 2

# Enquiries are made once in an episode, however many mails ask for them; everything else may be called for again.
ONCE = frozenset(
    {
        "search_systems",
        "ask_agencies",
        "ask_public_services",
        "establish_location",
        "look_again",
        "lost_pupil_record",
        "check_age",
        WATCH,
    }
)

# Whose mail answers which enquiry, the likeliest first.
_AGENCIES = ("ask_agencies", "establish_location")
ANSWERS: Mapping[OrganisationType, tuple[str, ...]] = {
    OrganisationType.HEALTH: _AGENCIES,
    OrganisationType.POLICE: _AGENCIES,
    OrganisationType.SOCIAL_CARE: ("consider_mash", *_AGENCIES),
    OrganisationType.OTHER_AGENCY: _AGENCIES,
    OrganisationType.HOUSING: ("ask_public_services", "establish_location"),
    OrganisationType.LOCAL_AUTHORITY: ("ask_other_authority", "confirm_provision", "establish_location"),
    OrganisationType.SCHOOL: ("confirm_provision", "ask_about_register", "ask_about_induction"),
    OrganisationType.SCHOOL_ADMISSIONS: ("find_place", "advise_no_show", "advise_declined", "search_systems"),
}
_ANSWERING = (Kind.AGENCY_REPLY, Kind.CASE_UPDATE)


def asked(
    case: Case, child: Child, index: int | None, reading: Reading, triage: Triage, circumstances: Circumstances
) -> Iterator[Task]:
    """The tasks that the mail adds to one case; those that are open already, or are done once only, are left out."""
    known = [task for task in circumstances.tasks if task.reference == case.reference]
    for task in _wanted(case, child, index, reading, triage, circumstances):
        if not any(one.code == task.code and (not one.ended or task.code in ONCE) for one in known):
            known.append(task)
            yield task


def _wanted(
    case: Case, child: Child, index: int | None, reading: Reading, triage: Triage, circumstances: Circumstances
) -> Iterator[Task]:
    for action in triage.actions:
        if action.child in (None, index):
            yield _task(case, action, circumstances)
    if reading.kind.value is Kind.NO_SHOW and child.start_date is not None:
        yield _watch(case, child.start_date.value, circumstances)
    if case.asked:
        says = "The referrer was asked for more: ask again, or go on with what there is"
        yield Task(case.reference, AWAIT_REFERRER, "5.2", says, circumstances.due(ANSWER_DAYS))
    if case.over:
        says = "A mail came for a case that is over: decide whether to open it again"
        yield Task(case.reference, "look_at_closed_case", "6.1", says, circumstances.due(LOOK_DAYS))


def _task(case: Case, action: Action, circumstances: Circumstances) -> Task:
    due = circumstances.due(action.due_school_days) if action.due_school_days is not None else None
    return Task(case.reference, action.code, action.clause, action.says, due)


def _watch(case: Case, start: date, circumstances: Circumstances) -> Task:
    """4.3: on roll within 10 school days; where that day has passed the task is due today."""
    limit = circumstances.policy.whole("enrolment") if circumstances.policy else 10
    tenth = circumstances.due_after(start, limit)
    due = max(tenth, day_in_london(circumstances.now)) if tenth else None
    says = f"See whether the child is on roll: {limit} school days from the start"
    return Task(case.reference, WATCH, "4.3", says, due)


def ended(case: Case, reading: Reading, circumstances: Circumstances) -> Iterator[Task]:
    """Known tasks as the mail leaves them: an enquiry answered, the wait for the referrer over."""
    open_tasks = [task for task in circumstances.tasks if task.reference == case.reference and not task.ended]
    writer = reading.referrer.organisation_type
    if writer is not None and reading.kind.value in _ANSWERING:
        answered = _first(ANSWERS.get(writer.value, ()), open_tasks)
        if answered is not None:
            yield replace(answered, outcome=TaskOutcome.ANSWERED, result=f"answered by mail ({writer.value})")
    waiting = _first((AWAIT_REFERRER,), open_tasks)
    if waiting is not None and not case.asked:
        result = "everything that was asked for has arrived"
        yield replace(waiting, outcome=TaskOutcome.DONE, by="mailbot", done_at=circumstances.now, result=result)


def _first(codes: Iterable[str], tasks: list[Task]) -> Task | None:
    return next((task for code in codes for task in tasks if task.code == code), None)
