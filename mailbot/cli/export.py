"""`mailbot export`: cases for the Missing Children system (6.1), and all that is held on one child."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click

from mailbot.cli.errors import told
from mailbot.cli.officer import acting, disclosed, opened, reference, refused, seeing
from mailbot.cli.verbs import Verbs
from mailbot.model.casefile import CaseFile
from mailbot.model.command import Impossible

READ_ME = """All that is held on one case, for a subject access request.

case.json       the child's facts, each with its source; tasks, events, letters, mails, links
case.csv        the same facts as a spreadsheet
chronology.txt  the case's life on a page
mails/          every mail as it came, by its number
letters/        every letter that mailbot wrote, by its number

The mails speak of other people too. Before you hand this over, take out what is theirs.
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
        file = store.file(reference(name), with_restricted=True)
        if file is None:
            refused(Impossible(f"there is no case {reference(name)}. `mailbot case list --all` lists them"))
        disclosed(loaded, store, file, officer, "export subject")
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
            for path, content in _held(file):
                zipped.writestr(path, content)
            for mail in file.mails:
                zipped.writestr(f"mails/{mail.inbound_id}.eml", store.raw(mail.inbound_id))
            for letter in file.letters:
                zipped.writestr(f"letters/{letter.id}.eml", store.letter(letter.id))
    target = out or Path(f"{file.case.reference}.zip")
    _write(target, archive.getvalue())
    click.echo(f"{len(file.mails)} mails and {len(file.letters)} letters with the whole case written to {target}")


def _held(file: CaseFile) -> Iterator[tuple[str, str]]:
    from mailbot.casework.chronology import chronology

    yield "README.txt", READ_ME
    yield "case.json", _json([file])
    yield "case.csv", _csv([file])
    yield "chronology.txt", chronology(file)


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
