"""Tables of several children in the layouts that schools and their systems make."""

from __future__ import annotations

import pytest

from mailbot.model.message import FormField
from mailbot.model.trust import Trust
from mailbot.reading.documents.separated import separator
from mailbot.reading.extract.facts import Facts, facts
from mailbot.reading.extract.pairs import pairs
from mailbot.reading.message import parse
from tests.reading.extract.letter import ON, cues, facts_of, label_variants, value

COLUMNS = (
    ("Children", "1", "2", "", ""),
    ("Name", "Ines Wolf", "Otto Wolf", "", ""),
    ("DOB", "4/5/2015", "9/8/2017", "", "ages 11 and 9"),
    ("Last there", "2/10/2026", "as child 1", "", ""),
    ("Address", "5 Elm Road, Romford", "as child 1", "", ""),
)


def of_html(rows: str) -> Facts:
    head = "From: Jo Hall <jhall@oak.example>\nTo: CME@havering.gov.uk\nSubject: CME\n"
    head += "Date: Fri, 20 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    message = parse((head + f"<html><body><table>{rows}</table></body></html>").encode(), Trust())
    return facts(message, pairs(message, label_variants()), cues(), ON)


def test_a_note_beside_the_columns_of_children_is_no_child() -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in COLUMNS)
    children = of_html(rows).children
    assert [value(child.forename) for child in children] == ["Ines", "Otto"]
    assert [value(child.date_of_birth) for child in children] == ["2015-05-04", "2017-08-09"]


def test_as_child_one_is_the_value_of_child_one() -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in COLUMNS)
    assert [value(child.last_attended) for child in of_html(rows).children] == ["2026-10-02", "2026-10-02"]


def test_a_birthday_across_the_columns_is_that_of_both_twins() -> None:
    table = "<tr><td></td><td>Twin A</td><td>Twin B</td></tr><tr><td>Name</td><td>Ada Moss</td><td>Ben Moss</td></tr>"
    table += '<tr><td>Date of birth</td><td colspan="2">08/03/2020 (Year 2)</td></tr>'
    table += "<tr><td>Boy/girl</td><td>Girl</td><td>Boy</td></tr>"
    children = of_html(table).children
    assert [value(child.date_of_birth) for child in children] == ["2020-03-08", "2020-03-08"]
    assert [value(child.year_group) for child in children] == ["2", "2"]


def test_titles_above_an_export_and_commas_in_quotes_leave_it_a_table() -> None:
    text = "Leavers,Autumn\nSchool,Oak\nRun by,JH\nOn,3 Nov\nFor,LA\n"
    text += '"Legal Name","DoB","Sex","NCY","UPN"\n"Wolf, Ines","4/5/2015","F","6","x"\n'
    assert separator(text) == ","
    assert separator("Dear all,\nplease find, as asked,\nour list.\nJo\nOak\nSchool\n") is None


@pytest.mark.parametrize(
    ("line", "field", "meant"),
    [
        ("Pre-school: Robin Nursery", "last_school", "Robin Nursery"),
        ("Destination establishment: Elm Primary School, Leeds", "moved_to", "Elm Primary School, Leeds"),
        ("Last date in: Friday 16 October 2026", "last_attended", "2026-10-16"),
        ("School: none. Formerly Ash Lane Primary, Year 4", "year_group", "4"),
        ("Born: 3/9/2017   Girl", "sex", "F"),
    ],
)
def test_labels_and_values_of_systems(line: str, field: str, meant: str) -> None:
    form = f"Hello\n\nName: Ali Demir\n{line}\nAddress: 4 Elm Road, Romford RM1 2AB\n"
    charity = "Sam Tan\nCasework\nOpen Door Charity\n01632 960300\n"
    (child,) = facts_of(form, "Sam Tan <s.tan@opendoor.example>", "A child", charity).children
    assert value(getattr(child, field)) == meant


def test_a_name_before_a_relationship_or_a_post_is_an_adult_s_in_form_fields() -> None:
    head = "From: Jo <j@oak.example>\nTo: CME@havering.gov.uk\nSubject: CME\n\nForm.\n"
    message = parse(head.encode(), Trust())
    asked = [("Surname", "Demir"), ("Forename", "Ali"), ("Name", "Eda Demir"), ("Relationship", "Mother")]
    asked += [("Name", "Jo Hall"), ("Position", "Head")]
    fields = tuple(FormField(label, told, part="form.pdf") for label, told in asked)
    book = label_variants()
    object.__setattr__(message, "items", (*message.items, *fields))
    keys = {pair.value: pair.key for pair in pairs(message, book)}
    assert (keys["Eda Demir"], keys["Jo Hall"]) == ("parent.name", "referrer.name")


def test_the_school_of_each_child_stands_before_the_trust_that_refers() -> None:
    trust = "Ros Hall\nTrust Attendance Lead, Bell Education Trust\n01632 960760\n"
    form = "Hello\n\nName: Ali Demir\nDOB: 3/9/2012\nSchool: Ash Lane Primary\nLast present: 2/10/2026\n"
    (child,) = facts_of(form, "Ros Hall <r.hall@bell.example>", "Ali", trust).children
    assert value(child.last_school) == "Ash Lane Primary"


def rows_of(*rows: tuple[str, ...]) -> str:
    return (
        "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"
    )


def test_a_yes_at_arrived_leaves_a_row_out() -> None:
    table = rows_of(
        ("Forename", "Surname", "DOB", "Year taught in", "Arrived"),
        ("Ines", "Wolf", "4/5/2014", "7", "N"),
        ("Otto", "Hay", "9/8/2013", "8", "Y 26/10"),
    )
    children = of_html(table).children
    assert [(value(child.forename), value(child.year_group)) for child in children] == [("Ines", "7")]


def test_a_list_of_several_schools_gives_each_child_its_own() -> None:
    table = rows_of(
        ("Forename", "Surname", "DOB", "School", "Last attended"),
        ("Ines", "Wolf", "4/5/2014", "Oak Primary School", "2/10/2026"),
        ("Otto", "Hay", "9/8/2013", "Elm Primary School", "2/10/2026"),
    )
    signed = "<p>Jo Hall<br>Office Manager<br>Oak Primary School<br>01632 960000</p>"
    children = of_html(f"<p>Two to look for.</p>{table}{signed}").children
    assert [value(child.last_school) for child in children] == ["Oak Primary School", "Elm Primary School"]


def test_a_number_in_the_cell_beside_a_person_is_the_person_s() -> None:
    table = rows_of(("Child", "Ines Wolf", ""), ("DOB", "4/5/2014", ""), ("Main tenant", "Eva Wolf", "07700 900123"))
    ((contact,),) = [child.contacts for child in of_html(table).children]
    assert (value(contact.name), [value(phone) for phone in contact.phones]) == ("Eva Wolf", ["+447700900123"])


def test_a_post_before_a_wide_gap_is_no_part_of_the_label_after_it() -> None:
    form = "Name: Ali Demir\nDOB: 3/9/2012\nCompleted by: Kit Moor, Social Worker      Tel: 07700 900880\n"
    refers = facts_of(form, "Office <office@oak.example>", "Ali", "").referrer
    assert (value(refers.name), value(refers.phone)) == ("Kit Moor", "+447700900880")


def test_what_must_not_be_done_is_no_part_of_a_name() -> None:
    (child,) = facts_of("Name: Ali Demir\nDOB: 3/9/2012\nFather: Can Demir   DO NOT CONTACT\n").children
    assert [value(contact.name) for contact in child.contacts] == ["Can Demir"]
