"""What `config/mailbot.toml` says, checked.

`settings(text, file)` gives a `Settings` or raises `Mistakes`: every mistake of the file, each with its line and mend.
Secrets never stand in the file: it names where each lies (file, environment variable or systemd credential).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from pathlib import PurePath
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from mailbot.config.mistakes import Mistake, Mistakes, line_at
from mailbot.config.rules import PLACES, broken, secret_tables
from mailbot.config.shape import told
from mailbot.config.table import decoded
from mailbot.model.referral import Mailbox


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("empty. Write it out, or take the line out where it may be left out")
    return text


def _is_address(text: str) -> str:
    local, at, domain = text.partition("@")
    if not (at and local and "." in domain and text.isascii() and not any(c.isspace() or c in "<>,;" for c in text)):
        raise ValueError(f'"{text}" is not a mail address. Write one such as cme@havering.gov.uk')
    return text


def _is_domain(text: str) -> str:
    if "." not in text or not text.isascii() or any(c.isspace() or c in "@/:" for c in text):
        raise ValueError(f'"{text}" is not a domain. Write one such as havering.gov.uk')
    return text


def _is_host(text: str) -> str:
    if any(c.isspace() or c in "/@[]" for c in text) or text.count(":") == 1:
        raise ValueError(
            f'"{text}" is not the name of a server. Write one such as mail.havering.gov.uk, the port apart'
        )
    return text


def _is_whole_path(text: str) -> str:
    if not PurePath(text).is_absolute():
        raise ValueError("not a whole path. Write it from the root on, such as /etc/mailbot/ca.pem")
    return text


def _is_url(text: str) -> str:
    try:
        parts = urlsplit(text)
        if parts.password is not None:
            raise ValueError('a secret may not stand in this file. Leave it out and add password = { file = "..." }')
        known = (parts.scheme == "sqlite" and text.startswith("sqlite:///") and len(parts.path) > 1) or (
            parts.scheme == "postgresql+psycopg" and parts.hostname
        )
    except ValueError as error:
        raise error if "secret" in str(error) else _no_url() from None
    if not known:
        raise _no_url()
    return text


def _no_url() -> ValueError:
    return ValueError("not the URL of a database. Write sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME")


def _time_of_day(value: object) -> object:
    """TOML's time, or text that says one; a bare number would be taken for seconds since midnight."""
    if isinstance(value, str):
        try:
            return time.fromisoformat(value)
        except ValueError:
            return value
    return value


Text = Annotated[str, AfterValidator(_filled)]
MailAddress = Annotated[Text, AfterValidator(_is_address)]
Domain = Annotated[Text, AfterValidator(_is_domain)]
Host = Annotated[Text, AfterValidator(_is_host)]
WholePath = Annotated[Text, AfterValidator(_is_whole_path)]
DatabaseUrl = Annotated[Text, AfterValidator(_is_url)]
Whole = Annotated[int, Field(strict=True)]
Number = Annotated[float, Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]
TimeOfDay = Annotated[time, BeforeValidator(_time_of_day), Field(strict=True)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Secret(Section):
    """Where a secret lies: exactly one of a file (mode 0600), an environment variable, a systemd credential."""

    file: Text | None = None
    environment: Text | None = None
    credential: Text | None = None


class OAuth2(Section):
    """Microsoft 365 client credentials (scope https://outlook.office365.com/.default)."""

    tenant: Text
    client_id: Text
    client_secret: Secret


class Server(Section):
    """A mail server and the login to it. Certificates are always verified; `ca_file` adds the authority's own CA."""

    host: Host
    port: Whole = Field(ge=1, le=65535)
    security: Literal["tls", "starttls", "none"] = "tls"
    ca_file: WholePath | None = None
    login: Text | None = None
    password: Secret | None = None
    oauth2: OAuth2 | None = None
    timeout_seconds: Number = Field(default=30.0, gt=0, le=600)


class MailboxSettings(Server):
    """One mailbox that is polled."""

    address: MailAddress
    folder: Text = "INBOX"
    processed_folder: Text = "Processed"
    settle: Literal["move", "flag"] = "move"  # what happens to a mail once its bytes are stored
    port: Whole = Field(default=993, ge=1, le=65535)
    batch: Whole = Field(default=50, ge=1, le=500)


class Smtp(Server):
    """The relay that takes our letters."""

    port: Whole = Field(default=465, ge=1, le=65535)
    sender: MailAddress
    sender_name: Text = "Children Missing Education team"


class Database(Section):
    """`url` is SQLAlchemy's, without a password; a relative SQLite path counts from the folder of mailbot.toml."""

    url: DatabaseUrl = "sqlite:///mailbot.db"
    password: Secret | None = None


class Schedule(Section):
    """How often each job runs. `digest` is a time of day in Europe/London."""

    poll_seconds: Whole = Field(default=60, ge=1, le=3600)
    process_seconds: Whole = Field(default=5, ge=1, le=3600)
    send_seconds: Whole = Field(default=15, ge=1, le=3600)
    digest: TimeOfDay = time(7, 30)


class Authority(Section):
    """Who we are. A telephone number is printed in letters only where it is set."""

    name: Text = "London Borough of Havering"
    team: Text = "Children Missing Education team"
    domain: Domain = "havering.gov.uk"
    admissions_address: MailAddress = "schooladmissions@havering.gov.uk"
    cme_address: MailAddress = "CME@havering.gov.uk"
    phone: Text | None = None
    mash_phone: Text | None = None


class Officers(Section):
    """Who reads digests and alerts; and who may give orders, by the account that they log in with (empty: anyone)."""

    addresses: tuple[MailAddress, ...] = Field(min_length=1)
    accounts: dict[str, Text] = {}


class TrustSettings(Section):
    """Whose Authentication-Results count; the default trusts nobody."""

    authserv_id: Text | None = None
    m365: Flag = False


class LimitSettings(Section):
    """What reading one mail may cost."""

    seconds: Number = Field(default=10.0, gt=0, le=120)
    memory_mb: Whole = Field(default=512, ge=128, le=8192)
    letters_per_address_and_day: Whole = Field(default=5, ge=1)
    acknowledgements_per_address_and_day: Whole = Field(default=30, ge=1)
    letters_per_case_and_day: Whole = Field(default=10, ge=1)
    letters_per_hour: Whole = Field(default=300, ge=1)


class Settings(Section):
    """The whole of `mailbot.toml`."""

    authority: Authority = Authority()
    database: Database = Database()
    mailboxes: dict[Mailbox, MailboxSettings]
    smtp: Smtp
    schedule: Schedule = Schedule()
    officers: Officers
    trust: TrustSettings = TrustSettings()
    limits: LimitSettings = LimitSettings()


def settings(text: str, file: str = "mailbot.toml") -> Settings:
    """The settings that the TOML `text` gives. Raises `Mistakes`, naming all of them at once."""
    mistakes: list[Mistake] = []
    data = decoded(text, file, mistakes)
    if mistakes:
        raise Mistakes(mistakes)
    wrong = {(key, says): (says, mend) for key, says, mend in broken(data)}
    refused = {key for key, _ in wrong}
    try:
        found = Settings.model_validate(data)
    except ValidationError as error:
        wrong |= {(key, says): (says, mend) for key, says, mend in told(error, Settings) if key not in refused}
    if wrong:
        raise Mistakes(Mistake(file, key, line_at(text, key), *words) for (key, _), words in wrong.items())
    return found


def named_secrets(text: str) -> Iterator[tuple[str, Secret]]:
    """(dotted key, secret) of each place that the TOML `text` names as it should, whatever else is wrong in it."""
    for key, table in secret_tables(decoded(text, "", [])):
        if len(table) == 1 and all(place in PLACES and isinstance(name, str) and name for place, name in table.items()):
            yield key, Secret(**table)
