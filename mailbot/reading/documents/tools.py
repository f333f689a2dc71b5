"""Programs that document reading may ask for but never runs itself: the caller passes them in, or does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page: its text and its box in points (or pixels) from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Tools:
    """`recognise` gives the words of an image file (PNG, JPEG, TIFF), `word_docbook` an old Word file as DocBook XML.

    Each answers None where it could not; each is None where the program is not installed. `out_of_time` says that what
    has not been read yet is to be left unread.
    """

    recognise: Callable[[bytes], tuple[Word, ...] | None] | None = None
    word_docbook: Callable[[bytes], str | None] | None = None
    out_of_time: Callable[[], bool] = lambda: False


NO_TOOLS = Tools()
