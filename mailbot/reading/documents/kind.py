"""What a file is, told by its content; its name and declared type count only where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile

import olefile

from mailbot.model.message import Attachment
from mailbot.reading.charset import decode
from mailbot.reading.documents.secure import is_secure_page
from mailbot.reading.documents.separated import separator

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "bitmap"),
    (b"{\\rtf", "rtf"),
    (b"{\\urtf", "rtf"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"\x76\xe8\x04\x60\xc4\x11\xe3\x86", "rpmsg"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"-----BEGIN PGP MESSAGE", "pgp"),
    (b"-----BEGIN PGP SIGNATURE", "signature"),
    (b"-----BEGIN PKCS7", "smime"),
)
_ZIPPED = {"word": "docx", "xl": "xlsx", "ppt": "pptx"}
_OLE = (
    (("encryptedpackage",), "encrypted_office"),
    (("__properties_version1.0",), "msg"),
    (("worddocument",), "doc"),
    (("workbook",), "xls"),
    (("book",), "xls"),
    (("powerpoint document",), "ppt"),
)
_OPEN_DOCUMENT = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_HTML = re.compile(
    r"\s{0,200}(?:<!--[^>]{0,2000}-->\s{0,200}|<\?xml[^>]{0,500}\?>\s{0,200}){0,3}"
    r"<(?:!doctype html|html|head|body|table|div|meta|p[ >])",
    re.I,
)
_WORD_XML = re.compile(r"progid=\"Word\.Document\"|schemas\.microsoft\.com/office/(?:word/2003|2006/xmlPackage)")
_HEADER = re.compile(r"[!-9;-~]{1,76}:[ \t]")
_MAIL_HEADERS = re.compile(
    r"(?im)^(?:received|return-path|message-id|mime-version|delivered-to|x-mailer|x-mozilla-status|from|date|to|subject|content-type):"
)
_SURE_HEADERS = re.compile(r"(?im)^(?:received|return-path|message-id|mime-version|delivered-to):")
_START = 8192  # bytes that tell what a text is


def kind_of(attachment: Attachment) -> str:
    """One word for the kind, "unknown" where nothing tells it."""
    content = attachment.content
    start = content[:1024]
    if not content:
        return "empty"
    if b"%PDF-" in start:
        return "pdf"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(content)
    if content.startswith(olefile.MAGIC):
        return _compound(content)
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image"
    if start[4:8] == b"ftyp":
        return "heic" if start[8:11] in (b"hei", b"hev", b"mif", b"avi") else "video"
    magic = next((kind for sign, kind in _MAGIC if content.lstrip(b"\r\n\t ").startswith(sign)), None)
    return magic or _signed(attachment) or _textual(attachment)


def _zipped(content: bytes) -> str:
    """A zip by what it holds."""
    try:
        file = zipfile.ZipFile(io.BytesIO(content))
        names = [name.replace("\\", "/").lower() for name in file.namelist()]
        if "[content_types].xml" in names:
            folders = {name.partition("/")[0] for name in names}
            return next((kind for folder, kind in _ZIPPED.items() if folder in folders), "zip")
        if names[:1] == ["mimetype"] or "content.xml" in names:
            return _open_document(file) or "zip"
    except Exception:
        return "zip"
    if any(name.startswith("index/") and name.endswith(".iwa") for name in names):
        return "iwork"
    return "zip"


def _open_document(file: zipfile.ZipFile) -> str | None:
    if "mimetype" in file.NameToInfo:
        with file.open("mimetype") as member:
            declared = member.read(100).decode("ascii", "replace")
        if declared.startswith("application/vnd.oasis.opendocument."):
            return _OPEN_DOCUMENT.get(declared.rpartition(".")[2].partition("-")[0].strip(), "odt")
        return None
    return "odt" if "META-INF/manifest.xml" in file.NameToInfo else None


def _compound(content: bytes) -> str:
    """A compound file (MS-CFB) by its streams."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            names = {entry[0].lower() for entry in file.listdir()}
    except Exception:
        return "ole"
    if "\x09drmcontent" in names:
        return "rpmsg"
    return next((kind for wanted, kind in _OLE if names & set(wanted)), "ole")


def _signed(attachment: Attachment) -> str | None:
    """S/MIME by its declared type or name: the content is only known as DER or base64."""
    name = attachment.name.lower()
    if attachment.media_type in (
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
    ):
        return "signature"
    if attachment.media_type in ("application/pkcs7-mime", "application/x-pkcs7-mime") or name.endswith(".p7m"):
        return "smime"
    return "signature" if name.endswith((".p7s", ".asc.sig")) else None


def _textual(attachment: Attachment) -> str:
    start = attachment.content[:_START]
    if _is_binary(start):
        return "unknown"
    text, name = decode(start)[0].lstrip("\ufeff \t\r\n"), attachment.name.lower()
    if text.upper().startswith("BEGIN:VCALENDAR"):
        return "ics"
    if _is_mail(text, attachment):
        return "eml"
    if text.startswith("<?xml") and _WORD_XML.search(text):
        return "wordxml"
    if _HTML.match(text):
        return "secure_page" if is_secure_page(name, attachment.content) else "html"
    if attachment.media_type in ("text/csv", "text/tab-separated-values") or name.endswith((".csv", ".tsv", ".xls")):
        return "csv" if separator(text) else "txt"
    return "txt"


def _is_binary(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    odd = sum(1 for byte in start if byte < 9 or 13 < byte < 27 or 27 < byte < 32)
    return b"\0" in start or odd * 20 > len(start)


def _is_mail(text: str, attachment: Attachment) -> bool:
    if not _HEADER.match(text.removeprefix(">").partition("\n")[0][:100]):
        return False
    head = text.replace("\r", "").partition("\n\n")[0]
    declared = attachment.media_type == "message/rfc822" or attachment.name.lower().endswith((".eml", ".mht", ".mhtml"))
    needed = _MAIL_HEADERS if declared else _SURE_HEADERS
    return len(_MAIL_HEADERS.findall(head)) >= 2 and needed.search(head) is not None
