"""A TCP relay on loopback that edits what passes, or cuts the connection after so many bytes."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType

Edit = Callable[[bytes], bytes]


def unchanged(data: bytes) -> bytes:
    return data


@dataclass
class Proxy:
    """Relays `port` to `target` while in the `with` block.

    `to_server` and `to_client` edit each piece that passes. After `cut_to_server` or `cut_to_client` bytes of one
    connection it is reset. `sent` and `received` are all bytes that went to and came from the server.
    """

    target: int
    to_server: Edit = unchanged
    to_client: Edit = unchanged
    cut_to_server: int | None = None
    cut_to_client: int | None = None
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    connections: int = 0

    def __enter__(self) -> Proxy:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self.connections += 1
                server = socket.create_connection(("127.0.0.1", self.target))
                for way in (
                    (client, server, self.to_server, self.cut_to_server, self.sent),
                    (server, client, self.to_client, self.cut_to_client, self.received),
                ):
                    self._threads.append(threading.Thread(target=_pump, args=way, daemon=True))
                    self._threads[-1].start()


def _pump(source: socket.socket, sink: socket.socket, edit: Edit, cut: int | None, record: bytearray) -> None:
    passed = 0
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            data = edit(data)
            room = len(data) if cut is None else cut - passed
            record += data[:room]
            sink.sendall(data[:room])
            passed += len(data[:room])
            if cut is not None and passed >= cut:
                break
    for end in (source, sink):
        with contextlib.suppress(OSError):
            if cut is not None and passed >= cut:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # close() resets
            end.shutdown(socket.SHUT_RDWR)
        end.close()
