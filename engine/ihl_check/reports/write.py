"""The write stage: one run to a folder of Markdown pages and JSON lines."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from ihl_check.reports.folder import MANIFEST, digest, replace_report
from ihl_check.reports.model import Run
from ihl_check.reports.pages import Book, document_page, incident_page_text, index_page
from ihl_check.reports.paths import incident_page
from ihl_check.reports.records import (
    Record,
    document_record,
    event_line,
    finding_record,
    incident_record,
    json_line,
)
from ihl_check.reports.tables import FORMATS
from ihl_check.rules.model import Finding, Judgement


def write_report(run: Run, out: Path, formats: Iterable[str] = ()) -> None:
    """Writes the whole report of ``run`` into ``out``, in place of an earlier one.

    ``formats``: tables to add, by their names in ``tables.FORMATS``.

    Raises ``ReportError`` where files of somebody else would be overwritten or the disk refuses.
    """
    replace_report(out, report_files(run, formats))


def report_files(run: Run, formats: Iterable[str] = ()) -> dict[str, bytes]:
    """Every file of the report by its path below the folder; only ``run.json`` depends on the clock."""
    book = Book.of(run)
    documents, pages = book.documents, book.pages
    text: dict[str, str] = {"index.md": index_page(book)}
    for document in run.documents:
        text[pages[document.id]] = document_page(book, document)
    for incident in run.incidents:
        text[incident_page(incident.id)] = incident_page_text(book, incident)
    text["findings.jsonl"] = "".join(
        json_line(finding_record(finding, documents[finding.document], book.incident_id(finding)))
        for finding in findings_of(run)
    )
    text["incidents.jsonl"] = "".join(json_line(incident_record(incident)) for incident in run.incidents)
    text["events.jsonl"] = "".join(
        json_line(event_line(judgement, documents[document]))
        for document in sorted(documents)
        for judgement in sorted(run.judgements.get(document, ()), key=_in_text_order)
    )
    for name in formats:
        text |= {path: table(run) for path, table in FORMATS[name].items()}
    files = {path: content.encode("utf-8") for path, content in text.items()}
    record = run_record(run, pages, {path: digest(content) for path, content in files.items()})
    files[MANIFEST] = (json.dumps(record, indent=2) + "\n").encode("ascii")
    return files


def _in_text_order(judgement: Judgement) -> tuple[int, int, int, str]:
    event = judgement.event
    return (event.sentence.begin, event.trigger.begin, event.trigger.end, " ".join(event.acts))


def findings_of(run: Run) -> tuple[Finding, ...]:
    """All findings in the order of documents and text."""
    found = {
        finding.id: finding
        for judgements in run.judgements.values()
        for judgement in judgements
        for finding in judgement.findings
    }
    return tuple(sorted(found.values(), key=lambda each: (each.document, each.quote.begin, each.rule, each.id)))


def run_record(run: Run, pages: Mapping[str, str], files: Mapping[str, str]) -> Record:
    """What was run on what: enough to repeat the run and to check every file of the report."""
    return {
        "versions": dict(sorted(run.versions.items())),
        "options": {**dict(sorted(run.options.items())), "conflict_class": run.conflict_class},
        "clock": {"started": run.started.isoformat() if run.started else None, "seconds": run.seconds},
        "counts": {
            "documents": len(run.documents),
            "unread": len(run.unread),
            "events": sum(len(judgements) for judgements in run.judgements.values()),
            "findings": len(findings_of(run)),
            "incidents": len(run.incidents),
        },
        "rules": dict(sorted(run.rule_files.items())),
        "inputs": [
            {**document_record(document), "url": document.url, "page": pages[document.id]}
            for document in sorted(run.documents, key=lambda each: each.id)
        ],
        "unread": [
            {"path": unread.path, "reason": unread.reason}
            for unread in sorted(run.unread, key=lambda each: (each.path, each.reason))
        ],
        "files": dict(sorted(files.items())),
    }
