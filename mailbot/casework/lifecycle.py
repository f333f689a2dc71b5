"""Which status may follow which, by which clause; what an officer must have seen to before a case ends.

Mail moves a case in two ways only: facts that were asked for arrive, or somebody reports the child as found. Every
other move, and every ending, is an officer's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mailbot.model.case import OVER, CaseStatus, ClosingReason, TaskOutcome
from mailbot.model.casefile import CaseFile

S = CaseStatus
R = ClosingReason

REFERRAL = "refer_to_social_care"  # the action of clause 6.5
LOST_PUPIL = "lost_pupil_record"  # the action of clause 6.3


@dataclass(frozen=True, slots=True)
class Move:
    """From one status to another. `by_mail`: mailbot makes it on the word of a mail."""

    source: CaseStatus
    target: CaseStatus
    clause: str
    says: str
    by_mail: bool = False


MOVES = (
    Move(S.NEW, S.AWAITING_INFORMATION, "5.2", "the referrer is asked for more"),
    Move(S.NEW, S.ENQUIRIES, "5.3", "an officer takes the referral on"),
    Move(S.NEW, S.REPORTED_LOCATED, "6.1", "somebody reports the child as found", by_mail=True),
    Move(S.NEW, S.LOCATED_NO_PROVISION, "6.1", "the child is located, and not in education"),
    Move(S.NEW, S.NOT_CME, "1.1", "the child is not missing education"),
    Move(S.NEW, S.DUPLICATE, "2.2", "the child has another case"),
    Move(S.AWAITING_INFORMATION, S.NEW, "5.2", "the facts that were asked for have arrived", by_mail=True),
    Move(S.AWAITING_INFORMATION, S.ENQUIRIES, "5.3", "an officer goes on with what there is"),
    Move(S.AWAITING_INFORMATION, S.REPORTED_LOCATED, "6.1", "somebody reports the child as found", by_mail=True),
    Move(S.AWAITING_INFORMATION, S.LOCATED_NO_PROVISION, "6.1", "the child is located, and not in education"),
    Move(S.AWAITING_INFORMATION, S.NOT_CME, "1.1", "the child is not missing education"),
    Move(S.AWAITING_INFORMATION, S.DUPLICATE, "2.2", "the child has another case"),
    Move(S.ENQUIRIES, S.AWAITING_INFORMATION, "5.2", "the referrer is asked for more"),
    Move(S.ENQUIRIES, S.REPORTED_LOCATED, "6.1", "somebody reports the child as found", by_mail=True),
    Move(S.ENQUIRIES, S.LOCATED_NO_PROVISION, "6.1", "the child is located, and not in education"),
    Move(S.ENQUIRIES, S.REVIEW, "6.2", "the enquiries are concluded"),
    Move(S.ENQUIRIES, S.NOT_CME, "1.1", "the child is not missing education"),
    Move(S.ENQUIRIES, S.DUPLICATE, "2.2", "the child has another case"),
    Move(S.REPORTED_LOCATED, S.ENQUIRIES, "6.1", "the report did not hold"),
    Move(S.REPORTED_LOCATED, S.LOCATED_NO_PROVISION, "6.1", "the child is located, and not in education"),
    Move(S.REPORTED_LOCATED, S.REVIEW, "6.2", "the report is confirmed"),
    Move(S.REPORTED_LOCATED, S.NOT_CME, "1.1", "the child is not missing education"),
    Move(S.REPORTED_LOCATED, S.DUPLICATE, "2.2", "the child has another case"),
    Move(S.LOCATED_NO_PROVISION, S.ENQUIRIES, "6.1", "the family is gone again"),
    Move(S.LOCATED_NO_PROVISION, S.REPORTED_LOCATED, "6.1", "somebody reports a school", by_mail=True),
    Move(S.LOCATED_NO_PROVISION, S.REVIEW, "6.2", "education is confirmed"),
    Move(S.LOCATED_NO_PROVISION, S.NOT_CME, "1.1", "the child is not missing education"),
    Move(S.LOCATED_NO_PROVISION, S.DUPLICATE, "2.2", "the child has another case"),
    Move(S.REVIEW, S.ENQUIRIES, "6.2", "the review finds something left to try"),
    Move(S.REVIEW, S.REPORTED_LOCATED, "6.1", "somebody reports the child as found", by_mail=True),
    Move(S.REVIEW, S.LOCATED_NO_PROVISION, "6.1", "the child is located, and not in education"),
    Move(S.REVIEW, S.CLOSED, "6.2", "the review is signed"),
    Move(S.REVIEW, S.DUPLICATE, "2.2", "the child has another case"),
    Move(S.CLOSED, S.ENQUIRIES, "2.2", "the child is missing education again"),
    Move(S.NOT_CME, S.ENQUIRIES, "2.2", "the child is missing education after all"),
)


@dataclass(frozen=True, slots=True)
class Ending:
    """A closing reason: the status that it gives, its clause; `untraced`: nobody knows where the child is."""

    status: CaseStatus
    clause: str
    says: str
    untraced: bool = False


ENDINGS: Mapping[ClosingReason, Ending] = {
    R.ON_ROLL_HERE: Ending(S.CLOSED, "6.1", "on roll at a school in the borough, as the school confirmed"),
    R.ON_ROLL_ELSEWHERE: Ending(S.CLOSED, "6.1", "on roll elsewhere, as that authority confirmed"),
    R.INDEPENDENT_SCHOOL: Ending(S.CLOSED, "6.1", "at an independent school, as the school confirmed"),
    R.HOME_EDUCATED: Ending(S.CLOSED, "3.3", "suitably educated at home, as the home education officer judged"),
    R.ALTERNATIVE_PROVISION: Ending(S.CLOSED, "6.1", "in alternative provision"),
    R.RETURNED_TO_SCHOOL: Ending(S.CLOSED, "6.1", "back at the former school"),
    R.PASSED_TO_OTHER_AUTHORITY: Ending(S.CLOSED, "6.1", "moved; the other authority took the case over"),
    R.ABROAD_CONFIRMED: Ending(S.CLOSED, "6.1", "left the UK; the destination is confirmed"),
    R.ABROAD_AS_PARENT_STATES: Ending(S.CLOSED, "6.2", "left the UK, as a parent states", untraced=True),
    R.OVER_AGE: Ending(S.CLOSED, "1.1", "above compulsory school age"),
    R.UNDER_AGE: Ending(S.CLOSED, "1.1", "below compulsory school age"),
    R.DECEASED: Ending(S.CLOSED, "6.1", "the child died"),
    R.IN_CUSTODY: Ending(S.CLOSED, "6.1", "in custody or secure accommodation"),
    R.PLACED_BY_OTHER_AUTHORITY: Ending(S.CLOSED, "6.1", "looked after, placed by another authority"),
    R.UNTRACED: Ending(S.CLOSED, "6.2", "not traced; nothing is left to try and no concern is open", untraced=True),
    R.UNTRACED_TO_SOCIAL_CARE: Ending(S.CLOSED, "6.2", "not traced; passed to Children's Social Care", untraced=True),
    R.ERROR: Ending(S.CLOSED, "5.3", "opened by mistake"),
    R.WITHDRAWN: Ending(S.CLOSED, "5.3", "the referrer took the referral back, and an officer agrees"),
    R.ATTENDANCE_MATTER: Ending(S.NOT_CME, "1.1", "on roll: a matter of attendance"),
    R.OTHER_AGE: Ending(S.NOT_CME, "1.1", "outside compulsory school age"),
    R.OTHER_AUTHORITY: Ending(S.NOT_CME, "2.2", "lives in another authority, which was told"),
    R.WRONG_SERVICE: Ending(S.NOT_CME, "5.3", "a matter for another service"),
    R.SUITABLY_HOME_EDUCATED: Ending(S.NOT_CME, "3.3", "suitably educated at home"),
}


def move(source: CaseStatus, target: CaseStatus) -> Move | None:
    """The move, if the table has it."""
    return next((one for one in MOVES if (one.source, one.target) == (source, target)), None)


def by_mail(source: CaseStatus, target: CaseStatus) -> Move | None:
    """The move, if a mail's word is enough for it."""
    found = move(source, target)
    return found if found is not None and found.by_mail else None


def targets(source: CaseStatus) -> tuple[CaseStatus, ...]:
    """Where an officer may move a case by its status alone; to end, merge or reopen it there are other commands."""
    if source in OVER:
        return ()
    return tuple(one.target for one in MOVES if one.source is source and one.target not in OVER)


def concern_stood(file: CaseFile) -> bool:
    """Whether significant harm was feared at any time of this episode (6.5)."""
    feared = any(case.facts.get("concerns") for case in (file.case, *file.merged))
    return feared or any(task.code == REFERRAL for task in file.tasks)


def in_the_way(file: CaseFile, reason: ClosingReason) -> Iterator[str]:
    """What keeps an officer from ending the case for this reason, each with what to do about it (6.2, 6.3, 6.5)."""
    ending, reference = ENDINGS[reason], file.case.reference
    by_task = f"mailbot case task {reference}"
    if ending.status is S.CLOSED and file.case.status is not S.REVIEW:
        yield f"6.2: there was no review. First: mailbot case status {reference} review"
    for task in file.open_tasks:
        yield f"{task.clause}: {task.code} is open ({task.says}). First: {by_task} {task.code} done (or waived)"
    if ending.untraced and not _done(file, LOST_PUPIL):
        yield f"6.3: the lost pupil record is not noted. First: {by_task} {LOST_PUPIL} done"
    if _unreferred(file, reason):
        yield f"6.5: no referral to Social Care is recorded. First: {by_task} {REFERRAL} done"


def _unreferred(file: CaseFile, reason: ClosingReason) -> bool:
    asked = any(task.code == REFERRAL for task in file.tasks)
    feared = bool(file.case.facts.get("concerns")) and not asked
    return feared or (reason is R.UNTRACED_TO_SOCIAL_CARE and not _done(file, REFERRAL))


def _done(file: CaseFile, code: str) -> bool:
    return any(task.code == code and task.outcome is TaskOutcome.DONE for task in file.tasks)
