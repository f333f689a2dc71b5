"""How the writer of a mail is related to the child: "mum", "nan", "foster carer"; nothing for a stranger or an office.

A signature tells before the text ("Doreen, Alfie's nan"), a word for a relative before the mere "my son".
"""

from __future__ import annotations

import re

from mailbot.reading.pattern import Pattern

PARENT = "parent"  # family, but how related is not told

_RELATIVES = (
    "mum mother mam mummy dad father daddy madre padre mamma parent stepmum stepdad step\\s?mother step\\s?father"
    " nan nana nanny gran grandma grandmother granny grandad granddad grandfather great[-\\s]?(?:aunt|gran|nan)"
    " aunt auntie aunty uncle (?:kinship\\s|foster\\s)?carer foster\\s(?:mum|dad|mother|father)"
    " (?:special\\s|legal\\s)?guardian"
)
_KIN = f"(?:{'|'.join(_RELATIVES.split())})"
_ELDER = r"(?:big|older|elder|grown[- ]?up|adult)\s(?:sister|brother)"
_WHOSE = r"(?:the|an?|his|her|their|[\w-]{2,20}['’]s|[\w-]{2,20}s['’]?)"
SIGNED = re.compile(
    rf"\(({_KIN})\)|['’]s?\s({_KIN}|sister|brother)\b"
    rf"|(?:\A|\n|,|\s)({_KIN})\s{{0,2}}(?:\Z|\n|[0-9,(]|of\s|to\s)|\b[A-Z][\w-]{{1,20}}s\s({_KIN})\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    rf"\bI(?:['’]m|\sam|m)\s(?:(?:the|an?|his|her|their|only|[\w-]+['’]s)\s)?(?:\w+\s)??({_KIN}|{_ELDER})\b"
    r"(?!\s(?:who|whose)\b)"
    rf"|\bI(?:['’]m|\sam|m)\s[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){{0,2}},?\s(?:the\s)?({_KIN})\s(?:of|to)\b"
    rf"|\b({_KIN})\s(?:of|to)\s(?:[\w-]+\s){{1,3}}(?:\([^)]{{0,40}}\)\s)?(?:here|writing)\b"
    rf"|\b(?:this\sis|its|it['’]s|it\sis)\s(?:[\w-]+\s)?[\w-]{{2,20}}['’]?s\s({_KIN})\b(?!['’])"
    rf"|\b[\w-]{{2,20}}['’]s\s({_KIN})\shere\b"
    rf"|\b(?:as|being)\s{_WHOSE}\s({_KIN})\sI\b"
    rf"|\b({_ELDER})\s\(me\)",
    re.IGNORECASE,
)
_FOSTERS = Pattern(
    r"\b(?:I|we)\s(?:both\s)?foster\b|\b(?:wife|husband|partner)\sand\sI\s(?:both\s)?foster\b"
    r"|\bplaced\s(?:here\s)?with\s(?:us|me)\b(?!\sby\s(?:the\s)?(?:council|housing))"
    r"|\bcame\sto\s(?:us|me)\sas\s(?:a|an)\s(?:emergency\s)?(?:placement|foster)",
    re.IGNORECASE,
)
_MY_CHILD = Pattern(
    r"\bi(?:\sam|['’]?m)\s[^.\n]{0,40}\band\si\shave\s(?:\w+\s){1,2}(?:kids|children|boys|girls|sons|daughters)\b"
    r"|\b(?:my|our)\s(?:(?:two|three|four|little|eldest|youngest|oldest|other|older|younger"
    r"|\d)\s){0,2}(?:sons?|daughters?|children|childrens|child|kids?|boys?|girls?|twins|granddaughters?"
    r"|grandsons?|grandchild(?:ren)?|nephews?|nieces?|foster (?:son|daughter|child))\b(?![’']s)(?!\s(?:friend"
    r"|school|team|in year))"
    r"|\b(?:teach|educate|school)\s(?:our|my)\s(?:two|three|four|own|eldest|youngest)\b",
    re.IGNORECASE,
)
_ASIDES = re.compile(r"[\"“][^\"”]{0,400}[\"”]")
_STRANGER = re.compile(
    r"\b(?:neighbours?|next[- ]door|my (?:street|road)|anonymous|not giving my name|don.?t want (?:them|my"
    r" name)|through the wall|over the fence|across the road)\b",
    re.IGNORECASE,
)
_YOUR_CHILD = re.compile(r"\byour\s(?:sons?|daughters?|child|children|grandson|granddaughter)\b", re.IGNORECASE)


def kinship(signed: str, text: str, asked: str) -> str:
    """The word for the writer as signed or said in `text`; PARENT where only "my son" tells it; "" for a stranger.

    `asked` is what a letter that the mail answers says: "your son" there tells that family writes.
    """
    closing = SIGNED.search(signed)
    if closing:
        return _word(closing)
    introduced = _INTRODUCED.search(text)
    if introduced:
        return _word(introduced)
    own = _ASIDES.sub("", text)
    if _FOSTERS.search(own):
        return "foster carer"
    closing = SIGNED.search(own[-120:]) if _MY_CHILD.search(own) else None
    if closing:
        return _word(closing)
    family = _MY_CHILD.search(own) or _YOUR_CHILD.search(asked)
    return PARENT if family and not _STRANGER.search(own) else ""


def _word(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group)
