from __future__ import annotations

from pathlib import Path

import pytest

from mailbot.config.mistakes import Mistakes
from mailbot.config.publicmail import public_mail

SHIPPED = Path(__file__).parents[2] / "config" / "public_mail.txt"


def test_domains_stand_one_a_line_with_remarks_and_in_any_case() -> None:
    text = "# providers\n\nGmail.com  # Google\nbtinternet.com\ngmail.com\n"
    assert public_mail(text) == ("gmail.com", "btinternet.com")


def test_every_slip_is_told_with_its_line() -> None:
    with pytest.raises(Mistakes) as told:
        public_mail("gmail.com\nhead@gmail.com\nhotmail\n")
    assert [mistake.line for mistake in told.value.mistakes] == [2, 3]


def test_the_shipped_list_names_the_great_providers_and_no_authority() -> None:
    shipped = public_mail(SHIPPED.read_text(encoding="utf-8"))
    assert {"gmail.com", "hotmail.co.uk", "btinternet.com", "icloud.com", "proton.me"} <= set(shipped)
    public_bodies = (".gov.uk", ".sch.uk", ".ac.uk", "nhs.net", ".police.uk")
    assert not [domain for domain in shipped if domain.endswith(public_bodies)]
