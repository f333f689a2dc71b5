"""The officers' corpus goes through the whole pipeline; what is logged meanwhile names nobody and no place."""

from __future__ import annotations

import json
import logging
import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from mailbot import pipeline
from mailbot.cli.house import clock, references
from mailbot.daemon import Watcher
from mailbot.model.inbound import Fetched
from mailbot.model.referral import Mailbox
from tests.story.town import Relayed, at, make_home

OFFICER = Path(__file__).parents[1] / "corpus" / "officer"
ALLOWED = {"other", "school", "health", "police", "housing", "cme", "admissions"}  # codes that the log may hold


def personal(gold: dict[str, Any], raw: bytes) -> set[str]:
    """Names, addresses, numbers and the subject of one mail."""
    found: set[str] = set()
    for child in gold["children"]:
        found |= {
            str(child.get(name) or "") for name in ("forename", "surname", "address", "postcode", "upn", "last_school")
        }
        contacts = child.get("contacts") or []
        found |= {
            str(value)
            for contact in contacts
            for value in chain([contact.get("name")], contact.get("phones") or (), contact.get("emails") or ())
        }
    found |= {str((gold["referrer"] or {}).get(name) or "") for name in ("name", "email", "phone", "organisation")}
    subject = re.search(rb"^Subject: (.*)", raw, re.MULTILINE)
    found.add(subject[1].decode("utf-8", "replace").strip() if subject else "")
    return {one for one in found if len(one) > 2} - ALLOWED - {"None"}


def test_the_log_of_the_whole_corpus_holds_ids_and_codes_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    home = make_home(tmp_path / "home")
    store, watcher, secrets = home.store(), Watcher(), set[str]()
    for uid, path in enumerate(sorted((OFFICER / "messages").glob("*.eml")), start=1):
        gold = json.loads((OFFICER / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        raw = path.read_bytes()
        secrets |= personal(gold, raw)
        store.receive(Fetched(Mailbox(gold["mailbox"]), 1, uid, raw, at(24)), at(24))
        watcher.received(Mailbox(gold["mailbox"]), uid)
    with home.reader() as reader:
        while (inbound := store.begin()) is not None:
            watcher.decided(inbound, pipeline.process(inbound, home.house, reader, store, at(24), references()))
    for outgoing, state in pipeline.send(store, Relayed(), clock):
        watcher.sent(outgoing, state)
    store.close()
    said = "\n".join((caplog.text, *capfd.readouterr()))
    assert len(secrets) > 300
    assert said.count("decided inbound=") == 66
    assert [one for one in secrets if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", said)] == []
    assert not re.search(r"[\w.]+@[\w.]+", said)
