"""The extract stage: a document's passages to events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from ihl_check.documents.dateline import read_dateline
from ihl_check.documents.model import Document
from ihl_check.events.attribution import read_attribution
from ihl_check.events.coreference import resolve_references
from ihl_check.events.counts import read_count
from ihl_check.events.denials import tie_denials
from ihl_check.events.drafts import Draft, draft_events
from ihl_check.events.gazetteer import countries_of_towns, country_mentions, load_gazetteer
from ihl_check.events.grammar import governors, is_verb, noun_phrase
from ihl_check.events.model import Count, Cue, Event, Mention, Nexus, Place, Span, Status, When
from ihl_check.events.nexus import Signs, read_nexus, signs_of
from ihl_check.events.parse import parse
from ihl_check.events.places import choose_place, locate
from ihl_check.events.reading import Reading, read_passage
from ihl_check.events.status import read_status
from ihl_check.events.times import find_times, single_day
from ihl_check.passages.scan import Scanner
from ihl_check.passages.split import Passage, passages, with_context
from ihl_check.vocabulary.conflicts import Conflict, conflicts_for
from ihl_check.vocabulary.model import Vocabulary

_SAID_ON = 18
"""How many characters after a verb of saying a day of saying may end: "said late on Thursday"."""


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the events of a document share."""

    document: Document
    vocabulary: Vocabulary
    signs: tuple[Signs, ...]
    home: dict[int, int]
    """Where a passage begins -> its number among the signs."""
    countries: dict[str, int]
    far_cues: tuple[Cue, ...]
    conflicts: tuple[Conflict, ...]
    dateline_place: Span | None


def extract(
    document: Document, scanner: Scanner, vocabulary: Vocabulary, conflicts: Sequence[Conflict] = ()
) -> tuple[Event, ...]:
    """Every event that the document tells of, in the order of its triggers, whatever its status."""
    found = passages(document, scanner)
    kept = with_context(found)
    around = _surroundings(document, found, vocabulary, conflicts)
    if not kept or not _may_tell_of_conflict(around):
        return ()
    readings: list[Reading] = []
    for passage, doc in zip(kept, parse(kept), strict=True):
        reading = read_passage(passage, doc, vocabulary, frozenset(around.countries))
        resolve_references(reading, readings)
        readings.append(reading)
    events: list[Event] = []
    for index, reading in enumerate(readings):
        drafts = draft_events(reading)
        events += [_event(draft, drafts, readings[:index], around) for draft in drafts]
    return tie_denials(events, readings)


def _surroundings(
    document: Document, found: Sequence[Passage], vocabulary: Vocabulary, conflicts: Sequence[Conflict]
) -> _Surroundings:
    far = tuple(
        Cue(term.concept, Span(hit.begin, hit.end, document.text[hit.begin : hit.end]))
        for passage in found
        for hit in passage.hits
        for term in hit.terms
        if vocabulary.concepts[term.concept].scope == "document"
    )
    text = f"{document.title or ''}\n{document.text}"
    signs = tuple(signs_of(passage, vocabulary) for passage in found)
    home = {passage.begin: number for number, passage in enumerate(found)}
    countries = country_mentions(text) or countries_of_towns(text)
    place = read_dateline(document.text, document.body).place
    dateline = Span(*place, document.text[slice(*place)]) if place else None
    return _Surroundings(document, vocabulary, signs, home, dict(countries), far, tuple(conflicts), dateline)


def _may_tell_of_conflict(around: _Surroundings) -> bool:
    """Whether anything ties the document to armed conflict: a word of it, or a country at war when it appeared."""
    if any(signs.spans for signs in around.signs) or around.document.published is None:
        return True
    day = around.document.published
    return any(conflicts_for(around.conflicts, country, day) for country in around.countries)


def _event(draft: Draft, beside: Sequence[Draft], earlier: Sequence[Reading], around: _Surroundings) -> Event:
    reading, trigger = draft.reading, draft.trigger
    vocabulary = around.vocabulary
    actors = _mentions(draft.filled.actors, draft)
    targets = _mentions(draft.filled.targets, draft)
    weapons = _mentions(draft.filled.weapons, draft)
    status, cue = read_status(trigger, draft.arguments, reading, draft.filled.negated)
    attribution = read_attribution(trigger, reading)
    if status is Status.ASSERTED and attribution is not None:
        status, cue = Status.ATTRIBUTED, attribution.cue
    words = choose_place(trigger, draft.filled.targets, [*draft.filled.actors], reading, earlier)
    words = words or around.dateline_place
    place = locate(words, around.countries, load_gazetteer()) if words else None
    when = _date(draft, around.document.published, around.document.text)
    begin, end = reading.trigger_spans[trigger.i]
    return Event(
        document=around.document.id,
        sentence=_told_in(draft),
        trigger=reading.span(begin, end),
        acts=tuple(sorted(draft.acts)),
        status=status,
        status_cue=cue,
        actors=actors,
        targets=targets,
        weapons=weapons,
        place=place,
        date=when,
        killed=_count(draft.killed, draft, around.document.text),
        injured=_count(draft.injured, draft, around.document.text),
        sources=attribution.sources if attribution else (),
        cues=_cues(draft, beside, around),
        nexus=(
            *read_nexus(
                sorted(draft.acts),
                actors,
                targets,
                weapons,
                around.home[reading.passage.begin],
                around.signs,
                vocabulary,
            ),
            *_from_means(draft),
            *_named_conflict(place, when, around),
        ),
    )


def _from_means(draft: Draft) -> tuple[Nexus, ...]:
    """ "killed by a strike", "destroyed in the raid": what did it is told as a noun of war."""
    reading = draft.reading
    words = [token for token in draft.absorbed if "military-noun" in reading.covered(token)]
    if "military-verb" in reading.covered(draft.trigger) and any(map(reading.concepts, draft.filled.targets)):
        words.append(draft.trigger)
    return tuple(Nexus("passage", reading.span(token.i, token.i + 1)) for token in words)


def _told_in(draft: Draft) -> Span:
    """The sentence of the trigger, and the next where it tells the toll."""
    spans = [draft.reading.sentence(token) for token in (draft.trigger, *draft.absorbed)]
    begin, end = min(span.begin for span in spans), max(span.end for span in spans)
    passage = draft.reading.passage
    return Span(begin, end, passage.text[begin - passage.begin : end - passage.begin])


def _named_conflict(place: Place | None, when: When | None, around: _Surroundings) -> tuple[Nexus, ...]:
    """A named conflict that fits the place of the event and its day, or the day of the report."""
    country = place.country if place else None
    day = when.start if when else around.document.published
    if country is None or day is None:
        return ()
    return tuple(
        Nexus("conflict", place.span if place else None, found.id)
        for found in conflicts_for(around.conflicts, country, day)[:1]
    )


def _mentions(heads: Sequence[Token], draft: Draft) -> tuple[Mention, ...]:
    reading = draft.reading
    found: dict[Span, Mention] = {}
    for head in heads:
        holder, token = reading.antecedents.get(head.i, (reading, head))
        via = reading.span(head.i, head.i + 1) if token != head else None
        modifier = head.dep_ in ("compound", "amod", "nmod") and head.head in (
            draft.trigger,
            *draft.filled.weapons,
            *draft.absorbed,
        )
        span = reading.span(head.i, head.i + 1) if modifier else holder.phrase(token)
        concepts = tuple(sorted({*reading.concepts(head), *(reading.covered(head) if modifier else ())}))
        mention = Mention(span, holder.kind(token), concepts, via, head.i in draft.filled.pieced)
        found.setdefault(span, mention)
    return tuple(found.values())


def _count(heads: Sequence[Token], draft: Draft, text: str) -> Count | None:
    if not heads:
        return None
    borders = [noun_phrase(head) for head in heads]
    span = draft.reading.span(min(begin for begin, _ in borders), max(end for _, end in borders))
    count = read_count(text, span.begin, span.end)
    return None if count is None or count.max == 0 else count


def _date(draft: Draft, published: date | None, text: str) -> When | None:
    """A time in the event's sentence, nearest to its trigger; else the last one before it in the passage."""
    reading = draft.reading
    sentence = reading.sentence(draft.trigger)
    at = reading.passage.begin + draft.trigger.idx
    said = _saying_borders(draft)
    here = [when for when in find_times(text, sentence.begin, sentence.end, published) if not _inside(when.span, said)]
    ranked = [(_distance(when, draft), single_day(when) is None, abs(when.span.begin - at), when) for when in here]
    near = [item for item in ranked if item[0] is not None]
    if near:
        return min(near, key=lambda item: item[:3])[3]
    before = find_times(text, reading.passage.begin, sentence.begin, published)
    return before[-1] if before else None


def _distance(when: When, draft: Draft) -> int | None:
    """How far a time stands from the event in the grammar; ``None`` if it belongs to something else.

    0 in the event's own clause, 1 in one above it, 2 elsewhere in the sentence. "The school built in 1961" dates the
    school, not what happened to it.
    """
    reading = draft.reading
    token = next((t for t in reading.doc if reading.passage.begin + t.idx >= when.span.begin), None)
    if token is None:
        return 2
    clauses = [head for head in governors(token) if is_verb(head)]
    own = {draft.trigger, *draft.absorbed}
    if not clauses or clauses[0] in own or (draft.trigger in governors(token) and not is_verb(draft.trigger)):
        return 0
    if clauses[0] in governors(draft.trigger):
        return 1
    if clauses[0].dep_ in ("acl", "relcl") and when.precision == "year":
        return None
    return 2


def _saying_borders(draft: Draft) -> tuple[int, int]:
    """Borders, in the document, of the words that tell who said it: their day is the day of saying."""
    reading = draft.reading
    attribution = read_attribution(draft.trigger, reading)
    if attribution is None or not attribution.sources:
        return 0, 0
    begin = min(attribution.cue.begin, attribution.sources[0].span.begin)
    end = attribution.cue.end + _SAID_ON
    return begin, end


def _inside(span: Span, borders: tuple[int, int]) -> bool:
    return borders[0] <= span.begin and span.end <= borders[1]


def _cues(draft: Draft, beside: Sequence[Draft], around: _Surroundings) -> tuple[Cue, ...]:
    """Every concept named in the event's sentence, the acts of other events in it, and what has a wider scope."""
    reading, vocabulary = draft.reading, around.vocabulary
    sentence = reading.sentence(draft.trigger)
    found = set(around.far_cues)
    for hit in reading.passage.hits:
        near = sentence.begin <= hit.begin < sentence.end
        for term in hit.terms:
            if term.part == "phrase" and (near or vocabulary.concepts[term.concept].scope == "passage"):
                span = Span(hit.begin, hit.end, around.document.text[hit.begin : hit.end])
                found.add(Cue(term.concept, span))
    for other in beside:
        if other is not draft and other.trigger.sent == draft.trigger.sent:
            span = reading.span(*reading.trigger_spans[other.trigger.i])
            found |= {Cue(act, span) for act in other.acts}
    return tuple(sorted(found, key=lambda cue: (cue.span, cue.concept)))
