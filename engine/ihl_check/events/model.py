"""What the extract stage gives: events, with the words and offsets of everything that was read.

Offsets count characters of the document's text, end exclusive. What the text does not say is ``None`` or empty.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """Whether the text says that it happened."""

    ASSERTED = "asserted"
    ATTRIBUTED = "attributed"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"
    FEARED = "feared"
    THREATENED = "threatened"
    ORDERED = "ordered"
    GENERIC = "generic"
    QUESTION = "question"


class Kind(StrEnum):
    """What an argument is."""

    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    OBJECT = "object"
    WEAPON = "weapon"
    PLACE = "place"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of the document: ``text == document.text[begin:end]``."""

    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """An argument of an event: the phrase, its kind, and every concept its words name (sorted, without ancestors)."""

    span: Span
    kind: Kind
    concepts: tuple[str, ...] = ()
    via: Span | None = None
    """The pronoun, or "the building", that stands in the sentence for the phrase in ``span``."""
    pieced: bool = False
    """Found beside the trigger and not through the grammar: a weaker tie."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who makes the claim. ``kind``: person, organisation, unnamed, state-media, party, witness."""

    span: Span
    kind: str
    cue: Span
    """The word of saying: said, according to, claims."""


@dataclass(frozen=True, slots=True)
class Denial:
    """The words that deny an event or its author, and who denies it."""

    span: Span
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A day or a range. ``precision``: day, week, month, year, range."""

    span: Span
    start: date
    end: date
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the text has it and, where the gazetteer knows it, as it is called.

    ``precision``: exact, town, region, country, unknown.
    """

    span: Span
    name: str
    country: str | None = None
    """ISO 3166 alpha-2."""
    lat: float | None = None
    lon: float | None = None
    precision: str = "unknown"


@dataclass(frozen=True, slots=True)
class Count:
    """Casualties: ``min`` and ``max`` as the words give them; both ``None`` for "dozens" alone."""

    span: Span
    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that name a concept near the event: without warning, used as a base, deliberately."""

    concept: str
    span: Span


@dataclass(frozen=True, slots=True)
class Nexus:
    """Why the event belongs to an armed conflict. ``kind``: actor, weapon, passage, document, conflict."""

    kind: str
    span: Span | None
    conflict: str | None = None
    """The id of a named conflict that fits place and date."""


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, with what, where and when; who says so; did it happen."""

    document: str
    sentence: Span
    trigger: Span
    acts: tuple[str, ...]
    status: Status
    status_cue: Span | None = None
    actors: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    """Persons and objects the act was done to, those harmed by it included."""
    weapons: tuple[Mention, ...] = ()
    place: Place | None = None
    date: When | None = None
    killed: Count | None = None
    injured: Count | None = None
    sources: tuple[Source, ...] = ()
    denials: tuple[Denial, ...] = ()
    cues: tuple[Cue, ...] = ()
    nexus: tuple[Nexus, ...] = field(default=())

    @property
    def contested(self) -> bool:
        return bool(self.denials)
