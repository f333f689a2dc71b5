"""Reply | Alert | Digest -> Letter. A letter to a referrer holds our words and references, nothing the sender wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from mailbot.letters import post
from mailbot.letters.agenda import agenda
from mailbot.letters.forms import FORMS
from mailbot.letters.templates import Rendered, Templates
from mailbot.model.digest import Digest
from mailbot.model.letter import Alert, Letter, Letterhead, Reply
from mailbot.model.referral import OrganisationType

REFERRERS: Mapping[str, str] = {
    OrganisationType.SCHOOL: "school",
    OrganisationType.LOCAL_AUTHORITY: "authority",
    OrganisationType.SCHOOL_ADMISSIONS: "authority",
    OrganisationType.HEALTH: "agency",
    OrganisationType.POLICE: "agency",
    OrganisationType.SOCIAL_CARE: "agency",
    OrganisationType.HOUSING: "agency",
    OrganisationType.OTHER_AGENCY: "agency",
    OrganisationType.PARENT: "parent",
    OrganisationType.PUBLIC: "public",
}


def reply(reply: Reply, templates: Templates, letterhead: Letterhead, key: str, now: datetime) -> Letter:
    """The letter to a referrer."""
    answered = (reply.in_reply_to,) if reply.in_reply_to else ()
    thread = (*(one for one in reply.references if one not in answered), *answered)
    rendered = words(reply, templates, letterhead)
    letter = post.letter(rendered, letterhead, reply.to, key, now, "reply", thread)
    return replace(letter, cases=reply.cases, tells_status="status" in FORMS[_file(reply)].needs)


def words(reply: Reply, templates: Templates, letterhead: Letterhead) -> Rendered:
    """The words of a letter to a referrer; the receipt where there is no such template or no status to tell."""
    facts = reply.variables
    values = {
        **head(letterhead),
        "references": _codes(facts.get("references")),
        "questions": templates.questions(_codes(facts.get("missing"))),
        "immediate": bool(facts.get("immediate")),
        "referrer": REFERRERS.get(str(facts.get("referrer")), "unknown"),
        "status": facts.get("status") or "",
        "unread": facts.get("unread") or 0,
    }
    before = "urgent.md" if values["immediate"] else ""
    return templates.letter(_file(reply), values, before, tuple(_after(facts)))


def _file(reply: Reply) -> str:
    file = f"{reply.template}.md"
    lacks_status = file in FORMS and "status" in FORMS[file].needs and not reply.variables.get("status")
    return "receipt.md" if file not in FORMS or lacks_status else file


def alert(alert: Alert, templates: Templates, letterhead: Letterhead, to: str, key: str, now: datetime) -> Letter:
    """The letter to one officer about what cannot wait."""
    values = {
        **head(letterhead),
        "headline": alert.subject,
        "lines": alert.lines,
        "clause": alert.clause or "",
        "references": alert.cases,
    }
    letter = post.letter(templates.letter("alert.md", values), letterhead, to, key, now, "alert")
    return replace(letter, cases=alert.cases)


def digest(digest: Digest, templates: Templates, letterhead: Letterhead, to: str, key: str, now: datetime) -> Letter:
    """The morning's digest to one officer."""
    plain = templates.letter("digest.md", _digest_values(digest, letterhead))
    rendered = Rendered(plain.subject, plain.text, digest_html(digest, templates, letterhead), plain.fault)
    return post.letter(rendered, letterhead, to, key, now, "digest")


def digest_html(digest: Digest, templates: Templates, letterhead: Letterhead) -> str:
    """The digest as a page of its own."""
    return templates.page("digest.html", _digest_values(digest, letterhead))


def _digest_values(digest: Digest, letterhead: Letterhead) -> dict[str, object]:
    return {**head(letterhead), **agenda(digest)}


def head(letterhead: Letterhead) -> dict[str, object]:
    """What every template may show."""
    return {
        "authority": letterhead.authority,
        "team": letterhead.team,
        "domain": letterhead.domain,
        "address": letterhead.sender,
        "phone": letterhead.phone or "",
        "mash_phone": letterhead.mash_phone or "",
    }


def _codes(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()


def _after(facts: dict[str, object]) -> Iterator[str]:
    """The parts that end a reply."""
    if facts.get("unread"):
        yield "unread_attachment.md"
    if facts.get("wrong_domain"):
        yield "wrong_address.md"
    yield "signature.md"
