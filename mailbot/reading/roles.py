"""What each line is within its own mail: text, signature, disclaimer or "external sender" banner.

Signatures are found by a valediction, by the "-- " line, or as a closing block of short lines that name the sender, a
post, an organisation or a telephone. What follows a signature and is neither boilerplate nor contact details (a
postscript, a pasted form) is text again: a signature must not swallow facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailbot.model.message import Address, Role, Table
from mailbot.reading.flow import Block

_BANNER = re.compile(
    r"\b(?:caution|warning|external|notice)\b.{0,200}\b(?:external|outside|originated|sender|click|attachments?|links?)\b"
    r"|\b(?:originated|came|sent|received) (?:from )?(?:an? )?(?:outside|external)"
    r"|you don'?t often get email from|^\W{0,3}external(?: e-?mail| sender| message)?\W{0,3}$|this message was sent from outside",
    re.I | re.S,
)
_VALEDICTION = re.compile(
    r"\W{0,3}(?:with |and )?(?:(?:many|kind|kindest|best|warm|warmest|yours?|very|every|with|all|my|the|good|our|diolch|thank|in) ){0,3}"
    r"(?:thanks?(?: you)?(?: (?:so|very) much)?(?: again| in advance| in anticipation)?|regards?|rgds|wishes|sincerely|faithfully|truly|respectfully|cheers|ta|tx|thx|tia|diolch(?: / thank you)?|best|yours|love"
    r"|thanks and (?:kind |best )?regards|thank you for your (?:help|time|kindness|support|assistance)|thank you(?: very much| so much)?(?: for your \w{1,20})?)\W{0,5}(?:[/,] ?thank you)?\W{0,3}",
    re.I,
)
_DISCLAIMER = re.compile(
    r"intended (?:recipient|solely|only|for)|(?:is|are|be|contain|contains|strictly|privileged and|may contain) confidential|confidential(?:ity)? (?:notice|information|patient)|disclaimer"
    r"|registered (?:office|in england|charity|company)|company (?:number|limited by)|views? (?:expressed|or opinions)|committed to safeguarding|safeguarding and promoting the welfare"
    r"|consider the environment|before printing|virus(?:es)?\b.{0,80}\b(?:scan|check|free)|scanned (?:by|for)|does not tolerate|sensitive data|ask for your password|notify the sender|delete (?:it|this|the)\b.{0,60}(?:sender|e-?mail|system|copies)"
    r"|this (?:e-?mail|message)(?: and| is|, )|monitored (?:and|or) recorded|freedom of information act|data protection act|privacy notice",
    re.I | re.S,
)
_DEVICE = re.compile(r"\W{0,2}(?:sent (?:from|via|using) (?:my |the |outlook|yahoo|mail|samsung|proton|gmail)|get outlook for|sent by )", re.I)
_CONTACT = re.compile(r"(?:\+44|\(?0\d{2,4}\)?)[\d ()-]{6,14}\d|[^\s@]{1,64}@[^\s@]{1,200}\.[a-z]{2}|\bwww\.|https?://|\bext(?:ension)?\.? ?\d{2}", re.I)
_POST = re.compile(
    r"\b(?:officer|manager|head|headteacher|head ?teacher|teacher|lead|leader|nurse|midwife|worker|social work|co-?ordinator|assistant|asst|clerk|secretary|administrator|admin|principal|director|advis[eo]r|dsl|senco"
    r"|practitioner|consultant|receptionist|reception|pa to|tutor|mentor|pastoral|registrar|constable|pc|dc|sergeant|inspector|counsellor|therapist|doctor|dr|chief|specialist|executive|programmes?|welfare|attendance|safeguarding|services)\b",
    re.I,
)
_ORGANISATION = re.compile(
    r"\b(?:school|academy|primary|juniors?|infants?|college|council|borough|nhs|trust|county|service|services|team|unit|police|hospital|surgery|federation|homes|housing|charity|project|department|centre|office|partnership|education|admissions|committee|university|nursery|ltd|limited|plc|cic)\b",
    re.I,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_FACT = re.compile(r"\bd\.? ?o\.? ?b\b|date of birth|\bborn\b|\bupn\b|^\W{0,3}p\.? ?s\b\.?", re.I)
_POSTSCRIPT = re.compile(r"\W{0,3}p\.?\s?p?\.?\s?s\b[.:\s,–-]", re.I)
_LABEL = re.compile(r"\W{0,3}([A-Za-z][\w /'’&.()-]{0,40}):\s{0,3}\S")
_CONTACT_LABEL = re.compile(
    r"(?:t|m|e|w|f|a|dd|ddi|tel|telephone|phone|mob|mobile|direct|direct (?:line|dial)|office|desk|duty|switchboard|reception|e-?mail|web|website|fax|working|hours|working (?:days|hours|pattern)|pronouns|twitter|x|follow us|address|bleep|ext|main|line manager|absence line|out of hours)\b",
    re.I,
)
_NAME = re.compile(r"(?:(?:mr|mrs|ms|miss|dr)\.? )?[A-Z][\w'’.-]{0,20}(?: (?:[A-Z][\w'’.-]{0,20}|\(\w{2,5}\))){0,3}(?: x{1,3})?[,.]?", re.I)
_SHORT = 110


def roles(blocks: Sequence[Block], writer: Address | None) -> list[Role]:
    """The role of each block of one run of one mail, whose writer is known as far as its headers say."""
    found = [Role.TEXT] * len(blocks)
    first = _mark_banner(blocks, found)
    start = _signature_start(blocks, first, _name_words(writer))
    if start is not None:
        _mark_closing(blocks, found, start, _name_words(writer))
    _mark_trailing_boilerplate(blocks, found, first)
    return found


def _text(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join(cell for row in block.rows for cell in row if cell)
    return "" if block.rule else block.text.strip()


def _name_words(writer: Address | None) -> frozenset[str]:
    if writer is None:
        return frozenset()
    local = writer.address.partition("@")[0]
    return frozenset(word for word in re.findall(r"[^\W\d_]{2,}", f"{writer.name} {local}".lower()[:300]) if len(word) > 2)


def _mark_banner(blocks: Sequence[Block], found: list[Role]) -> int:
    """Mark the warning that a mail server put on top; the index of the first block after it."""
    first, seen = 0, 0
    for index, block in enumerate(blocks):
        text = _text(block)
        if not text:
            continue
        if len(text) < 900 and _BANNER.search(text):
            found[first : index + 1] = [Role.BANNER] * (index + 1 - first)
            first = index + 1
        seen += 1
        if seen >= 3:
            break
    return first


def _signature_start(blocks: Sequence[Block], first: int, name: frozenset[str]) -> int | None:
    for index in range(first, len(blocks)):
        if _text(blocks[index]) == "--" and len(blocks) - index < 40:
            return index
    spoken = [index for index in range(first, len(blocks)) if _is_valediction(_text(blocks[index]))]
    for index in reversed(spoken):
        if _closes(blocks, index, name):
            return index
    return _closing_block(blocks, first, name)


def _is_valediction(text: str) -> bool:
    return 0 < len(text) < 70 and _VALEDICTION.fullmatch(text) is not None


def _closes(blocks: Sequence[Block], index: int, name: frozenset[str]) -> bool:
    """Whether a name or contact details (or nothing) follow a valediction, rather than more to say."""
    after = [text for text in map(_text, blocks[index + 1 :]) if text]
    return not after or _is_detail(after[0], name) or _DEVICE.match(after[0]) is not None


def _is_detail(text: str, name: frozenset[str]) -> bool:
    """Whether a line could stand in a signature: short, no prose, no fact about a child."""
    if "\n" in text or _FACT.search(text):
        return False
    if _names(text, name) and text[:60].istitle() and _CONTACT.search(text):
        return True
    label = _LABEL.match(text)
    if label and not _CONTACT_LABEL.match(label[1]):
        return False
    words = len(text.split())
    prose = words > 16 or (words > 7 and text.endswith((".", "!", "?")) and not _CONTACT.search(text))
    return not prose and (len(text) <= _SHORT or _CONTACT.search(text) is not None)


def _names(text: str, name: frozenset[str]) -> bool:
    return bool(name & frozenset(re.findall(r"[^\W\d_]{2,}", text[:120].lower())))


def _closing_block(blocks: Sequence[Block], first: int, name: frozenset[str]) -> int | None:
    """The start of a closing signature that no valediction announces."""
    last = len(blocks)
    while last > first and _is_boilerplate(_text(blocks[last - 1])):
        last -= 1
    start = last
    while start > first and _text(blocks[start - 1]) and _is_detail(_text(blocks[start - 1]), name):
        start -= 1
    start = _trimmed(blocks, start, last, first, name)
    if start is None:
        return None
    return _with_forename(blocks, start, first, name)


def _is_boilerplate(text: str) -> bool:
    return not text or _DEVICE.match(text) is not None or (len(text) > 60 and _DISCLAIMER.search(text) is not None)


def _trimmed(blocks: Sequence[Block], start: int, last: int, first: int, name: frozenset[str]) -> int | None:
    """Where the signature begins within a closing run of short lines; None if the run is no signature."""
    texts = [_text(block) for block in blocks[start:last]]
    for offset, text in enumerate(texts):
        if _names(text, name) and (offset == 0 or len(texts) - offset <= 6):
            return start + offset
    rest = "\n".join(texts)
    stands_alone = start == first or not _text(blocks[start - 1])
    signs = [_CONTACT, _POST, _ORGANISATION]
    if texts and stands_alone and start > first and len(texts) <= 8 and sum(1 for sign in signs if sign.search(rest)) >= 2:
        return start
    if texts and start > first and len(texts[-1]) < 40 and _NAME.fullmatch(texts[-1]) and _ends_prose(blocks, last - 2, first):
        return last - 1
    return None


def _ends_prose(blocks: Sequence[Block], index: int, first: int) -> bool:
    while index >= first and not _text(blocks[index]):
        index -= 1
    text = _text(blocks[index]) if index >= first else ""
    return text.endswith((".", "!", "?", ")")) and len(text.split()) > 4


def _with_forename(blocks: Sequence[Block], start: int, first: int, name: frozenset[str]) -> int:
    """Take in the short line above ("Bernadette", "R x", "Regards") that closes the text before the full details."""
    index = start - 1
    while index >= first and not _text(blocks[index]):
        index -= 1
    text = _text(blocks[index]) if index > first else ""
    below = frozenset(re.findall(r"[^\W\d_]{2,}", _text(blocks[start]).lower()))
    if text and len(text) < 30 and (_is_valediction(text) or (_NAME.fullmatch(text) and (_names(text, name | below) or len(text) < 4))):
        return _with_forename(blocks, index, first, name)
    return start


def _mark_closing(blocks: Sequence[Block], found: list[Role], start: int, name: frozenset[str]) -> None:
    """Label what follows the start of a signature: its details, boilerplate, or text again."""
    postscript = False
    for index in range(start, len(blocks)):
        text = _text(blocks[index])
        if not text:
            postscript = False
            found[index] = found[index - 1] if index else Role.TEXT
        elif postscript or _POSTSCRIPT.match(text):
            postscript = True
            found[index] = Role.TEXT
        elif isinstance(blocks[index], Table):
            found[index] = Role.TEXT if _FACT.search(text) or not _CONTACT.search(text) else Role.SIGNATURE
        elif _DEVICE.match(text) or index == start or _is_detail(text, name):
            found[index] = Role.SIGNATURE
        elif _DISCLAIMER.search(text) or (_is_about_us(text) and not _FACT.search(text)):
            found[index] = Role.DISCLAIMER


def _is_about_us(text: str) -> bool:
    return re.match(r"(?:we|the (?:trust|school|council)|our)\b.{0,80}\b(?:will never|policy|website|intranet|our staff)\b", text, re.I) is not None


def _mark_trailing_boilerplate(blocks: Sequence[Block], found: list[Role], first: int) -> None:
    """Disclaimers at the foot of a mail that bears no signature."""
    for index in range(len(blocks) - 1, first - 1, -1):
        text = _text(blocks[index])
        if not text or found[index] in (Role.SIGNATURE, Role.DISCLAIMER):
            continue
        if len(text) <= 60 or _FACT.search(text) or not _DISCLAIMER.search(text):
            return
        found[index] = Role.DISCLAIMER
