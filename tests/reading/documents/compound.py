"""Writes compound files (MS-CFB), the container of .msg, .doc, .xls and of encrypted Office files."""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]


def compound(tree: Tree) -> bytes:
    """A compound file: names to streams (bytes) or to storages (mappings)."""
    return _Writer().write(tree)


class _Writer:
    def __init__(self) -> None:
        self.entries: list[list] = []
        self.sectors: list[bytes] = []
        self.fat: list[int] = []
        self.mini = b""
        self.minifat: list[int] = []

    def write(self, tree: Tree) -> bytes:
        root = self._entry("Root Entry", 5)
        self.entries[root][4] = self._children(tree)
        self.entries[root][5], self.entries[root][6] = self._stream(self.mini), len(self.mini)
        minifat_at = self._stream(b"".join(struct.pack("<I", one) for one in self.minifat))
        directory_at = self._stream(b"".join(self._packed(one) for one in self.entries))
        return self._file(directory_at, minifat_at)

    def _entry(self, name: str, kind: int) -> int:
        self.entries.append([name, kind, FREE, FREE, FREE, END if kind == 2 else 0, 0])
        return len(self.entries) - 1

    def _children(self, tree: Tree) -> int:
        first = FREE
        for name in sorted(tree, key=lambda one: (len(one), one.upper()), reverse=True):
            value = tree[name]
            index = self._entry(name, 2 if isinstance(value, bytes) else 1)
            self.entries[index][3], first = first, index
            if isinstance(value, bytes):
                place = self._mini_stream if len(value) < CUTOFF else self._stream
                self.entries[index][5], self.entries[index][6] = place(value), len(value)
            else:
                self.entries[index][4] = self._children(value)
        return first

    def _mini_stream(self, data: bytes) -> int:
        start, count = len(self.minifat), -(-len(data) // MINI)
        self.mini += data.ljust(count * MINI, b"\0")
        self.minifat += _chain(start, count)
        return start if count else END

    def _stream(self, data: bytes) -> int:
        start, count = len(self.sectors), -(-len(data) // SECTOR)
        self.sectors += [data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR)]
        self.fat += _chain(start, count)
        return start if count else END

    def _packed(self, entry: list) -> bytes:
        name, kind, left, right, child, start, size = entry
        encoded = name.encode("utf-16-le")
        head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
        return head + struct.pack("<III", left, right, child) + b"\0" * 36 + struct.pack("<IQ", start, size)

    def _file(self, directory_at: int, minifat_at: int) -> bytes:
        count = 1
        while count * SECTOR // 4 < len(self.sectors) + count:
            count += 1
        places = list(range(len(self.sectors), len(self.sectors) + count))
        fat = (self.fat + [FAT] * count + [FREE] * (count * SECTOR // 4))[: count * SECTOR // 4]
        minifat_sectors = -(-len(self.minifat) * 4 // SECTOR)
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        head += b"\0" * 6 + struct.pack(
            "<IIIIIIII", 0, count, directory_at, 0, CUTOFF, minifat_at, minifat_sectors, END
        )
        head += struct.pack("<I", 0) + b"".join(struct.pack("<I", one) for one in (places + [FREE] * 109)[:109])
        return head + b"".join(self.sectors) + b"".join(struct.pack("<I", one) for one in fat)


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), END] if count else []
