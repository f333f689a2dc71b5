"""What the judges of a mail's form look at: `machine` (did a person write it?), `traits` (what sort of mail is it?)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailbot.reading.headers import Headers

_COMMENT = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One mail as far as its form goes. `text` is its writer's own: no quotes, signature, disclaimer or banner."""

    headers: Headers
    address: str = ""  # the From address
    subject: str = ""
    text: str = ""
    media_types: frozenset[str] = frozenset()  # of its own parts, containers included; not of mails attached to it
    calendar_methods: frozenset[str] = frozenset()
    files: int = 0  # attachments, without images that the HTML shows and calendar parts
    returned: tuple[str, ...] = ()  # message ids that a report names, or of mails that it returns
    failure: str | None = None  # RFC 3463 status of a letter that a report calls failed
    to_us: bool = False  # an address of our own is among To and Cc

    @property
    def local_part(self) -> str:
        return self.address.partition("@")[0]

    def token(self, name: str) -> str:
        """A header's first word in lower case: `no (sent by hand); x=1` is "no"."""
        return without_comments(self.headers.text(name)).partition(";")[0].strip().lower()


def without_comments(value: str) -> str:
    """A header value without its RFC 5322 comments (nested ones too deep to matter are left)."""
    return _COMMENT.sub("", _COMMENT.sub("", value[:2_000]))
