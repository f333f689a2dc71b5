"""The risk factors of policy 3.4 and the concerns of 6.5 that a mail asserts of a child."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mailbot.model.field import Field
from mailbot.model.referral import Concern, RiskFactor
from mailbot.reading.extract.findings import Finding, best
from mailbot.reading.extract.polarity import Polarity
from mailbot.reading.extract.social_care import plan


def risk_factors(child: int, found: Sequence[Finding], care: Sequence[Finding]) -> tuple[Field[RiskFactor], ...]:
    """The factors of one child in the order of policy 3.4. A protection plan is one of them."""
    asserted = {code: f.evidence for (who, code), f in best(found).items() if who == child}
    on_plan = plan(child, care)
    if on_plan:
        asserted[RiskFactor.CHILD_PROTECTION_PLAN] = on_plan
    return tuple(Field(code, asserted[code]) for code in RiskFactor if code in asserted)


def concerns(child: int, found: Sequence[Finding]) -> tuple[Field[Concern], ...]:
    """The concerns of one child, in the order of their codes. Taken abroad to be married is no abduction as well."""
    asserted = {code: f.evidence for (who, code), f in best(found).items() if who == child}
    if Concern.FORCED_MARRIAGE in asserted:
        asserted.pop(Concern.ABDUCTION, None)
    if len(asserted) > 1 and asserted.get(Concern.OTHER_HARM) in [
        e for c, e in asserted.items() if c != Concern.OTHER_HARM
    ]:
        asserted.pop(Concern.OTHER_HARM)
    return tuple(Field(code, asserted[code]) for code in Concern if code in asserted)


_TOLD_AS = {
    Polarity.HISTORIC: "past, so not counted",
    Polarity.POSSIBLE: "said to be possible, counted",
    Polarity.UNKNOWN: "said to be unknown, so not counted",
}


def doubts(found: Iterable[Finding]) -> Iterator[str]:
    """What an officer should weigh: matters of the past, possible ones, and those both asserted and denied."""
    listed = list(found)
    sure = {f.code for f in listed if f.polarity is Polarity.PRESENT}
    seen: set[tuple[str, Polarity]] = set()
    for finding in listed:
        key = (finding.code, finding.polarity)
        if finding.polarity in _TOLD_AS and finding.code not in sure and key not in seen:
            seen.add(key)
            yield f"{finding.code.replace('_', ' ')}: {_TOLD_AS[finding.polarity]}: “{finding.evidence.quote}”"
    denied = {f.code: f for f in listed if f.polarity is Polarity.ABSENT}
    for code in sorted(sure & denied.keys()):
        yield f"{code.replace('_', ' ')}: asserted, but elsewhere denied: “{denied[code].evidence.quote}”"
