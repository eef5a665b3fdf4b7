"""What the merge stage gives: incidents, each with the findings that tell of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ihl_check.events.model import Count, Place
from ihl_check.rules.model import Finding


class Grade(StrEnum):
    """How far independent sources support it; people alone confirm."""

    CORROBORATED = "corroborated"
    SINGLE_SOURCE = "single-source"
    CONTESTED = "contested"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident. Its id hashes its earliest stable finding, so that it survives documents added later."""

    id: str
    findings: tuple[Finding, ...]
    rules: tuple[str, ...]
    start: date | None
    end: date | None
    place: Place | None
    actors: tuple[str, ...]
    """Alleged actors, as the sources name them."""
    killed: Count | None
    injured: Count | None
    happened: Grade
    actor_grade: Grade
    reasons: tuple[str, ...]
    """Why these findings were merged."""
