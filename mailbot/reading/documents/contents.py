"""What a reader of one format gives back, and how it says that it can't."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mailbot.model.message import Attachment, Hop, Item, Problem
from mailbot.reading.documents.tools import Tools


class Unreadable(Exception):
    """A document that can't be read: which problem, and what an officer should know."""

    def __init__(self, problem: Problem, detail: str) -> None:
        super().__init__(detail)
        self.problem = problem
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file says. `detail` tells what of it was not read.

    Where the file is a mail, `hops` is its own chain, and items and attachments count their hops from there.
    """

    items: tuple[Item, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    certain: bool = True
    detail: str = ""
    hops: tuple[Hop, ...] = ()


FormatReader = Callable[[Attachment, Tools], Contents]


def corrupt(what: str) -> Unreadable:
    """A file that is damaged; `what` is its kind in an officer's words ("Word document")."""
    return Unreadable(Problem.CORRUPT, f"the {what} is damaged and can't be opened; ask the sender to send it again")


def locked(what: str) -> Unreadable:
    """A file that opens only with a password."""
    return Unreadable(Problem.PASSWORD, f"the {what} is protected by a password; open it by hand")
