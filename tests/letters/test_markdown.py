"""One Markdown source, two parts: what the reader without HTML sees."""

from __future__ import annotations

import pytest

from mailbot.letters.markdown import as_html, as_text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One\ntwo.", "One two.\n"),
        ("One  \ntwo.", "One\ntwo.\n"),
        ("## Please", "Please\n------\n"),
        ("1. one\n2. two", "1. one\n2. two\n"),
        ("7. one\n8. two", "7. one\n8. two\n"),
        ("- **one**\n- *two*", "- one\n- two\n"),
        ("- one\n  1. inner\n  2. next", "- one\n  1. inner\n  2. next\n"),
        ("> said", "> said\n"),
        ("a\n\n---\n\nb", "a\n\n" + "-" * 72 + "\n\nb\n"),
        ("[our page](https://x.example/a)", "our page (https://x.example/a)\n"),
        ("[cme@x.example](mailto:cme@x.example)", "cme@x.example\n"),
        ("| a | b |\n| - | - |\n| 1 | 2 |", "a | b\n1 | 2\n"),
        ("<b>bold</b>", "<b>bold</b>\n"),
        ("`code` and    spaces", "`code` and    spaces\n"),
        ("word " * 20, "word " * 13 + "word\n" + "word " * 5 + "word\n"),
    ],
)
def test_the_text_part(markdown: str, text: str) -> None:
    assert as_text(markdown) == text


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>1</script>",
        "<div>\n<p>x\n\n",
        "![x](https://x.example)",
        "<https://x.example>",
        "[x](javascript:alert(1))",
    ],
)
def test_html_pictures_and_scripts_are_plain_words(markdown: str) -> None:
    page = as_html(markdown)
    for tag in ("<script", "<div", "<img", 'javascript:alert(1)"'):
        assert tag not in page
    assert as_text(markdown).strip()


def test_a_reference_inside_a_word_wraps_whole() -> None:
    lines = as_text("x " * 30 + "CME-2026-7K3M9QX4TZ and schooladmissions@havering.gov.uk").splitlines()
    assert any("CME-2026-7K3M9QX4TZ" in line for line in lines)
    assert all(len(line) <= 72 for line in lines)
