"""Mails as odd as those that come: none raises, none hangs, no file's name or bytes are lost (issue 3, last number)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import groupby

import pytest

from mailbot.model.message import Message, Passage
from mailbot.reading.message import parse
from tests.reading.mails import TRUST
from tests.reading.weird import Weird, weird_mails

GROUPS = {
    title: list(group) for title, group in groupby(weird_mails(), key=lambda weird: weird.title.partition(" | ")[0])
}


def lost(weird: Weird, message: Message) -> Iterator[str]:
    """What did not come out of a mail as it should."""
    files = {one.name: one.content for one in reversed(message.attachments)}
    said = "\n".join(item.text for item in message.items if isinstance(item, Passage))
    for name, content in weird.files:
        if name not in files and name not in [hop.part for hop in message.hops]:
            yield f"the name {name!r}; there are {list(files)}"
        elif name in files and content is not None and files[name].rstrip(b"\r\n") != content.rstrip(b"\r\n"):
            yield f"the bytes of {name!r}: {files[name][:80]!r}"
    yield from (f"the words {words!r}: {said[:80]!r}" for words in weird.words if words not in said)
    yield from (defect for defect in message.defects if defect.startswith("could not be read"))


def test_there_are_hundreds() -> None:
    mails = list(weird_mails())
    assert len({weird.raw for weird in mails}) >= 3_000
    assert len(GROUPS) >= 250


@pytest.mark.parametrize("title", GROUPS)
def test_a_weird_mail_loses_no_file_and_no_word(title: str) -> None:
    for weird in GROUPS[title]:
        before = time.process_time()
        message = parse(weird.raw, TRUST)
        assert time.process_time() - before < 2, weird.title
        assert list(lost(weird, message)) == [], weird.title
