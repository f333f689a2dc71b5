"""What referrers are told, and what they are not."""

from __future__ import annotations

import re
from random import Random

import pytest

from mailbot.model.referral import OrganisationType
from tests.letters.desk import REPLIES, page, text, with_own, written
from tests.letters.lint import lint

SAYS_SAFE = re.compile(r"\b(?:is|are|was|were) (?:now )?(?:safe|found|located|well)\b", re.I)
PERMITS_REMOVAL = re.compile(
    r"\byou (?:may|can|should|must) (?:now )?(?:remove|take)\b[^.]*\b(?:roll|register)\b", re.I
)


def test_there_is_a_template_for_every_kind_of_answer() -> None:
    assert sorted(REPLIES) == [
        "acknowledgement",
        "ask_for_information",
        "case_status",
        "closing_notice",
        "handover_receipt",
        "holding_reply",
        "home_education",
        "no_show_advice",
        "place_declined_advice",
        "receipt",
        "roll_removal_receipt",
        "status_change",
    ]


@pytest.mark.parametrize("immediate", [True, False])
@pytest.mark.parametrize("template", REPLIES)
def test_every_letter_passes_the_lint(template: str, immediate: bool) -> None:
    lint(written(template, immediate=immediate, wrong_domain=True, unread=2).raw, "reply")
    lint(written(template, references=(), missing=(), status=None).raw, "reply")


@pytest.mark.parametrize("template", REPLIES)
def test_999_and_mash_stand_first_when_a_child_may_be_in_danger(template: str) -> None:
    letter = written(template, immediate=True)
    assert text(letter).startswith("If a child is in danger now, call 999.")
    assert "Multi-Agency Safeguarding Hub (MASH) on 020 7946 0999" in text(letter)
    body = page(letter).partition("<body")[2]
    assert body.index("call 999") < body.index("Multi-Agency") < body.index('class="body"')


@pytest.mark.parametrize("template", REPLIES)
@pytest.mark.parametrize("referrer", [*OrganisationType, None])
def test_no_letter_says_that_a_child_is_safe_or_that_a_pupil_may_be_removed(
    template: str, referrer: OrganisationType | None
) -> None:
    words = text(written(template, referrer=referrer, immediate=True, wrong_domain=True, unread=1))
    assert not SAYS_SAFE.search(words)
    for permitted in PERMITS_REMOVAL.finditer(words):
        assert "only" in permitted[0] or "not" in permitted[0], permitted[0]


def test_the_safety_words_are_recognised_where_they_stand() -> None:
    assert SAYS_SAFE.search("The child is safe.")
    assert PERMITS_REMOVAL.search("You may now remove the pupil from your roll.")


def test_questions_are_numbered_and_in_our_words() -> None:
    words = text(written("ask_for_information", missing=("date_of_birth", "telephone")))
    assert "1. What is the child's date of birth?" in words
    assert "2. On which dates did you phone the parent? What happened?" in words
    assert "<ol>" in re.sub(r"<ol[^>]*>", "<ol>", page(written("ask_for_information")))


def test_a_fact_that_no_question_is_known_for_is_asked_for_by_its_name() -> None:
    assert "1. What is the shoe size?" in text(written("ask_for_information", missing=("shoe_size",)))


def test_a_status_is_shown_by_case_status_only() -> None:
    told = [template for template in REPLIES if "open, and under review" in text(written(template))]
    assert sorted(told) == ["case_status", "status_change"]


def test_a_status_letter_without_a_status_is_the_receipt_to_the_letter() -> None:
    withheld = written("case_status", status=None)
    assert withheld.raw == written("receipt", status=None).raw


def test_a_template_that_there_is_none_of_becomes_the_receipt() -> None:
    assert written("../../etc/passwd").raw == written("receipt").raw


def test_the_acknowledgement_says_to_each_referrer_what_is_theirs() -> None:
    school = text(written(referrer=OrganisationType.SCHOOL))
    assert "Keep the child's name on your register unless the law lets you take it off." in school
    public = text(written(referrer=OrganisationType.PUBLIC))
    assert "We cannot tell you what we find out." in public and "register" not in public
    parent = text(written(referrer=OrganisationType.PARENT))
    assert "schooladmissions@havering.gov.uk" in parent and "register" not in parent
    assert text(written(referrer=OrganisationType.POLICE)) == text(written(referrer=None))


def test_the_wrong_address_is_told_with_the_right_one() -> None:
    words = text(written(wrong_domain=True))
    assert 'an address that ends in "haverling"' in words
    assert "schooladmissions@havering.gov.uk" in words
    assert "haverling" not in text(written())


def test_an_attachment_that_could_not_be_opened_is_told() -> None:
    assert "We could not open your attachment" in text(written(unread=1))
    assert "We could not open 3 of your attachments" in text(written(unread=3))
    assert "could not open" not in text(written(unread=0))


def test_one_letter_speaks_of_all_children_by_reference() -> None:
    letter = written(references=("CME-2026-7K3M9QX4TZ", "CME-2026-4HQ8W2N6RD"))
    assert letter.subject == "We have your referral: CME-2026-7K3M9QX4TZ, CME-2026-4HQ8W2N6RD"
    assert "these references, one for each child" in text(letter)


SECRETS = {
    "child": "Canaryname Birdsong",
    "address": "1 Canary Wharf Road",
    "school": "Canary Primary",
    "agency": "Canary Police",
    "subject": "Re: Canary subject",
    "sender_name": "Canary Sender",
    "phone": "01632 960111",
    "references": ("CME-2026-7K3M9QX4TZ",),
}


@pytest.mark.parametrize("template", REPLIES)
def test_a_fact_that_no_letter_may_tell_stays_out_of_every_byte(template: str) -> None:
    letter = written(template, **SECRETS, status=None)
    assert "canary" not in (text(letter) + page(letter) + letter.subject).lower()
    assert "01632 960111" not in text(letter)


@pytest.mark.parametrize("seed", range(200))
def test_no_template_that_an_admin_can_write_tells_a_secret(seed: int) -> None:
    chance = Random(seed)
    names = [*SECRETS, "status", "missing", "reply", "facts", "wrong_domain", "to", "team", "questions", "references"]
    shapes = ("{{ %s }}", "{{ %s | upper }}", "{%% for x in %s %%}{{ x }}{%% endfor %%}", "{%% if %s %%}y{%% endif %%}")
    body = "\n\n".join(chance.choice(shapes) % chance.choice(names) for _ in range(chance.randint(1, 6)))
    templates = with_own(acknowledgement_md=f"---\nsubject: We have it\n---\n{{{{ references | listed }}}}\n\n{body}")
    letter = written("acknowledgement", templates, **SECRETS, status="canary status")
    assert "canary" not in (text(letter) + page(letter) + letter.subject).lower()
