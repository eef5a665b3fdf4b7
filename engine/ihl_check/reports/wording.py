"""How reports say things: dates, numbers, law, and the one sentence that sums a finding up.

The wording is fixed and sober: a source reported, an actor is named by the source, conduct would fall under a rule if
it were established. Stronger words appear only within quotation marks.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ihl_check.documents.model import Document
from ihl_check.events.model import Count, Cue, Event, Mention, Place, Span, Status
from ihl_check.incidents.model import Figure, Grade, Incident, Toll
from ihl_check.reports.escape import Markdown, escape
from ihl_check.rules.model import Finding, Law, Rule

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
GRADES = {
    Grade.CORROBORATED: "corroborated",
    Grade.SINGLE_SOURCE: "single source",
    Grade.CONTESTED: "contested",
    Grade.UNSTATED: "not stated",
}
MISSING = {
    "status": "not told as something that happened",
    "nexus": "no link to an armed conflict in the text",
    "unless": "an exception of the rule applies",
    "superseded": "a more special rule was flagged instead",
    "harm": "nobody is reported killed or injured",
    "cue": "words that the rule needs are missing (purpose, order, demand, timing)",
    "place": "the place is none that the rule names",
    "actor": "the actor is none that the rule names",
    "act": "the conduct is none that the rule names",
    "victim": "the persons are none that the rule protects",
    "target": "the target is none that the rule protects",
    "weapon": "the weapon is none that the rule names",
}
SLOTS = (
    *("conduct", "target", "alleged actor", "weapon", "intent", "place", "date", "casualties"),
    "link to armed conflict",
)
"""What is asked of every passage."""
INTENT = frozenset(
    {
        *("deliberate", "location-known", "repeated", "by-mistake", "terror-purpose", "reprisal", "retaliation"),
        *("punishment", "shield-purpose"),
    }
)
"""Cues that fill the slot "intent"."""
_TOLD = {
    Status.ASSERTED: "told in the text's own voice",
    Status.ATTRIBUTED: "told as the words of a source",
    Status.NEGATED: "denied or negated",
    Status.HYPOTHETICAL: "told as possible only",
    Status.PLANNED: "told as planned or to come",
    Status.FEARED: "told as feared",
    Status.THREATENED: "told as a threat",
    Status.ORDERED: "told as an order or a request",
    Status.GENERIC: "told in general, or as what the law says",
    Status.QUESTION: "asked, not told",
}
_KINDS = {Status.THREATENED: "a threat", Status.ORDERED: "an order", Status.PLANNED: "a plan"}
_IN_BRACKETS = re.compile(r" \([^()]*\)")
_SLOTS = {
    "nexus": "link to armed conflict",
    "actor": "alleged actor",
    "act": "conduct",
    "victim": "persons",
    "cue": "words the rule asks for",
}


def say_day(day: date | None) -> str:
    """``6 August 2016``; "date not stated" for none."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "date not stated"


def say_iso(day: date | None) -> str:
    """A day to sort by; those that are not known come last."""
    return day.isoformat() if day else "9999"


def say_days(start: date | None, end: date | None) -> str:
    """One day or a range, with nothing said twice: ``6–8 August 2016``."""
    if start is None or end is None or start == end:
        return say_day(start or end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{say_day(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {say_day(end)}"
    return f"{say_day(start)} – {say_day(end)}"


def say_when(incident: Incident, documents: Mapping[str, Document]) -> str:
    """The days of an incident, or, where none is told, the day of the first report."""
    if incident.start is not None:
        return say_days(incident.start, incident.end)
    days = [documents[finding.document].published for finding in incident.findings]
    first = min((day for day in days if day), default=None)
    return f"Date not stated (reported {say_day(first)})" if first else "Date not stated"


def say_count(count: Count | Figure) -> str:
    """``11``, ``at least 11``, ``17–19``; nothing for words without a number."""
    if count.min is None:
        return "" if count.max is None else f"up to {count.max}"
    if count.max is None:
        return f"at least {count.min}"
    return str(count.min) if count.min == count.max else f"{count.min}–{count.max}"


def say_toll(toll: Toll | None) -> str:
    """The range over all accounts, or the source's word where no account has a number."""
    if toll is None:
        return "not stated"
    if toll.min is None or toll.max is None:
        return "; ".join(sorted({f"“{figure.span.text}”" for figure in toll.figures}))
    highest = f"at least {toll.max}" if toll.at_least else str(toll.max)
    if toll.min == toll.max:
        return highest
    return f"{toll.min} to {highest}" if toll.at_least else f"{toll.min}–{toll.max}"


def say_casualties(incident: Incident) -> str:
    """``11 killed, 5 injured``."""
    told = [
        f"{say_toll(toll)} {word}"
        for toll, word in ((incident.killed, "killed"), (incident.injured, "injured"))
        if toll is not None
    ]
    return ", ".join(told) or "not stated"


def say_number(number: int, noun: str) -> str:
    """``1 document``, ``2 documents``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def say_place(place: Place | None) -> str:
    return "place not stated" if place is None else place.name + (f" ({place.country})" if place.country else "")


def say_map(place: Place | None) -> str:
    """Coordinates for a map, and how exact they are."""
    if place is None or place.lat is None or place.lon is None:
        return "not in the gazetteer"
    north = f"{abs(place.lat):.4f}° {'N' if place.lat >= 0 else 'S'}"
    east = f"{abs(place.lon):.4f}° {'E' if place.lon >= 0 else 'W'}"
    return f"{north}, {east} (centre of the {place.precision})" if place.precision != "exact" else f"{north}, {east}"


def say_slot(slot: str) -> str:
    """A slot's name as the reports print it."""
    return _SLOTS.get(slot, slot.replace("-", " "))


def say_and(parts: Iterable[str]) -> Markdown:
    """``a``, ``a and b``, ``a, b and c``; the parts are Markdown or are escaped."""
    listed = [part if isinstance(part, Markdown) else escape(part) for part in parts]
    if len(listed) < 2:
        return Markdown("".join(listed))
    return Markdown(f"{', '.join(listed[:-1])} and {listed[-1]}")


def in_quotes(span: Span) -> Markdown:
    return Markdown(f"“{escape(span.text)}”")


def law_in_words(law: Law, conflict_class: str | None = None) -> str:
    """All law of a rule in one line: custom, the Rome Statute, treaties; both classes unless the user has set one."""
    cited = [f"customary {_rules(law)}"] if law.customary else []
    shown = [each for each in _classes(law) if conflict_class in (None, each[0])]
    if any(paragraphs for _, _, paragraphs in shown):
        told = [
            f"{'Article ' + ', '.join(paragraphs) if paragraphs else 'no paragraph fits squarely'} in {label}"
            for _, label, paragraphs in shown
        ]
        cited.append(f"Rome Statute: {', and '.join(told)}")
    else:
        cited.append("no paragraph of the Rome Statute fits squarely")
    if law.treaties:
        cited.append(f"treaties, for their parties: {', '.join(law.treaties)}")
    return "; ".join(cited)


def _classes(law: Law) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return (
        ("international", "international conflict and occupation", law.international),
        ("non-international", "other armed conflict", law.non_international),
    )


def _rules(law: Law) -> str:
    return f"{'rules' if len(law.customary) > 1 else 'rule'} {', '.join(str(number) for number in law.customary)}"


def found_slots(finding: Finding) -> list[str]:
    """The slots the text fills, in the order in which reports list them."""
    event = finding.event
    filled = {
        "conduct": True,
        "target": bool(event.targets),
        "alleged actor": bool(event.actors),
        "weapon": bool(event.weapons),
        "intent": bool(intent_cues(event)),
        "place": event.place is not None,
        "date": event.date is not None,
        "casualties": event.killed is not None or event.injured is not None,
        "link to armed conflict": bool(event.nexus),
    }
    return [slot for slot in SLOTS if filled[slot]]


def intent_cues(event: Event) -> list[Cue]:
    """Words that speak of purpose or knowledge, or against them."""
    return [cue for cue in event.cues if cue.concept in INTENT]


def statement(told: Sequence[tuple[Sequence[Finding], Document]], rules: Mapping[str, Rule]) -> Markdown:
    """The template: who reported what, what the text indicates, under what it would fall, what is not stated.

    ``told``: for each event its findings, one a rule, and its document.
    """
    findings = [finding for held, _ in told for finding in held]
    parts = [_reported(held[0], document) for held, document in told]
    if any(finding.event.denials for finding in findings):
        parts.append("A denial is reported with it.")
    found = {slot for finding in findings for slot in found_slots(finding)}
    parts.append(f"The text indicates {say_and(slot for slot in SLOTS if slot in found)}.")
    counters = sorted({(each.span.text, each.element) for finding in findings for each in finding.counter_indicators})
    shown = [Markdown(f"“{escape(text)}” ({escape(say_counter(element))})") for text, element in counters]
    unless = (
        f"unless {say_and(shown)} {'applies' if len(shown) == 1 else 'apply'}"
        if shown
        else "unless counter-indicators apply that the text does not state"
    )
    titles = dict.fromkeys(title(finding.rule, rules) for finding in findings)
    under = say_and(Markdown(f"“{escape(each)}”") for each in titles)
    parts.append(f"If established, and {unless}, this would fall under {under}.")
    missing = [slot for slot in SLOTS if slot not in found]
    if missing:
        parts.append(f"Not stated: {say_and(missing)}.")
    return Markdown(" ".join(parts))


def title(rule: str, rules: Mapping[str, Rule]) -> str:
    """A rule's title without the words in brackets that explain it."""
    return _IN_BRACKETS.sub("", rules[rule].title) if rule in rules else rule


def say_counter(element: str) -> str:
    """The name of a counter-indicator: ``counter: warning-given`` is "warning given"."""
    return say_slot(element.removeprefix("counter: "))


def say_told(event: Event) -> str:
    """How the text tells an event: ``denied or negated (“no”)``."""
    cue = f" (“{event.status_cue.text}”)" if event.status_cue else ""
    return _TOLD[event.status] + cue


def say_source(document: Document) -> Markdown:
    """What a sentence calls a document: its outlet, or else its title or file in quotation marks."""
    if document.outlet:
        return escape(document.outlet)
    return Markdown(f"The document “{escape(document.title or document.id)}”")


def say_published(document: Document) -> str:
    return say_day(document.published) if document.published else "date of publication not known"


def say_harmed(event: Event) -> Markdown:
    """``at least 9 killed, 34 injured`` of one account; a dash where it gives none."""
    counts = ((event.killed, "killed"), (event.injured, "injured"))
    told = [Markdown(f"{escape(say_count(count)) or in_quotes(count.span)} {word}") for count, word in counts if count]
    return Markdown(", ".join(told) or "–")


def named_actors(event: Event) -> list[Markdown]:
    """The alleged actors as the source has them; an adjective of a weapon or an act with the phrase it stands in."""
    return [_named_actor(actor, event) for actor in event.actors]


def _named_actor(actor: Mention, event: Event) -> Markdown:
    if actor.via is None:
        for other in (*event.weapons, *event.targets):
            if other.span != actor.span and other.span.begin <= actor.span.begin and actor.span.end <= other.span.end:
                return Markdown(f"{in_quotes(actor.span)} (in {in_quotes(other.span)})")
    return _as_named(actor)


def _reported(finding: Finding, document: Document) -> str:
    event = finding.event
    citing = f", citing {say_and(_each(source.span for source in event.sources))}," if event.sources else ""
    conduct = f"{_KINDS.get(event.status, 'conduct')} in the words {in_quotes(event.trigger)}"
    counted = [count.span for count in (event.killed, event.injured) if count]
    telling = [each for each in event.targets if not any(_overlap(each.span, span) for span in counted)]
    affected = list(dict.fromkeys(_as_named(target) for target in telling or event.targets))
    against = f", affecting {say_and(affected)}" if affected else ""
    harm = f" Casualties it reports: {say_harmed(event)}." if counted else ""
    actors = list(dict.fromkeys(named_actors(event)))
    by = f" Alleged actor, as named: {say_and(actors)}." if actors else " No actor is named."
    return f"{say_source(document)} ({say_published(document)}){citing} reported {conduct}{against}.{harm}{by}"


def _each(spans: Iterable[Span]) -> list[Markdown]:
    return list(dict.fromkeys(in_quotes(span) for span in spans))


def _overlap(one: Span, other: Span) -> bool:
    return one.begin < other.end and other.begin < one.end


def _as_named(mention: Mention) -> Markdown:
    if mention.via is None:
        return in_quotes(mention.span)
    return Markdown(f"{in_quotes(mention.via)} (that is, {in_quotes(mention.span)})")
