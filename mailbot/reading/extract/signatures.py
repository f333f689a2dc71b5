"""A signature taken apart: name, post, organisation, telephone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mailbot.reading.extract.identifiers import postcodes
from mailbot.reading.extract.names import plain
from mailbot.reading.extract.organisations import named_by_domain
from mailbot.reading.extract.phones import Email, Phone, emails, phones
from mailbot.reading.extract.vocabulary import RANK, STREET, TITLE, is_common
from mailbot.reading.pattern import Pattern

LONGEST_SIGNATURE = 2_000  # characters


@dataclass(slots=True)
class Signature:
    """What the closing lines of a mail say of their writer; `numbers` in order, with the words around each."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    numbers: list[tuple[Phone, str]] = field(default_factory=list)
    emails: list[Email] = field(default_factory=list)
    text: str = ""
    domain: str = ""  # of the writer's address: an organisation is often named as its domain is

    @property
    def phone(self) -> Phone | None:
        """The number labelled as direct, else the first that is no fax or switchboard."""
        plain_numbers = [number for number in self.numbers if not _NOT_OWN.search(number[1])]
        direct = [number for number in plain_numbers if _DIRECT.search(number[1])]
        best = direct or plain_numbers or self.numbers
        return best[0][0] if best else None


_DIRECT = re.compile(r"\b(?:direct|dd|ddi|d\.d\.i|dl|dial)\b", re.IGNORECASE)
_NOT_OWN = re.compile(
    r"\b(?:fax|f|bleep|absence line|out of hours|edt|emergency)\b[\s:.]{0,3}(?:\([^)]{0,12}\)\s?)?\Z|\bfax\b"
    r"|\bout of hours\b|\babsence line\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s?[|•·*]\s?|\s[/–—-]\s|,\s{1,2}|\s{3,}|\t|/(?=[A-Z0-9])|(?<=[^\d\s])/(?=\S)"
    r"|(?<![A-Z])(?<!Dr)(?<!Mr)(?<!Mrs)(?<!Ms)\.\s(?=[A-Z])|\s@\s|\sat\s(?=[A-Z])"
)
_ROLE = Pattern(
    r"\b(?:officer|manager|head|headteacher|headmaster|headmistress|teacher|lead|leader|nurse|midwife"
    r"|(?:social |support |family |key |youth |link |liaison |case |outreach |welfare |early help )+worker"
    r"|worker|co-?ordinator|assistant|asst|clerk|secretary|administrator|admin|principal|director|advis[eo]r"
    r"|dsl|senco"
    r"|practitioner|consultant|receptionist|reception|pa to|tutor|mentor|pastoral lead|registrar|constable"
    r"|sergeant|inspector|counsellor|therapist|doctor|gp|chief|mgr|co-?ord|supt|advocate|registrar|secretary"
    r"|chief|specialist|executive|visitor|warden|chair|trustee|volunteer|bursar|registrar|psychologist"
    r"|psychiatrist|solicitor|analyst|technician|engineer|supervisor|ehco|ewo|slt|governor|inclusion|pupil"
    r" services|student services|business support|deputy)\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:school|academy|primary|juniors?|infants?|college|nursery|high|grammar|secondary|federation)\b", re.IGNORECASE
)
_ORGANISATION = Pattern(
    r"\b(?:school|schools|academy|primary|juniors?|infants?|college|council|borough|nhs|trust|county"
    r"|services?|team|unit|police|constabulary|hospital|surgery|federation|homes|housing|charity|project"
    r"|department|centre|partnership|education|admissions|university|nursery|ltd|limited|plc|cic|camhs|mash"
    r"|yjs|clinic|practice|association|society|foundation|authority|bcu|group|options|children'?s|network)\b",
    re.IGNORECASE,
)
_STRONG = Pattern(
    r"\b(?:school|academy|primary|juniors?|infants?|college|council|borough|trust|county council|police"
    r"|hospital|homes|yjs|surgery|charity|federation|camhs|nhs|nursery|project|youth justice service|0-19|0-5"
    r"|children['’]?s services|education services|high)\b",
    re.IGNORECASE,
)
_MAILBOX = Pattern(
    r"\b(?:office|admin|attendance|enquiries|data|reception|team|desk|cme|admissions|info|transition|missing"
    r"|customer|services|inbox|noreply|safeguarding|duty|head|pa|allocations|tenancy|lettings|scan|mfp)\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"\A[A-Z][^\W\d_]{1,20}\Z")
_VALEDICTION = re.compile(
    r"\A\W{0,3}(?:(?:many|kind|kindest|best|warm|warmest|yours?|very|every|with|all|my|the|good|thank|in|and"
    r"|merry|happy|your|truly) ){0,4}(?:thanks?|you|regards?|rgds|wishes|sincerely|faithfully|truly|cheers|ta"
    r"|tx|thx|best|love|diolch|christmas|weekend|help)\b[^@0-9]{0,30}\Z",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\A(?:many thanks|thanks|thank you|cheers|(?:kind )?regards|ta|best)[,.!]?\s(?=[A-Z])", re.IGNORECASE
)
_PRONOUNS = re.compile(r"\s?\(?\b(?:she|he|they)\s?/\s?(?:her|him|them)(?:s|\s?/\s?\w{3,6})?\)?", re.IGNORECASE)
_BEHALF = re.compile(r"\b(?:for and )?on behalf of (?:the )?", re.IGNORECASE)
_DEVICE = re.compile(r"\A\W{0,2}(?:sent (?:from|via)|get outlook)", re.IGNORECASE)
_TITLE = re.compile(rf"\A(?:(?:{TITLE}|{RANK})\s(?:[0-9]\w{{2,8}}\s)?)+", re.IGNORECASE)
_RANK = re.compile(rf"\A({RANK})\s", re.IGNORECASE)
_DOTTED_RANK = re.compile(r"\AP\.C\.\s")
_COLLAR = re.compile(r"\s?\b[0-9]{2,5}\s?[A-Z]{0,3}\b(?=\s|\Z)")
_LETTERS = re.compile(
    r"\s(?:RN|RM|SCPHN|BA|MA|BSc|MSc|PhD|QTS|NPQH|MBE|OBE|RGN|BEd|PGCE|Hons|MRCGP|RHV)\b[\w ,()]{0,30}\Z"
)
_ASIDE = re.compile(r"\s?\([^)]{0,60}\)")
_HONORIFIC = re.compile(r"\((?:mrs?|ms|miss|mx|dr)\.?\)", re.IGNORECASE)
_NAME = re.compile(r"\A[^\W\d_][\w'’.-]{0,24}(?:\s[^\W\d_][\w'’.-]{0,24}){0,4}\Z")
_CONTACT_ONLY = re.compile(
    r"\A\W{0,3}(?:[tmewf](?=\s?[:.]?\s?[+(0-9]|:|\Z)|tel|telephone|phone|mob|mobile|direct|email|e-mail|web"
    r"|dd|ddi|office|ext|line|desk|duty|main|switchboard|reception|www|https?|follow|bleep|working|hours|mon"
    r"|tues?|wed|thurs?|fri|part.time|pronouns|he/him|she/her|absence|direct line|dial|sch|contact centre"
    r"|secretary:|helpline|advice line|duty line)\b",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\b(?:mornings?|afternoons?|mon|tues?|wed|thurs?|fri)\w*\s?(?:-|–|to|only|and|&)", re.IGNORECASE)


def signature(texts: Iterable[str], writer: str, address: str) -> Signature:
    """The signature that `texts` make up; `writer` and `address` are the name and address in the mail's header."""
    found = Signature(text="\n".join(texts)[:LONGEST_SIGNATURE], domain=address.rpartition("@")[2])
    own = _words(f"{writer} {address.partition('@')[0]}") if not names_mailbox(writer) else frozenset()
    pieces = list(_pieces(found))
    at = _name_at(["" if named_by_domain(text, found.domain) else text for _, text in pieces], own)
    if at is not None:
        found.name = person_name(pieces[at][1])
        rank = _RANK.match(pieces[at][1])
        found.role = rank[1] if rank else None
    _posts(found, pieces[at + 1 :] if at is not None else pieces)
    if found.organisation is None and at:
        _posts(found, pieces[:at])
    return found


def is_farewell(line: str) -> bool:
    """Whether a line is no more than "Kind regards" or the like."""
    return bool(line) and _VALEDICTION.match(line) is not None and len(line.split()) <= 6


def names_mailbox(name: str) -> bool:
    """Whether a name in a header is that of an office or a shared mailbox, not of a person."""
    return _MAILBOX.search(name) is not None or _ORGANISATION.search(name) is not None


def _name_at(pieces: list[str], own: frozenset[str]) -> int | None:
    """The index of the piece that is the writer's name, in full where it stands twice."""
    at = next((i for i, piece in enumerate(pieces) if _is_name(piece, own)), None)
    if at is None:
        at = next((i for i, piece in enumerate(pieces) if _looks_like_name(piece)), None)
    if at is None and pieces and _SINGLE.match(pieces[0]) and not is_common(pieces[0]):
        at = 0 if any(_ORGANISATION.search(piece) for piece in pieces[1:]) else None
    if at is None:
        return None
    return next((i for i in range(at + 1, len(pieces)) if _extends(pieces[at], pieces[i])), at)


def person_name(text: str) -> str:
    """A name without title, rank, collar number and letters after it; "Surname, Forename" put in order."""
    text = _COLLAR.sub("", _TITLE.sub("", _DOTTED_RANK.sub("PC ", _ASIDE.sub("", text).strip())))
    text = _LETTERS.sub("", text).strip(" ,.-–")
    if "," in text:
        surname, forename = (part.strip() for part in text.split(",", 1))
        text = f"{forename} {surname}" if forename and len(forename.split()) <= 2 else surname
    return " ".join(text.split())


def _pieces(found: Signature) -> Iterator[tuple[int, str]]:
    """The parts of each line between commas, bars and dashes, with its number; without telephones and the like."""
    for number, line in enumerate(found.text.split("\n")):
        line = line.strip(" \t*_>•|")
        if not line or _VALEDICTION.match(line) or _DEVICE.match(line):
            continue
        line = _PRONOUNS.sub("", _BEHALF.sub("", _THANKS.sub("", line)))
        _numbers(found, line)
        for piece in _CUT.split(line):
            piece = piece.strip(' \t,;:|*•.-–—"“”')
            piece = piece.strip("()") if piece.count("(") != piece.count(")") else piece
            if piece and not _is_contact(piece):
                yield number, piece


def _numbers(found: Signature, line: str) -> None:
    last = 0
    for phone in phones(line):
        after = re.match(r"\s?\(([a-z ]{2,16})\)", line[phone.end : phone.end + 20], re.IGNORECASE)
        before = re.split(r"[|,;/•]", line[last : phone.start])[-1]
        found.numbers.append(
            (phone, f"{after[1]} " if after and not before.strip() else before + (f" {after[1]}" if after else ""))
        )
        last = phone.end
    found.emails += list(emails(line))


def _is_contact(piece: str) -> bool:
    bare = piece.lower()
    if "@" in piece or "www." in bare or "http" in bare:
        return True
    if any(True for _ in phones(piece)):
        words = re.sub(r"[^A-Za-z ]", " ", piece).split()
        named = (
            _ORGANISATION.search(piece)
            or _ROLE.search(piece)
            or (len(words) > 1 and all(word.istitle() for word in words))
        )
        return _CONTACT_ONLY.match(piece) is not None or (len(words) <= 3 and not named)
    return _CONTACT_ONLY.match(piece) is not None and not _ROLE.search(piece) and not _ORGANISATION.search(piece)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in (plain(w) for w in re.findall(r"[^\W\d_][\w'’-]+", text)) if len(word) > 1)


def _is_name(piece: str, own: frozenset[str]) -> bool:
    name = person_name(_HONORIFIC.sub("", piece))
    words = _words(name)
    return (
        bool(_NAME.match(name))
        and bool(words & own)
        and len(name.split()) <= 5
        and not _ORGANISATION.search(name)
        and not _ROLE.search(name)
        and (not _is_street(name) or words <= own)
    )


def _looks_like_name(piece: str) -> bool:
    name = person_name(_HONORIFIC.sub("", piece))
    words = name.split()
    return (
        1 < len(words) <= 4
        and _NAME.match(name) is not None
        and all(word[0].isupper() or len(word) <= 3 for word in words)
        and not _ORGANISATION.search(name)
        and not _ROLE.search(name)
        and not re.search(rf"\b{STREET}\Z", name)
        and not any(is_common(word) for word in words)
    )


def _extends(short: str, piece: str) -> bool:
    """Whether a later piece gives the name in full: "Bernadette", then "Bernadette Quill"."""
    one, other = _words(person_name(short)), _words(person_name(piece))
    nearly = bool(one) and (one < other or any(o.startswith(s[:3]) for s in one for o in other))
    return (
        nearly
        and len(person_name(short).split()) == 1
        and 1 < len(person_name(piece).split()) <= 5
        and _NAME.match(person_name(piece)) is not None
        and not _ROLE.search(piece)
        and not _ORGANISATION.search(piece)
    )


def _posts(found: Signature, pieces: list[tuple[int, str]]) -> None:
    """Post and organisation among the pieces behind the name. A team beside a post yields to a school below."""
    lines: dict[int, list[str]] = {}
    role_line = -1
    for number, piece in pieces:
        text = _trimmed(piece)
        if not text or (any(True for _ in postcodes(text)) and not _SCHOOL.search(text)):
            continue
        if _is_role(text) and (found.role is None or (number == role_line and not _STRONG.search(text))):
            found.role, role_line = f"{found.role}, {text}" if found.role and role_line == number else text, number
        elif (
            _is_organisation(text)
            or named_by_domain(text, found.domain)
            or (number in lines and _goes_on(lines[number], text))
        ):
            lines.setdefault(number, []).append(text)
    beside = lines.get(role_line, [])
    others = [texts for number, texts in lines.items() if number != role_line]
    strong = [texts for texts in ([beside] if beside else []) + others if any(_is_strong(found, t) for t in texts)]
    best = (strong or ([beside] if beside else []) or others or [[]])[0]
    found.organisation = found.organisation or ", ".join(_ASIDE.sub("", text) for text in _to_strong(best)) or None
    if found.organisation is None and found.role:
        found.organisation = _unusual_organisation([_trimmed(piece) for _, piece in pieces], found)
    if found.role is None and found.organisation:
        found.role = _unusual_post([_trimmed(piece) for _, piece in pieces], found.organisation)


def _is_strong(found: Signature, text: str) -> bool:
    return _STRONG.search(text) is not None or named_by_domain(text, found.domain)


def _to_strong(texts: list[str]) -> list[str]:
    """The pieces up to the first that surely is an organisation; what follows it on the line is its address."""
    at = next((i for i, text in enumerate(texts) if _STRONG.search(text) and "dmissions" not in text), len(texts))
    return texts[: at + 1]


def _unusual_organisation(pieces: list[str], found: Signature) -> str | None:
    """The piece behind the post that is neither street nor name: an organisation by its place ("Drapers Brook")."""
    behind = pieces[next((i for i, piece in enumerate(pieces) if piece and piece in (found.role or "")), -1) + 1 :]
    for text in behind:
        words = text.split()
        named = 1 < len(words) <= 6 and all(word[0].isupper() or len(word) < 4 for word in words)
        if named and not re.search(r"[0-9]", text) and not _is_street(text) and text != found.name:
            return text
    return None


def _goes_on(before: list[str], text: str) -> bool:
    """Whether a piece belongs to the team named before it on the line ("Exploitation Team, East Area")."""
    plain_words = not re.search(r"[0-9]", text) and len(text.split()) <= 3 and text[:1].isupper()
    return plain_words and len(before) == 1 and not _STRONG.search(before[0]) and not _is_street(text)


def _unusual_post(pieces: list[str], organisation: str) -> str | None:
    """The piece right behind the name, where it is no organisation: a post by its place ("Pupil Things")."""
    first = pieces[0] if pieces else ""
    wrong = (
        not first or first in organisation or re.search(r"[0-9]", first) or len(first.split()) > 5 or _is_street(first)
    )
    return None if wrong else first


def _is_role(text: str) -> bool:
    """Whether a piece names a post: its last words do, or it holds one and names no organisation."""
    found = [match.end() for match in _ROLE.finditer(text)]
    if not found:
        return False
    rest = _ASIDE.sub("", text[found[-1] :]).strip(" ,")
    return not _ORGANISATION.search(rest) or not _SCHOOL.search(text)


def _trimmed(piece: str) -> str:
    text = re.sub(
        r"[\s:(]*(?:\b(?:tel|t|m|mob|mobile|telephone|phone|direct|dd|office))?[.:]?\s?\(?[+0][0-9 ()-]{8,18}.{0,20}\Z",
        "",
        piece,
        flags=re.IGNORECASE,
    )
    if _HOURS.search(text):
        text = _ASIDE.sub("", text)
    return text.strip(" ,;:-–—|")


def _is_organisation(text: str) -> bool:
    """Whether a piece names an organisation rather than a post in one."""
    if not _ORGANISATION.search(text) or len(text.split()) > 10:
        return False
    last = list(_ROLE.finditer(text))
    return not last or _ORGANISATION.search(text[last[-1].end() :]) is not None or _STRONG.search(text) is not None


def _is_street(text: str) -> bool:
    return re.search(rf"\b{STREET}\Z", text) is not None and not _ORGANISATION.search(text)
