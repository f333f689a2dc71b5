"""An attachment to a `Document`: the one entry of this room. Total: every file gives one, with a problem if need be."""

from __future__ import annotations

from mailbot.model.message import Attachment, Document, Passage, Problem
from mailbot.reading.charset import decode
from mailbot.reading.documents.contents import Contents, FormatReader, Unreadable
from mailbot.reading.documents.docx import read_docx
from mailbot.reading.documents.kind import kind_of
from mailbot.reading.documents.marks import settle
from mailbot.reading.documents.pdf import read_pdf
from mailbot.reading.documents.separated import read_separated
from mailbot.reading.documents.sheets import read_sheets
from mailbot.reading.documents.tools import NO_TOOLS, Tools


def _read_text(attachment: Attachment, tools: Tools) -> Contents:
    return Contents((Passage(decode(attachment.content)[0].strip(), attachment.part, attachment.hop),))


_READERS: dict[str, FormatReader] = {
    "docx": read_docx,
    "pdf": read_pdf,
    "xlsx": read_sheets,
    "csv": read_separated,
    "txt": _read_text,
}


def read_document(attachment: Attachment, tools: Tools = NO_TOOLS) -> Document:
    """What a file says. Never raises: what can't be read has its problem named, for an officer to open by hand."""
    kind = "unknown"
    try:
        kind = kind_of(attachment)
        reader = _READERS.get(kind)
        if reader is None:
            raise Unreadable(Problem.UNSUPPORTED, "mailbot can't read this kind of file; open it by hand")
        contents = reader(attachment, tools)
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
    )


def _unread(attachment: Attachment, kind: str, problem: Problem, detail: str) -> Document:
    return Document(attachment.name, kind, attachment.part, problem=problem, detail=detail)
