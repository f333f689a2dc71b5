"""Coverage-guided fuzzing of the mail reader: whatever the bytes, a `Message` that no fallback had to make.

    python -m tests.fuzz.message [-max_total_time=60] [more options of libFuzzer] [CORPUS FOLDER]

It starts from the sample mail. An hour of it: `python -m tests.fuzz.message -max_total_time=3600`. Where atheris is not
installed it says so and ends well.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

try:
    import atheris
except ImportError:
    print("atheris is not installed: nothing was fuzzed (pip install atheris)")
    sys.exit(0)

with atheris.instrument_imports(include=["mailbot.reading", "mailparser", "authres"]):
    from mailbot.model.message import Message
    from mailbot.model.trust import Trust
    from mailbot.reading.message import parse

SAMPLES = Path(__file__).parents[1] / "corpus" / "officer" / "messages"
TRUST = Trust(
    authserv_id="mx.havering.gov.uk",
    known_domains=("manor.havering.sch.uk",),
    own_addresses=("cme@havering.gov.uk",),
)


def check(data: bytes) -> None:
    """Read one mail; an exception, or one that the last safety net caught, is a find."""
    message = parse(data, TRUST)
    assert isinstance(message, Message)
    caught = [defect for defect in message.defects if defect.startswith("could not be read")]
    assert not caught, caught
    assert all(item.hop < len(message.hops) for item in (*message.items, *message.attachments))


def main(arguments: list[str]) -> None:
    """Run libFuzzer from the sample mail on."""
    atheris.Setup([*arguments, _seeded()], check)
    atheris.Fuzz()


def _seeded() -> str:
    """A folder of short mails to begin from; libFuzzer leaves without clearing up, so it is the system's to delete."""
    folder = Path(tempfile.mkdtemp(prefix="mailbot-fuzz-"))
    for sample in SAMPLES.glob("*.eml"):
        (folder / sample.stem).write_bytes(sample.read_bytes()[:6_000])
    return str(folder)


if __name__ == "__main__":
    main(sys.argv)
