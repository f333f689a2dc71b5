"""Telling the same mail when it comes again: to both mailboxes, or delivered twice."""

from __future__ import annotations

import hashlib


def fingerprint(raw: bytes) -> str:
    """SHA-256 (hex) of a mail's body. The header is left out: it tells the way a mail came, which differs."""
    unix = raw.replace(b"\r\n", b"\n")
    _, _, body = unix.partition(b"\n\n")
    return hashlib.sha256(body.strip()).hexdigest()
