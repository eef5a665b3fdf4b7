"""Match: every key of an entry, exceptions, statuses, ties to a conflict, superseding, strength, and ids of findings.

The vocabulary and the rules are a few lines of this file and the events are made by hand.
"""

from dataclasses import replace

import pytest

from builders import In, document
from ihl_check.events.model import Event, Kind, Nexus, Span, Status
from ihl_check.rules.match import finding_id, judge
from ihl_check.rules.model import Entry, Finding, Judgement, Law, Rule
from ihl_check.vocabulary.model import Concept, Vocabulary

TREE = {
    "act": (),
    "attack": ("act",),
    "bombardment": ("attack",),
    "killing": ("act",),
    "object": (),
    "civilian-object": ("object",),
    "hospital": ("civilian-object",),
    "home": ("civilian-object",),
    "barracks": ("object",),
    "person": (),
    "civilian": ("person",),
    "nurse": ("civilian",),
    "fighter": ("person",),
    "soldier": ("person",),
    "weapon": (),
    "napalm": ("weapon",),
    "place": (),
    "town": ("place",),
    "cue": (),
    "warning": ("cue",),
    "drill": ("cue",),
}
VOCABULARY = Vocabulary({id: Concept(id, is_a) for id, is_a in TREE.items()})

TEXT = (
    "Soldiers bombed a hospital, two nurses, some homes and a barracks in Olmeda with napalm; "
    "three died without warning."
)
INSIDE = In(document(TEXT, "folder/report.txt"))
HOSPITAL = INSIDE.mention("a hospital", "hospital")
NURSES = INSIDE.mention("two nurses", "nurse", kind=Kind.GROUP)
HOMES = INSIDE.mention("some homes", "home")
BARRACKS = INSIDE.mention("a barracks", "barracks")
SOLDIERS = INSIDE.mention("Soldiers", "soldier", kind=Kind.GROUP)
NAPALM = INSIDE.mention("napalm", "napalm", kind=Kind.WEAPON)


def event(**more: object) -> Event:
    """Soldiers bombed; with a tie to an armed conflict unless another is given."""
    given = {"acts": ("bombardment",), "nexus": (("actor", "Soldiers"),), "actors": (SOLDIERS,), **more}
    return INSIDE.event("bombed", **given)


def rule(id: str = "r", *match: Entry, **more: object) -> Rule:
    entries = match or (Entry(act=("attack",), target=("hospital",)),)
    return replace(Rule(id, id, "group", Law(), "A rule.", entries), **more)


def judged(events: list[Event] | Event, *rules: Rule, inside: In = INSIDE) -> tuple[Judgement, ...]:
    return judge(events if isinstance(events, list) else [events], rules, VOCABULARY, inside.document)


def flags(*judgements: Judgement) -> list[str]:
    return [finding.rule for judgement in judgements for finding in judgement.findings]


def missing(*judgements: Judgement) -> list[tuple[str, str]]:
    return [(rejection.rule, rejection.missing) for judgement in judgements for rejection in judgement.rejections]


def only(*judgements: Judgement) -> Finding:
    (finding,) = (finding for judgement in judgements for finding in judgement.findings)
    return finding


# -- keys of an entry ------------------------------------------------------------------------------------------------


def test_every_element_is_tied_to_the_words_that_met_it() -> None:
    whole = Entry(
        act=("attack",),
        target=("hospital",),
        victim=("civilian",),
        weapon=("napalm",),
        actor=("soldier",),
        cue=("warning",),
        harm=("killed",),
    )
    told = event(
        targets=(HOSPITAL, NURSES, BARRACKS),
        weapons=(NAPALM,),
        killed=(3, 3, "three"),
        cues=(("warning", "without warning"),),
    )
    finding = only(*judged(told, rule("r", whole)))
    assert {(element.element, element.span.text) for element in finding.elements} == {
        ("act", "bombed"),
        ("target", "a hospital"),
        ("victim", "two nurses"),
        ("weapon", "napalm"),
        ("actor", "Soldiers"),
        ("cue", "without warning"),
        ("harm", "three"),
    }
    assert all(TEXT[element.span.begin : element.span.end] == element.span.text for element in finding.elements)
    assert finding.quote == told.sentence


KEYS = [
    (Entry(act=("attack",), target=("hospital",)), {"targets": (BARRACKS,)}, "target"),
    (Entry(act=("attack",), victim=("civilian",)), {"targets": (HOSPITAL,)}, "victim"),
    (Entry(act=("attack",), weapon=("napalm",)), {}, "weapon"),
    (Entry(act=("attack",), actor=("fighter",)), {}, "actor"),
    (Entry(act=("attack",), place=("town",)), {}, "place"),
    (Entry(act=("attack",), cue=("warning",)), {}, "cue"),
    (Entry(act=("attack",), harm=("killed",)), {}, "harm"),
    (Entry(act=("attack",), harm=("injured",)), {"killed": (3, 3, "three")}, "harm"),
]


@pytest.mark.parametrize(("entry", "slots", "key"), KEYS, ids=[key for *_, key in KEYS])
def test_a_key_that_is_not_met_stops_the_flag_and_is_named(entry: Entry, slots: dict[str, object], key: str) -> None:
    found = judged(event(**slots), rule("r", entry))
    assert (flags(*found), missing(*found)) == ([], [("r", key)])


def test_another_act_is_not_even_close() -> None:
    found = judged(event(acts=("killing",), targets=(HOSPITAL,)), rule())
    assert (flags(*found), missing(*found)) == ([], [])


def test_two_missing_keys_are_not_close() -> None:
    found = judged(event(), rule("r", Entry(act=("attack",), target=("hospital",), weapon=("napalm",))))
    assert missing(*found) == []


def test_a_concept_stands_for_all_below_it_and_none_above() -> None:
    below, above = rule("below", Entry(act=("attack",), target=("civilian-object",))), rule("above")
    assert flags(*judged(event(targets=(HOSPITAL,)), below, above)) == ["below", "above"]
    civil = INSIDE.mention("some homes", "civilian-object")
    assert flags(*judged(event(targets=(civil,)), below, above)) == ["below"]


def test_any_concept_of_a_list_and_any_entry_will_do() -> None:
    listed = rule("listed", Entry(act=("killing", "attack"), target=("home", "hospital")))
    either = rule("either", Entry(act=("attack",), weapon=("napalm",)), Entry(act=("attack",), target=("hospital",)))
    assert flags(*judged(event(targets=(HOSPITAL,)), listed, either)) == ["listed", "either"]


def test_a_victim_is_a_person() -> None:
    entry = Entry(act=("attack",), victim=("civilian", "hospital"))
    assert flags(*judged(event(targets=(NURSES,)), rule("r", entry))) == ["r"]
    assert flags(*judged(event(targets=(HOSPITAL,)), rule("r", entry))) == []


def test_harm_to_nobody_is_no_harm() -> None:
    entry = rule("r", Entry(act=("attack",), harm=("killed", "injured")))
    assert flags(*judged(event(killed=(0, 0, "three")), entry)) == []
    assert flags(*judged(event(killed=(None, None, "three")), entry)) == ["r"]


def test_a_place_is_met_by_a_named_town_a_target_or_a_word_of_the_sentence() -> None:
    entry = rule("r", Entry(act=("attack",), place=("town",)))
    olmeda = ("Olmeda", None, None, None, "unknown")
    assert flags(*judged(event(place=olmeda), entry)) == ["r"]
    assert flags(*judged(event(place=("Olmeda", "SY", 1.0, 1.0, "country")), entry)) == []
    assert flags(*judged(event(targets=(INSIDE.mention("Olmeda", "town"),)), entry)) == ["r"]
    assert flags(*judged(event(cues=(("town", "Olmeda"),)), entry)) == ["r"]


def test_a_cue_that_is_an_act_or_a_thing_is_another_word_than_the_events_own() -> None:
    entry = rule("r", Entry(act=("attack",), cue=("hospital",)))
    assert flags(*judged(event(targets=(HOSPITAL,), cues=(("hospital", "a hospital"),)), entry)) == []
    assert flags(*judged(event(targets=(HOMES,), cues=(("hospital", "a hospital"),)), entry)) == ["r"]


# -- not -------------------------------------------------------------------------------------------------------------


def test_not_looks_at_each_target_alone() -> None:
    entry = Entry(act=("attack",), target=("object",), none_of=Entry(target=("barracks",)))
    assert flags(*judged(event(targets=(BARRACKS,)), rule("r", entry))) == []
    finding = only(*judged(event(targets=(BARRACKS, HOSPITAL)), rule("r", entry)))
    assert [element.span.text for element in finding.elements if element.element == "target"] == ["a hospital"]


def test_not_without_a_target_in_the_entry_bars_any_target() -> None:
    entry = rule("r", Entry(act=("attack",), harm=("killed",), none_of=Entry(target=("barracks",))))
    killed = (3, 3, "three")
    assert flags(*judged(event(targets=(HOSPITAL,), killed=killed), entry)) == ["r"]
    assert flags(*judged(event(targets=(HOSPITAL, BARRACKS), killed=killed), entry)) == []


@pytest.mark.parametrize(
    ("barred", "slots"),
    [
        (Entry(weapon=("napalm",)), {"weapons": (NAPALM,)}),
        (Entry(actor=("soldier",)), {}),
        (Entry(cue=("warning",)), {"cues": (("warning", "without warning"),)}),
        (Entry(harm=("killed",)), {"killed": (3, 3, "three")}),
    ],
)
def test_not_bars_any_other_key(barred: Entry, slots: dict[str, object]) -> None:
    entry = Entry(act=("attack",), target=("hospital",))
    told = event(targets=(HOSPITAL,), **slots)
    assert flags(*judged(told, rule("r", entry))) == ["r"]
    assert flags(*judged(told, rule("r", replace(entry, none_of=barred)))) == []


# -- status ----------------------------------------------------------------------------------------------------------

NOT_TOLD = [status for status in Status if status not in (Status.ASSERTED, Status.ATTRIBUTED)]


@pytest.mark.parametrize("status", [Status.ASSERTED, Status.ATTRIBUTED])
def test_what_is_told_as_done_can_be_flagged(status: Status) -> None:
    assert only(*judged(event(targets=(HOSPITAL,), status=status), rule())).event.status is status


@pytest.mark.parametrize("status", NOT_TOLD)
def test_what_is_not_told_as_done_is_not_flagged_and_close(status: Status) -> None:
    found = judged(event(targets=(HOSPITAL,), status=status), rule())
    assert (flags(*found), missing(*found)) == ([], [("r", "status")])
    assert status.value in found[0].rejections[0].reason


def test_an_entry_on_threats_takes_threats_and_nothing_else() -> None:
    entry = rule("r", Entry(act=("attack",), target=("hospital",), status=(Status.THREATENED, Status.ORDERED)))
    taken = [status for status in Status if flags(*judged(event(targets=(HOSPITAL,), status=status), entry))]
    assert taken == [Status.THREATENED, Status.ORDERED]


def test_the_word_that_decided_the_status_stands_in_the_reason() -> None:
    cue = INSIDE.span("without")
    told = replace(event(targets=(HOSPITAL,), status=Status.NEGATED), status_cue=cue)
    assert "“without”" in judged(told, rule())[0].rejections[0].reason


# -- nexus -----------------------------------------------------------------------------------------------------------

LEVELS = {
    "explicit": {"actor", "weapon"},
    "passage": {"actor", "weapon", "passage", "document"},
    "inferred": {"actor", "weapon", "passage", "document", "conflict"},
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", ["actor", "weapon", "passage", "document", "conflict"])
def test_a_rule_says_which_tie_to_a_conflict_is_enough(level: str, kind: str) -> None:
    told = replace(event(targets=(HOSPITAL,)), nexus=(Nexus(kind, INSIDE.span("Soldiers")),))
    found = judged(told, rule(nexus=level))
    assert flags(*found) == (["r"] if kind in LEVELS[level] else [])
    assert missing(*found) == ([] if kind in LEVELS[level] else [("r", "nexus")])


def test_without_any_tie_nothing_is_flagged() -> None:
    assert missing(*judged(event(targets=(HOSPITAL,), nexus=()), rule(nexus="inferred"))) == [("r", "nexus")]


# -- unless and show -------------------------------------------------------------------------------------------------


def test_an_exception_stops_the_flag_and_its_words_are_the_reason() -> None:
    guarded = rule(unless=(Entry(cue=("drill",)), Entry(cue=("warning",))))
    found = judged(event(targets=(HOSPITAL,), cues=(("warning", "without warning"),)), guarded)
    assert missing(*found) == [("r", "unless")]
    assert "without warning" in found[0].rejections[0].reason
    assert flags(*judged(event(targets=(HOSPITAL,)), guarded)) == ["r"]


def test_an_exception_may_be_a_status() -> None:
    guarded = rule(unless=(Entry(status=(Status.ATTRIBUTED,)),))
    assert missing(*judged(event(targets=(HOSPITAL,), status=Status.ATTRIBUTED), guarded)) == [("r", "unless")]
    assert flags(*judged(event(targets=(HOSPITAL,)), guarded)) == ["r"]


def test_a_counter_indicator_is_shown_and_does_not_stop_the_flag() -> None:
    showing = rule(show=(Entry(cue=("warning",)), Entry(target=("barracks",)), Entry(weapon=("napalm",))))
    finding = only(*judged(event(targets=(HOSPITAL, BARRACKS), cues=(("warning", "without warning"),)), showing))
    assert {element.span.text for element in finding.counter_indicators} == {"without warning", "a barracks"}
    assert finding.counter_indicators == tuple(sorted(finding.counter_indicators))


# -- supersedes ------------------------------------------------------------------------------------------------------

BROAD = rule("broad", Entry(act=("attack",), target=("civilian-object",)), Entry(act=("attack",), victim=("civilian",)))
SPECIAL = rule("special", Entry(act=("attack",), target=("hospital",)), supersedes=("broad",))


def test_a_special_rule_keeps_the_broad_one_quiet_on_the_same_target() -> None:
    for rules in ((BROAD, SPECIAL), (SPECIAL, BROAD)):
        found = judged(event(targets=(HOSPITAL,)), *rules)
        assert (flags(*found), missing(*found)) == (["special"], [("broad", "superseded")])
        assert "special" in found[0].rejections[0].reason


def test_a_broad_rule_keeps_the_targets_that_the_special_one_does_not_name() -> None:
    assert set(flags(*judged(event(targets=(HOSPITAL, HOMES)), SPECIAL, BROAD))) == {"special", "broad"}


def test_a_special_rule_that_is_not_met_keeps_nothing_quiet() -> None:
    assert flags(*judged(event(targets=(HOMES,)), SPECIAL, BROAD)) == ["broad"]
    guarded = replace(SPECIAL, unless=(Entry(cue=("warning",)),))
    warned = event(targets=(HOSPITAL,), cues=(("warning", "without warning"),))
    assert flags(*judged(warned, guarded, BROAD)) == ["broad"]


def test_two_events_of_one_sentence_on_one_target_are_superseded_together() -> None:
    other = replace(event(targets=(HOSPITAL,)), trigger=INSIDE.span("died"))
    assert flags(*judged([event(targets=(HOSPITAL,)), other], SPECIAL, BROAD)) == ["special"]


def test_another_sentence_is_not_superseded() -> None:
    inside = In(document("Soldiers bombed a hospital. Rebels shelled a market."))
    made = [
        inside.event("bombed", targets=(inside.mention("a hospital", "hospital"),), nexus=(("actor", "Soldiers"),)),
        inside.event("shelled", targets=(inside.mention("a market", "home"),), nexus=(("actor", "Rebels"),)),
    ]
    assert flags(*judged(made, SPECIAL, BROAD, inside=inside)) == ["special", "broad"]


# -- findings --------------------------------------------------------------------------------------------------------


def test_two_triggers_of_one_sentence_give_a_rule_one_finding() -> None:
    fuller = replace(event(targets=(HOSPITAL,), weapons=(NAPALM,)), trigger=INSIDE.span("died"))
    found = judged([event(targets=(HOSPITAL,)), fuller], rule())
    assert only(*found).event is fuller


def test_what_the_text_does_not_give_is_named() -> None:
    assert only(*judged(event(targets=(HOSPITAL,)), rule())).not_stated == ("weapon", "place", "date")


def test_events_keep_their_order_and_all_are_judged() -> None:
    made = [event(targets=(BARRACKS,)), event(targets=(HOSPITAL,))]
    assert [judgement.event for judgement in judged(made, rule())] == made


STRENGTHS: list[tuple[str, dict[str, object], str]] = [
    ("all facts speak for it", {}, "strong"),
    ("the tie is inferred", {"nexus": (("passage", "Soldiers"),)}, "moderate"),
    ("an unnamed source", {"status": Status.ATTRIBUTED, "sources": (("Soldiers", "unnamed"),)}, "moderate"),
    ("a named source", {"status": Status.ATTRIBUTED, "sources": (("Soldiers", "organisation"),)}, "strong"),
    ("no source", {"status": Status.ATTRIBUTED}, "moderate"),
    ("denied", {"denials": (("without", None),)}, "moderate"),
    ("inferred and denied", {"nexus": (("passage", "Soldiers"),), "denials": (("without", None),)}, "weak"),
]


@pytest.mark.parametrize(("_", "slots", "strength"), STRENGTHS, ids=[name for name, *_ in STRENGTHS])
def test_strength_follows_from_the_facts_that_are_listed(_: str, slots: dict[str, object], strength: str) -> None:
    finding = only(*judged(event(**{"targets": (HOSPITAL,), **slots}), rule()))
    assert finding.strength == strength
    assert len(finding.reasons) >= 3


def test_pieced_and_referred_arguments_weaken() -> None:
    for mention in (replace(HOSPITAL, pieced=True), replace(HOSPITAL, via=INSIDE.span("homes"))):
        finding = only(*judged(event(targets=(mention,)), rule()))
        assert (finding.strength, finding.reasons[0]) == ("moderate", "elements pieced together")


# -- ids -------------------------------------------------------------------------------------------------------------


def test_an_id_hangs_on_rule_document_quote_and_occurrence_and_on_nothing_else() -> None:
    ids = [
        finding_id("r", "a.txt", "words", 0),
        finding_id("s", "a.txt", "words", 0),
        finding_id("r", "b.txt", "words", 0),
        finding_id("r", "a.txt", "other words", 0),
        finding_id("r", "a.txt", "words", 1),
        finding_id("r", "a.jsonl#1", "words", 0),
        finding_id("r", "a.jsonl#2", "words", 0),
    ]
    assert len(set(ids)) == len(ids)
    assert finding_id("r", "a.txt", "words", 0) == ids[0]


def test_no_two_fields_of_an_id_can_run_into_each_other() -> None:
    assert finding_id("r", "a.txt", "bwords", 0) != finding_id("r", "a.txtb", "words", 0)


def test_an_id_takes_the_quote_with_its_white_space_normalised() -> None:
    ids = []
    for text in ("Soldiers bombed\n a  hospital.", "Soldiers bombed a hospital."):
        inside = In(document(text))
        hospital = inside.mention("hospital", "hospital")
        whole = Span(0, len(text), text)
        told = replace(inside.event("bombed", targets=(hospital,), nexus=(("actor", "Soldiers"),)), sentence=whole)
        ids.append(only(*judged(told, rule(), inside=inside)).id)
    assert ids[0] == ids[1]


def test_equal_quotes_of_one_document_have_ids_of_their_own() -> None:
    inside = In(document("Soldiers bombed a hospital. Soldiers bombed a hospital."))
    made = []
    for nth in (0, 1):
        begin = inside.span("a hospital", nth)
        mention = replace(inside.mention("a hospital", "hospital"), span=begin)
        made.append(inside.event("bombed", nth=nth, targets=(mention,), nexus=(("actor", "Soldiers"),)))
    findings = [finding for judgement in judged(made, rule(), inside=inside) for finding in judgement.findings]
    assert len({finding.id for finding in findings}) == 2
