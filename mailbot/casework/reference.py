"""Case references: `CME-2026-7K3M9QX4TZ`.

The year, then ten characters of 5 random bits each (50 bits) in Crockford's alphabet, which has no I, L, O or U to
misread. A reference is a name, never an authority: whoever quotes it has proven nothing.
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
BITS = 5 * LENGTH


def mint(year: int, bits: int) -> str:
    """The reference for `bits`, a random number of BITS bits."""
    if not 0 <= bits < 1 << BITS:
        raise ValueError(f"a reference takes {BITS} bits")
    digits = (ALPHABET[bits >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return f"CME-{year:04d}-{''.join(digits)}"
