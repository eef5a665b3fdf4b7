"""The match stage: tests each event against each rule, and ties every element to the words that met it."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ihl_check.documents.model import Document
from ihl_check.events.model import Event, Kind, Mention, Span, Status
from ihl_check.rules.model import Element, Entry, Finding, Judgement, Rejection, Rule, Strength
from ihl_check.vocabulary.model import Vocabulary

TOLD = (Status.ASSERTED, Status.ATTRIBUTED)
_NEXUS_LEVELS = {
    "explicit": ("actor", "weapon"),
    "passage": ("actor", "weapon", "passage", "document"),
    "inferred": ("actor", "weapon", "passage", "document", "conflict"),
}
_KEYS = ("act", "target", "victim", "weapon", "actor", "place", "cue", "harm")


@dataclass(frozen=True, slots=True)
class _Met:
    """An entry that an event meets: the words of each element, and the targets that met it."""

    elements: tuple[Element, ...]
    mentions: tuple[Mention, ...]
    gaps: tuple[str, ...] = ()
    """Keys that were not met; empty for a match."""


def judge(
    events: Sequence[Event], rules: Sequence[Rule], vocabulary: Vocabulary, document: Document
) -> tuple[Judgement, ...]:
    """Every event with the findings it gives and the rules that came close."""
    tried = [[_try(rule, event, vocabulary) for rule in rules] for event in events]
    kept = _without_superseded(events, rules, tried)
    judgements = []
    counter: Counter[tuple[str, str]] = Counter()
    for number, event in enumerate(events):
        findings = []
        rejections = []
        for rule, outcome in zip(rules, tried[number], strict=True):
            if isinstance(outcome, Rejection):
                rejections.append(outcome)
            elif outcome is not None:
                special = kept.get((number, rule.id))
                if special is not None:
                    rejections.append(
                        Rejection(rule.id, "superseded", f"the more special rule {special} is met by the same act")
                    )
                else:
                    findings.append(_finding(rule, event, outcome, document, vocabulary, counter))
        judgements.append(Judgement(event, tuple(findings), tuple(rejections)))
    return _without_repeats(judgements)


def _try(rule: Rule, event: Event, vocabulary: Vocabulary) -> _Met | Rejection | None:
    """What the rule says of the event: met, close (a rejection), or nothing to do with it."""
    best: _Met | None = None
    status_gap = None
    for entry in rule.match:
        met = _meet(entry, event, vocabulary)
        if not met.gaps and event.status not in (entry.status or TOLD):
            status_gap = Rejection(rule.id, "status", _status_reason(event))
            continue
        if best is None or ("act" in met.gaps, len(met.gaps)) < ("act" in best.gaps, len(best.gaps)):
            best = met
    if best is None:
        return status_gap
    if best.gaps:
        if status_gap is not None:
            return status_gap
        return _near_miss(rule, best)
    levels = _NEXUS_LEVELS[rule.nexus]
    if not any(nexus.kind in levels for nexus in event.nexus):
        return Rejection(rule.id, "nexus", "no tie to an armed conflict is stated")
    for entry in rule.unless:
        stopped = _meet(entry, event, vocabulary)
        if not stopped.gaps and (not entry.status or event.status in entry.status):
            words = ", ".join(f"“{element.span.text}”" for element in stopped.elements) or event.status.value
            return Rejection(rule.id, "unless", f"the rule's exception is met: {words}")
    return best


def _near_miss(rule: Rule, met: _Met) -> Rejection | None:
    if "act" in met.gaps or len(met.gaps) != 1 or not met.elements:
        return None
    gap = met.gaps[0]
    return Rejection(rule.id, gap, f"the act is there, but no {gap} that the rule names")


def _status_reason(event: Event) -> str:
    cue = f" (“{event.status_cue.text}”)" if event.status_cue else ""
    return f"told as {event.status.value}{cue}, not as done"


def _meet(entry: Entry, event: Event, vocabulary: Vocabulary) -> _Met:
    """Tests every key of an entry on an event."""
    elements: list[Element] = []
    mentions: list[Mention] = []
    gaps: list[str] = []
    for key in _KEYS:
        wanted = getattr(entry, key)
        if not wanted:
            continue
        found, who = _element(key, wanted, event, vocabulary, entry.none_of)
        mentions += who
        elements += found
        if not found:
            gaps.append(key)
            if key == "act":
                # Most events are no business of most rules; nothing else of them is looked at.
                break
    if entry.none_of is not None and not gaps:
        barred = _barred(entry, entry.none_of, event, vocabulary)
        if barred:
            gaps.append(barred)
    return _Met(tuple(elements), tuple(mentions), tuple(gaps))


def _barred(entry: Entry, none_of: Entry, event: Event, vocabulary: Vocabulary) -> str | None:
    """The first key under ``not`` that holds. A barred target beside a fitting one is no bar: each stands alone."""
    for key in _KEYS:
        wanted = getattr(none_of, key)
        if not wanted or (key in ("target", "victim") and (entry.target or entry.victim)):
            continue
        if _element(key, wanted, event, vocabulary, None)[0]:
            return key
    if none_of.status and event.status in none_of.status:
        return "status"
    return None


def _element(
    key: str, wanted: Sequence[str], event: Event, vocabulary: Vocabulary, none_of: Entry | None
) -> tuple[list[Element], list[Mention]]:
    if key == "act":
        met = any(vocabulary.any_is_a(event.acts, concept) for concept in wanted)
        return ([Element(key, event.trigger)] if met else []), []
    if key == "harm":
        counts = [getattr(event, kind) for kind in wanted if getattr(event, kind) is not None]
        return [Element(key, count.span) for count in counts if count.max != 0], []
    if key == "cue":
        own = [mention.span for mention in (*event.actors, *event.targets)]
        found = [
            Element(key, cue.span)
            for cue in event.cues
            if _is_any(vocabulary, (cue.concept,), wanted)
            and (
                vocabulary.is_a(cue.concept, "cue")
                or not any(span.begin < cue.span.end and cue.span.begin < span.end for span in own)
            )
        ]
        return found[:3], []
    if key == "place":
        return _place(wanted, event, vocabulary), []
    pool = {"target": event.targets, "victim": event.targets, "weapon": event.weapons, "actor": event.actors}[key]
    barred = (
        (none_of.target if key == "target" else none_of.victim or none_of.target)
        if none_of and key in ("target", "victim")
        else ()
    )
    met_by = [
        mention
        for mention in pool
        if _is_any(vocabulary, mention.concepts, wanted)
        and not (barred and _is_any(vocabulary, mention.concepts, barred))
        and (
            key != "victim"
            or mention.kind in (Kind.PERSON, Kind.GROUP)
            or vocabulary.any_is_a(mention.concepts, "person")
        )
    ]
    return [Element(key, mention.span) for mention in met_by], met_by if key in ("target", "victim") else []


def _place(wanted: Sequence[str], event: Event, vocabulary: Vocabulary) -> list[Element]:
    found = [
        Element("place", mention.span) for mention in event.targets if _is_any(vocabulary, mention.concepts, wanted)
    ]
    found += [Element("place", cue.span) for cue in event.cues if _is_any(vocabulary, (cue.concept,), wanted)]
    if (
        not found
        and event.place is not None
        and event.place.precision in ("town", "unknown")
        and _is_any(vocabulary, ("town",), wanted)
    ):
        found = [Element("place", event.place.span)]
    return found[:2]


def _is_any(vocabulary: Vocabulary, concepts: Iterable[str], wanted: Iterable[str]) -> bool:
    held = tuple(concepts)
    return any(vocabulary.any_is_a(held, concept) for concept in wanted)


def _without_superseded(
    events: Sequence[Event], rules: Sequence[Rule], tried: Sequence[Sequence[_Met | Rejection | None]]
) -> dict[tuple[int, str], str]:
    """(event, broad rule) -> the special rule that keeps it quiet.

    A special rule speaks for the targets that met it and for those harmed; a broad rule keeps what is left.
    """
    quiet: dict[tuple[int, str], str] = {}
    met = [
        {rule.id: (rule, outcome) for rule, outcome in zip(rules, row, strict=True) if isinstance(outcome, _Met)}
        for row in tried
    ]
    for number, row in enumerate(met):
        for special, (rule, outcome) in row.items():
            for broad in rule.supersedes:
                for other, event in enumerate(events):
                    if broad not in met[other] or event.sentence != events[number].sentence:
                        continue
                    left = _left_over(met[other][broad][1], outcome)
                    if not left and (other == number or _shares(met[other][broad][1], outcome)):
                        quiet.setdefault((other, broad), special)
    return quiet


def _left_over(broad: _Met, special: _Met) -> list[Mention]:
    """Objects that met the broad rule and not the special one."""
    if not special.mentions:
        return []
    of_persons = any(mention.kind is not Kind.OBJECT for mention in special.mentions)
    return [
        mention
        for mention in broad.mentions
        if mention not in special.mentions and (mention.kind is Kind.OBJECT or of_persons)
    ]


def _shares(broad: _Met, special: _Met) -> bool:
    return not broad.mentions or bool(set(broad.mentions) & set(special.mentions))


def _without_repeats(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """One finding a rule and quote: two triggers of one sentence on the same target tell one thing."""
    best: dict[tuple[str, Span], tuple[int, Finding]] = {}
    for number, judgement in enumerate(judgements):
        for finding in judgement.findings:
            key = (finding.rule, finding.quote)
            if key not in best or _fullness(finding) > _fullness(best[key][1]):
                best[key] = (number, finding)
    kept = {(number, finding.rule) for number, finding in best.values()}
    return tuple(
        replace(judgement, findings=tuple(finding for finding in judgement.findings if (number, finding.rule) in kept))
        for number, judgement in enumerate(judgements)
    )


def _fullness(finding: Finding) -> tuple[int, int, int]:
    event = finding.event
    slots = (event.actors, event.targets, event.weapons, event.killed, event.injured)
    strengths = (Strength.WEAK, Strength.MODERATE, Strength.STRONG)
    return strengths.index(finding.strength), sum(bool(slot) for slot in slots), len(finding.elements)


def _finding(
    rule: Rule, event: Event, met: _Met, document: Document, vocabulary: Vocabulary, counter: "Counter[tuple[str, str]]"
) -> Finding:
    quote = event.sentence
    shown = [
        Element(f"counter: {_names(entry)}", element.span)
        for entry in rule.show
        for outcome in [_meet(entry, event, vocabulary)]
        if not outcome.gaps
        for element in outcome.elements
    ]
    strength, reasons = _strength(event)
    white = re.sub(r"\s+", " ", quote.text).strip()
    occurrence = counter[rule.id, white]
    counter[rule.id, white] += 1
    missing = [slot for slot in ("actors", "weapons", "place", "date") if not getattr(event, slot)]
    return Finding(
        id=finding_id(rule.id, document.id, white, occurrence),
        rule=rule.id,
        document=document.id,
        quote=quote,
        strength=strength,
        reasons=reasons,
        elements=tuple(sorted(set(met.elements))),
        counter_indicators=tuple(sorted(set(shown))),
        not_stated=tuple(slot.rstrip("s") for slot in missing),
        event=event,
    )


def _names(entry: Entry) -> str:
    return ", ".join(name for key in _KEYS for name in getattr(entry, key))


def finding_id(rule: str, document: str, quote: str, occurrence: int) -> str:
    """A name for a finding that holds no offset, order, time or folder.

    ``document`` counts without its folder; ``quote`` with white space normalised; ``occurrence`` is its number among
    equal quotes of the rule in the document, from 0.
    """
    name = document.rsplit("/", 1)[-1]
    return hashlib.sha256("\x1f".join((rule, name, quote, str(occurrence))).encode()).hexdigest()[:16]


def _strength(event: Event) -> tuple[Strength, tuple[str, ...]]:
    """Strong, moderate or weak by how many of four published weaknesses hold; the facts are given either way."""
    arguments = (*event.actors, *event.targets, *event.weapons)
    facts: list[tuple[str, bool]] = []
    pieced = any(mention.pieced for mention in arguments)
    referred = any(mention.via is not None for mention in event.targets)
    facts.append(
        ("elements pieced together" if pieced or referred else "all elements in one clause", pieced or referred)
    )
    if event.status is Status.ATTRIBUTED:
        named = any(source.kind in ("person", "organisation", "party", "state-media") for source in event.sources)
        facts.append(("attributed to a named source" if named else "attributed to an unnamed source", not named))
    else:
        facts.append(("asserted in the text's own voice", False))
    kinds = {nexus.kind for nexus in event.nexus}
    explicit = bool(kinds & {"actor", "weapon"})
    facts.append(("tie to armed conflict explicit" if explicit else "tie to armed conflict inferred", not explicit))
    if event.denials:
        facts.append(("denied", True))
    weaknesses = sum(weak for _, weak in facts)
    strength = Strength.STRONG if weaknesses == 0 else Strength.MODERATE if weaknesses == 1 else Strength.WEAK
    return strength, tuple(fact for fact, _ in facts)
