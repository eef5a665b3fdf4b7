"""An event of one document with what the merge compares: words and places in a form that can be compared."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ihl_check.documents.model import Document
from ihl_check.events.model import Count, Event, Kind, Mention, Place, Span
from ihl_check.incidents.families import GENERAL, SPECIAL_WEAPONS, domain, families, listed
from ihl_check.rules.model import Finding

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLACE_FILLERS = listed(
    "al el the ash as ad an ar at ath az city town village province governorate district region state county "
    "area of in near north south east west northern southern eastern western central greater rural countryside"
)
_ACTOR_FILLERS = listed(
    "the a an of its their his her our and or by with armed military forces force troops troop soldiers soldier "
    "fighters fighter army air airforce jets jet warplanes warplane planes plane aircraft helicopters helicopter "
    "drones drone artillery gunners airstrikes airstrike strikes strike shelling bombers bomber tanks government "
    "regime militia militias militiamen rebels rebel insurgents insurgent gunmen gunman men group groups unit "
    "units brigade battalion security police authorities state national defence defense ministry attackers "
    "attacker they it he she who them pilot pilots sniper snipers command commander officers officer backed "
    "allied pro anti led"
)
_DEFINITE = listed("the this that these those its their his her our it they them he she")
_OTHER = listed("another second third fourth other others more further additional separate different")
_PLAIN_CAPITALS = _DEFINITE | _OTHER | listed("a an one two three four five six in on at of and or by for no")
_AREA_WORDS = listed("state province region governorate district county strip valley mountains border coast")
_HARM = listed("harm killing death wounding")
_NAMES_OF_STATES = listed("nationality country state capital-as-government")
_AROUND = 600


@dataclass(frozen=True, slots=True)
class Facts:
    """One event and all findings on it."""

    findings: tuple[Finding, ...]
    document: Document
    event: Event
    copy_group: str
    """The same for documents that carry one text."""
    families: frozenset[str]
    rules: frozenset[str]
    place: Place | None
    place_words: frozenset[str]
    start: date | None
    end: date | None
    targets: frozenset[str]
    """Specific concepts of the targets."""
    target_phrases: frozenset[str]
    """The phrases that name them, without article."""
    target_names: frozenset[str]
    """Proper names within the targets, as far as they are no place names."""
    reference: str
    """How the first target is spoken of: definite, other ("another school"), indefinite, none."""
    act_again: bool
    """The act is spoken of as known: "the massacre", "that strike"."""
    harm: bool
    """It tells who was killed or hurt, not by what."""
    headline: bool
    around: str
    """The words of the text around the event, each between blanks."""
    names_around: frozenset[str]
    """Those of them that have a capital."""
    weapons: frozenset[str]
    special_weapons: frozenset[str]
    actors: frozenset[str]
    """Stems of the names in the actors' phrases."""
    sides: frozenset[str]
    """Whether they are of a state or of an armed group."""
    killed: Count | None
    injured: Count | None

    @property
    def key(self) -> str:
        """Orders and names the event, whatever the order of the input."""
        return self.findings[0].id

    @property
    def published(self) -> date | None:
        return self.document.published

    @property
    def vague_place(self) -> bool:
        """Its own sentence does not say where, or names a country only."""
        place, sentence = self.place, self.event.sentence
        return place is None or place.precision == "country" or not sentence.begin <= place.span.begin < sentence.end

    @property
    def small_place(self) -> bool:
        """A place that no gazetteer knows has seldom two of a kind, or two such events within days."""
        place = self.place
        return place is not None and place.precision == "unknown" and not _AREA_WORDS & frozenset(words(place.name))

    @property
    def position(self) -> tuple[int, int]:
        return (self.event.trigger.begin, self.event.trigger.end)


def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without accents."""
    plain = text
    if not text.isascii():
        plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return tuple(_WORD.findall(plain.casefold()))


def plain_name(text: str) -> str:
    """A name without its article and in small letters: "The army" and "the army" are one."""
    every = words(text)
    return " ".join(word for word in every if word not in ("the", "a", "an")) or " ".join(every) or text


def stem(word: str) -> str:
    """Brings Russia, Russian and Russians together without knowing any of them."""
    return word.replace("’", "'").removesuffix("'s")[:5]


def place_words(place: Place | None) -> frozenset[str]:
    """The words of a place's name that tell it from others: "al-Bab city" gives "bab"."""
    if place is None:
        return frozenset()
    every = words(place.name) or words(place.span.text)
    return frozenset(every) - _PLACE_FILLERS or frozenset(every)


def actor_names(event: Event) -> frozenset[str]:
    """Stems of the names in the phrases for the actors; general words (rebels, the army) tell nobody apart."""
    found: set[str] = set()
    for actor in event.actors:
        named = _names(actor.span, event.sentence)
        if _NAMES_OF_STATES & frozenset(actor.concepts):  # a state is named at the start of a sentence, too
            named |= frozenset(words(actor.span.text)[:1])
        found.update(stem(word) for word in named if word not in _ACTOR_FILLERS and not word.isdigit())
    return frozenset(found)


def gather(
    findings: Iterable[Finding], documents: Mapping[str, Document], copies: Mapping[str, str]
) -> tuple[Facts, ...]:
    """Groups findings by event and gives the facts of each, in an order that does not depend on the input's."""
    events: dict[tuple[str, int, int], dict[str, Finding]] = defaultdict(dict)
    for finding in findings:
        trigger = finding.event.trigger
        events[(finding.document, trigger.begin, trigger.end)][finding.id] = finding
    facts = [
        _facts(tuple(by_id[key] for key in sorted(by_id)), documents[document], copies.get(document, document))
        for (document, _, _), by_id in events.items()
    ]
    return tuple(sorted(facts, key=lambda fact: fact.key))


def _facts(findings: tuple[Finding, ...], document: Document, copy_group: str) -> Facts:
    event = findings[0].event
    events = [finding.event for finding in findings]
    targets = [target for each in events for target in each.targets]
    concepts = frozenset(concept for target in targets for concept in _telling(target))
    weapons = frozenset(concept for each in events for weapon in each.weapons for concept in weapon.concepts)
    place = next((each.place for each in events if each.place), None)
    when = next((each.date for each in events if each.date), None)
    around = _around(event, document)
    spots = place_words(place) | (frozenset(words(place.span.text)) if place else frozenset())
    return Facts(
        findings=findings,
        document=document,
        event=event,
        copy_group=copy_group,
        families=frozenset(family for finding in findings for family in families(finding.rule)),
        rules=frozenset(finding.rule for finding in findings),
        place=place,
        place_words=place_words(place),
        start=when.start if when else None,
        end=when.end if when else None,
        targets=concepts,
        target_phrases=frozenset(_bare(target.span.text) for target in targets if _telling(target)) - {""},
        target_names=frozenset(
            name for target in targets if _telling(target) for name in _names(target.span, event.sentence)
        )
        - spots,
        reference=_reference(targets),
        act_again=_act_again(event),
        harm=bool(_HARM & frozenset(event.acts)),
        headline=_in_headline(event.trigger, document),
        around=f" {' '.join(words(around))} ",
        names_around=frozenset(name for word in _WORD.findall(around) if word[0].isupper() for name in words(word)),
        weapons=weapons,
        special_weapons=weapons & SPECIAL_WEAPONS,
        actors=frozenset(name for each in events for name in actor_names(each)),
        sides=frozenset(
            side for actor in event.actors for side in ("state-force", "armed-group") if side in actor.concepts
        ),
        killed=next((each.killed for each in events if each.killed), None),
        injured=next((each.injured for each in events if each.injured), None),
    )


def _names(span: Span, sentence: Span) -> frozenset[str]:
    """Capitalised words of a phrase; the first word of a sentence has its capital for another reason."""
    found: set[str] = set()
    for match in _WORD.finditer(span.text):
        word = match.group()
        opens = match.start() == 0 and span.begin <= sentence.begin
        if word[0].isupper() and not opens and word.casefold() not in _PLAIN_CAPITALS:
            found.update(words(word))
    return frozenset(found) - _PLACE_FILLERS


def _telling(target: Mention) -> frozenset[str]:
    """Concepts that tell a target from others. Most words for people do not: residents and women are people."""
    concepts = frozenset(target.concepts) - GENERAL
    if target.kind in (Kind.PERSON, Kind.GROUP):
        return frozenset(concept for concept in concepts if domain(concept))
    return concepts


def _bare(phrase: str) -> str:
    every = words(phrase)
    while every and every[0] in _DEFINITE | {"a", "an"}:
        every = every[1:]
    return " ".join(every)


def _reference(targets: list[Mention]) -> str:
    if not targets:
        return "none"
    if _OTHER & frozenset(words(targets[0].span.text)[:2]):
        return "other"
    telling = [target for target in targets if _telling(target)] or targets[:1]
    return "definite" if any(_is_definite(target) for target in telling) else "indefinite"


def _is_definite(target: Mention) -> bool:
    opening = words(target.span.text)
    if len(opening) > 2 and opening[1] == "of":  # "nineteen of these captives"
        opening = opening[2:]
    return target.via is not None or any(word in _DEFINITE or word.endswith(("'s", "’s")) for word in opening[:1])


def _act_again(event: Event) -> bool:
    """ "The bombing" and "that massacre" speak of something told before; "the jets bombed" does not."""
    before = words(event.sentence.text[: max(0, event.trigger.begin - event.sentence.begin)])
    return bool(before) and before[-1] in ("the", "this", "that", "these", "those")


def _around(event: Event, document: Document) -> str:
    begin, end = event.trigger.begin - _AROUND, event.trigger.end + _AROUND
    return document.text[max(0, begin) : end]


def _in_headline(span: Span, document: Document) -> bool:
    """The headline comes before the story and tells the same incident in other words."""
    opening = len(document.text) - len(document.text.lstrip())
    line_end = document.text.find("\n", opening)
    if line_end < 0 or line_end - opening > 200:
        return False
    followed = document.text[line_end : line_end + 2] == "\n\n"
    titled = document.title is not None and document.text[opening:line_end].strip() == document.title.strip()
    return span.end <= line_end and (followed or titled)
