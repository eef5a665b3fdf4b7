"""Checks a written report against its sources: every hash, every offset, every quote of every file."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from ihl_check.documents.model import Document, Unread
from ihl_check.documents.reading import read_file
from ihl_check.reports.folder import digest
from ihl_check.reports.paths import anchor
from ihl_check.reports.quotes import read_quotes, resolve
from ihl_check.reports.records import Record
from ihl_check.reports.stored import Stored, read_stored, spans_of
from ihl_check.reports.tables import safe_cell
from ihl_check.reports.web import read_page

_ANCHOR = re.compile(r'^<a id="([^"]+)"></a>$', re.MULTILINE)
_OWN_HASH = re.compile(r"^\| SHA-256 \| `([0-9a-f]{64})` \|$", re.MULTILINE)
_EVIDENCE = re.compile(
    r"^\| \[.*?\]\((?P<page>[^()\s]+)\) \| `(?P<hash>[0-9a-f]{64})` \| (?P<quotes>.*) \|$", re.MULTILINE
)
_PLACE_OF_FINDING = re.compile(r"\[(\d+)–(\d+)\]\([^()#\s]+#([\w-]+)\)")
_SHOWN = 60


def verify(report: Path, sources: Path | None = None) -> tuple[str, ...]:
    """What differs between the report in the folder ``report`` and its sources; empty if nothing does.

    Sources are looked for by the paths of ``run.json``, below ``sources`` or, without it, below the current folder.
    Raises ``ReportError`` where ``report`` holds no report.
    """
    stored = read_stored(report)
    texts, problems = _read_sources(stored, sources)
    return (
        *stored.problems,
        *_changed_files(stored),
        *problems,
        *_guarded("findings.jsonl or events.jsonl", _wrong_lists(stored, texts)),
        *_guarded("incidents.jsonl", _wrong_incidents(stored, texts)),
        *_guarded("the Markdown pages", _wrong_pages(stored, texts)),
        *_guarded("the tables", _wrong_tables(stored, texts)),
        *_guarded("report.html", _wrong_web_page(stored, texts)),
    )


def _guarded(what: str, differences: Iterator[str]) -> Iterator[str]:
    """A file that is damaged in a way nobody foresaw is one difference more and no reason to stop."""
    try:
        yield from differences
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        yield f"{what}: not as this program writes it, and not checked further: {error!r}"


def _changed_files(stored: Stored) -> Iterator[str]:
    for key, records in (("findings", stored.findings), ("incidents", stored.incidents), ("events", stored.events)):
        if stored.run["counts"].get(key) != len(records):
            yield f"{key}.jsonl: has {len(records)} lines, and run.json counts {stored.run['counts'].get(key)}"
    for path, content in stored.contents.items():
        if digest(content) != stored.run["files"][path]:
            yield f"{path}: was changed since the report was written: its SHA-256 differs from that in run.json"


def _read_sources(stored: Stored, sources: Path | None) -> tuple[dict[str, str], list[str]]:
    """The text of each document by id, as it is read today, and what is wrong with the sources."""
    texts: dict[str, str] = {}
    problems: list[str] = []
    by_path: dict[str, list[Record]] = {}
    for each in stored.run["inputs"]:
        by_path.setdefault(each["path"], []).append(each)
    for path, inputs in sorted(by_path.items()):
        file = _find(path, sources)
        if file is None:
            problems.append(f"source {path}: is not there: give the folder it lies in with --sources")
            continue
        read = {item.id: item for item in read_file(path, file) if isinstance(item, Document)}
        for each in inputs:
            document = read.get(each["id"])
            if document is None:
                problems.append(f"source {each['id']}: cannot be read any more{_why(path, file)}")
                continue
            texts[document.id] = document.text
            if document.sha256 != each["sha256"]:
                problems.append(f"source {each['id']}: was changed: SHA-256 {document.sha256}, was {each['sha256']}")
    return texts, problems


def _find(path: str, sources: Path | None) -> Path | None:
    """The file a report calls ``path``: whole below ``sources``, or else with folders left off at its front."""
    pure = PurePosixPath(path)
    if pure.is_absolute():
        return Path(path) if Path(path).is_file() else None
    root = sources or Path()
    for skipped in range(len(pure.parts)):
        file = root.joinpath(*pure.parts[skipped:])
        if file.is_file() and ".." not in pure.parts:
            return file
        if sources is None:
            break
    return None


def _why(path: str, file: Path) -> str:
    reasons = [item.reason for item in read_file(path, file) if isinstance(item, Unread)]
    return f": {reasons[0]}" if reasons else ""


def _wrong_lists(stored: Stored, texts: Mapping[str, str]) -> Iterator[str]:
    """Findings and events: the document they name, and every span within them."""
    inputs = stored.inputs
    for name, records in (("findings.jsonl", stored.findings), ("events.jsonl", stored.events)):
        ids: set[str] = set()
        for number, record in enumerate(records, 1):
            where = f"{name}, line {number}"
            document = record.get("document")
            known = inputs.get(document.get("id", "")) if isinstance(document, dict) else None
            if known is None or not isinstance(document, dict):
                yield f"{where}: names no document of this report"
                continue
            differing = sorted(key for key, value in document.items() if key in known and known[key] != value)
            if differing:
                yield f"{where}: {', '.join(differing)} of {document['id']} differ from run.json"
            if name == "findings.jsonl":
                if record.get("id") in ids:
                    yield f"{where}: the id {record.get('id')} is used before"
                ids.add(str(record.get("id")))
            text = texts.get(document["id"])
            if text is not None:
                yield from _wrong_spans(where, record, text)


def _wrong_spans(where: str, record: Any, text: str) -> Iterator[str]:
    for key, words, begin, end in spans_of(record):
        if not _is_slice(text, begin, end, words):
            yield f"{where}: {key}: characters {begin}–{end} of the source differ from {_short(words)}"


def _is_slice(text: str, begin: object, end: object, words: str) -> bool:
    # A negative offset would count from the end, and a slice past it is cut off in silence.
    return isinstance(begin, int) and isinstance(end, int) and 0 <= begin <= end and text[begin:end] == words


def _wrong_incidents(stored: Stored, texts: Mapping[str, str]) -> Iterator[str]:
    findings = {str(each.get("id")): each for each in stored.findings}
    told: set[str] = set()
    for number, incident in enumerate(stored.incidents, 1):
        where = f"incidents.jsonl, line {number}"
        held = [str(each) for each in incident.get("findings", [])]
        told.update(held)
        for each in held:
            if each not in findings:
                yield f"{where}: the finding {each} is not in findings.jsonl"
            elif findings[each].get("incident") != incident.get("id"):
                yield f"{where}: the finding {each} says that it is of another incident"
        present = [findings[each] for each in held if each in findings]
        for key, expected in (
            ("documents", sorted({str(each["document"]["id"]) for each in present})),
            ("rules", sorted({str(each["rule"]) for each in present})),
        ):
            if sorted(incident.get(key, [])) != expected:
                yield f"{where}: {key} differ from those of its findings"
        for slot in ("killed", "injured"):
            for figure in (incident.get(slot) or {}).get("figures", []):
                text = texts.get(figure.get("document"))
                if text is not None:
                    yield from _wrong_spans(f"{where}: {slot}", figure, text)
        place = incident.get("place")
        known = [texts[each] for each in incident.get("documents", []) if each in texts]
        if isinstance(place, dict) and len(known) == len(incident.get("documents", [])):
            spans = spans_of(place)
            if not any(_is_slice(text, begin, end, words) for text in known for _, words, begin, end in spans):
                yield f"{where}: place: no source has {_short(str(place.get('text')))} at these characters"
    for each in sorted(findings.keys() - told):
        yield f"findings.jsonl: the finding {each} is of no incident in incidents.jsonl"


def _wrong_pages(stored: Stored, texts: Mapping[str, str]) -> Iterator[str]:
    """Markdown pages: quotes, hashes, the places of findings, and that no finding is left out."""
    by_page = {each["page"]: each for each in stored.run["inputs"]}
    quotes = {
        anchor(str(each.get("id"))): each["quote"] for each in stored.findings if isinstance(each.get("quote"), dict)
    }
    for path in sorted(path for path in stored.contents if path.endswith(".md")):
        page = stored.text(path)
        yield from _wrong_quotes(path, page, by_page, texts)
        if path in by_page:
            yield from _wrong_document_page(path, page, by_page[path], stored)
        for row in _EVIDENCE.finditer(page):
            source = by_page.get(resolve(path, row["page"]))
            if source is None or source["sha256"] != row["hash"]:
                yield f"{path}: the SHA-256 {row['hash']} is not that of the document it stands with"
            for begin, end, name in _PLACE_OF_FINDING.findall(row["quotes"]):
                quote = quotes.get(name)
                if quote is None or (str(quote.get("begin")), str(quote.get("end"))) != (begin, end):
                    yield f"{path}: {begin}–{end} is not where {name} stands"


def _wrong_quotes(path: str, page: str, by_page: Mapping[str, Record], texts: Mapping[str, str]) -> Iterator[str]:
    try:
        quotes = read_quotes(path, page)
    except ValueError as error:
        yield str(error)
        return
    for quote in quotes:
        source = by_page.get(quote.page)
        if source is None:
            yield f"{path}: a quote from {quote.page}, which is no document of this report"
        elif source["id"] in texts and not _is_slice(texts[source["id"]], quote.begin, quote.end, quote.text):
            yield f"{path}: characters {quote.begin}–{quote.end} of {source['id']} differ from {_short(quote.text)}"


def _wrong_document_page(path: str, page: str, source: Record, stored: Stored) -> Iterator[str]:
    if _OWN_HASH.findall(page)[:1] != [source["sha256"]]:
        yield f"{path}: its SHA-256 is not that of {source['id']} in run.json"
    shown = set(_ANCHOR.findall(page))
    expected = {anchor(str(each.get("id"))) for each in stored.findings if _document_id(each) == source["id"]}
    for name in sorted(expected - shown):
        yield f"{path}: {name} is left out"
    for name in sorted(shown - expected):
        yield f"{path}: {name} is not in findings.jsonl"


def _document_id(record: Record) -> str | None:
    document = record.get("document")
    return document.get("id") if isinstance(document, dict) else None


def _wrong_tables(stored: Stored, texts: Mapping[str, str]) -> Iterator[str]:
    findings = {str(each.get("id")): each for each in stored.findings}
    incidents = {str(each.get("id")): each for each in stored.incidents}
    yield from _wrong_rows("findings.csv", "finding_id", _csv_rows(stored, "findings.csv"), findings, _finding_cells)
    yield from _wrong_rows(
        "incidents.csv", "incident_id", _csv_rows(stored, "incidents.csv"), incidents, _incident_cells(findings, True)
    )
    yield from _wrong_rows(
        "incidents.geojson", "incident_id", _features(stored), incidents, _incident_cells(findings, False)
    )
    for row in _csv_rows(stored, "findings.csv") or ():
        text = texts.get(row.get("document") or "")
        begin, end = row.get("begin") or "", row.get("end") or ""
        if text is None or not (begin.isdecimal() and end.isdecimal()):
            continue
        if safe_cell(text[int(begin) : int(end)]) != row.get("quote"):
            yield f"findings.csv: characters {begin}–{end} of {row['document']} differ from the quote"


def _wrong_rows(
    name: str, key: str, rows: list[dict[str, str]] | None, known: Mapping[str, Record], cells: Any
) -> Iterator[str]:
    if rows is None:
        return
    seen = [row.get(key) or "" for row in rows]
    for each in sorted(known.keys() - set(seen)):
        yield f"{name}: {each} is left out"
    for each, row in zip(seen, rows, strict=True):
        if each not in known:
            yield f"{name}: {each} is not in the JSON lines"
            continue
        for column, value in cells(known[each]).items():
            if row.get(column) != value:
                yield f"{name}: {column} of {each} differs from the JSON lines"


def _csv_rows(stored: Stored, name: str) -> list[dict[str, str]] | None:
    if name not in stored.contents:
        return None
    return list(csv.DictReader(io.StringIO(stored.text(name), newline="")))


def _features(stored: Stored) -> list[dict[str, str]] | None:
    if "incidents.geojson" not in stored.contents:
        return None
    try:
        features = json.loads(stored.contents["incidents.geojson"])["features"]
        return [each["properties"] for each in features]
    except (ValueError, KeyError, TypeError):
        return []


def _finding_cells(finding: Record) -> dict[str, object]:
    quote, document = finding["quote"], finding["document"]
    return {
        "rule": finding["rule"],
        "incident_id": finding["incident"],
        "document": safe_cell(document["id"]),
        "sha256": document["sha256"],
        "begin": str(quote["begin"]),
        "end": str(quote["end"]),
        "quote": safe_cell(quote["text"]),
        "status": finding["status"],
        "strength": finding["strength"],
    }


def _incident_cells(findings: Mapping[str, Record], as_cells: bool) -> Any:
    def cells(incident: Record) -> dict[str, object]:
        first = findings.get(str((incident.get("findings") or [""])[0]), {})
        quote = first.get("quote", {}).get("text")
        return {
            "rules": "; ".join(incident["rules"]),
            "happened": incident["happened"],
            "who_did_it": incident["actor_grade"],
            "quote": safe_cell(quote) if as_cells else quote,
        }

    return cells


def _wrong_web_page(stored: Stored, texts: Mapping[str, str]) -> Iterator[str]:
    """The web page carries the texts themselves: they and every span in them must be those of the sources."""
    name = "report.html"
    if name not in stored.contents:
        return
    try:
        data = read_page(stored.text(name))
    except ValueError as error:
        yield f"{name}: {error}"
        return
    inputs = stored.inputs
    for each in data["documents"]:
        known = inputs.get(each["id"])
        if known is None or known["sha256"] != each["sha256"]:
            yield f"{name}: {each['id']} is no document of this report, or has another SHA-256"
        elif each["text"] is not None and each["id"] in texts and texts[each["id"]] != each["text"]:
            yield f"{name}: the text of {each['id']} differs from the source"
    findings = {str(each.get("id")): each for each in stored.findings}
    seen: set[str] = set()
    for incident in data["incidents"]:
        for passage in incident["passages"]:
            document = data["documents"][passage["document"]]["id"]
            held = [findings[each] for each in passage["findings"] if each in findings]
            seen.update(passage["findings"])
            for name_of, told, expected in (
                ("the quote", {(passage["begin"], passage["end"])}, {_ends(each["quote"]) for each in held}),
                ("the words that met a rule", _pairs(passage["marks"]), _all_ends(held, "elements")),
                ("the counter-indicators", _pairs(passage["counters"]), _all_ends(held, "counter_indicators")),
                ("the denials", _pairs(passage["denials"]), _all_ends(held, "denials")),
            ):
                if told != expected or any(_document_id(each) != document for each in held):
                    yield f"{name}: incident {incident['id']}: {name_of} differ from findings.jsonl"
    for each in sorted(findings.keys() - seen):
        yield f"{name}: the finding {each} is left out"
    for each in sorted(seen - findings.keys()):
        yield f"{name}: the finding {each} is not in findings.jsonl"


def _ends(span: Record) -> tuple[int, int]:
    return span["begin"], span["end"]


def _all_ends(findings: Iterable[Record], key: str) -> set[tuple[int, int]]:
    return {_ends(each) for finding in findings for each in finding[key]}


def _pairs(marks: Iterable[list[Any]]) -> set[tuple[int, int]]:
    return {(mark[0], mark[1]) for mark in marks}


def _short(words: str) -> str:
    return repr(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")
