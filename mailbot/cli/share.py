"""Where the configuration and templates lie: the authority's own folder, or those that mailbot ships."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from mailbot.config.mistakes import Mistake, Mistakes

T = TypeVar("T")

PACKAGE = Path(__file__).resolve().parent.parent
SETTINGS = Path("config", "mailbot.toml")
MAKE = "`mailbot init DIR` makes one; name it by `mailbot --home DIR ...` or the environment's MAILBOT_HOME"


class NoHome(RuntimeError):
    """There is no folder of the authority's own where one is needed."""


def shipped() -> Path:
    """The folder that holds the shipped `config/`, `templates/` and `systemd/`."""
    installed = PACKAGE / "share"
    return installed if installed.is_dir() else PACKAGE.parent


def find_home(home: Path | None) -> Path:
    """The folder to work from: the one named, else the working folder if `mailbot init` made it, else shipped.

    Raises NoHome where the one that is named was not made by `mailbot init`.
    """
    if home is None:
        return Path.cwd() if os.access(SETTINGS, os.F_OK) else shipped()
    if not home.is_dir():
        raise NoHome(f"there is no folder {home}. {MAKE}")
    if not os.access(home, os.R_OK | os.X_OK):
        raise NoHome(f"{home} cannot be read by this user. Give it access (chgrp mailbot, chmod g+rX)")
    if not (home / "config").is_dir() or (os.access(home / "config", os.X_OK) and not (home / SETTINGS).is_file()):
        raise NoHome(f"{home} is no folder of mailbot's: it has no {SETTINGS}. {MAKE}")
    return home


def own_home(home: Path | None) -> Path:
    """The authority's own folder, where its database lies. Raises NoHome where there is only what mailbot ships."""
    folder = find_home(home)
    if is_shipped(folder):
        raise NoHome(f"this needs a folder of your own, which holds the configuration and the database. {MAKE}")
    return folder


def is_shipped(folder: Path) -> bool:
    return folder.resolve() == shipped().resolve()


def texts(home: Path, folder: str, pattern: str, errors: str = "strict") -> dict[str, str]:
    """File name -> text of `home`/`folder`/`pattern`; a file that is only shipped is taken from there.

    `errors` is what becomes of bytes that are not UTF-8, as in `bytes.decode`. Raises Mistakes, one a file.
    """
    found: dict[str, Path] = {}
    for place in (shipped(), home):
        if (place / folder).is_dir() and not os.access(place / folder, os.R_OK | os.X_OK):
            raise Mistakes([_unreadable(f"{folder}/", place / folder)])
        found |= {path.name: path for path in sorted((place / folder).glob(pattern)) if path.is_file()}
    mistakes: list[Mistake] = []
    read = {name: _text(path, f"{folder}/{name}", errors, mistakes) for name, path in found.items()}
    if mistakes:
        raise Mistakes(mistakes)
    return read


def _text(path: Path, file: str, errors: str, mistakes: list[Mistake]) -> str:
    try:
        return path.read_text(encoding="utf-8", errors=errors)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        mistakes.append(Mistake(file, "", line, "not UTF-8 text", "Save the file as UTF-8"))
    except OSError:
        mistakes.append(_unreadable(file, path))
    return ""


def _unreadable(file: str, path: Path) -> Mistake:
    mend = f"Give {path} to the group of the user who runs mailbot (chgrp mailbot, chmod g+rX)"
    return Mistake(file, "", None, "cannot be read by this user", mend)


@dataclass(frozen=True, slots=True)
class Files:
    """Reads a home folder's files, gathering mistakes instead of stopping at the first."""

    folder: Path
    mistakes: list[Mistake]

    def parsed(self, place: str, pattern: str, parse: Callable[[dict[str, str]], T]) -> T | None:
        """What `parse` makes of the files; None, and the mistakes noted with their folder, when it can't."""
        try:
            return parse(texts(self.folder, place, pattern))
        except Mistakes as told:
            for mistake in told.mistakes:
                file = mistake.file if "/" in mistake.file else f"{place}/{mistake.file}"
                self.mistakes.append(replace(mistake, file=file))
        return None
