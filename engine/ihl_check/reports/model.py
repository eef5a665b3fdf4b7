"""What the write stage takes: all that one run read, found and used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ihl_check.documents.model import Document, Unread
from ihl_check.incidents.model import Incident
from ihl_check.rules.model import Judgement, Rule


@dataclass(frozen=True, slots=True)
class Run:
    """One run. Nothing but ``started`` and ``seconds`` may differ between two runs on the same input."""

    documents: tuple[Document, ...]
    unread: tuple[Unread, ...]
    judgements: Mapping[str, tuple[Judgement, ...]]
    """By document id: every event, with the findings and near misses on it."""
    incidents: tuple[Incident, ...]
    rules: tuple[Rule, ...]
    rule_files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of every file of rules, vocabulary and conflicts, by its path below the rules folder."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Of the program, the language model and the libraries that decide what is read."""
    options: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    conflict_class: str | None = None
    """``international`` or ``non-international`` where the user has set it; else both classes of law are shown."""
    started: datetime | None = None
    seconds: float | None = None
