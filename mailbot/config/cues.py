"""`config/reading/cues/*.toml`, read into a `CueBook`; all mistakes of all files are told at once.

A table `[last_attended.stopped]` is a cue that tells `last_attended`; its second name is for whoever reads the file. It
has `words` (`mailbot.model.wording` has the notation), where needed `unless`, and the example sentences `fires` and
`silent`, which the tests run. A table `[lists]`, first in the file, names runs of alternatives: with
`us = ["us", "here"]`, `with <us>` means `with (us|here)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mailbot.config.mistakes import Mistake, Mistakes, meant
from mailbot.config.table import Table, parsed
from mailbot.model.cues import Cue, CueBook, Tells
from mailbot.model.wording import Wording, read

_SLOT = re.compile(r"<(?:day|school|place)>")


def cue_book(files: Mapping[str, str]) -> CueBook:
    """The cues of `files` (file name, such as "days.toml", to its TOML text). Raises `Mistakes`, all at once."""
    mistakes: list[Mistake] = []
    cues = [cue for name, text in sorted(files.items()) for cue in _file(parsed(text, name, mistakes))]
    if mistakes:
        raise Mistakes(mistakes)
    return CueBook.of(cues)


def _file(table: Table) -> Iterator[Cue]:
    lists: dict[str, str] = {}
    for name, below in table.tables():
        if name == "lists":
            lists = {f"<{key}>": f"({'|'.join(below.words(key))})" for key in below.names()}
        elif name not in list(Tells):
            table.refuse(name, "tells nothing that is known", meant(name, Tells))
        else:
            yield from (_cue(Tells(name), entry, lists) for _, entry in below.tables())


def _cue(tells: Tells, entry: Table, lists: Mapping[str, str]) -> Cue:
    words = tuple(_wordings(entry, "words", lists, entry.words("words"), slot=tells is not Tells.JOINED_HERE))
    unless = tuple(_wordings(entry, "unless", lists, entry.words("unless", ())))
    cue = Cue(tells, words, unless, entry.words("fires"), entry.words("silent", ()))
    entry.end()
    return cue


def _wordings(
    entry: Table, key: str, lists: Mapping[str, str], notations: tuple[str, ...], slot: bool = False
) -> Iterator[Wording]:
    for notation in notations:
        if slot and not _SLOT.search(notation):
            entry.refuse(key, f'"{notation}" names no day, school or place', "Write <day>, <school> or <place> in it")
        written = notation
        for mark, alternatives in lists.items():
            written = written.replace(mark, alternatives)
        try:
            yield read(written)
        except ValueError as error:
            entry.refuse(key, str(error), "See the notation at the head of model/wording.py")
