"""Words by which people, places and organisations are told apart in running text."""

from __future__ import annotations

import re

_ADULT = (
    "step-?mum step-?mother step-?dad step-?father birth\\s(?:mother|father|parents?|mum|dad) foster[\\s-]?(?:carers?|mother|mum|father|dad|parents?) "
    "(?:special\\s|legal\\s)?guardians? (?:maternal\\s|paternal\\s|great[\\s-])?(?:grand(?:mother|father|parents?|ma|pa|mum|dad)|gran(?:ny|ddad|dad)?|nan(?:ny|a|na)?) "
    "(?:maternal\\s|paternal\\s|great[\\s-])?(?:aunt(?:ie|y)?|uncle) mother mum mam mom mummy ma father dad daddy parents? carers? wife husband "
    "(?:his\\s|her\\s|mum.s\\s|mother.s\\s)?partner family\\sfriend friend\\sof\\sthe\\sfamily kinship\\scarer (?:main\\s)?tenant applicant"
)
ADULT_KIN = "|".join(_ADULT.split(" "))
CHILD_KIN = (
    r"(?:step)?sons?|(?:step)?daughters?|grandsons?|granddaughters?|grandchild(?:ren)?|boys?|girls?|lads?|lass|nephews?|nieces?|twins?|triplets?|child(?:ren|rens)?|kids?"
    r"|pupils?|students?|young\s(?:person|people|man|woman|lady)|youngsters?|client|learner|little\sone"
)
SIBLING_KIN = r"(?:half[\s-]?|step[\s-]?|twin\s|older\s|elder\s|younger\s|big\s|little\s|baby\s|eldest\s|youngest\s)*(?:brothers?|sisters?|siblings?|sibs?)"
OTHER_KIN = (
    r"friends?|cousins?|neighbours?|classmates?|boyfriend|girlfriend|baby|landlord|landlady|caretaker|manager|bestie|ex"
)
MALE = frozenset(
    "son sons grandson grandsons boy boys lad lads nephew nephews brother brothers stepson male m man".split()
)
FEMALE = frozenset(
    "daughter daughters granddaughter granddaughters girl girls lass niece nieces sister sisters stepdaughter female f woman lady".split()
)
TITLE = r"(?:mr|mrs|ms|miss|master|mx|dr|sir|rev|prof|professor|fr|sr)\.?"
RANK = r"(?:pc|dc|ds|dcs|di|dci|sgt|ps|pcso|wpc|insp|inspector|sergeant|constable|dsu|sw)"
JOB = (
    r"(?:social\sworker|\bsw|health\svisitor|school\snurse|nurse|(?:yot|yjs|youth|support|key|drugs?|outreach|family|case|early\shelp|camhs|allocated|duty|named)(?:\s\w{1,12})?\s(?:worker|officer)"
    r"|worker|officer|practitioner|ewo|teacher|tutor|headteacher|head|deputy|manager|lead|dsl|midwife|consultant|doctor|gp|solicitor|landlord|police|colleague|receptionist|mentor|counsellor|coordinator|advocate|interpreter|agent)"
)
SCHOOL_WORD = r"(?:School|Schools|Academy|Academies|Primary|Primaries|Junior|Juniors|Infant|Infants|College|Nursery|Secondary|High|Grammar|Comprehensive|Pre-?school|Prep|Kindergarten|PRU|Gymnasium|Lyc[eé]e|Szko[lł]a|Gaelscoil|Scoil|Ysgol|Coll[eè]ge|Skolan?|[A-ZÅÄÖ][a-zåäö]{2,20}skolan)"
STREET = (
    r"(?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Cl|Drive|Dr|Way|Gardens|Gdns|Court|Crescent|Cres|Walk|Place|Terrace|Mews|Row|Rise|Approach|Parade|Hill|Grove|Green|Square|Sq"
    r"|Mead|Meadow|Park|Gate|Reach|Chase|Causeway|View|Villas|Cottages|Cottage|House|Point|Tower|Quay|Wharf|Ride|End|Path|Croft|Heights|Fields?|Bank|Broadway|Highway|Vale|Dene|Common|Circus|Embankment|Passage|Yard|Buildings|Mansions|Estate|Boulevard|Paddock|Orchard|Hotel|Lodge|Inn|Hostel|Site|Farm|Flats|Rookery|Loop|Spinney|Copse|Wood|Corner|Bridge|Esplanade|Parkway|Promenade|Strand|Wynd|Brow|Mount|Lea|Crossway|Acres?)"
)
ORGANISATION_WORD = (
    r"(?:School|Academy|Primary|Juniors?|Infants?|College|Nursery|Council|Borough|NHS|Trust|County|Services?|Team|Unit|Police|Constabulary|Hospital|Surgery|Federation|Homes|Housing|Charity|Project|Department|Centre|Office|Partnership|"
    r"Education|Admissions|University|Ltd|Limited|CAMHS|MASH|Practice|Clinic|Hotel|Lodge|Hostel|Association|Group|Agency|Society|Foundation|Network|BCU|Desk|High|CIC|Society|Authority|Secondary)"
)
PARTICLES = frozenset(
    "de da do dos das del della di van von der den al el bin bint ibn abu la le du ter ten y e st ní nic ó ap ben de-la".split()
)

# Words with a capital that are no one's name: how sentences begin, months, weekdays, ranks, forms and places of the field.
NO_NAMES = frozenset(
    """
    a about above according act action actions active additional address admin admission admissions adult afghan afghanistan after afternoon again age agency albania albanian all allocated already also although always am
    an and angela's another answer any anyone anything apologies april arbor are area arrived as asian ask assistant asylum at attached attendance attended august aunt auntie authority autumn available away
    baby back bangladesh based be because been before being below best between bfa birth black board boarding body borough born both boy boys brazil bring british brother bulgaria bulgarian but by call called calls camhs can cannot care
    carer case caution census centre chair chance charity check checked checks child children childrens christmas cin circumstances class clinic closed club cme code colleague colleagues college come concern concerned concerns
    confidential confirm confirmed contact contacted contacts could council councillor county court cp cpp croydon csc ctf current currently dad daddy daily date dates daughter day days dear december decision declined delete department deputy despite destination
    details did diolch direct director district do dob docs doctor does done don't dr due duty each early easter education eh ehe ehcp eight either eleven email emailed emails emergency england english enquiries enquiry especially essex europe even evening ever every everyone
    evidence except external fa family fao far father february female few final finally find first five fmu following follows for form former forms forward forwarded four france french friday friends from full further fw fwd gcse gcses gender general german germany get girl girls given go going gone good got
    gp gran grandad grandma grandmother grateful great greek gypsy had half happy has hasn't have having he head headteacher health hello help hence her here hers hi him his history hiya home honestly hope hospital hotel house housing how however human i i'd i'll i'm i've if im immediate immediately in indeed india indian info information
    initial initially inside into ireland irish is isn't issue it italian italy its it's iv ive january job july june just keep kent key kind kindest kindly kingdom ks1 ks2 ks3 ks4 la lac lad lads lady last late later latvia latvian lawyer lead learning least leave left let letter letters life like list lithuania lithuanian little local london long look looked lots ltd
    made mail main make male man manager many march mash may maybe me mean meanwhile medical meet meeting merry met middle might migrant miss missing mobile moldova monday money month months more morning most mother move moved mr mrs ms much mum mums my name names nan nanny national near need needs neighbour neighbours neither never new next nhs nigeria nigerian night nil nine
    no nobody non none nor normally not note nothing november now nrm number nurse october of off offer offered office officer official ofsted ok on once one only open or order organisation other others our ours out over own oxford page pakistan pakistani parent parents part party past pc pep period person phone phoned phones place placed placement plan please pm poland police polish
    policy poor portugal portuguese possible post postcode pps pre present prevent previous previously primary principal priority private probably problem professional ps pupil pupils question quick quite rather re read reason reasons received reception record records refer referral referred referring refuge refugee regarding regards register relationship remember reply report reported request
    response result review right roma romania romanian romford room russian said same saturday say says school schools scotland sea second section secure see seen seldom sen sencos send senco sensitive sent september service services set seven several she should sibling siblings sim sims since sincerely sir sister six small so social some somebody someone something somewhere son soon sorry spain spanish speak special
    spoke spring staff start started starting state statement status still stop street student students subject such suffolk summer sunday support sure sw syria syrian system ta take taken talk tanzania teacher team tel telephone tell ten term text texted thank thanks that that's the their theirs them then there there's therefore these they they're they've thing things think third this those though three thrice through thursday
    thus till time times to today together told tomorrow tonight too total town training transfer travel traveller travellers tried trip true try tuesday turkey turkish twice two uk ukraine ukrainian uncle under unfortunately unit unless unknown until up update upn upper urgent us used usual very via visit visited visits wales want wants was wasn't way we wed wednesday week weekend weeks welfare well went were weren't west what when whenever where whereabouts which while whilst white
    who whoever whole whom whose why wide wife will winter wise wish with within without woman word words work worker working world worried would write writing wrong wrote xmas y year years yes yesterday yet york yot you young your yours youth yr yjs zone year7 yr7 iraq iran iraqi iranian somalia somali sudan eritrea eritrean ethiopia vietnam vietnamese chinese china hong kong ghana ghanaian kenya jamaica jamaican kosovo slovakia slovak hungary hungarian czech
    grandson granddaughter grandchild grandchildren niece nephew stepson stepdaughter stepmum stepdad auntie sons daughters twins partner boyfriend girlfriend husband godmother carers guardian guardians foster tenant landlord landlady protection welfare social domestic abuse violence exploitation forced marriage referrals notification order orders rehabilitation justice offending intelligence framework guidance regulation regulations legal surname forename unique enquiring safeguarding slides notes minutes agenda handover leaver leavers arrival starter starters trace tracing transition induction intake
    spreadsheet spreadsheets extract screenshot flat madam god log reports mechanism original attn sun mon tues wed thur thurs fri sat jan feb mar apr jun jul aug sep sept oct nov dec dears sirs havering romford hornchurch rainham upminster didn doesn don isn wasn weren hasn haven hadn couldn wouldn shouldn won can't ain aren shes hes theyre
    gmt bst eal fsm send pp sgo cao eyfs fs2 fgm cse cce dv da dsl mat misper cad ps's kcsie gdpr excel word pdf docs docx s2s ebsa btw fyi asap tbc tba nb pls plz pleased thx cheers ours app application applicant applicants attempted attempts whilst regarding recently sometimes perhaps otherwise beyond during against regards enc encl annex appendix table row column sheet tab line lines item items point points
    chase chasing caretaker hers admitted aged ages whoever knowing knew known lives lived living seems seem sounds looks looking hopefully luckily sadly obviously basically anyway anyhow nothing none nan's mum's dad's mother's father's she's he's who's what's here's let's nobody's don't didn't doesn't can't won't couldn't wouldn't shouldn't haven't hadn't aren't yours truly faithfully sincerely kindly warm wishes
    """.split()
)
_CONTRACTION = re.compile(r"['’](?:ve|re|d|ll|m|s|t)\Z")
_ACRONYM = re.compile(r"[A-Z]{2,6}s|[A-Z]{1,3}[0-9]\w{0,4}")


# Words of NO_NAMES that are forenames too: one beside another name is a name ("Marek Jan Nowak", "Summer Hall").
MAYBE_NAMES = frozenset(
    "black white brown day west north south east french kent page long small price english case best read major post church chance bishop prince love short rich moody chambers parish jan april may june august summer autumn winter hope will mark faith grace joy rose christian chase page guy drew royal read little young king knight head young".split()
)


def is_common(word: str) -> bool:
    """Whether a capitalised word is no name by itself."""
    plain = _CONTRACTION.sub("", word.lower()).rstrip(".")
    first, dash, rest = plain.partition("-")
    if dash and word[len(first) + 1 : len(first) + 2].islower():
        return first in NO_NAMES or len(first) == 1
    if dash and first in NO_NAMES and rest in NO_NAMES:
        return True
    return plain in NO_NAMES or _ACRONYM.fullmatch(word) is not None or (plain[:-1] in NO_NAMES and plain[-1:] == "s")
