"""Every phrase of `config/policy/phrases` fires on its own examples and keeps silent where it must."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

from mailbot.model.phrases import Group, Phrase
from mailbot.reading.extract.enquiries import is_done
from mailbot.reading.extract.findings import best
from mailbot.reading.extract.phrases import find
from mailbot.reading.extract.statement import Source, statement
from mailbot.reading.extract.whereabouts import says_known, says_unknown
from tests.reading.extract.said import book, found


def examples(kinds: bool) -> Iterator[ParameterSet]:
    for phrase in book().phrases:
        if (phrase.group is Group.KINDS) is kinds:
            for wanted, sentences in ((True, phrase.fires), (False, phrase.silent)):
                for sentence in sentences:
                    yield pytest.param(
                        phrase, sentence, wanted, id=f"{phrase.code}-{'fires' if wanted else 'silent'}-{sentence[:40]}"
                    )


def told(sentence: str, group: Group) -> set[str]:
    everything = found(sentence, group)
    if group is Group.ENQUIRIES:
        return {one.code for one in everything if is_done(one)}
    if group is Group.WHEREABOUTS:
        return {"unknown" for one in everything if says_unknown(one)} | {
            "known" for one in everything if says_known(one)
        }
    return {code for _, code in best(everything)}


@pytest.mark.parametrize(("phrase", "sentence", "wanted"), list(examples(kinds=False)))
def test_example(phrase: Phrase, sentence: str, wanted: bool) -> None:
    assert (phrase.code in told(sentence, phrase.group)) is wanted


@pytest.mark.parametrize(("phrase", "sentence", "wanted"), list(examples(kinds=True)))
def test_example_of_a_kind(phrase: Phrase, sentence: str, wanted: bool) -> None:
    heard = find(statement(sentence, Source("body", 0, 0)), book().kinds)
    assert any(one.phrase is phrase for one in heard) is wanted


def test_every_code_that_phrases_can_give_has_examples_of_both_sorts() -> None:
    for group in Group:
        codes = {phrase.code for phrase in book().phrases if phrase.group is group}
        fired = {phrase.code for phrase in book().phrases if phrase.group is group and phrase.fires}
        silent = {phrase.code for phrase in book().phrases if phrase.group is group and phrase.silent}
        assert codes - {"none"} <= fired, group
        assert group is Group.KINDS or codes - {"none"} <= silent, group
