"""Incidents and findings as tables for spreadsheets and maps, and what ``--format`` adds to a report."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from ihl_check.documents.model import Document
from ihl_check.events.model import Count, Mention, Place
from ihl_check.incidents.model import Incident, Toll
from ihl_check.reports.escape import visible
from ihl_check.reports.model import Run
from ihl_check.reports.records import Record, escape_invisible, place_code, time_code
from ihl_check.reports.web import web_page
from ihl_check.rules.model import Finding, Rule

Cell = str | int | float | bool | None

_FORMULA = frozenset("=+-@|%\t\r\n＝＋－＠")
"""What makes a spreadsheet take a cell for a formula or a command."""

INCIDENT_COLUMNS = (
    *("incident_id", "date_start", "date_end", "time_precision", "place", "country", "latitude", "longitude"),
    *("place_precision", "rules", "reported_acts", "alleged_actors", "killed_min", "killed_max", "injured_min"),
    *("injured_max", "happened", "who_did_it", "denied", "strength", "sources", "documents", "findings", "quote"),
    *("possibly_same", "former_ids"),
)
FINDING_COLUMNS = (
    *("finding_id", "incident_id", "rule", "reported_act", "document", "sha256", "title", "outlet", "published", "url"),
    *("begin", "end", "quote", "status", "denied", "strength", "reasons", "alleged_actors", "targets", "weapons"),
    *("sources", "date_start", "date_end", "time_precision", "place", "country", "latitude", "longitude"),
    *("place_precision", "killed_min", "killed_max", "injured_min", "injured_max", "denials", "counter_indicators"),
    *("not_stated",),
)


def incidents_csv(run: Run) -> str:
    """A row for each incident."""
    titles = _titles(run.rules)
    return _csv(INCIDENT_COLUMNS, (_incident_row(incident, titles) for incident in run.incidents))


def findings_csv(run: Run) -> str:
    """A row for each finding, in the order of incidents."""
    titles = _titles(run.rules)
    documents = {document.id: document for document in run.documents}
    return _csv(
        FINDING_COLUMNS,
        (
            _finding_row(finding, incident, documents[finding.document], titles)
            for incident in run.incidents
            for finding in incident.findings
        ),
    )


def incidents_geojson(run: Run) -> str:
    """A feature for each incident, with the columns of the table; no geometry where no place is known."""
    titles = _titles(run.rules)
    features: list[Record] = []
    for incident in run.incidents:
        row = _incident_row(incident, titles)
        place = incident.place
        known = place is not None and place.lat is not None and place.lon is not None
        features.append(
            {
                "type": "Feature",
                "id": incident.id,
                "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if known else None,
                "properties": row,
            }
        )
    collection = {"type": "FeatureCollection", "features": features}
    return escape_invisible(json.dumps(collection, ensure_ascii=False, separators=(",", ":"))) + "\n"


FORMATS: Mapping[str, Mapping[str, Callable[[Run], str]]] = {
    "csv": {"incidents.csv": incidents_csv, "findings.csv": findings_csv},
    "geojson": {"incidents.geojson": incidents_geojson},
    "html": {"report.html": web_page},
}
"""What ``--format`` adds to the report: for each name the files and what writes them."""


def safe_cell(value: Cell) -> Cell:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    text = visible(value.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))
    return f"'{text}" if text.lstrip()[:1] in _FORMULA and text.strip() else text


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: safe_cell(_plain(row[column])) for column in columns})
    return written.getvalue()


def _plain(value: Cell) -> Cell:
    if value is None:
        return ""
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _titles(rules: Iterable[Rule]) -> Mapping[str, str]:
    return {rule.id: rule.title for rule in rules}


def _incident_row(incident: Incident, titles: Mapping[str, str]) -> dict[str, Cell]:
    strengths = {finding.strength.value for finding in incident.findings}
    return {
        "incident_id": incident.id,
        **_days(incident.start, incident.end),
        **_place(incident.place),
        "rules": "; ".join(incident.rules),
        "reported_acts": "; ".join(titles.get(rule, rule) for rule in incident.rules),
        "alleged_actors": "; ".join(incident.actors),
        **_toll("killed", incident.killed),
        **_toll("injured", incident.injured),
        "happened": incident.happened.value,
        "who_did_it": incident.actor_grade.value,
        "denied": any(finding.event.contested for finding in incident.findings),
        "strength": next(strength for strength in ("strong", "moderate", "weak") if strength in strengths),
        "sources": len(incident.origins),
        "documents": len({finding.document for finding in incident.findings}),
        "findings": len(incident.findings),
        "quote": incident.findings[0].quote.text,
        "possibly_same": "; ".join(each.incident for each in incident.possibly_same),
        "former_ids": "; ".join(incident.former_ids),
    }


def _finding_row(
    finding: Finding, incident: Incident, document: Document, titles: Mapping[str, str]
) -> dict[str, Cell]:
    event = finding.event
    when = event.date
    return {
        "finding_id": finding.id,
        "incident_id": incident.id,
        "rule": finding.rule,
        "reported_act": titles.get(finding.rule, finding.rule),
        "document": document.id,
        "sha256": document.sha256,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published.isoformat() if document.published else None,
        "url": document.url,
        "begin": finding.quote.begin,
        "end": finding.quote.end,
        "quote": finding.quote.text,
        "status": event.status.value,
        "denied": event.contested,
        "strength": finding.strength.value,
        "reasons": "; ".join(finding.reasons),
        "alleged_actors": _named(event.actors),
        "targets": _named(event.targets),
        "weapons": _named(event.weapons),
        "sources": "; ".join(source.span.text for source in event.sources),
        **_days(when.start if when else None, when.end if when else None),
        "time_precision": time_code(when),
        **_place(event.place),
        **_count("killed", event.killed),
        **_count("injured", event.injured),
        "denials": "; ".join(denial.span.text for denial in event.denials),
        "counter_indicators": "; ".join(f"{each.element}: {each.span.text}" for each in finding.counter_indicators),
        "not_stated": "; ".join(finding.not_stated),
    }


def _named(mentions: Iterable[Mention]) -> str:
    return "; ".join(mention.span.text for mention in mentions)


def _days(start: date | None, end: date | None) -> dict[str, Cell]:
    days = (end - start).days if start and end else None
    return {
        "date_start": start.isoformat() if start else None,
        "date_end": end.isoformat() if end else None,
        "time_precision": None if days is None else 1 if days == 0 else 2 if days <= 7 else 3,
    }


def _place(place: Place | None) -> dict[str, Cell]:
    return {
        "place": place.name if place else None,
        "country": place.country if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "place_precision": place_code(place),
    }


def _toll(slot: str, toll: Toll | None) -> dict[str, Cell]:
    return {f"{slot}_min": toll.min if toll else None, f"{slot}_max": toll.max if toll else None}


def _count(slot: str, count: Count | None) -> dict[str, Cell]:
    return {f"{slot}_min": count.min if count else None, f"{slot}_max": count.max if count else None}
