"""A server that only shakes hands, with any certificate, good or bad."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime, timedelta

import trustme

from tests.servers.listener import Listener

CA = trustme.CA()


def context(name: str = "localhost", ca: trustme.CA = CA, days: int = 1) -> ssl.SSLContext:
    """A server's context with a certificate for `name` that ends in `days`, which may be past."""
    end = datetime.now(UTC) + timedelta(days=days)
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert(name, not_before=end - timedelta(days=30), not_after=end).configure_cert(found)
    return found


def old(version: ssl.TLSVersion) -> ssl.SSLContext:
    """A context that speaks nothing newer than `version`."""
    found = context()
    found.set_ciphers("ALL:@SECLEVEL=0")
    found.minimum_version = found.maximum_version = version
    return found


class Handshake(Listener):
    """Greets once TLS is agreed, while in the `with` block. `agreed` counts the handshakes that came about."""

    def __init__(self, tls: ssl.SSLContext, greeting: bytes) -> None:
        self._tls, self._greeting, self.agreed = tls, greeting, 0

    def serve(self, peer: socket.socket) -> None:
        with self._tls.wrap_socket(peer, server_side=True) as sealed:
            self.agreed += 1
            sealed.sendall(self._greeting)
