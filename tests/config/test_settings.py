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


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("poll_seconds", "pol_seconds", "Did you mean poll_seconds?"),
        ("processed_folder", "procesed_folder", "Did you mean processed_folder?"),
        ("[smtp]", "[smpt]", "Did you mean smtp?"),
        ("schooladmissions@havering", "schooladmissions@haverling", "whoever owns that domain"),
        ('{ credential = "smtp-password" }', '"hunter2"', "a secret may not stand in this file"),
        ("port = 587", "port = 70000", "less than or equal to 65535"),
        ('security = "starttls"', 'security = "none"', "only for a server on this machine"),
        (
            'url = "sqlite:///mailbot.db"',
            'url = "postgresql+psycopg://a:secret@db/m"',
            "a secret may not stand in this file",
        ),
        ("digest = 07:30:00", "digest = 01:30:00", "when the clocks change"),
        ('addresses = ["cme.officer@havering.gov.uk"]', "addresses = []", "at least 1 item"),
        ('address = "CME@havering.gov.uk"', 'address = "CME"', "not a mail address"),
        ("[mailboxes.cme]", "[mailboxes.cmee]", "Known: cme, admissions"),
        ('{ credential = "cme-password" }', '{ file = "a", environment = "B" }', "exactly one place"),
    ],
)
def test_a_mistake_is_told_with_its_mend(old: str, new: str, told: str) -> None:
    assert any(told in mistake for mistake in mistakes(SHIPPED.replace(old, new)))


def test_a_mistake_names_file_line_and_key() -> None:
    (mistake,) = mistakes(SHIPPED.replace("poll_seconds", "pol_seconds"))
    line = SHIPPED[: SHIPPED.index("poll_seconds")].count("\n") + 1
    assert mistake == f"mailbot.toml, line {line}, schedule.pol_seconds: unknown key. Did you mean poll_seconds?"


def test_all_mistakes_are_told_at_once() -> None:
    bad = (
        SHIPPED.replace("poll_seconds", "pol_seconds")
        .replace("port = 587", "port = 0")
        .replace("havering", "haverling")
    )
    told = mistakes(bad)
    assert len([m for m in told if "haverling" in m]) >= 6
    assert any("pol_seconds" in m for m in told)
    assert any("smtp.port" in m for m in told)


def test_an_inline_secret_is_never_repeated_in_the_message() -> None:
    told = mistakes(SHIPPED.replace('{ credential = "smtp-password" }', '"hunter2"'))
    assert "hunter2" not in "".join(told)


def test_text_that_is_no_toml_is_told_in_words() -> None:
    (mistake,) = mistakes("[smtp\nhost = 1")
    assert "not TOML" in mistake
