"""Outlook's message file (.msg, MS-OXMSG) as the mail that it was: headers, bodies, files, mails attached to it."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.message import Message as Mail
from email.mime.application import MIMEApplication
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr, parseaddr

import olefile
from compressed_rtf import decompress

from mailbot.reading.charset import decode, one_line

DEEPEST = 4  # mails within mails
_LARGEST = 60_000_000  # bytes of one stream
_UNICODE, _EIGHT_BIT, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_SUBJECT, _BODY, _HTML, _RTF, _SENT, _HEADERS = 0x0037, 0x1000, 0x1013, 0x1009, 0x0039, 0x007D
_SENDER_NAME, _SENDER_ADDRESSES = 0x0C1A, (0x5D01, 0x5D02, 0x0C1F, 0x0065)
_RECIPIENT_NAME, _RECIPIENT_ADDRESSES = 0x3001, (0x39FE, 0x3003)
_FILE_NAMES, _FILE_DATA, _FILE_TYPE = (0x3707, 0x3704, 0x3001), 0x3701, 0x370E
_CODE_PAGES = (0x3FFD, 0x3FDE)
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Folder:
    """A storage of the file: a message, a recipient or an attachment, with its properties (MS-OXPROPS)."""

    file: olefile.OleFileIO
    path: tuple[str, ...] = ()

    def text(self, *properties: int) -> str:
        """The first of these string properties that is there."""
        for one in properties:
            data = self._stream(one, _UNICODE)
            if data is not None:
                return data.decode("utf-16-le", "replace").rstrip("\0")
            data = self._stream(one, _EIGHT_BIT)
            if data is not None:
                return decode(data.rstrip(b"\0"), self._code_page())[0]
        return ""

    def data(self, one: int) -> bytes:
        return self._stream(one, _BINARY) or b""

    def number(self, *properties: int) -> int | None:
        """A fixed property, kept as 16 bytes: type, property, flags, value."""
        table = self._open("__properties_version1.0") or b""
        head = 32 if not self.path else 24 if self.path[-1].startswith("__substg") else 8
        for at in range(head, len(table) - 15, 16):
            _, tag, _, value = struct.unpack_from("<HHIQ", table, at)
            if tag in properties:
                return int(value)
        return None

    def inner(self, start: str) -> Iterator[_Folder]:
        """The storages within, by how their names begin, in order."""
        depth = len(self.path)
        names = {
            entry[depth]
            for entry in self.file.listdir()
            if len(entry) > depth + 1 and tuple(entry[:depth]) == self.path
        }
        return (_Folder(self.file, (*self.path, name)) for name in sorted(names) if name.lower().startswith(start))

    def _code_page(self) -> str:
        return f"cp{self.number(*_CODE_PAGES) or 1252}"

    def _stream(self, one: int, kind: str) -> bytes | None:
        return self._open(f"__substg1.0_{one:04X}{kind}")

    def _open(self, name: str) -> bytes | None:
        path = [*self.path, name]
        if not self.file.exists(path) or self.file.get_type(path) != olefile.STGTY_STREAM:
            return None
        with self.file.openstream(path) as stream:
            data: bytes = stream.read(_LARGEST)
        return data


def as_mail(content: bytes) -> bytes:
    """The message file as RFC 5322 bytes. Raises OSError, ValueError or struct.error where it is damaged."""
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        return _mail(_Folder(file), DEEPEST).as_bytes()


def _mail(folder: _Folder, depth: int) -> Mail:
    mail = MIMEMultipart("mixed")
    mail["From"] = _header(_sender(folder))
    mail["To"] = _header(
        ", ".join(_person(one, _RECIPIENT_NAME, _RECIPIENT_ADDRESSES) for one in folder.inner("__recip_"))
    )
    mail["Subject"] = _header(folder.text(_SUBJECT))
    sent = folder.number(_SENT)
    if sent:
        mail["Date"] = format_datetime(_EPOCH + timedelta(microseconds=min(sent // 10, 2**55)))
    for body in _bodies(folder):
        mail.attach(body)
    for one in folder.inner("__attach_"):
        mail.attach(_file(one, depth))
    return mail


def _sender(folder: _Folder) -> str:
    """The sender as the mail's own header gave it, else as Outlook's address book does."""
    for line in folder.text(_HEADERS).replace("\r\n ", " ").replace("\r\n\t", " ").splitlines():
        if line.lower().startswith("from:"):
            given = line[5:].strip()
            return given if given.isascii() else formataddr(parseaddr(given))
    return _person(folder, _SENDER_NAME, _SENDER_ADDRESSES)


def _person(folder: _Folder, name: int, addresses: tuple[int, ...]) -> str:
    found = (one_line(folder.text(one)) for one in addresses)
    address = next((one for one in found if "@" in one and one.isascii()), "")  # Exchange's own ("/o=...") is none
    return formataddr((one_line(folder.text(name)), address))


def _header(value: str) -> str:
    value = one_line(value)[:2_000]
    return value if value.isascii() else Header(value, "utf-8").encode()


def _bodies(folder: _Folder) -> Iterator[Mail]:
    """The best body that the file holds: HTML, else plain text, else rich text as a file of its own."""
    html = folder.data(_HTML) or folder.text(_HTML).encode()
    plain = folder.text(_BODY)
    rich = folder.data(_RTF) if not html and not plain.strip() else b""
    if html:
        alternative = MIMEMultipart("alternative")
        alternative.attach(MIMEText(plain, "plain", "utf-8"))
        alternative.attach(MIMEText(decode(html)[0], "html", "utf-8"))
        yield alternative
    elif plain.strip():
        yield MIMEText(plain, "plain", "utf-8")
    elif rich:
        yield _named(MIMEApplication(decompress(rich), "rtf"), "message.rtf")


def _file(folder: _Folder, depth: int) -> Mail:
    name = folder.text(*_FILE_NAMES)
    nested = next(folder.inner(f"__substg1.0_{_FILE_DATA:04x}{_OBJECT.lower()}"), None)
    if nested is not None and depth:
        return _named(MIMEMessage(_mail(nested, depth - 1)), name or "message.eml")
    return _named(MIMEApplication(folder.data(_FILE_DATA)), name or "file")


def _named(part: Mail, name: str) -> Mail:
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", one_line(name)))
    return part
