"""How a sentence means the words in brackets."""

from __future__ import annotations

from time import perf_counter

import pytest

from mailbot.reading.extract.polarity import Polarity, polarity

SENTENCES = """
present | He is being [used by older lads] to carry for them, he came back with a burn on his hand.
present | Social worker is Gifty, she's a [CIN], that's it: no plan for the baby.
absent | Any of [homelessness], domestic abuse, offending? None that we know of.
absent | [SW] none, never had one.
historic | He was poorly with [asthma] as a tot.
present | They fled [domestic violence] in March.
absent | there's no CP or [CIN] history, and nothing at all
absent | and nothing at all to make us think of an [abduction] - they are
absent | no social worker at any time, never on a [CP plan], no FGM
absent | no [FGM] or forced marriage indicators
absent | no FGM or [forced marriage] indicators, not a Traveller family.
absent | no FGM or forced marriage indicators, not a [Traveller family].
absent | The application says no social worker and nothing about [domestic abuse], EHCPs or health.
absent | The application says no social worker and nothing about domestic abuse, EHCPs or [health].
absent | We are not [refugee], we have British passport.
absent | I have no reason to believe anybody is [hurting her], she is clean
absent | Some round here say they are [gypsies], which they are not, and it would
absent | he is not looked after and not on any [plan].
absent | No mental health markers and he has not made threats to [harm himself].
present | the assessment is that he is being [criminally exploited] by a county line.
absent | and the baby's dad is a boy of her own age so I have no [exploitation] worries.
absent | It is not a [domestic abuse] matter and I've never seen her be anything
present | leaves me in no doubt that he is being [drawn into far-right extremism].
absent | he isn't known to the [YOT], has no health issues beyond hay fever
absent | nobody has [threatened] him and there is no safety reason behind it.
absent | There were no arrears, no complaints of noise or [domestic incidents], and no homelessness approach.
absent | no complaints of noise or domestic incidents, and no [homelessness] approach.
absent | No disclosure of [physical abuse] has ever been made, and she has no history of hurting herself
absent | and she has no history of [hurting herself] or of going missing.
absent | There has never been [domestic abuse] reported, and she isn't and hasn't been on a CP plan.
absent | and she isn't and hasn't been on a [CP plan].
absent | so they are neither [homeless] nor shifting about.
absent | so they are neither homeless nor [shifting about].
absent | I should add that I've nothing to suggest [trafficking] or that she was ill-treated, and
absent | I should add that I've nothing to suggest trafficking or that she was [ill-treated], and
absent | No eating disorder, no psychosis, no gang or [sexual exploitation] concerns.
absent | As far as I know nobody has [reported her to the police as missing].
absent | No injuries or disclosures at any time, so we are not raising abuse or [trafficking], but we do
present | This is a [private fostering] arrangement.
hypothetical | Please tell us the date. If there is domestic violence, a [child protection plan] or any other risk we should know of, ring rather than write.
hypothetical | If you have information to suggest that the child has suffered abuse, neglect, [domestic violence] or is at risk, call the MASH
absent | I have never had any concerns about domestic abuse in the household, mum's [mental health] or anything of that kind
absent | He has never been thought to be at risk of [hurting himself], and the family
absent | I do not believe there is any [domestic violence] in the house and there
absent | and there is no suggestion of [radicalisation].
absent | because somebody said; he has never been a child in need nor had a [protection plan]
absent | [CP plan]: No
absent | [Open to CSC]? No
unknown | [CP plan]: Yes / No
present | [CP plan]: Yes - since May
present | No reply from mum, who [fled domestic violence].
present | She has not attended due to [anxiety].
possible | He hasn't attended, at risk of [exploitation]
possible | We cannot rule out [forced marriage].
historic | He was stepped down from [CP] to CIN in July
present | He was stepped down from CP to [CIN] in July
historic | Maja was [CIN] for a few months in 2023 before she came
absent | this is not a [domestic violence] case, nobody is after them
absent | this is a falling out over a girl, not [county lines], and the exploitation
absent | it is not an [exploitation] matter.
absent | For the record there is nothing in the file about [violence at home], the police or anybody's health.
absent | she has no [domestic violence] on file, no police
absent | there was never no [domestic].
hypothetical | Is there any [domestic abuse]?
present | Can you help find Maria, who [fled domestic violence]?
unknown | We are not sure whether she is [pregnant].
possible | We fear she may have been [trafficked].
present | We did not know that she was [pregnant] until Tuesday.
absent | We have not been made aware of any [CP plan].
present | We have not been able to reach mum and we know they fled [domestic violence].
absent | [Domestic abuse] has been ruled out.
absent | [FGM] is not a concern.
present | His [anxiety] is not improving.
hypothetical | Remember that children who go missing from education are at greater risk of neglect, sexual [exploitation] and radicalisation.
present | we have two [Irish Traveller] children who aren't on any school's books
unknown | [Known to social care]: not known
present | mum has not said where, but she is [homeless]
absent | There isn't any [domestic abuse], and no drugs.
historic | There was [domestic abuse] with a previous partner years ago.
absent | She is not, and has never been, on a [CP plan].
present | Not only is she [pregnant], she is ill.
present | We don't hold an address because they are in a [refuge].
present | has not been in school since she disclosed [abuse] by her uncle
absent | Mum denies [domestic violence].
absent | as far as we know he is not involved with gangs or [county lines]
"""


def meant(marked: str) -> Polarity:
    start, end = marked.index("["), marked.index("]") - 1
    return polarity(marked.replace("[", "", 1).replace("]", "", 1), start, end, 2026)


@pytest.mark.parametrize("row", SENTENCES.strip().split("\n"))
def test_polarity(row: str) -> None:
    wanted, _, sentence = row.partition(" | ")
    assert meant(sentence) == wanted


@pytest.mark.parametrize("filler", ["not ", "no, ", "if ", "and he is ", "previously ", "- ", "( ", "which is not "])
def test_a_hostile_sentence_costs_little(filler: str) -> None:
    text = filler * (20_000 // len(filler))
    started = perf_counter()
    polarity(text + "abuse", len(text), len(text) + 5, 2026)
    assert perf_counter() - started < 1.0


def test_what_somebody_vows_to_do_in_a_case_is_no_mere_supposition() -> None:
    sentence = "They told him that if he comes home they'll shoot him."
    at = sentence.index("shoot")
    assert polarity(sentence, at, at + len("shoot him"), 2026) is Polarity.PRESENT
