"""How often we write (RFC 3834 section 2): once to a thread, and never more than a fair share.

A mail that brings its sender nothing new, in a thread or from an address that was answered within the last day, is
not answered again. So a person who supplies what we asked for is not thanked for each mail, and an automatic reply
that no sign gives away ends the exchange after one letter of ours, whatever it strips or quotes. A letter that names a
case, or tells its status, for the first time that day always goes out, up to the caps. It makes no difference whether
the case is new or was known: silence would tell whoever tries a child's name that we know the child.

Two caps hold for an address. The low one keeps a forged sender from being flooded by us. The high one is for those of a
known organisation, who may refer a whole list on one morning: each further child is acknowledged.
"""

from __future__ import annotations

from mailbot.model.letter import Correspondence, Reply

UNANSWERED = "not answered"  # an officer is shown it: nobody else has seen the mail


def restraint(reply: Reply, on_case: bool, known: bool, letters: Correspondence) -> str | None:
    """Why this reply is not to be sent, or None.

    `on_case`: the mail was put to a case, where an officer sees it. `known`: the sender's organisation is.
    """
    before = letters.told if reply.variables["status"] is not None else letters.named
    if before.issuperset(reply.cases) and (letters.in_thread or letters.to_sender):
        if on_case:
            return "acknowledged already: its sender had a letter from us within the last day"
        return f"{UNANSWERED}: its sender had a letter from us within the last day, and it belongs to no case"
    return _capped(reply, known, letters)


def _capped(reply: Reply, known: bool, letters: Correspondence) -> str | None:
    caps = letters.caps
    had, most = _share(reply, known, letters)
    if had >= most:
        return f"{UNANSWERED}: this address had its {most} letters of a day; answer by hand"
    if any(letters.of_case.get(reference, 0) >= caps.per_case_and_day for reference in reply.cases):
        return f"{UNANSWERED}: its case had its {caps.per_case_and_day} letters of a day; answer by hand"
    if letters.to_anyone >= caps.per_hour:
        return f"{UNANSWERED}: all {caps.per_hour} letters of an hour are written; answer by hand"
    return None


def _share(reply: Reply, known: bool, letters: Correspondence) -> tuple[int, int]:
    """(letters that the address had of this sort, how many it may have)."""
    caps = letters.caps
    if not known:
        return letters.to_sender, caps.per_address_and_day
    if reply.variables["status"] is None and not letters.named.issuperset(reply.cases):
        return letters.to_sender, max(caps.acknowledgements_per_address_and_day, caps.per_address_and_day)
    return letters.to_sender - letters.acknowledged, caps.per_address_and_day
