"""docs/write-a-rule.md, followed from start to end as a new user would."""

import re
from pathlib import Path

import pytest

from ihl_check.rules.check import check_folders
from ihl_check.rules.examples import check_examples
from ihl_check.rules.load import Rulebook, read_rulebook
from ihl_check.running.engine import engine_of, judge_text
from ihl_check.vocabulary.source import Problem, Problems

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "write-a-rule.md").read_text("utf-8")
FILES = dict(re.findall(r"^```\w+ file=(\S+)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the page, in a working folder of its own."""
    for name, text in FILES.items():
        if name.startswith("mine/"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("mine")


def own(problems: tuple[Problem, ...] | list[Problem]) -> list[str]:
    return [str(problem) for problem in problems if problem.path.startswith("mine")]


def test_the_files_of_the_page_are_sound_and_complete(mine: Path) -> None:
    assert own(check_folders([ROOT / "rules", mine]).problems) == []


def test_the_rule_of_the_page_does_what_its_examples_say(mine: Path) -> None:
    book = read_rulebook([ROOT / "rules", mine], Problems()).rulebook
    engine = engine_of(book)
    only = tuple(rule for rule in book.rules if rule.id == "attack-on-power-supply")
    alone = Rulebook(book.vocabulary, only, book.conflicts)
    assert list(map(str, check_examples(alone, lambda text, day: judge_text(text, day, engine)))) == []


def test_the_words_of_the_page_are_found_and_its_rule_is_switched_off(mine: Path) -> None:
    book = read_rulebook([ROOT / "rules", mine], Problems()).rulebook
    forms = {form for term in book.vocabulary.concepts["power-supply"].terms for form in term.forms}
    assert {"load dispatch centre", "mobile turbines"} <= forms
    assert "settlement-transfer" not in {rule.id for rule in book.rules}


def test_the_message_on_the_page_is_the_one_that_is_printed(mine: Path) -> None:
    path = mine / "acts" / "own" / "attack-on-power-supply.yaml"
    path.write_text(path.read_text("utf-8").replace("target: power-supply", "target: power-suply"), "utf-8")
    problems = Problems()
    read_rulebook([ROOT / "rules", mine], problems)
    assert f"{''.join(own(problems.found))}\n" == FILES["misspelt"]
