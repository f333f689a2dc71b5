"""Words by which people, places and organisations are told apart in running text."""

from __future__ import annotations

import re


def words(text: str) -> frozenset[str]:
    """The words of `text`, for lists that are easier to read unquoted."""
    return frozenset(text.split())


_ADULT = (
    "(?:mum|mother|dad|father)['’]?s\\s(?:brother|sister|mum|mother|dad|father|cousin|partner|boyfriend|aunt|uncle)"
    " (?:emergency|second|named)\\scontact next\\sof\\skin"
    " step-?mum step-?mother step-?dad step-?father birth\\s(?:mother|father|parents?|mum|dad)"
    " foster[\\s-]?(?:carers?|mother|mum|father|dad|parents?) "
    "(?:special\\s|legal\\s)?guardians? (?:maternal\\s|paternal\\s|great[\\s-])?(?:grand(?:mother|father"
    "|parents?|ma|pa|mum|dad)|gran(?:ny|ddad|dad)?|nan(?:ny|a|na)?) "
    "(?:maternal\\s|paternal\\s|great[\\s-])?(?:aunt(?:ie|y)?|uncle) mother mum mam mom mummy ma father dad"
    " daddy parents? carers? wife husband "
    "(?:his\\s|her\\s|mum.s\\s|mother.s\\s)?partner family\\sfriend friend\\sof\\sthe\\sfamily"
    " kinship\\scarer (?:main\\s)?tenant applicant"
)
ADULT_KIN = "|".join(_ADULT.split(" "))
CHILD_KIN = (
    r"(?:step)?sons?|(?:step)?daughters?|grandsons?|granddaughters?|grandchild(?:ren)?|boys?|girls?|lads?"
    r"|lass|nephews?|nieces?|twins?|triplets?|child(?:ren|rens)?|kids?"
    r"|pupils?|students?|young\s(?:person|people|man|woman|lady)|youngsters?|client|learner|little\sone"
)
SIBLING_KIN = (
    r"(?:half[\s-]?|step[\s-]?|twin\s|older\s|elder\s|younger\s|big\s|little\s|baby\s|eldest\s|youngest\s)*"
    r"(?:brothers?|sisters?|siblings?|sibs?)"
)
OTHER_KIN = (
    r"friends?|cousins?|neighbours?|classmates?|boyfriend|girlfriend|baby|landlord|landlady|caretaker|manager|bestie|ex"
)
MALE = words("son sons grandson grandsons boy boys lad lads nephew nephews brother brothers stepson male m man")
FEMALE = words(
    "daughter daughters granddaughter granddaughters girl girls lass niece nieces sister sisters "
    "stepdaughter female f woman lady"
)
TITLE = r"(?:mr|mrs|ms|miss|master|mx|dr|sir|rev|prof|professor|fr|sr)\.?"
RANK = (
    r"(?:pc|dc|ds|dcs|di|dci|sgt|ps|pcso|wpc|insp|inspector|sergeant|constable|dsu|sw"
    r"|imam|rabbi|pastor|reverend|vicar|canon|chaplain|cllr|councillor)"
)
JOB = (
    r"(?:social\sworker|\bsw|health\svisitor|school\snurse|nurse|(?:yot|yjs|youth|support|key|drugs?|outreach"
    r"|family|case|early\shelp|camhs|allocated|duty|named)(?:\s\w{1,12})?\s(?:worker|officer)"
    r"|worker|officer|practitioner|ewo|teacher|tutor|headteacher|head|deputy|manager|lead|dsl|midwife"
    r"|consultant|doctor|gp|solicitor|landlord|police|colleague|receptionist|mentor|counsellor|coordinator"
    r"|advocate|interpreter|agent)"
)
SCHOOL_WORD = (
    r"(?:School|Schools|Academy|Academies|Primary|Primaries|Junior|Juniors|Infant|Infants|College|Nursery|Secondary"
    r"|High|Grammar|Comprehensive|Pre-?school|Prep|Kindergarten|PRU|Gymnasium|Lyc[eé]e|Szko[lł]a|Gaelscoil|Scoil"
    r"|Ysgol|Coll[eè]ge|Skolan?|[A-ZÅÄÖ][a-zåäö]{2,20}skolan)"
)
STREET = (
    r"(?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Cl|Drive|Dr|Way|Gardens|Gdns|Court|Crescent|Cres|Walk"
    r"|Place|Terrace|Mews|Row|Rise|Approach|Parade|Hill|Grove|Green|Square|Sq"
    r"|Mead|Meadow|Park|Gate|Reach|Chase|Causeway|View|Villas|Cottages|Cottage|House|Point|Tower|Quay|Wharf"
    r"|Ride|End|Path|Croft|Heights|Fields?|Bank|Broadway|Highway|Vale|Dene|Common|Circus|Embankment|Passage"
    r"|Yard|Buildings|Mansions|Estate|Boulevard|Paddock|Orchard|Hotel|Lodge|Inn|Hostel|Site|Farm|Flats"
    r"|Rookery|Loop|Spinney|Copse|Wood|Corner|Bridge|Esplanade|Parkway|Promenade|Strand|Wynd|Brow|Mount|Lea"
    r"|Crossway|Acres?)"
)
ORGANISATION_WORD = (
    r"(?:School|Academy|Primary|Juniors?|Infants?|College|Nursery|Council|Borough|NHS|Trust|County|Services?"
    r"|Team|Unit|Police|Constabulary|Hospital|Surgery|Federation|Homes|Housing|Charity|Project|Department"
    r"|Centre|Office|Partnership|"
    r"Education|Admissions|University|Ltd|Limited|CAMHS|MASH|Practice|Clinic|Hotel|Lodge|Hostel|Association"
    r"|Group|Agency|Society|Foundation|Network|BCU|Desk|High|CIC|Society|Authority|Secondary)"
)
PARTICLES = words(
    "de da do dos das del della di van von der den al el bin bint ibn abu la le du ter ten y e st ní nic ó ap ben de-la"
)

# Words with a capital that are no one's name: how sentences begin, months, weekdays, ranks, places of the field.
NO_NAMES = words(
    """
    a about above basement hmp top
    abuse according act action actions active additional address admin admission admissions admitted
    adult afghan afghanistan after afternoon again against age aged agency agenda ages ain albania albanian all
    allocated already also although always am an and angela's annex another answer any anyhow anyone anything
    anyway apologies app appendix applicant applicants application apr april arbor are area aren aren't arrival
    arrived as asap asian ask assistant asylum at attached attempted attempts attendance attended attn aug august
    aunt auntie authority autumn available away baby back bangladesh based basically be because been before being
    below best between beyond bfa birth black board boarding body born borough both boy boyfriend boys brazil
    bring british brother bst btw bulgaria bulgarian but by cad call called calls camhs can can't cannot cao care
    carer carers caretaker case caution cce census centre chair chance charity chase chasing check checked checks
    cheers child children childrens china chinese christmas cin circumstances class clinic closed club cme code
    colleague colleagues college column come concern concerned concerns confidential confirm confirmed contact
    contacted contacts could couldn couldn't council councillor county court cp cpp croydon csc cse ctf current
    currently czech da dad dad's daddy daily date dates daughter daughters day days dear dears dec december
    decision declined delete department deputy despite destination details did didn didn't diolch direct director
    district do dob docs doctor docx does doesn doesn't domestic don don't done dr dsl due during duty dv each eal
    early easter ebsa education eh ehcp ehe eight either eleven email emailed emails emergency enc encl england
    english enquiries enquiring enquiry eritrea eritrean especially essex ethiopia europe even evening ever every
    everyone evidence excel except exploitation external extract eyfs fa faithfully family fao far father father's
    feb february female few fgm final finally find first five flat fmu following follows for forced forename form
    former forms forward forwarded foster four framework france french fri friday friends from fs2 fsm full
    further fw fwd fyi gcse gcses gdpr gender general german germany get ghana ghanaian girl girlfriend girls
    given gmt go god godmother going gone good got gp gran grandad grandchild grandchildren granddaughter grandma
    grandmother grandson grateful great greek guardian guardians guidance gypsy had hadn hadn't half handover
    happy has hasn hasn't have haven haven't havering having he he's head headteacher health hello help hence her
    here here's hers hes hi him his history hiya home honestly hong hope hopefully hornchurch hospital hotel house
    housing how however human hungarian hungary husband i i'd i'll i'm i've if im immediate immediately in indeed
    india indian induction info information initial initially inside intake intelligence into iran iranian iraq
    iraqi ireland irish is isn isn't issue it it's italian italy item items its iv ive jamaica jamaican jan
    january job jul july jun june just justice kcsie keep kent kenya key kind kindest kindly kingdom knew knowing
    known kong kosovo ks1 ks2 ks3 ks4 la lac lad lads lady landlady landlord last late later latvia latvian lawyer
    lead learning least leave leaver leavers left legal let let's letter letters life like line lines list
    lithuania lithuanian little lived lives living local log london long look looked looking looks lots ltd
    luckily madam made mail main make male man manager many mar march marriage mash mat may maybe me mean
    meanwhile mechanism medical meet meeting merry met middle might migrant minutes misper miss missing mobile
    moldova mon monday money month months more morning most mother mother's move moved mr mrs ms much mum mum's
    mums my name names nan nan's nanny national nb near need needs neighbour neighbours neither nephew never new
    next nhs niece nigeria nigerian night nil nine no nobody nobody's non none nor normally not note notes nothing
    notification nov november now nrm number nurse obviously oct october of off offending offer offered office
    officer official ofsted ok on once one only open or order orders organisation original other others otherwise
    our ours out over own oxford page pakistan pakistani parent parents part partner party past pc pdf pep perhaps
    period person phone phoned phones place placed placement plan please pleased pls plz pm point points poland
    police policy polish poor portugal portuguese possible post postcode pp pps pre present prevent previous
    previously primary principal priority private probably problem professional protection ps ps's pupil pupils
    question quick quite rainham rather re read reason reasons received recently reception record records refer
    referral referrals referred referring refuge refugee regarding regards register regulation regulations
    rehabilitation relationship remember reply report reported reports request response result review right roma
    romania romanian romford room row russian s2s sadly safeguarding said same sat saturday say says school
    schools scotland screenshot sea second section secure see seem seems seen seldom sen senco sencos send
    sensitive sent sep sept september service services set seven several sgo she she's sheet shes should shouldn
    shouldn't sibling siblings sim sims since sincerely sir sirs sister six slides slovak slovakia small so social
    somali somalia some somebody someone something sometimes somewhere son sons soon sorry sounds spain spanish
    speak special spoke spreadsheet spreadsheets spring staff start started starter starters starting state
    statement status stepdad stepdaughter stepmum stepson still stop street student students subject such sudan
    suffolk summer sun sunday support sure surname sw syria syrian system ta tab table take taken talk tanzania
    tba tbc teacher team tel telephone tell ten tenant term text texted thank thanks that that's the their theirs
    them then there there's therefore these they they're they've theyre thing things think third this those though
    three thrice through thur thurs thursday thus thx till time times to today together told tomorrow tonight too
    total town trace tracing training transfer transition travel traveller travellers tried trip true truly try
    tues tuesday turkey turkish twice twins two uk ukraine ukrainian uncle under unfortunately unique unit unknown
    unless until up update upminster upn upper urgent us used usual very via vietnam vietnamese violence visit
    visited visits wales want wants warm was wasn wasn't way we wed wednesday week weekend weeks welfare well went
    were weren weren't west what what's when whenever where whereabouts which while whilst white who who's whoever
    whole whom whose why wide wife will winter wise wish wishes with within without woman won won't word words
    work worker working world worried would wouldn wouldn't write writing wrong wrote xmas y year year7 years yes
    yesterday yet yjs york yot you young your yours youth yr yr7 zone
    """
)
_CONTRACTION = re.compile(r"['’](?:ve|re|d|ll|m|s|t)\Z")
_ACRONYM = re.compile(r"[A-Z]{2,6}s|[A-Z]{1,3}[0-9]\w{0,4}")


# Words of NO_NAMES that are forenames too: one beside another name is a name ("Marek Jan Nowak", "Summer Hall").
MAYBE_NAMES = words(
    "black white brown day west north south east french kent page long small price english case best read "
    "major post church chance bishop prince love short rich moody chambers parish jan april may june "
    "august summer autumn winter hope will mark faith grace joy rose christian chase page guy drew royal "
    "read little young king knight head young"
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
