"""What the merge stage gives: incidents, each with the findings that tell of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ihl_check.events.model import Place, Span
from ihl_check.rules.model import Finding


class Grade(StrEnum):
    """How far independent sources support it; people alone confirm."""

    CORROBORATED = "corroborated"
    SINGLE_SOURCE = "single-source"
    CONTESTED = "contested"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of casualties as one document gives it. ``replaced``: the same outlet gave a later one."""

    document: str
    span: Span
    min: int | None
    max: int | None
    status: str
    """Whom it counts, by its own words: people, civilians, staff, children, fighters."""
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """Killed or injured: the lowest and the highest account, never a sum. Both ``None`` for "dozens" alone."""

    min: int | None
    max: int | None
    figures: tuple[Figure, ...]
    at_least: bool = False
    """The highest account has an open end: "at least 12"."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A source that counts once: an outlet, or a source that outlets cite. Copies of one text share an origin."""

    name: str
    outlet: str
    """The publisher, or the document's id where the publisher is not known."""
    documents: tuple[str, ...]
    cited: bool
    """The outlet names it as its source; else the outlet says it in its own voice."""


@dataclass(frozen=True, slots=True)
class PossiblySame:
    """Another incident that may be the same one, and why the two were not merged."""

    incident: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident.

    Its id hashes the id of its leading finding, the one published first: documents added later leave it alone.
    ``former_ids`` are the ids under which any part of it may stand in another report.
    """

    id: str
    findings: tuple[Finding, ...]
    rules: tuple[str, ...]
    start: date | None
    end: date | None
    place: Place | None
    actors: tuple[str, ...]
    """Alleged actors, as the sources name them."""
    killed: Toll | None
    injured: Toll | None
    happened: Grade
    happened_reason: str
    actor_grade: Grade
    actor_reason: str
    reasons: tuple[str, ...]
    """Why these findings were merged."""
    origins: tuple[Origin, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    """Groups of documents that carry one text."""
    possibly_same: tuple[PossiblySame, ...] = ()
    former_ids: tuple[str, ...] = ()
