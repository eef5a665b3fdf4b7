"""What a rule file says, and what the match stage gives: findings, and reasons for near misses."""

from dataclasses import dataclass, field
from enum import StrEnum

from ihl_check.events.model import Event, Span, Status


class Strength(StrEnum):
    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Law:
    """Where the act is prohibited: customary rules as numbers, paragraphs as ``8(2)(b)(ix)``."""

    customary: tuple[int, ...] = ()
    international: tuple[str, ...] = ()
    non_international: tuple[str, ...] = ()
    treaties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to meet a rule: every key that is given must hold; within a key any concept will do.

    ``none_of`` is the entry under ``not``: if any of its keys holds, the entry does not.
    """

    act: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    victim: tuple[str, ...] = ()
    weapon: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    cue: tuple[str, ...] = ()
    harm: tuple[str, ...] = ()
    status: tuple[Status, ...] = ()
    none_of: "Entry | None" = None


@dataclass(frozen=True, slots=True)
class FlagExample:
    text: str
    quote: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class PassExample:
    text: str
    because: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One prohibited act, from one file of ``rules/acts/<group>/``."""

    id: str
    title: str
    group: str
    law: Law
    summary: str
    match: tuple[Entry, ...]
    unless: tuple[Entry, ...] = ()
    show: tuple[Entry, ...] = ()
    supersedes: tuple[str, ...] = ()
    nexus: str = "passage"
    flag_examples: tuple[FlagExample, ...] = ()
    pass_examples: tuple[PassExample, ...] = ()
    former_ids: tuple[str, ...] = ()
    path: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Element:
    """An element of a rule and the words that met it."""

    element: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule met by an event, with the words for every element. ``quote`` is a slice of the document's text."""

    id: str
    rule: str
    document: str
    quote: Span
    strength: Strength
    reasons: tuple[str, ...]
    elements: tuple[Element, ...]
    counter_indicators: tuple[Element, ...]
    not_stated: tuple[str, ...]
    """Slots the text does not fill: actor, weapon, place, date."""
    event: Event


@dataclass(frozen=True, slots=True)
class Rejection:
    """A rule that came close to an event. ``missing`` names the element: target, status, nexus, unless, superseded."""

    rule: str
    missing: str
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """An event after all rules were tried on it."""

    event: Event
    findings: tuple[Finding, ...] = field(default=())
    rejections: tuple[Rejection, ...] = field(default=())
