"""Given names that stand for one another: short forms, and the many spellings of one name.

A line is a name and what it is also written as. A short form may stand on several lines (Alex, Sam); two names are
alike when they share a line. Names that brothers and sisters bear side by side never share one (Hassan, Hussain).
"""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH = """
abigail: abi abby abbie gail
adam: ad
albert: al bert bertie
alexander: alex alec alexi sandy xander zander sasha lex
alexandra: alex alexa lexi lexie sandra sandy sasha
alfred: alf alfie fred
alison: ali allie
amanda: mandy
amelia: amy millie milly mel
andrew: andy drew
angela: angie
anthony: tony ant antony
annabel: anna bella belle
arthur: art artie
archibald: archie
barbara: barb babs
benjamin: ben benny benji benjy
bernard: bernie
beatrice: bea trixie
bradley: brad
cameron: cam
caroline: carrie caz
catherine: cath cathy kate katie katy kathy kit kitty cat kat
charles: charlie charley chas chaz chuck
charlotte: charlie lottie lotty char
christina: chris chrissie tina christine
christopher: chris kit topher
constance: connie
daniel: dan danny
daniella: dani ella
david: dave davey davy dai
deborah: deb debbie
dominic: dom nick
dorothy: dot dotty dottie
edward: ed eddie eddy ted teddy ned
edmund: ed eddie
eleanor: ellie nell nellie nora elle
elizabeth: liz lizzie lizzy beth betty bess betsy libby eliza elsie elspeth lisa
emily: em emmie
emma: em emmie
eugene: gene
evelyn: evie eve
florence: flo florrie flossie
frances: fran frankie
francesca: fran frankie chess
francis: frank frankie
frederick: fred freddie freddy rick
gabriel: gabe
gabrielle: gabby gabi
geoffrey: geoff jeff
georgina: georgie gina georgia
gerald: gerry
gregory: greg
gwendoline: gwen
harriet: hattie harri
harold: harry hal
henry: harry hal
isaac: zac zak
isabella: bella izzy issy izzie isabel isobel ella
jacob: jake
jacqueline: jackie
james: jim jimmy jamie jem
jasmine: jas jazz jaz
jeffrey: jeff
jennifer: jen jenny jennie
jessica: jess jessie
joanna: jo joanne
john: jack johnny jon
jonathan: jon jonny jonty
joseph: joe joey
josephine: jo josie
joshua: josh
judith: judy
katherine: kate katie katy kathy kat kit kitty
kenneth: ken kenny
kimberley: kim
lawrence: larry laurie lol
leonard: len lenny leo
lewis: lew louis
louise: lou
lucas: luke
lucinda: lucy cindy
madeleine: maddie maddy mads
margaret: maggie meg peggy margie greta
martin: marty
matilda: tilly tillie mattie
matthew: matt matty
maximilian: max
megan: meg
melanie: mel
melissa: mel missy lissa
michael: mike mick micky mikey mickey
michelle: shell chelle
mohammed: mo
nathaniel: nat nate nathan
nathan: nate nat
natalie: nat tally
natasha: tasha tash
nicholas: nick nicky nico
nicola: nicky nikki
oliver: ollie olly
olivia: liv livvy livi
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
sophia: sophie
stanley: stan
stephanie: steph stevie
stephen: steve stevie
susan: sue susie suzie
susannah: sue susie suzie
sylvester: sly
tabitha: tabby
terence: terry
theodore: theo ted teddy
theresa: tess tessa terri
thomas: tom tommy
timothy: tim timmy
tobias: toby
valerie: val
veronica: ronnie vera
victor: vic
victoria: vicky vicki tori tory
vincent: vince vinny
vivian: viv
walter: wal wally
wilfred: wilf fred
william: will bill billy willy liam
winifred: winnie
zachary: zach zac zak
"""

_ELSEWHERE = """
muhammad: mohammed mohammad mohamed mohamad muhammed muhamed muhamad mohamud mohamoud md mohd mhd muh mo moe mamadou
ahmed: ahmad ahmet ahmadou amadou
abdullah: abdallah abdulla abdalla
abdulrahman: abdurrahman abdirahman abdelrahman abdurahman abdul
abdulrahim: abdirahim abdurrahim abdul
aisha: ayesha aysha aicha aishah ayse eesha aishatu
fatima: fatimah fatema fatma fathima fatou fatoumata
khadija: khadijah hadija kadija khadeeja hatice kadiatou
maryam: mariam maryum meryem miriam mariama
zainab: zaynab zeinab zeynep zainabu
yusuf: yousef youssef yousuf yusef yousaf yusuff
ibrahim: ebrahim ibraheem brahim ibrahima
ismail: ismael ishmael esmail
mustafa: mostafa moustafa mustapha
hussein: hussain husain hossain husayn hoseyn hossein
hassan: hasan hasaan
umar: omar omer umer oumar
usman: osman othman uthman ousmane
uthman: osman
yahya: yahia yehya
isa: eesa essa issa
musa: moosa moussa
zakariya: zakaria zakariyya zack zak
bilal: bilaal belal
hamza: hamzah hamsa
ayaan: ayan ayyan
sayed: syed sayyid said saeed
khalid: khaled halid
tariq: tarek tarik tareq
jamal: gamal cemal
aleksander: alexander alexandru aleksandr olek alex sasha
aleksandra: alexandra ola alex sasha
andrei: andrej andrzej andriy andrey
anna: ania anya hanna
katarzyna: kasia kaska katherine
malgorzata: gosia margaret
agnieszka: aga
joanna: asia
jakub: kuba jacob
jan: janek
michal: michael misiek
mikhail: misha michail mykhailo
stanislaw: staszek
tomasz: tomek thomas
wojciech: wojtek
zuzanna: zuzia
oleksandr: alexander aleksandr sasha
dmitri: dmitry dmytro dima dimitri
volodymyr: vladimir vova
yevhen: evgeny yevgeny
nikolai: mykola nikolay kolya
ioana: joana
gheorghe: george
mihai: michael
konstantin: kostya
giuseppe: beppe peppe
francisco: paco pancho
jose: pepe
guadalupe: lupe
oluwaseun: seun
oluwatobi: tobi tobiloba
oluwaseyi: seyi
oluwadamilola: dami damilola
temitope: temi tope
ayodele: ayo dele
chukwuemeka: emeka
chinonso: nonso
chidera: dera
olamide: ola
emmanuel: manny emeka
harpreet: harp
gurpreet: gurp
manpreet: mani
simranjit: simran
jaspreet: jas
xiaoming: ming
"""


def _shared(tables: str) -> Mapping[str, tuple[str, ...]]:
    """Every name -> the heads of the lines on which it stands."""
    found: dict[str, list[str]] = {}
    for line in tables.strip().splitlines():
        head, _, others = line.partition(":")
        for name in (head, *others.split()):
            found.setdefault(name, []).append(head)
    return {name: tuple(dict.fromkeys(heads)) for name, heads in found.items()}


_HEADS = _shared(_ENGLISH + _ELSEWHERE.strip())

# Borne by many in one family, so it tells nobody apart while another given name stands beside it or is left out.
SHARED = frozenset(
    [name for name, heads in _HEADS.items() if {"muhammad", "sayed"} & set(heads)]
    + [
        "abdul",
        "abdur",
        "abdel",
        "abdi",
        "abu",
        "ali",
        "begum",
        "bibi",
        "khatun",
        "khatoon",
        "kaur",
        "singh",
        "kumar",
        "maria",
        "marie",
        "mary",
        "jean",
    ]
)


def heads(word: str) -> tuple[str, ...]:
    """The names that a folded given name may stand for: "alex" -> alexander, alexandra, aleksander, aleksandra."""
    return _HEADS.get(word, ())
