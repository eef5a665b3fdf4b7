"""The commands: exit statuses, messages, and what they load."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ihl_check import __version__, cli
from ihl_check.rules import load as loading
from ihl_check.running import engine as engines
from ihl_check.running import run as running
from ihl_check.running.engine import Engine

FLAGGED = "Army jets bombed a hospital in Olmeda, killing six patients."
PLAIN = "The council met on Tuesday and spoke of the harvest."
Command = Callable[..., Result]


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def shared(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The session's engine in place of a new one for each command."""
    for module in (engines, running):
        monkeypatch.setattr(module, "open_engine", lambda _: engine)
    monkeypatch.setattr(loading, "load_rulebook", lambda _: engine.rulebook)


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli.check_app, list(arguments))


def rules(*arguments: str) -> Result:
    return CliRunner().invoke(cli.rules_app, list(arguments))


# -- ihl-check -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("shared")
def test_done_whatever_was_found_is_0(at: Path) -> None:
    (at / "a.txt").write_text(FLAGGED)
    done = check("a.txt")
    assert (done.exit_code, done.stdout) == (0, "")
    assert re.fullmatch(
        r"1 document read, 0 not read, \d+ findings? in \d+ incidents?: reports/index\.md\n", done.stderr
    )
    assert (at / "reports" / "index.md").is_file()


@pytest.mark.usefixtures("shared")
def test_findings_are_1_on_request(at: Path) -> None:
    (at / "a.txt").write_text(FLAGGED)
    (at / "b.txt").write_text(PLAIN)
    assert check("a.txt", "--fail-on-findings").exit_code == 1
    assert check("b.txt", "--fail-on-findings").exit_code == 0


@pytest.mark.usefixtures("shared")
def test_a_document_that_cannot_be_read_is_3_and_named(at: Path) -> None:
    (at / "a.txt").write_text(FLAGGED)
    (at / "b.pdf").write_bytes(b"%PDF-1.4 nothing in it")
    done = check("a.txt", "b.pdf", "missing.txt", "--fail-on-findings")
    assert done.exit_code == 3
    assert re.search(r"^not read: b\.pdf: .+", done.stderr, re.MULTILINE)
    assert re.search(r"^not read: missing\.txt: .+", done.stderr, re.MULTILINE)
    assert "1 document read, 2 not read" in done.stderr


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("path", ["missing.txt", "*.md", "empty/"])
def test_nothing_to_read_is_2_and_writes_nothing(at: Path, path: str) -> None:
    (at / "empty").mkdir()
    done = check(path)
    assert done.exit_code == 2
    assert f"nothing to read: no document was found in {path}" in done.stderr
    assert not (at / "reports").exists()


def test_wrong_usage_is_2(at: Path) -> None:
    (at / "a.txt").write_text(PLAIN)
    for arguments in ([], ["a.txt", "--no-such-option"], ["a.txt", "--jobs", "0"], ["a.txt", "--jobs", "many"]):
        assert check(*arguments).exit_code == 2, arguments


def test_a_rules_folder_that_is_not_there_is_2(at: Path) -> None:
    (at / "a.txt").write_text(PLAIN)
    done = check("a.txt", "--rules", "mine")
    assert done.exit_code == 2
    assert "mine: there is no such folder of rules" in done.stderr


@pytest.mark.usefixtures("shared")
def test_files_of_somebody_else_are_not_overwritten(at: Path) -> None:
    (at / "a.txt").write_text(PLAIN)
    (at / "mine").mkdir()
    (at / "mine" / "index.md").write_text("my notes")
    done = check("a.txt", "--out", "mine")
    assert done.exit_code == 2
    assert "mine" in done.stderr
    assert (at / "mine" / "index.md").read_text() == "my notes"


@pytest.mark.usefixtures("shared")
def test_a_second_run_replaces_the_first(at: Path) -> None:
    (at / "a.txt").write_text(FLAGGED)
    assert check("a.txt").exit_code == 0
    (at / "a.txt").write_text(PLAIN)
    assert check("a.txt").exit_code == 0
    assert (at / "reports" / "findings.jsonl").read_text() == ""
    assert not list((at / "reports").glob("incidents/*"))


@pytest.mark.usefixtures("shared")
def test_findings_name_the_document_as_it_was_given(at: Path) -> None:
    (at / "in").mkdir()
    (at / "in" / "a.jsonl").write_text(json.dumps({"id": "7", "text": FLAGGED, "published": "2016-08-08"}) + "\n")
    assert check("in").exit_code == 0
    lines = [json.loads(line) for line in (at / "reports" / "findings.jsonl").read_text().splitlines()]
    assert lines
    assert {line["document"]["id"] for line in lines} == {"in/a.jsonl#7"}
    assert all(FLAGGED[line["quote"]["begin"] : line["quote"]["end"]] == line["quote"]["text"] for line in lines)


def test_the_version_is_told() -> None:
    assert (check("--version").exit_code, check("--version").stdout) == (0, f"ihl-check {__version__}\n")


@pytest.mark.parametrize("program", ["check", "rules"])
def test_help_loads_neither_spacy_nor_the_rules(program: str) -> None:
    code = (
        f"import sys; from ihl_check import cli; sys.argv[1:] = ['--help']\n"
        f"try: cli.{program}()\n"
        "except SystemExit as end: status = end.code\n"
        "heavy = {'spacy', 'numpy', 'lemminflect', 'trafilatura', 'ihl_check.rules.load'} & sys.modules.keys()\n"
        "print(sorted(heavy), file=sys.stderr); sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "[]")
    assert "Usage" in done.stdout or "usage" in done.stdout


# -- ihl-rules -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("shared")
def test_a_rule_is_explained_in_words_and_as_json() -> None:
    text, data = rules("explain", "torture"), rules("explain", "torture", "--json")
    assert (text.exit_code, data.exit_code) == (0, 0)
    assert "torture" in text.stdout
    assert json.loads(data.stdout)["id"] == "torture"


@pytest.mark.usefixtures("shared")
def test_a_rule_that_is_not_there_is_2_with_the_nearest_name() -> None:
    done = rules("explain", "tortur")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "there is no rule 'tortur'; did you mean torture?\n"


@pytest.mark.usefixtures("shared")
def test_rules_are_listed_by_law() -> None:
    done = rules("list", "--law", "cihl:28")
    assert done.exit_code == 0
    assert "attack-on-medical-facility" in done.stdout
    assert "cluster-munitions" not in done.stdout


def test_a_new_rule_begins_with_its_id() -> None:
    done = rules("new", "attack-on-lighthouse")
    assert done.exit_code == 0
    assert "id: attack-on-lighthouse" in done.stdout


@pytest.mark.usefixtures("shared")
def test_coverage_names_paragraphs_and_rules() -> None:
    done = rules("coverage")
    assert done.exit_code == 0
    assert "8(2)(b)(ix)" in done.stdout and "attack-on-medical-facility" in done.stdout


def test_broken_rules_are_2_with_their_place(at: Path) -> None:
    (at / "mine" / "vocabulary").mkdir(parents=True)
    (at / "mine" / "vocabulary" / "words.yaml").write_text("- concept: hut\n  is_a: no-such-concept\n  terms: [hut]\n")
    done = rules("list", "--rules", "mine")
    assert done.exit_code == 2
    assert "mine/vocabulary/words.yaml:2:" in done.stderr
    assert "no-such-concept" in done.stderr


@pytest.mark.usefixtures("shared")
def test_why_says_what_was_read_and_what_was_missing(at: Path) -> None:
    (at / "a.txt").write_text("Army jets did not bomb the hospital.")
    done = rules("why", "a.txt")
    assert done.exit_code == 0
    assert "negated (“not”)" in done.stdout
    assert "- attack-on-medical-facility: status:" in done.stdout


@pytest.mark.usefixtures("shared")
def test_why_takes_one_document_of_a_file_and_one_rule(at: Path) -> None:
    lines = [{"id": "1", "text": PLAIN}, {"id": "2", "text": FLAGGED}]
    (at / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = rules("why", "a.jsonl#2", "--rule", "attack-on-medical-facility")
    assert done.exit_code == 0
    assert "a.jsonl#1" not in done.stdout
    assert "+ attack-on-medical-facility" in done.stdout
    assert "attack-on-civilian-object" not in done.stdout


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("source", ["missing.txt", "a.jsonl#3"])
def test_why_of_a_document_that_is_not_there_is_2(at: Path, source: str) -> None:
    (at / "a.jsonl").write_text(json.dumps({"id": "1", "text": PLAIN}) + "\n")
    done = rules("why", source)
    assert done.exit_code == 2
    assert f"{source}: there is no such document to read" in done.stderr


@pytest.mark.usefixtures("shared")
def test_score_counts_what_was_found_and_missed(at: Path) -> None:
    flag = {"rule": "attack-on-medical-facility", "status": "asserted"}
    cases = [
        {"id": "1", "text": FLAGGED, "expect": [{**flag, "quote": "bombed a hospital"}]},
        {"id": "2", "text": PLAIN, "expect": [{**flag, "quote": "The council met"}]},
        {"id": "3", "text": FLAGGED, "expect": []},
    ]
    (at / "cases.jsonl").write_text("".join(json.dumps(case) + "\n" for case in cases))
    done = rules("score", "cases.jsonl", "--rule", "attack-on-medical-facility", "--errors")
    assert done.exit_code == 0, done.stderr
    assert "2 missed attack-on-medical-facility: The council met" in done.stdout
    assert f"3 false attack-on-medical-facility: {FLAGGED}" in done.stdout
    assert re.search(r"attack-on-medical-facility +1 +1 +1 +0\.500 +0\.500 +0\.500", done.stdout)


@pytest.mark.usefixtures("shared")
def test_score_of_cases_or_rules_that_are_not_there_is_2(at: Path) -> None:
    assert "missing.jsonl: there is no such file of cases" in rules("score", "missing.jsonl").stderr
    (at / "cases.jsonl").write_text("")
    done = rules("score", "cases.jsonl", "--rule", "tortur")
    assert (done.exit_code, done.stderr) == (2, "there is no rule 'tortur'; did you mean torture?\n")


@pytest.mark.usefixtures("shared")
def test_cases_that_cannot_be_read_are_2_with_their_place(at: Path) -> None:
    (at / "cases.jsonl").write_text('{"id": "1"\n')
    done = rules("score", "cases.jsonl")
    assert done.exit_code == 2
    assert "cases.jsonl" in done.stderr and "1" in done.stderr
