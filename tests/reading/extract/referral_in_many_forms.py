"""One known referral of two children, written in many ways: layouts, words for labels, date styles, orders, forwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from mailbot.model.message import Address, FormField, Hop, How, Item, Message, Passage, Role, Sender, Table

SENT = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
WRITER = Address("Joanne Tully", "jtully@fernbrook.example")
SIGNATURE = "Joanne Tully\nAttendance Lead\nFernbrook Junior School\nDirect: 01632 960601 | Office: 01632 960600"


@dataclass(frozen=True, slots=True)
class Pupil:
    forename: str
    surname: str
    born: date
    sex: str
    upn: str
    year: str
    last: date


MAREK = Pupil("Marek Jan", "Nowak", date(2017, 9, 3), "Male", "B801200005001", "4", date(2026, 10, 23))
ZOSIA = Pupil("Zosia", "Nowak", date(2019, 2, 14), "Female", "H311540026042", "3", date(2026, 10, 22))
ADDRESS, POSTCODE = "Flat 2, 18 Mallard Road, Romford", "RM3 8QT"
MOTHER, MOTHER_PHONE, MOTHER_EMAIL = "Ewa Nowak", "07700 900111", "ewa.nowak@example.com"
FATHER, FATHER_PHONE = "Piotr Nowak", "07700 900112"

Style = Callable[[date], str]
_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
DATE_STYLES: dict[str, Style] = {
    "03/09/2017": lambda d: f"{d:%d/%m/%Y}",
    "3/9/17": lambda d: f"{d.day}/{d.month}/{d:%y}",
    "03.09.2017": lambda d: f"{d:%d.%m.%Y}",
    "03-09-17": lambda d: f"{d:%d-%m-%y}",
    "3 September 2017": lambda d: f"{d.day} {d:%B %Y}",
    "3rd Sept 2017": lambda d: (
        f"{d.day}{_ENDINGS.get(d.day, 'th')} {'Sept' if d.month == 9 else format(d, '%b')} {d:%Y}"
    ),
    "03-Sep-2017": lambda d: f"{d:%d-%b-%Y}",
    "Sunday 3 September 2017": lambda d: f"{d:%A} {d.day} {d:%B %Y}",
    "Sun 3rd of September 2017": lambda d: f"{d:%a} {d.day}{_ENDINGS.get(d.day, 'th')} of {d:%B %Y}",
    "2017-09-03": lambda d: d.isoformat(),
    "3 SEP 2017": lambda d: f"{d.day} {d:%b %Y}".upper(),
}
LABELS: dict[str, dict[str, str]] = {
    "plain": {
        "surname": "Surname",
        "forename": "Forename",
        "born": "Date of birth",
        "sex": "Gender",
        "upn": "UPN",
        "year": "Year group",
        "last": "Date last attended",
        "address": "Home address",
        "postcode": "Postcode",
        "mother": "Mother",
        "phone": "Telephone",
        "email": "Email",
        "father": "Father",
    },
    "formal": {
        "surname": "Legal surname*",
        "forename": "Legal forename(s)*",
        "born": "D.O.B. (dd/mm/yyyy)",
        "sex": "Sex",
        "upn": "Unique Pupil Number (if known)",
        "year": "NC Year",
        "last": "Last date of attendance",
        "address": "Last known address (inc. postcode)",
        "postcode": "Post code",
        "mother": "Mother's name",
        "phone": "Contact no.",
        "email": "E-mail address",
        "father": "Father's name",
    },
    "curt": {
        "surname": "Family name",
        "forename": "First name",
        "born": "DoB",
        "sex": "M/F",
        "upn": "UPN No",
        "year": "Yr",
        "last": "Last in school",
        "address": "Address",
        "postcode": "P/code",
        "mother": "Mum",
        "phone": "Mob",
        "email": "email",
        "father": "Dad",
    },
    "of the pupil": {
        "surname": "Pupil's surname",
        "forename": "Pupil's first name(s)",
        "born": "Pupil's date of birth",
        "sex": "Pupil's gender",
        "upn": "Pupil UPN",
        "year": "Current year group",
        "last": "Last day attended",
        "address": "Pupil's home address",
        "postcode": "Postcode of pupil",
        "mother": "Name of mother",
        "phone": "Mother's mobile",
        "email": "Mother's email",
        "father": "Name of father",
    },
}


def mail(*items: Item, subject: str = "CME referral", hops: tuple[Hop, ...] = (), signed: bool = True) -> Message:
    """A mail to the CME mailbox with these items, signed by its writer."""
    outer = Hop(0, How.OUTER, WRITER, (Address("CME", "cme@havering.gov.uk"),), SENT, subject)
    closing = (Passage(SIGNATURE, role=Role.SIGNATURE),) if signed else ()
    return Message(
        message_id="1@fernbrook.example", subject=subject, sent=SENT, sender=Sender(WRITER), to=outer.recipients, cc=(),
        in_reply_to=(), references=(), hops=(outer, *hops), items=(*items, *closing),
    )  # fmt: skip


def rows(pupil: Pupil, labels: dict[str, str], style: Style) -> list[tuple[str, str]]:
    """The labels and values of one child and its family, in the usual order."""
    return [
        (labels["surname"], pupil.surname), (labels["forename"], pupil.forename), (labels["born"], style(pupil.born)),
        (labels["sex"], pupil.sex), (labels["upn"], pupil.upn), (labels["year"], pupil.year), (labels["last"], style(pupil.last)),
        (labels["address"], ADDRESS), (labels["postcode"], POSTCODE), (labels["mother"], MOTHER), (labels["phone"], MOTHER_PHONE),
        (labels["email"], MOTHER_EMAIL), (labels["father"], FATHER),
    ]  # fmt: skip


def single_layouts(told: list[tuple[str, str]]) -> Iterator[tuple[str, Message]]:
    """One child's form in every layout."""
    heading = Passage("Referral of a child missing education")
    yield "lines with colons", mail(heading, Passage("\n".join(f"{k}: {v}" for k, v in told)))
    yield "no space after the colon", mail(heading, Passage("\n".join(f"{k}:{v}" for k, v in told)))
    yield "bulleted lines", mail(heading, Passage("\n".join(f"- {k}: {v}" for k, v in told)))
    yield "numbered lines", mail(heading, Passage("\n".join(f"{n}. {k}: {v}" for n, (k, v) in enumerate(told, 1))))
    yield "lines with dashes", mail(heading, Passage("\n".join(f"{k} - {v}" for k, v in told)))
    yield "label and value by turns", mail(heading, Passage("\n".join(f"{k}\n{v}" for k, v in told)))
    yield "by turns with gaps", mail(heading, Passage("\n\n".join(f"{k}\n\n{v}" for k, v in told)))
    yield "columns of blanks", mail(heading, Passage("\n".join(f"{k:<40}{v}" for k, v in told)))
    yield "two pairs a line", mail(heading, Passage("\n".join(_twos([f"{k}: {v}" for k, v in told], "    "))))
    yield "two columns", mail(heading, Table(tuple(told)))
    yield "two columns with colons", mail(heading, Table(tuple((f"{k}:", v) for k, v in told)))
    yield "numbered rows", mail(heading, Table(tuple((str(n), k, v) for n, (k, v) in enumerate(told, 1))))
    yield "four columns", mail(heading, Table(tuple((*a, *b) for a, b in _pairs([*told, ("", "")]))))
    yield "label above value", mail(heading, Table(tuple(row for k, v in told for row in ((k,), (v,)))))
    yield "header and one row", mail(heading, Table((tuple(k for k, _ in told), tuple(v for _, v in told))))
    yield "form fields", mail(heading, *(FormField(k, v, "form.pdf") for k, v in told))
    yield "document beside a covering note", mail(Passage("Form attached, thanks."), Table(tuple(told), "form.docx"))


def _twos(lines: list[str], gap: str) -> list[str]:
    return [gap.join(lines[at : at + 2]) for at in range(0, len(lines), 2)]


def _pairs(told: list[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    yield from zip(told[::2], told[1::2], strict=False)


def double_layouts(labels: dict[str, str], style: Style) -> Iterator[tuple[str, Message]]:
    """Both children's form in every layout; the family stands once, below or beside."""
    own = [rows(pupil, labels, style)[:7] for pupil in (MAREK, ZOSIA)]
    family = rows(MAREK, labels, style)[7:]
    heads = [k for k, _ in own[0]]
    values = [tuple(v for _, v in one) for one in own]
    below = Table(tuple(family))
    lines = "\n".join(f"{k}: {v}" for k, v in family)
    yield "children as rows", mail(Table((tuple(heads), *values)), below)
    yield "children as rows, family in lines", mail(Table((tuple(heads), *values)), Passage(lines))
    yield "children as columns", mail(Table(tuple(zip(heads, *values, strict=True))), below)
    yield (
        "numbered columns",
        mail(Table((("", "Child 1", "Child 2"), *zip(heads, *values, strict=True))), Passage(lines)),
    )
    yield "one block each", mail(*(Table(tuple(one)) for one in own), Passage(lines))
    blocks = "\n\n".join("\n".join(f"{k}: {v}" for k, v in one) for one in own)
    yield "blocks of lines", mail(Passage(f"{blocks}\n\n{lines}"))
    named = "\n\n".join(f"Child {n}\n" + "\n".join(f"{k}: {v}" for k, v in one) for n, one in enumerate(own, 1))
    yield "named blocks", mail(Passage(f"{named}\n\nFamily\n{lines}"))
    everything = tuple(k for k, _ in [*own[0], *family])
    full = [(*one, *(v for _, v in family)) for one in values]
    yield "family repeated in each row", mail(Table((everything, *full)))


def prose_wordings(style: Style) -> Iterator[tuple[str, Message]]:
    """Both children in running text, in one writer's words after another."""
    m, z = MAREK, ZOSIA
    yield "brackets", mail(Passage(
        f"Dear CME\n\nMarek Jan NOWAK (Y4, dob {style(m.born)}, male, UPN {m.upn}) and Zosia NOWAK (Y3, dob {style(z.born)}, female, UPN {z.upn}) "
        f"have stopped coming. Marek was last in school on {style(m.last)} and Zosia was last in school on {style(z.last)}. They live at {ADDRESS}, {POSTCODE}. "
        f"I have rung mum (Ewa Nowak, {MOTHER_PHONE}) and dad (Piotr Nowak, {FATHER_PHONE}) and emailed mum on {MOTHER_EMAIL}."
    ))  # fmt: skip
    yield "a list", mail(Passage(
        f"Hi\n\nTwo for you:\n\n- Marek Jan Nowak - {style(m.born)} - Yr 4 - boy - {m.upn}\n- Zosia Nowak - {style(z.born)} - Yr 3 - girl - {z.upn}\n\n"
        f"Marek last attended on {style(m.last)}. Zosia last attended on {style(z.last)}.\nHome: {ADDRESS} {POSTCODE}\n"
        f"Mum: Ewa Nowak {MOTHER_PHONE} {MOTHER_EMAIL}\nDad: Piotr Nowak {FATHER_PHONE}"
    ))  # fmt: skip
    yield "and his sister", mail(Passage(
        f"I'm referring Marek Jan Nowak, a Year 4 boy born on {style(m.born)} (UPN {m.upn}), and his sister Zosia, Year 3, born {style(z.born)} (UPN {z.upn}). "
        f"Marek's last day here was {style(m.last)}; Zosia's last day was {style(z.last)}. The family home is {ADDRESS}, {POSTCODE}. "
        f"Their mother, Ewa Nowak, is on {MOTHER_PHONE} or {MOTHER_EMAIL}. Their father, Piotr Nowak, is on {FATHER_PHONE}."
    ))  # fmt: skip
