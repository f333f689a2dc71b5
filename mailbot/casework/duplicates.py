"""Telling the same mail when it comes again: in both mailboxes, sent once more, or forwarded without a word.

A false duplicate loses a referral, so whatever is not plainly the same is another mail: it is then attached to the case
of its child like any other. What a server adds on the way (banners, disclaimers, line breaks, "> ", Re: and Fwd:) does
not count; every word of the author, every file, and what was read of the children does.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mailbot.casework.placing import OPENING_KINDS
from mailbot.model.field import Field
from mailbot.model.message import Address, FormField, How, Item, Message, Passage, Role, Table
from mailbot.model.referral import Child, Kind, Reading

AGAIN = timedelta(days=14)  # the same words later than this are a child missing again

_SHORTEST = 40  # letters and digits of a text that cannot have come twice by chance
_LOGO = 15_000  # bytes; a larger picture within the text may be a form
_ADDED = (Role.BANNER, Role.DISCLAIMER, Role.HEADER)
_PREFIX = re.compile(r"\s*(?:re|fw|fwd|resend|resent)\s*:", re.IGNORECASE)

# Words of which no fact can be made: a forward that adds no other says nothing new.
_EMPTY = """
a all and as attached best below case cme colleagues dear did discussed email for forwarded forwarding from fwd fw fyi
good hello hi in information kind mail many my morning afternoon of original please receive regards requested resending
see sent team thank thanks the this to you your iphone ipad android outlook
"""
_EMPTY_WORDS = frozenset(_EMPTY.split())


@dataclass(frozen=True, slots=True)
class Marks:
    """SHA-256 (hex). `own` is what the mail says, and by whom; `earlier` are the marks under which the same mail may
    have come before with another Message-ID."""

    own: str
    earlier: tuple[str, ...] = ()


def marks(message: Message, reading: Reading) -> Marks:
    """The marks of a mail as it was read."""
    own = _mark(message, reading, 0, message.sender.address, message.subject)
    forwarded = tuple(_forwarded(message, reading))
    telling = len(_text(message, 0)) >= _SHORTEST or any(_files(message, 0))
    distinct = reading.kind.value in OPENING_KINDS and reading.children and telling
    return Marks(own, (own, *forwarded) if distinct else ())


def raw_mark(raw: bytes) -> str:
    """The mark of a mail that could not be read: SHA-256 (hex) of its bytes."""
    return hashlib.sha256(raw).hexdigest()


def _forwarded(message: Message, reading: Reading) -> Iterator[str]:
    """The marks of the mails that this one passes on without a word of its own, the outermost first.

    A handover (4.8) is more than the mail that it passes on.
    """
    if reading.kind.value is Kind.HANDOVER:
        return
    for hop, inner in zip(message.hops, message.hops[1:], strict=False):
        wrapped = inner.how in (How.FORWARDED, How.ATTACHED) and inner.subject is not None
        if not wrapped or _subject(inner.subject) != _subject(message.subject) or _says_more(message, hop.index):
            return
        yield _mark(message, reading, inner.index, inner.sender, inner.subject)


def _says_more(message: Message, hop: int) -> bool:
    """Whether the writer of this hop says anything that may be a fact."""
    own = [item for item in _written(message) if item.hop == hop and item.role is Role.TEXT]
    if not all(isinstance(item, Passage) for item in own):
        return True
    words = re.findall(r"\w+", " ".join(_words(item) for item in own).casefold())
    return not _EMPTY_WORDS.issuperset(words)


def _mark(message: Message, reading: Reading, hop: int, author: Address | None, subject: str | None) -> str:
    said = (
        _author(author),
        _subject(subject),
        _text(message, hop),
        *sorted(_files(message, hop)),
        *(fact for child in reading.children for fact in _facts(child)),
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _author(author: Address | None) -> str:
    """The words of the name in one order ("Head, Ada"), or the address where no name is known."""
    if author is None:
        return ""
    name = "" if "@" in author.name else author.name
    return " ".join(sorted(re.findall(r"\w+", name.casefold()))) or author.address


def _subject(subject: str | None) -> str:
    left = (subject or "")[:1000]
    while found := _PREFIX.match(left):
        left = left[found.end() :]
    return _bare(left)


def _text(message: Message, hop: int) -> str:
    return "".join(_bare(_words(i)) for i in _written(message) if i.hop >= hop and i.role not in _ADDED)


def _written(message: Message) -> Iterator[Item]:
    """What stands in the mails of the chain; the words of other files are compared as files."""
    mails = {hop.part for hop in message.hops if hop.how is How.ATTACHED}
    yield from message.items
    for document in message.documents:
        if document.part in mails:
            yield from document.items


def _words(item: Item) -> str:
    if isinstance(item, Table):
        return " ".join(cell for row in item.rows for cell in row)
    return f"{item.label} {item.value}" if isinstance(item, FormField) else item.text


def _bare(text: str) -> str:
    """Letters, digits and ticks; breaks, quotation signs and formatting differ on the way."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum() or c in "☒☐✓✔")


def _files(message: Message, hop: int) -> Iterator[str]:
    """What each file holds, those within files too; without logos, and without the mails that are compared."""
    attached = {one.part for one in message.hops if one.index <= hop and one.how is How.ATTACHED}
    inner = (one for document in message.documents for one in document.attachments)
    for one in (*message.attachments, *inner):
        logo = one.inline and len(one.content) < _LOGO and not one.digest
        if one.part not in attached and not logo:
            yield one.digest or hashlib.sha256(one.content).hexdigest()


def _facts(child: Child) -> Iterator[str]:
    known: tuple[Field[str] | Field[date] | None, ...] = (
        child.forename,
        child.surname,
        child.date_of_birth,
        child.upn,
        child.postcode,
    )
    yield from (str(fact.value) if fact else "" for fact in known)
