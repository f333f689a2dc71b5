"""Mails as odd as those that come: every way of naming a file, laying out parts, coding bytes and declaring a charset.

Each is known to occur: the fixtures of mail libraries are full of them, and RFC 2231, 2047 and 2046 are read by many
programs as their authors remember them. `weird_mails` gives each with what must come out.
"""

from __future__ import annotations

import base64
import quopri
from binascii import b2a_uu
from collections.abc import Iterator
from dataclasses import dataclass

CONTENT = b"%PDF-1.4\nform \x00\xff\r\nend of form"
HEAD = b"From: Jane Smith <jane.smith@brackenfold.example>\r\nTo: cme@havering.gov.uk\r\nSubject: A pupil\r\n"


@dataclass(frozen=True, slots=True)
class Weird:
    """A mail; the files that must come out of it, with their bytes where these can be told; words that must be read."""

    title: str
    raw: bytes
    files: tuple[tuple[str, bytes | None], ...] = ()
    words: tuple[str, ...] = ()


def encoded(content: bytes = CONTENT) -> bytes:
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


def b64(text: str, charset: str) -> str:
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


PDF = "Content-Type: application/pdf"
AS = "Content-Disposition: attachment"
NAMINGS: dict[str, tuple[str, str]] = {
    "plain": (f'{PDF}\n{AS}; filename="form.pdf"', "form.pdf"),
    "no quotes": (f"{PDF}\n{AS}; filename=form.pdf", "form.pdf"),
    "no quotes, blanks within": (f"{PDF}\n{AS}; filename=CME form 1.pdf", "CME form 1.pdf"),
    "no quotes, brackets": (f"{PDF}\n{AS}; filename=form(1)[2].pdf", "form(1)[2].pdf"),
    "one quote only": (f'{PDF}\n{AS}; filename="form.pdf', "form.pdf"),
    "quoted twice": (f'{PDF}\n{AS}; filename=""form.pdf""', "form.pdf"),
    "single quotes": (f"{PDF}\n{AS}; filename='form.pdf'", "'form.pdf'"),
    "escaped quotes": (f'{PDF}\n{AS}; filename="the \\"form\\".pdf"', 'the "form".pdf'),
    "a semicolon within": (f'{PDF}\n{AS}; filename="a;b.pdf"', "a;b.pdf"),
    "an equals sign within": (f'{PDF}\n{AS}; filename="a=b.pdf"', "a=b.pdf"),
    "a path of Windows": (f'{PDF}\n{AS}; filename="C:\\\\Users\\\\form.pdf"', "C:\\Users\\form.pdf"),
    "a path upwards": (f'{PDF}\n{AS}; filename="../../form.pdf"', "../../form.pdf"),
    "a leading dot": (f'{PDF}\n{AS}; filename=".form"', ".form"),
    "only in the type": (f'{PDF}; name="form.pdf"', "form.pdf"),
    "only in the type, for show": (f'{PDF}; name="form.pdf"\nContent-Disposition: inline', "form.pdf"),
    "attached without a filename": (f'{PDF}; name="form.pdf"\n{AS}', "form.pdf"),
    "two different names": (f'{PDF}; name="other.pdf"\n{AS}; filename="form.pdf"', "form.pdf"),
    "name for filename": (f'{PDF}\n{AS}; name="form.pdf"', "form.pdf"),
    "filename in the type": (f'{PDF}; filename="form.pdf"', "form.pdf"),
    "capitals": ('CONTENT-TYPE: APPLICATION/PDF\nCONTENT-DISPOSITION: ATTACHMENT; FILENAME="Form.PDF"', "Form.PDF"),
    "blanks around signs": (f'{PDF} ; name = "x.pdf"\n{AS} ; filename = "form.pdf" ', "form.pdf"),
    "a blank before the colon": ('Content-Type : application/pdf\nContent-Disposition : attachment; filename="form.pdf"', "form.pdf"),
    "a semicolon at the end": (f'{PDF};\n{AS}; filename="form.pdf";', "form.pdf"),
    "two semicolons": (f'{PDF}\n{AS};; filename="form.pdf"', "form.pdf"),
    "no semicolon": (f'{PDF}\nContent-Disposition: attachment filename="form.pdf"', "form.pdf"),
    "no main value": (f'{PDF}\nContent-Disposition: filename="form.pdf"', "form.pdf"),
    "no semicolon in the type": ('Content-Type: application/pdf name="form.pdf"', "form.pdf"),
    "a comment": (f'{PDF}\n{AS}; filename="form.pdf" (the form)', "form.pdf"),
    "folded": (f'{PDF};\n name="form.pdf"\n{AS};\n filename="form.pdf"', "form.pdf"),
    "folded by tabs": (f'{PDF};\n\tname="form.pdf"\n{AS};\n\tfilename="form.pdf"', "form.pdf"),
    "folded within the name": (f'{PDF}\n{AS};\n filename="a long\n form.pdf"', "a long form.pdf"),
    "folded onto an empty line of blanks": (f'{PDF}\n{AS};\n \n filename="form.pdf"', "form.pdf"),
    "a fold forgotten": (f'{PDF};\nname="form.pdf"\n{AS};\nfilename="form.pdf"', "form.pdf"),
    "a fold forgotten, capitals": (f'{PDF}\n{AS}; size=9;\nFileName="form.pdf"', "form.pdf"),
    "the header twice": (f'{PDF}\n{AS}\n{AS}; filename="form.pdf"', "form.pdf"),
    "the type twice": (f'{PDF}\n{PDF}; name="form.pdf"', "form.pdf"),
    "two filenames": (f'{PDF}\n{AS}; filename="form.pdf"; filename="second.pdf"', "form.pdf"),
    "RFC 2231": (f"{PDF}\n{AS}; filename*=UTF-8''Jo%C3%A3o%20form.pdf", "João form.pdf"),
    "RFC 2231, small letters": (f"{PDF}\n{AS}; filename*=utf-8'en'Jo%c3%a3o.pdf", "João.pdf"),
    "RFC 2231, Latin": (f"{PDF}\n{AS}; filename*=iso-8859-1''Ren%E9e.pdf", "Renée.pdf"),
    "RFC 2231, windows-1252": (f"{PDF}\n{AS}; filename*=windows-1252''%93form%94.pdf", "“form”.pdf"),
    "RFC 2231, no charset": (f"{PDF}\n{AS}; filename*=''form%20a.pdf", "form a.pdf"),
    "RFC 2231, a false charset": (f"{PDF}\n{AS}; filename*=x-none''form%20a.pdf", "form a.pdf"),
    "RFC 2231, no marks": (f"{PDF}\n{AS}; filename*=form%20a.pdf", "form a.pdf"),
    "RFC 2231, quoted": (f"{PDF}\n{AS}; filename*=\"UTF-8''form%20a.pdf\"", "form a.pdf"),
    "RFC 2231, a mark within": (f"{PDF}\n{AS}; filename*=UTF-8''O'Neill's.pdf", "O'Neill's.pdf"),
    "RFC 2231, a broken escape": (f"{PDF}\n{AS}; filename*=UTF-8''form%2.pdf", "form%2.pdf"),
    "RFC 2231 beside a plain one": (f"{PDF}\n{AS}; filename=form.pdf; filename*=UTF-8''f%C3%B6rm.pdf", "förm.pdf"),
    "RFC 2231 before a plain one": (f"{PDF}\n{AS}; filename*=UTF-8''f%C3%B6rm.pdf; filename=form.pdf", "förm.pdf"),
    "RFC 2231 in the type": (f"{PDF}; name*=UTF-8''f%C3%B6rm.pdf", "förm.pdf"),
    "pieces": (f'{PDF}\n{AS};\n filename*0="CME ";\n filename*1="form";\n filename*2=".pdf"', "CME form.pdf"),
    "pieces, coded": (f"{PDF}\n{AS};\n filename*0*=UTF-8''Jo%C3%A3;\n filename*1*=o%20form;\n filename*2=.pdf", "João form.pdf"),
    "pieces, a letter cut in two": (f"{PDF}\n{AS};\n filename*0*=UTF-8''Jo%C3;\n filename*1*=%A3o.pdf", "João.pdf"),
    "pieces out of order": (f'{PDF}\n{AS};\n filename*1=".pdf";\n filename*0="form"', "form.pdf"),
    "pieces, the first missing": (f'{PDF}\n{AS};\n filename*1="form";\n filename*2=".pdf"', "form.pdf"),
    "pieces, one missing": (f'{PDF}\n{AS};\n filename*0="form";\n filename*2=".pdf"', "form.pdf"),
    "pieces from one": (f'{PDF}\n{AS};\n filename*1*=UTF-8\'\'f%C3%B6;\n filename*2*=rm.pdf', "förm.pdf"),
    "pieces with leading noughts": (f'{PDF}\n{AS};\n filename*00="form";\n filename*01=".pdf"', "form.pdf"),
    "eleven pieces": (f"{PDF}\n{AS};\n " + ";\n ".join(f"filename*{n}={chr(97 + n)}" for n in range(11)), "abcdefghijk"),
    "pieces in the type": (f'{PDF};\n name*0="form";\n name*1=".pdf"', "form.pdf"),
    "an encoded word": (f'{PDF}\n{AS}; filename="{b64("João.pdf", "utf-8")}"', "João.pdf"),
    "an encoded word without quotes": (f"{PDF}\n{AS}; filename={b64('João.pdf', 'utf-8')}", "João.pdf"),
    "a Q word": (f'{PDF}\n{AS}; filename="=?iso-8859-1?Q?Ren=E9e_form=2Epdf?="', "Renée form.pdf"),
    "a Q word with blanks": (f'{PDF}\n{AS}; filename="=?utf-8?Q?CME form.pdf?="', "CME form.pdf"),
    "words on two lines": (f'{PDF}\n{AS};\n filename="=?utf-8?Q?a_long_?=\n =?utf-8?Q?form.pdf?="', "a long form.pdf"),
    "words cut within a letter": (f'{PDF}\n{AS}; filename="=?utf-8?B?Sm/D?= =?utf-8?B?o28ucGRm?="', "João.pdf"),
    "a word and plain text": (f'{PDF}\n{AS}; filename="=?utf-8?Q?Jo=C3=A3o?= form.pdf"', "João form.pdf"),
    "a word with a language": (f'{PDF}\n{AS}; filename="=?utf-8*en?Q?form.pdf?="', "form.pdf"),
    "a word of a false charset": (f'{PDF}\n{AS}; filename="=?x-none?Q?form.pdf?="', "form.pdf"),
    "a word without padding": (f'{PDF}\n{AS}; filename="=?utf-8?B?Zm9ybS5wZGY?="', "form.pdf"),
    "a word that does not end": (f'{PDF}\n{AS}; filename="=?utf-8?B?Zm9ybS5wZGY="', "=?utf-8?B?Zm9ybS5wZGY="),
    "a word in RFC 2231": (f"{PDF}\n{AS}; filename*=UTF-8''%3D%3Futf-8%3FQ%3Fform.pdf%3F%3D", "=?utf-8?Q?form.pdf?="),
    "a Japanese word": (f'{PDF}\n{AS}; filename="{b64("書式.pdf", "iso-2022-jp")}"', "書式.pdf"),
    "a Chinese word": (f'{PDF}\n{AS}; filename="{b64("表格.pdf", "gb18030")}"', "表格.pdf"),
    "a Russian word": (f'{PDF}\n{AS}; filename="{b64("форма.pdf", "koi8-r")}"', "форма.pdf"),
    "raw UTF-8": (f'{PDF}\n{AS}; filename="João.pdf"', "João.pdf"),
    "raw UTF-8 in the type": (f'{PDF}; name="João.pdf"', "João.pdf"),
    "raw UTF-8 in RFC 2231": (f"{PDF}\n{AS}; filename*=UTF-8''João.pdf", "João.pdf"),
    "an emoji": (f'{PDF}\n{AS}; filename="form 😀.pdf"', "form 😀.pdf"),
    "a no-break blank": (f'{PDF}\n{AS}; filename="CME\xa0form.pdf"', "CME form.pdf"),
    "a trick of direction": (f'{PDF}\n{AS}; filename="form\u202efdp.exe"', "formfdp.exe"),
    "a tab within": (f'{PDF}\n{AS}; filename="CME\tform.pdf"', "CME form.pdf"),
    "a very long name": (f'{PDF}\n{AS}; filename="{"long " * 200}form.pdf"', "long " * 200 + "form.pdf"),
    "a name for a text": (f'Content-Type: text/plain; name="list.txt"\n{AS}', "list.txt"),
    "a name for a text shown": ('Content-Type: text/plain; name="list.txt"', "list.txt"),
    "a name for a page shown": ('Content-Type: text/html; name="page.html"\nContent-Disposition: inline', "page.html"),
    "a name for a calendar": ('Content-Type: text/calendar; name="invite.ics"', "invite.ics"),
    "a name for anything": ('Content-Type: application/octet-stream; name="form.pdf"', "form.pdf"),
    "a type of one word": ('Content-Type: pdf; name="form.pdf"', "form.pdf"),
    "an empty type": ('Content-Type:\nContent-Disposition: attachment; filename="form.pdf"', "form.pdf"),
    "a type with no end": (f'Content-Type: application/\n{AS}; filename="form.pdf"', "form.pdf"),
    "a type with two slashes": (f'Content-Type: application/x/pdf\n{AS}; filename="form.pdf"', "form.pdf"),
    "a type in capitals and stars": (f'Content-Type: */*\n{AS}; filename="form.pdf"', "form.pdf"),
    "no type": (f'{AS}; filename="form.pdf"', "form.pdf"),
    "a false disposition": (f'{PDF}\nContent-Disposition: Anhang; filename="form.pdf"', "form.pdf"),
    "junk before the name": (f'{PDF}\n{AS}; ; =; x; filename="form.pdf"', "form.pdf"),
    "a date before the name": (f'{PDF}\n{AS}; creation-date="Thu, 8 Oct 2026 11:42:00 GMT"; filename="form.pdf"', "form.pdf"),
    "a multipart's type on a file": (f'Content-Type: multipart/pdf; name="form.pdf"\n{AS}', "form.pdf"),
}  # fmt: skip


def layouts(named: bytes) -> dict[str, bytes]:
    """A mail around one part (its headers end with an empty line), in every layout. The text says "Hello there"."""
    hello = b"Content-Type: text/plain\r\n\r\nHello there\r\n"
    part = named + encoded()
    body = b"--b\r\n" + hello + b"--b\r\n" + part
    mixed = b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    inner = b"Content-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\n" + part + b"--in--\r\n"
    mail = b"From: a@b.example\r\nSubject: Inner\r\n" + inner
    return {
        "mixed": HEAD + mixed + body + b"--b--\r\n",
        "not ended": HEAD + mixed + body,
        "ended by the text of another": HEAD + mixed + body + b"--bb--\r\n",
        "preamble and epilogue": HEAD + mixed + b"This is MIME.\r\n" + body + b"--b--\r\nepilogue\r\n",
        "no boundary": HEAD + b"Content-Type: multipart/mixed\r\n\r\n" + body + b"--b--\r\n",
        "another boundary": HEAD + b"Content-Type: multipart/mixed; boundary=wrong\r\n\r\n" + body + b"--b--\r\n",
        "an empty boundary": HEAD + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n' + body + b"--b--\r\n",
        "no semicolon before the boundary": HEAD + mixed.replace(b"mixed;", b"mixed") + body + b"--b--\r\n",
        "a boundary with accents": (HEAD + mixed + body + b"--b--\r\n").replace(b"boundary=b", b'boundary="b\xc3\xb6"').replace(b"--b", b"--b\xc3\xb6"),
        "an attached mail below an empty line": HEAD + mixed + b"--b\r\n" + hello + b"--b\r\nContent-Type: message/rfc822\r\n\r\n\r\n" + mail + b"--b--\r\n",
        "blanks after the boundary": HEAD + mixed + body.replace(b"--b\r\n", b"--b \t\r\n") + b"--b-- \r\n",
        "no subtype": HEAD + b"Content-Type: multipart; boundary=b\r\n\r\n" + body + b"--b--\r\n",
        "no MIME-Version": HEAD + mixed.partition(b"\r\n")[2] + body + b"--b--\r\n",
        "related": HEAD + mixed.replace(b"mixed", b"related") + body + b"--b--\r\n",
        "signed": HEAD + mixed.replace(b"mixed", b"signed") + body + b"--b--\r\n",
        "report": HEAD + mixed.replace(b"mixed", b"report") + body + b"--b--\r\n",
        "digest": HEAD + mixed.replace(b"mixed", b"digest") + body.replace(b"--b\r\nContent-Type: text/plain\r\n\r\n", b"--b\r\n\r\nSubject: one\r\n\r\n") + b"--b--\r\n",
        "alternative": HEAD + mixed.replace(b"mixed", b"alternative") + body + b"--b--\r\n",
        "Apple's two forks": HEAD + mixed.replace(b"mixed", b"appledouble") + body + b"--b--\r\n",
        "form data": HEAD + mixed.replace(b"mixed", b"form-data") + body + b"--b--\r\n",
        "an unheard of multipart": HEAD + mixed.replace(b"mixed", b"x-new") + body + b"--b--\r\n",
        "a boundary that begins another": HEAD + mixed + b"--b\r\n" + hello + b"--b\r\n" + inner.replace(b"=in", b"=bb").replace(b"--in", b"--bb") + b"--b--\r\n",
        "one boundary for both": HEAD + mixed + b"--b\r\n" + hello + b"--b\r\n" + inner.replace(b"=in", b"=b").replace(b"--in", b"--b") + b"--b--\r\n",
        "nested and not ended": HEAD + mixed + b"--b\r\n" + hello + b"--b\r\n" + inner.replace(b"--in--", b"") + b"--b--\r\n",
        "an attached mail": HEAD + mixed + b"--b\r\n" + hello + b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + mail + b"--b--\r\n",
        "an attached mail in base64": HEAD + mixed + b"--b\r\n" + hello + b"--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded(mail) + b"--b--\r\n",
        "an attached mail in quoted-printable": HEAD + mixed + b"--b\r\n" + hello + b"--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quopri.encodestring(mail) + b"\r\n--b--\r\n",
        "a multipart in base64": HEAD + mixed.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n") + body + b"--b--\r\n",
        "a multipart that was base64": HEAD + mixed.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n") + encoded(body + b"--b--\r\n"),
        "a line of mbox before": b"From jane@x.example Thu Oct  8 11:42:00 2026\r\n" + HEAD + mixed + body + b"--b--\r\n",
        "junk before": b"\r\n\r\n" + HEAD + mixed + body + b"--b--\r\n",
        "an empty line within the headers": b"Message-ID: <a@b>\r\n\r\n   \r\n\r\n" + HEAD + mixed + body + b"--b--\r\n",
        "a broken header before": b"Nonsense\r\n" + HEAD + mixed + body + b"--b--\r\n",
        "a header that is none": HEAD + b"no colon here\r\n" + mixed + body + b"--b--\r\n",
        "a NUL in a header": HEAD + b"X-A: a\0b\r\n" + mixed + body + b"--b--\r\n",
        "a long header": HEAD + b"X-A: " + b"a " * 60_000 + b"\r\n" + mixed + body + b"--b--\r\n",
        "Unix line ends": (HEAD + mixed + body + b"--b--\r\n").replace(b"\r\n", b"\n"),
        "Mac line ends": (HEAD + mixed + body + b"--b--\r\n").replace(b"\r\n", b"\r"),
        "doubled line ends": (HEAD + mixed + body + b"--b--\r\n").replace(b"\r\n", b"\r\r\n"),
        "mixed line ends": HEAD.replace(b"\r\n", b"\n") + mixed + body + b"--b--\n",
        "70 levels deep": HEAD + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(70)) + mixed + body + b"--b--\r\n",
        "40 mails deep": HEAD + b"Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n" * 80 + mixed + body + b"--b--\r\n",
    }  # fmt: skip


CODINGS: dict[str, tuple[bytes, bytes, bytes]] = {  # the header, the body, the bytes that come out
    "base64": (b"base64", encoded(), CONTENT),
    "base64 on one line": (b"base64", base64.b64encode(CONTENT), CONTENT),
    "base64 in capitals": (b"BASE64", encoded(), CONTENT),
    "base64 and a comment": (b"base64 (of course)", encoded(), CONTENT),
    "base64 and a semicolon": (b"base64;", encoded(), CONTENT),
    "base64 in quotes": (b'"base64"', encoded(), CONTENT),
    "base64 without padding": (b"base64", base64.b64encode(b"formed").rstrip(b"=") + b"\r\n", b"formed"),
    "base64, its padding lost": (b"base64", base64.b64encode(b"form").rstrip(b"=") + b"\r\n", b"form"),
    "base64 with blanks": (b"base64", b"Zm9y bWVk \r\n", b"formed"),
    "base64 with strange signs": (b"base64", b"Zm9y*bWVk!\r\n", b"formed"),
    "base64 on lines of three": (b"base64", b"\r\n".join(base64.b64encode(CONTENT)[n : n + 3] for n in range(0, 60, 3)), CONTENT),
    "base64 with empty lines": (b"base64", b"\r\nZm9y\r\n\r\nbWVk\r\n\r\n", b"formed"),
    "base64 of nothing": (b"base64", b"\r\n", b""),
    "quoted-printable": (b"quoted-printable", quopri.encodestring(b"Ren\xc3\xa9e=form"), b"Ren\xc3\xa9e=form"),
    "quoted-printable, small letters": (b"Quoted-Printable", b"Ren=c3=a9e", b"Ren\xc3\xa9e"),
    "quoted-printable, soft breaks": (b"quoted-printable", b"a=\r\nb=\r\nc", b"abc"),
    "quoted-printable, a broken escape": (b"quoted-printable", b"100=ZZ=", b"100=ZZ"),
    "uuencoded": (b"x-uuencode", b"begin 644 form.pdf\r\n" + b2a_uu(CONTENT) + b"`\r\nend\r\n", CONTENT),
    "uuencode": (b"uuencode", b"begin 644 form.pdf\r\n" + b2a_uu(CONTENT) + b"`\r\nend\r\n", CONTENT),
    "7bit": (b"7bit", b"form", b"form"),
    "8bit": (b"8bit", b"Ren\xc3\xa9e", b"Ren\xc3\xa9e"),
    "7bit that is 8bit": (b"7bit", b"Ren\xe9e", b"Ren\xe9e"),
    "binary": (b"binary", b"a\x00b\xff\xfe", b"a\x00b\xff\xfe"),
    "8-bit, misspelt": (b"8-bit", b"form", b"form"),
    "an unheard of coding": (b"x-none", b"form", b"form"),
    "an empty coding": (b"", b"form", b"form"),
}  # fmt: skip

TEXTS: dict[str, tuple[str, str, str]] = {  # the charset that the mail declares, the codec used, what is written
    "utf-8": ("utf-8", "utf-8", "João £5"),
    "UTF8": ("UTF8", "utf-8", "João £5"),
    "quoted": ('"utf-8"', "utf-8", "João £5"),
    "single quotes": ("'utf-8'", "utf-8", "João £5"),
    "with another parameter": ('"utf-8; format=flowed"', "utf-8", "João £5"),
    "said twice": ('"charset=utf-8"', "utf-8", "João £5"),
    "unknown-8bit": ("unknown-8bit", "utf-8", "João £5"),
    "x-unknown": ("x-unknown", "windows-1252", "João £5"),
    "nothing": ("", "windows-1252", "João “£5”"),
    "ascii that is not": ("us-ascii", "windows-1252", "João “£5”"),
    "Latin that is Windows": ("iso-8859-1", "windows-1252", "João “£5”"),
    "UTF-8 that is Windows": ("utf-8", "windows-1252", "João “£5”"),
    "cp-1252": ("cp-1252", "windows-1252", "João “£5”"),
    "Mac": ("macintosh", "mac-roman", "João"),
    "Latin 15": ("iso-8859-15", "iso-8859-15", "João €5"),
    "Polish": ("iso-8859-2", "iso-8859-2", "Łukasz Żak"),
    "Polish of Windows": ("windows-1250", "windows-1250", "Łukasz Żak"),
    "Turkish": ("windows-1254", "windows-1254", "Ayşe Yıldız"),
    "Greek": ("iso-8859-7", "iso-8859-7", "Ελένη"),
    "Arabic": ("windows-1256", "windows-1256", "محمد"),
    "Hebrew": ("iso-8859-8-i", "iso-8859-8", "דוד"),
    "Russian": ("koi8-r", "koi8-r", "Иван"),
    "Russian of Windows": ("windows-1251", "windows-1251", "Иван"),
    "Ukrainian": ("koi8-u", "koi8-u", "Євген"),
    "Japanese": ("iso-2022-jp", "iso-2022-jp", "山田太郎"),
    "Japanese of Unix": ("euc-jp", "euc-jp", "山田太郎"),
    "Japanese of Windows": ("shift_jis", "shift_jis", "山田太郎"),
    "Chinese": ("gb2312", "gb2312", "王小明"),
    "Chinese, rare signs": ("gb2312", "gb18030", "王喆"),
    "Chinese of now": ("gb18030", "gb18030", "王小明"),
    "Chinese of Taiwan": ("big5", "big5", "王小明"),
    "Korean": ("ks_c_5601-1987", "euc-kr", "김철수"),
    "Korean of Unix": ("euc-kr", "euc-kr", "김철수"),
    "Thai": ("tis-620", "tis-620", "สมชาย"),
    "UTF-7": ("utf-7", "utf-7", "João £5"),
    "unicode-1-1-utf-7": ("unicode-1-1-utf-7", "utf-7", "João £5"),
    "UTF-16": ("utf-16", "utf-16", "João £5"),
    "UTF-16 little": ("utf-16le", "utf-16-le", "João £5"),
    "UTF-32": ("utf-32", "utf-32", "João £5"),
    "UTF-8 with a mark": ("utf-8", "utf-8-sig", "João £5"),
    "a codec that is no charset": ("idna", "utf-8", "João £5"),
    "a charset with a NUL": ("utf\0-8", "utf-8", "João £5"),
    "a very long charset": ("x" * 3000, "utf-8", "João £5"),
}

BODIES: dict[str, tuple[bytes, bytes, tuple[tuple[str, bytes | None], ...], tuple[str, ...]]] = {  # type, body, files, words
    "uuencoded in the text": (b"text/plain", b"See\r\n\r\nbegin 644 a b.txt\r\n" + b2a_uu(b"Hello") + b"`\r\nend\r\n\r\nBye", (("a b.txt", b"Hello"),), ("See", "Bye")),
    "uuencoded and cut short": (b"text/plain", b"See\r\nbegin 644 a.txt\r\n" + b2a_uu(b"Hello"), (), ("See", "begin 644 a.txt")),
    "two uuencoded": (b"text/plain", (b"begin 600 a.txt\r\n" + b2a_uu(b"One") + b"`\r\nend\r\nbegin 600 b.txt\r\n" + b2a_uu(b"Two") + b" \r\nend\r\n"), (("a.txt", b"One"), ("b.txt", b"Two")), ()),
    "no begin of a file": (b"text/plain", b"begin 644 I think\r\nthat he left\r\nend\r\n", (), ("that he left",)),
    "yEnc": (b"text/plain", b"See\r\n=ybegin line=128 size=5 name=a.txt\r\n\x72\x8f\x96\x96\x99\r\n=yend size=5\r\nBye", (), ("See", "Bye")),
    "NUL in the text": (b"text/plain", b"Kofi\0 left", (), ("Kofi left",)),
    "Mac lines": (b"text/plain", b"Kofi\rleft", (), ("Kofi\nleft",)),
    "a form feed": (b"text/plain", b"Kofi\x0cleft", (), ("Kofi\nleft",)),
    "bells": (b"text/plain", b"Kofi\x07 left", (), ("left",)),
    "one line of 100,000 letters": (b"text/plain", b"word " * 20_000, (), ("word word",)),
    "flowed": (b"text/plain; format=flowed", b"Kofi \r\nleft", (), ("Kofi left",)),
    "flowed, blanks deleted": (b"text/plain; format=flowed; delsp=yes", b"Ko \r\nfi", (), ("Kofi",)),
    "enriched": (b"text/enriched", b"<bold>Kofi</bold> left", (), ("Kofi", "left")),
    "markdown": (b"text/markdown", b"# Kofi", (), ("Kofi",)),
    "AMP": (b"text/x-amp-html", b"<html amp4email><p>Kofi</p>", (), ("Kofi",)),
    "text/unknown": (b"text/x-unheard-of", b"Kofi", (), ("Kofi",)),
    "text alone": (b"text", b"Kofi", (), ("Kofi",)),
    "text/": (b"text/", b"Kofi", (), ("Kofi",)),
    "type of rubbish": (b"\x80\x81/;;;", b"Kofi", (("attachment-1", b"Kofi"),), ()),
    "HTML without tags": (b"text/html", b"Kofi left", (), ("Kofi left",)),
    "HTML that ends early": (b"text/html", b"<html><body><table><tr><td>Kofi<td", (), ("Kofi",)),
    "HTML in HTML": (b"text/html", b"<html><body>Kofi<html><body>left</html></html>", (), ("Kofi", "left")),
    "XHTML": (b"application/xhtml+xml", b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>Kofi</p></body></html>", (("attachment-1", None),), ()),
    "a mail that is only a file": (b'application/pdf; name="form.pdf"', b"%PDF", (("form.pdf", b"%PDF"),), ()),
    "a mail that is only a page with a name": (b'text/html; name="page.html"', b"<p>Kofi", (), ("Kofi",)),
    "a named page of nothing": (b'text/html; name="page.html"', b"", (("page.html", b""),), ()),
    "part of a mail": (b'message/partial; id="a@b"; number=1; total=2', b"Subject: cut\r\n\r\nKofi", (("attachment-1", None),), ()),
    "a mail kept elsewhere": (b'message/external-body; access-type=ftp; name="far.pdf"', b"Content-Type: application/pdf\r\n\r\n", (("far.pdf", None),), ()),
    "a mail in a mail in a mail": (b"message/rfc822", b"Subject: a\r\nContent-Type: message/rfc822\r\n\r\nSubject: b\r\n\r\nKofi", (), ("Kofi",)),
    "a mail of news": (b"message/news", b"Subject: a\r\n\r\nKofi", (), ("Kofi",)),
    "headers for a file": (b"text/rfc822-headers", b"Subject: a\r\nMessage-ID: <a@b>\r\n", (), ("Subject: a",)),
    "PGP in the text": (b"text/plain", b"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\nKofi left\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\nabc\r\n-----END PGP SIGNATURE-----", (), ("Kofi left",)),
    "BinHex": (b'application/mac-binhex40; name="form.hqx"', b"(This file must be converted with BinHex 4.0)\r\n\r\n:abc:", (("form.hqx", None),), ()),
    "an empty multipart": (b"multipart/mixed; boundary=b", b"--b--\r\n", (), ()),
    "a multipart of nothing": (b"multipart/mixed; boundary=b", b"", (), ()),
    "a multipart that is text": (b"multipart/mixed; boundary=b", b"Kofi left", (), ("Kofi left",)),
    "parts without headers": (b"multipart/mixed; boundary=b", b"--b\r\n\r\nKofi\r\n--b\r\n\r\nleft\r\n--b--", (), ("Kofi", "left")),
    "parts without an empty line": (b"multipart/mixed; boundary=b", b"--b\r\nKofi left\r\n--b--", (), ("Kofi left",)),
    "parts of headers alone": (b"multipart/mixed; boundary=b", b'--b\r\nContent-Disposition: attachment; filename="a.pdf"\r\n--b\r\nContent-Type: text/plain\r\n--b--', (("a.pdf", b""),), ()),
    "TNEF under another name": (b'application/ms-tnef; name="winmail.dat"', b"x\x9f>\"\0\0", (("winmail.dat", None),), ()),
}  # fmt: skip

WHOLE: dict[str, bytes] = {
    "nothing": b"",
    "one line end": b"\r\n",
    "one letter": b"a",
    "a header alone": b"From: a@b.example",
    "headers alone": HEAD,
    "a body alone": b"\r\nKofi left",
    "a NUL": b"\0",
    "a mark of UTF-8": b"\xef\xbb\xbf" + HEAD + b"\r\nKofi",
    "UTF-16": (HEAD + b"\r\nKofi").decode().encode("utf-16"),
    "a colon first": b": a\r\n" + HEAD + b"\r\nKofi",
    "a fold first": b" folded\r\n" + HEAD + b"\r\nKofi",
    "a header of blanks": HEAD + b" \r\n\r\nKofi",
    "a megabyte of headers": HEAD + b"X-A: " + b"a" * 1_000_000 + b"\r\n\r\nKofi",
    "a thousand Received": b"Received: from a by b; Thu, 8 Oct 2026 11:42:00 +0100\r\n" * 1_000 + HEAD + b"\r\nKofi",
    "a thousand recipients": HEAD + b"Cc: " + b", ".join(b"p%d@x.example" % n for n in range(1_000)) + b"\r\n\r\nKofi",
    "a From of a group": b"From: School: a@b.example, c@d.example;\r\n\r\nKofi",
    "no From": b"Subject: a\r\n\r\nKofi",
    "two of everything": HEAD + HEAD + b"Content-Type: text/plain\r\nContent-Type: text/html\r\n\r\nKofi",
    "raw letters in every header": HEAD.replace(b"Smith", b"Sm\xefth").replace(b"pupil", b"p\xfcpil") + b"\r\nKofi",
    "a date of nonsense": HEAD + b"Date: the 45th of Never\r\n\r\nKofi",
    "a date before time": HEAD + b"Date: Mon, 1 Jan 0001 00:00:00 +2359\r\n\r\nKofi",
    "a zone of nonsense": HEAD + b"Date: Thu, 8 Oct 2026 11:42:00 +9999\r\n\r\nKofi",
    "ids of nonsense": HEAD + b"Message-ID: <>\r\nReferences: <<<>>> a b <c\r\n\r\nKofi",
    "a subject of broken words": HEAD.replace(b"A pupil", b"=?utf-8?b?####?= =?x?q?=?= =??b??=") + b"\r\nKofi",
    "a subject that ends the headers": HEAD.replace(b"A pupil", b"=?utf-8?q?a=0D=0A=0D=0Ab?=") + b"\r\nKofi",
    "a bare CR in a header": HEAD + b"X-A: a\rX-B: b\r\n\r\nKofi",
}  # fmt: skip


def weird_mails() -> Iterator[Weird]:
    """All of them; the names by every layout too."""
    for naming, (lines, name) in NAMINGS.items():
        headers = lines.replace("\n", "\r\n").encode() + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        for layout, raw in layouts(headers).items():
            yield Weird(f"{naming} | {layout}", raw, ((name, CONTENT),), () if layout == "digest" else ("Hello there",))
    for coding, (value, body, content) in CODINGS.items():
        head = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        part = (
            b'Content-Disposition: attachment; filename="form.pdf"\r\nContent-Transfer-Encoding: ' + value + b"\r\n\r\n"
        )
        yield Weird(coding, HEAD + head + part + body + b"\r\n--b--\r\n", (("form.pdf", content),))
    for title, (charset, codec, text) in TEXTS.items():
        for coding in ("8bit", "base64", "quoted-printable"):
            data = {"8bit": bytes, "base64": base64.encodebytes, "quoted-printable": quopri.encodestring}[coding](
                text.encode(codec)
            )
            if coding == "8bit" and codec.startswith(("utf-16", "utf-32")):
                continue  # no mail program sends it so
            declared = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n"
            yield Weird(f"{title} in {coding}", HEAD + declared.encode() + data, (), (text,))
    for title, (kind, body, files, words) in BODIES.items():
        yield Weird(title, HEAD + b"Content-Type: " + kind + b"\r\n\r\n" + body, files, words)
    for title, raw in WHOLE.items():
        yield Weird(title, raw, (), ("Kofi",) if b"Kofi" in raw else ())
