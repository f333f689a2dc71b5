"""What a labelled value is apart from its words: blank or not, and where it comes from."""

from __future__ import annotations

import re

from mailbot.model.pair import Pair
from mailbot.reading.extract.sketch import Source

BLANK = re.compile(
    r"\A\W*(?:(?:un|not\s)(?:known|stated|given|recorded|held|provided|sure|applicable|available|sure)"
    r"|n/?[ak]|tb[ca]|none|nil|no|yes|y|n|dd\W+mm\W+yy(?:yy)?|as\sabove|same|see\s(?:above|below|attached)"
    r"|blank|withheld|[?\-–—]+)?(?:\W.{0,3})?\W*\Z",
    re.IGNORECASE,
)


def source_of(pair: Pair, confidence: float = 1.0) -> Source:
    return Source(pair.part, f'label "{pair.label[:60]}"', confidence)
