"""`config/public_mail.txt`: the mail providers at which anybody can get an address, one domain a line."""

from __future__ import annotations

import re

from mailbot.config.mistakes import Mistake, Mistakes

_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}")


def public_mail(text: str, file: str = "config/public_mail.txt") -> tuple[str, ...]:
    """The domains, lower-case; what follows a `#` is a remark. Raises `Mistakes`, naming all of them at once."""
    found: list[str] = []
    mistakes: list[Mistake] = []
    for number, line in enumerate(text.splitlines(), 1):
        domain = line.partition("#")[0].strip().lower()
        if domain and not _DOMAIN.fullmatch(domain):
            mistakes.append(Mistake(file, "", number, f"{domain!r} is no domain", "Write one such as gmail.com"))
        elif domain:
            found.append(domain)
    if mistakes:
        raise Mistakes(mistakes)
    return tuple(dict.fromkeys(found))
