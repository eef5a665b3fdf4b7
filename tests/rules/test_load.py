"""The rulebook loader: rules from files, folders laid over one another, hashes of what is used."""

import hashlib
from pathlib import Path

import pytest

from ihl_check.events.model import Status
from ihl_check.rules.load import load_rulebook, load_rules, read_rulebook
from ihl_check.rules.model import Entry, FlagExample, Law, PassExample
from ihl_check.vocabulary.load import load_vocabulary
from ihl_check.vocabulary.source import Problems

BASE = Path(__file__).parent / "base"
RULE = """\
id: attack-on-clinic
title: Attack on a clinic
law: {customary: [28], rome_statute: {international: [8(2)(b)(ix)]}, treaties: [GC IV 18]}
summary: >
  Clinics may not be attacked.
  Flagged are attacks on one.
match:
  - act: [attack, looting]
    target: clinic
    status: [threatened, asserted]
    not: {weapon: rocket, cue: warning-given}
show:
  - cue: warning-given
nexus: explicit
former_ids: [attack-on-doctor]
examples:
  flag:
    - {text: Rebels bombed the clinic., quote: bombed the clinic, published: 2016-08-08}
  pass:
    - {text: Rebels bombed the clinic with a rocket., because: weapon}
    - {text: Rebels saw the clinic.}
"""
WORDS = "- concept: clinic\n  is_a: building\n  terms: [clinic]\n"


def lay(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", "-")
        path = path.with_name(f"{path.name}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_a_rule_file_becomes_a_rule(tmp_path: Path) -> None:
    mine = lay(tmp_path / "mine", acts__own__attack_on_clinic=RULE, vocabulary__mine=WORDS)
    rule = next(rule for rule in load_rulebook([BASE, mine]).rules if rule.id == "attack-on-clinic")
    assert rule.title == "Attack on a clinic"
    assert rule.group == "own"
    assert rule.law == Law((28,), ("8(2)(b)(ix)",), (), ("GC IV 18",))
    assert rule.summary == "Clinics may not be attacked. Flagged are attacks on one."
    assert rule.match == (
        Entry(
            act=("attack", "looting"),
            target=("clinic",),
            status=(Status.THREATENED, Status.ASSERTED),
            none_of=Entry(weapon=("rocket",), cue=("warning-given",)),
        ),
    )
    assert rule.show == (Entry(cue=("warning-given",)),)
    assert (rule.nexus, rule.former_ids, rule.supersedes, rule.unless) == ("explicit", ("attack-on-doctor",), (), ())
    assert rule.flag_examples == (FlagExample("Rebels bombed the clinic.", "bombed the clinic", "2016-08-08"),)
    assert rule.pass_examples == (
        PassExample("Rebels bombed the clinic with a rocket.", "weapon"),
        PassExample("Rebels saw the clinic."),
    )
    assert rule.sha256 == hashlib.sha256(RULE.encode()).hexdigest()
    assert Path(rule.path).name == "attack-on-clinic.yaml"


def test_rules_are_sorted_and_the_usual_nexus_is_the_passage() -> None:
    rules = load_rulebook([BASE]).rules
    assert [rule.id for rule in rules] == ["attack-on-building", "attack-on-hospital"]
    assert {rule.nexus for rule in rules} == {"passage"}
    assert load_rules(BASE / "acts", load_vocabulary(BASE / "vocabulary")) == rules


def test_a_folder_laid_over_adds_words_without_any_other_file(tmp_path: Path) -> None:
    mine = lay(tmp_path / "mine", vocabulary__mine="- add_to: hospital\n  terms: [sick bay]\n")
    before = load_rulebook([BASE])
    after = load_rulebook([BASE, mine])
    assert after.rules == before.rules
    added = set(after.vocabulary.concepts["hospital"].terms) - set(before.vocabulary.concepts["hospital"].terms)
    assert {term.text for term in added} == {"sick bay"}


def test_a_folder_laid_over_replaces_a_rule_with_the_same_id(tmp_path: Path) -> None:
    text = (BASE / "acts/attacks/attack-on-hospital.yaml").read_text().replace("Attack on a hospital", "Ours")
    mine = lay(tmp_path / "mine", acts__own__attack_on_hospital=text)
    rules = load_rulebook([BASE, mine]).rules
    assert [(rule.id, rule.title, rule.group) for rule in rules] == [
        ("attack-on-building", "Attack on a building", "attacks"),
        ("attack-on-hospital", "Ours", "own"),
    ]


def test_a_folder_laid_over_switches_rules_off(tmp_path: Path) -> None:
    mine = lay(tmp_path / "mine", rulebook="switch_off: [attack-on-hospital]\n")
    assert [rule.id for rule in load_rulebook([BASE, mine]).rules] == ["attack-on-building"]


def test_what_supersedes_a_rule_that_is_switched_off_may_go_on_naming_it(tmp_path: Path) -> None:
    mine = lay(tmp_path / "mine", rulebook="switch_off: [attack-on-building]\n")
    problems = Problems()
    read = read_rulebook([BASE, mine], problems)
    assert problems.found == []
    assert [rule.id for rule in read.rulebook.rules] == ["attack-on-hospital"]


def test_a_third_folder_is_laid_over_the_second(tmp_path: Path) -> None:
    one = lay(tmp_path / "one", acts__own__attack_on_clinic=RULE, vocabulary__mine=WORDS)
    two = lay(tmp_path / "two", rulebook="switch_off: [attack-on-clinic]\n")
    assert len(load_rulebook([BASE, one]).rules) == 3
    assert len(load_rulebook([BASE, one, two]).rules) == 2


def test_the_hash_of_every_file_in_use_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = lay(tmp_path / "mine", vocabulary__mine=WORDS, rulebook="switch_off: [attack-on-hospital]\n")
    files = load_rulebook([BASE, mine]).files
    assert list(files) == [
        "acts/attacks/attack-on-building.yaml",
        "acts/attacks/attack-on-hospital.yaml",
        "mine/rulebook.yaml",
        "mine/vocabulary/mine.yaml",
        "vocabulary/core.yaml",
        "vocabulary/words.yaml",
    ]
    assert files["mine/vocabulary/mine.yaml"] == hashlib.sha256(WORDS.encode()).hexdigest()
    monkeypatch.chdir(BASE)
    assert load_rulebook([Path(), mine]).files == files


def test_a_folder_named_twice_counts_once() -> None:
    assert load_rulebook([BASE, BASE / "acts" / ".."]) == load_rulebook([BASE])


def test_hidden_files_and_notes_are_left_alone(tmp_path: Path) -> None:
    mine = lay(tmp_path / "mine", vocabulary__mine=WORDS)
    (mine / ".git").mkdir()
    (mine / ".git" / "x.yaml").write_text("{{{")
    (mine / "README.md").write_text("Notes.")
    problems = Problems()
    read_rulebook([BASE, mine], problems)
    assert problems.found == []
