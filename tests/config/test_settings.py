from __future__ import annotations

from pathlib import Path

import pytest

from mailbot.config.mistakes import Mistakes
from mailbot.config.settings import settings

SHIPPED = (Path(__file__).parents[2] / "config" / "mailbot.toml").read_text(encoding="utf-8")


def mistakes(text: str) -> list[str]:
    with pytest.raises(Mistakes) as told:
        settings(text)
    return [str(mistake) for mistake in told.value.mistakes]


def test_the_shipped_settings_are_in_order_and_say_what_they_say() -> None:
    found = settings(SHIPPED)
    assert {name.value: box.address for name, box in found.mailboxes.items()} == {
        "cme": "CME@havering.gov.uk",
        "admissions": "schooladmissions@havering.gov.uk",
    }
    assert found.schedule.poll_seconds == 60
    assert found.smtp.security == "starttls"


CME_SECRET, SMTP_SECRET = '{ credential = "cme-password" }', '{ credential = "smtp-password" }'
OFFICERS = 'addresses = ["cme.officer@havering.gov.uk"]'
URL = 'url = "sqlite:///mailbot.db"'
HOST = 'host = "smtp.office365.com"'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("poll_seconds", "pol_seconds", "schedule.pol_seconds: unknown key. Did you mean poll_seconds?"),
        ("processed_folder", "procesed_folder", "Did you mean processed_folder?"),
        ("[smtp]", "[smpt]", "smpt: unknown key. Did you mean smtp?"),
        ("[smtp]", "[smpt]", "smtp: missing. Add a table [smtp]"),
        ("[mailboxes.cme]", "[mailboxes.cmee]", 'mailboxes.cmee: there is no mailbox "cmee". Did you mean cme?'),
        ("[mailboxes.cme]", "[mailboxes.x]", "Known: cme, admissions"),
        ("schooladmissions@havering", "schooladmissions@haverling", "whoever owns that domain"),
        (SMTP_SECRET, '"hunter2"', "smtp.password: a secret may not stand in this file"),
        (URL, 'url = "postgresql+psycopg://a:secret@db/m"', "a secret may not stand in this file"),
        (
            URL,
            'url = "mailbot.db"',
            "not the URL of a database. Write sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME",
        ),
        (URL, 'url = "postgresql://[db/m"', "not the URL of a database"),
        (URL, 'url = "postgres://db/m"', "not the URL of a database"),
        (URL, 'url = "sqlite://mailbot.db"', "not the URL of a database"),
        (URL, 'url = "sqlite:///"', "not the URL of a database"),
        ("port = 587", "port = 70000", "smtp.port: 70000 is too large. Write 65535 or less"),
        ("port = 587", "port = 0", "0 is too small. Write 1 or more"),
        ("port = 587", 'port = "587"', "a whole number is wanted. Write it without quotes"),
        ("port = 587", "port = true", "a whole number is wanted"),
        ("seconds = 10.0", "seconds = 0", "0 is too small. Write more than 0"),
        ("seconds = 10.0", 'seconds = "ten"', "limits.seconds: a number is wanted"),
        ('security = "starttls"', 'security = "none"', "only for a server on this machine"),
        ('security = "starttls"', 'security = "startls"', '"startls" is not known here. Did you mean starttls?'),
        ('settle = "move"', 'settle = "delete"', "Known: move, flag"),
        (HOST, 'host = ""', "smtp.host: empty. Write it out"),
        (HOST, 'host = "smtp.office365.com:587"', "not the name of a server"),
        (HOST, 'host = "https://smtp.office365.com"', "not the name of a server"),
        (HOST, "host = 3", "text is wanted. Write it in quotes"),
        (HOST, "", 'smtp.host: missing. Add host = "..."'),
        (HOST, HOST + '\nca_file = "ca.pem"', "smtp.ca_file: not a whole path"),
        ("digest = 07:30:00", "digest = 01:30:00", "when the clocks change. Choose another time"),
        ("digest = 07:30:00", "digest = 730", "schedule.digest: a time of day is wanted. Write it such as 07:30:00"),
        ("digest = 07:30:00", 'digest = "half past"', "a time of day is wanted"),
        (OFFICERS, "addresses = []", "officers.addresses: an empty list. Name one at least"),
        (OFFICERS, 'addresses = "cme.officer@havering.gov.uk"', "a list is wanted"),
        (OFFICERS, 'addresses = ["a@b.example", "CME"]', 'officers.addresses: "CME" is not a mail address'),
        ("[officers]\n" + OFFICERS, "", "officers: missing. Add a table [officers]"),
        ("[trust]", "[trust]\nm365 = 1", "true or false is wanted"),
        ('domain = "havering.gov.uk"', 'domain = "cme@havering.gov.uk"', "not a domain"),
        ('address = "CME@havering.gov.uk"', 'address = "CME"', '"CME" is not a mail address'),
        (CME_SECRET, '{ file = "a", environment = "B" }', "exactly one place. Name one of file, environment, cred"),
        (CME_SECRET, "{ }", "mailboxes.cme.password: a secret lies in exactly one place"),
        (CME_SECRET, '{ credentials = "a" }', "Did you mean credential?"),
        (f"password = {CME_SECRET}", "", "mailboxes.cme.login: login without a secret"),
        ('login = "CME@havering.gov.uk"', "", "a secret without a login"),
        (f"password = {SMTP_SECRET}", f"password = {SMTP_SECRET}\noauth2 = 1", "both a password and oauth2"),
        ('processed_folder = "Processed"', 'processed_folder = "INBOX"', "processed_folder: the same as folder"),
        ('login = "schooladmissions@', 'login = "CME@', "the same mailbox and folder as mailboxes.cme"),
        ("[schedule]", "[schedule", "mailbot.toml, line 45: not TOML"),
    ],
)
def test_a_mistake_is_told_with_its_mend(old: str, new: str, told: str) -> None:
    found = mistakes(SHIPPED.replace(old, new))
    assert any(told in mistake for mistake in found), found


def test_a_configuration_without_mailboxes_says_how_one_is_added() -> None:
    head, _, rest = SHIPPED.partition("[mailboxes.cme]")
    for text in (
        head + "[smtp]" + rest.partition("[smtp]")[2],
        head + "[mailboxes]\n[smtp]" + rest.partition("[smtp]")[2],
    ):
        assert [one for one in mistakes(text) if "mailboxes: no mailbox. Add [mailboxes.cme]" in one]


def test_a_mistake_names_file_line_and_key() -> None:
    (mistake,) = mistakes(SHIPPED.replace("poll_seconds", "pol_seconds"))
    line = SHIPPED[: SHIPPED.index("poll_seconds")].count("\n") + 1
    assert mistake == f"mailbot.toml, line {line}, schedule.pol_seconds: unknown key. Did you mean poll_seconds?"


def test_all_mistakes_are_told_at_once() -> None:
    """Of every sort: unknown keys, sorts of value, what must hold between keys, secrets, and the wrong domain."""
    bad = SHIPPED.replace("havering", "haverling")
    for old, new in (
        ("poll_seconds", "pol_seconds"),
        ("port = 587", "port = 0"),
        ("digest = 07:30:00", "digest = 01:30:00"),
        ('security = "starttls"', 'security = "none"'),
        (CME_SECRET, '{ file = "a", environment = "B" }'),
        (f"password = {SMTP_SECRET}\n", ""),
        ("[officers]", "[offcers]"),
    ):
        bad = bad.replace(old, new)
    told = mistakes(bad)
    keys = {one.split(": ")[0].split(", ")[-1] for one in told}
    assert keys >= {
        "schedule.pol_seconds",
        "smtp.port",
        "schedule.digest",
        "smtp.security",
        "smtp.login",
        "mailboxes.cme.password",
        "offcers",
        "officers",
    }
    assert len([one for one in told if "haverling is the slip" in one]) >= 6
    assert len(told) == len(set(told))
    assert all(f"{', line '}" in one for one in told if not one.startswith("mailbot.toml, officers: missing")), told


@pytest.mark.parametrize("value", ["[]", "{}", "1", '"x"', "true", "1.5", "2026-01-01", "[1]", "[{}]", "{ a = 1 }"])
def test_no_value_however_wrong_is_told_in_pydantics_words_or_stops_the_check(value: str) -> None:
    for number, line in enumerate(SHIPPED.splitlines()):
        if "=" not in line or line.startswith("#"):
            continue
        key = line.split("=")[0].strip()
        lines = SHIPPED.splitlines()
        lines[number] = f"{key} = {value}"
        try:
            settings("\n".join(lines))
        except Mistakes as told:
            assert not {"this value cannot be used", "Input should"} & set(str(told).replace(". ", ": ").split(": ")), (
                told
            )
            assert all(mistake.mend for mistake in told.mistakes), told


def test_an_inline_secret_is_never_repeated_in_the_message() -> None:
    told = mistakes(SHIPPED.replace('{ credential = "smtp-password" }', '"hunter2"'))
    assert "hunter2" not in "".join(told)


def test_text_that_is_no_toml_is_told_in_words() -> None:
    (mistake,) = mistakes("[smtp\nhost = 1")
    assert "not TOML" in mistake
