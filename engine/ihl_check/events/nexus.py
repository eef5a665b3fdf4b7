"""Why an event belongs to an armed conflict: its actor, its weapon, its passage, its document, or a named conflict."""

from collections.abc import Sequence
from dataclasses import dataclass

from ihl_check.events.model import Mention, Nexus, Span
from ihl_check.passages.split import Passage
from ihl_check.vocabulary.model import Vocabulary

MILITARY = ("armed-actor", "weapon-of-war", "conflict-word", "military-objective", "bombardment", "peacekeeper", "prisoner-of-war", "surrendered-fighter", "wounded-fighter")
"""Concepts whose words show that a passage tells of armed conflict."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Words of one passage that show armed conflict."""

    spans: tuple[tuple[str, Span], ...]
    sport: bool = False
    """Words of sport stand beside them, which turns them into figures of speech."""


def signs_of(passage: Passage, vocabulary: Vocabulary) -> Signs:
    found = []
    for hit in passage.hits:
        for term in hit.terms:
            if term.part == "verb" and term.frame is not None:
                continue
            kind = next((kind for kind in MILITARY if vocabulary.is_a(term.concept, kind)), None)
            if kind is not None:
                begin, end = hit.begin - passage.begin, hit.end - passage.begin
                found.append((kind, Span(hit.begin, hit.end, passage.text[begin:end])))
                break
    sport = any(term.concept == "sport" for hit in passage.hits for term in hit.terms)
    return Signs(tuple(found), sport)


def read_nexus(
    acts: Sequence[str],
    actors: Sequence[Mention],
    targets: Sequence[Mention],
    weapons: Sequence[Mention],
    own: Signs,
    others: Sequence[Signs],
    vocabulary: Vocabulary,
) -> tuple[Nexus, ...]:
    """Evidence of armed conflict for one event, the strongest first."""
    found = []
    for mention in actors:
        if vocabulary.any_is_a(mention.concepts, "armed-actor"):
            found.append(Nexus("actor", mention.span))
    force = vocabulary.any_is_a(acts, "attack") or vocabulary.any_is_a(acts, "harm")
    for mention in weapons:
        if vocabulary.any_is_a(mention.concepts, "weapon-of-war") or (force and vocabulary.any_is_a(mention.concepts, "aircraft")):
            found.append(Nexus("weapon", mention.span))
    for mention in targets:
        if vocabulary.any_is_a(mention.concepts, "armed-actor"):
            found.append(Nexus("passage", mention.span))
    if own.spans and not own.sport:
        found.append(Nexus("passage", own.spans[0][1]))
    # Two signs at least: a lone "army" or "rocket" in a long document says little of this passage.
    elsewhere = [span for signs in others for _, span in signs.spans]
    if len(elsewhere) >= 2:
        found.append(Nexus("document", elsewhere[0]))
    return tuple(found)
