"""What one SMTP answer means (RFC 5321 section 4.2, RFC 3463, and Microsoft's codes), and how to repeat it safely."""

from __future__ import annotations

import re
from dataclasses import dataclass

OUR_LOGIN = frozenset({530, 534, 535, 538})  # RFC 4954 section 6
OUR_RIGHTS = re.compile(rb"5\.7\.(?:3|8|30|57|60)\b|5\.2\.252\b")  # Exchange: not logged in, or not allowed to send as
OUR_QUOTA = re.compile(rb"5\.2\.[02]\b")  # Exchange after the dot: the day's limit, or our own Sent Items are full
ADDRESS = re.compile(r"[^\s<>@]{1,256}@[^\s<>@]{1,256}")
LONGEST = 200  # characters of an answer kept


@dataclass(frozen=True, slots=True)
class Answer:
    """`step` is MAIL, RCPT, DATA or dot; `code` is -1 if the server sent no number."""

    step: str
    code: int
    text: bytes

    @property
    def is_final(self) -> bool:
        """Whether the letter itself is refused for good. What an admin can mend on our side is not final."""
        if self.step == "MAIL" or not 500 <= self.code < 600:
            return False
        if self.code in OUR_LOGIN or OUR_RIGHTS.match(self.text):
            return False
        if self.step == "RCPT" and self.code == 552:
            return False  # "too many recipients": RFC 5321 section 4.5.3.1.10 says to read it as 452
        return not (self.step == "dot" and OUR_QUOTA.match(self.text))

    @property
    def closes(self) -> bool:
        """Whether the session can't go on: 421, or an answer out of place."""
        return self.code == 421 or not 400 <= self.code < 600

    def words(self, recipient: str) -> str:
        """The answer for the record, without personal data."""
        return f"{self.code} to {self.step}: {redacted(self.text.decode('ascii', 'replace'), recipient)}"


def redacted(text: str, recipient: str) -> str:
    """One line of at most 200 characters, without addresses or what stands on either side of the recipient's @."""
    line = ADDRESS.sub("(address)", " ".join(text[: 5 * LONGEST].split()))
    for part in recipient.split("@"):
        line = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "(address)", line, flags=re.IGNORECASE)
    return "".join(character if character.isprintable() else "?" for character in line)[:LONGEST]
