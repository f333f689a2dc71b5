"""What every test of letters needs: the shipped templates, a letterhead, a day, a reply."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from mailbot.letters import compose
from mailbot.letters.templates import Templates
from mailbot.model.letter import Letter, Letterhead, Reply
from tests.letters.lint import parsed

FOLDER = Path(__file__).parents[2] / "templates"
SHIPPED = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.iterdir())}
TEMPLATES = Templates(SHIPPED, SHIPPED)
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
KEY = "0f3a9c"
LETTERHEAD = Letterhead(
    authority="London Borough of Havering",
    team="Children Missing Education team",
    domain="havering.gov.uk",
    sender="CME@havering.gov.uk",
    sender_name="Havering Children Missing Education",
    phone="020 7946 0000",
    mash_phone="020 7946 0999",
)
REPLIES = tuple(
    name.removesuffix(".md")
    for name in SHIPPED
    if name.endswith(".md") and SHIPPED[name].startswith("---") and name not in ("alert.md", "digest.md")
)
FACTS: dict[str, object] = {
    "references": ("CME-2026-7K3M9QX4TZ",),
    "missing": ("date_of_birth", "whereabouts"),
    "immediate": False,
    "status": "open, and under review",
    "wrong_domain": False,
}


def reply(template: str = "acknowledgement", to: str = "office@hallowmere.example", **facts: object) -> Reply:
    return Reply(template, to, tuple({**FACTS, **facts}.items()), "a1@mail.example", ("a0@mail.example",), ())


def written(template: str = "acknowledgement", templates: Templates = TEMPLATES, **facts: object) -> Letter:
    return compose.reply(reply(template, **facts), templates, LETTERHEAD, KEY, NOW)


def text(letter: Letter) -> str:
    """The plain-text part, its lines joined."""
    part = parsed(letter.raw).get_body(("plain",))
    assert part is not None
    return " ".join(part.get_content().split())


def page(letter: Letter) -> str:
    """The HTML part."""
    part = parsed(letter.raw).get_body(("html",))
    assert part is not None
    return str(part.get_content())


def with_own(**files: str) -> Templates:
    """The shipped templates with some of the authority's own: `acknowledgement_md="..."`."""
    own = {name[::-1].replace("_", ".", 1)[::-1]: body for name, body in files.items()}
    return Templates({**SHIPPED, **own}, SHIPPED)
