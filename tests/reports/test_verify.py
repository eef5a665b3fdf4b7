"""A report that says something else than its sources is found out, even if its list of hashes was forged with it."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import In, judgement, rule
from hostile import HOSTILE
from ihl_check.documents.model import Document
from ihl_check.documents.reading import read_documents
from ihl_check.events.model import Status
from ihl_check.incidents.merge import merge_incidents
from ihl_check.reports.folder import ReportError, digest
from ihl_check.reports.model import Run
from ihl_check.reports.tables import FORMATS
from ihl_check.reports.verify import verify
from ihl_check.reports.write import write_report
from report_sample import sample_run

EVIDENCE = "](../documents/sample-wire.md#finding"


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, Path]:
    """A report in every format, and the folder its sources lie in."""
    run = sample_run()
    for document in run.documents:
        source = tmp_path / "in" / document.path
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_bytes(document.text.encode())
    write_report(run, tmp_path / "report", FORMATS)
    return tmp_path / "report", tmp_path / "in"


def forge(report: Path, path: str, change: Callable[[str], str]) -> None:
    """Changes a file and writes its new hash into run.json."""
    file = report / path
    text = file.read_bytes().decode()
    assert change(text) != text
    file.write_bytes(change(text).encode())
    run = json.loads((report / "run.json").read_text())
    run["files"][path] = digest(file.read_bytes())
    (report / "run.json").write_text(json.dumps(run))


def test_a_report_as_it_was_written_differs_in_nothing(written: tuple[Path, Path]) -> None:
    report, sources = written
    assert verify(report, sources) == ()
    assert verify(report, sources / "sample") == ()  # the folder itself, without the name it was called by


def test_sources_are_looked_for_below_the_current_folder(
    written: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    report, sources = written
    monkeypatch.chdir(sources)
    assert verify(report) == ()
    monkeypatch.chdir(sources.parent)
    assert len([each for each in verify(report) if "is not there" in each]) == 3


@pytest.mark.parametrize(
    ("path", "old", "new", "found"),
    [
        ("findings.jsonl", "Jets hit a hospital", "Jets hit a Hospital", "findings.jsonl, line 2: quote: characters"),
        ("findings.jsonl", '"begin": 30', '"begin": 31', "characters 31–40"),
        ("findings.jsonl", '"begin": 30', '"begin": -211', "characters -211–40"),
        ("findings.jsonl", '"outlet": "Example Wire"', '"outlet": "Other"', "outlet of sample/wire.txt differ"),
        ("events.jsonl", "The hospital cannot", "The hospital can", "events.jsonl, line"),
        ("incidents.jsonl", '"text": "Fourteen people"', '"text": "Forty people"', "incidents.jsonl, line 1: killed"),
        ("incidents.jsonl", '"failure-of-precautions"', '"x"', "rules differ from those of its findings"),
        ("incidents.jsonl", '["sample/paper.md", ', "[", "documents differ"),
        ("incidents/{}.md", "Fourteen people” (", "Forty people” (", "of sample/paper.md differ from 'Forty people'"),
        ("incidents/{}.md", f"[21–121{EVIDENCE}", f"[20–121{EVIDENCE}", "characters 20–121"),
        ("incidents/{}.md", "| [21–121]", "| [22–121]", "22–121 is not where"),
        ("documents/sample-wire.md", "> Jets **hit a", "> Jets **missed a", "wire.md: characters 21–121"),
        ("documents/sample-wire.md", "| SHA-256 | `0", "| SHA-256 | `1", "is not that of sample/wire.txt"),
        ("documents/sample-wire.md", '<a id="finding', '<a id="anything', "is left out"),
        ("index.md", "“The striker hit the post twice.”", "“The striker missed the post twice.”", "sample/sport.txt"),
        ("findings.csv", "Jets hit a hospital", "Jets missed a hospital", "findings.csv: quote of"),
        ("findings.csv", '"moderate"', '"strong"', "findings.csv: strength of"),
        ("incidents.csv", '"corroborated"', '"contested"', "incidents.csv: happened of"),
        ("incidents.geojson", '"quote":"Jets hit', '"quote":"Jets missed', "incidents.geojson: quote of"),
        ("report.html", "had parked a rocket", "had no rocket", "report.html: the text of sample/paper.md"),
        ("report.html", '"begin":21,"end":121', '"begin":20,"end":121', "report.html: incident"),
        ("report.html", 'id="incident-lines"', 'id="incident-words"', "report.html: a part of the page is missing"),
    ],
)  # fmt: skip
def test_a_forged_file_is_found_out_and_named(
    written: tuple[Path, Path], path: str, old: str, new: str, found: str
) -> None:
    report, sources = written
    (incident,) = (report / "incidents").iterdir()
    forge(report, path.format(incident.stem), lambda text: text.replace(old, new))
    told = verify(report, sources)
    assert any(found in each for each in told), told


@pytest.mark.parametrize("path", ["index.md", "events.jsonl", "report.html", "incidents.geojson"])
def test_every_file_is_held_against_its_hash(written: tuple[Path, Path], path: str) -> None:
    report, sources = written
    (report / path).write_bytes((report / path).read_bytes().replace(b"Reported act", b"Act") + b"\n")
    assert any(each.startswith(f"{path}: was changed since") for each in verify(report, sources))
    (report / path).unlink()
    assert f"{path}: is missing" in verify(report, sources)


def test_all_that_differs_is_named(written: tuple[Path, Path]) -> None:
    report, sources = written
    (sources / "sample" / "wire.txt").write_text((sources / "sample" / "wire.txt").read_text().replace("Jets", "Jet"))
    (sources / "sample" / "sport.txt").unlink()
    told = verify(report, sources)
    assert any(each.startswith("source sample/wire.txt: was changed: SHA-256 ") for each in told)
    assert any(each.startswith("source sample/sport.txt: is not there") for each in told)
    for path in ("findings.jsonl", "events.jsonl", "documents/sample-wire.md", "incidents/", "report.html"):
        assert any(each.startswith(path) for each in told), path


def test_a_line_that_went_is_missed(written: tuple[Path, Path]) -> None:
    report, sources = written
    forge(report, "findings.jsonl", lambda text: text[text.index("\n") + 1 :])
    told = verify(report, sources)
    assert any("has 2 lines, and run.json counts 3" in each for each in told)
    assert any("is not in findings.jsonl" in each for each in told)


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"document": {"id": 1}}', '{"document": null, "quote": 3}'])
def test_a_damaged_line_does_not_stop_the_rest(written: tuple[Path, Path], line: str) -> None:
    report, sources = written
    for path in ("findings.jsonl", "incidents.jsonl", "events.jsonl"):
        forge(report, path, lambda text: f"{line}\n{text}")
    told = verify(report, sources)
    assert any(each.startswith("findings.jsonl") for each in told)
    assert any(each.startswith("events.jsonl") for each in told)


def test_no_path_leads_out_of_the_report(written: tuple[Path, Path]) -> None:
    report, sources = written
    run = json.loads((report / "run.json").read_text())
    run["files"]["../in/sample/wire.txt"] = "0"
    (report / "run.json").write_text(json.dumps(run))
    assert any("leads out of the report" in each for each in verify(report, sources))


def test_a_folder_without_a_report_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="holds no report"):
        verify(tmp_path)
    (tmp_path / "run.json").write_text('{"files": {}}')
    with pytest.raises(ReportError, match="damaged"):
        verify(tmp_path)


def test_a_thousand_hostile_texts_pass_through_every_file(tmp_path: Path) -> None:
    chance = random.Random(1)
    pieces = [*HOSTILE[:9], *HOSTILE[10:-1], *"\\`*_{}[]<>()#+-.!|~$&:\n\t “”⟦⟧", "</script>", "x " * 300]
    texts = ["".join(chance.choices(pieces, k=chance.randint(1, 5))) for _ in range(1000)]
    lines = [
        json.dumps({"id": text[:40], "title": text, "outlet": text, "url": text, "text": f"{text} hit {text} here"})
        for text in texts
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    read = [each for each in read_documents([tmp_path / "in.jsonl"]) if isinstance(each, Document)]
    assert len(read) == 1000
    judgements, findings = {}, []
    for document in read:
        inside = In(document)
        whole = inside.span(document.text)
        event = inside.event("hit", status=Status.ATTRIBUTED, targets=(inside.mention(document.text[:40], "home"),))
        findings.append(inside.finding("a", event, quote=whole))
        judgements[document.id] = (judgement(event, findings[-1]),)
    run = Run(tuple(read), (), judgements, merge_incidents(findings, read), (rule("a"),))
    write_report(run, tmp_path / "report", FORMATS)
    assert verify(tmp_path / "report", tmp_path) == ()
