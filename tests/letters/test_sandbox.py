"""A template can show its variables and nothing else, in bounded time."""

from __future__ import annotations

import time

import pytest

from mailbot.letters import compose
from mailbot.letters.forms import FORMS, Written
from mailbot.letters.sandbox import HTML, MARKDOWN, STEPS, Overlong, Sandbox, render
from mailbot.model.letter import Alert
from tests.letters.desk import KEY, LETTERHEAD, NOW, TEMPLATES, page, text, with_own, written
from tests.letters.lint import lint
from tests.letters.payloads import ALL, HISTORIC

LETTER = "---\nsubject: We have it\n---\n{{ references | listed }}\n\n"


def test_there_are_enough_payloads() -> None:
    assert len(set(ALL)) >= 55 and len(HISTORIC) == 5


@pytest.mark.parametrize("payload", ALL, ids=lambda payload: payload[:60])
def test_a_payload_in_a_template_is_refused_and_the_shipped_letter_goes_out(payload: str) -> None:
    began = time.perf_counter()
    templates = with_own(acknowledgement_md=LETTER + payload)
    assert [mistake.file for mistake in templates.check()][:1] == ["templates/acknowledgement.md"]
    assert written("acknowledgement", templates).raw == written("acknowledgement").raw
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("payload", ALL, ids=lambda payload: payload[:60])
def test_a_payload_in_a_subject_is_refused(payload: str) -> None:
    line = payload.replace("\n", " ")
    templates = with_own(acknowledgement_md=f"---\nsubject: a {line}\n---\n{{{{ references | listed }}}}")
    assert templates.check()


@pytest.mark.parametrize("payload", ["{{ 7*7 }}", "{% for x in y %}", "{# c #}", "${7*7}", "<%= 7*7 %>", "#{7*7}"])
def test_a_payload_in_a_value_is_shown_letter_by_letter(payload: str) -> None:
    letter = compose.alert(Alert(payload, (payload,), "6.5"), TEMPLATES, LETTERHEAD, "o@x.example", KEY, NOW)
    lint(letter.raw, "alert")
    assert text(letter).count(payload) == 2
    assert letter.subject.startswith(payload)


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        "[click](https://evil.example)",
        "![x](https://evil.example/a.png)",
        "**bold** _it_ `code` ~~gone~~",
        "# heading",
        "1. one",
        "- item",
        "> quoted",
        "| a | b |",
        "&lt;b&gt; &amp;",
        "<https://evil.example>",
        "a\\*b",
        "***",
        "    indented",
        "[x]: https://evil.example",
    ],
)
def test_markdown_and_html_in_a_value_mean_nothing(value: str) -> None:
    letter = compose.alert(Alert("Act", (value,), None), TEMPLATES, LETTERHEAD, "o@x.example", KEY, NOW)
    assert f"- {value.strip()}" in text(letter)
    body = page(letter).partition('class="body"')[2]
    assert "evil.example" not in body or "href" not in body
    assert "<script" not in body and "<img" not in body and "<strong>bold" not in body


def test_control_characters_in_a_value_are_spaces() -> None:
    alert = Alert("Act\r\nBcc: all@x.example\x00\u202e", ("a\x1b[31mb\u2028c",), None)
    letter = compose.alert(alert, TEMPLATES, LETTERHEAD, "o@x.example", KEY, NOW)
    assert lint(letter.raw)["Bcc"] is None
    assert letter.subject == "Act Bcc: all@x.example"
    assert "- a [31mb c" in text(letter)


@pytest.mark.parametrize("sandbox", [MARKDOWN, HTML], ids=["markdown", "html"])
def test_loops_spend_steps_until_they_are_stopped(sandbox: Sandbox) -> None:
    rows = tuple(range(1000))
    silent = sandbox.compile(sandbox.parse("{% for a in rows %}{% for b in rows %}{% endfor %}{% endfor %}"))
    with pytest.raises(Overlong, match="loops too often"):
        render(silent, {"rows": rows}, 1000)
    assert len(rows) ** 2 > STEPS


def test_output_is_stopped_while_it_grows() -> None:
    loud = MARKDOWN.compile(
        MARKDOWN.parse("{% for a in rows %}{% for b in rows %}" + "x" * 200 + "{% endfor %}{% endfor %}")
    )
    with pytest.raises(Overlong, match="too much text"):
        render(loud, {"rows": tuple(range(150))}, 100_000)


@pytest.mark.parametrize("file", [form.file for form in FORMS.values() if form.written is Written.PAGE])
@pytest.mark.parametrize(
    "fetching",
    [
        '<img src="https://x.example/a.png">',
        "<script>1</script>",
        '<link rel="stylesheet" href="https://x.example">',
        "<style>@import 'https://x.example'</style>",
        "<p style=\"background: url('https://x.example')\">",
        '<iframe srcdoc="x"></iframe>',
        '<p onclick="x()">',
        "< svg onload = x>",
        "<BASE href='https://x.example'>",
    ],
)
def test_a_page_that_would_fetch_or_run_something_is_refused(file: str, fetching: str) -> None:
    shown = "".join(f"{{{{ {need} }}}}" for need in FORMS[file].needs)
    templates = with_own(**{file.replace(".", "_"): f'<html lang="en-GB">{shown}{fetching}</html>'})
    said = " ".join(map(str, templates.check()))
    assert f"templates/{file}, line 1" in said and "would fetch or run something" in said
