"""What changed from report to report, and by what."""

from dataclasses import replace
from pathlib import Path

import pytest

from ihl_check.incidents.merge import merge_incidents
from ihl_check.reports.diff import diff
from ihl_check.reports.folder import ReportError
from ihl_check.reports.model import Run
from ihl_check.reports.write import write_report
from ihl_check.rules.model import Finding, Judgement, Strength
from report_sample import sample_run

SAMPLE = sample_run()


def changed(tmp_path: Path, old: Run, new: Run) -> str:
    write_report(old, tmp_path / "old")
    write_report(new, tmp_path / "new")
    return diff(tmp_path / "old", tmp_path / "new")


def without(run: Run, document: str) -> Run:
    return judged(
        replace(run, documents=tuple(each for each in run.documents if each.id != document)),
        {key: held for key, held in run.judgements.items() if key != document},
    )


def judged(run: Run, judgements: dict[str, tuple[Judgement, ...]]) -> Run:
    findings = [each for held in judgements.values() for judgement in held for each in judgement.findings]
    return replace(run, judgements=judgements, incidents=merge_incidents(findings, run.documents))


def stronger(run: Run) -> Run:
    """The moderate finding becomes a strong one."""

    def strong(finding: Finding) -> Finding:
        return replace(finding, strength=Strength.STRONG)

    return judged(
        run,
        {
            key: tuple(replace(each, findings=tuple(strong(finding) for finding in each.findings)) for each in held)
            for key, held in run.judgements.items()
        },
    )


def test_a_report_and_itself(tmp_path: Path) -> None:
    told = changed(tmp_path, SAMPLE, SAMPLE)
    assert "0 appeared, 0 went, 0 changed, 3 as before." in told
    assert "0 appeared, 0 went, 0 changed, 1 as before." in told
    assert "###" not in told


def test_a_document_more(tmp_path: Path) -> None:
    told = changed(tmp_path, without(SAMPLE, "sample/paper.md"), SAMPLE)
    assert "- Documents that are new: 1 (sample/paper.md)" in told
    assert "1 appeared, 0 went, 0 changed, 2 as before." in told
    assert "in sample/paper.md, by text: the document is new" in told
    assert "happened contested to corroborated" in told or "happened single-source to corroborated" in told
    assert "killed 11–11 to 11–14" in told


def test_a_document_less(tmp_path: Path) -> None:
    told = changed(tmp_path, SAMPLE, without(SAMPLE, "sample/paper.md"))
    assert "0 appeared, 1 went, 0 changed, 2 as before." in told
    assert "by text: the document is no longer read" in told


def test_an_incident_that_an_earlier_account_takes_over(tmp_path: Path) -> None:
    told = changed(tmp_path, without(SAMPLE, "sample/wire.txt"), SAMPLE)
    assert "1 appeared, 1 went, 0 changed, 0 as before." in told
    assert ", now part of cffb1280d37f7afc, by text: the document is new" in told


def test_a_rule_file_explains_its_own_findings(tmp_path: Path) -> None:
    files = {"acts/protected/attack-on-medical-facility.yaml": "1" * 64}
    told = changed(tmp_path, SAMPLE, replace(stronger(SAMPLE), rule_files=files))
    assert "strength moderate to strong, by rules: acts/protected/attack-on-medical-facility.yaml" in told
    assert "by text" not in told


def test_another_version_explains_what_nothing_else_does(tmp_path: Path) -> None:
    told = changed(tmp_path, SAMPLE, replace(stronger(SAMPLE), versions={"ihl-check": "0.2.0"}))
    assert "strength moderate to strong, by version: ihl-check 0.1.0 to 0.2.0" in told


def test_what_nothing_explains_is_said_to_be_so(tmp_path: Path) -> None:
    assert "strength moderate to strong, by nothing that run.json tells of" in changed(
        tmp_path, SAMPLE, stronger(SAMPLE)
    )


def test_text_above_a_passage_is_no_change_of_it(tmp_path: Path) -> None:
    write_report(SAMPLE, tmp_path / "old")
    write_report(SAMPLE, tmp_path / "new")
    findings = (tmp_path / "new" / "findings.jsonl").read_text("utf-8")
    (tmp_path / "new" / "findings.jsonl").write_text(findings.replace('"begin": 30', '"begin": 35'), "utf-8")
    assert "0 changed, 3 as before." in diff(tmp_path / "old", tmp_path / "new")


def test_a_folder_without_a_report_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="holds no report"):
        diff(tmp_path, tmp_path)
