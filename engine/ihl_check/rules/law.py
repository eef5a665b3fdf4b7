"""The law that rule files cite: paragraphs of the Rome Statute, rules of the customary study, other instruments.

Titles are short labels in our own words, no quotations.
"""

import re
from collections.abc import Mapping

PARAGRAPHS: Mapping[str, str] = {
    # (a) grave breaches of the Geneva Conventions: international conflict and occupation
    "8(2)(a)(i)": "wilful killing",
    "8(2)(a)(ii)": "torture, inhuman treatment, biological experiments",
    "8(2)(a)(iii)": "great suffering or serious injury caused on purpose",
    "8(2)(a)(iv)": "large-scale destruction or taking of property without military need",
    "8(2)(a)(v)": "prisoners or protected persons made to serve the hostile power",
    "8(2)(a)(vi)": "fair trial denied to prisoners or protected persons",
    "8(2)(a)(vii)": "unlawful deportation, transfer or confinement",
    "8(2)(a)(viii)": "hostages",
    # (b) other serious violations: international conflict and occupation
    "8(2)(b)(i)": "attack on civilians",
    "8(2)(b)(ii)": "attack on civilian objects",
    "8(2)(b)(iii)": "attack on relief or peacekeeping missions",
    "8(2)(b)(iv)": "attack with clearly excessive harm to civilians or nature",
    "8(2)(b)(v)": "attack on undefended places",
    "8(2)(b)(vi)": "killing or wounding those who surrendered or cannot fight",
    "8(2)(b)(vii)": "misuse of truce flags, emblems or uniforms with death or injury as a result",
    "8(2)(b)(viii)": "settling the occupier's people, deporting the occupied",
    "8(2)(b)(ix)": "attack on schools, worship, art, science, charity, monuments, hospitals",
    "8(2)(b)(x)": "mutilation and experiments on people in the adversary's power",
    "8(2)(b)(xi)": "killing or wounding by treachery",
    "8(2)(b)(xii)": "no quarter",
    "8(2)(b)(xiii)": "enemy property destroyed or seized without necessity",
    "8(2)(b)(xiv)": "rights of enemy nationals abolished",
    "8(2)(b)(xv)": "enemy nationals forced into operations against their own country",
    "8(2)(b)(xvi)": "pillage",
    "8(2)(b)(xvii)": "poison",
    "8(2)(b)(xviii)": "asphyxiating or poisonous gas",
    "8(2)(b)(xix)": "expanding bullets",
    "8(2)(b)(xx)": "weapons of needless suffering or without discrimination, if annexed",
    "8(2)(b)(xxi)": "outrages on personal dignity",
    "8(2)(b)(xxii)": "rape and other sexual violence",
    "8(2)(b)(xxiii)": "human shields",
    "8(2)(b)(xxiv)": "attack on those and what carries the Geneva emblems",
    "8(2)(b)(xxv)": "starvation of civilians, relief blocked",
    "8(2)(b)(xxvi)": "children under 15 recruited or used",
    "8(2)(b)(xxvii)": "microbial, biological or toxin weapons",
    "8(2)(b)(xxviii)": "fragments that X-rays cannot show",
    "8(2)(b)(xxix)": "blinding lasers",
    # (c) serious violations of common Article 3: other armed conflict
    "8(2)(c)(i)": "murder, mutilation, cruel treatment, torture",
    "8(2)(c)(ii)": "outrages on personal dignity",
    "8(2)(c)(iii)": "hostages",
    "8(2)(c)(iv)": "sentence or execution without a fair trial",
    # (e) other serious violations: other armed conflict
    "8(2)(e)(i)": "attack on civilians",
    "8(2)(e)(ii)": "attack on those and what carries the Geneva emblems",
    "8(2)(e)(iii)": "attack on relief or peacekeeping missions",
    "8(2)(e)(iv)": "attack on schools, worship, art, science, charity, monuments, hospitals",
    "8(2)(e)(v)": "pillage",
    "8(2)(e)(vi)": "rape and other sexual violence",
    "8(2)(e)(vii)": "children under 15 recruited or used",
    "8(2)(e)(viii)": "displacement ordered without need",
    "8(2)(e)(ix)": "killing or wounding by treachery",
    "8(2)(e)(x)": "no quarter",
    "8(2)(e)(xi)": "mutilation and experiments on people in a party's power",
    "8(2)(e)(xii)": "adversary's property destroyed or seized without necessity",
    "8(2)(e)(xiii)": "poison",
    "8(2)(e)(xiv)": "asphyxiating or poisonous gas",
    "8(2)(e)(xv)": "expanding bullets",
    "8(2)(e)(xvi)": "microbial, biological or toxin weapons",
    "8(2)(e)(xvii)": "fragments that X-rays cannot show",
    "8(2)(e)(xviii)": "blinding lasers",
    "8(2)(e)(xix)": "starvation of civilians, relief blocked",
}
"""Article 8(2)(a), (b), (c) and (e) of the Rome Statute as amended to 2019."""

INTERNATIONAL = tuple(p for p in PARAGRAPHS if p.startswith(("8(2)(a)", "8(2)(b)")))
NON_INTERNATIONAL = tuple(p for p in PARAGRAPHS if p not in INTERNATIONAL)

_CUSTOMARY = """
1 civilians told apart from combatants|2 violence meant to spread terror|3 who is a combatant|4 what armed forces are
5 who is a civilian|6 when civilians lose protection|7 civilian objects told apart from military objectives
8 what a military objective is|9 what a civilian object is|10 when civilian objects lose protection
11 indiscriminate attacks|12 what makes an attack indiscriminate|13 area bombardment|14 proportionality
15 precautions in attack|16 checking the target|17 choice of means and methods|18 weighing the effects
19 calling an attack off|20 advance warning|21 choice among objectives|22 precautions against the effects of attacks
23 military objectives kept out of populated areas|24 civilians moved away from military objectives
25 medical personnel|26 medical activities|27 religious personnel|28 medical units|29 medical transports
30 bearers of protected emblems|31 relief personnel|32 relief objects|33 peacekeepers and their objects|34 journalists
35 hospital, safety and neutralised zones|36 demilitarised zones|37 open towns and undefended places
38 attacks on cultural property|39 military use of cultural property|40 respect for cultural property
41 cultural property taken from occupied territory|42 works that hold dangerous forces
43 nature protected like civilian objects|44 due regard for nature|45 severe damage to nature|46 no quarter
47 attacks on persons out of the fight|48 parachutists in distress|49 war booty
50 property of an adversary|51 property in occupied territory|52 pillage|53 starvation as a method
54 objects needed to survive|55 access for relief|56 movement of relief personnel|57 ruses of war
58 white flag misused|59 Geneva emblems misused|60 UN emblem or uniform misused|61 other known emblems misused
62 enemy flags or uniforms misused|63 neutral flags or uniforms misused|64 truce made in order to attack|65 perfidy
66 contact between commanders|67 bearers of a flag of truce|68 precautions on receiving them|69 loss of their protection
70 needless suffering|71 weapons indiscriminate by nature|72 poison|73 biological weapons|74 chemical weapons
75 riot-control agents|76 herbicides|77 expanding bullets|78 exploding bullets|79 fragments X-rays cannot show
80 booby-traps|81 limits on landmines|82 records of landmines|83 removal of landmines
84 civilians and incendiary weapons|85 combatants and incendiary weapons|86 blinding lasers
87 humane treatment|88 no adverse distinction|89 violence to life|90 torture and cruel treatment|91 corporal punishment
92 mutilation and experiments|93 sexual violence|94 slavery|95 forced labour|96 hostages|97 human shields
98 enforced disappearance|99 arbitrary detention|100 fair trial|101 no crime without law|102 guilt is personal
103 collective punishment|104 convictions and religion|105 family life|106 who is a prisoner of war|107 spies
108 mercenaries|109 search for the wounded|110 care of the wounded|111 wounded kept from pillage and harm
112 search for the dead|113 treatment of the dead|114 return of remains|115 burial|116 record of the dead
117 account of the missing|118 necessities of detainees|119 women in detention|120 children in detention
121 where detainees are held|122 belongings of detainees|123 records of detainees|124 visits of the ICRC
125 letters of detainees|126 visits to detainees|127 religion of detainees|128 release of prisoners
129 displacement|130 settlers moved into occupied territory|131 care of the displaced|132 return of the displaced
133 property of the displaced|134 women|135 children|136 recruitment of children|137 children in the fighting
138 elderly and disabled persons|139 respect for the law|140 no reciprocity needed|141 legal advisers
142 training of forces|143 teaching of civilians|144 states ensure respect|145 reprisals
146 reprisals on protected persons
147 reprisals on protected objects|148 reprisals in other armed conflict|149 responsibility of states|150 reparation
151 responsibility of persons|152 responsibility of commanders for orders|153 responsibility of commanders for omissions
154 disobeying unlawful orders|155 superior orders as a defence|156 what war crimes are|157 jurisdiction
158 prosecution|159 amnesty|160 no time limit|161 cooperation of states
"""
CUSTOMARY: Mapping[int, str] = {
    int(number): title
    for number, title in (entry.split(" ", 1) for line in _CUSTOMARY.split("\n") for entry in line.split("|") if entry)
}
"""The rules of the ICRC study of customary humanitarian law (2005)."""

NOT_ACTS = frozenset({3, 4, 49, 57, 106, *range(138, 145), *range(149, 162)})
"""Definitions, permissions, general duties and enforcement: no single act can be flagged under them."""

# Known instruments, and the last article of those that are cited by article numbers.
_INSTRUMENTS: Mapping[str, int | None] = {
    "GC common Article 3": None,
    "GC I": 64,
    "GC II": 63,
    "GC III": 143,
    "GC IV": 159,
    "AP I": 102,
    "AP II": 28,
    "AP III": 17,
    "Hague Regulations": 56,
    "Hague Convention 1954": 40,
    "First Hague Protocol 1954": None,
    "Second Hague Protocol 1999": 47,
    "CCW Protocol I": None,
    "CCW Protocol II": None,
    "CCW Amended Protocol II": 14,
    "CCW Protocol III": 2,
    "CCW Protocol IV": 4,
    "CCW Protocol V": 11,
    "ENMOD 1976": None,
}
INSTRUMENTS = tuple(_INSTRUMENTS)
_ARTICLES = re.compile(r"(?:arts?\. )?(\d+)(?:\(\w+\))*(?:-(?:(\d+)(?:\(\w+\))*|\(\w+\)))?$")
_WITH_YEAR = re.compile(r"^[A-Z].*\b(1[89]|20)\d\d\b")


def treaty_fault(citation: str) -> str | None:
    """What is wrong with a citation such as "GC IV 49" or "Slavery Convention 1926", or ``None``."""
    known = max((name for name in INSTRUMENTS if f"{citation} ".startswith(f"{name} ")), key=len, default=None)
    if known is None:
        return None if _WITH_YEAR.search(citation) else f'"{citation}" names no instrument that is known here'
    rest = citation[len(known) :].strip()
    last = _INSTRUMENTS[known]
    if last is None or not rest:
        return None
    found = _ARTICLES.match(rest)
    if not found:
        return f'"{rest}" is no article of {known}'
    wrong = next((number for number in found.groups() if number and not 1 <= int(number) <= last), None)
    return f"{known} has no article {wrong}; its last is {last}" if wrong else None
