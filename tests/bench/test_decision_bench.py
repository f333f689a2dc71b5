"""The whole reading of a mail, bytes to decision, without input or output: `.venv/bin/pytest tests/bench -n 0`."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from mailbot.casework.circumstances import Circumstances
from mailbot.casework.decide import decide
from mailbot.cli.house import load_home
from mailbot.model.decision import Decision
from mailbot.model.referral import Mailbox
from mailbot.pipeline import House, understand
from mailbot.reading.read import read

CORPUS = Path(__file__).parents[1] / "corpus"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def house() -> House:
    return load_home(None, reading=True).house


def decided(raw: bytes, house: House) -> Decision:
    message = read(raw, house.trust, NOW)
    reading, triage = understand(message, Mailbox.CME, house, message.sent or NOW)
    references = (f"CME-2026-{number:010d}" for number in range(100))
    return decide(message, reading, triage, Circumstances((), house.trust, NOW, references, lambda days: None))


@pytest.mark.benchmark(timer=time.process_time)  # of the processor alone: other programs do not count
def test_a_mail_of_8_kb(benchmark: BenchmarkFixture, house: House) -> None:
    raw = (CORPUS / "officer" / "messages" / "x01-lupescu-siblings-prose.eml").read_bytes()
    history = b"\r\n".join(
        b"> An older line of quoted history, number %d, as replies carry along." % n for n in range(70)
    )
    raw = raw + b"\r\nOn 1 October 2026, CME wrote:\r\n" + history
    assert 7_000 < len(raw) < 9_000
    assert benchmark(decided, raw, house).reading is not None


def test_the_whole_corpus(house: House) -> None:
    """Prints the median and the 99th percentile over all sample mails, documents left out where a scan needs Tesseract."""
    times = []
    for path in sorted(CORPUS.glob("*/messages/*.eml")):
        raw = path.read_bytes()
        decided(raw, house)
        start = time.process_time()
        decided(raw, house)
        times.append(1000 * (time.process_time() - start))
    ranked = sorted(times)
    print(
        f"\n{len(ranked)} mails: median {statistics.median(ranked):.1f} ms, p99 {ranked[int(0.99 * len(ranked))]:.1f} ms"
    )
