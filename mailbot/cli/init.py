"""`mailbot init DIR`: the editable configuration and templates, copied out of the package."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from mailbot.cli.errors import told
from mailbot.cli.share import shipped

FOLDERS = ("config", "templates", "systemd")


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@told
def init(directory: Path) -> None:
    """Copy the editable configuration and templates to DIRECTORY. What is already there is left as it is."""
    written, kept = 0, 0
    for folder in FOLDERS:
        for source in sorted((shipped() / folder).rglob("*")):
            target = directory / folder / source.relative_to(shipped() / folder)
            if source.is_dir() or source.name.startswith(".") or "__pycache__" in source.parts:
                continue
            if target.exists():
                kept += 1
                continue
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
            shutil.copyfile(source, target)
            written += 1
    already = f", {kept} were there already and stay as they are" if kept else ""
    click.echo(f"{written} files written to {directory}{already}.")
    click.echo(f"Edit {directory / 'config' / 'mailbot.toml'}, then: mailbot --home {directory} check")
