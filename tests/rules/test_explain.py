"""Rules in words, lists and filters."""

from dataclasses import replace
from pathlib import Path

import pytest

from ihl_check.rules.explain import entry_in_words, explain, explain_json, list_rules, rules_by_law, rules_page
from ihl_check.rules.load import load_rulebook
from ihl_check.rules.model import Entry, Law

BASE = Path(__file__).parent / "base"
BOOK = load_rulebook([BASE])
BUILDING, HOSPITAL = BOOK.rules
CITING = replace(
    BUILDING, law=Law((1, 28), ("8(2)(b)(i)", "8(2)(b)(ix)"), ("8(2)(e)(iv)",), ("GC IV 18-19", "AP I 51(2)"))
)


@pytest.mark.parametrize(
    "law",
    [
        *("8(2)(b)", "8(2)(b)(i)", "8(2)(e)", "rome:8(2)(b)(ix)", "Article 8(2)(b)", "cihl:28", "CIHL: 1", "cihl:"),
        *("GC IV", "GC IV 18", "AP I 51", "AP I", "AP I 51(2)"),
    ],
)
def test_a_rule_is_found_by_what_it_stands_on(law: str) -> None:
    assert rules_by_law([CITING], law) == (CITING,)


@pytest.mark.parametrize(
    "law", ["8(2)(a)", "8(2)(b)(iv)", "8(2)(b)(", "cihl:2", "cihl:8", "GC I", "AP I 5", "AP II", "GC IV 1"]
)
def test_a_rule_is_not_found_by_what_merely_looks_alike(law: str) -> None:
    assert rules_by_law([CITING], law) == ()


def test_a_list_is_grouped_and_counted() -> None:
    assert list_rules(BOOK.rules).split("\n") == [
        "Attacks (attacks)",
        "  attack-on-building  Attack on a building",
        "  attack-on-hospital  Attack on a hospital",
        "",
        "2 rules",
        "",
    ]
    assert list_rules(BOOK.rules, "cihl:28").endswith("attack-on-hospital  Attack on a hospital\n\n1 rule\n")


def test_an_explanation_has_all_that_the_file_says() -> None:
    text = explain(HOSPITAL, BOOK)
    for words in (
        "Hospitals may not be attacked.",
        "rule 28 (medical units)",
        "8(2)(b)(ix)",
        "8(2)(e)(iv)",
        "GC IV 18",
        "the act is attack; it is done to hospital",
        "Not flagged where\n  - the words near it speak of warning-given",
        "Silences on the same event: attack-on-building",
        "hospital: hospital, {field,military} hospital",
        "Hospital comes under fire",
        "missing: unless",
    ):
        assert words in text
    assert "Is silenced on the same event by: attack-on-hospital" in explain(BUILDING, BOOK)


def test_the_explanation_for_programs_says_the_same() -> None:
    found = explain_json(HOSPITAL, BOOK)
    assert found["match"] == [{"act": ["attack"], "target": ["hospital"]}]
    assert found["law"]["rome_statute"]["international"] == ["8(2)(b)(ix)"]
    assert found["words"]["hospital"] == ["hospital", "{field,military} hospital"]
    assert found["examples"]["pass"][0] == {
        "text": "Rebels bombed the trench.",
        "because": "target",
        "published": None,
    }
    assert explain_json(BUILDING, BOOK)["superseded_by"] == ["attack-on-hospital"]


def test_an_entry_reads_as_a_sentence() -> None:
    entry = Entry(
        act=("attack",), victim=("civilian", "person"), none_of=Entry(weapon=("rocket",), cue=("warning-given",))
    )
    assert entry_in_words(entry) == (
        "the act is attack; it is done to civilian or person; "
        "and not: with rocket nor the words near it speak of warning-given"
    )


def test_the_page_of_rules_shows_each_with_law_and_an_example() -> None:
    page = rules_page(BOOK.rules)
    assert "- [Attacks](#attacks): 2 rules" in page
    assert "### Attack on a hospital\n\n`attack-on-hospital`\n\nHospitals may not be attacked." in page
    assert "- Customary law: rule 28 (medical units)" in page
    assert "> Rebels bombed the hospital." in page
