"""Findings to incidents: joins the accounts of one event, keeps apart what differs, lists what may be one."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

from ihl_check.documents.model import Document
from ihl_check.events.model import Place
from ihl_check.incidents.compare import UNRELATED, Relation, Verdict, compare
from ihl_check.incidents.copies import copy_groups, groups_of
from ihl_check.incidents.facts import Facts, gather, plain_name
from ihl_check.incidents.grades import grade_actor, grade_happened, origins
from ihl_check.incidents.model import Incident, PossiblySame
from ihl_check.incidents.tolls import toll
from ihl_check.rules.model import Finding

_PRECISION = {"exact": 0, "town": 1, "region": 2, "country": 3, "unknown": 4}
_BUCKET_DAYS = 31
_CELL_DEGREES = 0.05
_LONG_DAYS = 62


def merge_incidents(findings: Iterable[Finding], documents: Iterable[Document]) -> tuple[Incident, ...]:
    """The incidents that the findings tell of, sorted by date and id; the order of the input makes no difference."""
    by_id = {document.id: document for document in documents}
    told = tuple(findings)
    copies = copy_groups(by_id[document] for document in {finding.document for finding in told})
    facts = gather(told, by_id, copies)
    clusters, verdicts = _clusters(facts)
    incidents = [_incident([facts[at] for at in members], by_id, copies) for members in clusters]
    listed = _possibly_same(clusters, incidents, verdicts, facts)
    return tuple(sorted(listed, key=lambda incident: (incident.start or date.max, incident.id)))


def incident_id(finding: str) -> str:
    """The id of an incident that a finding leads."""
    return hashlib.sha256(f"incident\n{finding}".encode()).hexdigest()[:16]


def _clusters(facts: tuple[Facts, ...]) -> tuple[list[list[int]], dict[tuple[int, int], Verdict]]:
    """Joins the surest pairs first and never two groups that hold a pair in conflict."""
    verdicts = {pair: compare(facts[pair[0]], facts[pair[1]]) for pair in _candidates(facts)}
    same = [(pair, verdict) for pair, verdict in verdicts.items() if verdict.relation is Relation.SAME]
    same.sort(key=lambda item: (-item[1].score, _apart(facts, item[0]), item[0]))
    same = _one_reference_each(same, facts)
    home = {at: at for at in range(len(facts))}
    members = {at: [at] for at in range(len(facts))}
    for (one, other), _ in same:
        a, b = sorted((home[one], home[other]))
        if a == b or _in_conflict(members[a], members[b], facts, verdicts):
            continue
        for at in members[b]:
            home[at] = a
        members[a] = sorted(members[a] + members.pop(b))
    return [members[at] for at in sorted(members)], verdicts


def _one_reference_each(
    same: list[tuple[tuple[int, int], Verdict]], facts: tuple[Facts, ...]
) -> list[tuple[tuple[int, int], Verdict]]:
    """Lets a mention that points back ("the hospital") point to one event only, the first of ``same``.

    Else it would tie together all events that it might mean. Who was killed is looked for in the sentence before only
    if the sentence itself does not tell by what.
    """
    in_sentence = {at for pair, verdict in same if not verdict.by and _one_sentence(facts, pair) for at in pair}
    pointed: set[int] = set()
    kept = []
    for pair, verdict in same:
        later = max(pair, key=lambda at: facts[at].position)
        if verdict.by and (later in pointed or (verdict.by == "harm" and later in in_sentence)):
            continue
        if verdict.by:
            pointed.add(later)
        kept.append((pair, verdict))
    return kept


def _one_sentence(facts: tuple[Facts, ...], pair: tuple[int, int]) -> bool:
    one, other = facts[pair[0]], facts[pair[1]]
    return one.document.id == other.document.id and one.event.sentence.begin == other.event.sentence.begin


def _apart(facts: tuple[Facts, ...], pair: tuple[int, int]) -> int:
    """How far apart two events of one document stand: a mention belongs to the nearest incident that fits."""
    one, other = facts[pair[0]], facts[pair[1]]
    return abs(one.position[0] - other.position[0]) if one.document.id == other.document.id else 0


def _in_conflict(
    one: list[int], other: list[int], facts: tuple[Facts, ...], verdicts: dict[tuple[int, int], Verdict]
) -> bool:
    for a in one:
        for b in other:
            pair = (min(a, b), max(a, b))
            if pair not in verdicts:
                verdicts[pair] = compare(facts[pair[0]], facts[pair[1]])
            if verdicts[pair].relation is Relation.CONFLICT:
                return True
    return False


def _candidates(facts: tuple[Facts, ...]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: all of a document, and across documents what shares a place or a name and a month.

    To share a place it is enough that the text around one account names the place of the other.
    """
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, fact in enumerate(facts):
        for key in _keys(fact):
            blocks[key].append(at)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    for at, fact in enumerate(facts):
        for word, month in product(fact.names_around, _months(fact)):
            pairs.update((min(at, other), max(at, other)) for other in blocks.get(("place", word, month), ()))
    yield from sorted(pair for pair in pairs if pair[0] != pair[1])


def _keys(fact: Facts) -> set[tuple[str, ...]]:
    keys: set[tuple[str, ...]] = {
        ("document", fact.document.id),
        ("copies", fact.copy_group, " ".join(fact.event.sentence.text.split())),
    }
    spots = {("place", word) for word in fact.place_words} | {("name", name) for name in fact.target_names}
    place = fact.place
    if place and place.lat is not None and place.lon is not None and _PRECISION.get(place.precision, 4) <= 1:
        row, column = round(place.lat / _CELL_DEGREES), round(place.lon / _CELL_DEGREES)
        spots |= {("cell", f"{row + up} {column + right}") for up in (-1, 0, 1) for right in (-1, 0, 1)}
    # An account without a place can only be known by its day and its target.
    if fact.start and fact.end and (fact.end - fact.start).days <= 1:
        keys |= {("target", concept, day.isoformat()) for concept in fact.targets for day in (fact.start, fact.end)}
    for month in _months(fact):
        keys |= {(*spot, month) for spot in spots}
    return keys


def _months(fact: Facts) -> set[str]:
    """The months, counted by days, in which another account may date the event."""
    if fact.start and fact.end and (fact.end - fact.start).days <= _LONG_DAYS:
        first, last = fact.start - timedelta(days=1), fact.end + timedelta(days=1)
    elif fact.published:
        first, last = fact.published - timedelta(days=_BUCKET_DAYS), fact.published + timedelta(days=_BUCKET_DAYS)
    else:
        return set()
    buckets = range(first.toordinal() // _BUCKET_DAYS, last.toordinal() // _BUCKET_DAYS + 1)
    return {str(bucket) for bucket in buckets}


def _incident(
    members: list[Facts],
    documents: Mapping[str, Document],
    copies: Mapping[str, str],
) -> Incident:
    findings = tuple(
        sorted(
            (finding for fact in members for finding in fact.findings),
            key=lambda finding: (
                documents[finding.document].published or date.max,
                finding.document,
                finding.quote.begin,
                finding.rule,
                finding.id,
            ),
        )
    )
    leading = min(findings, key=lambda each: (documents[each.document].published or date.max, each.document, each.id))
    start, end = _dates(members)
    happened, happened_reason = grade_happened(findings, documents, copies)
    actor_grade, actor_reason = grade_actor(findings, documents, copies)
    return Incident(
        id=incident_id(leading.id),
        findings=findings,
        rules=tuple(sorted({finding.rule for finding in findings})),
        start=start,
        end=end,
        place=_place(members),
        actors=_actors(findings),
        killed=toll(findings, documents, "killed"),
        injured=toll(findings, documents, "injured"),
        happened=happened,
        happened_reason=happened_reason,
        actor_grade=actor_grade,
        actor_reason=actor_reason,
        reasons=_reasons(members),
        origins=origins(findings, documents, copies),
        copies=groups_of(copies, (finding.document for finding in findings)),
        former_ids=tuple(sorted({incident_id(finding.id) for finding in findings} - {incident_id(leading.id)})),
    )


def _reasons(members: list[Facts]) -> tuple[str, ...]:
    """Why the accounts are one incident, each reason once."""
    told = set()
    for one, other in combinations(members, 2):
        verdict = compare(one, other)
        if verdict.relation is Relation.SAME:
            told.add("; ".join(verdict.reasons) or "told again in the same document")
    if any(len(fact.findings) > 1 for fact in members):
        told.add("one event falls under several rules")
    return tuple(sorted(told))


def _dates(members: list[Facts]) -> tuple[date | None, date | None]:
    """The span of the days given; weeks and months count only where no account gives a day."""
    given = [(fact.start, fact.end) for fact in members if fact.start and fact.end]
    days = [(start, end) for start, end in given if (end - start).days <= 1]
    shortest = days or given
    if not shortest:
        return None, None
    return min(start for start, _ in shortest), max(end for _, end in shortest)


def _place(members: list[Facts]) -> Place | None:
    """A spot before a region or country; of spots the one that most accounts give, then the most precise."""
    places = [fact.place for fact in members if fact.place]
    if not places:
        return None
    often = Counter(place.name for place in places)
    return min(
        places,
        key=lambda place: (
            place.precision in ("region", "country"),
            -often[place.name],
            _PRECISION.get(place.precision, 4),
            place.name,
            place.span,
        ),
    )


def _actors(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """As the sources name them, one spelling of each, in alphabetical order: the order says nothing."""
    named: dict[str, str] = {}
    for finding in findings:
        for actor in finding.event.actors:
            text = " ".join(actor.span.text.split())
            named.setdefault(plain_name(text), text)
    return tuple(sorted(named.values(), key=lambda name: (name.casefold(), name)))


def _possibly_same(
    clusters: list[list[int]],
    incidents: list[Incident],
    verdicts: Mapping[tuple[int, int], Verdict],
    facts: tuple[Facts, ...],
) -> list[Incident]:
    """Adds to each incident those that may be the same: uncertain pairs, and sure ones that a conflict kept apart."""
    home = {at: number for number, members in enumerate(clusters) for at in members}
    pairs: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (one, other), verdict in verdicts.items():
        a, b = sorted((home[one], home[other]))
        if a != b and verdict.relation in (Relation.POSSIBLE, Relation.SAME):
            pairs[(a, b)].add("; ".join(verdict.reasons))
    listed: dict[int, list[PossiblySame]] = defaultdict(list)
    for (a, b), reasons in pairs.items():
        for one, other in product(clusters[a], clusters[b]):
            verdict = verdicts.get((min(one, other), max(one, other)), UNRELATED)
            if verdict.relation is Relation.CONFLICT:
                reasons.add("but " + "; ".join(verdict.reasons))
        told = tuple(sorted(reasons - {""}))
        listed[a].append(PossiblySame(incidents[b].id, told))
        listed[b].append(PossiblySame(incidents[a].id, told))
    return [
        replace(incident, possibly_same=tuple(sorted(listed[number], key=lambda each: each.incident)))
        for number, incident in enumerate(incidents)
    ]
