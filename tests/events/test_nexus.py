"""The tie to an armed conflict: where it comes from; metaphor, sport, business, crime and disaster have none."""

import pytest

from ihl_check.events.model import Event
from readings import Judge, Read, rows


def kinds(event: Event) -> set[str]:
    return {nexus.kind for nexus in event.nexus}


TIED: list[tuple[str, str, str, str]] = [
    ("Soldiers burned the village.", "burned", "actor", "Soldiers"),
    ("The village was burned by soldiers.", "burned", "actor", "soldiers"),
    ("A mortar shell hit the clinic.", "hit", "weapon", "A mortar shell"),
    ("Army jets bombed the school.", "bombed", "weapon", "Army jets"),
    ("Three farmers were killed during the siege.", "killed", "passage", "siege"),
    ("The front line ran along the river. Three farmers were killed.", "killed", "passage", "front line"),
]


@pytest.mark.parametrize(("text", "trigger", "kind", "words"), rows(TIED))
def test_where_the_tie_comes_from(read: Read, text: str, trigger: str, kind: str, words: str) -> None:
    event = read.event(text, trigger)
    assert (kind, words) in {(nexus.kind, nexus.span.text) for nexus in event.nexus if nexus.span}


def test_the_strongest_evidence_stands_first(read: Read) -> None:
    event = read.event("During the siege soldiers burned the village.", "burned")
    assert [nexus.kind for nexus in event.nexus][:1] == ["actor"]


def test_a_document_on_an_armed_conflict_ties_its_passages(read: Read) -> None:
    text = "Rebels took the bridge.\n\nThe army shelled the road.\n\nThree farmers were killed at the mill."
    assert kinds(read.event(text, "killed")) >= {"document"}


def test_a_named_conflict_fits_place_and_day(read: Read) -> None:
    text = "Two farmers were executed in Idlib on 3 August 2016."
    event = read.event(text, "executed", "2016-08-08")
    assert "conflict" in kinds(event)
    (found,) = (nexus for nexus in event.nexus if nexus.kind == "conflict")
    assert found.conflict is not None and "syria" in found.conflict


def test_no_named_conflict_fits_before_it_began(read: Read) -> None:
    events = read("Two farmers were executed in Idlib on 3 August 2003.", "2003-08-08")
    assert all("conflict" not in kinds(event) for event in events)


UNTIED = [
    "The striker’s shot hit the post and the keeper was injured in the second half.",
    "The visitors launched attack after attack, and their captain fired a rocket into the net.",
    "The bank mounted a raid on its rival and captured the market.",
    "The paper bombarded its readers with advertisements for schools.",
    "Critics savaged the film, and its director came under fire from every side.",
    "Police arrested a man who shot a shopkeeper in a robbery.",
    "A gas leak destroyed the school and killed a teacher.",
    "The storm hit the hospital, killing two patients.",
    "Teachers at the school went on strike for better pay.",
    "The firm attacked the market with a new product.",
    "Fire destroyed a mosque on Monday, the fire brigade said.",
    "Hackers attacked the hospital’s computers.",
    "Doctors said the patient died of a heart attack in the hospital.",
    "Prices exploded, and small shops were wiped out by the crisis.",
    "A drunken driver hit an ambulance, killing a nurse.",
    "The new law targets schools that fail their pupils.",
    "The farmer sprayed his crops and poisoned a well by mistake.",
    "Robbers looted three shops after the match.",
    "Kidnappers took a banker’s son hostage and asked for ransom.",
    "The teacher drilled the pupils until they dropped.",
]


WRONG_TODAY = {"Fire destroyed a mosque on Monday, the fire brigade said.": "“brigade” is taken for a force"}


@pytest.mark.parametrize(("text",), rows(((text,) for text in UNTIED), WRONG_TODAY))
def test_peaceful_prose_gives_no_finding(judge: Judge, text: str) -> None:
    assert [finding.rule for judgement in judge(text) for finding in judgement.findings] == []
