"""Checks across rules: what covers what, what is complete, what nobody asks for."""

from dataclasses import replace
from pathlib import Path

import pytest

from ihl_check.events.model import Status
from ihl_check.rules.check import check_folders
from ihl_check.rules.lint import check_unused, covers
from ihl_check.rules.load import load_rulebook, read_rulebook
from ihl_check.rules.model import Entry
from ihl_check.vocabulary.source import Problems

BASE = Path(__file__).parent / "base"
VOCABULARY = load_rulebook([BASE]).vocabulary

BOMBED = Entry(act=("attack",), target=("hospital",))


@pytest.mark.parametrize(
    ("broad", "narrow", "covered"),
    [
        (BOMBED, BOMBED, True),
        (Entry(act=("act",)), BOMBED, True),
        (Entry(target=("building", "civilian")), BOMBED, True),
        (Entry(victim=("person",)), Entry(act=("attack",), target=("civilian",)), True),
        (Entry(act=("attack",)), Entry(act=("attack", "looting")), False),
        (BOMBED, Entry(act=("attack",)), False),
        (BOMBED, replace(BOMBED, target=("building",)), False),
        (replace(BOMBED, weapon=("rocket",)), BOMBED, False),
        (BOMBED, replace(BOMBED, weapon=("rocket",)), True),
        (replace(BOMBED, none_of=Entry(cue=("warning-given",))), BOMBED, False),
        (BOMBED, replace(BOMBED, none_of=Entry(cue=("warning-given",))), True),
        (replace(BOMBED, harm=("killed", "injured")), replace(BOMBED, harm=("killed",)), True),
        (replace(BOMBED, harm=("killed",)), BOMBED, False),
        (BOMBED, replace(BOMBED, status=(Status.THREATENED,)), False),
        (
            replace(BOMBED, status=(Status.THREATENED, Status.ASSERTED)),
            replace(BOMBED, status=(Status.ASSERTED,)),
            True,
        ),
    ],
)
def test_an_entry_covers_another_if_whatever_meets_the_other_meets_it(
    broad: Entry, narrow: Entry, covered: bool
) -> None:
    assert covers(broad, narrow, VOCABULARY) is covered


def test_an_exception_without_a_status_covers_every_status() -> None:
    threatened = replace(BOMBED, status=(Status.THREATENED,))
    assert covers(BOMBED, threatened, VOCABULARY, usual_status=False)


def test_a_rule_with_few_examples_is_not_complete(tmp_path: Path) -> None:
    text = (BASE / "acts/attacks/attack-on-building.yaml").read_text()
    path = tmp_path / "acts" / "own" / "attack-on-building.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text.replace("    - {text: Rebels bombed the ridge., because: target}\n", ""))
    messages = [problem.message for problem in check_folders([BASE, tmp_path]).problems]
    assert [message for message in messages if "examples" in message] == ['there are 3 "pass" examples; a rule needs 4']


def test_concepts_that_nobody_asks_for_and_concepts_without_words_are_named() -> None:
    problems = Problems()
    read = read_rulebook([BASE], problems)
    check_unused(read.rulebook.rules, read.rulebook.vocabulary, read.entries, ["place"], problems)
    found = {problem.message for problem in problems.found}
    assert found == {
        'no rule asks for "civilian" or for anything that it is a kind of',
        'no rule asks for "looting" or for anything that it is a kind of',
        'no rule asks for "rocket" or for anything that it is a kind of',
        'no rule asks for "soldier" or for anything that it is a kind of',
        'no word names "place"',
    }


def test_a_concept_is_used_if_a_frame_or_the_engine_asks_for_it() -> None:
    problems = Problems()
    read = read_rulebook([BASE], problems)
    engine = ["person", "weapon", "looting", "place"]
    check_unused(read.rulebook.rules, read.rulebook.vocabulary, read.entries, engine, problems)
    assert {problem.message for problem in problems.found} == {'no word names "place"'}


def test_a_check_counts_what_it_saw() -> None:
    checked = check_folders([BASE])
    assert (checked.rules, checked.examples) == (2, 16)
    assert str(checked).startswith("2 rules, 16 examples, 15 concepts, ")
