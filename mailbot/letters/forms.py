"""Which templates there are, when each is used, and which variables it may show.

`templates/README.md` is made from this (`python -m mailbot.letters.variables`), and so is the check of a template:
every variable comes with two samples, one that fills it and one that leaves it bare.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from markupsafe import Markup

from mailbot.letters.rows import CaseRow, LetterRow, MailRow, TaskRow, Totals
from mailbot.letters.samples import CASES, LETTERS, MAILS, TASKS


class Written(StrEnum):
    """How a template is written."""

    LETTER = "letter"  # a header with the subject, then Markdown
    PART = "part"  # Markdown that is put into letters
    PAGE = "page"  # HTML


@dataclass(frozen=True, slots=True)
class Variable:
    """What a template may show. `row` is the class of a list's rows, None where they are plain text."""

    says: str
    full: object
    bare: object = None
    row: type[Any] | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """What a row has: `case.reference`."""
        return tuple(column.name for column in fields(self.row)) if self.row else ()


@dataclass(frozen=True, slots=True)
class Form:
    """One template. `needs` are variables that it must show; `longest` is what it may make, in characters."""

    file: str
    written: Written
    says: str
    variables: Mapping[str, Variable]
    needs: tuple[str, ...] = ()
    longest: int = 200_000

    def sample(self, full: bool) -> dict[str, object]:
        """A value for each variable."""
        return {name: variable.full if full else variable.bare for name, variable in self.variables.items()}


HEAD = {
    "authority": Variable("the authority's name", "London Borough of Havering", "London Borough of Havering"),
    "team": Variable("the team's name", "Children Missing Education team", "Children Missing Education team"),
    "domain": Variable("the authority's mail domain", "havering.gov.uk", "havering.gov.uk"),
    "address": Variable("the address that the letter comes from", "CME@havering.gov.uk", "CME@havering.gov.uk"),
    "phone": Variable("the team's telephone number; empty where none is set", "020 7946 0000"),
    "mash_phone": Variable(
        "the telephone number of the Multi-Agency Safeguarding Hub; empty where none is set", "020 7946 0999"
    ),
}

REFERRERS = ("school", "agency", "authority", "parent", "public", "unknown")

ANSWER = {
    **HEAD,
    "references": Variable(
        "the references of the cases that the letter speaks of, a list",
        ("CME-2026-7K3M9QX4TZ", "CME-2026-4HQ8W2N6RD"),
        (),
    ),
    "questions": Variable(
        "what is still missing, a list of sentences from questions.toml",
        ("What is the child's date of birth?", "What is the last known home address, with the postcode?"),
        (),
    ),
    "immediate": Variable("true when a child may be in danger: urgent.md then stands first by itself", True, False),
    "referrer": Variable(f"who wrote to us: {', '.join(REFERRERS)}", "school", "unknown"),
}

STATUS = {
    **ANSWER,
    "status": Variable(
        "how the case stands, in words: for the referrer of that case only", "open, and under review", "new"
    ),
}

NOTICE = {**HEAD, "unread": Variable("how many attachments we could not open", 2, 1)}

ALERT = {
    **HEAD,
    "headline": Variable("what happened", "A child may be in danger", "A child may be in danger"),
    "lines": Variable("what is known, a list of sentences", ("6.5: the mail speaks of abduction",), ()),
    "clause": Variable("the clause of the policy behind it", "6.5"),
    "references": Variable("the references of the cases", ("CME-2026-7K3M9QX4TZ",), ()),
}

DIGEST = {
    **HEAD,
    "day": Variable("the digest's day, in words", "Monday 23 November 2026", "Monday 23 November 2026"),
    "headline": Variable(
        "what to do first, in one sentence",
        "2 children may be in danger, and 3 tasks are overdue.",
        "Nothing is pressing.",
    ),
    "pressing": Variable("true when something cannot wait", True, False),
    "totals": Variable(
        "how long each of the lists below is",
        Totals(1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
        Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        Totals,
    ),
    "immediate": Variable(
        "cases in which a child may be in danger, a list, with all their tasks", CASES[:1], (), CaseRow
    ),
    "urgent": Variable("cases marked urgent, a list", CASES[1:2], (), CaseRow),
    "standard": Variable("all other open cases, a list", CASES[2:], (), CaseRow),
    "overdue": Variable("tasks of all other cases whose day has passed, a list", TASKS[:1], (), TaskRow),
    "today": Variable("tasks of all other cases for today, a list", TASKS[1:2], (), TaskRow),
    "later": Variable("tasks of all other cases for later, or without a day, a list", TASKS[2:], (), TaskRow),
    "unread": Variable("mails to open by hand, and why, a list", MAILS[:1], (), MailRow),
    "withheld": Variable("mails that an officer must read, and why, a list", MAILS[1:], (), MailRow),
    "refused": Variable("letters that were not delivered, a list", LETTERS, (), LetterRow),
    "warnings": Variable("what is wrong with mailbot's own settings, a list", ("The policy's review is overdue.",), ()),
    "left_out": Variable("which lists are cut short, and by how many rows, a list", ("later: 20 more",), ()),
    "received": Variable("mails since the last digest", 14, 0),
    "answered": Variable("letters sent to referrers since then", 9, 0),
    "machine": Variable("mails that no person wrote", 3, 0),
    "open_cases": Variable("how many cases are open", 41, 0),
    "anchor": Variable("the record's anchor of this morning, for `mailbot audit verify`", f"1742:{'5e1f' * 16}", ""),
}

LAYOUT = {
    **HEAD,
    "subject": Variable("the letter's subject", "Your referral", "Your referral"),
    "urgent": Variable("what stands first when a child may be in danger", Markup("<p>Call 999.</p>"), Markup("")),
    "body": Variable("the letter", Markup("<p>Thank you.</p>"), Markup("<p>Thank you.</p>")),
}


def _letter(name: str, says: str, *needs: str) -> Form:
    return Form(f"{name}.md", Written.LETTER, says, STATUS if "status" in needs else ANSWER, needs)


def _page(name: str, says: str, variables: Mapping[str, Variable], *needs: str) -> Form:
    return Form(f"{name}.html", Written.PAGE, says, variables, needs, longest=4_000_000)


FOR_OFFICERS = ("alert.md", "digest.md")

FORMS: Mapping[str, Form] = {
    form.file: form
    for form in (
        _letter("acknowledgement", "A new referral, and nothing is missing (5.1, 5.3).", "references"),
        _letter("ask_for_information", "A new referral that lacks something (5.2).", "questions"),
        _letter("no_show_advice", "A child did not start at the school that offered a place (4.5).", "questions"),
        _letter("place_declined_advice", "A parent does not want the place (4.6).", "questions"),
        _letter("handover_receipt", "School Admissions hands over a family it cannot find (4.8).", "references"),
        _letter("home_education", "A child is, or will be, educated at home (3.3).", "references"),
        _letter("holding_reply", "Another authority asks about a child (2.2): never answered by mailbot."),
        _letter("roll_removal_receipt", "A school has taken, or wants to take, a child off its roll (4.7)."),
        _letter("receipt", "Anything else, and a status that we may not tell. The same words for all."),
        _letter("case_status", "The proven referrer of a case asks how it stands (6.3).", "status"),
        _letter("status_change", "An officer changed how a case stands (6.3).", "status"),
        _letter("closing_notice", "An officer closed the case (6.2, 6.3).", "references"),
        Form("alert.md", Written.LETTER, "To officers: one thing that cannot wait.", ALERT, ("headline", "lines")),
        Form("digest.md", Written.LETTER, "To officers, each morning: the text.", DIGEST, ("immediate",), 1_000_000),
        _page("digest", "To officers, each morning: the HTML part.", DIGEST, "immediate", "unread"),
        Form("urgent.md", Written.PART, "Stands first in a reply when a child may be in danger.", HEAD),
        Form("wrong_address.md", Written.PART, "Added when the mail was also sent to a mistyped domain.", NOTICE),
        Form("unread_attachment.md", Written.PART, "Added when we could not open an attachment.", NOTICE),
        Form("signature.md", Written.PART, "The end of every reply.", HEAD),
        _page("layout", "The page that every letter but the digest is put into.", LAYOUT, "body", "urgent"),
    )
}
