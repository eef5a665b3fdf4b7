"""Named conflicts: what is read, that a folder laid over replaces by id, look-up by place and day, the shipped file."""

from datetime import date
from pathlib import Path

import pytest

from ihl_check.vocabulary.conflicts import (
    Conflict,
    Party,
    Phase,
    classes_on,
    conflicts_for,
    parties_named,
    read_conflicts,
)
from ihl_check.vocabulary.source import Problems, read_source

SHIPPED = Path(__file__).parents[2] / "rules" / "conflicts.yaml"

RIVER = """
- id: river-war
  name: War on the river
  start: 1999-05
  end: "2001"
  countries: [XX]
  parties:
    - {name: Ruritania, kind: state, side: A}
    - {name: River Front, kind: armed-group, also: [RF], side: B}
  classes:
    - {class: non-international, start: 1999-05, disputed: true, note: one court held otherwise}
  terms: [river war]
"""


def test_a_conflict_has_parties_and_classes_over_time(tmp_path: Path) -> None:
    problems = Problems()
    sources = []
    for name, text in (("a", RIVER), ("b", RIVER.replace("War on the river", "The river war"))):
        (tmp_path / name).write_text(text)
        source = read_source(tmp_path / name, problems)
        assert source is not None
        sources.append(source)
    (conflict,) = read_conflicts(sources, problems)
    assert problems.found == []
    assert (conflict.name, conflict.start, conflict.end) == ("The river war", "1999-05", "2001")
    assert conflict.parties[1] == Party("River Front", "armed-group", ("RF",), "B")
    assert conflict.classes == (Phase("non-international", "1999-05", None, True, "one court held otherwise"),)
    assert conflict.terms == ("river war",)


@pytest.fixture(scope="module")
def shipped() -> tuple[Conflict, ...]:
    problems = Problems()
    source = read_source(SHIPPED, problems)
    assert source is not None
    conflicts = read_conflicts([source], problems)
    assert problems.found == []
    return conflicts


def test_the_shipped_file_covers_the_conflicts_of_the_time(shipped: tuple[Conflict, ...]) -> None:
    recent = [conflict for conflict in shipped if conflict.end is None or conflict.end >= "1990"]
    assert len(recent) >= 60
    assert all(conflict.parties and conflict.classes for conflict in shipped)
    assert all(len(conflict.parties) >= 2 for conflict in shipped)


def test_a_disputed_class_says_what_is_disputed(shipped: tuple[Conflict, ...]) -> None:
    silent = [conflict.id for conflict in shipped for phase in conflict.classes if phase.disputed and not phase.note]
    assert silent == []


def test_classes_lie_within_their_conflict(shipped: tuple[Conflict, ...]) -> None:
    outside = [
        conflict.id
        for conflict in shipped
        for phase in conflict.classes
        if phase.start < conflict.start or (conflict.end and (phase.end is None or phase.end > conflict.end))
    ]
    assert outside == []


def test_names_of_a_party_are_told_once(shipped: tuple[Conflict, ...]) -> None:
    repeated = [
        (conflict.id, party.name)
        for conflict in shipped
        for party in conflict.parties
        if len({name.casefold() for name in (party.name, *party.also)}) != 1 + len(party.also)
    ]
    assert repeated == []


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("SY", date(2016, 8, 8), "syria"),
        ("AF", date(2015, 10, 3), "afghanistan"),
        ("AF", date(1984, 5, 1), "soviet-afghan-war"),
        ("BA", date(1993, 5, 1), "bosnia"),
        ("UA", date(2022, 4, 1), "ukraine"),
        ("UA", date(1943, 4, 1), "second-world-war"),
        ("SD", date(2024, 4, 1), "sudan"),
        ("ET", date(2021, 6, 22), "tigray"),
        ("LK", date(2009, 5, 17), "sri-lanka"),
        ("SV", date(1981, 12, 11), "el-salvador"),
    ],
)
def test_a_conflict_is_found_by_country_and_day(
    shipped: tuple[Conflict, ...], country: str, day: date, expected: str
) -> None:
    assert expected in [conflict.id for conflict in conflicts_for(shipped, country, day)]


def test_the_last_day_of_the_last_month_counts_and_the_next_does_not(shipped: tuple[Conflict, ...]) -> None:
    assert [conflict.id for conflict in conflicts_for(shipped, "LK", date(2009, 5, 31))] == ["sri-lanka"]
    assert conflicts_for(shipped, "LK", date(2009, 6, 1)) == ()
    assert conflicts_for(shipped, "CH", date(2016, 8, 8)) == ()


def test_the_closest_conflict_comes_first(shipped: tuple[Conflict, ...]) -> None:
    assert conflicts_for(shipped, "ET", date(2021, 6, 22))[0].id == "tigray"


def test_classes_follow_the_day(shipped: tuple[Conflict, ...]) -> None:
    ukraine = next(conflict for conflict in shipped if conflict.id == "ukraine")
    assert {phase.kind for phase in classes_on(ukraine, date(2014, 5, 1))} == {"occupation", "non-international"}
    assert {phase.kind for phase in classes_on(ukraine, date(2023, 5, 1))} == {"occupation", "international"}


def test_parties_are_found_by_any_of_their_names(shipped: tuple[Conflict, ...]) -> None:
    found = {(conflict.id, party.name) for conflict, party in parties_named(shipped, "tamil tigers")}
    assert found == {("sri-lanka", "Liberation Tigers of Tamil Eelam")}
    assert len(parties_named(shipped, "RSF")) >= 2
    assert parties_named(shipped, "Ruritania") == ()
