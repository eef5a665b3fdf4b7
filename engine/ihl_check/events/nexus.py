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
_TELLING = ("weapon-of-war", "conflict-word", "armed-group", "bombardment", "prisoner-of-war")
"""Of these, the ones that soldiers at a protest do not bring with them."""
_NEAR = 2
"""How many passages away a sign of armed conflict still ties."""
_SHARE, _WORDS = 3, 3
"""A document is about armed conflict if one passage in so many tells of it, in so many different words."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Words of one passage that show armed conflict."""

    spans: tuple[tuple[str, Span], ...]
    telling: frozenset[str] = frozenset()
    """Those of the words, in small letters, that are of armed conflict itself."""
    ordinary: bool = False
    """Words of crime, policing or protest stand beside them: conflict elsewhere in the document is no tie."""
    sport: bool = False
    """Words of sport stand beside them, which turns them into figures of speech."""


def signs_of(passage: Passage, vocabulary: Vocabulary) -> Signs:
    found = []
    telling: set[str] = set()
    for hit in passage.hits:
        for term in hit.terms:
            if term.part == "verb" or term.frame is not None:
                # "use", "wave of", "post": a frame's word shows nothing unless the frame holds.
                continue
            kind = next((kind for kind in MILITARY if vocabulary.is_a(term.concept, kind)), None)
            if kind is not None:
                begin, end = hit.begin - passage.begin, hit.end - passage.begin
                found.append((kind, Span(hit.begin, hit.end, passage.text[begin:end])))
                if any(vocabulary.is_a(term.concept, sign) for sign in _TELLING):
                    telling.add(term.concept if kind != "conflict-word" else passage.text[begin:end].lower())
                break
    named = {term.concept for hit in passage.hits for term in hit.terms}
    return Signs(tuple(found), frozenset(telling), ordinary="policing" in named, sport="sport" in named)


def read_nexus(
    acts: Sequence[str],
    actors: Sequence[Mention],
    targets: Sequence[Mention],
    weapons: Sequence[Mention],
    here: int,
    all_signs: Sequence[Signs],
    vocabulary: Vocabulary,
) -> tuple[Nexus, ...]:
    """Evidence of armed conflict for one event, the strongest first. ``here`` is the number of its passage."""
    found = []
    own = all_signs[here]
    # Soldiers at a protest are no armed conflict; soldiers where rebels, shells or a siege are named may be.
    tied = ("armed-actor",) if own.telling or not own.ordinary else ("armed-group",)
    for mention in actors:
        if any(vocabulary.any_is_a(mention.concepts, kind) for kind in tied):
            found.append(Nexus("actor", mention.span))
    force = vocabulary.any_is_a(acts, "attack") or vocabulary.any_is_a(acts, "harm")
    for mention in weapons:
        if vocabulary.any_is_a(mention.concepts, "weapon-of-war") or (
            force and vocabulary.any_is_a(mention.concepts, "aircraft")
        ):
            found.append(Nexus("weapon", mention.span))
    for mention in targets:
        if vocabulary.any_is_a(mention.concepts, "armed-actor"):
            found.append(Nexus("passage", mention.span))
    if own.spans and not own.sport and (own.telling or not own.ordinary):
        found.append(Nexus("passage", own.spans[0][1]))
    if not own.ordinary and not own.sport and (actors or targets):
        found += _from_document(here, all_signs)
    return tuple(found)


def _from_document(here: int, all_signs: Sequence[Signs]) -> list[Nexus]:
    """A passage close by that tells of armed conflict, or a document that is about it as a whole."""
    near = [signs for signs in all_signs[max(0, here - _NEAR) : here + _NEAR] if signs.telling and not signs.sport]
    showing = [signs for signs in all_signs if signs.telling and not signs.sport]
    words = frozenset().union(*(signs.telling for signs in showing)) if showing else frozenset()
    about = len(words) >= _WORDS and len(showing) * _SHARE >= len(all_signs)
    close = len(frozenset().union(*(signs.telling for signs in near)) if near else ()) >= 2 and len(words) >= 2
    source = near or showing
    return [Nexus("document", source[0].spans[0][1])] if source and (about or close) else []
