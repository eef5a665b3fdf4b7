"""Who denies it? Finds denials in a document and ties each to the events that it denies."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as Words

from ihl_check.events.grammar import SUBJECTS, is_negated, is_verb
from ihl_check.events.model import Denial, Event, Span, Status
from ihl_check.events.reading import Reading

_BACK = 3
"""How many passages before it a denial may reach."""
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
    refutes: bool
    """The text says in its own voice that it is not so."""


def tie_denials(events: Sequence[Event], readings: Sequence[Reading]) -> tuple[Event, ...]:
    """The events, each with the denials that speak of it."""
    statements = [found for index, reading in enumerate(readings) for found in _statements(index, reading)]
    if not statements:
        return tuple(events)
    refuted = {number for statement in statements if statement.refutes for number in _denied_by(statement, events, readings)[-1:]}
    events = [replace(event, status=Status.NEGATED) if n in refuted else event for n, event in enumerate(events)]
    statements = [statement for statement in statements if not statement.refutes]
    tied: dict[int, list[Denial]] = {}
    for statement in statements:
        for number in _denied_by(statement, events, readings):
            tied.setdefault(number, []).append(statement.denial)
    return tuple(
        replace(event, denials=tuple(dict.fromkeys(tied[number]))) if number in tied else event
        for number, event in enumerate(events)
    )


def _statements(index: int, reading: Reading) -> list[_Statement]:
    found = []
    for sentence in reading.doc.sents:
        for token in sentence:
            if not reading.vocabulary.any_is_a(reading.covered(token), "denial") or (is_verb(token) and is_negated(token)):
                continue
            span = reading.sentence(token)
            subject = next((child for child in token.children if child.dep_ in SUBJECTS), None)
            source = reading.phrase(subject) if subject is not None else None
            refutes = "refutation" in reading.covered(token)
            objects = [child.lemma_.lower() for child in token.subtree if child.i > token.i]
            found.append(
                _Statement(index, span, Denial(span, source), _content(sentence), refutes or bool(_GENERAL & set(objects)) or len(objects) < 3, refutes)
            )
            break
    return found


def _denied_by(
    statement: _Statement, events: Sequence[Event], readings: Sequence[Reading]
) -> list[int]:
    """Numbers of the events denied: in the sentence itself; else the nearest before it that shares its words."""
    live = [
        (number, event)
        for number, event in enumerate(events)
        if event.status in (Status.ASSERTED, Status.ATTRIBUTED)
    ]
    same = [number for number, event in live if event.sentence == statement.sentence]
    if same:
        return same
    before = [(number, event) for number, event in live if event.sentence.begin < statement.sentence.begin]
    near = [
        (number, event)
        for number, event in before
        if statement.passage - _passage_of(event, readings) <= _BACK
    ]
    sharing = [number for number, event in before if len(_event_words(event) & statement.words) >= 2]
    if near and statement.general:
        last = _passage_of(near[-1][1], readings)
        sharing += [number for number, event in near if _passage_of(event, readings) == last]
    if not sharing:
        after = [number for number, event in live if event.sentence.begin == statement.sentence.end + 1]
        sharing = after if not before else []
    return sorted(set(sharing))


def _passage_of(event: Event, readings: Sequence[Reading]) -> int:
    return max(i for i, reading in enumerate(readings) if reading.passage.begin <= event.sentence.begin)


def _content(sentence: Words) -> frozenset[str]:
    return frozenset(token.lemma_.lower() for token in sentence if token.pos_ in ("NOUN", "PROPN", "VERB"))


def _event_words(event: Event) -> frozenset[str]:
    parts = [event.trigger, *(mention.span for mention in (*event.targets, *event.actors, *event.weapons))]
    words = {word.lower() for span in parts for word in span.text.split() if len(word) > 3}
    return frozenset(words | ({event.place.span.text.lower()} if event.place else set()))
