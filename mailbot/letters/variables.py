"""`python -m mailbot.letters.variables > templates/README.md`: what the templates are and what each may show."""

from __future__ import annotations

from collections.abc import Iterator

from mailbot.letters.forms import FORMS, HEAD, Form, Variable
from mailbot.letters.plainness import MOST_WORDS
from mailbot.letters.sandbox import DEEPEST, FILTERS

INTRODUCTION = """\
# The letters

Each file here is one letter or a part of one. Change them as you like; `mailbot check` says what is wrong in which
line. A file with a mistake is not used: its last good version goes out in its place (the shipped one where there never
was one), and the digest says so. Every version is kept: `mailbot template history`, `diff`, `restore`.

A letter begins with a header of three lines, then comes [Markdown](https://commonmark.org/help/). The plain-text part
and the HTML part are both made from it.

    ---
    subject: We have your referral{% if references %}: {{ references | join(", ") }}{% endif %}
    ---
    Thank you. We have your email.

    {% for question in questions %}
    {{ loop.index }}. {{ question }}
    {% endfor %}

- `{{ name }}` shows a variable; `{% if name %} ... {% else %} ... {% endif %}` shows text only where there is one;
  `{% for row in list %} ... {% endfor %}` repeats text, at most DEEPEST deep. There is nothing else: no calculating, no
  including, no calling.
- Filters: FILTERS.
- HTML, pictures and code in Markdown are not letters' business; they are shown as plain words or refused. Nothing may
  be fetched from elsewhere.
- A value is always shown as it is, whatever signs stand in it.
- Write for a reader of 9 to 12 years: short sentences, plain words. The check measures it, and refuses what a reader of
  12 cannot read, or what is longer than MOST_WORDS words. Never say that a child is safe or was found, and
  never that a school may take a child off its register.

`questions.toml` holds the question for each fact that may be missing. Change the words, keep the names.

This page is made from the code: `python -m mailbot.letters.variables > templates/README.md`.
"""


def readme() -> str:
    """The text of `templates/README.md`."""
    filters = ", ".join(f"`{name}`" for name in FILTERS)
    sections = ["## In every template", *_table(HEAD)]
    for form in FORMS.values():
        sections += [f"## {form.file}", form.says, *_own(form)]
    introduction = (
        INTRODUCTION.replace("FILTERS", filters).replace("DEEPEST", f"{DEEPEST}").replace("MOST_WORDS", f"{MOST_WORDS}")
    )
    return "\n\n".join([introduction.rstrip(), *sections]) + "\n"


def _own(form: Form) -> Iterator[str]:
    if form.needs:
        yield f"Must show: {', '.join(f'`{need}`' for need in form.needs)}."
    own = {name: variable for name, variable in form.variables.items() if name not in HEAD}
    twin = next(other for other in FORMS.values() if other.variables is form.variables)
    if own and twin is not form:
        yield f"Variables: those of {twin.file}."
    elif own:
        yield from _table(own)


def _table(variables: dict[str, Variable]) -> Iterator[str]:
    rows = [f"| `{name}` | {variable.says}{_fields(variable)} |" for name, variable in variables.items()]
    yield "\n".join(["| variable | what it is |", "| --- | --- |", *rows])


def _fields(variable: Variable) -> str:
    fields = ", ".join(f"`{name}`" for name in variable.fields)
    return f". Each has {fields}" if fields else ""


if __name__ == "__main__":
    print(readme(), end="")
