"""Pronouns and "the building" stand for the phrase before them; the mention keeps both."""

import pytest

from readings import Read, bare, rows

TARGETS = [
    ("Farmers left a bus at the mill. Soldiers burned it.", "burned", "bus", "it"),
    ("The hospital stands on a hill. Jets bombed the building twice.", "bombed", "hospital", "building"),
    ("A nurse was stopped at the army checkpoint. Soldiers shot her.", "shot", "nurse", "her"),
    ("Militiamen stopped three farmers. Later they shot them.", "shot", "three farmers", "them"),
    ("The clinic has forty beds.\n\nOn Friday a shell hit it.", "hit", "clinic", "it"),
    ("The school is closed. The clinic still works. On Sunday shells hit the facility.", "hit", "clinic", "facility"),
    ("The commander inspected the bridge. Later rebels blew it up.", "blew", "bridge", "it"),
    ("The clinic lay beside the barracks, and on Monday it was shelled by rebels.", "shelled", "clinic", "it"),
]


WRONG_TODAY = {
    "Militiamen stopped three farmers. Later they shot them.": "“they” and “them” of one clause stand for one phrase",
}


@pytest.mark.parametrize(("text", "trigger", "phrase", "via"), rows(TARGETS, WRONG_TODAY))
def test_a_target_named_before(read: Read, text: str, trigger: str, phrase: str, via: str) -> None:
    (target,) = read.event(text, trigger).targets
    assert (bare(target.span.text), target.via and target.via.text) == (phrase, via)


ACTORS = [
    ("The soldiers entered the village at dawn. They burned the granary.", "burned", "soldiers", "They"),
    ("Militiamen stopped three farmers. Later they shot them.", "shot", "militiamen", "they"),
    ("The militia took the town in May. It burned the church.", "burned", "militia", "It"),
]


@pytest.mark.parametrize(("text", "trigger", "phrase", "via"), rows(ACTORS))
def test_an_actor_named_before(read: Read, text: str, trigger: str, phrase: str, via: str) -> None:
    (actor,) = read.event(text, trigger).actors
    assert (bare(actor.span.text), actor.via and actor.via.text) == (phrase, via)


def test_what_is_referred_to_gives_its_concepts(read: Read) -> None:
    (target,) = read.event("The hospital stands on a hill. Jets bombed the building twice.", "bombed").targets
    assert target.concepts == ("medical-facility",)


def test_a_possessive_is_what_it_stands_for(read: Read) -> None:
    (target,) = read.event("The mosque was old. A shell destroyed its roof.", "destroyed").targets
    assert "place-of-worship" in target.concepts


def test_a_described_building_stands_for_itself(read: Read) -> None:
    text = "The hospital stands on a hill. Jets bombed the building of the customs office."
    assert all("medical-facility" not in target.concepts for target in read.event(text, "bombed").targets)


def test_nothing_is_referred_to_where_nothing_fits(read: Read) -> None:
    (target,) = read.event("Soldiers came at dawn. Shells hit the building.", "hit").targets
    assert target.via is None
