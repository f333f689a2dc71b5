"""An SMTP server that answers as the test says, on a real socket."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.servers.listener import Listener

CLOSE = b"close"  # instead of an answer: close the connection
SILENCE = b"silence"  # instead of an answer: none, the connection stays open
GOOD: Mapping[str, bytes] = {
    "greeting": b"220 mail.example ESMTP",
    "EHLO": b"250-mail.example\r\n250-AUTH PLAIN XOAUTH2\r\n250 8BITMIME",
    "AUTH": b"235 2.7.0 welcome",
    "MAIL": b"250 2.1.0 ok",
    "RCPT": b"250 2.1.5 ok",
    "DATA": b"354 go on",
    "dot": b"250 2.0.0 queued",
    "RSET": b"250 2.0.0 ok",
    "QUIT": b"221 2.0.0 bye",
    "STARTTLS": b"220 2.0.0 go on",
}


@dataclass
class ScriptedSmtp(Listener):
    """Answers every command by its first word from `answers` over `GOOD`, while in the `with` block.

    `implicit` is TLS from the first byte, `starttls` TLS after that command. `commands` are those heard in clear or
    by TLS; `letters` the contents that ended in a dot, whatever was answered.
    """

    answers: Mapping[str, bytes] = field(default_factory=dict)
    implicit: ssl.SSLContext | None = None
    starttls: ssl.SSLContext | None = None
    delays: Mapping[str, float] = field(default_factory=dict)  # seconds before an answer
    commands: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)
    connections: int = 0

    def serve(self, peer: socket.socket) -> None:
        self.connections += 1
        peer.settimeout(10)
        self._talk(self.implicit.wrap_socket(peer, server_side=True) if self.implicit else peer)

    def _talk(self, peer: socket.socket) -> None:
        lines = peer.makefile("rb")
        open_ = _say(peer, self._answer("greeting"))
        while open_ and (line := lines.readline()):
            command = line.decode("ascii", "replace").strip()
            self.commands.append(command)
            word = command.split(" ")[0].upper()
            open_ = _say(peer, self._answer(word))
            if word == "STARTTLS" and self.starttls:
                peer = self.starttls.wrap_socket(peer, server_side=True)
                lines = peer.makefile("rb")
            elif word == "DATA" and self._answer("DATA").startswith(b"354"):
                self.letters.append(b"".join(iter(lines.readline, b".\r\n")))
                open_ = _say(peer, self._answer("dot"))
            open_ = open_ and word != "QUIT"

    def _answer(self, to: str) -> bytes:
        time.sleep(self.delays.get(to, 0))
        return self.answers.get(to, GOOD.get(to, b"502 5.5.1 unknown"))


def _say(peer: socket.socket, answer: bytes) -> bool:
    """Answer; gives whether the connection stays open."""
    if answer == CLOSE:
        return False
    if answer != SILENCE:
        peer.sendall(answer + b"\r\n")
    return True
