"""Who denies it? Finds denials in a document and ties each to the events that it denies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as Words

from ihl_check.events.grammar import SUBJECTS, is_negated, is_verb
from ihl_check.events.model import Denial, Event, Kind, Span, Status
from ihl_check.events.reading import Reading

_BACK = 3
"""How many passages before it a denial may reach."""
_COMMON = frozenset("village town city area people house houses home homes building the street road district".split())
_COMMON_KINDS = frozenset(
    {"home", "vehicle", "part", "building", "civilian-vehicle", "personal-property", "town", "village"}
)
_GENERAL = frozenset(
    "accusation allegation charge claim report account responsibility involvement it this them that finding version "
    "attack strike incident role story criticism wrongdoing".split()
)


@dataclass(frozen=True, slots=True)
class _Statement:
    passage: int
    sentence: Span
    denial: Denial
    words: frozenset[str]
    general: bool
    several: bool
    """It speaks of more than one claim: "these findings", "the accusations"."""
    refutes: bool
    """The text says in its own voice that it is not so."""


def tie_denials(events: Sequence[Event], readings: Sequence[Reading]) -> tuple[Event, ...]:
    """The events, each with the denials that speak of it."""
    told = {event.trigger.begin for event in events if event.status in (Status.ASSERTED, Status.ATTRIBUTED)}
    statements = [found for index, reading in enumerate(readings) for found in _statements(index, reading, told)]
    statements += _told_as_undone(events, readings)
    if not statements:
        return tuple(events)
    refuted = {
        number
        for statement in statements
        if statement.refutes
        for number in _denied_by(statement, events, readings)[-1:]
    }
    events = [replace(event, status=Status.NEGATED) if n in refuted else event for n, event in enumerate(events)]
    statements = [statement for statement in statements if not statement.refutes]
    tied: dict[int, list[Denial]] = {}
    for statement in statements:
        for number in _denied_by(statement, events, readings):
            tied.setdefault(number, []).append(statement.denial)
    _spread(tied, events)
    return tuple(
        replace(event, denials=tuple(dict.fromkeys(tied[number]))) if number in tied else event
        for number, event in enumerate(events)
    )


def _spread(tied: dict[int, list[Denial]], events: Sequence[Event]) -> None:
    """What is denied is denied wherever the document tells it: other accounts of the same target, or act and place."""
    for number, denials in sorted(tied.items()):  # a copy: what is tied here spreads no further
        for other, event in enumerate(events):
            told = event.status in (Status.ASSERTED, Status.ATTRIBUTED)
            if told and other not in tied and _same_affair(events[number], event):
                tied[other] = list(denials)


def _same_affair(event: Event, other: Event) -> bool:
    mine, theirs = (
        {concept for mention in e.targets if mention.kind is Kind.OBJECT for concept in mention.concepts}
        for e in (event, other)
    )
    places = [e.place.span.text for e in (event, other) if e.place]
    elsewhere = len(places) == 2 and places[0] != places[1]
    if mine & theirs - _COMMON_KINDS and not elsewhere:
        return True
    return len(places) == 2 and not elsewhere and bool(set(event.acts) & set(other.acts))


def _statements(index: int, reading: Reading, told: set[int]) -> list[_Statement]:
    found = []
    for sentence in reading.doc.sents:
        for token in sentence:
            if not reading.vocabulary.any_is_a(reading.covered(token), "denial") or (
                is_verb(token) and is_negated(token)
            ):
                continue
            if reading.passage.begin + token.idx in told:
                # "denied the convoy passage" tells of an act.
                continue
            span = reading.sentence(token)
            subject = next((child for child in token.children if child.dep_ in SUBJECTS), None)
            source = reading.phrase(subject) if subject is not None else None
            refutes = "refutation" in reading.covered(token)
            after = [other for other in token.subtree if other.i > token.i]
            general = {
                other
                for other in after
                if other.lemma_.lower() in _GENERAL and other.dep_ in ("dobj", "pobj", "attr", "conj", "nsubjpass")
            }
            found.append(
                _Statement(
                    index,
                    span,
                    Denial(span, source),
                    _around(sentence, reading),
                    general=refutes or bool(general) or len(after) < 3,
                    several=any(other.tag_ == "NNS" for other in general),
                    refutes=refutes,
                )
            )
            break
    return found


def _told_as_undone(events: Sequence[Event], readings: Sequence[Reading]) -> list[_Statement]:
    """A party that says an attack did not happen denies it: "no strikes were carried out, the ministry said"."""
    found = []
    for event in events:
        if event.status is not Status.NEGATED or not event.sources:
            continue
        home = readings[_passage_of(event, readings)]
        words = frozenset(token.lower_ for token in home.doc)
        denial = Denial(event.sentence, event.sources[0].span)
        found.append(_Statement(_passage_of(event, readings), event.sentence, denial, words, False, False, False))
    return found


def _denied_by(statement: _Statement, events: Sequence[Event], readings: Sequence[Reading]) -> list[int]:
    """Numbers of the events denied.

    Those of the sentence itself; else all that share a place or target with the words around the denial; and for a
    denial in general words ("the accusation"), those of the nearest passage before it.
    """
    live = [
        (number, event) for number, event in enumerate(events) if event.status in (Status.ASSERTED, Status.ATTRIBUTED)
    ]
    same = [number for number, event in live if event.sentence == statement.sentence]
    if same:
        return same
    denied = {number for number, event in live if _key_words(event) & statement.words}
    before = [(number, event) for number, event in live if event.sentence.begin < statement.sentence.begin]
    near = [(n, e) for n, e in before if statement.passage - _passage_of(e, readings) <= _BACK]
    if near and statement.general:
        last = _passage_of(near[-1][1], readings)
        nearest = [(n, event) for n, event in near if statement.several or _passage_of(event, readings) == last]
        denied |= {number for number, _ in nearest}
        keys = frozenset(word for _, event in nearest for word in _key_words(event))
        denied |= {number for number, event in live if _key_words(event) & keys}
    if not denied and not before:
        denied = {number for number, event in live if event.sentence.begin <= statement.sentence.end + 2}
    return sorted(denied)


def _passage_of(event: Event, readings: Sequence[Reading]) -> int:
    return max(i for i, reading in enumerate(readings) if reading.passage.begin <= event.sentence.begin)


def _around(sentence: Words, reading: Reading) -> frozenset[str]:
    """Words of the denial and of the two sentences after it, in lower case and as lemmas."""
    sentences = list(reading.doc.sents)
    index = next(i for i, other in enumerate(sentences) if other.start == sentence.start)
    near = [token for other in sentences[index : index + 3] for token in other]
    return frozenset(word for token in near for word in (token.lower_, token.lemma_.lower()))


def _key_words(event: Event) -> frozenset[str]:
    """The words that tell an event from others: its place, and what was hit, people of no special kind left out."""
    found = set(_names(event.place.span.text) if event.place else ())
    for mention in event.targets:
        found |= _names(mention.span.text)
        if mention.kind in (Kind.OBJECT, Kind.PLACE):
            found.add(mention.span.text.split(" of ")[0].split()[-1].lower())
    return frozenset(found - _COMMON)


def _names(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w+", text) if word[:1].isupper() and len(word) > 3}
