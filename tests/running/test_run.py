"""A whole run: ids that stay, the same bytes every time, nothing lost, nothing sent."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from ihl_check.documents.model import Document
from ihl_check.reports.model import Run
from ihl_check.reports.write import write_report
from ihl_check.rules.model import Finding
from ihl_check.running import run as running
from ihl_check.running.engine import Engine, judge_document

HOSPITAL = "On Saturday army jets bombed a hospital in Olmeda, killing six patients, residents said."
PRISONERS = "Rebels shot two prisoners of war near Karvan. The rebels denied it."
NOTHING = "The council met on Tuesday and spoke of the harvest."


@pytest.fixture(autouse=True)
def _shared_engine(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening an engine takes seconds; runs in this process use the session's."""
    monkeypatch.setattr(running, "open_engine", lambda _: engine)


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def run(*paths: str | Path) -> Run:
    return running.run(paths, [])


def findings(found: Run) -> list[Finding]:
    return [
        finding
        for judgements in found.judgements.values()
        for judgement in judgements
        for finding in judgement.findings
    ]


def ids(found: Run | Sequence[Finding]) -> set[str]:
    return {finding.id for finding in (findings(found) if isinstance(found, Run) else found)}


def in_document(engine: Engine, text: str, id: str = "a.txt") -> list[Finding]:
    judged = judge_document(Document(id, id, text, ""), engine)
    return [finding for judgement in judged for finding in judgement.findings]


# -- ids -------------------------------------------------------------------------------------------------------------


def test_text_added_above_leaves_ids_alone(engine: Engine) -> None:
    before = in_document(engine, f"{HOSPITAL}\n\n{PRISONERS}")
    after = in_document(engine, f"A heading\n\n{NOTHING} {NOTHING}\n\n{HOSPITAL}\n\n{NOTHING}\n\n{PRISONERS}")
    assert before
    assert ids(before) <= ids(after)
    assert {finding.quote.begin for finding in before}.isdisjoint({finding.quote.begin for finding in after})


def test_line_breaks_in_a_quote_leave_ids_alone(engine: Engine) -> None:
    wrapped = HOSPITAL.replace(", killing", ",\nkilling")
    assert ids(in_document(engine, wrapped)) == ids(in_document(engine, HOSPITAL)) != set()


def test_another_folder_leaves_ids_alone(tmp_path: Path) -> None:
    one = run(write(tmp_path / "one", a=HOSPITAL, b=PRISONERS))
    other = run(write(tmp_path / "far" / "away", a=HOSPITAL, b=PRISONERS))
    assert ids(one) == ids(other) != set()
    assert {incident.id for incident in one.incidents} == {incident.id for incident in other.incidents}


def test_order_and_company_of_documents_leave_ids_alone(tmp_path: Path) -> None:
    folder = write(tmp_path, a=HOSPITAL, b=PRISONERS, c=NOTHING)
    files = [folder / f"{name}.txt" for name in "abc"]
    whole, shuffled, alone = run(*files), run(*reversed(files)), run(files[0])
    assert ids(whole) == ids(shuffled) > ids(alone) != set()
    assert whole.incidents == shuffled.incidents


def test_the_same_passage_twice_in_a_document_gives_two_findings(engine: Engine) -> None:
    twice = in_document(engine, f"{HOSPITAL}\n\n{NOTHING}\n\n{HOSPITAL}")
    assert len(ids(twice)) == len(twice) == 2 * len(in_document(engine, HOSPITAL))


def test_files_of_one_name_in_two_folders_are_two_documents(tmp_path: Path) -> None:
    write(tmp_path / "north", report=HOSPITAL)
    write(tmp_path / "south", report=HOSPITAL)
    found = run(tmp_path)
    assert len(found.documents) == 2
    assert len(ids(found)) == len(findings(found)), "two findings with one id: one of them is lost in the report"


# -- the same every time ---------------------------------------------------------------------------------------------


def test_two_runs_of_one_process_are_equal(tmp_path: Path) -> None:
    folder = write(tmp_path, a=HOSPITAL, b=PRISONERS, c=NOTHING)
    one, two = run(folder), run(folder)
    assert (one.documents, one.judgements, one.incidents) == (two.documents, two.judgements, two.incidents)


def test_another_process_two_jobs_and_another_hash_seed_write_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", a=HOSPITAL, b=PRISONERS, c=NOTHING)
    shutil.copy(folder / "a.txt", folder / "d.txt")
    done = subprocess.run(
        [sys.executable, "-c", "from ihl_check.cli import check; check()", "in", "--out", "there", "--jobs", "2"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    monkeypatch.chdir(tmp_path)
    write_report(run("in"), tmp_path / "here")
    here, there = _files(tmp_path / "here"), _files(tmp_path / "there")
    records = [json.loads(files.pop("run.json")) for files in (here, there)]
    assert here == there
    for record in records:
        assert record.pop("clock").keys() == {"started", "seconds"}
    assert records[0] == records[1]
    assert here["findings.jsonl"].strip()


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# -- nothing is lost, nothing is sent --------------------------------------------------------------------------------


def test_every_document_is_in_the_run_and_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path, a=HOSPITAL, c=NOTHING)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing in it")
    found = run(folder)
    assert {Path(document.path).name for document in found.documents} == {"a.txt", "c.txt"}
    assert set(found.judgements) == {document.id for document in found.documents}
    assert [Path(item.path).name for item in found.unread] == ["broken.pdf"]
    assert all(item.reason for item in found.unread)


def test_progress_counts_documents(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    running.run([write(tmp_path, a=HOSPITAL, c=NOTHING)], [], progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_no_network_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something leaves the machine")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert findings(run(write(tmp_path, a=HOSPITAL)))


def test_a_run_says_what_it_was_made_with(tmp_path: Path) -> None:
    found = run(write(tmp_path, c=NOTHING))
    assert found.versions["ihl-check"] and found.versions["spacy"]
    assert any(name.startswith("en-core-web-sm") for name in found.versions)
    assert found.rule_files
