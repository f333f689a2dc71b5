"""Who refers: the first writer of a forward, the person named on a form, the writer of the new text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mailbot.model.field import Evidence, Field
from mailbot.model.message import Hop, How, Message, Passage, Role, Table
from mailbot.model.pair import Pair
from mailbot.model.referral import Child, OrganisationType, Referrer
from mailbot.reading.extract.contacts import phones_in
from mailbot.reading.extract.kinship import PARENT, SIGNED, kinship
from mailbot.reading.extract.names import plain
from mailbot.reading.extract.organisations import named_by_domain, organisation_type
from mailbot.reading.extract.places import schools
from mailbot.reading.extract.signatures import Signature, is_farewell, names_mailbox, person_name, signature
from mailbot.reading.extract.vocabulary import is_common


@dataclass(frozen=True, slots=True)
class Writer:
    """The hop whose words a mail is, its signature, and the relationship to a child that its writer tells ("mum")."""

    hop: Hop | None
    signature: Signature
    part: str
    kin: str = ""


_FORWARD = (How.FORWARDED, How.ATTACHED)
_MY_NAME = re.compile(r"\b[Mm]y name(?:['’]s| is) ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})")
_POST = (
    r"((?:[\w'’-]+\s){0,6}?(?:worker|nurse|midwife|officer|coordinator|co-ordinator|teacher|visitor|practitioner"
    r"|adviser|advisor|manager|mentor|doctor|lead|volunteer|warden|senco|ewo|dsl|headteacher|head|secretary|clerk"
    r"|assistant|advocate|gp))"
)
_PLACE = (
    r"(?:[^.\n]{0,30}?\b(?:at|with|for|from|in)\s(?:the\s)?"
    r"([A-Z][\w'’&-]*(?:\s(?:of|the|and|&|[A-Z0-9][\w'’&-]*|team|service|trust)){0,6}))?"
)
_I_AM = re.compile(
    rf"\b(?:I(?:['’]m|\sam)|I\swork\sas|writing\sas)\s(?:the|an?|your)\s{_POST}\b{_PLACE}|(?:\A|\n){_POST}\shere\b",
    re.IGNORECASE | re.MULTILINE,
)


def writer(message: Message) -> Writer:
    """The first writer of a forward, else the writer of the mail itself."""
    own = {one.address for one in (*message.to, *message.cc) if one.address}
    forwards = [hop for hop in message.hops if hop.how in _FORWARD and not (hop.sender and hop.sender.address in own)]
    hop = forwards[-1] if forwards else message.hops[0] if message.hops else None
    if hop is not None and hop.how in _FORWARD and not _says_anything(message, hop.index):
        hop = next((one for one in reversed(forwards) if _says_anything(message, one.index)), message.hops[0])
    return written_by(message, hop)


def written_by(message: Message, hop: Hop | None) -> Writer:
    """Who wrote one message of the chain, as its header, signature and words tell."""
    index = hop.index if hop else 0
    sender = hop.sender if hop and hop.sender else message.sender.address if index == 0 else None
    texts = [_text(item) for item in message.items if item.hop == index and item.role is Role.SIGNATURE]
    if not texts:
        texts = _closing(_new_text(message, index), sender.name if sender else "")
    part = next((item.part for item in message.items if item.hop == index), "body")
    found = signature(texts, sender.name if sender else "", sender.address if sender else "")
    return Writer(hop, found, part, _kin(message, index, found))


def _closing(text: str, writer: str) -> list[str]:
    """The last lines of a mail in which no signature was told apart: from the writer's name or a farewell on."""
    lines = [line.strip() for line in text.rstrip().split("\n")][-9:]
    own = {plain(word) for word in re.findall(r"[^\W\d_]{3,}", writer)}
    for at, line in enumerate(lines):
        words = {plain(word) for word in re.findall(r"[^\W\d_]{3,}", line)}
        if len(line.split()) <= 12 and (words & own or is_farewell(line)):
            return ["\n".join(lines[at:])]
    if lines and len(lines[-1].split()) <= 10 and SIGNED.search(lines[-1]):
        return [lines[-1]]
    named = lines and not own and _FULL_NAME.fullmatch(lines[-1]) and _is_person(lines[-1], "")
    return [lines[-1]] if named else []


_FULL_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]{1,20}(?: [A-ZÀ-Þ][\w'’-]{1,20}){1,2}")


def _says_anything(message: Message, index: int) -> bool:
    return any(item.hop == index and item.role is Role.TEXT for item in message.content)


def _text(item: object) -> str:
    if isinstance(item, Passage):
        return item.text
    if isinstance(item, Table):
        return "\n".join(" | ".join(cell for cell in row if cell) for row in item.rows)
    return ""


def _kin(message: Message, index: int, found: Signature) -> str:
    """How the writer is related to the child; "" for one who signs with a post or an organisation."""
    if found.organisation or (found.role and not SIGNED.search(found.text)):
        return ""
    asked = "\n".join(_new_text(message, hop.index) for hop in message.hops if hop.how is How.QUOTED)
    return kinship(found.text, _new_text(message, index), asked)


def _new_text(message: Message, index: int) -> str:
    return "\n".join(
        item.text
        for item in message.items
        if isinstance(item, Passage) and item.hop == index and item.role is Role.TEXT
    )


def referrer(message: Message, pairs: Sequence[Pair], who: Writer) -> Referrer:
    """Whom an acknowledgement is for, and how well known each part is."""
    sender = who.hop.sender if who.hop and who.hop.sender else message.sender.address
    quote = _Quote(who.part)
    header = person_name(sender.name) if sender and _is_person(sender.name, sender.address) else None
    name = who.signature.name or header
    if name and header and _shorter(name, header):
        name = header
    told = _MY_NAME.search(_new_text(message, who.hop.index if who.hop else 0))
    if told and (name is None or plain(name.split()[0]) == plain(told[1].split()[0])) and len(told[1].split()) > 1:
        name = told[1]
    said = _introduced(message, who)
    known = Referrer(
        name=quote.field(name, "signature" if who.signature.name else "sender"),
        role=quote.field(_own_role(who) or said[0], "signature"),
        organisation=quote.field(who.signature.organisation or said[1], "signature"),
        email=quote.field(sender.address.lower() if sender and sender.address else None, "sender"),
        phone=quote.field(who.signature.phone.value if who.signature.phone else None, "signature"),
    )
    known = _with_phone(known, message, who, quote)
    known = _of_enclosed_letter(known, message, who)
    known = _on_form(known, pairs, message)
    if known.organisation is None and not who.kin:
        known = replace(known, organisation=_letterhead(message, pairs))
    return replace(known, organisation_type=_type(known, message, who, quote))


_LONGEST_COVER = 60  # words of a mail that only passes a letter on
_CLOSING_LINES = 8


def _of_enclosed_letter(known: Referrer, message: Message, who: Writer) -> Referrer:
    """Who signs the letter that a short mail of somebody else encloses; the mail's address stays."""
    index = who.hop.index if who.hop else 0
    if who.kin or len(_new_text(message, index).split()) > _LONGEST_COVER:
        return known
    for document in message.documents:
        lines = [line for item in document.items if isinstance(item, Passage) for line in item.text.split("\n")]
        found = signature(_closing_of_letter(lines), "", "")
        if not (found.name and found.role and len(found.name.split()) > 1):
            continue
        quote = _Quote(document.part)
        return replace(
            known,
            name=quote.field(found.name, "signs the letter"),
            role=quote.field(found.role, "signs the letter"),
            organisation=quote.field(found.organisation, "signs the letter") or known.organisation,
            phone=quote.field(found.phone.value if found.phone else None, "signs the letter") or known.phone,
        )
    return known


def _closing_of_letter(lines: Sequence[str]) -> list[str]:
    """The lines below "Yours sincerely", or a last line that names person, post and organisation in one."""
    kept = [line.strip() for line in lines if line.strip()]
    for at in range(max(0, len(kept) - _CLOSING_LINES - 1), len(kept)):
        if is_farewell(kept[at]):
            return ["\n".join(kept[at + 1 :])]
    return [kept[-1]] if kept and kept[-1].count(",") >= 2 and len(kept[-1].split()) <= 20 else []


def _shorter(name: str, header: str) -> bool:
    """Whether a name as signed is the header's shortened: "Odile" or "J-P Mercer" of "Jean-Paul Mercer"."""
    words, full = ([plain(word) for word in text.split()] for text in (name, header))
    if len(words) == 1:
        return words[0] in full and len(full) > 1
    initials = len(words[0].replace("-", "")) <= 2 < len(full[0])
    return initials and words[-1] == full[-1] and words[0][:1] == full[0][:1]


@dataclass(frozen=True, slots=True)
class _Quote:
    part: str

    def field(self, value: Any, rule: str, confidence: float = 0.9) -> Field[Any] | None:
        return Field(value, Evidence(self.part, str(value), rule, confidence)) if value else None


def _own_role(who: Writer) -> str | None:
    if who.kin:
        return who.kin if who.kin != PARENT else None
    return who.signature.role


def _introduced(message: Message, who: Writer) -> tuple[str | None, str | None]:
    """Post and organisation as the writer gives them in the text: "I'm the family support worker with the Trust"."""
    if who.kin:
        return None, None
    index = who.hop.index if who.hop else 0
    text = _new_text(message, index)
    found = _I_AM.search(text)
    return ((found[1] or found[3]).strip(), found[2]) if found else (None, None)


def _is_person(name: str, address: str) -> bool:
    wrong = is_common(name) or names_mailbox(name) or "@" in name or len(name.split()) > 5
    wrong = wrong or named_by_domain(name, address.rpartition("@")[2])
    return bool(re.search(r"[^\W\d_]{2}", name)) and not wrong


def _with_phone(known: Referrer, message: Message, who: Writer, quote: _Quote) -> Referrer:
    """A number that the writer gives in the text ("ring me on ...") where the signature has none."""
    if known.phone:
        return known
    index = who.hop.index if who.hop else 0
    for item in message.items:
        if isinstance(item, Passage) and item.hop == index and item.role is Role.TEXT:
            found = _MINE.search(item.text)
            numbers = list(phones_in(item.text[found.end() : found.end() + 60])) if found else []
            if numbers:
                return replace(known, phone=quote.field(numbers[0], "given in the text"))
    return known


_TITLE_NAME = re.compile(
    r"\W{0,3}((?:[A-Z][\w'’&-]*\s){1,4}(?:Homes|Council|Trust|Hospital|Service|Police|Association|Project"
    r"|Charity|Housing|Society|Partnership|Surgery))\b(?=\W|\Z)"
)
_NAME_AND_POST = re.compile(
    r"\s{0,3}(?:[A-Z][\w'’.-]*\s){1,3}[A-Z][\w'’-]*\s?[,(/–-]|\s{0,3}(?:[A-Z][\w'’.-]*\s){1,2}[A-Z][\w'’-]*,"
)
_AUTHORITY = re.compile(r"\b(?:LB|council|borough|authority)\b", re.IGNORECASE)
_MINE = re.compile(
    r"\b(?:my\s(?:own\s)?(?:phone|number|no\.?|mobile|mob|tel|telephone)(?:\snumber)?|(?:ring|call|phone|text"
    r"|contact|reach|get)\s(?:hold\sof\s)?me|I\scan\sbe\s(?:contacted|reached|called)"
    r"|I\sam\s(?:in\s)?[^.\n]{0,30}\son|i['’]m\son)\b(?:[^.\n0-9+]{0,40})",
    re.IGNORECASE,
)


def _on_form(known: Referrer, pairs: Iterable[Pair], message: Message) -> Referrer:
    """The person named on the form, where another mails it; else what the form adds to the writer."""
    named = [
        pair
        for pair in pairs
        if (pair.key or "").startswith("referrer") and pair.value.strip() and _answers(pair, message)
    ]
    if not named:
        return known
    given = _described(named)
    other = given.get("name")
    if other and known.name and not _same(other.value, known.name.value) and len(other.value.split()) > 1:
        known = replace(known, name=None, role=None)
        given.setdefault("phone", known.phone) if known.phone else None
    values = {key: value for key, value in given.items() if key in ("name", "role", "organisation", "phone")}
    if known.name and "name" in values and not _fuller(values["name"].value, known.name.value):
        values.pop("name")
    for key in ("role", "organisation", "phone"):
        if getattr(known, key) and not (other and known.name is None):
            values.pop(key, None)
    return replace(known, **values)


def _letterhead(message: Message, pairs: Sequence[Pair]) -> Field[Any] | None:
    """The school that a form names as its own, in its title or at "School"."""
    named = any((pair.key or "").startswith("referrer") for pair in pairs)
    for pair in pairs:
        if (
            pair.key in ("school", "referrer.organisation")
            and (pair.part != "body" or named)
            and any(True for _ in schools(pair.value))
        ):
            return Field(pair.value.strip(), Evidence(pair.part, pair.value, f'label "{pair.label[:60]}"', 0.8))
    for document in message.documents:
        title = next((item for item in document.items if isinstance(item, Passage)), None)
        name = _titled(title.text.split("\n")[0]) if title else None
        if name:
            return Field(name, Evidence(document.part, name, "the form's title", 0.7))
    return None


def _titled(line: str) -> str | None:
    """The school or other organisation whose name heads a form."""
    school = next(schools(line[:200]), None)
    other = _TITLE_NAME.match(line)
    return school.text if school else other[1] if other and len(line) < 120 else None


def _answers(pair: Pair, message: Message) -> bool:
    """Whether a label about the referrer speaks of this mail's: not of a letter that is quoted."""
    hop = message.hops[pair.hop] if pair.hop < len(message.hops) else None
    return hop is None or hop.how is not How.QUOTED


def _described(named: Sequence[Pair]) -> dict[str, Field[Any]]:
    given: dict[str, Field[Any]] = {}
    for pair in named:
        what = (pair.key or "").partition(".")[2] or "person"
        if what in ("person", "name") or (what == "role" and _NAME_AND_POST.match(pair.value)):
            if _AUTHORITY.search(pair.value):
                continue
            found = signature([pair.value], re.split(r"[,(]", pair.value)[0], "")
            values = {"name": found.name, "role": found.role, "organisation": found.organisation}
            values["phone"] = found.phone.value if found.phone else None
        elif what == "phone":
            values = {"phone": next(phones_in(pair.value), None)}
        else:
            values = {what: pair.value.strip()}
        for key, value in values.items():
            if value:
                given.setdefault(key, Field(value, Evidence(pair.part, pair.value, f'label "{pair.label[:60]}"')))
    return given


def _same(one: str, other: str) -> bool:
    a, b = ([plain(w) for w in name.split()] for name in (one, other))
    return bool(a and b) and a[-1] == b[-1] and (a[0][:1] == b[0][:1])


def _fuller(one: str, other: str) -> bool:
    """Whether `one` says more than `other`: "Rosalind Keay" than "R Keay"."""
    return sum(len(w) > 1 for w in one.replace(".", "").split()) >= sum(
        len(w) > 1 for w in other.replace(".", "").split()
    ) and len(one) > len(other)


def _type(known: Referrer, message: Message, who: Writer, quote: _Quote) -> Field[OrganisationType] | None:
    if who.kin:
        return quote.field(OrganisationType.PARENT, f"signs or writes as {who.kin}")
    address = known.email.value if known.email else ""
    found = organisation_type(
        known.role.value if known.role else "",
        known.organisation.value if known.organisation else "",
        address,
        who.signature.text,
    )
    if found:
        return quote.field(*found)
    if not known.organisation:
        return quote.field(OrganisationType.PUBLIC, "no organisation, no child of the writer's own")
    return quote.field(OrganisationType.OTHER_AGENCY, "an organisation of no kind that is known", 0.6)


def with_own_details(known: Referrer, who: Writer, children: Sequence[Child]) -> Referrer:
    """A relative's own number and full name, as they were read for the contact."""
    if not who.kin or not known.email:
        return known
    for child in children:
        for contact in child.contacts:
            if known.email.value in [email.value for email in contact.emails]:
                phone = known.phone or next(iter(contact.phones), None)
                return replace(known, phone=phone, name=contact.name or known.name)
    return known
