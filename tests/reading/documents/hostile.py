"""Files made to harm a reader."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from tests.reading.documents.forms import open_text, with_parts, word

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]><l>&m;</l>"
)
STEALING = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'
_BLOCK = 1_000_000


def endless_deflate(size: int) -> bytes:
    """A deflate stream of `size` zeros (in steps of a megabyte), made without deflating them all."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packer.compress(b"")
    block = packer.compress(b"\0" * _BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * (size // _BLOCK) + b"\x03\x00"


def swollen_zip(name: str, size: int, claimed: int) -> bytes:
    """A zip with one member that unpacks to `size` bytes and claims to hold `claimed`."""
    data, path = endless_deflate(size), name.encode()
    claim = struct.pack("<III", 0, len(data), claimed)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + claim + struct.pack("<HH", len(path), 0) + path
    central = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + claim
    central += struct.pack("<HHHHHII", len(path), 0, 0, 0, 0, 0, 0) + path
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local) + len(data), 0)
    return local + data + central + end


def word_bomb(size: int = 10_000_000_000) -> bytes:
    """A .docx whose body unpacks to 10 GB."""
    outer = io.BytesIO(swollen_zip("word/document.xml", size, min(size, 2**32 - 1)))
    with zipfile.ZipFile(outer, "a") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
    return outer.getvalue()


def word_with_body(xml: bytes) -> bytes:
    return with_parts(word([["a", "b"]]), {"word/document.xml": xml})


def text_with_content(xml: bytes) -> bytes:
    return with_parts(open_text(""), {"content.xml": xml})


def deep_xml(depth: int) -> bytes:
    """Word tables within tables."""
    name = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    open_, close = b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"
    return b'<w:document xmlns:w="%s"><w:body>' % name + open_ * depth + close * depth + b"</w:body></w:document>"


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    index = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + index
    start = out.rindex(b"xref\n0 ")
    return out + b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE_LOOP = pdf(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")
PARENT_LOOP = pdf(
    CATALOG,
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Annots [4 0 R] >>",
    b"<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /Parent 5 0 R >>",
    b"<< /T (a) /Parent 4 0 R >>",
)


def pdf_page(content: bytes, filters: bytes) -> bytes:
    """A PDF with one page whose content is this stream."""
    stream = b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(content), filters, content)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << >> >>"
    return pdf(CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream)


def pdf_bomb(size: int = 4_000_000_000) -> bytes:
    """A page whose content unpacks to 4 GB through two layers of Flate."""
    return pdf_page(zlib.compress(b"\x78\x9c" + endless_deflate(size), 9), b"[/FlateDecode /FlateDecode]")


def nested_zip(depth: int, leaf: bytes = b"bottom") -> bytes:
    """Archives within archives."""
    content, name = leaf, "leaf.txt"
    for level in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            file.writestr(name, content)
        content, name = out.getvalue(), f"level{level}.zip"
    return content
