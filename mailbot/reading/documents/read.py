"""An attachment to a `Document`: the one entry of this room. Total: every file gives one, with a problem if need be."""

from __future__ import annotations

from mailbot.model.message import Attachment, Document, Problem
from mailbot.reading.documents.contents import Contents, FormatReader, Unreadable
from mailbot.reading.documents.doc import read_doc
from mailbot.reading.documents.docx import read_docx
from mailbot.reading.documents.images import read_image
from mailbot.reading.documents.kind import kind_of
from mailbot.reading.documents.mails import read_mail, read_msg, read_smime, read_tnef
from mailbot.reading.documents.marks import settle
from mailbot.reading.documents.odt import read_odt
from mailbot.reading.documents.pages import read_calendar, read_html, read_text, read_word_xml
from mailbot.reading.documents.pdf import read_pdf
from mailbot.reading.documents.rtf import read_rtf
from mailbot.reading.documents.secure import refuse_encrypted, refuse_protected, refuse_wrapper
from mailbot.reading.documents.separated import read_separated
from mailbot.reading.documents.sheets import read_sheets
from mailbot.reading.documents.tools import NO_TOOLS, Tools
from mailbot.reading.documents.zipped import read_zip

_READERS: dict[str, FormatReader] = {
    "bitmap": read_image,
    "csv": read_separated,
    "doc": read_doc,
    "docx": read_docx,
    "eml": read_mail,
    "html": read_html,
    "ics": read_calendar,
    "image": read_image,
    "msg": read_msg,
    "ods": read_sheets,
    "odt": read_odt,
    "pdf": read_pdf,
    "pgp": refuse_encrypted,
    "rpmsg": refuse_protected,
    "rtf": read_rtf,
    "secure_page": refuse_wrapper,
    "signature": lambda attachment, tools: Contents(),
    "smime": read_smime,
    "tnef": read_tnef,
    "txt": read_text,
    "wordxml": read_word_xml,
    "xls": read_sheets,
    "xlsx": read_sheets,
    "zip": read_zip,
}
_REFUSED: dict[str, tuple[Problem, str]] = {
    "empty": (Problem.CORRUPT, "the file is empty; ask the sender to send it again"),
    "encrypted_office": (Problem.PASSWORD, "the Office file is protected by a password; open it by hand"),
    "heic": (Problem.NO_TEXT, "this is a photo from a phone (HEIC), and mailbot can't read it; open it by hand"),
    "7z": (Problem.UNSUPPORTED, "mailbot can't open 7z archives; open it by hand"),
    "rar": (Problem.UNSUPPORTED, "mailbot can't open RAR archives; open it by hand"),
    "pptx": (Problem.UNSUPPORTED, "mailbot can't read presentations; open it by hand"),
    "ppt": (Problem.UNSUPPORTED, "mailbot can't read presentations; open it by hand"),
    "iwork": (Problem.UNSUPPORTED, "mailbot can't read Apple Pages, Numbers or Keynote files; ask for a PDF"),
}
_MAY_BE_BARE = {"eml", "ics", "msg", "signature", "smime", "tnef", "zip"}  # nothing to read in them is no loss
_OTHER = (Problem.UNSUPPORTED, "mailbot can't read this kind of file; open it by hand")


def read_document(attachment: Attachment, tools: Tools = NO_TOOLS) -> Document:
    """What a file says. Never raises: what can't be read has its problem named, for an officer to open by hand."""
    kind = "unknown"
    try:
        kind = kind_of(attachment)
        if kind not in _READERS:
            raise Unreadable(*_REFUSED.get(kind, _OTHER))
        contents = _READERS[kind](attachment, tools)
        if kind not in _MAY_BE_BARE and not (contents.items or contents.attachments):
            raise Unreadable(Problem.NO_TEXT, "the file holds no text; open it by hand")
    except Unreadable as told:
        return _unread(attachment, kind, told.problem, told.detail)
    except (RecursionError, MemoryError):
        detail = "the file is nested too deeply or too large to be read; open it by hand"
        return _unread(attachment, kind, Problem.TOO_COSTLY, detail)
    except Exception:  # a reader that a file defeats must not cost the mail
        return _unread(attachment, kind, Problem.CORRUPT, "the file can't be read; open it by hand")
    return Document(
        attachment.name,
        kind,
        attachment.part,
        settle(contents.items),
        detail=contents.detail,
        certain=contents.certain,
        attachments=contents.attachments,
        hops=contents.hops,
    )


def _unread(attachment: Attachment, kind: str, problem: Problem, detail: str) -> Document:
    return Document(attachment.name, kind, attachment.part, problem=problem, detail=detail)
