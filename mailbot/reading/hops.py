"""A body's blocks to the chain of mails in it: own text, quoted history, forwarded mail, each with its writer.

A quote mark (or quote box) deeper than the line before opens what was quoted; an introduction opens a mail at its own
depth. Answers written between quoted lines come back to their writer's hop, and the next quoted line to the quoted one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mailbot.model.message import Address, Hop, How
from mailbot.reading.attribution import Introduction, introduction
from mailbot.reading.flow import Block
from mailbot.reading.plain import Line

_FORWARD = re.compile(r"^(?:\[[^\]]{0,60}\]\s{0,3}|[A-Z -]{0,24}:\s{0,3}){0,2}(?:fwd?|wg|tr)\s{0,2}[:\]]", re.I)
_REPLY = re.compile(r"^(?:\[[^\]]{0,60}\]\s{0,3}){0,2}(?:re|aw|antw)\s{0,2}(?:\[\d{1,3}\])?\s{0,2}:", re.I)
_PASSED_ON = re.compile(
    r"\b(?:see|read|find) (?:the )?(?:below|e-?mail below|trail|forwarded|thread)\b|\bforward(?:ing|ed)\b|\bfwd\b"
    r"|\bpass(?:ing|ed)? (?:this|it|these|them) (?:on|over|across|to)\b|\bping this\b|\bone for you\b|\bFYI\b|\bFAO\b"
    r"|\b(?:e-?mail|message|referral|request|enquiry|information|details) below\b|\bbelow (?:is|are|from|e-?mail)\b"
    r"|\bfor your (?:information|action)\b",
    re.I,
)
MOST_HOPS = 40
_FEW = 40  # characters of own text that say nothing by themselves


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with the hop that it belongs to. `heads` marks the lines of an introduction."""

    block: Block
    hop: int
    heads: bool = False


@dataclass(slots=True)
class _Open:
    """A hop whose lines are being read: from quote depth `depth` on."""

    hop: int
    depth: int
    fresh: bool = False  # introduced, nothing of its text seen yet
    wrote: bool = False  # introduced by "On ... wrote:"


@dataclass(slots=True)
class Chain:
    """The hops found so far, starting from the one whose body this is. `ours` are addresses and names of our own."""

    hops: list[Hop]
    ours: frozenset[str]
    base: int = 0
    placed: list[Placed] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    closed: dict[int, int] = field(default_factory=dict)  # quote depth -> the hop last read there

    def read(self, blocks: Sequence[Block]) -> list[Placed]:
        """Place every block of one body; the hops that it opens are added to `hops`."""
        self.open = [_Open(self.base, 0)]
        index = 0
        while index < len(blocks):
            block = blocks[index]
            found = introduction(blocks, index) if len(self.hops) < MOST_HOPS else None
            if found:
                self._introduce(found, blocks[index : found.end])
                index = found.end
                continue
            self._place(block)
            index += 1
        return self.placed

    def _place(self, block: Block) -> None:
        if isinstance(block, Line) and block.text and not block.rule:
            self._reach(block.depth)
        self.placed.append(Placed(block, self.open[-1].hop))

    def _reach(self, depth: int) -> None:
        """Close what was quoted deeper, open what is quoted here."""
        top = self.open[-1]
        if top.fresh:
            top.fresh = False
            self._settle(top, depth)
        while len(self.open) > 1 and self.open[-1].depth > depth:
            done = self.open.pop()
            self.closed[done.depth] = done.hop
        if depth > self.open[-1].depth:
            self._deeper(depth)

    def _settle(self, top: _Open, depth: int) -> None:
        """The first line of an introduced mail says at which quote depth it stands.

        After "On ... wrote:" only the deeper lines are quoted; after a block of fields all that follows is.
        """
        if depth > top.depth and top.wrote:
            top.depth = depth
        elif depth > top.depth:
            self.open.append(_Open(top.hop, depth))

    def _deeper(self, depth: int) -> None:
        top = self.open[-1]
        known = self.closed.get(depth)
        if len(self.hops) >= MOST_HOPS:
            known = top.hop
        elif known is None or known <= top.hop:
            known = self._add(Hop(len(self.hops), How.QUOTED))
        self.open.append(_Open(known, depth))

    def _introduce(self, found: Introduction, lines: Sequence[Block]) -> None:
        depth = next((line.depth for line in lines if isinstance(line, Line) and line.text), 0)
        self._reach(depth)
        top = self.open[-1]
        if self._is_blank_quote(top):  # the quote marks came before the words that introduce it
            hop = top.hop
            self.hops[hop] = self._hop(found, hop, self.open[-2].hop if len(self.open) > 1 else self.base)
            top.fresh, top.wrote = True, found.wrote
        else:
            hop = self._add(self._hop(found, len(self.hops), top.hop))
            self.open.append(_Open(hop, depth, True, found.wrote))
        self.placed.extend(Placed(line, hop, heads=True) for line in lines)

    def _is_blank_quote(self, top: _Open) -> bool:
        hop = self.hops[top.hop]
        return hop.how is How.QUOTED and hop.sender is None and not self._text_of(top.hop)

    def _hop(self, found: Introduction, index: int, parent: int) -> Hop:
        how = How.FORWARDED if self._forwarded(found, parent) else How.QUOTED
        return Hop(index, how, found.sender, found.recipients, found.sent, found.subject)

    def _add(self, hop: Hop) -> int:
        self.hops.append(hop)
        return hop.index

    def _forwarded(self, found: Introduction, parent: int) -> bool:
        """Whether the mail introduced is news to us, rather than history that a reply drags along."""
        if found.forwarded is not None:
            return found.forwarded
        if self._is_ours(found.sender):
            return False
        subject = self.hops[parent].subject or ""
        if _FORWARD.match(subject):
            return True
        own = self._text_of(parent)
        told = len(own) < _FEW or _PASSED_ON.search(own) is not None
        unseen = bool(found.recipients) and not any(self._is_ours(person) for person in found.recipients)
        if found.wrote or _REPLY.match(subject):
            return told and unseen
        return told or unseen

    def _is_ours(self, person: Address | None) -> bool:
        return person is not None and (person.address or person.name.lower()) in self.ours

    def _text_of(self, hop: int) -> str:
        lines = [
            item.block.text
            for item in self.placed
            if item.hop == hop and not item.heads and isinstance(item.block, Line)
        ]
        return " ".join(line for line in lines if line)[:4000]
