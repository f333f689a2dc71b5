"""`mailbot export`: cases for the Missing Children system (6.1), and all that is held on one child."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailbot.cli.errors import told
from mailbot.cli.officer import acting, disclosed, opened, reference, refused, seeing
from mailbot.cli.verbs import Verbs
from mailbot.model.case import EPISODE
from mailbot.model.casefile import CaseFile
from mailbot.model.command import Impossible

if TYPE_CHECKING:
    from mailbot.store.store import Store

READ_ME = """All that is held on one child, for a subject access request: the case, and the child's other episodes.

case.json       the child's facts, each with its source; tasks, events, letters, mails, links
case.csv        the same facts as a spreadsheet
chronology.txt  each case's life on a page
mails/          every mail as it came, by its number
letters/        every letter that mailbot wrote, by its number

The mails speak of other people too. Before you hand this over, take out what is theirs. A case that is linked as
"perhaps the same" is another child's until an officer merges the two: it is not in here.
"""


@click.group(cls=Verbs)
def export() -> None:
    """Take cases out: for another system, or for the person they are about."""


@export.command()
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--all", "everything", is_flag=True, help="Those that are over too.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write there; default: the terminal.")
@seeing
@acting
@click.pass_obj
@told
def cases(
    home: Path | None, form: str, everything: bool, out: Path | None, with_restricted: bool, officer: str
) -> None:
    """Every case with its facts and where each comes from, for the Missing Children system (6.1)."""
    from mailbot.store.store import Wanted

    with opened(home) as (loaded, store):
        wanted = Wanted(everything=everything, most=1_000_000)
        found = [store.file(one.reference, with_restricted) for one in store.listed(wanted)]
        files = [file for file in found if file is not None]
        if with_restricted:
            for file in files:
                disclosed(loaded, store, file, officer, "export cases")
    text = _csv(files) if form == "csv" else _json(files)
    if out is None:
        click.echo(text, nl=False)
    else:
        _write(out, text.encode())
        click.echo(f"{len(files)} cases written to {out}")


@export.command()
@click.argument("name", metavar="REFERENCE")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Default: REFERENCE.zip here.")
@acting
@click.pass_obj
@told
def subject(home: Path | None, name: str, out: Path | None, officer: str) -> None:
    """One archive of all that is held on a child: facts, record, mails and letters."""
    with opened(home) as (loaded, store):
        files = _episodes(store, reference(name))
        if not files:
            refused(Impossible(f"there is no case {reference(name)}. `mailbot case list --all` lists them"))
        for file in files:
            disclosed(loaded, store, file, officer, "export subject")
        mails = sorted({mail.inbound_id for file in files for mail in file.mails})
        letters = sorted({letter.id for file in files for letter in file.letters})
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
            for path, content in _held(files):
                zipped.writestr(path, content)
            for number in mails:
                zipped.writestr(f"mails/{number}.eml", store.raw(number))
            for number in letters:
                zipped.writestr(f"letters/{number}.eml", store.letter(number))
    target = out or Path(f"{reference(name)}.zip")
    _write(target, archive.getvalue())
    cases = "the whole case" if len(files) == 1 else f"all {len(files)} cases of the child"
    click.echo(f"{len(mails)} mails and {len(letters)} letters with {cases} written to {target}")


def _episodes(store: Store, name: str) -> list[CaseFile]:
    """The case and every earlier and later episode of the child, oldest first; empty when there is no such case."""
    found: dict[str, CaseFile] = {}
    waiting = [name]
    while waiting:
        own = waiting.pop()
        file = store.file(own, with_restricted=True) if own not in found else None
        if file is not None:
            found[own] = file
            waiting += [end for link in file.links if link.name == EPISODE for end in (link.reference, link.other)]
    held = {merged.reference for file in found.values() for merged in file.merged}
    return sorted(
        (file for own, file in found.items() if own not in held),
        key=lambda one: (one.case.opened_at, one.case.reference),
    )


def _held(files: list[CaseFile]) -> Iterator[tuple[str, str]]:
    from mailbot.casework.chronology import chronology

    yield "README.txt", READ_ME
    yield "case.json", _json(files)
    yield "case.csv", _csv(files)
    yield "chronology.txt", "\n".join(chronology(file) for file in files)


def _json(files: list[CaseFile]) -> str:
    from mailbot.casework.exporting import file_json

    return json.dumps([file_json(file) for file in files], ensure_ascii=False, indent=2) + "\n"


def _csv(files: list[CaseFile]) -> str:
    from mailbot.casework.exporting import COLUMNS, row

    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")  # RFC 4180
    writer.writeheader()
    writer.writerows(row(file) for file in files)
    return text.getvalue()


def _write(path: Path, content: bytes) -> None:
    """A file that only its owner reads; one that is there already is not overwritten."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
            handle.write(content)
    except FileExistsError:
        raise click.ClickException(f"{path} is there already: choose another --out") from None
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written ({error.strerror})") from error
