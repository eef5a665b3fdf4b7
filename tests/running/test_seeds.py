"""What the program writes about the sample reports: quotes that equal their sources, and the committed report."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from golden import assert_golden
from ihl_check.events import extract as extraction
from ihl_check.reports.model import Run
from ihl_check.reports.quotes import wrong_quotes
from ihl_check.reports.write import report_files, write_report
from ihl_check.rules.model import Finding
from ihl_check.running import run as running
from ihl_check.running.engine import Engine, judge_document, shipped_rules

ROOT = Path(__file__).parent.parent.parent
REPORT = ROOT / "reports"


def _findings(run: Run) -> list[Finding]:
    return [
        finding for judgements in run.judgements.values() for judgement in judgements for finding in judgement.findings
    ]


@pytest.fixture(scope="module")
def seeds(engine: Engine) -> Iterator[Run]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setattr(running, "open_engine", lambda _: engine)
        yield running.run(["seeds/"], [shipped_rules()])


def test_every_sample_report_is_read(seeds: Run) -> None:
    assert seeds.unread == ()
    files = {Path(document.path).name for document in seeds.documents}
    assert files == {path.name for path in (ROOT / "seeds").iterdir()}


def test_every_quote_of_every_page_equals_its_source(seeds: Run) -> None:
    files = report_files(seeds)
    pages = {path: content.decode() for path, content in files.items() if path.endswith(".md")}
    record = json.loads(files["run.json"])
    page_of = {entry["id"]: entry["page"] for entry in record["inputs"]}
    texts = {page_of[document.id]: document.text for document in seeds.documents}
    assert any(path.startswith("incidents/") for path in pages)
    assert wrong_quotes(pages, texts) == []


def test_no_passage_is_left_out_that_would_be_flagged(
    seeds: Run, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scan keeps passages with a trigger and the one before: reading all of them must not find more."""
    monkeypatch.setattr(extraction, "with_context", tuple)
    read_whole = {
        (document.id, finding.rule, finding.quote.text)
        for document in seeds.documents
        for judgement in judge_document(document, engine)
        for finding in judgement.findings
    }
    assert read_whole - {(f.document, f.rule, f.quote.text) for f in _findings(seeds)} == set()


@pytest.mark.xfail(
    strict=True, reason="“To torture a detainee ... is a crime”: an infinitive as subject is read as told"
)
def test_law_talk_and_sport_give_no_finding(seeds: Run) -> None:
    flagged = {finding.document for finding in _findings(seeds)}
    assert flagged & {"seeds/law-explainer.md", "seeds/sports-page.txt"} == set()


def test_the_committed_report_is_what_is_written_today(seeds: Run, tmp_path: Path) -> None:
    write_report(seeds, tmp_path / "reports")
    record = tmp_path / "reports" / "run.json"
    committed = REPORT / "run.json"
    if committed.is_file():
        # The clock, and the versions of what is installed beside the program, are no part of the report's content.
        then, now = json.loads(committed.read_text()), json.loads(record.read_text())
        now |= {"clock": then["clock"], "versions": then["versions"]}
        record.write_text(json.dumps(now, indent=2) + "\n")
    assert_golden(tmp_path / "reports", "../../reports")
