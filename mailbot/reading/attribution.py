"""How mail programs introduce another mail inline: blocks of header fields, and "On ... wrote:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from mailbot.model.message import Address
from mailbot.reading.addresses import addresses
from mailbot.reading.flow import Block
from mailbot.reading.headers import LONDON
from mailbot.reading.plain import Line

_MARKER = re.compile(
    r"^[\s\-_=*>]{0,40}(?:begin forwarded message|forwarded message|forwarded mail|original message|original e-?mail"
    r"|original appointment|reply message|message d'origine|forwarded by [^\n]{1,80})[\s\-_=*:]{0,40}$",
    re.I,
)
_FIELD = re.compile(
    r"^[ \t]{0,8}[*_]{0,2}(From|Sent|Date|To|Cc|Bcc|Subject|Reply-To|Importance|Attachments|Sensitivity|When|Where)"
    r"[ \t]{0,3}[*_]{0,2}:[*_]{0,2}[ \t]{0,20}(.{0,2000})$",
    re.I,
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{1,3}}{_MONTH}[\s,-]{{1,3}}(\d{{4}})\b", re.I)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(\d{{4}})\b", re.I)
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_TIME = re.compile(r"\b(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s{0,2}([ap])?\.?(?:m\b)?", re.I)
_ZONE = re.compile(r"(?:\s|GMT|UTC)([+-])(\d{2}):?(\d{2})\b")
_ZULU = re.compile(r"\b(?:GMT|UTC|Z)\b(?![+-])")


@dataclass(frozen=True, slots=True)
class Introduction:
    """What was said of the mail that follows. `forwarded` is True where the mark itself says so, else None."""

    end: int  # index of the first block after it
    sender: Address | None
    recipients: tuple[Address, ...] = ()
    sent: datetime | None = None
    subject: str | None = None
    forwarded: bool | None = None
    wrote: bool = False  # "On ... wrote:" rather than a block of fields


def introduction(blocks: Sequence[Block], start: int) -> Introduction | None:
    """The introduction that begins at `start`, with the ruled line or marker before it; None where there is none."""
    index, marker = start, None
    while index < len(blocks) and index - start < 8:
        block = blocks[index]
        if not isinstance(block, Line):
            return None
        text = block.text.strip()
        if _MARKER.match(text) and len(text) < 120:
            marker = text.lower()
        elif text and not block.rule:
            break
        elif not text and not block.rule and index == start:
            return None
        index += 1
    return _fields(blocks, index, marker) or _wrote(blocks, index, marker)


def _fields(blocks: Sequence[Block], start: int, marker: str | None) -> Introduction | None:
    given, end = _collected(blocks, start)
    first = next(iter(given), "")
    if "from" not in given or (marker is None and first != "from"):
        return None
    when = stamp(given.get("sent") or given.get("date") or "")
    if marker is None and not (when and ("subject" in given or "@" in given["from"] + given.get("to", ""))):
        return None
    people = tuple(person for key in ("to", "cc") for person in addresses(given.get(key, ""), ";,"))
    return Introduction(
        end=end,
        sender=next(iter(_sender(given["from"])), None),
        recipients=people,
        sent=when,
        subject=given.get("subject"),
        forwarded=True if marker and "forward" in marker else None,
    )


def _sender(text: str) -> tuple[Address, ...]:
    """Outlook writes "Surname, Forename <address>" and "Name [mailto:address]"."""
    return addresses(text.replace("[mailto:", "<").replace("]", ">") if "[mailto:" in text else text, ";,")


def _collected(blocks: Sequence[Block], start: int) -> tuple[dict[str, str], int]:
    """The fields from `start` on, and where they end. A list of recipients may run over several lines."""
    given: dict[str, str] = {}
    last, end, index = "", start, start
    while index < min(len(blocks), start + 40):
        block = blocks[index]
        text = block.text if isinstance(block, Line) and not block.rule else None
        field = _FIELD.match(text) if text else None
        if field and field[1].lower() in given:
            break
        if field:
            last = field[1].lower()
            given[last] = field[2].strip()
            end = index + 1
        elif text and last in ("to", "cc", "bcc", "subject", "from") and _runs_on(text, last, given[last]):
            given[last] += " " + text.strip()
            end = index + 1
        elif text or text is None or not given or not _field_follows(blocks, index):
            break
        index += 1
    return given, end


def _runs_on(text: str, last: str, so_far: str) -> bool:
    if last == "subject":
        return text.startswith((" ", "\t"))
    return "@" in text or text.rstrip().endswith(";") or so_far.rstrip().endswith((";", ","))


def _field_follows(blocks: Sequence[Block], index: int) -> bool:
    """Whether an empty line only spaces the fields out."""
    follower = blocks[index + 1] if index + 1 < len(blocks) else None
    return isinstance(follower, Line) and _FIELD.match(follower.text) is not None


def _wrote(blocks: Sequence[Block], start: int, marker: str | None) -> Introduction | None:
    """ "On 1 October 2026 at 16:20, Name <address> wrote:", on up to four lines."""
    text = ""
    for index in range(start, min(start + 4, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Line) or not block.text.strip():
            return None
        text = f"{text} {block.text.strip()}".strip()
        if len(text) > 600 or not (text.startswith("On ") or "@" in text):
            return None
        if text.rstrip("* ").endswith(("wrote:", "wrote :", "writes:")):
            when = stamp(text)
            if not (when or "@" in text):
                return None
            return Introduction(index + 1, _writer(text), sent=when, forwarded=None, wrote=True)
    return None


def _writer(text: str) -> Address | None:
    words = re.sub(r"\s{0,3}wrote\s?:\s{0,3}$", "", text.rstrip("* "))
    times = [match.end() for match in _TIME.finditer(words)]
    dated = max(
        (match.end() for rule in (_DAY_FIRST, _MONTH_FIRST, _FIGURES, _ISO) for match in rule.finditer(words)),
        default=0,
    )
    rest = words[max([dated, *times]) :] if dated else words.removeprefix("On ")
    rest = re.sub(r"^\s{0,3}(?:[ap]\.?m\.?|GMT|UTC|BST|[+-]\d{4}|\(\w{2,5}\))?[\s,]{0,5}", "", rest, flags=re.I)
    return next(iter(addresses(rest, ";")), None)


def stamp(text: str) -> datetime | None:
    """The instant that a block gives ("08 October 2026 09:30", "Thursday, October 8, 2026 9:30 AM", "8/10/2026 09:30").

    Figures are day first. Europe/London where no zone is given; midnight where no time is.
    """
    text = text[:300]
    day = _day(text)
    if day is None:
        return None
    time, zone = _TIME.search(text), _ZONE.search(text)
    hour, minute = (int(time[1]), int(time[2])) if time else (0, 0)
    if time and time[3]:
        hour = hour % 12 + (12 if time[3].lower() == "p" else 0)
    where: timezone | None = None
    if zone:
        offset = timedelta(hours=int(zone[2]), minutes=int(zone[3]))
        where = timezone(offset if zone[1] == "+" else -offset) if offset < timedelta(hours=24) else None
    elif _ZULU.search(text):
        where = UTC
    try:
        return datetime(*day, hour, minute, tzinfo=where or LONDON)
    except ValueError:
        return None


def _day(text: str) -> tuple[int, int, int] | None:
    if found := _DAY_FIRST.search(text):
        return int(found[3]), _MONTHS[found[2].lower()], int(found[1])
    if found := _MONTH_FIRST.search(text):
        return int(found[3]), _MONTHS[found[1].lower()], int(found[2])
    if found := _ISO.search(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _FIGURES.search(text):
        return int(found[3]), int(found[2]), int(found[1])
    return None
