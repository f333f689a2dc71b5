"""`mailbot template`: the letters as admins edit them. Looked at, checked, compared, taken back."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailbot.cli.errors import told
from mailbot.cli.officer import reference
from mailbot.cli.verbs import Verbs

if TYPE_CHECKING:
    from mailbot.cli.house import Home
    from mailbot.letters.templates import Rendered, Templates
    from mailbot.store.store import Store, Version

NAME = click.argument("name")


@click.group(cls=Verbs)
def template() -> None:
    """The letters' templates. NAME is a file of templates/, with or without its ending."""


@template.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
@told
def list_(home: Path | None, as_json: bool) -> None:
    """Every template: whose it is, whether it is used, what it is for."""
    from mailbot.cli.templating import FILES
    from mailbot.letters.forms import FORMS

    with library(home) as (loaded, store):
        for file in FILES:
            says = FORMS[file].says if file in FORMS else "The question for each fact that may be missing."
            state = _state(file, loaded.house.templates, store)
            line = (
                json.dumps({"file": file, "state": state, "says": says}) if as_json else f"{file:<26}{state:<30}{says}"
            )
            click.echo(line)


@template.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.pass_obj
@told
def check(home: Path | None, names: tuple[str, ...]) -> None:
    """Everything that is wrong in the templates, with its line; exit status 1 when there is anything."""
    with library(home) as (loaded, store):
        templates = loaded.house.templates
        files = [file_of(name) for name in names]
        found = [one for file in files for one in templates.check_file(file)] if files else list(templates.check())
        for mistake in found:
            click.echo(str(mistake), err=True)
        if found:
            unused = {file for file in (files or templates.own) if _in_use(file, templates, store) != "own"}
            for file in sorted(unused & {mistake.file.removeprefix("templates/") for mistake in found}):
                click.echo(f"templates/{file} is not used: {_state(file, templates, store)}", err=True)
            sys.exit(1)
        click.echo("The templates are in order.")


@template.command()
@NAME
@click.option("--case", metavar="REFERENCE", help="With what this case's referrer would be told now.")
@click.option("--sample", type=click.Choice(["full", "bare"]), default="full", show_default=True)
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write the HTML part to this file.")
@click.pass_obj
@told
def preview(home: Path | None, name: str, case: str | None, sample: str, html: Path | None) -> None:
    """The letter as its reader will see it: subject and text here, the HTML part in a file."""
    from mailbot.letters.preview import with_sample

    file = file_of(name)
    with library(home) as (loaded, store):
        house = loaded.house
        if case is not None:
            shown = _for_case(file, case, loaded, store)
        else:
            shown = with_sample(file, house.templates, house.letterhead, sample == "full")
        click.echo("\n".join(filter(None, (f"Subject: {shown.subject}\n" if shown.subject else "", shown.text))))
        if html is not None:
            html.write_text(shown.html, encoding="utf-8")
            click.echo(f"The HTML part is in {html}.", err=True)
        elif not shown.text:
            click.echo("This is a page: look at it with --html FILE.", err=True)
        mistakes = house.templates.check_file(file)
        for mistake in mistakes:
            click.echo(str(mistake), err=True)
        if mistakes:
            click.echo("So what is shown is not your file but the version that is used instead.", err=True)
            sys.exit(1)


@template.command()
@NAME
@click.option("--version", "number", type=int, help="Compare with this version. Default: the last good one before now.")
@click.option("--shipped", is_flag=True, help="Compare with what mailbot ships.")
@click.pass_obj
@told
def diff(home: Path | None, name: str, number: int | None, shipped: bool) -> None:
    """What the file says now against an earlier version."""
    file = file_of(name)
    with library(home) as (loaded, store):
        templates = loaded.house.templates
        now = templates.own.get(file, "")
        if shipped:
            before, label = templates.shipped[file], "shipped"
        else:
            before, label = _earlier(_history(store, file), number, now, templates.shipped[file])
        lines = difflib.unified_diff(before.splitlines(), now.splitlines(), label, f"templates/{file}", lineterm="")
        for line in lines:
            click.echo(line)


@template.command()
@NAME
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with the text.")
@click.pass_obj
@told
def history(home: Path | None, name: str, as_json: bool) -> None:
    """The versions that a template had: when, by whom, and whether each passed its check."""
    file = file_of(name)
    with library(home) as (_, store):
        versions = _history(store, file)
        for one in versions:
            click.echo(_version_json(one) if as_json else _version_line(one))
        if not versions and not as_json:
            click.echo(f"templates/{file} has no version of yours: the shipped one is used.")


@template.command()
@NAME
@click.argument("number", type=int, required=False, metavar="[VERSION]")
@click.option("--shipped", is_flag=True, help="Restore what mailbot ships.")
@click.pass_obj
@told
def restore(home: Path | None, name: str, number: int | None, shipped: bool) -> None:
    """Write a version back to the file: VERSION, or the last good one that differs from what it says now."""
    from mailbot.cli.templating import editor, read_templates, versioned

    file = file_of(name)
    with library(home) as (loaded, store):
        if store is None:
            raise click.ClickException("there is no folder of your own here: mailbot init DIR makes one")
        templates = loaded.house.templates
        if shipped:
            text, label = templates.shipped[file], "what mailbot ships"
        else:
            text, label = _earlier(_history(store, file), number, templates.own.get(file, ""), templates.shipped[file])
        path = loaded.folder / "templates" / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        fresh = read_templates(loaded.folder)
        kept_as = versioned(loaded.with_templates(fresh), store, editor())
        click.echo(f"templates/{file} is again {label}.")
        for mistake in kept_as.house.templates.check_file(file):
            click.echo(str(mistake), err=True)


@contextmanager
def library(home: Path | None) -> Iterator[tuple[Home, Store | None]]:
    """The home with its templates' versions kept, and its database; None where nobody made a home yet."""
    from mailbot.cli.house import load_home
    from mailbot.cli.share import shipped
    from mailbot.cli.templating import editor, versioned

    loaded = load_home(home)
    if loaded.folder.resolve() == shipped().resolve():
        yield loaded, None
        return
    store = loaded.store()
    try:
        yield versioned(loaded, store, editor()), store
    finally:
        store.close()


def file_of(name: str) -> str:
    """The file that NAME means. Exits with 2, and the nearest one, where there is none."""
    from mailbot.cli.templating import FILES
    from mailbot.config.mistakes import nearest

    bare = name.removeprefix("templates/")
    for file in (bare, f"{bare}.md", f"{bare}.html", f"{bare}.toml"):
        if file in FILES:
            return file
    near = nearest(bare, (*FILES, *(file.partition(".")[0] for file in FILES)))
    raise click.UsageError(f"there is no template {name}." + (f" Did you mean {near}?" if near else ""))


def _for_case(file: str, case: str, loaded: Home, store: Store | None) -> Rendered:
    from mailbot.letters.forms import FORMS
    from mailbot.letters.preview import with_case

    if file not in FORMS or "referrer" not in FORMS[file].variables:
        raise click.UsageError(f"{file} is no letter to a referrer: look at it with --sample")
    found = store.file(reference(case)) if store is not None else None
    if found is None:
        raise click.ClickException(f"there is no case {reference(case)}. `mailbot case list` lists them")
    return with_case(file, loaded.house.templates, loaded.house.letterhead, found.case)


def _history(store: Store | None, file: str) -> tuple[Version, ...]:
    return store.template_history(file) if store is not None else ()


def _in_use(file: str, templates: Templates, store: Store | None) -> str:
    """Which text of this template is used: "own", "last good" or "shipped"."""
    if templates.own.get(file) == templates.shipped.get(file):
        return "shipped"
    if not templates.check_file(file):
        return "own"
    return "last good" if any(version.good for version in _history(store, file)) else "shipped"


def _state(file: str, templates: Templates, store: Store | None) -> str:
    used = _in_use(file, templates, store)
    if used == "last good":
        number = max(version.number for version in _history(store, file) if version.good)
        return f"broken; version {number} is used"
    broken = used == "shipped" and templates.check_file(file)
    return "broken; the shipped one is used" if broken else {"own": "your own", "shipped": "as shipped"}[used]


def _earlier(versions: tuple[Version, ...], number: int | None, now: str, shipped: str) -> tuple[str, str]:
    """(text, what it is called): the version of that number, else the last good one that differs from `now`."""
    if number is not None:
        chosen = next((one for one in versions if one.number == number), None)
        if chosen is None:
            raise click.UsageError(f"there is no version {number}: it has {len(versions)}")
        return chosen.text, f"version {number}"
    for one in reversed(versions):
        if one.good and one.text != now:
            return one.text, f"version {one.number}"
    return shipped, "what mailbot ships"


def _version_line(one: Version) -> str:
    from mailbot.policy.calendar import LONDON

    words = "good" if one.good else "did not pass its check"
    return f"{one.number:>4}  {one.at.astimezone(LONDON):%Y-%m-%d %H:%M}  {one.by:<20}  {len(one.text):>6}  {words}"


def _version_json(one: Version) -> str:
    facts = {"version": one.number, "at": one.at.isoformat(), "by": one.by, "good": one.good, "text": one.text}
    return json.dumps({"file": one.file, **facts})
