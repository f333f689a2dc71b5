"""Letters of several hands, read whole: who the children are, their families, and who writes."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from mailbot.model.referral import Child
from tests.reading.extract.letter import facts_of, value


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, each child's facts, each adult of the first child's family with numbers, and the referrer."""

    name: str
    sender: str
    subject: str
    text: str
    children: tuple[dict[str, str], ...]
    adults: tuple[tuple[str | None, ...], ...]
    referrer: tuple[str | None, ...]


LETTERS = (
    Letter(
        "reply two children quoted",
        "Paul Moon <pmoon@brook.example>",
        "RE: Kovac children",
        """Hi Tina

Thanks for your email. Both are still not in. Mum's new number is 07700 900555 and she has given an email, lena.k@example.com. We had agreed that both would start on Monday 9 November but neither came. The address is now Flat 6, 12 Birch Lane, Rainham RM13 7QQ.

Regards
Paul Moon
Admissions Officer
Brook Academy
01632 960777

From: CME <cme@havering.gov.uk>
Sent: 12 November 2026 10:00
To: Paul Moon <pmoon@brook.example>
Subject: Kovac children

Dear Paul

We are making enquiries about Luka Kovac (dob 4/5/2016) and Mia Kovac (dob 9/1/2019), of 3 Old Road, Hornchurch RM11 1AA. Their mother is Lena Kovac, 07700 900444. We understand that they have been offered places with you. Could you confirm whether they have started?

Tina Blunt
CME Officer
""",
        (
            {
                "forename": "Luka",
                "surname": "Kovac",
                "date_of_birth": "2016-05-04",
                "address": "Flat 6, 12 Birch Lane, Rainham",
                "postcode": "RM13 7QQ",
                "start_date": "2026-11-09",
            },
            {
                "forename": "Mia",
                "surname": "Kovac",
                "date_of_birth": "2019-01-09",
                "address": "Flat 6, 12 Birch Lane, Rainham",
                "postcode": "RM13 7QQ",
                "start_date": "2026-11-09",
            },
        ),
        (("Lena Kovac", "mother", "+447700900555", "lena.k@example.com"),),
        ("Paul Moon", "Admissions Officer", "Brook Academy", "school", "+441632960777"),
    ),
    Letter(
        "reply two children older quote style",
        "Paul Moon <pmoon@brook.example>",
        "Re: Kovac twins",
        """Hello Tina,

The twins haven't arrived. Start date was 9.11.26. We've only ever had dad's email - goran.kovac@example.com - and mum's mobile 07700 900444.

Paul

On Thu, 12 Nov 2026 at 10:00, CME <cme@havering.gov.uk> wrote:
> Dear Paul
>
> Luka and Mia Kovac, both born 4 May 2016
> 3 Old Road, Hornchurch, RM11 1AA
>
> Have they started with you?
>
> Tina Blunt
""",
        (
            {
                "forename": "Luka",
                "surname": "Kovac",
                "date_of_birth": "2016-05-04",
                "address": "3 Old Road, Hornchurch",
                "postcode": "RM11 1AA",
                "start_date": "2026-11-09",
            },
            {
                "forename": "Mia",
                "surname": "Kovac",
                "date_of_birth": "2016-05-04",
                "address": "3 Old Road, Hornchurch",
                "postcode": "RM11 1AA",
                "start_date": "2026-11-09",
            },
        ),
        (
            (None, "dad", "goran.kovac@example.com"),
            (None, "mum", "+447700900444"),
        ),
        ("Paul Moon", None, None, "public", None),
    ),
    Letter(
        "long body only, name late",
        "Carol Finch <carol@opendoor.example>",
        "Children not in school",
        """Dear colleague

I hope that you can help. I manage the hostel at Station Approach and we have had a family with us since the end of August. There is a mum, Blessing, and three little ones. The eldest is called Victor and he is eight, and as far as I can see he has not been to school at all since they arrived. The middle one, Joy, is five and also at home. The baby is fourteen months.

Mum says that she has applied but I don't think that anything has happened. Their surname is Adeyemi. Victor's birthday is 14 February 2018 and Joy's is 30 June 2021. They are in room 12, Station Lodge, 4 Station Approach, Romford RM1 1ZZ. Mum can be rung on 07700 900123.

They came from Birmingham, where Victor was at Saint Agatha's Primary School until July.

Best wishes,
Carol Finch
Hostel Manager, Open Door Housing
01632 960321
""",
        (
            {
                "forename": "Victor",
                "surname": "Adeyemi",
                "date_of_birth": "2018-02-14",
                "address": "room 12, Station Lodge, 4 Station Approach, Romford",
                "postcode": "RM1 1ZZ",
                "last_school": "Saint Agatha's Primary School",
            },
            {
                "forename": "Joy",
                "surname": "Adeyemi",
                "date_of_birth": "2021-06-30",
                "address": "room 12, Station Lodge, 4 Station Approach, Romford",
                "postcode": "RM1 1ZZ",
            },
        ),
        (("Blessing", "mum", "+447700900123"),),
        ("Carol Finch", "Hostel Manager", "Open Door Housing", "housing", "+441632960321"),
    ),
    Letter(
        "police report",
        "Whitlock Dan - EA-CU <dan.whitlock@met.police.example>",
        "Child at home",
        """Good afternoon,

Officers attended an address in Collier Row this morning and found a boy at home during school hours. Details below.

Tyler MARSH, 12 yrs, born 02.03.2014, of 45 Hamlet Road RM5 2AB
Mother: Kerry MARSH 07700 900456 kmarsh@example.com
Father: not known

Tyler told officers he has not been to school since before the summer. He was last enrolled at Parkfield High.

PC 2231EA Dan Whitlock
Safer Neighbourhood Team, Romford
Metropolitan Police
""",
        (
            {
                "forename": "Tyler",
                "surname": "MARSH",
                "date_of_birth": "2014-03-02",
                "address": "45 Hamlet Road",
                "postcode": "RM5 2AB",
                "last_school": "Parkfield High",
            },
        ),
        (("Kerry MARSH", "Mother", "+447700900456", "kmarsh@example.com"),),
        ("Dan Whitlock", "PC", "Metropolitan Police", "police", None),
    ),
    Letter(
        "no dob, siblings by year",
        "Sunita Rai <s.rai@haroldwood.example>",
        "Balogun siblings",
        """Hi CME team,

Please could you look into the Balogun family? We have Tobi in Y6, Temi in Y3 and Tolu in Reception. None of them came back after half term (last day 23 Oct). Home address on Arbor is 8 Petersfield Avenue, Harold Hill, RM3 9PB. Contacts: Mrs Folake Balogun, folake_b@example.com, 07700900321; Mr Balogun 07700900322.

DOBs are 02/01/2016, 11/05/2019 and 30/07/2022 respectively. UPNs can be sent on request.

We did a home visit on 9/11 and the landlord told us they had gone to stay with family in Luton.

Many thanks
Sunita Rai (Mrs)
Family Liaison
Harold Wood Primary School | 01632 960 400
""",
        (
            {
                "forename": "Tobi",
                "surname": "Balogun",
                "date_of_birth": "2016-01-02",
                "year_group": "6",
                "address": "8 Petersfield Avenue, Harold Hill",
                "postcode": "RM3 9PB",
                "last_school": "Harold Wood Primary School",
                "last_attended": "2026-10-23",
                "moved_to": "Luton",
            },
            {
                "forename": "Temi",
                "surname": "Balogun",
                "date_of_birth": "2019-05-11",
                "year_group": "3",
                "address": "8 Petersfield Avenue, Harold Hill",
                "postcode": "RM3 9PB",
                "last_school": "Harold Wood Primary School",
                "last_attended": "2026-10-23",
                "moved_to": "Luton",
            },
            {
                "forename": "Tolu",
                "surname": "Balogun",
                "date_of_birth": "2022-07-30",
                "year_group": "R",
                "address": "8 Petersfield Avenue, Harold Hill",
                "postcode": "RM3 9PB",
                "last_school": "Harold Wood Primary School",
                "last_attended": "2026-10-23",
                "moved_to": "Luton",
            },
        ),
        (
            ("Folake Balogun", None, "+447700900321", "folake_b@example.com"),
            ("Balogun", None, "+447700900322"),
        ),
        ("Sunita Rai", "Family Liaison", "Harold Wood Primary School", "school", "+441632960400"),
    ),
    Letter(
        "mother writes for two",
        "stacey nunn <staceyn88@mail.example>",
        "no school places",
        """Hello

Im Stacey Nunn and I have 2 kids with no school place, Harley 7 (17/2/19) and Kayden who is 10, his birthday is 1st of June 2016. We moved from Dagenham to 12a Victory Way Romford rm7 8hh on the 1st of october. they used to go to Beam County Primary. I applied 5 wks ago and heard nothing. you can call me 07700 900 888 or there dad Wayne Pike 07700 900 889

stacey
""",
        (
            {
                "forename": "Harley",
                "date_of_birth": "2019-02-17",
                "address": "12a Victory Way Romford",
                "postcode": "RM7 8HH",
                "last_school": "Beam County Primary",
            },
            {
                "forename": "Kayden",
                "date_of_birth": "2016-06-01",
                "address": "12a Victory Way Romford",
                "postcode": "RM7 8HH",
                "last_school": "Beam County Primary",
            },
        ),
        (
            ("stacey nunn", None, "+447700900888", "staceyn88@mail.example"),
            ("Wayne Pike", "dad", "+447700900889"),
        ),
        ("stacey nunn", None, None, "parent", "+447700900888"),
    ),
    Letter(
        "social worker, unborn etc",
        "Marcia Bent <marcia.bent@redbridge.example>",
        "Education for LAC siblings",
        """Good morning,

I am the allocated social worker for Kian Doyle (DoB 24.08.2012) and his sister Niamh (DoB 05.10.2014), who became looked after on 2 November and are placed with foster carers Mr and Mrs Asante at 5 Lodge Lane, Romford, RM5 2LD (07700 900990). Kian and Niamh have no school place since leaving St Bede's in Chadwell Heath; their last day there was 30 October. Their older brother Declan (17) is at college. Mum, Siobhan Doyle (07700 900991), should not be given the address.

Kind regards

Marcia Bent
Social Worker | Looked After Children Team 1 | London Borough of Redbridge
marcia.bent@redbridge.example | 01632 960 654
""",
        (
            {
                "forename": "Kian",
                "surname": "Doyle",
                "date_of_birth": "2012-08-24",
                "address": "5 Lodge Lane, Romford",
                "postcode": "RM5 2LD",
                "last_school": "St Bede's",
                "last_attended": "2026-10-30",
            },
            {
                "forename": "Niamh",
                "surname": "Doyle",
                "date_of_birth": "2014-10-05",
                "sex": "F",
                "address": "5 Lodge Lane, Romford",
                "postcode": "RM5 2LD",
                "last_school": "St Bede's",
                "last_attended": "2026-10-30",
            },
        ),
        (
            ("Asante", "carers", "+447700900990"),
            ("Siobhan Doyle", "Mum", "+447700900991"),
        ),
        (
            "Marcia Bent",
            "Social Worker",
            "Looked After Children Team 1, London Borough of Redbridge",
            "social_care",
            "+441632960654",
        ),
    ),
    Letter(
        "roll removal notice",
        "Data <data@clockhouse.example>",
        "Deletion from roll",
        """Notification under regulation 13

Name of pupil: NOWICKA Hanna
Date of birth: 25 January 2017
Sex: F
UPN: 
Full name and address of parent with whom pupil normally resides: Mrs Agata Nowicka, 33 Collier Row Lane, Romford, RM5 3BH
Parent's telephone: 07700 900345
New address (if any): Ul. Długa 7, Kraków, Poland from 1 November 2026
New school: Szkoła Podstawowa nr 4, Kraków - start 9 November 2026
Ground: 8(1)(e)
Date removed: 6 November 2026
Last attended: 23 October 2026

Clockhouse Primary School
Mrs E Vance, Data Manager
""",
        (
            {
                "forename": "Hanna",
                "surname": "NOWICKA",
                "date_of_birth": "2017-01-25",
                "sex": "F",
                "address": "33 Collier Row Lane, Romford",
                "postcode": "RM5 3BH",
                "last_school": "Clockhouse Primary School",
                "last_attended": "2026-10-23",
                "start_date": "2026-11-09",
                "removed_on": "2026-11-06",
                "moved_to": "Szkoła Podstawowa nr 4, Kraków",
            },
        ),
        (("Agata Nowicka", None, "+447700900345"),),
        ("E Vance", "Data Manager", "Clockhouse Primary School", "school", None),
    ),
)


def told(child: Child) -> dict[str, str]:
    names = (
        "forename surname date_of_birth sex year_group address postcode last_school last_attended start_date "
        "removed_on moved_to"
    ).split()
    return {name: said for name in names if (said := value(getattr(child, name))) is not None}


@pytest.mark.parametrize("letter", [pytest.param(letter, id=letter.name) for letter in LETTERS])
def test_a_letter_read_whole(letter: Letter) -> None:
    found = facts_of(letter.text, letter.sender, letter.subject, signed="")
    assert tuple(told(child) for child in found.children) == letter.children
    adults = [
        (value(one.name), value(one.relationship), *(p.value for p in one.phones), *(e.value for e in one.emails))
        for one in found.children[0].contacts
    ]
    assert tuple(adults) == letter.adults
    refers = found.referrer
    fields = (refers.name, refers.role, refers.organisation, refers.organisation_type, refers.phone)
    assert tuple(value(field) for field in fields) == letter.referrer
