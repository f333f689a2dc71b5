"""Where the configuration and templates lie: the authority's own folder, or those that mailbot ships."""

from __future__ import annotations

import os
from pathlib import Path

from mailbot.config.mistakes import Mistake, Mistakes

PACKAGE = Path(__file__).resolve().parent.parent


def shipped() -> Path:
    """The folder that holds the shipped `config/`, `templates/` and `systemd/`."""
    installed = PACKAGE / "share"
    return installed if installed.is_dir() else PACKAGE.parent


def find_home(home: Path | None) -> Path:
    """The folder to work from: the one named, else the working folder if `mailbot init` made it, else shipped."""
    if home is not None:
        return home
    return Path.cwd() if (Path.cwd() / "config" / "mailbot.toml").is_file() else shipped()


def texts(home: Path, folder: str, pattern: str, errors: str = "strict") -> dict[str, str]:
    """File name -> text of `home`/`folder`/`pattern`; a file that is only shipped is taken from there.

    `errors` is what becomes of bytes that are not UTF-8, as in `bytes.decode`.
    """
    found: dict[str, str] = {}
    for place in (shipped(), home):
        if (place / folder).is_dir() and not os.access(place / folder, os.R_OK | os.X_OK):
            told = f"{place / folder} cannot be read by this user. Give it access (chgrp mailbot, chmod g+rX)"
            raise Mistakes([Mistake(str(place / folder), "", None, "not readable", told)])
        for path in sorted((place / folder).glob(pattern)):
            if path.is_file():
                found[path.name] = path.read_text(encoding="utf-8", errors=errors)
    return found
