"""Who a mail is from, and how far that is proven.

A sender is *proven* only on a strict reading: one From header, one plain ASCII address that no other shape could be
read as, and the trusted receiver's own Authentication-Results (RFC 8601) saying that DMARC passed for exactly that
domain. Everything else is "unverified", with the reason; the mail is read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import authres

from mailbot.model.message import Address, Sender, Standing
from mailbot.model.trust import Trust
from mailbot.reading.addresses import addresses
from mailbot.reading.headers import Headers, words
from mailbot.reading.lookalike import imitated

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}"
_LABEL = r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)"
_SPEC = re.compile(rf"^{_ATOM}(?:\.{_ATOM}){{0,60}}@(?:{_LABEL}\.){{1,20}}(?=[A-Za-z]){_LABEL}$")
_QUOTED = r'"(?:[^"\\\x00-\x1f\x7f]|\\[^\x00-\x1f\x7f])*"'
_LONGEST_ADDRESS = 254  # RFC 5321 section 4.5.3.1.3
_LONGEST_FROM = 1_000
_LONGEST_RESULTS = 8_000
_NAME_WORD = re.compile(rf"(?:{_QUOTED}|[^\s\"<>()@,;:\\\[\]]+)")
_MICROSOFT = re.compile(r"\.(?:outlook|office365)\.com$|\.prod\.outlook\.com$", re.I)


def prove(headers: Headers, trust: Trust, raw_section: bytes) -> Sender:
    """The sender that the headers name. `raw_section`: the header section as received, to catch what a parser hides."""
    shown = headers.all("from")
    claimed = next((one for one in addresses(shown[0]) if one.address), None) if shown else None
    address, reasons = _strict(shown, raw_section)
    if address is not None:
        claimed = address
        reasons = _unproven(headers, trust, address.address.rpartition("@")[2])
    standing = Standing.UNVERIFIED if reasons else Standing.PROVEN
    lookalike = imitated(claimed.address.rpartition("@")[2], trust) if claimed else None
    return Sender(claimed, standing, tuple(reasons), lookalike)


def _strict(shown: Sequence[str], raw_section: bytes) -> tuple[Address | None, list[str]]:
    """The one address that every reader would take from it, or why there is none such."""
    sent = len(re.findall(rb"(?im)^from[ \t]*:", raw_section))  # as received, not as mended
    if len(shown) != 1 or sent != 1:
        return None, ["more than one From line" if max(len(shown), sent) > 1 else "no From line"]
    if re.search(rb"\r(?!\n)|\x00", raw_section):
        return None, ["control characters in the headers"]
    value = re.sub(r"\r?\n(?=[ \t])", "", shown[0]).strip(" \t")
    if not value.isascii() or len(value) > _LONGEST_FROM or not value.isprintable():
        return None, ["the From line is not plain ASCII text"]
    name, spec = _parted(value)
    plain = len(spec) <= _LONGEST_ADDRESS and "=?" not in spec  # no reader may find an encoded word in an address
    found = _SPEC.fullmatch(spec) if plain else None
    if found is None or not _well_formed(name):
        return None, ["the From line is malformed or names more than one address"]
    display = words(name).strip().strip('"').replace('\\"', '"')
    if any(other.lower() != spec.lower() for other in re.findall(r"[^\s<>\"'()]+@[^\s<>\"'()]+", display)):
        return None, ["the sender's name shows another address"]
    return Address(display, spec.lower()), []


def _parted(value: str) -> tuple[str, str]:
    """A From value as (display name, address)."""
    if value.endswith(">") and value.count("<") - value.count("<", 0, value.rfind('"') + 1) == 1:
        name, _, spec = value[:-1].rpartition("<")
        return name.strip(), spec
    return "", value


def _well_formed(name: str) -> bool:
    """Whether a display name is quoted strings and plain words only (RFC 5322 phrase, and dots as many write them)."""
    return not _NAME_WORD.sub("", name).strip()


def _unproven(headers: Headers, trust: Trust, domain: str) -> list[str]:
    """Why the trusted receiver did not prove the domain; empty if it did."""
    if trust.authserv_id is None and not trust.m365:
        return ["no receiver is trusted to check senders"]
    results = headers.first("authentication-results")
    if not results:
        return ["the receiver says nothing of the sender"]
    if len(results) > _LONGEST_RESULTS or results.count("(") > 50 or not results.isascii():
        return ["the receiver's word on the sender cannot be read"]
    if trust.authserv_id is None and not _above_the_edge(headers):
        return ["the word on the sender was there before our receiver got the mail"]
    try:
        parsed = _parsed(results, trust)
    except Exception:  # the library raises several kinds, and more on hostile values
        return ["the receiver's word on the sender cannot be read"]
    if trust.authserv_id is not None and parsed.authserv_id.lower() != trust.authserv_id.lower():
        return ["the word on the sender is not our receiver's"]
    return _dmarc(parsed, domain)


def _parsed(results: str, trust: Trust) -> authres.AuthenticationResultsHeader:
    """Microsoft 365 leaves out the authserv-id that RFC 8601 asks for; one is made up for the parser."""
    value = re.sub(r"\r?\n(?=[ \t])", "", results).strip()
    return authres.AuthenticationResultsHeader.parse_value(value if trust.authserv_id is not None else f"m365; {value}")


def _dmarc(parsed: authres.AuthenticationResultsHeader, domain: str) -> list[str]:
    verdicts = [result for result in parsed.results if result.method == "dmarc"]
    if len(verdicts) != 1:
        return ["the receiver gives no single DMARC result"]
    if verdicts[0].result != "pass":
        return [f"DMARC {verdicts[0].result}: the sender's domain does not vouch for this mail"]
    checked = [one.value for one in verdicts[0].properties if one.type == "header" and one.name == "from"]
    if [str(one).lower().rpartition("@")[2] for one in checked] != [domain]:
        return ["the receiver checked another domain than the From line shows"]
    return []


def _above_the_edge(headers: Headers) -> bool:
    """Whether the topmost result stands above the first Received line of a mail from outside Microsoft's own hosts.

    Exchange Online puts its result on top of what the sender's side wrote; only its internal hops come above it.
    """
    for name, value in headers.pairs:
        if name == "authentication-results":
            return True
        if name == "received":
            host = re.match(r"\s{0,10}from\s{1,10}([\w.-]{1,255})", value)
            if host is None or not _MICROSOFT.search(host[1]):
                return False
    return False
