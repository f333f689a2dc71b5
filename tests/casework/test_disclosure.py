from __future__ import annotations

import json
from dataclasses import replace

from mailbot.casework.chronology import chronology
from mailbot.casework.disclosure import shown
from mailbot.casework.exporting import file_json, row
from mailbot.model.case import CaseEvent, Link, TaskOutcome
from tests.casework.build import NOW
from tests.casework.officers import OLU, a_file, a_full_case, a_mail, a_task

SECRET = "77 Hidden Lane"
PLACES = {
    "address": SECRET,
    "postcode": "RM7 0HL",
    "moved_to": "Refuge Hidden",
    "last_school": "Hidden Primary",
    "contacts": [{"name": "Hidden Contact", "relationship": None, "phones": ["+447700900077"], "emails": []}],
}
EVENTS = (
    CaseEvent("R", NOW, "note", "6.1", None, OLU, f"rang at {SECRET}"),
    CaseEvent("R", NOW, "corrected", "6.1", "address", OLU, f"address: {SECRET}"),
    CaseEvent("R", NOW, "conflict", "6.1", "moved_to", "mailbot", "moved_to: Refuge Hidden"),
    CaseEvent("R", NOW, "finding", "3.4", "domestic_abuse", "mailbot", "fled domestic abuse"),
)
CASE = a_full_case(
    restricted=True,
    postcode="RM7 0HL",
    facts={**a_full_case().facts, **PLACES},
    corrected={"address": {"by": OLU, "at": "2026-11-24", "reason": f"now {SECRET}", "read": "Hidden before"}},
)
MAIL = replace(
    a_mail(7, PLACES),
    reading={
        "kind": "referral",
        "children": [PLACES],
        "evidence": {"/children/0/forename": {"quote": f"Zoe of {SECRET}", "part": "body"}},
        "notes": [SECRET],
    },
)
FILE = a_file(
    CASE,
    (a_task(outcome=TaskOutcome.DONE, by=OLU, result=f"found at {SECRET}"),),
    EVENTS,
    mails=(MAIL,),
    links=(Link("R", "S", "split from", f"lives at {SECRET}"),),
    merged=(replace(CASE, reference="CME-2026-MERGED0000"),),
)


def test_a_restricted_case_tells_no_place_on_any_way_out() -> None:
    seen = shown(FILE)
    said = json.dumps([file_json(seen), row(seen), chronology(seen), repr(seen)], ensure_ascii=False)
    assert "Hidden" not in said
    assert "RM7 0HL" not in said
    assert "+447700900077" not in said


def test_what_is_no_place_is_still_there() -> None:
    seen = shown(FILE)
    assert seen.case.facts["forename"] == "Zoe"
    assert seen.case.facts["address"] == "locked"
    assert [event.detail for event in seen.events] == ["locked", "locked", "locked", "fled domestic abuse"]


def test_a_case_that_is_not_restricted_is_shown_whole() -> None:
    open_file = replace(FILE, case=replace(CASE, restricted=False), merged=())
    assert shown(open_file) == open_file
    assert SECRET in json.dumps(file_json(open_file))


def test_a_case_is_locked_with_a_restricted_duplicate() -> None:
    assert shown(replace(FILE, case=replace(CASE, restricted=False))).case.facts["address"] == "locked"
