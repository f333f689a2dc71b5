"""Renews the README's pictures: `.venv/bin/python -m tests.pictures.renew`.

Runs the demo, then photographs what people look at in a real browser (Debian's chromium): the terminal, the digest wide
and phone-narrow, and three letters.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

HERE = Path(__file__).parent
COLUMNS = 118
# A browser window is never narrower than 500 pixels; a frame is.
PHONE = '<body style="margin:0 55px"><iframe src="digest.html" width="390" height="1400" style="border:0"></iframe>'
LETTERS = {"acknowledgement": "your referral", "advice": "did not start", "status": "stands"}


def main() -> None:
    """Renew every picture."""
    browser = shutil.which("chromium")
    if browser is None:
        sys.exit("chromium is not installed. Do: apt-get install chromium")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pages = folder / "pages"
        pages.mkdir()
        terminal(folder / "demo", pages / "demo.html")
        shutil.copy(folder / "demo" / "digest.html", pages / "digest.html")
        letters(folder / "demo" / "letters", pages)
        (pages / "phone.html").write_text(PHONE, encoding="utf-8")
        photograph(browser, pages / "demo.html", HERE / "demo.png", 1120, 1700)
        photograph(browser, pages / "digest.html", HERE / "digest.png", 1100, 1400)
        photograph(browser, pages / "phone.html", HERE / "digest-phone.png", 500, 1400)
        for name in LETTERS:
            photograph(browser, pages / f"letter-{name}.html", HERE / f"letter-{name}.png", 760, 800)


def terminal(folder: Path, page: Path) -> None:
    """Run the demo and keep what it printed, colours and all, as a page."""
    program = Path(sys.executable).parent / "mailbot"
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    ran = subprocess.run(
        [str(program), "demo", "--exit", "--folder", str(folder)], capture_output=True, text=True, env=environment
    )
    if ran.returncode != 0:
        sys.exit(f"the demo did not end well:\n{ran.stdout}\n{ran.stderr}")
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(ran.stdout))
    page.write_text(console.export_html(inline_styles=True, theme=MONOKAI), encoding="utf-8")


def letters(folder: Path, pages: Path) -> None:
    """The HTML part of the first letter of each sort, as a page."""
    for path in sorted(folder.glob("*.eml")):
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        html = letter.get_body(("html",))
        for name, words in LETTERS.items():
            page = pages / f"letter-{name}.html"
            if words in str(letter["Subject"]) and html is not None and not page.exists():
                page.write_text(html.get_content(), encoding="utf-8")


def photograph(browser: str, page: Path, picture: Path, width: int, height: int) -> None:
    """A screenshot of `page`, `width` by `height` pixels."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"),
                *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
                f"--user-data-dir={profile}",
                f"--window-size={width},{height}",
                f"--screenshot={picture}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


if __name__ == "__main__":
    main()
