"""Which school a child goes to or last went to, and which of the days told can stand beside each other."""

from __future__ import annotations

import re

from mailbot.model.field import Field
from mailbot.model.message import How, Message, Passage
from mailbot.model.referral import OrganisationType, Referrer
from mailbot.reading.extract.history import Layer
from mailbot.reading.extract.sketch import Sketch
from mailbot.reading.pattern import Pattern

_NEWCOMER = Pattern(
    r"\b(?:did|has|have|had|hasn['’]?t|haven['’]?t|didn['’]?t)\s?(?:not|n['’]?t)?\s?(?:yet\s)?(?:not\s)?"
    r"(?:arrived?|turn(?:ed)?\sup|shown?\sup|join(?:ed)?|taken\sup)\b"
    r"|\bnot\s(?:yet\s)?(?:turned\sup|arrived|started|joined|taken\sup)|\bnon[\s-]?(?:arrivals?|starters?)"
    r"|\bno[\s-]?shows?\b"
    r"|\bdue\sto\s(?:start|join)|\boffer(?:ed)?\b|\ballocated\b|\b(?:the|a|our|school|y\d|year\s\d+)\s?places?\b"
    r"|\bwaiting\slist|\bnew\sstarter|\badmissions?\s(?:meeting|interview)|\bdeclin|\bin[\s-]year\b"
    r"|\bneither\s(?:of\sthem\s)?(?:has\s)?(?:came|come|arrived|started|turned\sup)"
    r"|\bexpecting\s(?:him|her|them)|\bdid\snot\s(?:come|start|arrive)|\bfirst\sday\sagreed"
    r"|\bon\sour\sroll\b.{0,30}\bsince\b"
    r"|\bnever\s(?:come|came|been\sin|shown|appeared|set\sfoot|laid\seyes)\b|\bcame\sup\sfrom\b|\bstill\soutstanding\b",
    re.IGNORECASE,
)
_TRUST = re.compile(r"\b(?:trust|federation|partnership|MAT)\b", re.IGNORECASE)
_SOURCES = ("previous_school", "text_school", "school", "on_roll_at")


def settle_school(child: Sketch, layer: Layer, message: Message, refers: Referrer) -> None:
    """As labelled; else the referring school's own, unless the child was only to come there; else the one before."""
    own, before, named = _own_school(refers), child.fields.get("previous_school"), child.fields.get("text_school")
    joined = layer.joined and _is_yet_to_leave(child)
    newcomer = _is_newcomer(child, layer.text, message) or (joined and _answers(message))
    if own and (named or "school" in child.fields) and _TRUST.search(own.value):
        own = None  # it runs the school that is named
    if own and not newcomer and _lists_schools(layer):
        own = None  # each row names the child's own
    _settle_roll(child, own)
    value = child.fields.get("last_school") or (own if own and not newcomer else None)
    value = value or before or named or (child.fields.get("school") if not own else None)
    if value and newcomer and own and value.value == own.value and value is not named:
        value = None
    for name in (*_SOURCES, "last_school"):
        child.fields.pop(name, None)
    child.put("last_school", value)
    if own and newcomer and joined:
        child.fields["moved_to"] = own  # it is more than where the letter that it answers thought the child might be


def _lists_schools(layer: Layer) -> bool:
    """Whether a list says of each child which school it goes to, and they are several."""
    return len({one.value for one in layer.row_schools}) > 1


def _settle_roll(child: Sketch, own: Field[str] | None) -> None:
    """ "On roll at": the school that refers, or else where the child now is; with nothing to tell it, the last one."""
    at = child.fields.get("on_roll_at")
    if at is None:
        return
    if own is None and "start_date" in child.fields:
        child.put("moved_to", at)
    else:
        child.put("last_school", at)


def _is_newcomer(child: Sketch, text: str, message: Message) -> bool:
    """Whether the mail speaks of a school that the child was to come to, not of one that it went to."""
    if not _is_yet_to_leave(child):
        return False
    titles = [d.items[0].text for d in message.documents if d.items and isinstance(d.items[0], Passage)]
    return "previous_school" in child.fields or bool(_NEWCOMER.search("\n".join((message.subject, *titles, text))))


def _is_yet_to_leave(child: Sketch) -> bool:
    return "last_attended" not in child.fields and "removed_on" not in child.fields


def _answers(message: Message) -> bool:
    """Whether a mail quotes the letter to which it is the answer."""
    return any(hop.how is How.QUOTED for hop in message.hops)


def settle_destination(child: Sketch) -> None:
    """The town or street where the child is known to live, in our borough, is no place where it has gone."""
    gone, home, code = (child.fields.get(name) for name in ("moved_to", "address", "postcode"))
    said = gone is not None and gone.evidence.rule == "said to have gone there"
    if gone and said and home and gone.value.lower() in home.value.lower() and code and code.value.startswith("RM"):
        child.fields.pop("moved_to")


def _own_school(refers: Referrer) -> Field[str] | None:
    kind = refers.organisation_type
    return refers.organisation if kind and kind.value is OrganisationType.SCHOOL else None


def settle_days(child: Sketch) -> None:
    """A start on or before the last day attended is the start of what ended: not told."""
    start, last = child.fields.get("start_date"), child.fields.get("last_attended")
    if start and last and start.value <= last.value:
        child.fields.pop("start_date")
