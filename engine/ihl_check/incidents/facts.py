"""An event of one document with what the merge compares: words and places in a form that can be compared."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ihl_check.documents.model import Document
from ihl_check.events.model import Count, Event, Mention, Place, Span
from ihl_check.incidents.families import GENERAL, SPECIAL_WEAPONS, families, listed
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
    general_targets: frozenset[str]
    target_names: frozenset[str]
    """Proper names within the targets, as far as they are no place names."""
    reference: str
    """How the target is spoken of: definite, other ("another school"), indefinite, none."""
    headline: bool
    weapons: frozenset[str]
    special_weapons: frozenset[str]
    actors: frozenset[str]
    """Stems of the words that tell the actors apart."""
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
    def position(self) -> tuple[int, int]:
        return (self.event.trigger.begin, self.event.trigger.end)


def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without accents."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return tuple(word.casefold() for word in _WORD.findall(plain))


def stem(word: str) -> str:
    """Brings Russia, Russian and Russians together without knowing any of them."""
    return word.replace("’", "'").removesuffix("'s")[:5]


def place_words(place: Place | None) -> frozenset[str]:
    """The words of a place's name that tell it from others: "al-Bab city" gives "bab"."""
    if place is None:
        return frozenset()
    every = words(place.name) or words(place.span.text)
    return frozenset(every) - _PLACE_FILLERS or frozenset(every)


def distinctive_actors(actors: Iterable[Mention]) -> frozenset[str]:
    """Stems of the names in the actors' phrases."""
    return frozenset(stem(word) for actor in actors for word in words(actor.span.text) if word not in _ACTOR_FILLERS)


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
    concepts = frozenset(concept for target in targets for concept in target.concepts)
    weapons = frozenset(concept for each in events for weapon in each.weapons for concept in weapon.concepts)
    place = next((each.place for each in events if each.place), None)
    when = next((each.date for each in events if each.date), None)
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
        targets=concepts - GENERAL,
        general_targets=concepts & GENERAL,
        target_names=frozenset(name for target in targets for name in _names(target.span, event.sentence)) - spots,
        reference=_reference(targets),
        headline=_in_headline(event.trigger, document),
        weapons=weapons,
        special_weapons=weapons & SPECIAL_WEAPONS,
        actors=distinctive_actors(actor for each in events for actor in each.actors),
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


def _reference(targets: Iterable[Mention]) -> str:
    openings = [words(target.span.text)[:3] for target in targets]
    if any(_OTHER & frozenset(opening) for opening in openings):
        return "other"
    if any(target.via for target in targets) or any(
        opening and (opening[0] in _DEFINITE or opening[0].endswith(("'s", "’s"))) for opening in openings
    ):
        return "definite"
    return "indefinite" if openings else "none"


def _in_headline(span: Span, document: Document) -> bool:
    """The headline comes before the story and tells the same incident in other words."""
    opening = len(document.text) - len(document.text.lstrip())
    line_end = document.text.find("\n", opening)
    if line_end < 0 or line_end - opening > 200:
        return False
    followed = document.text[line_end : line_end + 2] == "\n\n"
    titled = document.title is not None and document.text[opening:line_end].strip() == document.title.strip()
    return span.end <= line_end and (followed or titled)
