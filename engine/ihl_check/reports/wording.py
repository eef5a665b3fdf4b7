"""How reports say things: dates, numbers, law, and the one sentence that sums a finding up.

The wording is fixed and sober: a source reported, an actor is named by the source, conduct would fall under a rule if
it were established. Stronger words appear only within quotation marks.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ihl_check.documents.model import Document
from ihl_check.events.model import Count, Mention, Place, Span, Status
from ihl_check.incidents.model import Grade, Incident, Toll
from ihl_check.reports.escape import Markdown, escape
from ihl_check.rules.model import Finding, Law, Rule

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
GROUPS = {
    "distinction": "Conduct of attacks",
    "protected": "Protected persons and objects",
    "methods": "Methods of warfare",
    "weapons": "Weapons",
    "persons": "Treatment of persons",
}
GRADES = {
    Grade.CORROBORATED: "corroborated",
    Grade.SINGLE_SOURCE: "single source",
    Grade.CONTESTED: "contested",
    Grade.UNSTATED: "not stated",
}
MISSING = {
    "status": "Not told as something that happened (law, forecast, denial, question, drill)",
    "nexus": "No link to an armed conflict in the text",
    "unless": "An exception of the rule applies",
    "superseded": "A more special rule was flagged instead",
    "target": "The target is not one the rule protects",
    "victim": "The persons are not ones the rule protects",
    "weapon": "The weapon is not one of the rule's",
    "actor": "The actor is not one of the rule's",
    "act": "The conduct is not one of the rule's",
    "place": "The place is not one of the rule's",
    "cue": "Words that the rule needs are missing (purpose, order, demand, timing)",
    "harm": "Nobody is reported killed or injured",
}
_SLOTS = {"nexus": "link to armed conflict", "actor": "alleged actor", "act": "conduct"}


def say_day(day: date | None) -> str:
    """``6 August 2016``; "no date" for none."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "no date"


def say_days(start: date | None, end: date | None) -> str:
    """One day or a range, with nothing said twice: ``6–8 August 2016``."""
    if start is None or end is None or start == end:
        return say_day(start or end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{say_day(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {say_day(end)}"
    return f"{say_day(start)} – {say_day(end)}"


def say_count(count: Count) -> str:
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
    return "not stated" if place is None else place.name + (f" ({place.country})" if place.country else "")


def say_map(place: Place | None) -> str:
    """Coordinates for a map, and how exact they are."""
    if place is None or place.lat is None or place.lon is None:
        return "not known"
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


def law_lines(law: Law, conflict_class: str | None = None) -> list[tuple[str, str]]:
    """Label and citation for each body of law; both classes of conflict unless the user has set one."""
    lines = []
    if law.customary:
        lines.append(("Customary law", f"{_rules(law)} of the ICRC study"))
    for name, label, paragraphs in _classes(law):
        if conflict_class in (None, name):
            cited = "Article " + ", ".join(paragraphs) if paragraphs else "no paragraph fits squarely"
            lines.append((f"Rome Statute, {label}", cited))
    if law.treaties:
        lines.append(("Treaties, for their parties", ", ".join(law.treaties)))
    return lines


def law_in_short(law: Law, conflict_class: str | None = None) -> str:
    """One clause with custom and the Rome Statute, for the summing-up; treaties only where there is neither."""
    cited = [f"customary {_rules(law)}"] if law.customary else []
    rome = [
        f"Article {', '.join(paragraphs)} in {label}"
        for name, label, paragraphs in _classes(law)
        if paragraphs and conflict_class in (None, name)
    ]
    if rome:
        cited.append(f"Rome Statute, {' or '.join(rome)}")
    return "; ".join(cited) or ", ".join(law.treaties)


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
    filled = (
        ("conduct", True),
        ("target", bool(event.targets)),
        ("alleged actor", bool(event.actors)),
        ("weapon", bool(event.weapons)),
        ("place", event.place is not None),
        ("date", event.date is not None),
        ("casualties", event.killed is not None or event.injured is not None),
        ("link to armed conflict", bool(event.nexus)),
    )
    return [slot for slot, present in filled if present]


def statement(
    findings: Sequence[Finding], document: Document, rules: Mapping[str, Rule], conflict_class: str | None = None
) -> Markdown:
    """The template sentence for one event: who reported what, what the text indicates, under what it would fall.

    ``findings``: those on the event, one for each rule it would fall under.
    """
    first = findings[0]
    parts = [_reported(first, document)]
    if first.event.denials:
        parts.append("A denial is reported with it.")
    parts.append(f"The text indicates {say_and(found_slots(first))}.")
    counters = sorted({element for finding in findings for element in finding.counter_indicators})
    shown = [Markdown(f"“{escape(each.span.text)}” ({escape(say_slot(each.element))})") for each in counters]
    unless = (
        f"unless {say_and(shown)} {'applies' if len(shown) == 1 else 'apply'}"
        if shown
        else "unless counter-indicators apply that the passage does not state"
    )
    under = say_and(_rule_with_law(finding.rule, rules, conflict_class) for finding in findings)
    parts.append(f"If established, and {unless}, this would fall under {under}.")
    missing = missing_slots(findings)
    parts.append(f"Not stated: {say_and(missing)}." if missing else "Every slot asked for is stated.")
    return Markdown(" ".join(parts))


def missing_slots(findings: Iterable[Finding]) -> list[str]:
    """The slots that the text leaves open, each once."""
    return list(dict.fromkeys(say_slot(slot) for finding in findings for slot in finding.not_stated))


def _rule_with_law(rule: str, rules: Mapping[str, Rule], conflict_class: str | None) -> Markdown:
    if rule not in rules:
        return Markdown(f"“{escape(rule)}”")
    short = escape(law_in_short(rules[rule].law, conflict_class))
    return Markdown(f"“{escape(rules[rule].title)}”" + (f" ({short})" if short else ""))


def _reported(finding: Finding, document: Document) -> str:
    event = finding.event
    who = escape(document.outlet or document.title or document.id)
    when = say_day(document.published) if document.published else "date of publication not known"
    citing = f", citing {say_and(in_quotes(source.span) for source in event.sources)}," if event.sources else ""
    kinds = {Status.THREATENED: "a threat", Status.ORDERED: "an order", Status.PLANNED: "a plan"}
    conduct = f"{kinds.get(event.status, 'conduct')} in the words {in_quotes(event.trigger)}"
    against = f", affecting {say_and(_as_named(target) for target in event.targets)}" if event.targets else ""
    by = (
        f", attributed to {say_and(_as_named(actor) for actor in event.actors)}, as named"
        if event.actors
        else "; no actor is named"
    )
    return f"{who} ({when}){citing} reported {conduct}{against}{by}."


def _as_named(mention: Mention) -> Markdown:
    if mention.via is None:
        return in_quotes(mention.span)
    return Markdown(f"{in_quotes(mention.via)} (that is, {in_quotes(mention.span)})")
