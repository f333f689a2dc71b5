"""Who a mail is from: proven only on a strict reading and on the trusted receiver's word (issue 3 line 4)."""

from __future__ import annotations

import pytest

from mailbot.model.message import Sender, Standing
from mailbot.model.trust import Trust
from mailbot.reading.message import parse

SCHOOL = "head@manor.havering.sch.uk"
TRUST = Trust(authserv_id="mx.havering.gov.uk", known_domains=("manor.havering.sch.uk",))
M365 = Trust(m365=True, known_domains=("manor.havering.sch.uk",))


def vouched(domain: str, verdict: str = "pass") -> str:
    return f"mx.havering.gov.uk; dmarc={verdict} header.from={domain}"


def sender(*headers: str, trust: Trust = TRUST) -> Sender:
    return parse("\r\n".join([*headers, "", "text"]).encode("utf-8", "surrogateescape"), trust).sender


@pytest.mark.parametrize(
    "shown",
    [
        f"Head <{SCHOOL}>",
        SCHOOL,
        f'"Head, The" <{SCHOOL}>',
        f"=?utf-8?q?Ren=C3=A9e_Head?= <{SCHOOL}>",
        f"Mr. A. Head <{SCHOOL}>",
        f'"{SCHOOL}" <{SCHOOL}>',
        f"Head\r\n <{SCHOOL}>",
        f'"Head (Acting)" <{SCHOOL.upper()}>',
    ],
)
def test_a_plain_from_line_that_the_receiver_vouches_for_is_proven(shown: str) -> None:
    found = sender(f"Authentication-Results: {vouched('manor.havering.sch.uk')}", f"From: {shown}")
    assert found.standing is Standing.PROVEN, found.reasons
    assert found.address is not None
    assert found.address.address == SCHOOL


E_DOMAIN = "evil.example"
CONFUSED = [
    f"=?utf-8?q?head=40manor=2Ehavering=2Esch=2Euk=3E_=3C?=x@{E_DOMAIN}",
    f"{SCHOOL} <x@{E_DOMAIN}>",
    f"<{SCHOOL}> <x@{E_DOMAIN}>",
    f"<{SCHOOL}>;x@{E_DOMAIN}",
    f"{SCHOOL};x@{E_DOMAIN}",
    f"{SCHOOL})x@{E_DOMAIN}",
    f"{SCHOOL}(x@{E_DOMAIN})",
    f"({SCHOOL})x@{E_DOMAIN}",
    f"{SCHOOL}, x@{E_DOMAIN}",
    f"{SCHOOL}=?utf-8?q?=2C?= x@{E_DOMAIN}",
    f"=?utf-8?b?aGVhZEBtYW5vci5oYXZlcmluZy5zY2gudWs=?= <x@{E_DOMAIN}>",
    f'"{SCHOOL}" <x@{E_DOMAIN}>',
    f"'{SCHOOL}' <x@{E_DOMAIN}>",
    f'"Head <{SCHOOL}>" <x@{E_DOMAIN}>',
    f"Head <{SCHOOL} <x@{E_DOMAIN}>",
    f"Head <{SCHOOL}> x@{E_DOMAIN}",
    f"Head <x@{E_DOMAIN}> <{SCHOOL}>",
    f"Head <x@{E_DOMAIN}>, <{SCHOOL}>",
    f"Head <x@{E_DOMAIN},{SCHOOL}>",
    f"Head <@{E_DOMAIN}:{SCHOOL}>",
    f"Head <{SCHOOL}@{E_DOMAIN}>",
    f'Head <"{SCHOOL}"@{E_DOMAIN}>',
    f'"{SCHOOL}"@{E_DOMAIN}',
    f"Head: {SCHOOL};",
    f"G: a; <{SCHOOL}>",
    f"Head: x@{E_DOMAIN}, {SCHOOL};",
    f"Head <x@{E_DOMAIN}\x00{SCHOOL}>",
    f"Head <{SCHOOL}\x00@{E_DOMAIN}>",
    f"Head <head@manor.havering.sch.uk\t.{E_DOMAIN}>",
    f"Head <head@manor.havering.sch.uk .{E_DOMAIN}>",
    f"Head <head@manor.havering.sch.uk(.{E_DOMAIN})>",
    f"Head <head(x@{E_DOMAIN})@manor.havering.sch.uk>",
    "Head <head@[192.0.2.1]>",
    "Head <head@manor.havering.sch.uk.>",
    "Head <.head@manor.havering.sch.uk>",
    "Head <head..x@manor.havering.sch.uk>",
    "Head <head@manor..havering.sch.uk>",
    "Head <head@-manor.havering.sch.uk>",
    "Head <head@localhost>",
    "Head <>",
    "<>",
    "",
    "Head",
    "@manor.havering.sch.uk",
    "head@",
    "Head <head@mаnor.havering.sch.uk>",  # a Cyrillic а
    "Head <head＠manor.havering.sch.uk>",
    f"Head \\<{SCHOOL}>",
    f'"Head" "{SCHOOL}" <x@{E_DOMAIN}>',
    f'"Head\\" <{SCHOOL}>" <x@{E_DOMAIN}>',
    f'"unclosed <{SCHOOL}>',
    f"Head <{SCHOOL}",
    f"Head {SCHOOL}>",
    f"Head <<{SCHOOL}>>",
    f"Head <mailto:{SCHOOL}>",
    f"{SCHOOL} via =?utf-8?q?x=40evil?=",
    f"=?utf-8?q?Head?= =?utf-8?q?=3Chead=40manor=2Ehavering=2Esch=2Euk=3E?= <x@{E_DOMAIN}>",
    f"Head <{'a' * 260}@manor.havering.sch.uk>",
    "(" * 300,
    "(" * 300 + SCHOOL,
    f"Head\r\n\t<x@{E_DOMAIN}>\r\n <{SCHOOL}>",
    f"head@manor.havering.sch.uk\r\n .{E_DOMAIN}",
    f"Head <{SCHOOL}>\r\nFrom: x@{E_DOMAIN}",
    f"Head <x@{E_DOMAIN}>\rFrom: {SCHOOL}",
    f"Head <x@{E_DOMAIN}>\r\nFROM : {SCHOOL}",
]


@pytest.mark.parametrize("shown", CONFUSED, ids=range(len(CONFUSED)))
@pytest.mark.parametrize("vouched_for", ["evil.example", "manor.havering.sch.uk"])
def test_a_from_line_that_could_be_read_in_two_ways_never_acts_for_a_domain_that_was_not_checked(
    shown: str, vouched_for: str
) -> None:
    """Goal 19: the address acted on always has the authenticated domain."""
    found = sender(f"Authentication-Results: {vouched(vouched_for)}", f"From: {shown}")
    if found.standing is Standing.PROVEN:
        assert found.address is not None
        assert found.address.address.endswith("@" + vouched_for)
        assert "manor" not in found.address.address.replace(vouched_for, "")
    else:
        assert found.reasons
    if vouched_for == "evil.example" and found.address:
        assert found.standing is Standing.UNVERIFIED or "manor" not in found.address.name.lower()


def test_at_least_sixty_confusing_shapes_are_tried() -> None:
    assert len(CONFUSED) >= 60


US = "mx.havering.gov.uk"
MANOR = "header.from=manor.havering.sch.uk"
PASSED = f"dmarc=pass {MANOR}"
AR = "Authentication-Results"
FORGED = [
    [],
    # another server's word
    *(
        [f"{AR}: {server}; {PASSED}"]
        for server in (
            "mx.evil.example", "havering.gov.uk", "mx.havering.gov.uk.evil.example", "evil.example.mx.havering.gov.uk",
            "xmx.havering.gov.uk", "mx.havering.gov.ukx", "mx-havering.gov.uk", "mx.havering.gov.uk.", ".mx.havering.gov.uk",
            "mx..havering.gov.uk", "mx.havering.gov.uk/evil", "mx.havering.gov.uk@evil.example", "mx.havering.gov.uk:25",
            "mx.havering.gov.uk%00", "mx.havering.gov.uk evil.example", "mx.havering.gov.uk,evil.example", "mx.havering.gov",
            "mх.havering.gov.uk", "ｍx.havering.gov.uk", "mx.havering.gov.uk\u200b", "=?utf-8?q?mx.havering.gov.uk?=",
            "[192.0.2.1]", "localhost", "*", '""', "'mx.havering.gov.uk'", "<mx.havering.gov.uk>", "mx.havering.gov.uk 2",
            "mx.havering.gov.uk 0", "mx.havering.gov.uk x", "mx.havering.gov.uk 1 1", "(mx.havering.gov.uk) evil.example",
            "evil.example (mx.havering.gov.uk)", "(mx.havering.gov.uk;) evil.example", "", ";", "mx.havering.gov.uk\\",
        )
    ),
    # our server's word on something else
    *(
        [f"{AR}: {US}; {results}"]
        for results in (
            "none", "", ";", "dmarc", "dmarc=", "dmarc=pass", "dmarc=none " + MANOR, "dmarc=fail " + MANOR,
            "dmarc=bestguesspass " + MANOR, "dmarc=temperror " + MANOR, "dmarc=permerror " + MANOR,
            "dmarc=passed " + MANOR, "dmarc=pas " + MANOR, "dmarc=hardpass " + MANOR, "dmarc=softfail " + MANOR,
            "dmarc=fail reason=pass " + MANOR, f'dmarc=fail reason="dmarc=pass {MANOR}"', f"dmarc=fail ({PASSED}) {MANOR}",
            f"dmarc=fail (; dmarc=pass) {MANOR}", f"dmarc=fail (\\); dmarc=pass) {MANOR}", f"(dmarc=pass {MANOR})",
            f"((dmarc=pass {MANOR}))", f'"{PASSED}"', f"xdmarc=pass {MANOR}", f"dmarcx=pass {MANOR}", f"x-dmarc=pass {MANOR}",
            f"arc=pass {MANOR}", f"dkim=pass {MANOR}", f"spf=pass {MANOR}", f"auth=pass {MANOR}", f"compauth=pass {MANOR}",
            "dkim=pass header.d=manor.havering.sch.uk", "dkim=pass header.i=@manor.havering.sch.uk",
            "spf=pass smtp.mailfrom=manor.havering.sch.uk", "spf=pass smtp.mailfrom=head@manor.havering.sch.uk",
            "spf=pass smtp.helo=manor.havering.sch.uk", "iprev=pass policy.iprev=192.0.2.1",
            "dmarc=pass header.d=manor.havering.sch.uk", "dmarc=pass smtp.mailfrom=manor.havering.sch.uk",
            "dmarc=pass policy.from=manor.havering.sch.uk", "dmarc=pass header.reply-to=manor.havering.sch.uk",
            "dmarc=pass header.sender=manor.havering.sch.uk", "dmarc=pass from=manor.havering.sch.uk",
            "dmarc=pass header.from=havering.sch.uk", "dmarc=pass header.from=x.manor.havering.sch.uk",
            "dmarc=pass header.from=evil.example", "dmarc=pass header.from=manor.havering.sch.uk.evil.example",
            "dmarc=pass header.from=evil-manor.havering.sch.uk", "dmarc=pass header.from=", "dmarc=pass header.from=uk",
            "dmarc=pass header.from=x@evil.example", "dmarc=pass header.from=manor.havering.sch.uk@evil.example",
            "dmarc=pass header.from=manor.havering.sch.uk header.from=a.example",
            "dmarc=pass header.from=a.example header.from=manor.havering.sch.uk",
            "dmarc=fail header.from=a.example; dmarc=pass header.from=manor.havering.sch.uk",
            f"{PASSED}; dmarc=fail header.from=a.example", f"{PASSED}; {PASSED}", f"{PASSED}; dmarc=fail {MANOR}",
            f"dkim=fail header.d=a; {PASSED}; dmarc=none {MANOR}", "dmarc=pass header.from=mаnor.havering.sch.uk",
            "dmarc=pass header.from=xn--mnor-43d.havering.sch.uk", f"{PASSED}{'(' * 400}", f"{'(' * 60}{')' * 60} {PASSED}",
            f"dmarc=pass{' ' * 9_000}{MANOR}", f"{'spf=none; ' * 2_000}{PASSED}",
        )
    ),
    # a word that is not on top, or stands elsewhere
    [f"{AR}: {vouched('evil.example')}", f"{AR}: {US}; {PASSED}"],
    [f"{AR}: mx.evil.example; none", f"{AR}: {US}; {PASSED}"],
    [f"{AR}: {US}; none", f"{AR}: {US}; {PASSED}"],
    [f"{AR}:", f"{AR}: {US}; {PASSED}"],
    [f"{AR}: {US};\r\n\tdmarc=fail {MANOR}", f"{AR}: {US}; {PASSED}"],
    [f"{AR}: {US}; dmarc=fail {MANOR}\r\n ({AR}: {US}; {PASSED})"],
    [f"X-Junk: a\r\n {AR}: {US}; {PASSED}"],
    *(
        [f"{name}: {US}; {PASSED}"]
        for name in (
            "ARC-Authentication-Results", "X-Authentication-Results", "Authentication-Results-Original",
            "Original-Authentication-Results", "Authentication-Result", "Authentication_Results", "X-MS-Exchange-Authentication-Results",
            "Authentication-Resu1ts", "Authеntication-Results", "Comments", "Subject", "Received",
        )
    ),
    [f"ARC-Authentication-Results: i=1; {US}; {PASSED}", "ARC-Seal: i=1; cv=none; d=evil.example"],
    ["X-MS-Exchange-Organization-AuthAs: Internal", "X-MS-Exchange-Organization-SCL: -1"],
    ["X-MS-Exchange-Organization-AuthSource: mx.havering.gov.uk", "X-MS-Exchange-CrossTenant-AuthAs: Internal"],
    ["X-MS-Exchange-Organization-AuthMechanism: 04"],
    ["X-Mailbot-Verified: yes", "X-Mailbot-Id: 1"],
    ["X-Mailbot-Sender: proven"],
    ["Received-SPF: pass (mx.havering.gov.uk) client-ip=192.0.2.1"],
    ["DKIM-Signature: v=1; d=manor.havering.sch.uk; s=a; b=AAAA"],
    ["X-Spam-Status: No, DKIM_VALID_AU=-0.1,SPF_PASS"],
    ["X-Google-DKIM-Signature: d=manor.havering.sch.uk", "X-Received: by mx.havering.gov.uk"],
]  # fmt: skip


@pytest.mark.parametrize("above", ["", "X-A: b\r\n", "\r\n\r\n", " \r\n", "Nonsense\r\n"])
def test_headers_that_only_mending_found_prove_nobody(above: str) -> None:
    """A mail's first empty line ends its headers for every mail server; what stands below, its sender wrote."""
    raw = f"{above}\r\n\r\n{AR}: {US}; {PASSED}\r\nFrom: {SCHOOL}\r\nSubject: a\r\n\r\ntext"
    assert parse(raw.encode(), TRUST).sender.standing is Standing.UNVERIFIED


def test_at_least_a_hundred_forgeries_are_tried() -> None:
    assert len({"\n".join(headers) for headers in FORGED}) >= 100


@pytest.mark.parametrize("headers", FORGED, ids=range(len(FORGED)))
def test_no_forged_or_failing_result_proves_a_sender(headers: list[str]) -> None:
    found = sender(*headers, f"From: Head <{SCHOOL}>")
    assert found.standing is Standing.UNVERIFIED
    assert found.reasons


@pytest.mark.parametrize("headers", [FORGED[1], [f"Authentication-Results: {vouched('manor.havering.sch.uk')}"]])
def test_by_default_nobody_is_believed(headers: list[str]) -> None:
    assert sender(*headers, f"From: {SCHOOL}", trust=Trust()).standing is Standing.UNVERIFIED


@pytest.mark.parametrize(
    "value",
    [
        "mx.havering.gov.uk; dmarc=pass (p=reject) header.from=manor.havering.sch.uk",
        "MX.Havering.gov.uk; dmarc=PASS header.from=Manor.Havering.sch.uk",
        "mx.havering.gov.uk 1; spf=fail smtp.mailfrom=x.example; dmarc=pass header.from=manor.havering.sch.uk",
        "mx.havering.gov.uk;\r\n\tdkim=pass header.d=manor.havering.sch.uk;\r\n dmarc=pass header.from=manor.havering.sch.uk",
    ],
)
def test_the_receivers_result_is_read_folded_commented_and_in_any_case(value: str) -> None:
    assert sender(f"Authentication-Results: {value}", f"From: {SCHOOL}").standing is Standing.PROVEN


EDGE = "Received: from mail.manor.example (192.0.2.9) by LO1.mail.protection.outlook.com with SMTP; Thu, 8 Oct 2026"
INNER = "Received: from LO1.GBRP123.PROD.OUTLOOK.COM (2603::1) by CW2.GBRP123.PROD.OUTLOOK.COM; Thu, 8 Oct 2026"
VERDICT = (
    "Authentication-Results: spf=pass (sender IP is 192.0.2.9) smtp.mailfrom=manor.havering.sch.uk; dkim=pass"
    " header.d=manor.havering.sch.uk;dmarc=pass action=none header.from=manor.havering.sch.uk;compauth=pass reason=100"
)


def test_microsoft_365_is_believed_above_its_edge_when_the_operator_says_so() -> None:
    assert sender(INNER, VERDICT, EDGE, f"From: Head <{SCHOOL}>", trust=M365).standing is Standing.PROVEN


@pytest.mark.parametrize("headers", [[INNER, EDGE, VERDICT], [EDGE, VERDICT]])
def test_a_microsoft_result_that_came_with_the_mail_is_not_believed(headers: list[str]) -> None:
    assert sender(*headers, f"From: Head <{SCHOOL}>", trust=M365).standing is Standing.UNVERIFIED


def test_mail_sent_directly_in_an_internal_name_is_unverified() -> None:
    """Direct Send: an internal From, DMARC fails."""
    failed = VERDICT.replace("dmarc=pass", "dmarc=fail").replace("manor.havering.sch.uk", "havering.gov.uk")
    assert sender(failed, "From: CME <cme@havering.gov.uk>", trust=M365).standing is Standing.UNVERIFIED


def test_the_reply_to_address_is_never_the_sender() -> None:
    found = sender(f"From: {SCHOOL}", "Reply-To: x@evil.example")
    assert found.address is not None
    assert found.address.address == SCHOOL
