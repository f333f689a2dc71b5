"""Children, their families and what is said of all of them, from labels and values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from mailbot.model.pair import Pair
from mailbot.reading.extract.beside import put_beside, school_value
from mailbot.reading.extract.dates import Certainty, birth, days, labelled_day, month_first
from mailbot.reading.extract.formfamily import FormFamily
from mailbot.reading.extract.identifiers import postcodes, upns
from mailbot.reading.extract.labelled import BLANK, source_of
from mailbot.reading.extract.names import is_one_name, split_name, value_name
from mailbot.reading.extract.places import address_text, no_address, places
from mailbot.reading.extract.sketch import Sketch
from mailbot.reading.extract.years import sex_by_kin, sex_of, year_group, year_in

_NONE = re.compile(r"\A\W*(?:none|never|no\sschool|nil)\b", re.IGNORECASE)
_SETTLED = re.compile(
    r"\A\W*(?:arrived|started|not\smissing|no\slonger\smissing|attending|turned\sup|found|located|resolved"
    r"|sorted|settled|closed|over\s?-?age|in\sschool|now\sin|returned|back\sin|no\saction|ignore"
    r"|on\sroll\selsewhere|yes,?\sattending)\b|\bignore\b|\bno\saction\b|\bnot\smissing\b"
    r"|\bhas\ssince\s(?:arrived|started|turned\sup)\b",
    re.IGNORECASE,
)
_NOT_SETTLED = re.compile(
    r"\b(?:not|never|no\slonger|hasn.t|didn.t|did\snot)\s(?:yet\s)?(?:arriv|start|attend|return|turn|found"
    r"|locat|settl|resolv)",
    re.IGNORECASE,
)
_ARRIVED = re.compile(r"\A\W{0,3}(?:has\s)?(?:arrived|attending|started|found|located|turned\sup)\b", re.IGNORECASE)
_YES = re.compile(r"\A\W{0,3}(?:y|yes|☒|☑|✓)(?![\w'’])", re.IGNORECASE)
_DIFFERENT = re.compile(r"\bif\s(?:different|not)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s?\([^)]{0,80}\)")


@dataclass(slots=True)
class Form:
    """What the pairs of a mail say: each child, and what is said of all (or of the only one)."""

    children: list[Sketch] = field(default_factory=list)
    shared: Sketch = field(default_factory=Sketch)


def drawn(pairs: Sequence[Pair], on: date) -> Form:
    """The children that `pairs` describe. A record that names nobody is no child, but what it says may be of all."""
    form = Form()
    records: dict[int, list[Pair]] = {}
    for pair in pairs:
        if pair.record is not None:
            records.setdefault(pair.record, []).append(pair)
    loose = [pair for pair in pairs if pair.key and pair.record is None]
    for number, record in records.items():
        sketch = _drawn(record, on)
        sketch.record = number
        if "forename" in sketch.fields or "surname" in sketch.fields or "upn" in sketch.fields:
            form.children.append(sketch)
        else:
            loose += record
    form.shared = _drawn(loose, on)
    _leave_out(form)
    return form


def _leave_out(form: Form) -> None:
    """Drop the children who are marked as arrived or not missing, where others of the list are not."""
    settled = [child for child in form.children if child.left_out]
    if len(settled) < len(form.children):
        for child in settled:
            form.shared.notes.append(
                f"left out, marked as not missing:"
                f" {child.fields['surname'].value if 'surname' in child.fields else 'a child'}"
            )
        form.children = [child for child in form.children if not child.left_out]


def _drawn(record: Iterable[Pair], on: date) -> Sketch:
    sketch, family = Sketch(), FormFamily()
    told: dict[str, Pair] = {}
    elsewhere: list[Pair] = []  # a parent's address is the child's where no other is given
    for pair in record:
        key = pair.key or ""
        if key in ("name", "forename", "surname", "middle_name", "known_as"):
            if pair.value.strip():
                told.setdefault(key, pair)
        elif key in ("parent.address", "parent.postcode"):
            elsewhere.append(pair)
        elif key.startswith("parent") or key in ("phone", "email", "relationship"):
            family.read(pair)
        elif key in ("status", ""):
            sketch.left_out |= _is_settled(pair)
        elif key in _READERS and pair.value.strip():
            _READERS[key](sketch, pair, on)
            if key in ("last_school", "previous_school") and _denies(pair):
                sketch.denied |= {"previous_school", "text_school", *([key] if key == "last_school" else ())}
        put_beside(sketch, pair, on)
    for pair in elsewhere:
        if pair.value.strip() and not _DIFFERENT.search(pair.label):
            _READERS[(pair.key or "").partition(".")[2]](sketch, pair, on)
    _name(sketch, told, on)
    sketch.people = [person for person in family.people if person.said]
    return sketch


def _is_settled(pair: Pair) -> bool:
    """Whether a row's status says that the child is no longer missing: "started 4/9", "Y" at "Arrived"."""
    if _ARRIVED.search(pair.label) and _YES.match(pair.value):
        return True
    found = (_SETTLED.search if pair.key else _SETTLED.match)(pair.value)
    return found is not None and not _NOT_SETTLED.search(pair.value)


def _denies(pair: Pair) -> bool:
    """Whether a value says that the child went to no school; that it goes to none now says nothing of before."""
    return _NONE.match(pair.value) is not None and school_value(pair.value) is None and not _PRESENT.search(pair.label)


_PRESENT = re.compile(r"\b(?:present|current(?:ly)?|now)\b(?!.{0,12}\blast\b)", re.IGNORECASE)


def _name(sketch: Sketch, told: dict[str, Pair], on: date) -> None:
    for key in ("forename", "surname"):
        pair = told.get(key)
        value = value_name(pair.value) if pair else None
        if pair and value:
            sketch.put(key, source_of(pair).field(value.split(",")[0] if key == "surname" else value, pair.value))
    whole = told.get("name")
    value = value_name(whole.value) if whole and is_one_name(whole.value) else None
    if whole and value:
        forename, surname = split_name(value)
        if forename and not ("surname" in sketch.fields and not surname and "forename" in sketch.fields):
            sketch.put("forename", source_of(whole).field(forename, whole.value))
        if surname:
            sketch.put("surname", source_of(whole).field(surname, whole.value))
        _beside_name(sketch, whole, on)
    middle = told.get("middle_name")
    if middle and "forename" in sketch.fields and value_name(middle.value):
        first = sketch.fields["forename"].value
        sketch.fields["forename"] = source_of(middle).field(
            f"{first} {value_name(middle.value)}", f"{first} {middle.value}"
        )
    if "known_as" in told and (alias := value_name(told["known_as"].value)):
        sketch.aliases.append(alias)


def _beside_name(sketch: Sketch, pair: Pair, on: date) -> None:
    """ "Erin SHAW, female, Year 9": more than the name stands at the label."""
    source = source_of(pair, 0.9)
    year = year_in(pair.value)
    if year:
        sketch.put("year_group", source.field(year[0], pair.value))
    born = next((value for day in days(pair.value, on) if (value := birth(day, on))), None)
    if born:
        sketch.put("date_of_birth", source.field(born, pair.value))
    for upn in upns(pair.value):
        sketch.put("upn", source.field(upn.value, pair.value) if upn.valid else None)
    home = next(places(pair.value), None)
    if home:
        sketch.put("address", source.field(home.text, pair.value))
        sketch.put("postcode", source.field(home.postcode.value, pair.value) if home.postcode else None)
    _sex_beside(sketch, pair)


def _sex_beside(sketch: Sketch, pair: Pair) -> None:
    """The sex behind a name or a date of birth ("3 May 2015, girl")."""
    for part in re.split(r"[,;()/\t]|\s[-–]\s|\s{2,}|\s(?=[MF]\s[0-9])|(?<=[MF])\s(?=[0-9])", pair.value)[1:]:
        stated = re.search(r"\b(?:boy|girl)\b", part, re.IGNORECASE)
        sex = sex_of(part) if len(part.split()) <= 2 else sex_by_kin(stated[0]) if stated else None
        if sex:
            sketch.put("sex", source_of(pair, 0.9).field(sex, pair.value))


def _birth(sketch: Sketch, pair: Pair, on: date) -> None:
    day = labelled_day(pair.value, on)
    value = birth(day, on) if day else None
    if value:
        sketch.put("date_of_birth", source_of(pair).field(value, pair.value))
    elif day and day.certainty is Certainty.FULL:
        sketch.notes.append(f'date of birth "{pair.value.strip()}" is no child\'s: not taken')
    elif month_first(pair.value):
        sketch.notes.append(f'date of birth "{pair.value.strip()}" has no such month: not taken')
    elif not BLANK.match(pair.value):
        sketch.notes.append(f'date of birth as written: "{pair.value.strip()}"')
    year = year_in(pair.value)
    if year:
        sketch.put("year_group", source_of(pair, 0.9).field(year[0], pair.value))
    _sex_beside(sketch, pair)


def _sex(sketch: Sketch, pair: Pair, on: date) -> None:
    value = sex_of(pair.value)
    sketch.put("sex", source_of(pair).field(value, pair.value) if value else None)


def _upn(sketch: Sketch, pair: Pair, on: date) -> None:
    for upn in upns(pair.value):
        if upn.valid:
            sketch.put("upn", source_of(pair).field(upn.value, pair.value))
        else:
            sketch.notes.append(f'UPN "{pair.value.strip()}" fails its check letter: not taken')
        return
    if not BLANK.match(pair.value) and re.search(r"[0-9]{5}", pair.value):
        sketch.notes.append(f'UPN as written, not in the form of one: "{pair.value.strip()}"')


def _year(sketch: Sketch, pair: Pair, on: date) -> None:
    value = year_group(pair.value)
    sketch.put("year_group", source_of(pair).field(value, pair.value) if value else None)


_NO_PART = re.compile(  # of an address: "both: ", "Mrs Ana Ionescu, "
    r"\A(?:(?:both|all(?:\sthree|\sof\sthem)?)\s?[:,-]?\s"
    r"|(?:mr|mrs|ms|miss|dr)\.?\s[^,\d\n]{2,40}[,\n]\s?)",
    re.IGNORECASE,
)


def _address(sketch: Sketch, pair: Pair, on: date) -> None:
    if BLANK.match(pair.value) or no_address(pair.value):
        if not BLANK.match(pair.value):
            sketch.notes.append(f'address as written: "{pair.value.strip()}"')
        return
    value = _NO_PART.sub("", pair.value)
    found = next(places(value), None)
    whole = _ASIDE.sub("", value)
    code = next(postcodes(value), None)
    text = found.text if found and len(whole) > len(found.text) + 40 else address_text(whole)
    if code and code.end < len(value) - 2 and len(value) > code.end + 12:
        text = found.text if found else address_text(value[: code.start])
    if text and re.search(r"[^\W\d_]", text):
        sketch.put("address", source_of(pair).field(text, pair.value))
    if code:
        sketch.put("postcode", source_of(pair).field(code.value, pair.value))


def _line(sketch: Sketch, pair: Pair, on: date) -> None:
    """A further line of the address in a field of its own."""
    if "address" in sketch.fields and not BLANK.match(pair.value):
        first = sketch.fields["address"]
        sketch.fields["address"] = source_of(pair).field(
            f"{first.value}, {address_text(pair.value)}", first.evidence.quote
        )


def _postcode(sketch: Sketch, pair: Pair, on: date) -> None:
    code = next(postcodes(pair.value), None)
    if code:
        sketch.put("postcode", source_of(pair).field(code.value, pair.value))
    elif not BLANK.match(pair.value):
        sketch.notes.append(f'postcode as written: "{pair.value.strip()}"')


def _new_address(sketch: Sketch, pair: Pair, on: date) -> None:
    """A new address is the last known one; a bare town is only where they went."""
    if BLANK.match(pair.value) or no_address(pair.value):
        return
    if next(places(pair.value), None) or next(postcodes(pair.value), None):
        for name in ("address", "postcode"):
            sketch.fields.pop(name, None)
        _address(sketch, pair, on)
    elif "moved_to" not in sketch.fields and len(pair.value.split()) <= 6:
        sketch.put("moved_to", source_of(pair).field(pair.value.strip(), pair.value))


def _school(name: str) -> Callable[[Sketch, Pair, date], None]:
    def read(sketch: Sketch, pair: Pair, on: date) -> None:
        value = school_value(pair.value)
        if value is None or BLANK.match(pair.value) or not re.search(r"[^\W\d_]{2}", value):
            return
        sketch.put(name, source_of(pair).field(value, pair.value))

    return read


def _day(name: str) -> Callable[[Sketch, Pair, date], None]:
    def read(sketch: Sketch, pair: Pair, on: date) -> None:
        day = labelled_day(pair.value, on)
        if day:
            sketch.put(name, source_of(pair).field(day.value, pair.value))
        elif month_first(pair.value):
            sketch.notes.append(f'{pair.label} "{pair.value.strip()}" has no such month: not taken')

    return read


_AT_HOME = re.compile(
    r"\bhome[\s-]?(?:educat|school)|\behe\b|\belective\b|\bno\s(?:school|destination)\b", re.IGNORECASE
)


_SINCE = re.compile(
    r"\s[-–]\s(?:start|from|on|wef|since)\b|[\s,(]+(?:start(?:s|ing|ed)?|from|wef|since)\s(?:on\s)?(?=[0-9])",
    re.IGNORECASE,
)


_GONE_TO = re.compile(
    r"\A(?:(?:has\s|have\s)?(?:gone|moved|moving|going|transferred|now)\s(?:to|at|in)\s)(?:the\s)?", re.IGNORECASE
)
_LONG_ASIDE = re.compile(r"\s?\([^()\s]{1,20}\s[^()\s]{1,20}\s[^()]{1,80}\)")


def _moved(sketch: Sketch, pair: Pair, on: date) -> None:
    line = _LONG_ASIDE.sub("", _GONE_TO.sub("", pair.value.strip().split("\n")[0]))
    value = _SINCE.split(line)[0].strip(" .;,")
    if _AT_HOME.search(value):
        return
    if not BLANK.match(pair.value) and len(value.split()) <= 14 and re.search(r"[^\W\d_]{2}", value):
        sketch.put("moved_to", source_of(pair).field(value, pair.value))


def _believed(sketch: Sketch, pair: Pair, on: date) -> None:
    """The answer to "where do you believe the child to be?", where it begins with a place."""
    found = _PLACE.match(pair.value)
    if found and not BLANK.match(found[1]):
        sketch.put("moved_to", source_of(pair, 0.8).field(found[1], pair.value))


_PLACE = re.compile(
    r"\s{0,3}((?:[A-ZÀ-Þ][\w'’-]+)(?:\s[A-ZÀ-Þ][\w'’-]+){0,3}(?<!Not)(?<!Unknown)(?<!No)(?<!Yes))\s?(?:[,.;(]|\Z)"
)


_READERS: dict[str, Callable[[Sketch, Pair, date], None]] = {
    "date_of_birth": _birth,
    "sex": _sex,
    "upn": _upn,
    "year_group": _year,
    "address": _address,
    "address_line": _line,
    "postcode": _postcode,
    "new_address": _new_address,
    "last_school": _school("last_school"),
    "previous_school": _school("previous_school"),
    "school": _school("school"),
    "on_roll_at": _school("on_roll_at"),
    "last_attended": _day("last_attended"),
    "start_date": _day("start_date"),
    "removed_on": _day("removed_on"),
    "moved_to": _moved,
    "believed_at": _believed,
}
