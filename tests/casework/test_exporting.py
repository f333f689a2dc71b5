from __future__ import annotations

from dataclasses import replace

import pytest

from mailbot.casework.exporting import COLUMNS, defused, file_json, row
from mailbot.casework.provenance import known
from tests.casework.officers import a_file, a_full_case, a_mail

MARK = {"by": "Olu Bright", "at": "2026-11-24T10:00:00+00:00", "reason": "passport", "read": "Kahn"}


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+44 7700 900001",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "   @x",
        "'=1",
        '"=1',
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "\ufeff=1",
        "\u200b=1",
        "\u00a0=1",
        '" \u200b=cmd|x',
        "|calc",
        "%0A=1",
        "\0=1",
        "\t",
    ],
)
def test_what_a_spreadsheet_might_run_is_defused(cell: str) -> None:
    assert defused(cell).startswith("'")
    assert "\0" not in defused(cell)
    assert defused(cell)[1:] == cell.replace("\0", "")


@pytest.mark.parametrize("cell", ["", "Khan", "12 High Street", "O'Brien", "a=b", "2015-04-03", "Zoë", "#5"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert defused(cell) == cell


def test_every_cell_of_a_hostile_case_is_defused() -> None:
    hostile = dict.fromkeys(("forename", "surname", "address", "last_school", "moved_to"), "=cmd|'/c calc'!A1")
    case = a_full_case(facts=hostile, mis_reference="@x", assigned_to="+y", referrer={"name": "-z"})
    cells = row(a_file(case))
    assert list(cells) == list(COLUMNS)
    assert not [name for name, cell in cells.items() if cell[:1] in "=+-@\t\r" and cell]
    assert cells["forename"] == "'=cmd|'/c calc'!A1"


def test_a_fact_stands_with_the_mail_and_the_words_that_told_it() -> None:
    evidence = {"/children/0/forename": {"part": "body", "quote": "my pupil Zoe", "rule": "x", "confidence": 1.0}}
    file = a_file(mails=(a_mail(7, {"forename": "Zoe"}, evidence=evidence),))
    fact = file_json(file)["facts"]["forename"]
    assert fact == {"value": "Zoe", "source": "mail 7 of 2026-11-24, body", "quote": "my pupil Zoe", "mail": 7}
    assert row(file)["forename_source"] == 'mail 7 of 2026-11-24, body "my pupil Zoe"'


def test_a_corrected_fact_names_the_officer_and_what_was_read() -> None:
    file = a_file(a_full_case(corrected={"surname": MARK}), mails=(a_mail(7, {"surname": "Khan"}),))
    fact = next(one for one in known(file) if one.name == "surname")
    assert fact.says == "corrected by Olu Bright on 2026-11-24, read as Kahn (passport)"


def test_a_duplicates_facts_fill_what_the_case_lacks() -> None:
    duplicate = a_full_case("CME-2026-OTHER00000", facts={"forename": "Zoey", "last_school": "Manor"})
    mail = replace(a_mail(9, {"last_school": "Manor"}), reference="CME-2026-OTHER00000")
    facts = file_json(a_file(mails=(mail,), merged=(duplicate,)))["facts"]
    assert facts["forename"]["value"] == "Zoe"
    assert facts["last_school"] == {"value": "Manor", "source": "mail 9 of 2026-11-24", "quote": "", "mail": 9}
