"""Whether a sentence says that something is so, is not so, was so, may be so, or only speaks of it.

The words that turn a meaning stand before it in its own clause ("has never been on a plan"), right after it ("CP plan:
no"; "abuse was ruled out") or open the sentence ("please tell us if ..."). A negation reaches to the end of its clause
and along a list; a negated *verb of contact* ("has not answered, fled domestic violence") reaches no further than
the comma. Where two readings are possible the one that shows the matter to an officer wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from mailbot.reading.extract.past import is_past
from mailbot.reading.extract.sentences import Span, clause_of, clauses
from mailbot.reading.pattern import Pattern


class Polarity(StrEnum):
    PRESENT = "present"
    POSSIBLE = "possible"
    HISTORIC = "historic"
    UNKNOWN = "unknown"
    HYPOTHETICAL = "hypothetical"
    ABSENT = "absent"


def _words(text: str) -> Pattern:
    return Pattern(text, re.IGNORECASE | re.VERBOSE)


def _opening(text: str) -> re.Pattern[str]:
    """For what stands right at a place, and so is soon seen not to."""
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


_NOT_IN_FULL = (
    r"(?:not|never|isnt|arent|wasnt|werent|hasnt|havent|hadnt|doesnt|dont|didnt|wont|cant|couldnt|cannot|aint"
    r"|nor|neither)"
)
_NOT = rf"(?:{_NOT_IN_FULL}|\w+n['’]t)"
_NOT_RULED_OUT = _words(
    r"""
    \b(?:can(?:not|['’]?t|\s+not)|could(?:n['’]?t|\s+not)|would(?:n['’]?t|\s+not)|not\s+(?:possible|
    able)\s+to|unable\s+to)\s+(?:be\s+)?(?:\w+\s+)?(?:rule[ds]?|exclude[ds]?|discount\w*)(?:\s+out)?|
    \bnot\s+impossible"""
)
_NO_DENIAL = _words(r"""\bnot\s+(?:un\w+|only|just|simply|merely|surpris\w+)|\b(?:no|without)\s+doubt""")
_UNKNOWN_ANSWER = _opening(
    r"""
    \A\s*["')\]]{0,2}\s*(?:[:?=*|]|[-–—]|\.{2,9})+\s*(?:not\s+(?:known|sure|certain|stated|recorded)|un(?:known|sure|
    clear)|don['’]?t\s+know|tbc|awaiting|\?)(?!\s+to\b)"""
)
_UNSURE = re.compile(
    rf"""
    \b(?:{_NOT}\s+(?:been\s+)?(?:yet\s+)?(?:sure|certain|clear|know|known|aware|confirmed|established|say|
    tell|asked|heard)|unsure|uncertain|unclear|unknown|no\s+idea|asked?|wonder(?:ed|ing)?|check(?:ed|ing)?|
    query|tell\s+(?:me|us)|confirm)\s+(?:\w+\s+){{0,2}}(?:if|whether)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_IF = _words(r"""\b(?:if|whether)\b""")
_NO_NOUN = _words(
    r"""
    \bno\s+(?:(?:further|more|other|one\s+else|real|known|new|forwarding|school|current|such|
    single)\s+)?(?:answer\w*|repl\w+|response\w*|luck|joy|idea|doubt|trace|sign(?=\s+of\s+(?:him|her|them|
    life|the|any(?:one|body))\b)|news|word|choice|school|place|success|matter|longer|show|avail|luck|wonder|
    one\s+answer\w*|phone|voicemail|forwarding|address|contact(?!\s+with\s+(?:soci|mash|csc))|
    school\s+place)\b"""
)
_NEGATORS = _words(
    rf"""
    \b(?:no(?![-\s]?\d|\.\s?\d)|nothing|nobody|no[- ]?one|none|nil|without(?!\s+(?:any\s+)?(?:tell|warn|
    notice|say|doubt|a\s+trace|trace|contact|school|educat|provision|a\s+school))|zero|free\s+(?:of|from)|
    lack\s+of|absence\s+of
    |den(?:y|ies|ied)(?!\s+(?:access|entry))|rul(?:e|ed|ing)\s+out|exclud(?:ed|ing)|rather\s+than|
    instead\s+of|as\s+opposed\s+to|unlikely(?:\s+to)?|unaware\s+of|negative\s+for|clear\s+of|untrue\s+that|
    {_NOT_IN_FULL})\b|(?<=\w)n['’]t\b"""
)
_CONTACT_VERB = _opening(
    r"""
    \A\W*(?:(?:been|yet|even|really|always|ever|since|any|to|able|be|managed|got|getting|go|going|want\w*|
    seem\w*)\s+){0,3}(?:attend\w*|seen|returned?|returning|back|answer\w*|respond\w*|repl\w+|contact\w*|
    arriv\w*|start\w*|turn\w*|came|come|coming|in\b(?!\s+(?:(?:an?|any|the)\s+)?\Z)|at\b|heard|
    picked|pick\w*|able|know(?!n)|reach\w*|
    locat\w*|trac\w+|find|found|engag\w*|on\s+roll|enrol\w*|registered|gone|show\w*|speak|spoken|
    get\s+(?:hold|through)|receiv\w*|access\w*|available|safe|well|cop\w+|manag\w+)"""
)
_FACTIVE = _opening(
    r"""
    \A\W*(?:(?:been|yet|even|really|actually|originally|initially|until\s+\w+)\s+){0,2}(?:know|knew|
    known(?!\s+to)|realis\w+|aware|told|tell|mention\w*|inform\w*|let|say|
    disclos\w+)\s+(?:\w+\s+){0,2}?(?:that|he|she|they|mum|dad)\b(?!.*\b(?:any|if|whether)\b)"""
)
_ANSWERED_NO = _opening(
    r"""
    \A\s*["')\]]{0,2}\s*(?:[:?=*|"“”]|\.{2,}|[-–—/]|\s){1,6}\s*(?:is\s+)?(?:☐\s*yes\s*)?(?:☒\s*)?(?:no|none|nil|n/?a|
    n|not\s+(?:applicable|known\s+to\s+us|with\s+(?:us|them)|at\s+present|currently|that\s+we\s+know|to\s+our\s+knowledge|
    as\s+far\s+as)|never|negative|false|nope|nah)\b(?!\s*\.?\s*(?:\d|answer|repl|response|contact|longer|idea|
    show|one|doubt))(?!\s+(?:\w+\s+){0,3}(?:answer|repl))"""
)
_TIGHT_NO = _opening(r"""\A\s*["”]?[:?=*|–—/-]|\A\s+no\s*\W*\Z|\A\s+(?:none|nil)\s*(?:[,.;]|\Z)""")
_ANSWERED_YES = _opening(
    r"""\A\s*["')\]]{0,2}\s*(?:[:?=*|]|\.{2,}|[-–—])\s*(?:☒\s*)?(?:yes|y|yep|true|currently|open|active|current)\b"""
)
_LABEL_TAIL = re.compile(r"(?:[\s/&,()-]{1,3}(?!that\b|that['’]s\b)[\w'’]{1,20}){1,6}[\s)]{0,3}(?=[:?|])")
# The answer to a whole list of questions: "Any homelessness, offending, illness? None that we know of."
_ANSWERED_NONE = _opening(r"""\A[^?;.!]{0,160}\?\s+(?:none|nothing|nil|no,|no\.|neither|not\s+that\s+(?:we|i)\b)""")
_ANSWERED_PAST = _opening(
    r"""\A\s*["')\]]{0,2}\s*(?:[:?=*|]|[-–—])\s*(?:closed|was\b|ended|historic\w*|previous\w*|formerly|in\s+the\s+past|
    not\s+any\s*more|no\s+longer|used\s+to)"""
)
_BOTH = _opening(
    r"""\A\s*["')\]]{0,2}\s*[:?=*|–—-]{0,2}\s*(?:☐\s*)?\(?(?:yes|y)\s*[/|\\ ]\s*(?:or\s+)?(?:☐\s*)?(?:no|n)\b\)?"""
)
_DENIED_AFTER = _opening(
    r"""\A[^;.!?]{0,45}?\b(?:
      (?:is|are|was|were|has(?:\s+been)?|have(?:\s+been)?|had(?:\s+been)?|be)\s+(?:\w+ly\s+)?(?:not|
      never)\s+(?:\w+ly\s+)?(?:been\s+)?(?:a\s+|an\s+|any\s+)?(?:\w+\s+)?(?:suspect\w*|concern\w*|issue\w*|
      indicat\w*|present|known|factor\w*|applicable|involve\w*|reported|raised|identified|disclosed|relevant|
      the\s+case|true|part\s+of|thought|believed|alleged|evident|apparent|something|live|in\s+place|question|
      noted|recorded|feature\w*|problem|worr\w+|matter)
    | (?:isn|aren|wasn|weren|hasn|haven|doesn|don|didn)['’]?t\s+(?:\w+ly\s+)?(?:been\s+)?(?:a\s+|an\s+|
    any\s+)?(?:\w+\s+)?(?:suspect\w*|concern\w*|issue\w*|indicat\w*|present|known|factor\w*|applicable|apply|
    involve\w*|reported|raised|identified|disclosed|relevant|the\s+case|true|part\s+of|thought|believed|
    evident|apparent|something|live|in\s+place|a\s+question|noted|recorded|feature\w*|come\s+into|arise|
    problem|worry)
    | (?:does|do|did)\s+not\s+(?:apply|arise|feature|come\s+into)
    | ruled\s+out | discounted | unfounded | unsubstantiated | groundless | untrue )\b"""
)
_VERDICT = _opening(
    r"""
    \A(?:(?!\bbut\b|\bhowever\b|[;.!?]).){0,90}?\b(?:ruled\s+out|unfounded|unsubstantiated|not\s+substantiated|disproved
    |groundless|discounted|(?:and|but|then)\s+(?:\w+\s+){0,3}?(?:took\s+it\s+(?:all\s+)?back|made\s+it\s+up|retracted|withdr[ae]w)
    |none\s+(?:of\s+(?:them|these|those|it)\s+)?(?:is|are|was|were|apply|applies|applied)\s+(?:there|met|present|made\s+out)
    |(?:none|nothing|no\s+\w+)\s+(?:was\s+|were\s+)?(?:identified|found|indicated|noted|flagged|arose|came\s+(?:of|up))
    |(?:and|that|concluded|found)\s+there\s+(?:is|was|were|are)\s+(?:no|nothing)\s+(?:indicat\w+|information|evidence|sign\w*|concern\w*|basis|risk)
    |put\s+to\s+bed|admin(?:istrative)?\s+(?:slip|error)|was\s+a\s+(?:slip|dream|joke|game)|turned\s+out\s+to\s+be
    |(?:grounds|outcome|result|screening|assessment)\s+(?:(?:was|is|came\s+(?:out|back))\s+)?(?:as\s+)?(?:negative|low|green|nil|clear)
    |came\s+(?:back|out)\s+(?:as\s+)?(?:no|negative|low|green|nil|clear)|is\s+a\s+different|miles\s+short|found\s+to\s+be\s+(?:false|untrue|without)|not\s+(?:to\s+be\s+)?true|untrue|malicious
    |(?:came|led)\s+to\s+nothing|(?:proved|turned\s+out)\s+(?:to\s+be\s+)?(?:false|wrong|untrue|not))\b(?!\s+(?:yet|by))"""
)
_WHICH_NOT = _opening(
    r"""
    \A\W*(?:[\w'’]+\W+){0,3}?(?:which\s+(?:he|she|they|it|this|that)?|(?:though|although|but)\s+(?:it|this|
    that|which))\s*(?:(?:is|are|was|were|has|have|does|do)\s+not|(?:is|are|was|were|has|have|does|do)n['’]?t|
    turned\s+out\s+not)\b(?!\s+(?:only|just|been\s+able|attended|answer))"""
)
_CONDITION = _words(
    r"""
    \b(?:(?<!as\s)(?<!what\s)(?<!wonder\s)(?<!even\s)if(?!\s+(?:it\s+helps|possible|you\s+(?:need|want|could|
    can|would))\b)|whether|in\s+case(?!\s+of\s+(?:him|her|them))|in\s+the\s+event|should\s+(?:you|there|
    any\w*|it)|unless|suppos(?:e|ing)\s+(?:an?|that|the)|imagine\s+(?:an?|that)|would\s+(?:it|there|a|you)|for\s+example|e\.g\.?|such\s+as|examples?\s+of|
    including\s+but|where\s+(?:an?\s+|any\s+)?(?:parents?|child(?:ren)?|pupils?|famil(?:y|ies)|young\s+
    people)\s+(?:have|has|are|is|may)\b|tell\s+us\s+(?:of|about)|any\s+(?:concern|risk|suspicion|worr)\w*|ask(?:ed|
    ing)?\s+(?:\w+\s+){0,3}about|anyone\s+(?:who|with)|any\s+(?:child|pupil|famil|young)\w*|(?:a|every|
    each)\s+(?:child|pupil|young\s+person|student)\s+(?:who|at|on|with|that|discloses|goes|may|might|is|could|
    has)|(?:children|pupils|families|young\s+people|parents|those|people|victims|students)\s+(?:who|whose|
    at\s+risk|affected|fleeing|experiencing|experienc\w+|with|suffering|on\s+a|may|might|
    are\s+at\s+(?:greater|higher|particular)))\b"""
)
_POLICY = _words(
    r"""
    \b(?:committed\s+to|helpline|our\s+(?:intranet|pathway|policy|policies|website|newsletter)|
    takes?\s+(?:the\s+)?(?:safeguarding|its|our)\b|intended\s+recipient|registered\s+(?:charity|office)|
    if\s+you\s+are\s+(?:worried|concerned|a\s+parent)|if\s+you\s+(?:think|believe|suspect)\s+(?:that\s+)?a|
    speak\s+to\s+our\s+dsl|(?:our|staff|safeguarding|awareness|prevent|fgm|protection)\s+training|
    training\s+(?:day|session|course|on)|toolkit|webinar|guidance\s+(?:says|states|on)|policy\s+(?:says|
    states|on)|(?:must|should)\s+(?:always\s+)?be\s+(?:reported|referred|told)|do\s+not\s+use\s+this\s+form|(?:is|are)\s+
    (?:indicated|suspected|disclosed),?\s+(?:please\s+)?(?:tele)?(?:phone|ring|call|contact|report|refer)|
    notes?\s+for\s+(?:referrers|staff|schools)|guidance\s+(?:for|notes)|the\s+school\s+must|please\s+complete|
    (?:have|has)\s+a\s+duty\s+(?:under|to)|refresher|circulated\s+to\s+(?:all\s+)?staff|as\s+we\s+do\s+(?:each|every)
    |(?:in|at)\s+(?:an?\s+|this\s+\w+['’]s\s+|last\s+\w+['’]s\s+)?assembl(?:y|ies)|(?:asks?|screens?)\s+every
    |asking\s+in\s+general|trafficking\s+statement|signs?\s+to\s+look\s+(?:out\s+)?for|before\s+sending\s+this
    |(?:staff|schools|colleagues|you|we\s+all)\s+are\s+reminded|must\s+be\s+(?:rung|phoned|passed|reported)\s+(?:through\s+)?to
    |is\s+indicated|zero\s+tolerance|does\s+not\s+tolerate|awareness\s+(?:week|day|month)|case\s+study|leaflet|dial\s+999)\b"""
)
# "They told him that if he comes back they'll shoot him": what somebody vows is no mere supposition.
_VOWS = _words(
    r"""\b(?:told|tells?|telling|said|says|saying|threat\w*|swore|sworn|vowed|warn\w*|promis\w*|texted|messaged|wrote)\b"""
)
_VOWED = _words(
    r"""\b(?:i|he|she|they|it|we|you)(?:['’](?:ll|d)|\s+(?:will|would|is\s+going\s+to|are\s+going\s+to))\b"""
)
_SPECIFIC = _words(
    r"""
    \b(?:these|both|two|three|four|five|six|our|the\s+following|all\s+(?:two|three|four|
    the))\s+(?:\w+\s+){0,3}(?:children|pupils|families|young|siblings|kids)"""
)
_ASKS = _opening(
    r"""
    \A\W*(?:(?:and|also|but|so|please|can|could|would|will|do|does|did|is|are|was|were|has|have|had|any|what|
    which|who|whose|when|how|should|shall|may)\b)"""
)
_ASSERTS = _words(r"""\b(?:who|whose|where|because|as|since)\b""")
_WORK_REACH = 90  # characters before the words in which it may be said that somebody works there
_WORK = _words(
    r"""\b(?:works?|worked|working|volunteers?|volunteered|volunteering|employed|(?:a|the)\s+job|shifts?)\s+(?:[\w'’-]+\s+){0,3}?
    (?:in|at|for|as)\s+(?:(?:an?|the|our)\s+)?(?:[\w'’-]+\s+)?\Z"""
)
_SUBJECT_OF = _words(
    r"""\b(?:essay|poem|project|assembly|lesson|workshop|leaflet|poster|documentary|novel|play|film|training|webinar|book)\s+
    (?:\w+\s+){0,2}(?:on|about)\s"""
)
_MISTAKEN = _opening(
    r"""\A[^.;!?]{0,60}?\b(?:(?:was|is|were)\s+(?:a|an)\s+(?:mistake|slip|error|typo|mix-?up)|in\s+error|by\s+mistake|
    wrongly|mis-?key\w*|should\s+(?:have\s+)?read|wrong\s+(?:child|pupil|box|family))\b"""
)
_MAYBE = _words(
    r"""
    \b(?:may|might|could|possibl[ey]|possibility|perhaps|maybe|suspect\w*|suspicion\w*|alleg\w+|believe[ds]?|
    think[s]?|thought|fear\w*|afraid|worr\w+|concern\w*|risk|likely|probabl[ey]|seem\w*|appear\w*|indicat\w+|
    wonder\w*|query|rumou?r\w*|apparent\w*|potential\w*|suggest\w*)\b"""
)


@lru_cache(maxsize=128)
def _spans(pattern: Pattern, sentence: str) -> tuple[Span, ...]:
    """Where a pattern stands in a sentence, which is asked again for each thing that the sentence speaks of."""
    return tuple(Span(found.start(), found.end()) for found in pattern.finditer(sentence))


def polarity(sentence: str, start: int, end: int, year: int) -> Polarity:
    """How `sentence` means the words at [start, end). `year` is the mail's: an older one makes a matter historic."""
    spans = clauses(sentence)
    at = clause_of(spans, start)
    before = sentence[spans[at].start : start]
    after = sentence[end : spans[clause_of(spans, max(start, end - 1))].end]
    beyond = sentence[end:]
    earlier = sentence[:start]
    if _MISTAKEN.match(beyond):
        return Polarity.ABSENT
    answered = _answer(beyond) or (Polarity.ABSENT if _ANSWERED_NONE.match(beyond) else None)
    if answered:
        return answered
    unsure = _doubt_before(sentence, start)
    if unsure and not re.search(r"[;,]\s*(?:but|and)\b", sentence[unsure.end : start]):
        return Polarity.UNKNOWN
    if _is_only_spoken_of(sentence, spans, at, start, end):
        return Polarity.HYPOTHETICAL
    if _is_denied(before, after, beyond, sentence[start:end]):
        return Polarity.ABSENT
    if is_past(earlier, before, sentence[start:end], after, beyond, year):
        return Polarity.HISTORIC
    if _NOT_RULED_OUT.search(before) or _MAYBE.search(before) or _MAYBE.search(sentence[start:end]):
        return Polarity.POSSIBLE
    return Polarity.PRESENT


def _doubt_before(sentence: str, start: int) -> Span | None:
    """The first words of not knowing if something is so that stand before `start`."""
    doubts = _UNSURE.finditer(sentence, 0, start) if _spans(_IF, sentence) else ()
    return next((Span(found.start(), found.end()) for found in doubts), None)


def _answer(beyond: str) -> Polarity | None:
    """What stands right after a label: "CP plan: no", "Social worker? Yes - J Smith", "CIN Y/N"."""
    if _BOTH.match(beyond):
        return Polarity.UNKNOWN
    if _ANSWERED_YES.match(beyond):
        return Polarity.PRESENT
    if _ANSWERED_PAST.match(beyond):
        return Polarity.HISTORIC
    if _UNKNOWN_ANSWER.match(beyond):
        return Polarity.UNKNOWN
    if _ANSWERED_NO.match(beyond) and _TIGHT_NO.match(beyond):
        return Polarity.ABSENT
    tail = _LABEL_TAIL.match(beyond)
    return _answer(beyond[tail.end() :]) if tail else None


def is_answered(beyond: str) -> bool:
    """Whether what follows the words answers them as a label ("Traveller: yes", "Roma / Traveller? N")."""
    return _answer(beyond) is not None


def _is_only_spoken_of(sentence: str, spans: Sequence[Span], at: int, start: int, end: int) -> bool:
    """Whether the words stand in a condition, a question, an example or a rule, not in a statement."""
    if _spans(_POLICY, sentence) or _WORK.search(sentence[:start][-_WORK_REACH:]):
        return True
    if any(found.end <= start for found in _spans(_SUBJECT_OF, sentence)):
        return True
    conditions = [found for found in _spans(_CONDITION, sentence) if found.end <= end and found.start < start]
    specific = conditions and _spans(_SPECIFIC, sentence)
    if conditions and not specific and not _main_clause_between(sentence, conditions[-1].end, start):
        return not _is_vowed(sentence, conditions[-1], end)
    asked = sentence.rstrip().rstrip("\"')”").endswith("?") and not sentence[end:].lstrip().startswith("?")
    if asked or sentence[end:].strip() in ("?", "??"):
        opening = max((span.start for span in spans[: at + 1] if _ASKS.match(sentence[span.start :])), default=-1)
        return opening >= 0 and not _ASSERTS.search(sentence, opening, start)
    return False


def _is_vowed(sentence: str, condition: Span, end: int) -> bool:
    """Whether somebody says what will be done in a case, not only that it might be."""
    told = any(found.end <= condition.start for found in _spans(_VOWS, sentence))
    return told and any(condition.end <= found.start < end for found in _spans(_VOWED, sentence))


def _main_clause_between(sentence: str, condition: int, start: int) -> bool:
    """Whether, after a condition, a comma and a new subject open the main clause before `start`."""
    return bool(
        re.search(
            r"[,;:]\s+(?:then\s+)?(?:i|we|he|she|they|it|there|this|mum|dad|the|but|please note)\b",
            sentence[condition:start],
            re.IGNORECASE,
        )
    )


def _is_denied(before: str, after: str, beyond: str, words: str) -> bool:
    if _DENIED_AFTER.match(after) or _WHICH_NOT.match(beyond) or _VERDICT.match(beyond):
        return True
    if _NOT_RULED_OUT.search(before):
        return False
    before = _NO_DENIAL.sub(lambda found: " " * len(found.group()), before)
    hidden = _NO_NOUN.sub(lambda found: " " * len(found.group()), before)
    return any(_reaches(hidden[found.end() :], found.group().lower(), words) for found in _NEGATORS.finditer(hidden))


def _reaches(between: str, negator: str, words: str) -> bool:
    """Whether a negation `between` characters before the words still governs them."""
    verbal = negator in ("not", "never", "cannot") or negator.endswith(("n't", "n’t")) or re.fullmatch(_NOT, negator)
    if verbal and _FACTIVE.match(between):
        return False
    return not (verbal and _CONTACT_VERB.match(between))
