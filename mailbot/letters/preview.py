"""A template as its reader will see it, with made-up values or those of a case."""

from __future__ import annotations

from mailbot.casework.replies import STATUS_WORDS
from mailbot.letters.compose import head, words
from mailbot.letters.forms import FORMS, Written
from mailbot.letters.templates import Rendered, Templates
from mailbot.model.case import Case
from mailbot.model.letter import Letterhead, Reply
from mailbot.model.policy import Priority

AFTER = ("unread_attachment.md", "wrong_address.md", "signature.md")


def with_sample(file: str, templates: Templates, letterhead: Letterhead, full: bool) -> Rendered:
    """The template with the samples of its variables, all of them or as few as there may be."""
    form = FORMS[file]
    values = {**form.sample(full), **{name: value for name, value in head(letterhead).items() if value}}
    if form.written is Written.PAGE:
        return Rendered("", "", templates.page(file, values))
    if form.written is Written.PART:
        return templates.part(file, values)
    to_outside = "referrer" in form.variables
    parts = {**values, "unread": 2 if full else 0} if to_outside else values
    before = "urgent.md" if to_outside and values.get("immediate") else ""
    after = (AFTER if full else AFTER[-1:]) if to_outside else ()
    return templates.letter(file, parts, before, after)


def with_case(file: str, templates: Templates, letterhead: Letterhead, case: Case) -> Rendered:
    """The letter as the referrer of this case would get it now. Only letters to referrers can be asked for."""
    facts = {
        "references": (case.reference,),
        "missing": case.asked,
        "immediate": case.priority is Priority.IMMEDIATE,
        "status": STATUS_WORDS[case.status],
        "referrer": case.referrer.get("organisation_type"),
    }
    reply = Reply(file.removesuffix(".md"), case.referrer_email or "", tuple(facts.items()), None, (), ())
    return words(reply, templates, letterhead)
