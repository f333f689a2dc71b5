from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbot.demo.servers import Account, MailServers
from tests.servers.dovecot import Dovecot
from tests.story.home import Home, make_home


@pytest.fixture
def relay() -> Iterator[MailServers]:
    """An SMTP server that keeps every letter, also those to our own mailboxes: these lie in Dovecot."""
    with MailServers([Account("nobody@mail.example", "nobody", "secret")]) as servers:
        yield servers


@pytest.fixture
def home(tmp_path: Path, dovecot: Dovecot, relay: MailServers) -> Home:
    return make_home(tmp_path / "home", dovecot, relay)
