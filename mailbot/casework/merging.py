"""Two cases that are one child's, and one case that is two children's. Both can be undone, and both are told.

A merge moves nothing: the duplicate points to the case that stays and is shown with it. A split restores it whole.
"""

from __future__ import annotations

from dataclasses import replace

from mailbot.casework.facts import with_facts
from mailbot.casework.lifecycle import move
from mailbot.casework.order import Order, event, need_reason
from mailbot.model.case import Case, CaseStatus, Link
from mailbot.model.casefile import CaseMail
from mailbot.model.command import Impossible
from mailbot.model.decision import Decision, MailMove, Opening, Update
from mailbot.model.referral import Child


def merge(now: Order) -> Decision:
    """Make the case a duplicate of another, open one."""
    case, into = now.case, now.order.value("into")
    if now.other is None or into == case.reference:
        raise Impossible(
            f"there is no other case {into or '(none given)'} to merge into. `mailbot case list` lists them"
        )
    stays = now.other.case
    if move(case.status, CaseStatus.DUPLICATE) is None:
        raise Impossible(f"{case.reference} is {case.status}: open it again before you merge it")
    if stays.over:
        raise Impossible(f"{into} is {stays.status}: merge into an open case")
    if now.file.merged:
        others = ", ".join(one.reference for one in now.file.merged)
        raise Impossible(f"{others} was merged into {case.reference}: merge {into} into {case.reference} instead")
    reason = need_reason(now, "say why they are the same child")
    after = replace(case, status=CaseStatus.DUPLICATE, duplicate_of=into, status_before=case.status)
    kept = _kept(stays, case)
    own = event(now, "merged", "2.2", "merge", f"into {into} ({reason})")
    theirs = event(now, "merged", "2.2", "merge", f"{case.reference} is a duplicate of this ({reason})")
    decision = now.decision(after, own, replace(theirs, reference=into))
    return replace(decision, updates=(*decision.updates, Update(kept, None, "merge")))


def split(now: Order) -> Decision:
    """Undo a merge; or give a mail that is another child's a case of its own."""
    reason = need_reason(now, "say why")
    if now.order.value("mail"):
        return _split_off(now, reason)
    case = now.case
    if case.status is not CaseStatus.DUPLICATE or case.status_before is None:
        raise Impossible(f"{case.reference} was not merged. To give a mail its own case: --mail N ({_mails(now)})")
    after = replace(case, status=case.status_before, duplicate_of=None, status_before=None)
    events = [event(now, "split", "2.2", "split", f"from {case.duplicate_of} ({reason})")]
    updates = now.decision(after).updates
    if now.other is not None:
        stays = now.other.case
        told = event(now, "split", "2.2", "split", f"{case.reference} is no duplicate of this ({reason})")
        events.append(replace(told, reference=stays.reference))
        updates = (*updates, Update(replace(stays, version=stays.version + 1), None, "split"))
    return replace(now.decision(after, *events), updates=updates)


def _kept(stays: Case, duplicate: Case) -> Case:
    """The case that stays: as pressing, and as locked, as the more careful of the two."""
    priority = min(stays.priority, duplicate.priority, key=lambda p: p.rank)
    restricted = stays.restricted or duplicate.restricted
    return replace(stays, priority=priority, restricted=restricted, version=stays.version + 1)


def _split_off(now: Order, reason: str) -> Decision:
    case, mail = now.case, _mail(now)
    new = _new_case(now, mail)
    names = ", ".join(name for name, value in mail.facts.items() if value and case.facts.get(name) == value) or "none"
    own = event(now, "split", "2.2", "split", f"mail {mail.inbound_id} went to {new.reference} ({reason})")
    check = event(now, "check facts", "6.1", "split", f"facts that the mail had in common with the case: {names}")
    opened = event(now, "opened", "2.2", "split", f"split from {case.reference}")
    return now.decision(
        case,
        own,
        check,
        replace(opened, reference=new.reference),
        openings=(Opening(new, Child(), mail.child),),
        moves=(MailMove(mail.inbound_id, case.reference, new.reference),),
        links=(Link(new.reference, case.reference, "split from", reason),),
    )


def _mail(now: Order) -> CaseMail:
    own = [mail for mail in now.file.mails if mail.reference == now.case.reference]
    found = next((mail for mail in own if str(mail.inbound_id) == now.order.value("mail")), None)
    if found is None or len(own) < 2:
        raise Impossible(f"a case of several mails can give one of them away. Mails of this one: {_mails(now)}")
    return found


def _mails(now: Order) -> str:
    return ", ".join(str(mail.inbound_id) for mail in now.file.mails if mail.reference == now.case.reference) or "none"


def _new_case(now: Order, mail: CaseMail) -> Case:
    referrer = mail.reading.get("referrer") or {}
    new = replace(
        now.case,
        reference=next(now.circumstances.references),
        status=CaseStatus.NEW,
        opened_at=now.order.at,
        version=1,
        referrer=referrer,
        referrer_email=referrer.get("email"),
        referrer_proven=False,
        corrected={},
        asked=(),
        mis_reference=None,
    )
    return with_facts(new, mail.facts)
