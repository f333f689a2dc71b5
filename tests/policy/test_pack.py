"""The pack as it ships, by date, and what its loader says of mistakes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from mailbot.config.calendar import calendar as load_calendar
from mailbot.config.mistakes import Mistakes
from mailbot.config.policypack import load
from mailbot.model.calendar import Calendar
from mailbot.model.policypack import DatedValue, NotInForce, PolicyPack
from mailbot.model.referral import Kind
from mailbot.policy.registry import RULES, mistakes, rules_of, uncovered

CLAUSES = [
    f"{chapter}.{n}" for chapter, last in ((1, 3), (2, 2), (3, 4), (4, 8), (5, 3), (6, 5)) for n in range(1, last + 1)
]


def test_every_clause_from_1_1_to_6_5_is_there_in_order(pack: PolicyPack) -> None:
    assert [clause.number for clause in pack.clauses] == ["cover", *CLAUSES]


@pytest.mark.parametrize("number", ["cover", *CLAUSES])
def test_a_clause_has_rules_or_a_reason_why_not(number: str, pack: PolicyPack) -> None:
    clause = next(clause for clause in pack.clauses if clause.number == number)
    assert clause.sense and clause.mailbot and clause.officer
    assert bool(rules_of(number)) != bool(clause.unruled)
    assert number not in uncovered(pack)


def test_a_clause_with_neither_is_found(pack: PolicyPack) -> None:
    bare = tuple(replace(clause, unruled="") for clause in pack.clauses)
    assert uncovered(replace(pack, clauses=bare)) == ("cover", "1.2", "1.3")


def test_rules_have_names_of_their_own_and_cite_clauses_that_exist(pack: PolicyPack) -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    assert {rule.clause for rule in RULES} <= {clause.number for clause in pack.clauses}
    assert all(rule.says for rule in RULES)


def test_rules_stand_in_the_order_of_the_policy() -> None:
    assert [rule.clause for rule in RULES] == sorted(rule.clause for rule in RULES)


def test_the_ten_factors_of_3_4_have_a_rule_each() -> None:
    assert len([rule for rule in rules_of("3.4") if rule.name != "risk_and_whereabouts_unknown"]) == 10


def test_tables_name_only_what_the_code_has(pack: PolicyPack) -> None:
    assert mistakes(pack) == ()


def test_a_slip_in_a_table_is_told(pack: PolicyPack) -> None:
    priorities = (replace(pack.priorities[0], rule="significant_concerns"), *pack.priorities[1:])
    actions = (replace(pack.actions[0], when=("whereabouts_unknow",)), *pack.actions[1:])
    kinds = (replace(pack.kinds[0], needed=("zzz",), wanted=()), *pack.kinds[1:])
    told = mistakes(replace(pack, priorities=priorities, actions=actions, kinds=kinds))
    assert [(mistake.file, mistake.key, mistake.says, mistake.mend) for mistake in told] == [
        (
            "priorities.toml",
            "2023-09-01.significant_concerns",
            'mailbot does not know "significant_concerns"',
            "Did you mean significant_concern?",
        ),
        (
            "actions.toml",
            "refer_to_social_care.when",
            'mailbot does not know "whereabouts_unknow"',
            "Did you mean whereabouts_unknown?",
        ),
        (
            "kinds.toml",
            "2023-09-01.referral.needed",
            'mailbot does not know "zzz"',
            "`mailbot policy` lists the rules",
        ),
    ]


def test_a_bare_clause_is_told_as_a_mistake(pack: PolicyPack) -> None:
    bare = tuple(replace(clause, unruled="") for clause in pack.clauses if clause.number == "1.2")
    assert [str(mistake) for mistake in mistakes(replace(pack, clauses=bare))] == [
        "clauses.toml, 1.2: no rule applies it. Say why not: unruled = ..."
    ]


def test_no_line_holds_the_misprinted_domain_as_an_address(policy_files: dict[str, str]) -> None:
    assert not any(re.search(r"@\s*haverling", text, re.IGNORECASE) for text in policy_files.values())


# --- by date

ENROLMENT = DatedValue(
    "enrolment", "4.3", "", "school days", "", date(2026, 1, 1), ((date(2023, 9, 1), 10), (date(2027, 9, 1), 15))
)


@pytest.mark.parametrize(
    ("day", "amount"),
    [(date(2023, 9, 1), 10), (date(2027, 8, 31), 10), (date(2027, 9, 1), 15), (date(2030, 1, 1), 15)],
)
def test_a_value_holds_from_its_day_until_the_next(day: date, amount: int, pack: PolicyPack) -> None:
    assert ENROLMENT.on(day) == amount
    values = tuple(ENROLMENT if value.name == "enrolment" else value for value in pack.values)
    assert replace(pack, values=values).on(day).whole("enrolment") == amount


def test_a_value_has_nothing_to_say_before_its_first_day() -> None:
    with pytest.raises(NotInForce, match="enrolment has no value on 31 August 2023: its first is of 1 September 2023"):
        ENROLMENT.on(date(2023, 8, 31))


def test_a_later_table_of_a_kind_replaces_the_earlier_from_its_day(policy_files: dict[str, str]) -> None:
    later = '[2027-09-01.referral]\nclauses = ["5.1"]\nqueue = "cme"\nanswer = "advise"\nneeded = []\nwanted = []\n'
    pack = load({**policy_files, "kinds.toml": later + policy_files["kinds.toml"]})
    assert pack.on(date(2027, 8, 31)).kinds[Kind.REFERRAL].answer == "acknowledge"
    assert pack.on(date(2027, 9, 1)).kinds[Kind.REFERRAL].answer == "advise"
    assert pack.on(date(2027, 9, 1)).kinds[Kind.NO_SHOW].answer == "advise"


def test_a_priority_changes_on_its_day(policy_files: dict[str, str]) -> None:
    later = '[2027-09-01.significant_concern]\npriority = "urgent"\nclause = "6.5"\n'
    pack = load({**policy_files, "priorities.toml": later + policy_files["priorities.toml"]})
    assert pack.on(date(2027, 8, 31)).priorities["significant_concern"].priority == "immediate"
    assert pack.on(date(2027, 9, 1)).priorities["significant_concern"].priority == "urgent"


def test_the_policy_says_nothing_of_days_before_it_was_issued(pack: PolicyPack) -> None:
    assert pack.on(date(2023, 9, 1)).title == "Children Missing Education Policy 2023/2024"
    with pytest.raises(NotInForce, match="was issued on 1 September 2023; it says nothing of 31 August 2023"):
        pack.on(date(2023, 8, 31))


def test_a_value_of_the_wrong_sort_is_never_handed_out(pack: PolicyPack) -> None:
    policy = pack.on(date(2026, 11, 24))
    with pytest.raises(TypeError, match="attempts is not a number"):
        policy.whole("attempts")
    with pytest.raises(TypeError, match="enrolment is not a list"):
        policy.words("enrolment")


TITLE = "Children Missing Education Policy 2023/2024"
OLD = f"{TITLE} was to be reviewed by 1 July 2024: ask whether a newer one stands"
STALE = "its rules were last checked on 23 November 2026: a check was due by 23 November 2027"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2024, 7, 1), None),
        (date(2024, 7, 2), OLD),
        (date(2027, 11, 23), OLD),
        (date(2027, 11, 24), f"{OLD}; {STALE}"),
    ],
)
def test_an_overdue_review_is_told(today: date, words: str | None, pack: PolicyPack) -> None:
    assert pack.overdue(today) == words


# --- mistakes

SLIPS: list[tuple[str, str, str, str]] = [
    ("policy.toml", "issued = 2023-09-01", "isued = 2023-09-01", "policy.toml, issued: missing. Add issued = a day"),
    ("policy.toml", "issued = 2023-09-01", "isued = 2023-09-01", "isued: unknown key. Did you mean issued?"),
    ("policy.toml", "issued = 2023-09-01", 'issued = "2023-09-01"', "line 5, issued: a day such as"),
    ("policy.toml", "issued = 2023-09-01", "issued = 2023-09-01T10:00:00", "issued: a day is wanted, without a time"),
    ("policy.toml", "review_every_days = 365", "review_every_days = -1", "a whole number from 0 up is wanted"),
    ("policy.toml", "review_every_days = 365", "review_every_days = true", "a whole number from 0 up is wanted"),
    ("policy.toml", 'title = "', 'title = ""  # "', "title: empty. Write it out"),
    ("clauses.toml", '["1.2"]\nsense', '["1.2"]\nsence', '"1.2".sence: unknown key. Did you mean sense?'),
    ("values.toml", "from.2023-09-01 = 16", 'from.2023-09-01 = "16"', "age_ends.from.2023-09-01: a whole number"),
    ("values.toml", "from.2023-09-01 = 16", "from.2023-9-1 = 16", 'age_ends.from: "2023-9-1" is not a day'),
    ("values.toml", "from.2023-09-01 = 16", "from.2024-09-01 = 16", "age_ends: no value from the day of issue"),
    ("values.toml", "[enrolment]", "[enrollment]", "enrollment: no rule knows this value. Did you mean enrolment?"),
    ("values.toml", "[enrolment]", "[enrollment]", "enrolment: no value from the day of issue"),
    ("values.toml", 'clause = "4.3"', 'clause = "4.9"', '"4.9" is unknown. Did you mean 4.'),
    ("values.toml", '["R", "3", "7"]', '["R", 3, "7"]', "a list of words in quotes is wanted"),
    (
        "kinds.toml",
        "[2023-09-01.handover]",
        "[2023-09-01.hand_over]",
        'unknown word "hand_over". Did you mean handover?',
    ),
    ("kinds.toml", "[2023-09-01.handover]", "[2024-09-01.handover]", "no table for handover from the day of issue"),
    (
        "kinds.toml",
        'answer = "case_status"',
        'answer = "case_state"',
        'unknown word "case_state". Did you mean case_st',
    ),
    ("kinds.toml", 'copied_to = ["admissions"]', 'copied_to = ["admission"]', "Did you mean admissions?"),
    (
        "kinds.toml",
        '"removal_date", "dest',
        '"removal_day", "dest',
        '"removal_day" is unknown. Did you mean r',
    ),
    ("actions.toml", "due_school_days = 0", 'due_school_days = "0"', "refer_to_social_care.due_school_days: a whole"),
    ("actions.toml", 'when = ["place_wanted"]', 'when = "place_wanted"', "find_place.when: a list such as"),
    ("priorities.toml", 'priority = "immediate"', 'priority = "at once"', 'unknown word "at once". Known: immediate'),
    ("priorities.toml", 'priority = "immediate"', "", "2023-09-01.significant_concern.priority: missing"),
    (
        "actions.toml",
        'due = "review_interval"',
        'due = "review_intervall"',
        'look_again.due: "review_intervall" is',
    ),
    ("values.toml", '"31 March", ', '"31 Marhc", ', '"31 Marhc" is unknown. Did you mean 31 March?'),
    ("values.toml", '"31 March", ', '"29 February", ', '"29 February" is unknown'),
    ("values.toml", '["telephone", "email", "letter"]', "[]", "attempts.from.2023-09-01: an empty list. Name one"),
    ("values.toml", '["telephone", "email", "letter"]', '["phone"]', '"phone" is unknown. Did you mean telephone?'),
    ("values.toml", '["referral", "no_show"', '["referral", "noshow"', '"noshow" is unknown. Did you mean no_show?'),
    ("values.toml", '["R", "3", "7"]', '["R", "3", "Year 7"]', '"Year 7" is unknown'),
    ("places.toml", "not_abroad", "notabroad", "not_abroad: missing"),
    ("facts.toml", "[child_name]", "[child_name", "facts.toml, line 3: not TOML"),
    ("facts.toml", "[child_name]", "loose = 1\n[child_name]", "loose: stands outside a table"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "told"), SLIPS)
def test_a_slip_is_told_with_its_place_and_its_mend(
    file: str, right: str, wrong: str, told: str, policy_files: dict[str, str]
) -> None:
    assert right in policy_files[file]
    spoiled = policy_files[file].replace(right, wrong, 1)
    with pytest.raises(Mistakes) as caught:
        load({**policy_files, file: spoiled})
    assert told in str(caught.value)
    assert all(mistake.file == file for mistake in caught.value.mistakes)


def test_mistakes_in_two_files_are_told_together_with_their_lines(policy_files: dict[str, str]) -> None:
    values = policy_files["values.toml"].replace('unit = "years"', "unit = 5", 1)
    facts = policy_files["facts.toml"].replace('clause = "5.2"', 'clause = ""', 1)
    with pytest.raises(Mistakes) as caught:
        load({**policy_files, "values.toml": values, "facts.toml": facts})
    assert [(mistake.file, mistake.key, mistake.line) for mistake in caught.value.mistakes] == [
        ("values.toml", "age_starts.unit", 7),
        ("facts.toml", "child_name.clause", 4),
    ]


def test_a_missing_file_is_told_by_its_name(policy_files: dict[str, str]) -> None:
    with pytest.raises(Mistakes, match=r"actions.toml: the file is missing\. Restore it"):
        load({name: text for name, text in policy_files.items() if name != "actions.toml"})


def test_a_file_that_is_no_table_of_the_policy_is_left_alone(policy_files: dict[str, str], pack: PolicyPack) -> None:
    assert load({**policy_files, "notes.toml": "not TOML at all"}) == pack


# --- the calendar file

SHIPPED_TERMS = ("autumn 2025", "spring 2026", "summer 2026", "autumn 2026", "spring 2027", "summer 2027")


def test_the_shipped_calendar_is_a_sample_of_two_years_and_more(calendar: Calendar) -> None:
    assert not calendar.confirmed
    assert [term.name for term in calendar.terms if term.name in SHIPPED_TERMS] == list(SHIPPED_TERMS)
    holidays = {day for day, _ in calendar.bank_holidays}
    assert {date(2026, 12, 28), date(2026, 5, 4), date(2027, 3, 26), date(2027, 12, 28)} <= holidays


def test_inset_days_are_kept_by_school() -> None:
    text = (
        "confirmed = true\n[terms]\na = [2026-09-01, 2026-12-18]\n[half_terms]\n[inset]\n"
        '"Larkmead School" = [2026-09-01, 2026-11-16]\n'
    )
    assert load_calendar(text).inset == (
        ("Larkmead School", date(2026, 9, 1)),
        ("Larkmead School", date(2026, 11, 16)),
    )


TERMS = "confirmed = true\n[terms]\na = [2026-09-01, 2026-12-18]\nb = [2027-01-04, 2027-03-25]\n[half_terms]\n[inset]\n"

CALENDAR_SLIPS = [
    ("confirmed = true", "", "confirmed: missing"),
    ("confirmed = true", 'confirmed = "yes"', "line 1, confirmed: true or false is wanted"),
    ("[inset]", "", "inset: missing"),
    ("2026-12-18]", "2026-08-18]", "line 3, terms.a: a first and a last day are wanted"),
    ("[2026-09-01, 2026-12-18]", "[2026-09-01]", "line 3, terms.a: a first and a last day are wanted"),
    ("[2026-09-01, 2026-12-18]", '["1 September"]', "line 3, terms.a: a list of days is wanted"),
    ("2026-12-18]", "2027-01-04]", "line 4, terms.b: begins on 4 January 2027, before a has ended"),
    ("[half_terms]", '[half_terms]\n"c d" = [2026-12-17, 2026-12-21]', "line 6, half_terms.c d: lies in no term"),
    ("a = [2026-09-01, 2026-12-18]\nb = [2027-01-04, 2027-03-25]", "", "line 2, terms: no terms"),
    ("[inset]", "[inset]\nx = 2026-09-01", "line 7, inset.x: a list of days such as"),
    ("[terms]", "[terms", "line 2: not TOML"),
]


@pytest.mark.parametrize(("right", "wrong", "told"), CALENDAR_SLIPS)
def test_a_slip_in_the_calendar_is_told(right: str, wrong: str, told: str) -> None:
    assert load_calendar(TERMS).terms
    with pytest.raises(Mistakes) as caught:
        load_calendar(TERMS.replace(right, wrong, 1))
    assert told in str(caught.value)
