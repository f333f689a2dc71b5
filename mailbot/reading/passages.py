"""Placed blocks to items: soft wraps joined, every run labelled, neighbours of one hop and role in one passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from mailbot.model.message import Hop, Item, Passage, Role, Table
from mailbot.reading.flow import Block
from mailbot.reading.hops import Placed
from mailbot.reading.plain import Line, unwrapped
from mailbot.reading.roles import roles


def items(placed: Sequence[Placed], hops: Sequence[Hop], part: str, wrapped: bool) -> list[Item]:
    """The items of one text part. `wrapped`: it is plain text, whose lines a mail program may have broken."""
    runs = [(key, [one.block for one in run]) for key, run in groupby(placed, key=lambda one: (one.hop, one.heads))]
    made: list[Item] = []
    for index, ((hop, heads), blocks) in enumerate(runs):
        if heads:
            made += _passages(blocks, [Role.HEADER] * len(blocks), part, hop)
            continue
        blocks = _whole(blocks) if wrapped else blocks
        between = 0 < index < len(runs) - 1 and not (runs[index - 1][0][1] or runs[index + 1][0][1])
        made += _passages(blocks, roles(blocks, hops[hop].sender, between), part, hop)
    return made


def _whole(blocks: Sequence[Block]) -> list[Block]:
    """The same lines with soft wraps joined."""
    lines = ["" if block.rule else block.text for block in blocks if isinstance(block, Line)]
    depth = next((block.depth for block in blocks if isinstance(block, Line)), 0)
    return [Line(text, depth) for text in unwrapped(lines)]


def _passages(blocks: Sequence[Block], labels: Sequence[Role], part: str, hop: int) -> list[Item]:
    made: list[Item] = []
    paired = zip(blocks, labels, strict=True)
    for (table, role), run in groupby(paired, key=lambda pair: (isinstance(pair[0], Table), pair[1])):
        held = [block for block, _ in run]
        if table:
            made += [replace(block, part=part, hop=hop, role=role) for block in held if isinstance(block, Table)]
        elif text := _joined(held):
            made.append(Passage(text, part, hop, role))
    return made


def _joined(blocks: Sequence[Block]) -> str:
    """Lines with one empty line between paragraphs; drawn rules are no text."""
    lines: list[str] = []
    for block in blocks:
        text = block.text if isinstance(block, Line) and not block.rule else ""
        if text or (lines and lines[-1]):
            lines.append(text)
    return "\n".join(lines).strip("\n")
