"""What the sender tried, in the words of many writers: all of it, and nothing that was not done or not done by them."""

from __future__ import annotations

import pytest

from mailbot.model.phrases import Group
from mailbot.reading.extract.enquiries import enquiries
from tests.reading.extract.said import found

# sentence | the enquiries that it tells of
SENTENCES = """
TC to mum 3/11, 4/11, 5/11 - no answer, VM left. | telephone
Daily calls home since the 2nd, none returned. | telephone
We have been ringing dad every morning. | telephone
I keep getting the answer machine. | telephone
Line dead on both numbers. | telephone
Attempted telephone contact with both parents on six occasions. | telephone
We tried to reach the family by phone and by letter. | telephone letter
Our attendance team called the parents x 4. | telephone
mum's no longer answering her phone to us | telephone
The first day response call was not answered. | telephone
The school has repeatedly attempted to contact the parents by telephone, text and email without success. | telephone text_message email
Text messages and emails sent via Arbor have had no response. | text_message email
I dropped mum an email on Friday. | email
An email sent to dad on 3 November was not opened. | email
Nothing back from my two emails. | email
The school sent an SMS on the first day. | text_message
I've WhatsApped dad. | text_message
Wrote to the address on 4/11 by first class post. | letter
Letter hand delivered 6 Nov. | letter
A warning letter and then a final letter have gone out. | letter
Letters home have been returned. | letter
We have posted two letters through the door. | letter
I have also put a note through the letterbox. | letter
Home visits x 2, no one in. | home_visit
Two staff attended the property on Thursday but it was in darkness. | home_visit
I called in on my way home and there was nobody there. | home_visit
Our EWO has visited three times. | home_visit
We sent the family liaison worker to the house. | home_visit
The DSL and I drove to the flat at 3.30. | home_visit
I did a home visit this morning. | home_visit
Visited: blinds down, post piling up. | home_visit
We've knocked on the door twice. | home_visit
A welfare visit was made to the home by our Head of Year. | home_visit
All three emergency contacts have been rung without success. | telephone emergency_contacts
We have also tried the other people on the contact list, including an aunt. | emergency_contacts
Second contact (gran) says she has not heard from them. | emergency_contacts
Next of kin contacted - no information. | emergency_contacts
The man next door told our officer that they left in the night. | neighbours
A neighbour saw them loading a van. | neighbours
Spoke to the lady at number 14, who has not seen them for a week. | neighbours
Upstairs neighbour confirms they've gone. | neighbours
I asked around the other flats. | neighbours
Sibling's school (Oak Primary) contacted, he is absent there too. | siblings_school
We liaised with the junior school where his sister goes. | siblings_school
Her brother's primary have not seen him either. | siblings_school
I checked with MASH, who have nothing. | agencies
Police welfare check requested 5/11, log 1234. | agencies
Children's services told us that the case was closed last year. | agencies
The health visitor has no current address. | agencies
We contacted the GP surgery but they would not share information. | agencies
The landlord says they gave notice. | agencies
I made enquiries with housing and council tax, nothing. | agencies
Emailed the allocated social worker, awaiting reply. | agencies
EWO checked with Border Force. | agencies
The school nurse hasn't seen them. | agencies
His previous school in Leeds say he has not gone back. | other_schools
We rang the primary school he came from. | telephone other_schools
No other school has requested his records. |
We contacted local schools to see if he had been admitted. | other_schools
I have asked up and down her street and nobody saw them go. | neighbours
We knocked on every door on the landing. | home_visit neighbours
I drove down there on Monday and the plot had been cleared. | home_visit
The visit on the 17th found the flat let to someone else. | home_visit
rang x4, letter 2 Oct came back addressee gone away | telephone letter
Letter 11th. Emailed 8th. | letter email
I've rung Luana hundreds of times. | telephone
Home visit 8/10: unknown family in occupation. | home_visit
The school where his two sisters go had nothing to tell us. | siblings_school
I have been through the secondaries on this side of the county and not one has him. | other_schools
We put a call in to MASH on Monday. | agencies
Thank you for ringing back so late. |
I rang 999. |
The neighbours were not asked, since we didn't want gossip. |
Had there been a plan we would of course have rung the social worker first. |
We'll try the sister's school and the emergency numbers. |
Letters and visits are on our list; we have yet to do so. |
We have not yet made a home visit but will do so this week. |
A home visit has been booked for tomorrow. |
Could you arrange a home visit? |
I will send a letter today. |
Should we write to the parents? |
Mum called us at 9 to say they were moving. |
Dad emailed the school on Friday. |
She visited her grandmother in Poland. |
The family received the offer letter. |
He phoned his friend. |
I have not contacted social care. |
The social worker visits every fortnight. |
Please call me if you need more. |
We do not have an email address for the family. |
No emergency contacts are listed. |
They used to live next door to my aunt. |
I phoned. No reply. | telephone
The number we hold for mum belongs to somebody else. | telephone
We can't get through to mum. | telephone
Both parents' phones go to voicemail. | telephone
Calls to the family's two numbers fail. | telephone
Our calls have not been returned. | telephone
Spoke to dad by phone on the 4th, he hung up. | telephone
No one picks up. | telephone
The only contact number is out of service. | telephone
I had a brief call with mum on 5 November and nothing since. | telephone
We rang everyone on the contact list. | telephone emergency_contacts
Gran, who is down as an emergency contact, told us that she has not seen them. | emergency_contacts
All contacts exhausted. | emergency_contacts
Every contact on SIMS has been tried. | emergency_contacts
The other contacts we hold do not know where they are. | emergency_contacts
I went past the house twice, no car and no lights. | home_visit
Staff went to the home address on Wednesday. | home_visit
A colleague and I called at the door this morning. | home_visit
Our welfare officer went out and found it boarded up. | home_visit
Visits on 3 and 10 November, no reply. | home_visit
Letters of 2 and 9 November not answered. | letter
Two formal letters have gone to the last known address. | letter
Our letter was returned unopened. | letter
I sent a recorded delivery to the flat. | letter
I have been in touch with the social worker who has no idea either. | agencies
The police have been to the address for us. | agencies
Housing tell me the tenancy ended on 1 October. | agencies
The GP confirmed they are still registered there. | agencies
Every channel is exhausted: phone, text, email, post and a knock at the door. | telephone text_message email letter home_visit
Attempts: phone (5), email (3), visit (1). | telephone email home_visit
Neither the GP nor the landlord has heard from them. | agencies
I have been in touch with her old primary in Leicester. | other_schools
Zed's brother is at Fernhill Infants so I asked their office. | siblings_school
Asked at the flats either side, then rang the two aunties on the form. | telephone neighbours emergency_contacts
Dad responded to my email at two in the morning. | email
Not one of us has rung, written or called round. |
To do: ring gran, email dad. |
Next step is a letter home. |
Not done - letter, email. |
I left you a voicemail yesterday. |
We emailed all parents about the trip. |
The bursar wrote to mum about the dinner money. |
His sister's school contacted us to ask for his file. |
The neighbours complained of the noise. |
"""


@pytest.mark.parametrize("row", SENTENCES.strip().split("\n"))
def test_a_sentence_tells_of_just_these_enquiries(row: str) -> None:
    sentence, _, wanted = row.partition(" |")
    assert {str(one.value) for one in enquiries(0, found(sentence, Group.ENQUIRIES))} == set(wanted.split())
