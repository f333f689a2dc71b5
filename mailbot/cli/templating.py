"""The templates of a home folder: read, checked, their versions kept, the last good ones put behind them."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from mailbot.cli.house import Home
from mailbot.cli.share import shipped, texts
from mailbot.letters.forms import FORMS
from mailbot.letters.questions import FILE as QUESTIONS
from mailbot.letters.templates import Templates
from mailbot.store.store import Saved, Store

FILES = (*FORMS, QUESTIONS)


def read_templates(folder: Path) -> Templates:
    """The templates of a home folder. What is not UTF-8 is told by their check: it must not stop a referral."""
    return Templates(texts(folder, "templates", "*", errors="replace"), texts(shipped(), "templates", "*"))


def versioned(loaded: Home, store: Store, editor: str | None = None) -> Home:
    """The home with every new version of its templates kept, and the last good ones used where one is broken.

    `editor` is who saved them; None: whoever owns the file.
    """
    return loaded.with_templates(kept(loaded.folder, store, loaded.house.templates, editor))


def renewed(folder: Path, store: Store, before: Templates) -> Templates:
    """The templates as they are on the disk now; `before` itself when nothing has changed."""
    now = read_templates(folder)
    return before if now.own == before.own else kept(folder, store, now)


def kept(folder: Path, store: Store, templates: Templates, editor: str | None = None) -> Templates:
    """The templates with the last good versions behind them, once their new versions are kept."""
    store.remember_templates(_saved(folder / "templates", templates, editor))
    return templates.falling_back_on(store.good_templates())


def editor() -> str:
    """Who is at the terminal."""
    return os.environ.get("SUDO_USER") or getpass.getuser()


def _saved(folder: Path, templates: Templates, by: str | None) -> Iterator[Saved]:
    """The files that the authority has, as they are now; those that are only shipped have no versions."""
    for file in FILES:
        path = folder / file
        if path.is_file() and file in templates.own:
            at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            yield Saved(file, templates.own[file], not templates.check_file(file), at, by or _owner(path))


def _owner(path: Path) -> str:
    try:
        return path.owner()
    except KeyError:  # the file's owner has no name here
        return f"user {path.stat().st_uid}"
