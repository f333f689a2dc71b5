from __future__ import annotations

from typing import Any

from mailbot.casework.difference import differences

READ: dict[str, Any] = {
    "kind": "referral",
    "children": [{"surname": "Khan", "risk_factors": ["homeless"], "contacts": [{"name": "A"}]}],
    "priority": "standard",
    "reply": {"disposition": "acknowledge", "to": "a@b.example"},
}


def test_the_same_reading_has_no_difference_even_if_the_letter_went_elsewhere() -> None:
    assert list(differences(READ, {**READ, "reply": {"disposition": "acknowledge", "to": None}})) == []


def test_each_differing_value_is_named_with_both_sides() -> None:
    other = {
        **READ,
        "priority": "urgent",
        "children": [{"surname": "Kahn", "risk_factors": [], "contacts": [{"name": "B"}]}],
        "reply": {"disposition": "none"},
    }
    assert list(differences(READ, other)) == [
        ("/children/0/surname", "Khan", "Kahn"),
        ("/children/0/risk_factors", ["homeless"], []),
        ("/children/0/contacts/0/name", "A", "B"),
        ("/priority", "standard", "urgent"),
        ("/reply/disposition", "acknowledge", "none"),
    ]


def test_another_number_of_children_is_told_whole() -> None:
    (difference,) = differences(READ, {**READ, "children": []})
    assert difference == ("/children", READ["children"], [])
