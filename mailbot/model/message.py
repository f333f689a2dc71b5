"""What a mail says: who wrote what, in which part, before anyone asks what it means.

A mail is a chain of *hops* (the outer mail, what it quotes, what it forwards, what is attached to it) and a run of
*items* (passages, tables, form fields) in reading order. Each item knows its hop, so "the signature of the person who
first wrote this" is a plain filter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address as given in a header or a forward block. `address` is lower-case, "" when only a name is known."""

    name: str
    address: str


class How(StrEnum):
    """How a hop of the chain reached us."""

    OUTER = "outer"  # the mail itself
    QUOTED = "quoted"  # history that a reply carries along
    FORWARDED = "forwarded"  # a mail passed on inline
    ATTACHED = "attached"  # a mail passed on as message/rfc822 or .msg


@dataclass(frozen=True, slots=True)
class Hop:
    """One message of the chain. `index` 0 is the outer mail; a higher index was written earlier or lies deeper."""

    index: int
    how: How
    sender: Address | None = None
    recipients: tuple[Address, ...] = ()
    sent: datetime | None = None  # aware where a zone was given, else taken as Europe/London
    subject: str | None = None
    part: str = "body"  # where it stands: "body", or the file name of an attached mail


class Role(StrEnum):
    """What a run of text is within its own hop."""

    TEXT = "text"
    SIGNATURE = "signature"
    DISCLAIMER = "disclaimer"
    BANNER = "banner"  # "CAUTION: external email" and the like
    HEADER = "header"  # the From/Sent/To block of a forward or reply, "On ... wrote:"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of prose or lines, "\\n" between lines, soft wraps joined where the format says so."""

    text: str
    part: str = "body"
    hop: int = 0
    role: Role = Role.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as a person sees them. A merged cell's text stands in its first place, "" in the others.

    A choice is normalised to boxes: "☒ Yes ☐ No" (ticked, struck out or in bold in the source); "Yes / No" with nothing
    marked stays as written. "\\n" separates paragraphs within a cell.
    """

    rows: tuple[tuple[str, ...], ...]
    part: str = "body"
    hop: int = 0
    role: Role = Role.TEXT


@dataclass(frozen=True, slots=True)
class FormField:
    """A fillable field: the label printed beside it (or its internal name) and what was filled in ("☒"/"☐": a box)."""

    label: str
    value: str
    part: str = "body"
    hop: int = 0
    role: Role = Role.TEXT


Item = Passage | Table | FormField


class Problem(StrEnum):
    """Why a document could not be read; each is told to an officer in words."""

    PASSWORD = "password"  # noqa: S105 - encrypted or password-protected
    SECURE_WRAPPER = "secure_wrapper"  # Purview, Egress, Galaxkey, Mimecast, Zix, CJSM
    CORRUPT = "corrupt"
    NO_TEXT = "no_text"  # a scan or photo, and no OCR here
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    TOO_COSTLY = "too_costly"  # ran into the time, memory or nesting limit


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with the mail. `name` is the sender's, for showing only: never used as a path."""

    name: str
    media_type: str  # as declared
    content: bytes
    part: str  # the name by which evidence cites it
    hop: int = 0
    inline: bool = False  # nothing that anyone attached: an image that the HTML shows, a digital signature
    digest: str = ""  # SHA-256 (hex) of a file found inside another, once its content was let go


@dataclass(frozen=True, slots=True)
class Document:
    """What an attachment says. `kind` is found by content ("docx", "pdf", "xlsx", ...), not by name."""

    name: str
    kind: str
    part: str
    items: tuple[Item, ...] = ()
    problem: Problem | None = None
    detail: str = ""  # the reason in plain words, for an officer
    certain: bool = True  # False where the text was recognised from an image
    attachments: tuple[Attachment, ...] = ()  # files found inside (zip, TNEF, msg), read as documents of their own
    hops: tuple[Hop, ...] = ()  # of a mail that came as a file, until they are joined to the message's own


@dataclass(frozen=True, slots=True)
class Signal:
    """One sign that no person wrote a mail. `name` is the predicate that fired, `words` what it saw."""

    name: str
    words: str


class Standing(StrEnum):
    """How far it is proven that the mail comes from the address it names."""

    UNVERIFIED = "unverified"
    PROVEN = "proven"  # aligned DMARC by the trusted receiver, strict From


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the mail claims to be from, and how far that is proven. `reasons` say why not, in plain words."""

    address: Address | None
    standing: Standing = Standing.UNVERIFIED
    reasons: tuple[str, ...] = ()
    lookalike_of: str | None = None  # a known domain that this one imitates


@dataclass(frozen=True, slots=True)
class Message:
    """A parsed mail. Total: every input gives one; what was odd about it stands in `defects`."""

    message_id: str | None
    subject: str
    sent: datetime | None  # aware; when it was received where the header is missing or unreadable
    sender: Sender
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    in_reply_to: tuple[str, ...]  # message ids without angle brackets
    references: tuple[str, ...]
    hops: tuple[Hop, ...]
    items: tuple[Item, ...]  # of the mail's own text parts, in reading order
    attachments: tuple[Attachment, ...] = ()
    documents: tuple[Document, ...] = ()  # the attachments that were read, in order
    signals: tuple[Signal, ...] = ()  # empty: a person wrote it
    bounced_id: str | None = None  # the message id of our letter that this bounce returns
    bounce_status: str | None = None  # RFC 3463, why that letter did not arrive; None where it is late or was read
    defects: tuple[str, ...] = ()
    traits: tuple[Signal, ...] = ()  # what else tells its kind: calendar_invitation, secure_wrapper, encrypted, ...

    @property
    def content(self) -> tuple[Item, ...]:
        """Every item of the mail and its documents, mail first."""
        return self.items + tuple(item for document in self.documents for item in document.items)
