"""report.html: the whole report as one page that needs no network, for reading, filtering and printing."""

import base64
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from ihl_check.events.model import Event, Span, Status
from ihl_check.incidents.model import Incident
from ihl_check.reports import wording
from ihl_check.reports.escape import unescape
from ihl_check.reports.model import Run
from ihl_check.reports.outlines import map_of
from ihl_check.reports.pages import Book, Passage, accounts_of, figures, lead_tellings
from ihl_check.reports.records import Record, escape_invisible

_STATUSES = {
    Status.ASSERTED: "in the text's own voice",
    Status.ATTRIBUTED: "as the words of a source",
    Status.THREATENED: "as a threat",
    Status.ORDERED: "as an order",
    Status.PLANNED: "as planned",
}
_HOLE = re.compile(r"\{\{(\w+)\}\}")
_BLOCK = re.compile(r'<script type="application/json" id="(?P<id>[\w-]+)">(?P<data>[^<]*)</script>')


def web_page(run: Run) -> str:
    """The page. Texts of sources stand in it as JSON, and its script shows them as text only."""
    book = Book.of(run)
    script, style = _asset("page.js"), _asset("page.css")
    numbers = _Numbers.of(book)
    # No address is allowed but that of the empty icon: neither the page nor what is in it can ask for anything.
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {
        "policy": policy,
        "style": style,
        "script": script,
        "summary": _json(_summary(book, numbers)),
        "incidents": "\n".join(_json(_incident(incident, book, numbers)) for incident in run.incidents),
        "documents": "\n".join(_json(each) for each in _documents(book, numbers)),
    }
    return _HOLE.sub(lambda hole: parts[hole[1]], _asset("page.html"))


def read_page(html: str) -> Record:
    """The data of a page again: ``documents`` with their texts, ``incidents`` with their passages.

    Raises ``ValueError`` for a page that does not hold them.
    """
    blocks = {match["id"]: match["data"] for match in _BLOCK.finditer(html)}
    try:
        summary = json.loads(blocks["summary"])
        documents = [json.loads(line) for line in blocks["document-lines"].split("\n") if line]
        incidents = [json.loads(line) for line in blocks["incident-lines"].split("\n") if line]
        return {
            "documents": [known | told for known, told in zip(summary["documents"], documents, strict=True)],
            "incidents": [known | told for known, told in zip(summary["incidents"], incidents, strict=True)],
        }
    except (KeyError, TypeError) as error:
        raise ValueError(f"a part of the page is missing: {error}") from error


class _Numbers:
    """By which number the page's data call documents, rules and incidents."""

    def __init__(self, documents: Iterable[str], rules: Iterable[str], incidents: Iterable[str]) -> None:
        self.documents = {each: at for at, each in enumerate(documents)}
        self.rules = {each: at for at, each in enumerate(rules)}
        self.incidents = {each: at for at, each in enumerate(incidents)}

    @classmethod
    def of(cls, book: Book) -> "_Numbers":
        used = sorted({rule for incident in book.run.incidents for rule in incident.rules})
        return cls(sorted(book.documents), used, (incident.id for incident in book.run.incidents))


def _asset(name: str) -> str:
    return files("ihl_check.reports").joinpath(f"page/{name}").read_text("utf-8")


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _json(value: Any) -> str:
    """JSON on one line that can stand within a script element: nothing in it can end the element or open a comment."""
    text = escape_invisible(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def _summary(book: Book, numbers: _Numbers) -> Record:
    run = book.run
    passages = {(finding.document, finding.quote) for incident in run.incidents for finding in incident.findings}
    flags = sum(len(incident.findings) for incident in run.incidents)
    places = [incident.place for incident in run.incidents if incident.place]
    told = {finding.event.status for incident in run.incidents for finding in incident.findings}
    say = wording.say_number
    return {
        "counts": f"{say(len(run.documents), 'document')} read, {len(run.unread)} that could not be read. "
        f"{say(flags, 'flag')} on {say(len(passages), 'passage')}, "
        f"which tell of {say(len(run.incidents), 'incident')}.",
        "grades": {grade.value: words for grade, words in wording.GRADES.items()},
        "statuses": {status.value: words for status, words in _STATUSES.items() if status in told},
        "rules": [_rule(rule, book) for rule in numbers.rules],
        "documents": [_known(document, book) for document in numbers.documents],
        "incidents": [_listed(incident, book, numbers) for incident in run.incidents],
        "unread": sorted([each.path, each.reason] for each in run.unread),
        "map": map_of([(each.lat, each.lon) for each in places if each.lat is not None and each.lon is not None]),
    }


def _rule(rule: str, book: Book) -> Record:
    known = book.rules.get(rule)
    return {
        "id": rule,
        "title": wording.title(rule, book.rules),
        "full": known.title if known else rule,
        "law": wording.law_in_words(known.law, book.run.conflict_class) if known else "",
    }


def _known(document: str, book: Book) -> Record:
    held = book.documents[document]
    return {
        "id": held.id,
        "title": held.title,
        "outlet": held.outlet,
        "published": wording.say_published(held),
        "url": held.url,
        "sha256": held.sha256,
    }


def _listed(incident: Incident, book: Book, numbers: _Numbers) -> Record:
    """What the list and the filters need of an incident."""
    place, killed = incident.place, incident.killed
    return {
        "id": incident.id,
        "when": wording.say_when(incident, book.documents),
        "start": incident.start.isoformat() if incident.start else None,
        "end": incident.end.isoformat() if incident.end else None,
        "place": place.name if place else "place not stated",
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "rules": [numbers.rules[rule] for rule in incident.rules],
        "actors": list(incident.actors),
        "toll": wording.say_casualties(incident),
        "most": killed.max if killed else None,
        "happened": incident.happened.value,
        "who": incident.actor_grade.value,
        "denied": any(finding.event.contested for finding in incident.findings),
        "statuses": sorted({finding.event.status.value for finding in incident.findings}),
        "documents": sorted({numbers.documents[finding.document] for finding in incident.findings}),
    }


def _incident(incident: Incident, book: Book, numbers: _Numbers) -> Record:
    """What the page of an incident shows beside that."""
    statement = wording.statement(
        [(each.findings, each.document) for each in lead_tellings(incident, book)], book.rules
    )
    stated = {slot for finding in incident.findings for slot in wording.found_slots(finding)}
    copied = {each for group in incident.copies for each in group[1:]}
    return {
        "statement": unescape(statement),
        "map": wording.say_map(incident.place),
        "happened_reason": incident.happened_reason,
        "who_reason": incident.actor_reason,
        "missing": [slot for slot in wording.SLOTS if slot not in stated],
        "passages": [_passage(each, numbers, each.document.id in copied) for each in accounts_of(incident, book)],
        "sources": [
            f"“{origin.name}”, cited by {origin.outlet}"
            if origin.cited
            else f"{origin.outlet}, in its own voice or without naming its source"
            for origin in incident.origins
        ],
        "figures": [
            [
                label,
                figure.status,
                (wording.say_count(figure) or "no number") + (" (replaced)" if figure.replaced else ""),
                numbers.documents[figure.document],
                *_ends(figure.span),
            ]
            for label, figure in figures(incident)
        ],
        "reasons": list(incident.reasons),
        "same": [[numbers.incidents[each.incident], "; ".join(each.reasons)] for each in incident.possibly_same],
    }


def _passage(passage: Passage, numbers: _Numbers, copy: bool) -> Record:
    events = [telling.event for telling in passage.tellings]
    elements = {(each.span, each.element) for finding in passage.findings for each in finding.elements}
    counters = {(each.span, each.element) for finding in passage.findings for each in finding.counter_indicators}
    harmed = [unescape(wording.say_harmed(event)) for event in events if event.killed or event.injured]
    return {
        "document": numbers.documents[passage.document.id],
        **dict(zip(("begin", "end"), _ends(passage.quote), strict=True)),
        "copy": copy,
        "findings": [finding.id for finding in passage.findings],
        "rules": [numbers.rules[rule] for rule in passage.rules],
        "strength": _joined(f"{each.strength.value} ({', '.join(each.reasons)})" for each in passage.findings),
        "told": _joined(wording.say_told(event).removeprefix("told ") for event in events),
        "sources": list(dict.fromkeys(source.span.text for event in events for source in event.sources)),
        "actors": _joined(unescape(actor) for event in events for actor in wording.named_actors(event)) or "not stated",
        "harmed": _joined(harmed) or "not stated",
        "marks": [[*_ends(span), wording.say_slot(element)] for span, element in sorted(elements)],
        "counters": [[*_ends(span), wording.say_counter(element)] for span, element in sorted(counters)],
        "denials": _denials(events),
    }


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(parts))


def _denials(events: Iterable[Event]) -> list[list[Any]]:
    found = {denial.span: denial.source for event in events for denial in event.denials}
    return [[*_ends(span), source.text if source else None] for span, source in sorted(found.items(), key=_by_span)]


def _by_span(item: tuple[Span, Span | None]) -> Span:
    return item[0]


def _documents(book: Book, numbers: _Numbers) -> list[Record]:
    """The full text of each document with flags, and where in it the evidence stands."""
    held: Mapping[str, Mapping[str, set[tuple[Any, ...]]]] = defaultdict(lambda: defaultdict(set))
    for incident in book.run.incidents:
        for finding in incident.findings:
            places = held[finding.document]
            places["quotes"].add((*_ends(finding.quote), numbers.incidents[incident.id]))
            places["words"].update(_ends(element.span) for element in finding.elements)
            places["denials"].update(_ends(denial.span) for denial in finding.event.denials)
    return [
        {
            "text": book.documents[document].text if document in held else None,
            "length": len(book.documents[document].text),
            **{kind: sorted(held[document][kind]) for kind in ("quotes", "words", "denials")},
        }
        for document in numbers.documents
    ]


def _ends(span: Span) -> tuple[int, int]:
    return span.begin, span.end
