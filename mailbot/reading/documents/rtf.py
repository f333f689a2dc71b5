"""Rich Text Format: paragraphs and table rows, struck-out or bold choices, form check boxes, symbol fonts.

A flat walk over the file's tokens with a stack of group states (Microsoft's RTF specification 1.9.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from mailbot.model.message import Attachment
from mailbot.reading.charset import decode
from mailbot.reading.choice import Run, wingdings
from mailbot.reading.documents.contents import Contents, corrupt
from mailbot.reading.documents.rtfrows import Rows
from mailbot.reading.documents.tools import Tools

WHAT = "RTF document"
DEEPEST = 500  # groups within groups
LARGEST = 20_000_000
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([\r\n]+)|([^\\{}\r\n]+)|\\"
)
_SKIPPED = {
    "colortbl", "stylesheet", "info", "pict", "object", "themedata", "datastore", "listtable", "listoverridetable",
    "rsidtbl", "generator", "xmlnstbl", "fldinst", "nonshppict", "nonesttables", "shprslt", "bkmkstart", "bkmkend",
    "latentstyles", "pgdsctbl", "annotation", "atnid", "atnauthor", "filetbl", "revtbl", "listpicture", "docvar",
    "userprops", "wgrffmtfilter", "mmathPr", "objdata", "objclass", "sv", "sn",
}  # fmt: skip
_KEPT_STARRED = {"shpinst", "shptxt", "formfield", "ffdeftext", "ffname", "footnote", "nesttableprops"}
_CHARS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SIGNS = {"~": " ", "_": "-", "-": "", "\\": "\\", "{": "{", "}": "}"}
_PAGES = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """What holds within a group."""

    skipped: bool = False
    starred: bool = False
    marked: bool = False
    struck: bool = False
    gone: bool = False  # hidden text and tracked deletions
    font: int = 0
    fallback: int = 1  # characters that follow a Unicode one for readers that know none
    fonts: bool = False  # within the font table
    form: bool = False  # within a form field's description


@dataclass(slots=True)
class _Walk:
    out: Rows
    state: State = field(default_factory=State)
    stack: list[State] = field(default_factory=list)
    pages: dict[int, str] = field(default_factory=dict)  # font number -> codec
    symbols: set[int] = field(default_factory=set)
    page: str = "cp1252"
    held: bytearray = field(default_factory=bytearray)  # 8-bit characters waiting for the rest of a multi-byte one
    to_skip: int = 0
    high: int = 0  # the first half of a character that comes in two
    form: dict[str, int] = field(default_factory=dict)

    def over(self, text: str) -> None:
        for token in _TOKEN.finditer(text):
            word, number, code, sign, brace, _, plain = token.groups()
            if code is not None:
                self._byte(int(code, 16))
                continue
            self._release()
            if word:
                self._word(word, int(number) if number else None)
            elif plain:
                self._write(self._unskipped(plain))
            elif brace == "{":
                self._open()
            elif brace == "}":
                self._close()
            elif sign:
                self._sign(sign)
        self._release()
        self.out.end()

    def _open(self) -> None:
        if len(self.stack) > DEEPEST:
            raise RecursionError("groups nested too deeply")
        self.stack.append(self.state)
        self.state = replace(self.state, starred=False)

    def _close(self) -> None:
        inside, self.state = self.state, self.stack.pop() if self.stack else State()
        if inside.form and not self.state.form:
            self._form_field()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.state = replace(self.state, starred=True)
        elif sign in "\r\n":
            self._word("par", None)
        else:
            self._write(_SIGNS.get(sign, ""))

    def _word(self, word: str, number: int | None) -> None:
        state = self.state
        if state.starred and word not in _KEPT_STARRED:
            self.state = replace(state, skipped=True, starred=False)
        elif word == "formfield":
            self.form = {}
            self.state = replace(state, form=True, skipped=True)
        elif state.form:
            self.form[word] = number or 0
        elif word in ("shpinst",):
            self.state = replace(state, skipped=True)
        elif word == "shptxt":
            self.out.paragraph()
            self.state = replace(state, skipped=False)
        elif word in _SKIPPED:
            self.state = replace(state, skipped=True)
        elif word == "fonttbl":
            self.state = replace(state, fonts=True)
        elif not state.skipped:
            self._shown(word, number)

    def _shown(self, word: str, number: int | None) -> None:
        on = number != 0
        if word == "u":
            self._unicode(number or 0)
        elif word in _CHARS:
            self._write(_CHARS[word])
        elif word in _LOOKS:
            self.state = _LOOKS[word](self.state, on)
        elif word == "f":
            self.state = replace(self.state, font=number or 0)
        elif word == "fcharset":
            self._charset(number or 0)
        elif word == "ansicpg":
            self.page = f"cp{number}"
        elif word == "uc":
            self.state = replace(self.state, fallback=min(number or 0, 10))
        else:
            self.out.word(word, number)

    def _charset(self, number: int) -> None:
        if number == 2:
            self.symbols.add(self.state.font)
        elif number in _PAGES:
            self.pages[self.state.font] = _PAGES[number]

    def _unicode(self, number: int) -> None:
        """A UTF-16 unit, signed; those beyond the first plane come as two."""
        number %= 0x10000
        if 0xD800 <= number < 0xDC00:
            self.high = number
        elif 0xDC00 <= number < 0xE000:
            self._write(chr(0x10000 + ((self.high - 0xD800) << 10) + number - 0xDC00) if self.high else "")
            self.high = 0
        else:
            self._write(chr(number))
        self.to_skip = self.state.fallback

    def _unskipped(self, text: str) -> str:
        skip, self.to_skip = min(self.to_skip, len(text)), 0
        return text[skip:]

    def _byte(self, byte: int) -> None:
        if self.to_skip:
            self.to_skip -= 1
        else:
            self.held.append(byte)

    def _release(self) -> None:
        """Decode the 8-bit characters gathered so far in the font's code page."""
        if not self.held:
            return
        data, self.held = bytes(self.held), bytearray()
        if self.state.font in self.symbols:
            self._write(data.decode("latin-1"))
            return
        codec = self.pages.get(self.state.font, "cp1252")
        try:
            self._write(data.decode(codec if codec != "cp1252" else self.page, "replace"))
        except LookupError:
            self._write(data.decode("cp1252", "replace"))

    def _write(self, text: str) -> None:
        state = self.state
        if not text or state.skipped or state.gone or state.fonts:
            if state.fonts and not state.skipped and "wingdings" in text.lower():
                self.symbols.add(state.font)
            return
        if state.font in self.symbols or "\uf000" <= text[0] <= "\uf0ff":
            text = wingdings("".join(chr(ord(sign) & 0xFF) if "\uf000" <= sign <= "\uf0ff" else sign for sign in text))
        self.out.runs.append(Run(text, state.marked, state.struck))

    def _form_field(self) -> None:
        """The box of a legacy check box: `ffres` 1 ticked, 0 not, 25 as `ffdefres` says."""
        result = self.form.get("ffres", 25)
        if self.form.get("fftype") == 1:
            ticked = self.form.get("ffdefres", 0) if result == 25 else result
            self.out.runs.append(Run("☒" if ticked else "☐"))


_LOOKS: dict[str, Callable[[State, bool], State]] = {
    "b": lambda state, on: replace(state, marked=on),
    "ul": lambda state, on: replace(state, marked=on),
    "highlight": lambda state, on: replace(state, marked=on),
    "ulnone": lambda state, on: replace(state, marked=False),
    "strike": lambda state, on: replace(state, struck=on),
    "striked": lambda state, on: replace(state, struck=on),
    "v": lambda state, on: replace(state, gone=on),
    "deleted": lambda state, on: replace(state, gone=on),
    "plain": lambda state, on: replace(state, marked=False, struck=False, gone=False),
}


def read_rtf(attachment: Attachment, tools: Tools) -> Contents:
    """The document's text and tables."""
    content = attachment.content[:LARGEST]
    start = content.find(b"{")
    if start < 0 or b"}" not in content:
        raise corrupt(WHAT)
    out = Rows()
    _Walk(out).over(
        decode(content[start:], "latin-1")[0] if content.isascii() else content[start:].decode("cp1252", "replace")
    )
    return Contents(tuple(out.sheet.items(attachment)))
