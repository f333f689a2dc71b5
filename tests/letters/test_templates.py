"""An admin's mistakes: told with line and mend, and never in a referral's way."""

from __future__ import annotations

import pytest

from mailbot.letters.templates import Templates
from tests.letters.desk import SHIPPED, TEMPLATES, text, with_own, written

HEADER = "---\nsubject: We have it\n---\n"


def test_what_is_shipped_has_no_mistake() -> None:
    assert TEMPLATES.check() == ()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Thank you\n", "templates/acknowledgement.md, line 1: no header."),
        ("---\nsubject: x\n---\n\n", "templates/acknowledgement.md, line 3: no letter below the header."),
        ("---\ntitle: x\n---\nHello {{ references }}", "line 2: 'title' means nothing in a header."),
        ("---\n---\nHello {{ references }}", "line 1: no subject."),
        (HEADER + "Hello\n\n{{ refrences }}", "line 6: no variable is called 'refrences'. Did you mean references?"),
        (HEADER + "{% for r in references %}\n{{ r }\n{% endfor %}", "line 5: unexpected '}'"),
        (HEADER + "{% if references %}\nx", "line 5: Unexpected end of template."),
        (HEADER + "{{ references | joined }}", "line 4: no filter is called 'joined'. Did you mean join?"),
        (HEADER + "{{ references }}\n\n{{ status }}", "line 6: 'status' may not be shown in this letter."),
        (HEADER + "{{ references.count }}", "line 4: no variable is called 'count'."),
        (HEADER + "Thank you.", "acknowledgement.md: references is not shown."),
        (HEADER + "{{ references }}\n![logo](https://x.example/a.png)", "line 5: '![' would fetch or run something."),
        (
            HEADER + "{{ references }}\nWrite to cme@haverling.gov.uk",
            "line 5: haverling is the slip of the policy's clauses",
        ),
        (HEADER + "{{ references | join }}{{ team | join }}", "cannot be rendered: a list is wanted here."),
        (HEADER + "{% set x = 1 %}{{ references }}", "line 4: assign may not be used in a letter."),
        (HEADER + "x" * 33_000, "longer than 32000 characters."),
        ("---\nsubject: {{ chidl }}\n---\n{{ references }}", "line 2: no variable is called 'chidl'."),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_shipped_letter_goes_out(body: str, said: str) -> None:
    templates = with_own(acknowledgement_md=body)
    assert said in " ".join(map(str, templates.check()))
    assert written("acknowledgement", templates).raw == written("acknowledgement").raw
    fault = templates.letter("acknowledgement.md", VALUES).fault
    assert fault is not None and said in str(fault)


VALUES = {
    "authority": "A",
    "team": "T",
    "domain": "d.example",
    "address": "a@d.example",
    "phone": "",
    "mash_phone": "",
    "references": ("CME-2026-7K3M9QX4TZ",),
    "questions": (),
    "immediate": False,
    "referrer": "unknown",
}


def test_all_mistakes_of_all_files_are_told_at_once() -> None:
    templates = with_own(
        acknowledgement_md=HEADER + "{{ refrences }} {{ teem }}",
        receipt_md="nothing",
        layout_html='<html lang="en-GB">{{ urgent }}<img src="https://x.example/a.png"></html>',
    )
    said = [str(mistake) for mistake in templates.check()]
    assert len(said) == 5
    assert sum("acknowledgement.md" in one for one in said) == 2
    assert any("layout.html: body is not shown" in one for one in said)
    assert any("layout.html, line 1: '<img' would fetch" in one for one in said)


def test_an_own_letter_without_mistakes_is_used() -> None:
    templates = with_own(acknowledgement_md=HEADER + "Ours: {{ references | listed }}.\r\n")
    assert templates.check() == ()
    assert "Ours: CME-2026-7K3M9QX4TZ." in text(written("acknowledgement", templates))
    assert templates.letter("acknowledgement.md", VALUES).fault is None


def test_a_mistyped_file_name_is_told() -> None:
    templates = Templates({**SHIPPED, "acknowledgment.md": "x", "receipt.md~": "x", ".receipt.md.swp": "x"}, SHIPPED)
    assert [str(mistake) for mistake in templates.check()] == [
        "templates/acknowledgment.md: no letter is made from this file. Did you mean acknowledgement.md?"
    ]


def test_a_missing_file_is_told_and_replaced() -> None:
    templates = Templates({name: body for name, body in SHIPPED.items() if name != "receipt.md"}, SHIPPED)
    assert [mistake.file for mistake in templates.check()] == ["templates/receipt.md"]
    assert written("receipt", templates).raw == written("receipt").raw


def test_a_broken_layout_does_not_keep_a_letter_back() -> None:
    templates = with_own(layout_html="{{ body }")
    assert written("acknowledgement", templates).raw == written("acknowledgement").raw


def test_a_template_that_fails_on_real_values_only_is_replaced_and_told() -> None:
    body = HEADER + "{{ references | listed }}{% if referrer == 'agency' %}{{ team | join }}{% endif %}"
    templates = with_own(acknowledgement_md=body)
    assert templates.check() == ()
    rendered = templates.letter("acknowledgement.md", {**VALUES, "referrer": "agency"})
    assert rendered.text.startswith("Thank you.")
    assert rendered.fault is not None and "cannot be rendered" in rendered.fault.says


def test_a_broken_shipped_template_stops_the_start_not_a_referral() -> None:
    with pytest.raises(ValueError, match=r"receipt\.md, line 1: no header"):
        Templates({}, {**SHIPPED, "receipt.md": "x"}).letter("receipt.md", VALUES)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("date_of_birth =", "date_of_brith ="), "date_of_brith: no fact has this code. Did you mean date_of_birth?"),
        (("date_of_birth =", "date_of_brith ="), "date_of_birth: the question is missing."),
        (
            ('"What is the child\'s date of birth?"', "7"),
            "date_of_birth: not a question of 1 to 300 characters in quotes.",
        ),
        (('date_of_birth = "', "date_of_birth = "), "templates/questions.toml: not TOML"),
    ],
)
def test_a_mistake_in_the_questions_is_told_and_the_shipped_question_asked(change: tuple[str, str], said: str) -> None:
    templates = with_own(questions_toml=SHIPPED["questions.toml"].replace(*change))
    assert said in " ".join(map(str, templates.check()))
    assert templates.questions(("date_of_birth",)) == ("What is the child's date of birth?",)


def test_an_own_question_is_asked() -> None:
    body = SHIPPED["questions.toml"].replace("What is the child's date of birth?", "When was the child born?")
    assert with_own(questions_toml=body).questions(("date_of_birth",)) == ("When was the child born?",)
