"""Builds Outlook messages (.msg, MS-OXMSG) and winmail.dat (MS-OXTNEF)."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from tests.reading.documents.compound import Tree, compound

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def message(
    subject: str = "Pupil gone",
    sender: tuple[str, str] = ("Ola Head", "head@brookfield.example"),
    to: Sequence[tuple[str, str]] = (("CME", "cme@havering.gov.uk"),),
    body: str = "",
    html: bytes = b"",
    sent: datetime | None = None,
    files: Mapping[str, bytes] | None = None,
    mails: Sequence[Tree] = (),
    eight_bit: bool = False,
) -> Tree:
    """The storages and streams of a message; `outlook_file` makes a file of them."""
    tree: dict[str, bytes | Tree] = {
        **_text(0x0037, subject, eight_bit),
        **_text(0x0C1A, sender[0], eight_bit),
        **_text(0x5D01, sender[1], eight_bit),
        "__properties_version1.0": b"\0" * 32 + _sent(sent),
    }
    if body:
        tree |= _text(0x1000, body, eight_bit)
    if html:
        tree["__substg1.0_10130102"] = html
    for number, (name, address) in enumerate(to):
        tree[f"__recip_version1.0_#{number:08X}"] = {**_text(0x3001, name), **_text(0x39FE, address)}
    for number, (name, content) in enumerate((files or {}).items()):
        tree[f"__attach_version1.0_#{number:08X}"] = {**_text(0x3707, name), "__substg1.0_37010102": content}
    for number, inner in enumerate(mails, len(files or {})):
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__substg1.0_3701000D": inner,
            "__properties_version1.0": b"\0" * 8,
        }
    return tree


def outlook_file(tree: Tree) -> bytes:
    return compound(tree)


def _text(tag: int, value: str, eight_bit: bool = False) -> dict[str, bytes]:
    if eight_bit:
        return {f"__substg1.0_{tag:04X}001E": value.encode("cp1252")}
    return {f"__substg1.0_{tag:04X}001F": value.encode("utf-16-le")}


def _sent(sent: datetime | None) -> bytes:
    if sent is None:
        return b""
    return struct.pack("<HHIQ", 0x0040, 0x0039, 6, int((sent - _EPOCH).total_seconds()) * 10_000_000)


def winmail(body: str, files: Mapping[str, bytes]) -> bytes:
    """winmail.dat with a plain body and files."""
    out = struct.pack("<IH", 0x223E9F78, 1) + _attribute(1, 0x00089006, struct.pack("<I", 0x00010000))
    out += _attribute(1, 0x0002800C, body.encode() + b"\0")
    for name, content in files.items():
        out += _attribute(2, 0x00069002, b"\1\0" + b"\0" * 12) + _attribute(2, 0x00018010, name.encode() + b"\0")
        out += _attribute(2, 0x0006800F, content)
    return out


def _attribute(level: int, name: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, name, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
