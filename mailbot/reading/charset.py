"""Bytes to text, whatever the mail claims about its charset.

The claim is believed where it fits. Where it does not: UTF-8 if the bytes are UTF-8 (no other charset looks like it by
chance), else windows-1252, which is what British mail means by "iso-8859-1", "us-ascii" and nothing at all.
"""

from __future__ import annotations

import codecs
import re

_VAGUE = {
    "",
    "ascii",
    "us-ascii",
    "iso-8859-1",
    "latin-1",
    "latin1",
    "iso8859-1",
    "l1",
    "ansi",
    "unknown-8bit",
    "default",
}
# Older names, and narrow ones that stand for a wider charset (as in the WHATWG's encoding standard).
_MEANT = {
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz-gb-2312": "hz",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "iso-8859-9": "cp1254",
    "unicode-1-1-utf-7": "utf-7",
}
# Python lists these beside the charsets, but they are no charsets of mail (and some are quadratic).
_NOT_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "mbcs", "oem", "palmos"}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LONGEST_NAME = 40
_UNSEEN = dict.fromkeys(
    [0, 0xAD, 0x200B, 0x2060, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_SPACES = [0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]
_BREAKS = [0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029]
_LOOSE = {**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_BREAKS, "\n"), 0x2011: "-"}
_ODD = re.compile(r"[^\n\t -~]")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def decode(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """The text of `data`, and a defect in words where the declared charset did not fit it. Never raises."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace"), None
    name = (declared or "").strip(" \t\r\n\"'").lower().removeprefix("charset=").partition(";")[0].strip()
    codec = _codec(_MEANT.get(name, name))
    if codec is None:
        return _guess(data), None if name in _VAGUE else f"unknown charset {name[:_LONGEST_NAME]!r}"
    try:
        return data.decode(codec), None
    except (UnicodeError, ValueError):
        return _guess(data), f"not {codec} as declared"


def _codec(name: str) -> str | None:
    """Python's name of a charset worth trying strictly; None where it says nothing or is none."""
    if name in _VAGUE or len(name) > _LONGEST_NAME or "\0" in name:
        return None
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    text = getattr(info, "_is_text_encoding", True)
    return info.name if text and info.name.replace("_", "-") not in _NOT_CHARSETS else None


def _guess(data: bytes) -> str:
    for codec in ("utf-8", "cp1252"):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def tidy(text: str) -> str:
    """Text as it is seen: "\\n" between lines, plain spaces, no controls, nothing invisible or direction-changing."""
    text = text.replace("\r\n", "\n")
    if not _ODD.search(text):
        return text
    text = text.translate(_LOOSE).translate(_UNSEEN)
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Text for a header value: a sender's line break must never become one of ours."""
    return " ".join(tidy(text).split())
