from __future__ import annotations

from mailbot.casework.chronology import WIDTH, chronology
from mailbot.model.case import CaseEvent
from tests.casework.build import NOW
from tests.casework.officers import OLU, a_file


def test_a_life_on_a_page_in_londons_time() -> None:
    events = (
        CaseEvent("CME-2026-7K3M9QX4TZ", NOW, "opened", "5.1", None, "mailbot", inbound_id=7),
        CaseEvent("CME-2026-7K3M9QX4TZ", NOW.replace(month=7), "note", "6.1", None, OLU, "word " * 40),
        CaseEvent("CME-2026-OTHER00000", NOW, "opened", "5.1", None, "mailbot"),
    )
    lines = chronology(a_file(events=events)).splitlines()
    assert lines[0] == "CME-2026-7K3M9QX4TZ  Zoe Khan, born 03 Apr 2015  enquiries"
    assert lines[2] == "24 Nov 2026 09:00 opened (5.1), mail 7"
    assert lines[3].startswith("24 Jul 2026 10:00 note (6.1) by Olu Bright: word")
    assert lines[-1] == "24 Nov 2026 09:00 opened (5.1) [CME-2026-OTHER00000]"
    assert max(map(len, lines)) <= WIDTH
