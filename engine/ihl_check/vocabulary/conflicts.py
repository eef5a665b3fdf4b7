"""Named armed conflicts: when, where, between whom, and of which class in law at what time."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ihl_check.vocabulary.shapes import (
    ID,
    ID_SAYS,
    Day,
    Field,
    Flag,
    ListOf,
    OneOf,
    Record,
    Words,
    fits,
    mappings,
    text,
    texts,
)
from ihl_check.vocabulary.source import Mapping, Node, Problems, Sequence, Source

CLASSES = ("international", "non-international", "occupation")
PARTY_KINDS = ("state", "armed-group", "coalition", "mission")


@dataclass(frozen=True, slots=True)
class Party:
    """Who fights. ``also`` are its other usual names; parties of one ``side`` fight together."""

    name: str
    kind: str
    also: tuple[str, ...] = ()
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """What class of conflict it is in law, from ``start`` to ``end``; ``disputed`` where authorities differ."""

    kind: str
    start: str
    end: str | None = None
    disputed: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A named conflict. Dates are as written: 2014, 2014-04 or 2014-04-12; no ``end`` means that it goes on."""

    id: str
    name: str
    start: str
    end: str | None
    countries: tuple[str, ...]
    """ISO 3166 alpha-2."""
    parties: tuple[Party, ...]
    classes: tuple[Phase, ...]
    terms: tuple[str, ...] = ()
    note: str | None = None
    path: str = ""


_DAY = Day(partial=True)
PARTY = Record(
    "a party",
    {
        "name": Field(Words(), "The party's usual name.", required=True),
        "kind": Field(OneOf(PARTY_KINDS), "What it is.", required=True),
        "also": Field(ListOf(Words()), "Other names and short forms under which reports know it."),
        "side": Field(Words(), "Parties with the same side fight together."),
    },
)
PHASE = Record(
    "a class",
    {
        "class": Field(OneOf(CLASSES), "Which law applies.", required=True),
        "start": Field(_DAY, "From when.", required=True),
        "end": Field(_DAY, "Until when; leave it out if it goes on."),
        "disputed": Field(Flag(), "true where authorities differ; say in the note who holds what."),
        "note": Field(Words(), "Why, or what is disputed."),
    },
)
CONFLICT = Record(
    "a conflict",
    {
        "id": Field(Words(ID, ID_SAYS), "A short name that never changes.", required=True),
        "name": Field(Words(), "The conflict's usual name.", required=True),
        "start": Field(_DAY, "When it began: 2014, 2014-04 or 2014-04-12.", required=True),
        "end": Field(_DAY, "When it ended; leave it out if it goes on."),
        "countries": Field(
            ListOf(Words(r"^[A-Z]{2}$", "an ISO code such as SY")), "Where it is fought.", required=True
        ),
        "parties": Field(ListOf(PARTY), "Who fights.", required=True),
        "classes": Field(ListOf(PHASE), "Its class in law over time.", required=True),
        "terms": Field(ListOf(Words()), "Names of the conflict in reports (Syrian civil war)."),
        "note": Field(Words(), "What a reader should know."),
    },
)
CONFLICTS = ListOf(CONFLICT)


def read_conflicts(sources: Iterable[Source], problems: Problems) -> tuple[Conflict, ...]:
    """The conflicts of all files, sorted by id; one in a later file replaces one with the same id in an earlier."""
    found: dict[str, Conflict] = {}
    for source in sources:
        if not isinstance(source.root, Sequence):
            problems.add(source, source.root, "a file of conflicts must be a list", hint='begin each with "- id: name"')
            continue
        here: dict[str, Mapping] = {}
        for node in source.root.items:
            if not fits(CONFLICT, node, source, problems) or not isinstance(node, Mapping):
                continue
            conflict = _conflict(node, source)
            first = here.setdefault(conflict.id, node)
            if first is not node:
                problems.add(
                    source, node, f'the conflict "{conflict.id}" stands here twice; first on line {first.line}'
                )
            for record in (node, *mappings(node.get("classes"))):
                _check_order(record, source, problems)
            found[conflict.id] = conflict
    return tuple(found[name] for name in sorted(found))


def _check_order(node: Mapping, source: Source, problems: Problems) -> None:
    start, end = text(node.get("start")) or "", text(node.get("end"))
    if end and end[: len(start)] < start[: len(end)]:
        place: Node = node.get("end") or node
        problems.add(source, place, f"it ends ({end}) before it begins ({start})")


def _conflict(node: Mapping, source: Source) -> Conflict:
    return Conflict(
        text(node.get("id")) or "",
        text(node.get("name")) or "",
        text(node.get("start")) or "",
        text(node.get("end")),
        texts(node.get("countries")),
        tuple(
            Party(
                text(party.get("name")) or "",
                text(party.get("kind")) or "",
                texts(party.get("also")),
                text(party.get("side")),
            )
            for party in mappings(node.get("parties"))
        ),
        tuple(
            Phase(
                text(phase.get("class")) or "",
                text(phase.get("start")) or "",
                text(phase.get("end")),
                text(phase.get("disputed")) == "true",
                text(phase.get("note")),
            )
            for phase in mappings(node.get("classes"))
        ),
        texts(node.get("terms")),
        text(node.get("note")),
        source.path,
    )


def conflicts_for(conflicts: Iterable[Conflict], country: str, day: date) -> tuple[Conflict, ...]:
    """The conflicts fought in a country (ISO 3166 alpha-2) on a day, the one confined to fewest countries first, then
    the latest to begin."""
    found = [c for c in conflicts if country in c.countries and _begins(c.start) <= day <= _ends(c.end)]
    return tuple(sorted(found, key=lambda c: (len(c.countries), -_begins(c.start).toordinal(), c.id)))


def classes_on(conflict: Conflict, day: date) -> tuple[Phase, ...]:
    """What class of conflict it was in law on a day; several where it was of more than one."""
    return tuple(phase for phase in conflict.classes if _begins(phase.start) <= day <= _ends(phase.end))


def parties_named(conflicts: Iterable[Conflict], name: str) -> tuple[tuple[Conflict, Party], ...]:
    """The parties known under a name, in any case, with the conflict of each."""
    wanted = name.casefold()
    return tuple(
        (conflict, party)
        for conflict in conflicts
        for party in conflict.parties
        if wanted in (known.casefold() for known in (party.name, *party.also))
    )


def _begins(written: str) -> date:
    year, month, day = (*(int(part) for part in written.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _ends(written: str | None) -> date:
    if written is None:
        return date.max
    parts = [int(part) for part in written.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])
