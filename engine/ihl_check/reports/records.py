"""Findings, incidents and events as JSON objects, in the shape that the schemas beside this file describe."""

import json
import re
from typing import Any

from ihl_check.documents.model import Document
from ihl_check.events.model import Count, Event, Kind, Mention, Place, Source, Span, When
from ihl_check.incidents.model import Figure, Incident, Toll
from ihl_check.reports.escape import is_invisible
from ihl_check.rules.model import Element, Finding, Judgement

Record = dict[str, Any]

_PLACE_CODES = {"exact": 1, "town": 1, "region": 2, "country": 3}
_TIME_CODES = {"day": 1, "week": 2}
_SOURCE_KINDS = {"person": "person", "unnamed": "group", "witness": "person"}
_INVISIBLE = re.compile(r"[^\x20-\x7e]")


def json_line(record: Record) -> str:
    """One line of JSON; characters that cannot be seen are written as escapes."""
    return escape_invisible(json.dumps(record, ensure_ascii=False, separators=(", ", ": "))) + "\n"


def escape_invisible(text: str) -> str:
    """JSON with escapes for the characters in its strings that cannot be seen."""
    return _INVISIBLE.sub(lambda match: _escaped(match.group()), text)


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1] if is_invisible(character) else character


def place_code(place: Place | None) -> int | None:
    """How exact a place is: 1 the place itself, 2 its region, 3 its country or less; none if no place is given."""
    return None if place is None else _PLACE_CODES.get(place.precision, 3)


def time_code(when: When | None) -> int | None:
    """How exact a date is: 1 the day, 2 the week, 3 the month or less; none if no date is given."""
    if when is None:
        return None
    days = (when.end - when.start).days
    return 1 if days == 0 else 2 if days <= 7 else 3


def document_record(document: Document) -> Record:
    return {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "outlet": document.outlet,
    }


def finding_record(finding: Finding, document: Document, incident: str | None) -> Record:
    event = finding.event
    return {
        "id": finding.id,
        "rule": finding.rule,
        "document": document_record(document),
        "quote": _span(finding.quote),
        "status": event.status.value,
        "contested": event.contested,
        "strength": finding.strength.value,
        "reasons": list(finding.reasons),
        "elements": [_element(element) for element in finding.elements],
        "incident": incident,
        "event": event_record(event),
        "counter_indicators": [_element(element) for element in finding.counter_indicators],
        "not_stated": list(finding.not_stated),
        **_beside(event),
    }


def event_line(judgement: Judgement, document: Document) -> Record:
    """An event, flagged or not, with the rules that flagged it and those that came close."""
    event = judgement.event
    return {
        "document": document_record(document),
        "quote": _span(event.sentence),
        "status": event.status.value,
        "status_cue": _span(event.status_cue) if event.status_cue else None,
        "contested": event.contested,
        **event_record(event),
        "rules": sorted({finding.rule for finding in judgement.findings}),
        "rejected": [
            {"rule": rejection.rule, "missing": rejection.missing, "reason": rejection.reason}
            for rejection in sorted(judgement.rejections, key=lambda each: (each.rule, each.missing, each.reason))
        ],
        **_beside(event),
    }


def event_record(event: Event) -> Record:
    """The keys of ``event``: what the text does not give is null."""
    return {
        "act": {**_span(event.trigger), "concepts": list(event.acts)},
        "actor": _mentions(event.actors),
        "target": _mentions(event.targets),
        "weapon": _mentions(event.weapons),
        "place": _place(event.place),
        "date": _when(event.date),
        "killed": _count(event.killed),
        "injured": _count(event.injured),
        "source": [_source(source) for source in event.sources] or None,
    }


def incident_record(incident: Incident) -> Record:
    contested = any(finding.event.contested for finding in incident.findings)
    return {
        "id": incident.id,
        "rules": list(incident.rules),
        "date": _range(incident),
        "place": _place(incident.place),
        "actors": list(incident.actors),
        "killed": _toll(incident.killed),
        "injured": _toll(incident.injured),
        "happened": incident.happened.value,
        "happened_reason": incident.happened_reason,
        "actor_grade": incident.actor_grade.value,
        "actor_reason": incident.actor_reason,
        "contested": contested,
        "findings": [finding.id for finding in incident.findings],
        "documents": sorted({finding.document for finding in incident.findings}),
        "sources": [
            {
                "name": origin.name,
                "outlet": origin.outlet,
                "cited": origin.cited,
                "documents": list(origin.documents),
            }
            for origin in incident.origins
        ],
        "copies": [list(group) for group in incident.copies],
        "reasons": list(incident.reasons),
        "possibly_same": [
            {"incident": each.incident, "reasons": list(each.reasons)} for each in incident.possibly_same
        ],
        "former_ids": list(incident.former_ids),
    }


def _span(span: Span) -> Record:
    return {"text": span.text, "begin": span.begin, "end": span.end}


def _element(element: Element) -> Record:
    return {"element": element.element, **_span(element.span)}


def _mentions(mentions: tuple[Mention, ...]) -> list[Record] | None:
    return [_mention(mention) for mention in mentions] or None


def _mention(mention: Mention) -> Record:
    # A place that is attacked is an object: the kinds are a promise to those who read the file.
    kind = Kind.OBJECT if mention.kind is Kind.PLACE else mention.kind
    return {
        **_span(mention.span),
        "kind": kind.value,
        "concepts": list(mention.concepts),
        "via": _span(mention.via) if mention.via else None,
    }


def _source(source: Source) -> Record:
    return {
        **_span(source.span),
        "kind": _SOURCE_KINDS.get(source.kind, "organisation"),
        "concepts": [],
        "role": source.kind,
        "cue": _span(source.cue),
    }


def _place(place: Place | None) -> Record | None:
    if place is None:
        return None
    return {
        **_span(place.span),
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "precision_code": place_code(place),
    }


def _when(when: When | None) -> Record | None:
    if when is None:
        return None
    return {
        "text": when.span.text,
        "start": when.start.isoformat(),
        "end": when.end.isoformat(),
        "offsets": {"begin": when.span.begin, "end": when.span.end},
        "precision": when.precision,
        "precision_code": time_code(when),
    }


def _range(incident: Incident) -> Record | None:
    if incident.start is None or incident.end is None:
        return None
    return {"start": incident.start.isoformat(), "end": incident.end.isoformat()}


def _count(count: Count | None) -> Record | None:
    if count is None:
        return None
    return {"min": count.min, "max": count.max, **_span(count.span)}


def _toll(toll: Toll | None) -> Record | None:
    if toll is None:
        return None
    return {
        "min": toll.min,
        "max": toll.max,
        "at_least": toll.at_least,
        "figures": [_figure(figure) for figure in toll.figures],
    }


def _figure(figure: Figure) -> Record:
    return {
        "min": figure.min,
        "max": figure.max,
        "of": figure.status,
        "document": figure.document,
        **_span(figure.span),
        "replaced": figure.replaced,
    }


def _beside(event: Event) -> Record:
    """What belongs to an event beside the keys of ``event``: denials, cues, and the link to an armed conflict."""
    return {
        "denials": [
            {**_span(denial.span), "source": _span(denial.source) if denial.source else None}
            for denial in event.denials
        ],
        "cues": [{"concept": cue.concept, **_span(cue.span)} for cue in event.cues],
        "nexus": [
            {"kind": nexus.kind, "conflict": nexus.conflict, "span": _span(nexus.span) if nexus.span else None}
            for nexus in event.nexus
        ],
    }
