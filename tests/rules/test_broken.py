"""Every kind of broken file: a sample in broken/KIND/, and in its expected.txt the message that its author sees."""

import os
from pathlib import Path

import pytest

from ihl_check.rules.load import read_rulebook
from ihl_check.vocabulary.source import Problems, RulebookError

HERE = Path(__file__).parent
KINDS = sorted(folder.name for folder in (HERE / "broken").iterdir())


def report(folder: Path) -> str:
    problems = Problems()
    read_rulebook([Path("base"), folder], problems)
    return f"{RulebookError(problems.found)}\n"


@pytest.mark.parametrize("kind", KINDS)
def test_the_message_says_where_what_and_what_to_do(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    golden = Path("broken") / kind / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(report(Path("broken") / kind), "utf-8")
    assert report(Path("broken") / kind) == golden.read_text("utf-8")


def test_there_are_kinds_enough_and_all_are_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    assert len(KINDS) >= 25
    assert not [kind for kind in KINDS if report(Path("broken") / kind).startswith("0 problems")]


def test_the_base_is_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    problems = Problems()
    assert len(read_rulebook([Path("base")], problems).rulebook.rules) == 2
    assert problems.found == []
