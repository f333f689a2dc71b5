"""What `config/mailbot.toml` says, checked.

`settings(text, file)` gives a `Settings` or raises `Mistakes`: every mistake of the file, each with its line and mend.
Secrets never stand in the file: it names where each lies (file, environment variable or systemd credential).
"""

from __future__ import annotations

import ipaddress
import tomllib
from collections.abc import Iterator
from datetime import time
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from mailbot.config.mistakes import Mistake, Mistakes, line_of, nearest
from mailbot.model.referral import Mailbox

WRONG_DOMAIN = "haverling"


def _is_address(text: str) -> str:
    local, at, domain = text.partition("@")
    if not (at and local and "." in domain and text.isascii() and not any(c.isspace() or c in "<>,;" for c in text)):
        raise ValueError("not a mail address. Write one such as cme@havering.gov.uk")
    return text


def _without_password(url: str) -> str:
    if urlsplit(url).password is not None:
        raise ValueError('a secret may not stand in this file. Leave it out and add password = { file = "..." }')
    return url


MailAddress = Annotated[str, AfterValidator(_is_address)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Secret(Section):
    """Where a secret lies: exactly one of a file (mode 0600), an environment variable, a systemd credential."""

    file: str | None = None
    environment: str | None = None
    credential: str | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Secret:
        if sum(place is not None for place in (self.file, self.environment, self.credential)) != 1:
            raise ValueError("name exactly one place: file, environment or credential")
        return self


class OAuth2(Section):
    """Microsoft 365 client credentials (scope https://outlook.office365.com/.default)."""

    tenant: str
    client_id: str
    client_secret: Secret


class Server(Section):
    """A mail server and the login to it. Certificates are always verified; `ca_file` adds the authority's own CA."""

    host: str
    port: int = Field(ge=1, le=65535)
    security: Literal["tls", "starttls", "none"] = "tls"
    ca_file: str | None = None
    login: str | None = None
    password: Secret | None = None
    oauth2: OAuth2 | None = None
    timeout_seconds: float = Field(default=30.0, gt=0, le=600)

    @model_validator(mode="after")
    def _plain_text_stays_on_this_machine(self) -> Server:
        if self.security == "none" and not _is_loopback(self.host):
            raise ValueError(
                'security = "none" is only for a server on this machine; write "tls" (port 993 or 465) or "starttls"'
            )
        if self.login and not (self.password or self.oauth2):
            raise ValueError('login without a secret. Add password = { file = "..." } or an oauth2 table')
        return self


class MailboxSettings(Server):
    """One mailbox that is polled."""

    address: MailAddress
    folder: str = "INBOX"
    processed_folder: str = "Processed"
    settle: Literal["move", "flag"] = "move"  # what happens to a mail once its bytes are stored
    port: int = Field(default=993, ge=1, le=65535)
    batch: int = Field(default=50, ge=1, le=500)


class Smtp(Server):
    """The relay that takes our letters."""

    port: int = Field(default=465, ge=1, le=65535)
    sender: MailAddress
    sender_name: str = "Children Missing Education team"


class Database(Section):
    """`url` is SQLAlchemy's, without a password; a relative SQLite path counts from the folder of mailbot.toml."""

    url: Annotated[str, AfterValidator(_without_password)] = "sqlite:///mailbot.db"
    password: Secret | None = None


class Schedule(Section):
    """How often each job runs. `digest` is a time of day in Europe/London."""

    poll_seconds: int = Field(default=60, ge=1, le=3600)
    process_seconds: int = Field(default=5, ge=1, le=3600)
    send_seconds: int = Field(default=15, ge=1, le=3600)
    digest: time = time(7, 30)

    @model_validator(mode="after")
    def _not_in_the_doubled_hour(self) -> Schedule:
        if self.digest.hour == 1:
            raise ValueError(
                "between 01:00 and 02:00 it runs twice or never when the clocks change. Choose another time"
            )
        return self


class Authority(Section):
    """Who we are. A telephone number is printed in letters only where it is set."""

    name: str = "London Borough of Havering"
    team: str = "Children Missing Education team"
    domain: str = "havering.gov.uk"
    admissions_address: MailAddress = "schooladmissions@havering.gov.uk"
    cme_address: MailAddress = "CME@havering.gov.uk"
    phone: str | None = None
    mash_phone: str | None = None


class Officers(Section):
    """Who reads digests and alerts."""

    addresses: tuple[MailAddress, ...] = Field(min_length=1)


class TrustSettings(Section):
    """Whose Authentication-Results count; the default trusts nobody."""

    authserv_id: str | None = None
    m365: bool = False


class LimitSettings(Section):
    """What reading one mail may cost."""

    seconds: float = Field(default=10.0, gt=0, le=120)
    memory_mb: int = Field(default=512, ge=128, le=8192)
    letters_per_address_and_day: int = Field(default=30, ge=1)
    letters_per_case_and_day: int = Field(default=10, ge=1)
    letters_per_hour: int = Field(default=300, ge=1)


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

    @model_validator(mode="after")
    def _a_mailbox(self) -> Settings:
        if not self.mailboxes:
            raise ValueError("no mailbox. Add [mailboxes.cme] with address, host and login")
        return self


def settings(text: str, file: str = "mailbot.toml") -> Settings:
    """The settings that the TOML `text` gives. Raises `Mistakes`, naming all of them at once."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Mistakes([Mistake(file, "", None, f"not TOML: {error}", "Mend the line; quotes and brackets")]) from error
    mistakes = [*_wrong_domains(data, text, file), *_inline_secrets(data, text, file)]
    refused = {mistake.key for mistake in mistakes}
    try:
        found = Settings.model_validate(data)
    except ValidationError as error:
        told = (_told(detail, text, file) for detail in error.errors(include_url=False, include_context=False))
        mistakes += [mistake for mistake in told if mistake.key not in refused]
    if mistakes:
        raise Mistakes(mistakes)
    return found


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _leaves(data: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Every (dotted key, value) below `data`."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _leaves(value, f"{key}.{name}" if key else str(name))
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value, key)
    else:
        yield key, data


def _wrong_domains(data: object, text: str, file: str) -> Iterator[Mistake]:
    """The policy's 4.5 and 4.6 print the admissions address with a slip; that domain belongs to somebody else."""
    for key, value in _leaves(data):
        if isinstance(value, str) and WRONG_DOMAIN in value.lower():
            yield Mistake(
                file,
                key,
                line_of(text, key),
                f"{WRONG_DOMAIN} is the slip of the policy's clauses 4.5 and 4.6: whoever owns that domain would read"
                " children's data",
                "Write havering",
            )


def _inline_secrets(data: object, text: str, file: str) -> Iterator[Mistake]:
    for key, value in _leaves(data):
        if key.rsplit(".", 1)[-1] in ("password", "client_secret") and isinstance(value, str):
            yield Mistake(
                file,
                key,
                line_of(text, key),
                "a secret may not stand in this file",
                'Put it in a file of mode 0600 and write { file = "..." }, or { environment = "NAME" },'
                ' or { credential = "NAME" } for systemd',
            )


def _told(detail: Any, text: str, file: str) -> Mistake:
    """Pydantic's error in words for the person who edits the file."""
    key = ".".join(str(part) for part in detail["loc"] if part != "[key]")
    line = line_of(text, key)
    if detail["type"] == "extra_forbidden":
        guess = nearest(key.rsplit(".", 1)[-1], _known_keys(detail["loc"][:-1]))
        mend = (
            f"Did you mean {guess}?" if guess else f"Known here: {', '.join(sorted(_known_keys(detail['loc'][:-1])))}"
        )
        return Mistake(file, key, line, "unknown key", mend)
    if detail["type"] == "missing":
        return Mistake(
            file, key, line_of(text, key.rpartition(".")[0]), "missing", f"Add {key.rsplit('.', 1)[-1]} = ..."
        )
    if detail["type"] == "enum":
        return Mistake(file, key, line, "unknown name", f"Known: {', '.join(Mailbox)}")
    says, _, mend = detail["msg"].removeprefix("Value error, ").partition(". ")
    return Mistake(file, key, line, says, mend or "Change the value")


def _known_keys(path: tuple[str | int, ...]) -> list[str]:
    """The keys allowed in the table at `path`, by the model's own annotations."""
    here: Any = Settings
    for part in path:
        here = here.model_fields[str(part)].annotation if _is_section(here) else get_args(here)[-1]
        here = next((option for option in get_args(here) if _is_section(option) and type(None) in get_args(here)), here)
    return list(here.model_fields) if _is_section(here) else [str(mailbox) for mailbox in Mailbox]


def _is_section(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
