"""What forms state: questions with their answers, ticked boxes, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mailbot.model.message import Table
from mailbot.model.pair import Pair
from mailbot.reading.extract.answers import Answer, Option, answer, options
from mailbot.reading.extract.sentences import sentences
from mailbot.reading.extract.statement import SHORT, Source, Statement, is_log, statement

BOX = re.compile(r"[☒☑☐□✓✔√]|\[ ?[xX]? ?\]")
_YES_NO = re.compile(r"(?:yes|no|y|n|unknown|not known|don.?t know|n/?a)?\W*", re.IGNORECASE)
_STARTS_YES_NO = re.compile(r"\W*(?:yes|no|y|n|unknown|not known|don.?t know|n/?a)\b|\W*\Z", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:actions?|done|type|method|enquir\w+|contacts?\s+(?:made|log|type|attempt\w*)|attempt\w*|checks?|"
    r"tried|steps?|outcome|taken|made|result|tick)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(r"\bany\s+of(?:\s+(?:the\s+following|these))?\W*\Z", re.IGNORECASE)  # what follows is the question
_INNER_ANSWER = re.compile(r":\s+\w")
_MARK = re.compile(r"\s*[xX✓✔√☒☑]\s*\Z")
_LONGEST_CELL = 12  # words of a cell that is an entry, not prose
_SENTENCE = re.compile(
    r"\b(?:i|we|he|she|they|there|mum|dad|you)\b.{0,30}\b(?:is|are|was|were|has|have|had|do|does|did|will|"
    r"can|told|said)\b|\b(?:is|was|are|were)\s+(?!child\b|this\b|the\b|there\b|he\b|she\b|family\b|"
    r"pupil\b)\w+\Z",
    re.IGNORECASE,
)
_REACH = re.compile(r"@|(?:\d[\s()+-]{0,3}){9}")  # an address or number, by which somebody can be reached
_NO_NEWS = frozenset(
    [
        "name",
        "forename",
        "surname",
        "middle_name",
        "known_as",
        "date_of_birth",
        "age",
        "sex",
        "upn",
        "year_group",
        "postcode",
        "phone",
        "email",
        "relationship",
        "role",
        "organisation",
        "last_school",
        "school",
        "offered_school",
        "nhs_number",
        "school_number",
        "administration",
        "reference",
        "background",
        "last_attended",
        "last_seen",
        "first_absence",
        "start_date",
        "offer_date",
        "removed_on",
    ]
)


def is_fact(pair: Pair) -> bool:
    """Whether a pair gives a fact such as a name or a day, which tells nothing of the child's life."""
    return pair.key is not None and (pair.key.rpartition(".")[2] in _NO_NEWS or pair.key.startswith("referrer"))


def is_form_pair(pair: Pair) -> bool:
    """Whether a pair asks and answers something that may tell of the child's life; a sentence with a colon does not."""
    if _SENTENCE.search(pair.label) and not pair.label.rstrip().endswith("?"):
        return False
    if pair.key is None:
        return len(pair.label.split()) <= SHORT + 4
    if pair.key.rpartition(".")[2] in ("phone", "email") and pair.value and not _REACH.search(pair.value):
        return True
    return not is_fact(pair)


def of_pair(pair: Pair, source: Source) -> Iterator[Statement]:
    """The statements of a label and its value."""
    choices = options(pair.value)
    if choices and not all(_STARTS_YES_NO.match(choice.text) for choice in choices):
        yield from _ticked(choices, pair.label, source)
        return
    yield from of_answer(pair.label, pair.value, source, pair.key or "")


def of_answer(label: str, value: str, source: Source, key: str = "") -> Iterator[Statement]:
    """The statements of a question and its answer: the question as answered, and what the answer adds."""
    if _INNER_ANSWER.search(label):  # "Social worker: none. Early Help: none" taken for a label
        yield from (statement(sentence, source) for sentence in sentences(label))
        label = ""
    if _LISTS.search(label):
        return
    what, added = answer(value)
    log = bool(_DONE.search(label))
    if label and what in (Answer.YES, Answer.NO):
        yield statement(label, source, key=key, answered=what)
    elif label and what is Answer.WORDS:
        yield statement(label, source, key=key, answered=Answer.WORDS, label=value)
    if what is Answer.WORDS and label and len(added.split()) <= SHORT:
        yield statement(
            f"{label} - {added}", source, label=label, key=key, log=log or is_log(added), value_at=len(label) + 3
        )
        return
    for sentence in sentences(added):
        yield statement(sentence, source, label=label, key=key, log=log or is_log(sentence))


def of_boxes(text: str, source: Source) -> Iterator[Statement]:
    """The ticked boxes of a line or cell, and its yes-or-no question answered by boxes."""
    first = BOX.search(text)
    label = text[: first.start()].strip(" :\n") if first else ""
    choices = options(text)
    if all(_YES_NO.fullmatch(choice.text) or _STARTS_YES_NO.match(choice.text) for choice in choices):
        if label:
            yield from of_answer(label, text[len(label) :].lstrip(" :\n"), source)
        return
    yield from _ticked(choices, label, source)


def _ticked(choices: Sequence[Option], label: str, source: Source) -> Iterator[Statement]:
    """The ticked choices of a list; a ticked "None" answers its label No."""
    for choice in choices:
        if choice.ticked and label and answer(choice.text)[0] is Answer.NO:
            yield statement(label, source, answered=Answer.NO)
        elif choice.ticked and choice.text:
            yield statement(choice.text, source, label=label, answered=Answer.YES, log=True)


def of_table(item: Table, source: Source, told: frozenset[str]) -> Iterator[Statement]:
    """The rows of a table whose cells no pair tells already (`told`, as `bare` writes them)."""
    yes_no = _yes_no_columns(item.rows)
    for row in item.rows:
        if yes_no and len(row) > max(yes_no) and row[0].strip():
            yield from _marked(row, yes_no, source)
            continue
        fresh = [cell for cell in row if cell.strip() and not (bare(cell) in told and bare(cell))]
        yield from _of_row(fresh, source, is_log(" ".join(row)), len([cell for cell in row if cell.strip()]) > 1)


def bare(text: str) -> str:
    """A text's letters and digits, to compare labels by."""
    return re.sub(r"\W+", " ", text).strip().lower()


def _of_row(cells: list[str], source: Source, log: bool, many: bool) -> Iterator[Statement]:
    """The statements of a row's cells; `log`: the whole row is a dated entry; `many`: it has other cells too."""
    rest: list[str] = []
    at = 0
    while at < len(cells):
        cell, following = cells[at], cells[at + 1] if at + 1 < len(cells) else ""
        if following and not BOX.search(cell) and _is_answer(following) and not _is_answer(cell):
            yield from of_answer(cell, following, source)
            at += 2
            continue
        if _is_box(cell) and following and not BOX.search(following):
            yield from of_answer(following, cell, source)
            at += 2
            continue
        if BOX.search(cell):
            yield from of_boxes(cell, source)
        elif len(cell.split()) > _LONGEST_CELL:
            yield from (statement(sentence, source) for sentence in sentences(cell))
        else:
            rest.append(" ".join(cell.split()))
        at += 1
    if len(rest) > 1 or (rest and many and log):
        yield statement(" | ".join(rest), source, log=log)


def _is_answer(cell: str) -> bool:
    """Whether a cell is nothing but yes, no, a box, or such."""
    return answer(cell)[0] is not Answer.WORDS and len(cell.split()) <= SHORT


def _is_box(cell: str) -> bool:
    return bool(re.fullmatch(r"\s*(?:[☒☑☐□✓✔√]|\[ ?[xX]? ?\])\s*", cell))


def _yes_no_columns(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The columns headed Yes and No, where the first row has such headings."""
    heads = [cell.strip().lower() for cell in rows[0]] if rows else []
    return (heads.index("yes"), heads.index("no")) if "yes" in heads and "no" in heads else None


def _marked(row: Sequence[str], yes_no: tuple[int, int], source: Source) -> Iterator[Statement]:
    yes, no = (bool(_MARK.match(row[column])) for column in yes_no)
    if yes != no:
        yield from of_answer(row[0], "Yes" if yes else "No", source)
    for column, cell in enumerate(row):
        if column and column not in yes_no and cell.strip():
            yield from (statement(sentence, source, label=row[0]) for sentence in sentences(cell))
