"""A template's text, checked and made ready: what is wrong in it, or a `Piece` that can be rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Template, TemplateSyntaxError, nodes

from mailbot.config.mistakes import Mistake, nearest
from mailbot.config.rules import WRONG_DOMAIN
from mailbot.letters.forms import FOR_OFFICERS, FORMS, Form, Written
from mailbot.letters.plainness import FEWEST_WORDS, MOST_WORDS, OLDEST_GRADE, hardest_line, plainness
from mailbot.letters.sandbox import ALLOWED, DEEPEST, FILTERS, HTML, LINE, LONGEST_SOURCE, MARKDOWN, Sandbox, render

LOOP = ("index", "first", "last")
REMOTE = re.compile(
    r"<\s*(?:script|link|iframe|object|embed|img|base|form)\b|@import|url\s*\(|\bsrc\s*=|\bon[a-z]{1,20}\s*=", re.I
)
PICTURE = re.compile(r"!\[")


@dataclass(frozen=True, slots=True)
class Piece:
    """A template that passed its check. Without a subject it is a part or a page."""

    form: Form
    body: Template
    subject: Template | None = None

    def rendered(self, values: Mapping[str, object]) -> tuple[str, str]:
        """(subject, body) for these values. Raises what `sandbox.render` raises."""
        subject = render(self.subject, values, self.form.longest) if self.subject else ""
        return subject, render(self.body, values, self.form.longest)


@lru_cache(maxsize=256)
def piece(file: str, text: str) -> tuple[Piece | None, tuple[Mistake, ...]]:
    """The template of this name made ready, or every mistake in it."""
    form = FORMS[file]
    if len(text) > LONGEST_SOURCE:
        return None, (_mistake(form, None, f"longer than {LONGEST_SOURCE} characters", "Shorten it"),)
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        return None, (_mistake(form, line, "not UTF-8 text", "Save the file as UTF-8"),)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    subject, body, mistakes = _split(form, text)
    trees = []
    for sandbox, source in ((LINE, subject), (HTML if form.written is Written.PAGE else MARKDOWN, body)):
        tree, found = _tree(form, sandbox, source)
        mistakes += found
        trees.append((sandbox, tree))
    names = {name.name for _, tree in trees if tree for name in tree.find_all(nodes.Name)}
    mistakes += () if mistakes else _lacking(form, names, text)
    if mistakes:
        return None, mistakes
    made, mistakes = _tried(form, *(sandbox.compile(tree) for sandbox, tree in trees if tree is not None))
    mistakes += _hard(made, body) if made is not None else ()
    return (None if mistakes else made), mistakes


def _split(form: Form, text: str) -> tuple[str, str, tuple[Mistake, ...]]:
    """(subject, body, mistakes) of the file; both keep the line numbers that they have in it."""
    if form.written is not Written.LETTER:
        return "", text, ()
    lines = text.split("\n")
    ends = next((number for number, line in enumerate(lines[1:50], 1) if line.strip() == "---"), None)
    if lines[0].strip() != "---" or ends is None:
        mend = "Begin the file with three lines: ---, then subject: and the subject, then ---"
        return "", "", (_mistake(form, 1, "no header", mend),)
    mistakes = []
    subject = ""
    for number, line in enumerate(lines[1:ends], 2):
        key, _, value = line.partition(":")
        if key.strip() == "subject" and value.strip():
            subject = "\n" * (number - 1) + value
        elif line.strip():
            mistakes.append(
                _mistake(
                    form,
                    number,
                    f"{key.strip()!r} means nothing in a header",
                    "Only subject: and the subject may stand here",
                )
            )
    if not subject:
        mistakes.append(
            _mistake(form, 1, "no subject", "Write a line such as  subject: Your referral  between the --- lines")
        )
    body = "\n".join(lines[ends + 1 :])
    if not body.strip():
        mistakes.append(_mistake(form, ends + 1, "no letter below the header", "Write it, or restore the file"))
    return subject, "\n" * (ends + 1) + body, tuple(mistakes)


def _tree(form: Form, sandbox: Sandbox, source: str) -> tuple[nodes.Template | None, tuple[Mistake, ...]]:
    try:
        tree = sandbox.parse(source)
        return tree, (*_forbidden(form, tree), *_unknown(form, tree))
    except TemplateSyntaxError as error:
        mend = "Write {{ variable }}, {% if variable %} ... {% endif %}, or {% for row in list %} ... {% endfor %}"
        return None, (_mistake(form, error.lineno, (error.message or "syntax error").rstrip("."), mend),)
    except RecursionError:
        return None, (_mistake(form, None, "nested too deeply", "Make it simpler"),)


def _forbidden(form: Form, tree: nodes.Template) -> Iterator[Mistake]:
    """What the language allows and a letter does not need."""
    for node in tree.find_all(nodes.Node):
        named = type(node).__name__.lower()
        if not isinstance(node, ALLOWED):
            yield _mistake(form, node.lineno, f"{named} may not be used in a letter", "Use variables, if and for only")
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            near = nearest(node.name, FILTERS)
            mend = f"Did you mean {near}?" if near else f"There are: {', '.join(FILTERS)}"
            yield _mistake(form, node.lineno, f"no filter is called {node.name!r}", mend)
        elif isinstance(node, nodes.For) and node.recursive:
            yield _mistake(form, node.lineno, "a loop may not call itself", "Leave out the word recursive")
    if _depth(tree) > DEEPEST:
        yield _mistake(form, None, f"more than {DEEPEST} loops within one another", "Make it simpler")


def _depth(node: nodes.Node) -> int:
    """How many loops lie within one another."""
    return isinstance(node, nodes.For) + max(map(_depth, node.iter_child_nodes()), default=0)


def _unknown(form: Form, tree: nodes.Template) -> Iterator[Mistake]:
    """Names that the letter has no value for."""
    rows = {name.name for loop in tree.find_all(nodes.For) for name in _targets(loop)}
    known = {*form.variables, *rows, "loop"}
    columns = {*LOOP, *(field for variable in form.variables.values() for field in variable.fields)}
    for name in tree.find_all(nodes.Name):
        if name.name not in known:
            yield _unknown_name(form, name.lineno, name.name, known - {"loop"})
    for access in tree.find_all(nodes.Getattr):
        if access.attr not in columns:
            yield _unknown_name(form, access.lineno, access.attr, columns)


def _targets(loop: nodes.For) -> list[nodes.Name]:
    return [loop.target] if isinstance(loop.target, nodes.Name) else list(loop.target.find_all(nodes.Name))


def _unknown_name(form: Form, line: int, name: str, known: set[str]) -> Mistake:
    if any(name in other.variables for other in FORMS.values()):
        mend = "Only the letters that README.md names may; leave it out"
        return _mistake(form, line, f"{name!r} may not be shown in this letter", mend)
    near = nearest(name, known)
    mend = f"Did you mean {near}?" if near else f"This template knows: {', '.join(sorted(known))}"
    return _mistake(form, line, f"no variable is called {name!r}", mend)


def _lacking(form: Form, names: set[str], text: str) -> tuple[Mistake, ...]:
    """What the template must show and does not, and what it must not hold."""
    mistakes = [
        _mistake(form, None, f"{need} is not shown", f"Put {need} into the text; see README.md for what it is")
        for need in form.needs
        if need not in names
    ]
    remote = (REMOTE if form.written is Written.PAGE else PICTURE).search(text)
    if remote:
        line = text.count("\n", 0, remote.start()) + 1
        mend = "Leave it out: a letter holds text only and fetches nothing"
        mistakes.append(_mistake(form, line, f"{remote[0]!r} would fetch or run something", mend))
    misprint = re.search(rf"@\w*{WRONG_DOMAIN}", text, re.IGNORECASE)
    if misprint:
        line = text.count("\n", 0, misprint.start()) + 1
        says = f"{WRONG_DOMAIN} is the slip of the policy's clauses 4.5 and 4.6, and not our domain"
        mistakes.append(_mistake(form, line, says, "Write {{ domain }} in its place"))
    return tuple(mistakes)


def _tried(form: Form, subject: Template, body: Template) -> tuple[Piece | None, tuple[Mistake, ...]]:
    """The piece, once it was rendered with both samples of its variables."""
    made = Piece(form, body, subject if form.written is Written.LETTER else None)
    for full in (True, False):
        try:
            made.rendered(form.sample(full))
        except Exception as error:  # whatever a template does, its author is told and the daemon goes on
            says = f"cannot be rendered: {error or type(error).__name__}"
            return None, (_mistake(form, None, says, "Restore the shipped one, then change it in small steps"),)
    return made, ()


def _hard(made: Piece, source: str) -> tuple[Mistake, ...]:
    """What makes a letter to the outside too hard or too long to read. Officers read what is theirs anyhow."""
    if made.form.written is Written.PAGE or made.form.file in FOR_OFFICERS:
        return ()
    measured = plainness(made.rendered(made.form.sample(full=True))[1])
    mistakes = []
    if measured.words > MOST_WORDS:
        says = f"the letter has {measured.words} words; nobody reads more than {MOST_WORDS}"
        mistakes.append(_mistake(made.form, None, says, "Leave out what the reader need not know now"))
    if measured.words >= FEWEST_WORDS and measured.grade > OLDEST_GRADE:
        says = f"too hard to read: for readers of {measured.grade + 5:.0f} years, and 12 is the most"
        mend = "Make two sentences of a long one, take shorter words; this line is the hardest"
        mistakes.append(_mistake(made.form, hardest_line(source), says, mend))
    return tuple(mistakes)


def _mistake(form: Form, line: int | None, says: str, mend: str) -> Mistake:
    return Mistake(f"templates/{form.file}", "", line, says, mend)
