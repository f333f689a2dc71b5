"""The turns of phrase by which signatures, boilerplate and warnings are known. Each is bounded: none can run away."""

from __future__ import annotations

import re

from mailbot.reading.pattern import Pattern

BANNER = re.compile(
    r"\b(?:caution|warning|external|notice)\b.{0,80}\b(?:external|outside|originated|sender|click|attachments?|links?)\b"
    r"|\b(?:originated|came|sent|received) (?:from )?(?:an? )?(?:outside|external)"
    r"|you don['’]?t often get email from"
    r"|^\W{0,3}external(?: e-?mail| sender| message)?\W{0,3}$",
    re.I | re.S,
)
_THANKS = (
    r"thank(?:s| you)(?: (?:so|very) much)?(?: again| in advance| in anticipation)?"
    r"(?: for your \w{1,20}(?: and \w{1,20})?)?"
)
VALEDICTION = re.compile(
    r"^\W{0,3}(?:(?:with|and|many|kind|kindest|best|warm|warmest|yours?|very|every|all|my|the|good|in) ){0,4}"
    rf"(?:{_THANKS}|thanks and (?:(?:kind|best|warm) )?regards|regards?|rgds|wishes|sincerely|faithfully|truly"
    r"|respectfully|cheers|ta|tx|thx|tia|ty|diolch|best|yours|love)"
    r"\W{0,5}(?:(?:and )?thank you)?\W{0,3}",
    re.I,
)
DISCLAIMER = Pattern(
    r"intended (?:recipient|solely|only|for)|confidential(?:ity)? (?:notice|information|patient)|disclaimer"
    r"|(?:is|are|be|strictly|privileged and|may contain|contains?) confidential"
    r"|registered (?:office|in england|charity|company)|company (?:number|limited by)"
    r"|views? (?:expressed|or opinions)|committed to safeguarding|safeguarding and promoting the welfare"
    r"|consider the environment|before printing"
    r"|(?:free (?:of|from)|check(?:ed)? for|scan(?:ned)? (?:by|for)|contains? any) (?:computer |known )?virus"
    r"|does not tolerate|sensitive data|ask for your password|notify the sender"
    r"|delete (?:it|this|the)\b.{0,60}(?:sender|e-?mail|system|copies)|^this (?:e-?mail|message)(?: and|, )"
    r"|monitored (?:and|or) recorded|freedom of information act|data protection act|privacy notice",
    re.I | re.S,
)
ABOUT_US = re.compile(
    r"^(?:we|the (?:trust|school|council|academy)|our)\b.{0,80}\b(?:will never|policy|website|intranet|our staff)\b",
    re.I,
)
DEVICE = re.compile(
    r"^\W{0,2}(?:sent (?:from|via|using) (?:my |the |outlook|yahoo|mail|samsung|proton|gmail)|get outlook for)", re.I
)
CONTACT = re.compile(
    r"(?<![\w-])(?:\+44|\(?0\d{2,4}\)?)[\d ()-]{6,14}\d|[\w.+-]@[\w-]{1,60}\.[a-z]"
    r"|\bwww\.|https?://|\bext\.? ?\d{2}",
    re.I,
)
POSTS = frozenset(
    """adviser advisor admin administrator assistant asst attendance chief clerk constable consultant coordinator
    counsellor dc director doctor dr dsl executive head headteacher inspector lead leader manager mentor midwife nurse
    officer ordinator pa pastoral pc practitioner principal programme programmes reception receptionist registrar
    safeguarding secretary senco sergeant social specialist teacher therapist tutor welfare worker""".split()
)
ORGANISATIONS = frozenset(
    """academy admissions borough camhs centre charity cic college committee council county department education
    federation homes hospital housing infant infants junior juniors limited ltd nhs nursery office partnership plc
    police primary project school schools service services surgery team trust unit university""".split()
)
FACT = re.compile(
    r"\bd\.? ?o\.? ?b\b|date of birth|\bborn\b|\bupn\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6},? \d{4}\b"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b",
    re.I,
)
POSTSCRIPT = re.compile(r"^\W{0,3}p\.?\s?p?\.?\s?s\b[.:\s,–-]", re.I)
LABEL = re.compile(r"^\W{0,3}([A-Za-z][\w /'’&.()-]{0,40}):\s{0,3}\S")
CONTACT_LABEL = re.compile(
    r"^(?:t|m|e|w|f|a|dd|ddi|tel|telephone|phone|mob|mobile|direct|direct (?:line|dial)|office|desk|duty|switchboard"
    r"|reception|e-?mail|web|website|fax|working|hours|working (?:days|hours|pattern)|pronouns|twitter|x|follow us"
    r"|address|bleep|ext|main|line manager|absence line|out of hours)\b",
    re.I,
)
NAME = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-ZÀ-Þ][\w'’-]{0,20}(?: [A-ZÀ-Þ][\w'’-]{0,20}\.?| \(\w{2,5}\)){0,3}(?: x{1,3})?,?$"
)
