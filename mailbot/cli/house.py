"""Wiring: the files of a home folder become the values that the rest of the house works with."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from mailbot.bounds import Limits, Reader
from mailbot.casework.reference import BITS, mint
from mailbot.cli.secrets import fetch, secret_mistakes
from mailbot.cli.share import Files, find_home, shipped, texts
from mailbot.config.calendar import calendar
from mailbot.config.cues import cue_book
from mailbot.config.directory import directory
from mailbot.config.labels import label_book
from mailbot.config.mistakes import Mistake, Mistakes
from mailbot.config.phrases import phrase_book
from mailbot.config.policypack import load
from mailbot.config.publicmail import public_mail
from mailbot.config.settings import Settings, settings
from mailbot.letters.templates import Templates
from mailbot.model.labels import LabelBook
from mailbot.model.letter import Caps, Letterhead
from mailbot.model.lexicon import Lexicon
from mailbot.model.phrases import PhraseBook
from mailbot.model.trust import Trust
from mailbot.pipeline import House
from mailbot.policy.registry import mistakes as unknown_rules
from mailbot.store.store import Store


@dataclass(frozen=True, slots=True)
class Home:
    """A loaded home folder."""

    folder: Path
    settings: Settings
    house: House

    def with_templates(self, templates: Templates) -> Home:
        """The same home, with these templates."""
        return replace(self, house=replace(self.house, templates=templates))

    def reader(self) -> Reader:
        """The bounded reader of mail, ready to be entered."""
        limits = self.settings.limits
        return Reader(Limits(seconds=limits.seconds, memory_mb=limits.memory_mb), self.house.trust)

    def store(self) -> Store:
        """The database; a relative SQLite path counts from the home folder."""
        url = self.settings.database.url
        if url.startswith("sqlite:///") and not url.startswith("sqlite:////"):
            url = f"sqlite:///{(self.folder / url.removeprefix('sqlite:///')).resolve()}"
        secret = self.settings.database.password
        return Store.open(url, fetch(secret, self.folder) if secret else None)


def load_home(home: Path | None, reading: bool = True, secrets_in: Set[str] = frozenset()) -> Home:
    """Load everything. Raises `Mistakes` with all mistakes of all files, NoHome.

    Without `reading` the words that mail is read by are left out: they take a second, and officers' verbs read none.
    Of the secrets only those that lie in `secrets_in` ("file", "environment", "credential") are looked at.
    """
    folder = find_home(home)
    mistakes: list[Mistake] = []
    files = Files(folder, mistakes)
    found = files.parsed("config", "mailbot.toml", lambda named: _settings(named["mailbot.toml"], folder, secrets_in))
    pack = files.parsed("config/policy", "*.toml", load)
    days = files.parsed("config", "calendar.toml", lambda named: calendar(named["calendar.toml"]))
    lexicon = _lexicon(files) if reading else Lexicon(LabelBook(), PhraseBook())
    known = files.parsed("config", "directory.csv", lambda named: directory(named["directory.csv"]))
    mistakes += unknown_rules(pack) if pack else ()
    public = files.parsed("config", "public_mail.txt", lambda named: public_mail(named["public_mail.txt"]))
    if mistakes or None in (found, pack, days, lexicon, known, public):
        raise Mistakes(dict.fromkeys(mistakes))
    assert found and pack and days and lexicon and known is not None and public is not None
    house = House(
        lexicon=lexicon,
        pack=pack,
        calendar=days,
        trust=trust(found, tuple(organisation.domain for organisation in known), public),
        templates=Templates(texts(folder, "templates", "*", errors="replace"), texts(shipped(), "templates", "*")),
        letterhead=letterhead(found),
        officers=found.officers.addresses,
        caps=caps(found),
    )
    return Home(folder, found, house)


def template_mistakes(home: Path | None) -> tuple[Mistake, ...]:
    """Every mistake of the templates, whatever is wrong elsewhere."""
    own = texts(find_home(home), "templates", "*", errors="replace")
    return Templates(own, texts(shipped(), "templates", "*")).check()


def _lexicon(files: Files) -> Lexicon | None:
    labels = files.parsed("config/reading", "labels.toml", lambda named: label_book(named["labels.toml"]))
    phrases = files.parsed("config/policy/phrases", "*.toml", phrase_book)
    cues = files.parsed("config/reading/cues", "*.toml", cue_book)
    return Lexicon(labels, phrases, cues) if labels and phrases and cues else None


def _settings(text: str, folder: Path, secrets_in: Set[str]) -> Settings:
    """The settings, once the secrets that they name were looked at too."""
    wrong = tuple(secret_mistakes(text, folder, secrets_in))
    try:
        found = settings(text)
    except Mistakes as told:
        raise Mistakes((*told.mistakes, *wrong)) from told
    if wrong:
        raise Mistakes(wrong)
    return found


def trust(found: Settings, known_domains: tuple[str, ...], public_domains: tuple[str, ...]) -> Trust:
    """Whom to believe, and which addresses are our own."""
    own = (found.authority.cme_address, found.authority.admissions_address, found.smtp.sender)
    mailboxes = (mailbox.address for mailbox in found.mailboxes.values())
    officers = found.officers.addresses
    return Trust(
        authserv_id=found.trust.authserv_id,
        m365=found.trust.m365,
        known_domains=known_domains,
        own_addresses=tuple(dict.fromkeys(address.lower() for address in (*own, *mailboxes, *officers))),
        own_domain=found.authority.domain.lower(),
        admissions_address=found.authority.admissions_address.lower(),
        public_domains=public_domains,
    )


def caps(found: Settings) -> Caps:
    """How many letters may be written."""
    limits = found.limits
    return Caps(
        per_address_and_day=limits.letters_per_address_and_day,
        per_case_and_day=limits.letters_per_case_and_day,
        per_hour=limits.letters_per_hour,
        acknowledgements_per_address_and_day=limits.acknowledgements_per_address_and_day,
    )


def letterhead(found: Settings) -> Letterhead:
    """Who our letters are from."""
    return Letterhead(
        authority=found.authority.name,
        team=found.authority.team,
        domain=found.authority.domain,
        sender=found.smtp.sender,
        sender_name=found.smtp.sender_name,
        phone=found.authority.phone,
        mash_phone=found.authority.mash_phone,
    )


def clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def references() -> Iterator[str]:
    """Fresh case references, without end."""
    while True:
        yield mint(clock().year, secrets.randbits(BITS))
