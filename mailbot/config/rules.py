"""What must hold between the keys of `mailbot.toml`, and what must never stand in it.

The rules look at the file as it was written, so that they speak whatever else is wrong in it: a key that is missing or
of the wrong sort is no matter of theirs. Each gives (dotted key, what is wrong, what to do).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from datetime import time
from typing import Any

Told = tuple[str, str, str]

WRONG_DOMAIN = "haverling"
SECRETS = ("password", "client_secret")
PLACES = ("file", "environment", "credential")


def broken(data: dict[str, Any]) -> Iterator[Told]:
    """Every rule that the file breaks."""
    for key, server in _servers(data):
        yield from _server(key, server)
    yield from _mailboxes(data)
    yield from _schedule(data)
    for key, value in leaves(data):
        yield from _value(key, value)
    for key, table in secret_tables(data):
        if sum(place in table for place in PLACES) != 1:
            yield key, "a secret lies in exactly one place", f"Name one of {', '.join(PLACES)}"


def secret_tables(data: object, key: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """(dotted key, table) of every secret that the file names."""
    if isinstance(data, dict):
        for name, value in data.items():
            below = f"{key}.{name}" if key else str(name)
            if name in SECRETS and isinstance(value, dict):
                yield below, value
            else:
                yield from secret_tables(value, below)


def leaves(data: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Every (dotted key, value) below `data`."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from leaves(value, f"{key}.{name}" if key else str(name))
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value, key)
    else:
        yield key, data


def _servers(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    boxes = data.get("mailboxes")
    for name, box in boxes.items() if isinstance(boxes, dict) else ():
        if isinstance(box, dict):
            yield f"mailboxes.{name}", box
    if isinstance(data.get("smtp"), dict):
        yield "smtp", data["smtp"]


def _server(key: str, server: dict[str, Any]) -> Iterator[Told]:
    host, folder = server.get("host"), server.get("folder", "INBOX")
    if server.get("security") == "none" and isinstance(host, str) and not _is_loopback(host):
        mend = 'Write "tls" (port 993 or 465) or "starttls"'
        yield f"{key}.security", 'security = "none" is only for a server on this machine', mend
    ways = [way for way in ("password", "oauth2") if way in server]
    if "login" in server and not ways:
        yield f"{key}.login", "login without a secret", 'Add password = { file = "..." } or an oauth2 table'
    if ways and "login" not in server:
        yield f"{key}.{ways[0]}", "a secret without a login", "Add login = ..., or take the secret out"
    if len(ways) > 1:
        yield f"{key}.oauth2", "both a password and oauth2", "Keep the one that the server asks for"
    if key != "smtp" and folder == server.get("processed_folder", "Processed"):
        yield f"{key}.processed_folder", "the same as folder", "Choose another processed_folder"


def _mailboxes(data: dict[str, Any]) -> Iterator[Told]:
    if data.get("mailboxes", {}) == {}:
        yield "mailboxes", "no mailbox", "Add [mailboxes.cme] with address, host and login"
    seen: dict[str, str] = {}
    for key, box in _servers(data):
        place = repr((box.get("host"), box.get("login"), box.get("folder", "INBOX")))
        if key != "smtp" and "login" in box and seen.setdefault(place, key) != key:
            yield f"{key}.login", f"the same mailbox and folder as {seen[place]}", "Give each its own login or folder"


def _schedule(data: dict[str, Any]) -> Iterator[Told]:
    schedule = data.get("schedule")
    digest = schedule.get("digest") if isinstance(schedule, dict) else None
    if isinstance(digest, time) and digest.hour == 1:
        says = "between 01:00 and 02:00 it runs twice or never when the clocks change"
        yield "schedule.digest", says, "Choose another time"


def _value(key: str, value: object) -> Iterator[Told]:
    if isinstance(value, str) and key.rsplit(".", 1)[-1] in SECRETS:
        mend = (
            'Put it in a file of mode 0600 and write { file = "..." }, or { environment = "NAME" },'
            ' or { credential = "NAME" } for systemd'
        )
        yield key, "a secret may not stand in this file", mend
    elif isinstance(value, str) and WRONG_DOMAIN in value.lower():
        # the policy's 4.5 and 4.6 print the admissions address with a slip; that domain belongs to somebody else
        says = f"{WRONG_DOMAIN} is the slip of the policy's clauses 4.5 and 4.6: whoever owns that domain would read"
        yield key, f"{says} children's data", "Write havering"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
