"""Which parts of a mail speak of its children: records of a form matched to them, history about others left out."""

from __future__ import annotations

from collections.abc import Sequence

from mailbot.model.message import FormField, How, Item, Message, Passage, Role, Table
from mailbot.model.pair import Pair
from mailbot.model.referral import Child
from mailbot.reading.extract.mentions import plain

_NAMING = ("forename", "surname", "name", "known_as")


def records_of(pairs: Sequence[Pair], children: Sequence[Child]) -> tuple[tuple[int, int], ...]:
    """(record, index of its child) for each record of a form that names one of the children."""
    told: dict[int, str] = {}
    for pair in pairs:
        if pair.record is not None and pair.key in _NAMING:
            told[pair.record] = f"{told.get(pair.record, '')} {plain(pair.value)} "
    out = []
    for record, names in told.items():
        fits = sorted(((_fit(names, child), -index) for index, child in enumerate(children)), reverse=True)
        if fits and fits[0][0]:
            out.append((record, -fits[0][1]))
    return tuple(out)


def _fit(names: str, child: Child) -> int:
    """How many words of the child's given names, and then of the surname, stand in a record's names."""
    words = set(names.replace(",", " ").split())
    given = set(plain(child.forename.value).split()) if child.forename else set()
    family = set(plain(child.surname.value).split()) if child.surname else set()
    return 10 * len(words & given) + len(words & family)


def silent_hops(message: Message, children: Sequence[Child], officer: frozenset[int]) -> frozenset[int]:
    """The quoted hops that name none of the children: history about somebody else, or an officer's standing letter."""
    names = {
        word
        for child in children
        for field in (child.forename, child.surname)
        if field
        for word in plain(field.value).split()
        if len(word) > 2
    }
    quoted = {hop.index for hop in message.hops if hop.how is How.QUOTED} | officer
    return frozenset(hop for hop in quoted if not _names_one(message, hop, names))


def _names_one(message: Message, hop: int, names: set[str]) -> bool:
    texts = [text_of(item) for item in message.content if item.hop == hop and item.role is Role.TEXT]
    words = {word.strip(".,;:()[]?!\"'") for text in texts for word in plain(text).split()}
    return bool(names & words)


def text_of(item: Item) -> str:
    """All that an item says, as one text."""
    if isinstance(item, Passage):
        return item.text
    if isinstance(item, Table):
        return "\n".join(" | ".join(row) for row in item.rows)
    if isinstance(item, FormField):
        return f"{item.label}: {item.value}"
    raise TypeError(item)


def officer_hops(message: Message) -> frozenset[int]:
    """The hops that our own mailbox wrote: quoted in a reply to it, from an address that the reply is sent to."""
    outer = message.hops[0].recipients if message.hops else ()
    known = {one.address for one in (*message.to, *message.cc, *outer) if one.address}
    names = {one.name.lower() for one in (*message.to, *message.cc) if one.name}
    own = set()
    for hop in message.hops[1:]:
        if hop.how is not How.QUOTED or hop.sender is None:
            continue
        name = hop.sender.name.lower()
        if hop.sender.address in known or (
            not hop.sender.address and name and (name in names or name.startswith("cme"))
        ):
            own.add(hop.index)
    return frozenset(own)
