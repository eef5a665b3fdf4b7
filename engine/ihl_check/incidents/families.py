"""Which rules may tell of one incident, and which targets may be one: the tables behind the merge.

Rule files say nothing about merging, so a rule that is missing here is a family of its own.
"""


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as one text, to keep long lists readable."""
    return frozenset(words.split())


_ATTACK = "attack"
_KILLING = "killing"
_ILL_TREATMENT = "ill-treatment"
_CAPTIVITY = "captivity"
_PROPERTY = "property"
_DEPRIVATION = "deprivation"
_REMOVAL = "removal"
_SIGNS = "signs"

_FAMILIES: dict[str, tuple[str, ...]] = {
    "attack-on-civilians": (_ATTACK, _KILLING),
    "terrorising-civilians": (_ATTACK, _KILLING),
    "attack-on-civilian-object": (_ATTACK, _PROPERTY),
    "indiscriminate-attack": (_ATTACK,),
    "explosive-weapons-populated-area": (_ATTACK,),
    "disproportionate-attack": (_ATTACK,),
    "failure-of-precautions": (_ATTACK,),
    "military-use-of-protected-object": ("military-use",),
    "attack-on-protected-zone": (_ATTACK,),
    "attack-on-undefended-locality": (_ATTACK,),
    "attack-on-medical-facility": (_ATTACK,),
    "attack-on-medical-personnel": (_ATTACK, _KILLING),
    "attack-on-medical-transport": (_ATTACK,),
    "attack-on-religious-personnel": (_ATTACK, _KILLING),
    "attack-on-emblem": (_ATTACK,),
    "attack-on-humanitarian-relief": (_ATTACK, _KILLING),
    "attack-on-peacekeepers": (_ATTACK, _KILLING),
    "attack-on-journalists": (_ATTACK, _KILLING),
    "attack-on-cultural-or-religious-property": (_ATTACK, _PROPERTY),
    "theft-of-cultural-property": (_PROPERTY,),
    "attack-on-education": (_ATTACK, _KILLING),
    "attack-on-dangerous-forces-works": (_ATTACK,),
    "attack-on-environment": (_ATTACK,),
    "attack-on-indispensable-objects": (_ATTACK, _PROPERTY, _DEPRIVATION),
    "attack-on-hors-de-combat": (_KILLING,),
    "attack-on-parachutist": (_KILLING,),
    "attack-on-truce-negotiator": (_ATTACK, _KILLING),
    "attack-in-breach-of-truce": (_ATTACK,),
    "denial-of-quarter": (_KILLING,),
    "pillage": (_PROPERTY,),
    "wanton-destruction": (_ATTACK, _PROPERTY),
    "starvation-of-civilians": (_DEPRIVATION,),
    "obstruction-of-relief": (_DEPRIVATION,),
    "perfidy": (_SIGNS, _ATTACK, _KILLING),
    "misuse-of-protected-signs": (_SIGNS,),
    "human-shields": ("human-shields",),
    "reprisals-on-protected-persons": (_ATTACK, _KILLING),
    "collective-punishment": (_PROPERTY, _REMOVAL, _CAPTIVITY, _DEPRIVATION),
    "forced-displacement": (_REMOVAL,),
    "denial-of-return": (_REMOVAL,),
    "family-separation": (_REMOVAL,),
    "incendiary-weapons": (_ATTACK,),
    "cluster-munitions": (_ATTACK,),
    "chemical-weapons": (_ATTACK,),
    "riot-control-agents": (_ATTACK,),
    "herbicides-as-warfare": (_ATTACK,),
    "biological-weapons": (_ATTACK,),
    "poison-weapons": (_ATTACK,),
    "anti-personnel-mines": ("mines",),
    "booby-traps": ("mines",),
    "expanding-bullets": (_ATTACK, _KILLING),
    "exploding-bullets": (_ATTACK, _KILLING),
    "non-detectable-fragments": (_ATTACK,),
    "blinding-lasers": (_ATTACK,),
    "nuclear-weapons": (_ATTACK,),
    "unnecessary-suffering": (_ATTACK,),
    "murder": (_KILLING,),
    "torture": (_ILL_TREATMENT,),
    "outrages-on-dignity": (_ILL_TREATMENT,),
    "corporal-punishment": (_ILL_TREATMENT,),
    "mutilation-or-experiments": (_ILL_TREATMENT,),
    "inhumane-detention": (_ILL_TREATMENT, _CAPTIVITY),
    "hostage-taking": (_CAPTIVITY,),
    "enforced-disappearance": (_CAPTIVITY,),
    "arbitrary-detention": (_CAPTIVITY,),
    "unfair-trial": (_KILLING, _CAPTIVITY),
    "desecration-of-dead": ("dead",),
    "denial-of-medical-care": ("care",),
}

_DOMAINS: dict[str, str] = {
    concept: domain
    for domain, concepts in {
        "medical": "medical-facility medical-transport medical-supplies medical-personnel rescuer patient medicine",
        "relief": "relief-object relief-supplies relief-worker relief-organisation",
        "education": "education-facility education-person",
        "religion": "place-of-worship religious-personnel",
        "media": "media-facility journalist",
        "peacekeeping": "peacekeeping-object peacekeeper",
        "detention": "prison-facility detainee prisoner-of-war captive hostage",
    }.items()
    for concept in concepts.split()
}

GENERAL = listed(
    "act object people civilian-object part supplies person civilian person-in-power actor organisation place "
    "open-place populated-area town village neighbourhood protected-zone resident woman child elderly family farmer "
    "worker displaced-person ethnic-or-religious-group public-building weapon explosive-weapon armed-actor fighter "
    "state state-force armed-group police-or-intelligence military-objective indispensable-object "
    "wide-area-weapon aircraft warplane artillery armour small-arms wounded-or-sick personal-property"
)
"""Concepts that many targets share: having one in common says little, having others says nothing against."""

SPECIAL_WEAPONS = listed(
    "incendiary cluster-munition chemical-agent riot-agent herbicide biological-agent poison landmine "
    "anti-personnel-mine booby-trap expanding-bullet exploding-bullet non-detectable-fragment blinding-laser "
    "nuclear-weapon blade fire-means"
)
"""Weapons that no witness takes for one another: two different ones are two incidents."""


def families(rule: str) -> frozenset[str]:
    """The families of incident that a rule belongs to."""
    return frozenset(_FAMILIES.get(rule, (rule,)))


def domain(concept: str) -> str | None:
    """The walk of life a target belongs to: a doctor and a hospital are both medical."""
    return _DOMAINS.get(concept)
