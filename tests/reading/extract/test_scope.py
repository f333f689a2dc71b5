"""Whole sentences, as many writers would put them, with everything that they say of a child and nothing else."""

from __future__ import annotations

import pytest

from mailbot.model.phrases import Group
from mailbot.model.referral import SocialCare
from mailbot.reading.extract.findings import best
from mailbot.reading.extract.social_care import plan, social_care
from tests.reading.extract.said import found

# sentence | the risk factors, concerns and social care that it asserts
SENTENCES = """
The family have been put up in a Travelodge by Barking and Dagenham after they lost their flat. | homeless
Mum and the two boys are dossing at a mate's house at the moment. | homeless
They have nowhere permanent and move between friends. | homeless
Housing told us the tenancy ended with an eviction. | homeless
The landlord has served a section 21 notice and they must be out by Friday. | homeless
We are not aware of any housing issues. |
They own their own home and have lived there for ten years. |
Please note the school has a hostel trip planned in May. |
Father was arrested after assaulting mother in front of the children. | domestic_abuse
Mum has disclosed that her husband is controlling and violent. | domestic_abuse
Mum left because of DV. | domestic_abuse
There have been several police call-outs to the address for domestics. | domestic_abuse
He does not see his dad because of the violence towards mum. | domestic_abuse
Mum is clear that she is not running from anybody and nobody has ever raised a hand to her. |
There is no domestic abuse that we know of. |
We asked about domestic violence and she said there was none. |
Mum says dad has never been violent. |
No DV, no MH, no drugs. |
None of the usual worries apply: no DV, no drugs, no gangs, no CP. |
We have no reason to suspect trafficking, neglect or forced marriage. |
There is nothing on CPOMS about neglect or domestic abuse. |
I want to stress that this is not a case of abuse. |
She isn't a Traveller, she isn't in care and she isn't pregnant. |
The family are Roma from Slovakia and came to the UK in the summer. | gypsy_roma_traveller
They live on the Oak View Traveller site. | gypsy_roma_traveller
Dad works on the fairgrounds and they winter in Essex; they are Showmen. | gypsy_roma_traveller
They went to Rome for the holidays and are travelling back via Paris. |
He is Romanian and supports Roma FC. |
She was born in Bucharest and her family are Romanian, not Roma. |
The family arrived from Afghanistan under the ARAP scheme. | highly_mobile
They are asylum seekers living in a hotel paid for by the Home Office. | highly_mobile homeless
They have been dispersed to three different boroughs since January. | highly_mobile
She has refugee status. | highly_mobile
Mum is a seasonal fruit picker and they follow the work. | highly_mobile
They are British and have always lived in Hornchurch. |
He has been to four schools in two years because the family keep moving. | highly_mobile
He is currently on bail for possession of a knife. | youth_justice
His YOT officer is Dan. | youth_justice
He has just come out of Feltham. | youth_justice
He received a caution last month. | youth_justice
Mum is going through a custody battle with dad. |
His older brother is in prison. |
Dad is on a tag and may not come near the school. |
The tennis club on Court Lane is closed. |
She has not been arrested, charged or cautioned. |
She is under CAMHS for anxiety and has not left her bedroom since June. | health
He has type 1 diabetes and is in and out of hospital. | health
She has been an inpatient at the Brookside unit since August. | health
He broke his arm playing football but is fine now. |
She has missed school because of a cold. |
There are no medical issues. |
Nobody in the house has any health problems. |
Mum is poorly at the moment with a bad back. |
Mum is being treated for cancer. |
Mum has been sectioned and he is with his nan. | parent_need
Dad has learning difficulties and cannot read our letters. | parent_need
Mum struggles with her mental health. | parent_need
His mother suffers from paranoid schizophrenia. | parent_need
He has moderate learning difficulties and an EHCP. |
She lives with a lady from church while her parents are in Ghana. | private_fostering
He is staying with a family friend, no relation. | private_fostering
He has been living with his uncle since his mother died. |
She lives with her grandparents under a special guardianship order. |
Her carer is a friend of the family; mum is in Jamaica. | private_fostering
She gave birth to a little girl in July. | school_aged_parent
She is pregnant and due in the new year. | school_aged_parent
Mum has just had a baby and dad works nights. |
Mum's pregnant with number five. |
Her form tutor is on maternity leave. |
They are subject to a child protection plan (neglect). | cpp child_protection_plan
The child is on a CPP in Redbridge. | cpp child_protection_plan
Both girls are on CP plans under emotional harm. | cpp child_protection_plan
His CP file was sent to the new school by recorded delivery. |
There was an ICPC in 2021 but no plan was made. |
He came off a child protection plan in March. | care:none
He is a child in need with Havering. | cin
Open on a Child in Need plan, SW is Temi Cole. | cin
He used to be a looked-after child but was adopted in 2019. | care:none
She's in foster care with a family in Upminster. | lac
Barking have a care order for both of them. | lac
Not known to social care or early help. | care:none
Social services have never been involved. | care:none
no involvement from any agency | care:none
Children's social care closed the case in May with no further action. | care:none
No current social worker. | care:none
The family is being supported by Early Help. | early_help
They have a TAF meeting every month. | early_help
She has told us her dad hits her with a belt. | abuse_or_neglect
He came in with a burn on his hand and would not say how he got it. | abuse_or_neglect
There was no food in the house and the little ones were filthy. | abuse_or_neglect
Neighbours hear the children being screamed at and slapped. | abuse_or_neglect
She disclosed that her cousin had touched her. | abuse_or_neglect
Happy, well cared for children, no signs of neglect at all. |
She has always been clean, fed and cheerful. |
We believe they have taken her to Pakistan to marry her cousin. | forced_marriage
She is frightened that she will be married off. | forced_marriage
Her sister was forced into marriage at 16 and we fear the same for her. | forced_marriage
Her parents are happily married. |
We are worried she may have been taken for FGM. | fgm
Her mother and aunts have all been cut and granny has bought the tickets. | fgm
He is being groomed by older lads who have him running drugs up to Ipswich. | exploitation
She has been seen getting into cars with older men and has new phones. | exploitation
There is intelligence that she is being sexually exploited. | exploitation
NRM referral has been made. | exploitation
His father has abducted him. | abduction
Dad was supposed to bring him back on Sunday and has not; he has told mum she will never see him again. | abduction
He collected her from school without mum's knowledge and they flew to Turkey. | abduction
We have made a Prevent referral because of what he has been saying about ISIS. | radicalisation
She has been cutting herself and talks about wanting to die. | self_harm
He took twelve paracetamol last week. | self_harm
He has been reported to the police as a missing person. | missing_person
Mum reported him missing on Tuesday night. | missing_person
Police have her as a medium risk missing person. | missing_person
Mum has not reported him missing as he rings her. |
We have advised mum to report her missing. |
Shots were fired at the house on Saturday and the family fled. | other_harm
There is a threat to life against his brother and the whole family were moved. | other_harm
He has been threatened with being stabbed. | other_harm
I don't think he is in any danger. |
Should you feel she is at risk of harm please tell MASH. |
We would tell you if we had any worry about abuse. |
If there were any signs of neglect I would say so. |
Are there any concerns about FGM that we should know of? |
I asked whether there had been any domestic violence. Mum said no. |
Our school nurse, Ms Refuge, says hello. |
I am the school's Prevent lead and domestic abuse champion. |
Mum was in care herself as a child. |
Mum had a child protection plan when she was little. |
')[0]) |
')[0].replace('"/tmp"','"/tmp/phr"')) |
Mum fled domestic violence in 2021. |
There was domestic abuse in the past but dad has not been around for five years. |
Domestic violence was an issue with a previous partner, who moved away in 2019. |
A domestic abuse incident was recorded three years ago. |
The family left a refuge two years ago and have been settled since. |
Old MARAC from 2020, nothing since. |
DV (2019). |
Previously there were concerns about DV. |
Mum left her violent ex when Zed was two. |
Police attended the address for a domestic in 2022, nothing recently. |
There were historic concerns about neglect, closed in 2020. |
He used to self-harm but has not for over a year. |
He was on a referral order which finished in March. |
His referral order ended last year. |
They were homeless for a while in 2023 but now have a council flat. |
They were living in a hostel until they got their flat in the summer. |
They were asylum seekers but were granted leave to remain in 2020. |
She was under CAMHS in primary school and was discharged. |
He was discharged from CAMHS in May. |
There was once a worry about FGM with an older sister, years ago, which came to nothing. |
She was reported missing last year but returned the same day. |
He was reported missing in September and found the next day. |
She had been reported missing on Monday but has since been found. |
Dad did time for assaulting mum ten years ago. |
Mum had postnatal depression after Zed was born but is well now. |
The plan was stepped down last year and closed. |
She was in foster care for six months as a baby. |
The child protection plan was discontinued in 2024. |
They had an Early Help worker until July. |
They had been placed in Lodge Court, a TA block run by Newham. | homeless
The flat is let nightly by the council. | homeless
The family's accommodation was temporary and they were due to be moved on. | homeless
They were put in a Travelodge for the weekend by the out of hours team. | homeless
They share one room in a house of multiple occupation. | homeless
Mum said they were staying with a friend on a temporary basis. | homeless
The council ended their homelessness duty. | homeless
Evicted by their landlord on 30 October. | homeless
The family live in a bedsit above a shop. | homeless
Mum told the nursery they were moving into a refuge. | homeless domestic_abuse
They've been in and out of hotels since the spring. | homeless
We know from the council that they were in interim accommodation. | homeless
The children were sharing a bed at nan's after losing their flat. | homeless
I understand that the landlord had started possession proceedings. | homeless
The hotel is used by Barking to house homeless families. | homeless
Mum's ex found out where they were living. | domestic_abuse
Mother left the family home with the children to escape her husband. | domestic_abuse
Mum has had to leave the area because of threats from the children's father. | domestic_abuse
The police have a marker on the address for domestic violence. | domestic_abuse
Mum has been supported by an independent domestic violence adviser. | domestic_abuse
Her partner has been arrested for assaulting her. | domestic_abuse
He was violent to mum on several occasions this year. | domestic_abuse
There is a non-molestation order in force. | domestic_abuse
They left after an incident in which dad hurt mum. | domestic_abuse
"""


def asserted(sentence: str) -> set[str]:
    codes = {code for group in (Group.RISK_FACTORS, Group.CONCERNS) for _, code in best(found(sentence, group))}
    care = found(sentence, Group.SOCIAL_CARE)
    codes |= {"child_protection_plan"} if plan(0, care) else set()
    known = social_care(0, care)
    return codes | ({str(known.value)} if known and known.value is not SocialCare.NONE else set())


@pytest.mark.parametrize("row", SENTENCES.strip().split("\n"))
def test_a_sentence_asserts_just_this(row: str) -> None:
    sentence, _, wanted = row.partition(" |")
    assert asserted(sentence) == set(wanted.split()) - {"care:none"}


@pytest.mark.parametrize("row", [row for row in SENTENCES.strip().split("\n") if row.endswith("care:none")])
def test_social_care_that_is_denied_or_ended_is_none(row: str) -> None:
    known = social_care(0, found(row.partition(" |")[0], Group.SOCIAL_CARE))
    assert known is not None
    assert known.value is SocialCare.NONE
