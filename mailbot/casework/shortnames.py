"""Given names that stand for one another: the many spellings of one name, and short forms.

In the first table a line is one name as several alphabets and countries write it. In the second it is a name and its
short forms. A short form may stand for several names (Alex, Sam), but two short forms are two names, as twins may bear
them (Amy and Millie).
"""

from __future__ import annotations

from collections.abc import Mapping

_SPELLINGS = """
abdullah: abdallah abdulla abdalla
abdulrahim: abdirahim abdurrahim
abdulrahman: abdurrahman abdirahman abdelrahman abdurahman
ahmed: ahmad ahmet ahmadou amadou
aisha: ayesha aysha aicha aishah ayse eesha aishatu
aleksandra: alexandra
alexander: aleksander alexandru alexandr
andrei: andrej andrzej andriy andrey
ayaan: ayan ayyan
bilal: bilaal belal
catherine: katherine kathryn katharine cathryn katarzyna
christina: kristina
dmitri: dmitry dmytro dimitri
eleanor: elinor
fatima: fatimah fatema fatma fathima fatou fatoumata
geoffrey: jeffrey
hamza: hamzah hamsa
hassan: hasan hasaan
hussein: hussain husain hossain husayn hoseyn hossein
ibrahim: ebrahim ibraheem brahim ibrahima
isa: eesa essa issa
isabel: isabelle isobel
ismail: ismael ishmael esmail
jakub: jakob yakub yaqub yaqoob jacob
jamal: gamal cemal
joana: ioana
khadija: khadijah hadija kadija khadeeja hatice kadiatou
khalid: khaled halid
maryam: mariam maryum meryem miriam mariama
michael: michal
mihai: mikhail michal mykhailo
muhammad: mohammed mohammad mohamed mohamad muhammed muhamed muhamad mohamud mohamoud md mohd mhd muh mamadou
musa: moosa moussa
mustafa: mostafa moustafa mustapha
nicholas: nicolas nikolas
nikolai: mykola nikolay
oleksandr: aleksandr alexandr
philip: phillip filip
said: saeed saeid
sayed: syed sayyid
sophia: sofia zofia sofie
stephen: steven stephan stefan
tariq: tarek tarik tareq
tomasz: thomas tomas
umar: omar omer umer oumar
usman: osman othman uthman ousmane
volodymyr: vladimir
yahya: yahia yehya
yevhen: evgeny yevgeny
yusuf: yousef youssef yousuf yusef yousaf yusuff
zainab: zaynab zeinab zeynep zainabu
zakariya: zakaria zakariyya
"""

_SHORT_FORMS = """
abdullah: abdul
abdulrahim: abdul
abdulrahman: abdul
abigail: abi abby abbie gail
adam: ad
agnieszka: aga
albert: al bert bertie
aleksander: olek alex sasha
aleksandra: ola alex sasha
alexander: alex alec alexi sandy xander zander sasha lex
alexandra: alex alexa lexi lexie sandra sandy sasha
alfred: alf alfie fred
alison: ali allie
amanda: mandy
amelia: amy millie milly mel
andrew: andy drew
angela: angie
anna: ania anya
annabel: anna bella belle
anthony: tony ant antony
archibald: archie
arthur: art artie
ayodele: ayo dele
barbara: barb babs
beatrice: bea trixie
benjamin: ben benny benji benjy
bernard: bernie
bradley: brad
cameron: cam
caroline: carrie caz
catherine: cath cathy kate katie katy kathy kit kitty cat kat
charles: charlie charley chas chaz chuck
charlotte: charlie lottie lotty char
chidera: dera
chinonso: nonso
christina: chris chrissie tina christine
christopher: chris kit topher
chukwuemeka: emeka
constance: connie
daniel: dan danny
daniella: dani
david: dave davey davy dai
deborah: deb debbie
dmitri: dima
dominic: dom nick
dorothy: dot dotty dottie
edmund: ed eddie
edward: ed eddie eddy ted teddy ned
eleanor: ellie nell nellie nora elle
elizabeth: liz lizzie lizzy beth betty bess betsy libby eliza elsie elspeth lisa
emily: em emmie
emma: em emmie
emmanuel: manny emeka
eugene: gene
evelyn: evie eve
florence: flo florrie flossie
frances: fran frankie
francesca: fran frankie chess
francis: frank frankie
francisco: paco pancho
frederick: fred freddie freddy rick
gabriel: gabe
gabrielle: gabby gabi
geoffrey: geoff jeff
georgina: georgie gina georgia
gerald: gerry
gheorghe: george
giuseppe: beppe peppe
gregory: greg
guadalupe: lupe
gurpreet: gurp
gwendoline: gwen
harold: harry hal
harpreet: harp
harriet: hattie harri
henry: harry hal
isaac: zac zak
isabel: izzy issy izzie bella
isabella: bella izzy issy izzie isabel
jacob: jake
jacqueline: jackie
jakub: kuba
james: jim jimmy jamie jem
jan: janek
jasmine: jas jazz jaz
jaspreet: jas
jennifer: jen jenny jennie
jessica: jess jessie
joanna: asia
joanna: jo joanne
john: jack johnny jon
jonathan: jon jonny jonty
jose: pepe
joseph: joe joey
josephine: jo josie
joshua: josh
judith: judy
katarzyna: kasia kaska
kenneth: ken kenny
kimberley: kim
konstantin: kostya
lawrence: larry laurie lol
leonard: len lenny leo
lewis: lew louis
louise: lou
lucas: luke
lucinda: lucy cindy
madeleine: maddie maddy mads
malgorzata: gosia margaret
manpreet: mani
margaret: maggie meg peggy margie greta
martin: marty
matilda: tilly tillie mattie
matthew: matt matty
maximilian: max
megan: meg
melanie: mel
melissa: mel missy lissa
michael: mike mick micky mikey mickey
michal: misiek
michelle: shell chelle
mikhail: misha
muhammad: mo moe
natalie: nat tally
natasha: tasha tash
nathan: nate nat
nathaniel: nat nate nathan
nicholas: nick nicky nico
nicola: nicky nikki
nikolai: kolya
olamide: ola
oleksandr: sasha
oliver: ollie olly
olivia: liv livvy livi
oluwadamilola: dami damilola
oluwaseun: seun
oluwaseyi: seyi
oluwatobi: tobi tobiloba
oscar: ozzy
pamela: pam
patricia: pat patsy tricia trish
patrick: pat paddy
penelope: penny
peter: pete
philip: phil pip
philippa: pippa pip
raymond: ray
rebecca: becky bex becca
richard: rich rick ricky dick richie
robert: rob bob bobby robbie bert
roderick: rod
ronald: ron ronnie
rosemary: rosie
roxanne: roxy
samantha: sam sammy sammie
samuel: sam sammy
sarah: sally sadie
sebastian: seb bas
simranjit: simran
sophia: sophie
stanislaw: staszek
stanley: stan
stephanie: steph stevie
stephen: steve stevie
susan: sue susie suzie
susannah: sue susie suzie
sylvester: sly
tabitha: tabby
temitope: temi tope
terence: terry
theodore: theo ted teddy
theresa: tess tessa terri
thomas: tom tommy
timothy: tim timmy
tobias: toby
tomasz: tomek
valerie: val
veronica: ronnie vera
victor: vic
victoria: vicky vicki tori tory
vincent: vince vinny
vivian: viv
volodymyr: vova
walter: wal wally
wilfred: wilf fred
william: will bill billy willy liam
winifred: winnie
wojciech: wojtek
xiaoming: ming
zachary: zach zac zak
zakariya: zack zak
zuzanna: zuzia
"""


def _heads(table: str) -> Mapping[str, tuple[str, ...]]:
    """Every name -> the heads of the lines on which it stands."""
    found: dict[str, list[str]] = {}
    for line in table.strip().splitlines():
        head, _, others = line.partition(":")
        for name in (head, *others.split()):
            found.setdefault(name, []).append(head)
    return {name: tuple(dict.fromkeys(heads)) for name, heads in found.items()}


_SPELT = _heads(_SPELLINGS)
_LONG = {
    short: tuple(dict.fromkeys(one for name in names if name != short for one in (name, *_SPELT.get(name, ()))))
    for short, names in _heads(_SHORT_FORMS).items()
}

# Borne by many in one family, so it tells nobody apart while another given name stands beside it or is left out.
_SHARED = "mo abdul abdur abdel abdi abu begum bibi khatun khatoon kaur singh kumar maria marie mary jean"
SHARED = frozenset(_SHARED.split()) | {name for name, heads in _SPELT.items() if {"muhammad", "sayed"} & {*heads}}


def spellings(word: str) -> tuple[str, ...]:
    """The name in the one spelling that its line begins with; itself where it stands on none. `word` is folded."""
    return _SPELT.get(word, (word,))


def long_forms(word: str) -> tuple[str, ...]:
    """The names that a short form may stand for: "sam" -> samantha, samuel; none for another name."""
    return _LONG.get(word, ())


def one_name(one: str, other: str) -> bool:
    """Whether these are spellings of one name, or one is a short form of the other."""
    return (
        bool({*spellings(one)} & {*spellings(other)})
        or bool({*long_forms(one)} & {other, *spellings(other)})
        or bool({*long_forms(other)} & {one, *spellings(one)})
    )
