"""What sentences tell of a child: days, where it has gone, its sex; in many wordings."""

from __future__ import annotations

import pytest

from tests.reading.extract.letter import facts_of, value

SENTENCES: tuple[tuple[str, str, str | None], ...] = (
    ("has not been in since Monday 2nd November.", "last_attended", "2026-11-02"),
    ("was last seen in school on 6 November.", "last_attended", "2026-11-06"),
    ("last came to school on Friday 6th November 2026 and we've heard nothing.", "last_attended", "2026-11-06"),
    ("attended until 30 October, then nothing.", "last_attended", "2026-10-30"),
    ("hasn't attended since half term. His last day was Friday 23 October.", "last_attended", "2026-10-23"),
    ("has been absent since 9 November.", "last_attended", None),
    ("stopped attending after 16 October.", "last_attended", "2026-10-16"),
    ("was in school on Thursday 12 November but not since.", "last_attended", "2026-11-12"),
    ("was last marked present on 12/11/26.", "last_attended", "2026-11-12"),
    ("'s last attendance was 12th Nov.", "last_attended", "2026-11-12"),
    ("'s last date of attendance was 12.11.2026.", "last_attended", "2026-11-12"),
    ("last attended our school on the 12th November.", "last_attended", "2026-11-12"),
    ("attended for the last time on 12 November.", "last_attended", "2026-11-12"),
    ("was here on 12 November, which was the last time we saw him.", "last_attended", "2026-11-12"),
    ("has not returned since the October half term (last in 23/10).", "last_attended", "2026-10-23"),
    ("has missed every session since Tuesday 3 November.", "last_attended", None),
    ("was due to start with us on 2 November but did not turn up.", "start_date", "2026-11-02"),
    ("should have started on Monday 2nd November.", "start_date", "2026-11-02"),
    ("was expected on 2 November.", "start_date", "2026-11-02"),
    ("has a start date of 2 November 2026.", "start_date", "2026-11-02"),
    ("'s agreed start date, 2 November, has passed.", "start_date", "2026-11-02"),
    ("has a place with us from 2 November but hasn't arrived.", "start_date", "2026-11-02"),
    ("was to begin on 02/11/26.", "start_date", "2026-11-02"),
    ("was offered a place in Year 4 with a start date agreed with dad of 02/11/2026.", "start_date", "2026-11-02"),
    ("did not arrive for his first day on 2 November.", "start_date", "2026-11-02"),
    ("failed to start on 2 November as agreed.", "start_date", "2026-11-02"),
    ("did not start on Monday 2 November.", "start_date", "2026-11-02"),
    ("'s admission date was 2 November.", "start_date", "2026-11-02"),
    ("was supposed to be joining us on 2nd Nov.", "start_date", "2026-11-02"),
    ("is starting here on 30 November.", "start_date", "2026-11-30"),
    ("had an agreed start of 2 November.", "start_date", "2026-11-02"),
    ("was invited to start on 2 November.", "start_date", "2026-11-02"),
    ("accepted a place to start on 2 November.", "start_date", "2026-11-02"),
    ("was taken off roll on 13 November.", "removed_on", "2026-11-13"),
    ("came off our roll on 13/11/2026.", "removed_on", "2026-11-13"),
    ("was removed from the admission register on 13 November.", "removed_on", "2026-11-13"),
    ("has been off-rolled with effect from 13 November.", "removed_on", "2026-11-13"),
    ("was deleted from the register on 13/11/26.", "removed_on", "2026-11-13"),
    ("'s off-roll date is 13 November.", "removed_on", "2026-11-13"),
    ("will be removed from roll on 27 November.", "removed_on", "2026-11-27"),
    ("has moved to Leeds.", "moved_to", "Leeds"),
    ("may have moved to Leeds with mum.", "moved_to", "Leeds"),
    ("is thought to be in Leeds.", "moved_to", "Leeds"),
    ("has gone to live with his dad in Leeds.", "moved_to", "Leeds"),
    ("has gone back to Turkey.", "moved_to", "Turkey"),
    ("is believed to have returned to Turkey.", "moved_to", "Turkey"),
    ("flew to Turkey on 2 November.", "moved_to", "Turkey"),
    ("has left the country for Turkey.", "moved_to", "Turkey"),
    ("'s family said they were relocating to Leeds.", "moved_to", "Leeds"),
    ("is now at Leeds City Academy.", "moved_to", "Leeds City Academy"),
    ("has transferred to Leeds City Academy.", "moved_to", "Leeds City Academy"),
    ("was taken to Turkey by dad.", "moved_to", "Turkey"),
    ("is staying with family in Leeds.", "moved_to", "Leeds"),
    ("told friends he was moving to Leeds.", "moved_to", "Leeds"),
    ("has stopped coming. A neighbour said the family had moved to Leeds.", "moved_to", "Leeds"),
    ("has stopped coming. We heard they might be in the Leeds area.", "moved_to", "Leeds"),
    ("has stopped coming. Rumour has it that they are in Leeds.", "moved_to", "Leeds"),
    ("has stopped coming. Mum's Facebook shows her in Leeds.", "moved_to", "Leeds"),
    ("has stopped coming. Mum mentioned Leeds to another parent.", "moved_to", None),
    ("has stopped coming. The landlord thinks they went to Leeds.", "moved_to", "Leeds"),
    ("has stopped coming. They are now living in Leeds.", "moved_to", "Leeds"),
    ("came to us from Leeds in 2024 and has stopped coming.", "moved_to", None),
    ("has stopped coming. Mum works in Leeds.", "moved_to", None),
    ("has stopped coming. Dad lives in Leeds.", "moved_to", None),
    ("has stopped coming. He was born in Leeds.", "moved_to", None),
    ("has moved in with his nan in Leeds.", "moved_to", "Leeds"),
    ("is out of the country, in Turkey.", "moved_to", "Turkey"),
    ("is travelling in Turkey.", "moved_to", "Turkey"),
    ("is abroad (Turkey).", "moved_to", "Turkey"),
    ("has emigrated to Turkey.", "moved_to", "Turkey"),
    ("'s new school is Leeds City Academy.", "moved_to", "Leeds City Academy"),
    ("will be attending Leeds City Academy.", "moved_to", "Leeds City Academy"),
    ("is a boy with lovely manners.", "sex", "M"),
    ("is a pupil. The boy has not been seen.", "sex", "M"),
    ("has stopped coming. He is a quiet lad.", "sex", "M"),
    ("(male) has stopped coming.", "sex", "M"),
    ("was offered a Year 4 place here and the start date was agreed as 2 November.", "start_date", "2026-11-02"),
    ("should have been with us from Monday 2 November.", "start_date", "2026-11-02"),
    ("was allocated a place at Oak Primary. Start date: 2/11/26. He has not arrived.", "start_date", "2026-11-02"),
    ("has not taken up his place. We agreed Monday 2nd November with mum.", "start_date", "2026-11-02"),
    ("has not taken up his place, which was for 2 November.", "start_date", "2026-11-02"),
    (
        "had an admission meeting on 20 October and was to start the Monday after half term, 2 November.",
        "start_date",
        "2026-11-02",
    ),
    ("never turned up on Monday 2 November, which should have been his first day.", "start_date", "2026-11-02"),
    ("has an in-year place at Oak Primary from 2 November 2026 and never came.", "start_date", "2026-11-02"),
    ("was booked to start on 2/11 and we have heard nothing.", "start_date", "2026-11-02"),
    ("was put on our roll for a 2 November start.", "start_date", "2026-11-02"),
    ("was meant to be here on the 2nd of November for his first day.", "start_date", "2026-11-02"),
    ("'s first day with us was to be Monday 2 November 2026.", "start_date", "2026-11-02"),
    ("accepted the place on 12 October, to start on 2 November.", "start_date", "2026-11-02"),
    ("was due in Reception on 2 November.", "start_date", "2026-11-02"),
    ("was due with us on the 2nd November.", "start_date", "2026-11-02"),
    ("has a place. Mum was told to bring him on Monday 2nd November at 8.45.", "start_date", "2026-11-02"),
    ("has been allocated a place in Year 4, starting 2 November.", "start_date", "2026-11-02"),
    ("has a school place (Oak Primary, Y4, to start 2/11/2026).", "start_date", "2026-11-02"),
    ("will start at Oak Primary on 30 November.", "start_date", "2026-11-30"),
    ("no-showed on 2 November.", "start_date", "2026-11-02"),
    ("did not attend on his agreed start date (02/11/2026).", "start_date", "2026-11-02"),
    ("didn't turn up for his start on 2 November or any day since.", "start_date", "2026-11-02"),
    ("was supposed to come to us on 2 November but the family cancelled.", "start_date", "2026-11-02"),
    ("'s place was accepted by mum for a start on 2 November.", "start_date", "2026-11-02"),
    ("hasn't been seen in school since 6 November.", "last_attended", "2026-11-06"),
    ("'s last session with us was the afternoon of Friday 6 November.", "last_attended", "2026-11-06"),
    ("was last in on the 6th.", "last_attended", "2026-11-06"),
    ("came in for one day, 6 November, then stopped.", "last_attended", "2026-11-06"),
    ("has had no attendance marks after 6/11/26.", "last_attended", "2026-11-06"),
    ("was present up to and including 6 November.", "last_attended", "2026-11-06"),
    ("finished on 6 November.", "last_attended", "2026-11-06"),
    ("last physically attended on Fri 6 Nov.", "last_attended", "2026-11-06"),
    ("'s final day here was Fri 6 Nov.", "last_attended", "2026-11-06"),
    ("and family have left for Leeds, we're told.", "moved_to", "Leeds"),
    ("is said by classmates to be in Leeds.", "moved_to", "Leeds"),
    ("has gone. Mum texted on Monday to say that they'd moved to Leeds.", "moved_to", "Leeds"),
    ("has gone. We understand the family now live in Leeds.", "moved_to", "Leeds"),
    ("has gone. They've been rehoused in Leeds by the council.", "moved_to", "Leeds"),
    ("has gone. The council placed them in temporary accommodation in Leeds.", "moved_to", "Leeds"),
    ("has gone. The family were evicted and are said to be with relatives in Leeds.", "moved_to", "Leeds"),
    ("has gone. Possibly Leeds?", "moved_to", None),
    ("has gone. His file was requested by a school in Leeds.", "moved_to", "Leeds"),
    ("has gone. Leeds CME team rang to say that he is living there.", "moved_to", None),
    ("has gone. The overseas ring tone suggests he is in Turkey.", "moved_to", "Turkey"),
    ("has gone. The family are of Turkish origin and may have gone back home.", "moved_to", None),
    ("has gone. Mum told the office that they were off to Turkey for good.", "moved_to", "Turkey"),
    ("has gone. They have relocated permanently to Ankara, Turkey.", "moved_to", "Ankara, Turkey"),
    ("has gone. An aunt told us the family had flown to Turkey.", "moved_to", "Turkey"),
    ("has gone. They were planning a move to Leeds.", "moved_to", "Leeds"),
    ("has gone. We believe they may be in Barking and Dagenham.", "moved_to", "Barking and Dagenham"),
    ("has gone. They moved from Romford to Leeds.", "moved_to", "Leeds"),
    ("has gone. The new address is somewhere in Leeds.", "moved_to", "Leeds"),
    ("has gone to his father's in Leeds.", "moved_to", "Leeds"),
    ("has gone. Social media posts show him at a school in Spain.", "moved_to", "Spain"),
    ("has gone. The family's destination was given as Leeds.", "moved_to", "Leeds"),
)


@pytest.mark.parametrize(("sentence", "field", "meant"), SENTENCES)
def test_a_sentence_about_the_child(sentence: str, field: str, meant: str | None) -> None:
    gap = "" if sentence.startswith("'") else " "
    (child,) = facts_of(f"Hi\n\nAli Demir (Y4, dob 3/9/17){gap}{sentence}").children
    assert value(getattr(child, field)) == meant


SEXES = (
    ("She is a very bright little girl of six.", "F"),
    ("We had a boy with us, Ali Demir, until July.", "M"),
    ("It's her big brother I'm emailing about.", "M"),
    ("One of our Year 4 girls is worrying us. A Year 4 girl, that is.", "F"),
    ("Lovely lad, always polite.", "M"),
    ("The baby's dad is a boy of the same age.", None),
    ("She had a little boy yesterday.", None),
    ("His sister is fine.", None),
)


@pytest.mark.parametrize(("sentence", "sex"), SEXES)
def test_the_sex_is_what_the_words_for_the_child_state(sentence: str, sex: str | None) -> None:
    (child,) = facts_of(f"Hi\n\nAli Demir (Y4, dob 3/9/17) has gone. {sentence}").children
    assert value(child.sex) == sex


def test_the_demir_brothers_are_boys() -> None:
    text = "Hi\n\nThe Demir brothers have gone.\n\nAli Demir, Year 4, 3/9/2017\nSam Demir, Year 2, 4/9/2019"
    assert [value(child.sex) for child in facts_of(text).children] == ["M", "M"]


QUOTED = """

From: CME <CME@havering.gov.uk>
Sent: 09 October 2026 14:11
To: Jo Hall
Subject: Enquiry

Dear Jo, do you know of Ali Demir, born 3/9/2017, last at 77 Birch Lane, Romford RM7 0ZL?
"""


@pytest.mark.parametrize(
    ("told", "postcode"),
    [("77 Birch Lane", "RM7 0ZL"), ("12 Ash Way, Rainham RM13 7QQ", "RM13 7QQ"), ("12 Ash Way", None)],
)
def test_a_home_told_briefly_is_the_quoted_letters_where_it_begins_alike(told: str, postcode: str | None) -> None:
    (child,) = facts_of(f"Hi\n\nAli was seen at {told} on Monday.", subject="RE: Enquiry", signed=QUOTED).children
    assert value(child.postcode) == postcode


@pytest.mark.parametrize(
    ("sender", "signed", "home"),
    [
        ("Sam Kaya <sam@webpost.example>", "Sam Kaya, his nan", "12 Ash Way"),
        ("Jo Hall <jhall@oak.example>", "Jo Hall\nOffice Manager\nOak Primary School", None),
    ],
)
def test_our_address_is_the_childs_where_family_writes(sender: str, signed: str, home: str | None) -> None:
    (child,) = facts_of(
        "Hi\n\nAli Demir (Y4, dob 3/9/17) has no school. Our address is 12 Ash Way, Rainham.", sender, signed=signed
    ).children
    assert value(child.address) == (f"{home}, Rainham" if home else None)


@pytest.mark.parametrize(
    "text",
    [
        "They have a lad about ten or eleven, Marlon they call him, out on his bike all day.",
        "It is about the little boy next door, Marlon, who is never at school.",
    ],
)
def test_a_child_of_whom_a_neighbour_knows_the_forename(text: str) -> None:
    (child,) = facts_of(f"Hello\n\n{text}", "Sam Kaya <sam@webpost.example>", "a child", signed="Sam Kaya").children
    assert (value(child.forename), value(child.surname)) == ("Marlon", None)


def test_a_birth_on_the_line_below_the_name_is_the_childs() -> None:
    text = "A girl was there with her mother on a school day:\n\nCONSTANTIN, Lyra\nborn 15/08/2015 - so should be in a school"
    (child,) = facts_of(f"Hello\n\n{text}", "PC Lee Wood <lee.wood@met.police.uk>", "a girl").children
    assert (value(child.surname), value(child.date_of_birth)) == ("CONSTANTIN", "2015-08-15")


FAMILIES = """Two new ones that have never come:

1. Temperance ADU, dob 11/10/2014, came up from Birch Lane Primary. 23 Hollow Field, Harold Wood, RM3 0TS. Mum Akosua Adu 07700 900001

2. Jaxon PYKE, dob 02/06/2015, from Ash Juniors. 4 Tern Close, Rainham, RM13 8XD. Dad Lee Pyke 07700 900002
"""


def test_each_entry_of_a_list_has_its_own_home_school_and_family() -> None:
    told = [
        (value(c.postcode), value(c.last_school), [value(one.name) for one in c.contacts])
        for c in facts_of(FAMILIES).children
    ]
    assert told == [
        ("RM3 0TS", "Birch Lane Primary", ["Akosua Adu"]),
        ("RM13 8XD", "Ash Juniors", ["Lee Pyke"]),
    ]


PAIRS = (
    (
        "I need to refer a brother and sister, Ana Reis (Year 5, born 21/02/2017) and Rui Reis (Year 2, born 14/08/2020).",
        [("Ana", "2017-02-21"), ("Rui", "2020-08-14")],
    ),
    ("Ana Reis and Rui Reis, both dob 14/03/2018, have gone.", [("Ana", "2018-03-14"), ("Rui", "2018-03-14")]),
    ("Please find the following: REIS, Ana Maria. Female. 15 August 2013. Year 8", [("Ana Maria", "2013-08-15")]),
    (
        "Ana Reis, dob 15/8/2013, has gone. Her brother, Rui Reis (born 2/3/2011), is at college.",
        [("Ana", "2013-08-15")],
    ),
)


@pytest.mark.parametrize(("sentence", "meant"), PAIRS)
def test_who_of_several_named_are_the_children(sentence: str, meant: list[tuple[str, str]]) -> None:
    found = facts_of(f"Hi\n\n{sentence}").children
    assert [(value(child.forename), value(child.date_of_birth)) for child in found] == meant


def test_a_boy_and_a_girl_are_told_in_the_order_of_their_names() -> None:
    told = facts_of("Hi\n\nAli Demir (Year 5) and Summer Demir (Year 2), a boy and a girl, have gone.").children
    assert [value(child.sex) for child in told] == ["M", "F"]


NEIGHBOURS = (
    ("There are two lads there, Rico and Tyler, about ten and thirteen.", [("Rico", "M"), ("Tyler", "M")]),
    (
        "Three children live there, Ana, Rui and Eva, and none of them goes to school.",
        [("Ana", None), ("Rui", None), ("Eva", None)],
    ),
    ("Bella looks ten or eleven and is never at school.", [("Bella", None)]),
    ("The youngest one they call Budge. He is never at school.", [("Budge", None)]),
    ("Gavin is about to sell the house. Pat looks in now and then.", []),
)


@pytest.mark.parametrize(("sentence", "meant"), NEIGHBOURS)
def test_children_whom_a_neighbour_knows_by_forename_only(sentence: str, meant: list[tuple[str, str | None]]) -> None:
    found = facts_of(f"Hello\n\n{sentence}", "Sam Kaya <sam@webpost.example>", "next door", signed="Sam Kaya").children
    assert [(value(child.forename), value(child.sex)) for child in found] == meant
