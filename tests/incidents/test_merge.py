"""Which accounts become one incident, which stay apart, and that neither order nor later documents change it."""

from itertools import permutations
from typing import Any

import pytest

from builders import ALEPPO, IDLIB, IDLIB_PROVINCE, In, attack, document
from ihl_check.events.model import Kind
from ihl_check.incidents.merge import merge_incidents
from ihl_check.incidents.model import Incident
from ihl_check.rules.model import Finding

OTHER_WORDS = "Bombs hit a hospital in Aleppo, doctors said."


def merged(*told: tuple[Any, Finding]) -> tuple[Incident, ...]:
    return merge_incidents([finding for _, finding in told], [made for made, _ in told])


def groups(incidents: tuple[Incident, ...]) -> set[frozenset[str]]:
    return {frozenset(finding.document for finding in incident.findings) for incident in incidents}


def hospital(id: str, words: str = "Jets hit a hospital in Aleppo.", **slots: Any) -> tuple[Any, Finding]:
    slots.setdefault("place", ALEPPO)
    slots.setdefault("on", "2016-08-06")
    slots.setdefault("about", {"published": "2016-08-07", "outlet": id})
    return attack(words, id, **slots)


def test_one_place_day_and_target_is_one_incident_with_reasons() -> None:
    (incident,) = merged(hospital("a"), hospital("b", OTHER_WORDS))
    assert {finding.document for finding in incident.findings} == {"a", "b"}
    assert incident.reasons == ("same place; same date; same target",)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"on": "2016-08-09"}, id="date"),
        pytest.param({"place": IDLIB, "words": "Jets hit a hospital in Idlib."}, id="place"),
        pytest.param(
            {"words": "Jets hit a school in Aleppo.", "target": ("a school", "education-facility"),
             "rule": "attack-on-education"},
            id="target",
        ),
        pytest.param(
            {"words": "The Noor hospital in Aleppo was hit.", "target": ("The Noor hospital", "medical-facility")},
            id="name of the target",
        ),
    ],
)  # fmt: skip
def test_a_difference_in_one_slot_keeps_accounts_apart(other: dict[str, Any]) -> None:
    first = hospital(
        "a", "On that day the Amal hospital in Aleppo was hit.", target=("the Amal hospital", "medical-facility")
    )
    assert groups(merged(first, hospital("b", **other))) == {frozenset("a"), frozenset("b")}


def test_place_and_date_alone_are_not_enough() -> None:
    town = attack(
        "Jets hit Aleppo.", "b", rule="explosive-weapons-populated-area", target=("Aleppo", "town"),
        place=ALEPPO, on="2016-08-06",
    )  # fmt: skip
    incidents = merged(hospital("a"), town)
    assert len(incidents) == 2
    assert [each.possibly_same[0].incident for each in incidents] == [incidents[1].id, incidents[0].id]


def test_one_event_under_three_rules_is_one_incident() -> None:
    made = document("Jets hit a hospital in Aleppo with cluster bombs.")
    inside = In(made)
    event = inside.event(
        "hit",
        targets=(inside.mention("a hospital", "medical-facility"),),
        weapons=(inside.mention("cluster bombs", "cluster-munition", kind=Kind.WEAPON),),
        place=ALEPPO,
    )
    rules = ("attack-on-medical-facility", "cluster-munitions", "murder")
    (incident,) = merge_incidents([inside.finding(rule, event) for rule in rules], [made])
    assert incident.rules == tuple(sorted(rules))


def test_a_region_that_holds_the_town_needs_a_shared_name_or_toll() -> None:
    def told(id: str, words: str, place: Any, **more: Any) -> tuple[Any, Finding]:
        return hospital(id, words, place=place, target=more.pop("target", ("a hospital", "medical-facility")), **more)

    town = told("a", "Jets hit a hospital in Idlib, killing 11 people.", IDLIB, killed=(11, 11, "11 people"))
    region = told("b", "Jets hit a hospital in Idlib Province.", IDLIB_PROVINCE)
    with_toll = told("b", "Jets hit a hospital in Idlib Province, 11 dead.", IDLIB_PROVINCE, killed=(11, 11, "11 dead"))
    assert len(merged(town, region)) == 2
    assert len(merged(town, with_toll)) == 1


def test_reports_that_differ_by_a_day_need_more_than_place_and_target() -> None:
    assert len(merged(hospital("a"), hospital("b", OTHER_WORDS, on="2016-08-07"))) == 2
    told = [
        hospital(id, "Jets hit a hospital in Aleppo, killing 27 people.", on=day, killed=(27, 27, "27 people"))
        for id, day in (("a", "2016-08-06"), ("b", "2016-08-07"))
    ]
    (incident,) = merged(*told)
    assert (str(incident.start), str(incident.end)) == ("2016-08-06", "2016-08-07")


def test_different_special_weapons_are_different_incidents() -> None:
    told = [
        attack(f"{weapon} hit Aleppo.", id, rule=rule, target=("Aleppo", "town"), weapon=(weapon, concept),
               place=ALEPPO, on="2016-08-06", killed=None)
        for id, weapon, concept, rule in (
            ("a", "Napalm", "incendiary", "incendiary-weapons"),
            ("b", "Chlorine", "chemical-agent", "chemical-weapons"),
        )
    ]  # fmt: skip
    incidents = merged(*told)
    assert len(incidents) == 2
    assert not any(incident.possibly_same for incident in incidents)


def test_a_second_mention_in_a_document_joins_the_first() -> None:
    made = document("Jets hit a hospital in Aleppo. Rain fell. The strike on the hospital killed nine.")
    inside = In(made)
    first = inside.event("hit", targets=(inside.mention("a hospital", "medical-facility"),), place=ALEPPO)
    second = inside.event("strike", targets=(inside.mention("the hospital", "medical-facility"),))
    findings = [inside.finding("attack-on-medical-facility", event) for event in (first, second)]
    assert len(merge_incidents(findings, [made])) == 1


def test_another_hospital_is_another_incident() -> None:
    made = document("Jets hit a hospital in Aleppo. Jets later struck another hospital in Aleppo.")
    inside = In(made)
    first = inside.event("hit", targets=(inside.mention("a hospital", "medical-facility"),), place=ALEPPO)
    second = inside.event("struck", targets=(inside.mention("another hospital", "medical-facility"),), place=ALEPPO)
    findings = [inside.finding("attack-on-medical-facility", event) for event in (first, second)]
    assert len(merge_incidents(findings, [made])) == 2


def test_a_vague_account_never_joins_two_that_differ() -> None:
    """The third mention fits both strikes; it may join one, but the two stay apart."""
    made = document(
        "Jets hit a hospital in Aleppo. A shell struck a hospital in Idlib. The attack on the hospital went on."
    )
    inside = In(made)
    targets = [
        inside.mention("a hospital", "medical-facility"),
        inside.mention("a hospital in Idlib", "medical-facility"),
        inside.mention("the hospital", "medical-facility"),
    ]
    events = [
        inside.event("hit", targets=(targets[0],), place=ALEPPO),
        inside.event("struck", targets=(targets[1],), place=IDLIB),
        inside.event("attack", targets=(targets[2],)),
    ]
    findings = [inside.finding("attack-on-medical-facility", event) for event in events]
    for order in permutations(findings):
        incidents = merge_incidents(order, [made])
        assert len(incidents) == 2
        home = {finding.event.trigger.text: incident.id for incident in incidents for finding in incident.findings}
        assert home["attack"] == home["struck"] != home["hit"]  # the nearer one


def test_order_of_findings_and_documents_makes_no_difference() -> None:
    told = [
        hospital("a", killed=(4, 4, "Jets hit"), about={"published": "2016-08-09", "outlet": "a"}),
        hospital("b", OTHER_WORDS),
        hospital("c", on="2016-08-09"),
        attack("Jets hit Aleppo.", "d", rule="indiscriminate-attack", target=("Aleppo", "town"), place=ALEPPO,
               on="2016-08-06"),
    ]  # fmt: skip
    results = {merged(*order) for order in permutations(told)}
    assert len(results) == 1
    assert len(next(iter(results))) == 3


def test_an_id_stays_when_later_documents_are_added_and_old_ids_are_named() -> None:
    early, late = hospital("b"), hospital("a", about={"published": "2016-08-20", "outlet": "a"})
    before = merged(early)[0]
    after = merged(late, early)[0]
    assert after.id == before.id
    assert after.former_ids == (merged(late)[0].id,)


def test_copies_join_although_their_dates_were_read_differently() -> None:
    text = "Aid workers in the town said on Friday that jets hit a hospital in Aleppo, and that many people fled."
    told = [
        attack(text, id, place=ALEPPO, on=day, about={"published": day, "outlet": id})
        for id, day in (("a", "2016-08-06"), ("b", "2016-08-13"))
    ]
    (incident,) = merged(*told)
    assert incident.copies == (("a", "b"),)
    assert incident.happened == "single-source"


def test_unmerged_doubts_are_listed_both_ways_with_reasons() -> None:
    one, other = merged(hospital("a"), hospital("b", OTHER_WORDS, on="2016-08-07"))
    assert one.possibly_same[0].incident == other.id
    assert other.possibly_same[0].incident == one.id
    assert one.possibly_same[0].reasons == ("same place; dates that agree or lie a day apart; same target",)


def test_swapping_the_sides_leaves_incidents_and_grades() -> None:
    def told(first: str, second: str) -> list[tuple[int, str, str]]:
        incidents = merged(
            hospital("a", f"{first} jets hit a hospital in Aleppo.", actor=(f"{first} jets", "nationality")),
            hospital("b", f"{second} jets hit a hospital in Aleppo.", actor=(f"{second} jets", "nationality")),
        )
        return [(len(each.findings), each.happened.value, each.actor_grade.value) for each in incidents]

    assert told("Northern", "Ruritanian") == told("Ruritanian", "Northern") == [(2, "corroborated", "contested")]


def test_a_place_named_around_an_account_is_as_good_as_its_own() -> None:
    country = ("Syria", "SY", 35.0, 38.0, "country")
    told = hospital("a", "Jets hit a hospital, people in Aleppo said.", place=country, place_words="Aleppo")
    assert len(merged(told, hospital("b"))) == 1


def test_a_place_too_small_for_the_gazetteer_has_one_such_event_within_days() -> None:
    def told(id: str, place: Any, words: str, day: str) -> tuple[Any, Finding]:
        return attack(
            words, id, rule="murder", trigger="killed", target=("people", "person"), place=place, on=day,
            about={"published": "2016-08-09", "outlet": id},
        )  # fmt: skip

    def count(place: Any) -> int:
        name = place[0]
        one = told("a", place, f"Men killed people in {name}.", "2016-08-06")
        other = told("b", place, f"Villagers said that men killed people at {name}.", "2016-08-07")
        return len(merged(one, other))

    assert count(("Tarma", None, None, None, "unknown")) == 1
    assert count(ALEPPO) == 2


def test_harm_told_in_the_next_sentence_belongs_to_the_strike() -> None:
    made = document("A bomb hit a market in Aleppo. Nine people were killed.")
    inside = In(made)
    hit = inside.event("hit", targets=(inside.mention("a market", "market"),), place=ALEPPO)
    killed = inside.event("killed", acts=("killing",), targets=(inside.mention("Nine people", "person"),))
    findings = [inside.finding("attack-on-civilian-object", hit), inside.finding("attack-on-civilians", killed)]
    assert len(merge_incidents(findings, [made])) == 1


def test_a_mention_that_points_back_joins_one_event_only() -> None:
    made = document(
        "Rebels shelled a clinic in Aleppo. Later the army burned a clinic by the river. People knew of the clinic."
    )
    inside = In(made)
    one = inside.event("shelled", targets=(inside.mention("a clinic in Aleppo", "medical-facility"),),
                       actors=(inside.mention("Rebels", "armed-group"),), place=ALEPPO)  # fmt: skip
    other = inside.event("burned", targets=(inside.mention("a clinic by the river", "medical-facility"),),
                         actors=(inside.mention("the army", "state-force"),))  # fmt: skip
    again = inside.event("knew", targets=(inside.mention("the clinic", "medical-facility"),))
    findings = [inside.finding("attack-on-medical-facility", event) for event in (one, other, again)]
    incidents = merge_incidents(findings, [made])
    assert sorted(len(incident.findings) for incident in incidents) == [1, 2]


def test_no_findings_are_no_incidents() -> None:
    assert merge_incidents([], []) == ()


def test_headline_and_story_are_one() -> None:
    made = document("Bombs close last hospital\n\nTwo bombs hit a hospital in Aleppo on Tuesday.")
    inside = In(made)
    head = inside.event("close", targets=(inside.mention("last hospital", "medical-facility"),))
    body = inside.event("hit", targets=(inside.mention("a hospital", "medical-facility"),), place=ALEPPO)
    findings = [inside.finding("attack-on-medical-facility", event) for event in (head, body)]
    assert len(merge_incidents(findings, [made])) == 1


def test_a_hospital_and_a_market_hit_on_one_day_by_one_army_stay_apart_in_one_document() -> None:
    made = document("Army jets hit a hospital in Aleppo. Army jets also bombed a market there.")
    inside = In(made)
    one = inside.event(
        "hit", targets=(inside.mention("a hospital", "medical-facility"),), place=ALEPPO, on="2016-08-06"
    )
    other = inside.event("bombed", targets=(inside.mention("a market", "market"),), place=ALEPPO, on="2016-08-06")
    findings = [inside.finding("attack-on-medical-facility", one), inside.finding("attack-on-civilian-object", other)]
    assert len(merge_incidents(findings, [made])) == 2
