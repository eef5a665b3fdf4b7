"""Why an event belongs to an armed conflict: its actor, its weapon, its passage, its document, or a named conflict."""

from collections.abc import Sequence
from dataclasses import dataclass

from ihl_check.events.model import Mention, Nexus, Span
from ihl_check.passages.split import Passage
from ihl_check.vocabulary.model import Vocabulary

MILITARY = (
    "armed-actor",
    "weapon-of-war",
    "conflict-word",
    "bombardment",
    "peacekeeper",
    "prisoner-of-war",
    "surrendered-fighter",
    "wounded-fighter",
)
"""Concepts whose words show that a passage tells of armed conflict."""
_SHARE = 4
"""A document tells of armed conflict if one passage in so many shows signs of it, and more than one passage does."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Words of one passage that show armed conflict."""

    spans: tuple[tuple[str, Span], ...]
    ordinary: bool = False
    """Words of crime, policing or protest stand beside them: conflict elsewhere in the document is no tie."""
    sport: bool = False
    """Words of sport stand beside them, which turns them into figures of speech."""


def signs_of(passage: Passage, vocabulary: Vocabulary) -> Signs:
    found = []
    for hit in passage.hits:
        for term in hit.terms:
            if term.part == "verb" or term.frame is not None:
                # "use", "wave of", "post": a frame's word shows nothing unless the frame holds.
                continue
            kind = next((kind for kind in MILITARY if vocabulary.is_a(term.concept, kind)), None)
            if kind is not None:
                begin, end = hit.begin - passage.begin, hit.end - passage.begin
                found.append((kind, Span(hit.begin, hit.end, passage.text[begin:end])))
                break
    named = {term.concept for hit in passage.hits for term in hit.terms}
    return Signs(tuple(found), ordinary="policing" in named, sport="sport" in named)


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
    # A lone "army" or "rocket" in a long document says little of this passage.
    showing = [signs for signs in others if signs.spans and not signs.sport]
    if own.ordinary:
        return tuple(found)
    if len(showing) >= 2 and len(showing) * _SHARE >= len(others) and (actors or targets):
        found.append(Nexus("document", showing[0].spans[0][1]))
    return tuple(found)
