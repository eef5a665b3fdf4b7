"""The Markdown pages: what each template is given. Everything a template prints is escaped unless it is Markdown."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ihl_check.documents.model import Document
from ihl_check.events.model import Denial, Event, Mention, Nexus, Span
from ihl_check.incidents.facts import plain_name
from ihl_check.incidents.model import Figure, Grade, Incident
from ihl_check.reports import wording
from ihl_check.reports.escape import Markdown, escape, quote_block
from ihl_check.reports.model import Run
from ihl_check.reports.paths import anchor, document_pages, incident_page
from ihl_check.rules.model import Element, Finding, Judgement, Rejection, Rule

_CLOSEST = 15
_LISTED = 200
_NAMED = 3
_NEARNESS = ("unless", "nexus", "status", "harm", "actor", "place", "target", "victim", "cue", "weapon", "act")
"""What kept a passage from being flagged; what stands first was least missed."""
_STRENGTHS = ("strong", "moderate", "weak")
_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[\w./~%?=&+,;:@-]*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Book:
    """A run with what all of its pages look up."""

    run: Run
    documents: Mapping[str, Document]
    rules: Mapping[str, Rule]
    pages: Mapping[str, str]
    """The path of each document's page."""
    incidents: Mapping[str, Incident]
    """The incident of each finding."""

    @classmethod
    def of(cls, run: Run) -> "Book":
        return cls(
            run=run,
            documents={document.id: document for document in run.documents},
            rules={rule.id: rule for rule in run.rules},
            pages=document_pages(document.id for document in run.documents),
            incidents={finding.id: incident for incident in run.incidents for finding in incident.findings},
        )

    def incident_id(self, finding: Finding) -> str | None:
        incident = self.incidents.get(finding.id)
        return incident.id if incident else None


@dataclass(frozen=True, slots=True)
class Telling:
    """An event with all findings on it, one for each rule."""

    document: Document
    event: Event
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote with all that is told in it: what a reader takes for one flag."""

    document: Document
    quote: Span
    tellings: tuple[Telling, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for telling in self.tellings for finding in telling.findings)

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(finding.rule for finding in self.findings))

    @property
    def bold(self) -> tuple[Span, ...]:
        """The words that met an element."""
        elements = tuple(element.span for finding in self.findings for element in finding.elements)
        return elements or tuple(telling.event.trigger for telling in self.tellings)

    @property
    def denials(self) -> tuple[Denial, ...]:
        found = {denial.span: denial for telling in self.tellings for denial in telling.event.denials}
        return tuple(found[span] for span in sorted(found))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of what a passage says: the slot, its words and how they were read."""

    slot: str
    words: Markdown
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that came close to rules and was not flagged; ``missing`` is what the closest of them lack."""

    document: str
    sentence: Span
    event: Event
    missing: str
    reason: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strength:
    """How plainly a passage meets some rules, and why."""

    rules: tuple[str, ...]
    strength: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A line of a table that counts incidents."""

    name: str
    incidents: int
    findings: int
    denied: int
    corroborated: int


def index_page(book: Book) -> str:
    """The page a lead investigator reads first."""
    run = book.run
    found = {document: len(_findings(judgements)) for document, judgements in run.judgements.items()}
    documents = sorted(run.documents, key=lambda each: each.id)
    flagged = [document for document in documents if found.get(document.id)]
    nears = [near for document, judgements in run.judgements.items() for near in _nears(document, judgements)]
    passages = {(finding.document, finding.quote) for finding in _findings(_every(run))}
    return _render(
        "index.md.j2",
        book,
        "",
        with_findings=flagged,
        without_findings=[document for document in documents if not found.get(document.id)],
        listed=_LISTED,
        found=found,
        copies=sorted({group for incident in run.incidents for group in incident.copies}),
        unread=sorted(run.unread, key=lambda each: (each.path, each.reason)),
        flags=sum(found.values()),
        passages=len(passages),
        by_rule=_by_rule(run.incidents),
        by_actor=_by_actor(run.incidents),
        near_counts=_near_counts(nears),
        nears=sorted(nears, key=_closeness)[:_CLOSEST],
        near_total=len(nears),
    )


def document_page(book: Book, document: Document) -> str:
    """The page of one document: its flags in the order of the text, and what came close."""
    judgements = book.run.judgements.get(document.id, ())
    return _render(
        "document.md.j2",
        book,
        "../",
        document=document,
        passages=passages_of(_findings(judgements), book.documents),
        nears=_nears(document.id, judgements),
        copies=_copies_of(book, document.id),
    )


def incident_page_text(book: Book, incident: Incident) -> str:
    """The page of one incident: every account side by side."""
    denials: dict[tuple[str, int, int], Denial] = {}
    counters: set[tuple[str, Element]] = set()
    stated: set[str] = set()
    for finding in incident.findings:
        stated.update(wording.found_slots(finding))
        counters.update((finding.document, element) for element in finding.counter_indicators)
        for denial in finding.event.denials:
            denials[(finding.document, denial.span.begin, denial.span.end)] = denial
    best = best_of_each_rule(incident.findings)
    return _render(
        "incident.md.j2",
        book,
        "../",
        incident=incident,
        lead=lead_tellings(incident, book),
        best=best,
        accounts=accounts_of(incident, book),
        denials=[(document, denials[document, begin, end]) for document, begin, end in sorted(denials)],
        counters=sorted(counters),
        missing=[slot for slot in wording.SLOTS if slot not in stated],
        evidence=sorted({finding.document for finding in incident.findings}),
        copied={each for group in incident.copies for each in group[1:]},
    )


def passages_of(findings: Iterable[Finding], documents: Mapping[str, Document]) -> tuple[Passage, ...]:
    """Findings on one quote together, and within it those on one event, in the order of documents and text."""
    quotes: dict[tuple[str, Span], dict[Span, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        quotes[finding.document, finding.quote][finding.event.trigger].append(finding)
    return tuple(
        Passage(
            document=documents[document],
            quote=quote,
            tellings=tuple(
                Telling(documents[document], held[0].event, tuple(sorted(held, key=_strongest_first)))
                for _, held in sorted(events.items())
            ),
        )
        for (document, quote), events in sorted(quotes.items())
    )


def _copies_of(book: Book, document: str) -> list[str]:
    """The other documents that carry the same text."""
    groups = {group for incident in book.run.incidents for group in incident.copies if document in group}
    return sorted({each for group in groups for each in group} - {document})


def accounts_of(incident: Incident, book: Book) -> list[Passage]:
    """The passages that tell of an incident, the first published first."""
    return sorted(passages_of(incident.findings, book.documents), key=_when_published)


def lead_tellings(incident: Incident, book: Book) -> list[Telling]:
    """What the summing-up of an incident is made from: for each rule the telling that meets it best."""
    best = passages_of(best_of_each_rule(incident.findings), book.documents)
    return sorted((telling for passage in best for telling in passage.tellings), key=_when_published)


def strengths(telling: Telling) -> list[Strength]:
    """The match strength of each rule, rules with the same strength for the same reasons together."""
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for finding in telling.findings:
        alike[finding.strength.value, finding.reasons].append(finding.rule)
    return [Strength(tuple(rules), strength, reasons) for (strength, reasons), rules in alike.items()]


def _strongest_first(finding: Finding) -> tuple[int, str, str]:
    return (_STRENGTHS.index(finding.strength.value), finding.rule, finding.id)


def _every(run: Run) -> list[Judgement]:
    return [judgement for judgements in run.judgements.values() for judgement in judgements]


def _findings(judgements: Iterable[Judgement]) -> list[Finding]:
    found = {finding.id: finding for judgement in judgements for finding in judgement.findings}
    return [found[each] for each in sorted(found)]


def _when_published(told: Passage | Telling) -> tuple[str, str, int]:
    at = told.quote if isinstance(told, Passage) else told.event.trigger
    return (wording.say_iso(told.document.published), told.document.id, at.begin)


def best_of_each_rule(findings: Iterable[Finding]) -> list[Finding]:
    """The strongest finding of each rule; of equals the one that leaves least unstated, then the earliest account."""

    def weight(finding: Finding) -> tuple[int, int]:
        return (_STRENGTHS.index(finding.strength.value), len(finding.not_stated))

    best: dict[str, Finding] = {}
    for finding in findings:
        if finding.rule not in best or weight(finding) < weight(best[finding.rule]):
            best[finding.rule] = finding
    return [best[rule] for rule in sorted(best)]


def _nears(document: str, judgements: Iterable[Judgement]) -> list[Near]:
    """Passages of a document that came close to rules and were not flagged by any, in the order of the text.

    A passage is given once, with the rules that were closest: those that lack only what stands first in ``MISSING``.
    """
    held = tuple(judgements)
    quotes = [finding.quote for judgement in held for finding in judgement.findings]
    by_sentence: dict[Span, list[tuple[Event, Rejection]]] = defaultdict(list)
    for judgement in held:
        trigger, sentence = judgement.event.trigger, judgement.event.sentence
        if any(quote.begin < trigger.end and trigger.begin < quote.end for quote in quotes):
            continue
        for rejection in judgement.rejections:
            if rejection.missing != "superseded":
                by_sentence[sentence].append((judgement.event, rejection))
    return [_near(document, sentence, by_sentence[sentence]) for sentence in sorted(by_sentence)]


def _near(document: str, sentence: Span, rejected: Sequence[tuple[Event, Rejection]]) -> Near:
    event, closest = min(rejected, key=lambda each: (_nearness(each[1].missing), each[0].trigger, each[1].rule))
    missing = closest.missing
    reason = wording.MISSING.get(missing, f"missing: {wording.say_slot(missing)}")
    if missing == "status":
        reason = wording.say_told(event)
    elif missing == "unless":
        reason = closest.reason
    alike = {rejection.rule for told, rejection in rejected if rejection.missing == missing and told is event}
    return Near(document, sentence, event, missing, reason, tuple(sorted(alike)))


def _nearness(missing: str) -> int:
    order = _NEARNESS
    return order.index(missing) if missing in order else len(order)


def _closeness(near: Near) -> tuple[int, str, int]:
    return (_nearness(near.missing), near.document, near.sentence.begin)


def _near_counts(nears: Iterable[Near]) -> list[tuple[str, int]]:
    """How many passages each missing element kept from being flagged, the closest first."""
    counts = Counter(near.missing for near in nears)
    return sorted(counts.items(), key=lambda item: (_nearness(item[0]), item[0]))


def _by_rule(incidents: Iterable[Incident]) -> list[Tally]:
    groups: dict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        for rule in incident.rules:
            groups[rule].append(incident)
    tallies = [
        _tally(rule, held, sum(finding.rule == rule for each in held for finding in each.findings))
        for rule, held in groups.items()
    ]
    return sorted(tallies, key=lambda tally: (-tally.incidents, tally.name))


def _by_actor(incidents: Iterable[Incident]) -> list[Tally]:
    """Alphabetical, because an order by number would be a verdict; incidents without an actor come last."""
    groups: dict[str, dict[str, Incident]] = defaultdict(dict)
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for incident in incidents:
        for actor in incident.actors or ("",):
            groups[plain_name(actor)][incident.id] = incident
            spelt[plain_name(actor)][actor] += 1
    tallies = [
        _tally(min(spelt[key].items(), key=lambda item: (-item[1], item[0]))[0], list(held.values()), _flags(held))
        for key, held in groups.items()
    ]
    return sorted(tallies, key=lambda tally: (not tally.name, tally.name.casefold(), tally.name))


def _flags(incidents: Mapping[str, Incident]) -> int:
    return sum(len(incident.findings) for incident in incidents.values())


def _tally(name: str, incidents: Sequence[Incident], findings: int) -> Tally:
    return Tally(
        name=name,
        incidents=len(incidents),
        findings=findings,
        denied=sum(any(finding.event.contested for finding in each.findings) for each in incidents),
        corroborated=sum(each.happened is Grade.CORROBORATED for each in incidents),
    )


def _rows(telling: Telling) -> list[Row]:
    """The table of what a passage says, slot by slot; what it does not say is said too."""
    event = telling.event
    place, when = event.place, event.date
    rows = [
        Row("Conduct", cite(event.trigger), _words(event.acts)),
        _mentioned("Target", event.targets),
        _mentioned("Alleged actor, as named", event.actors),
        _mentioned("Weapon or means", event.weapons),
        _cited("Intent", [(cue.span, cue.concept) for cue in wording.intent_cues(event)]),
        Row("Place", cite(place.span), f"{wording.say_place(place)}; map: {wording.say_map(place)}")
        if place
        else Row("Place", _NOT_STATED),
        Row("Date", cite(when.span), wording.say_days(when.start, when.end)) if when else Row("Date", _NOT_STATED),
        _cited(
            "Casualties",
            [
                (count.span, f"{wording.say_count(count) or 'no number'} {word}")
                for count, word in ((event.killed, "killed"), (event.injured, "injured"))
                if count
            ],
        ),
    ]
    if event.sources:
        rows.append(_cited("Cited source", [(source.span, source.kind) for source in event.sources]))
    rows.append(_link_to_conflict(event.nexus))
    told = " ".join(row.words for row in rows)
    elements = sorted({element for finding in telling.findings for element in finding.elements})
    others = [(each.span, wording.say_slot(each.element)) for each in elements if cite(each.span) not in told]
    if others:
        rows.append(_cited("Other words that met a rule", others))
    counters = sorted({element for finding in telling.findings for element in finding.counter_indicators})
    if counters:
        rows.append(_cited("Counter-indicators", [(each.span, wording.say_counter(each.element)) for each in counters]))
    return rows


_NOT_STATED = Markdown("not stated")


def _mentioned(slot: str, mentions: Sequence[Mention]) -> Row:
    if not mentions:
        return Row(slot, _NOT_STATED)
    words = [
        Markdown(f"{cite(each.via)}, that is {cite(each.span)}") if each.via else cite(each.span) for each in mentions
    ]
    return Row(slot, _listed(words), _words(concept for each in mentions for concept in each.concepts))


def _cited(slot: str, words: Sequence[tuple[Span, str]]) -> Row:
    if not words:
        return Row(slot, _NOT_STATED)
    return Row(slot, _listed(cite(span) for span, _ in words), _words(label for _, label in words))


def _link_to_conflict(links: Sequence[Nexus]) -> Row:
    """The nearest words that tie the event to an armed conflict; events.jsonl has all of them."""
    slot = "Link to armed conflict"
    words = [link for link in links if link.span is not None and link.kind != "conflict"]
    named = [link for link in links if link.kind == "conflict"]
    levels = [_LINKS.index(link.kind) for link in words]
    nearest = [link for link, level in zip(words, levels, strict=True) if level <= max(1, min(levels))] or named
    if not nearest:
        return Row(slot, _NOT_STATED)
    spans = [cite(link.span) for link in nearest if link.span] or [Markdown("inferred from place and date")]
    kinds = [_LINK_NAMES[link.kind] for link in nearest if link.kind != "conflict"]
    conflicts = [f"named conflict: {link.conflict}" for link in named if link.conflict]
    return Row(slot, _listed(spans), _words([*kinds, *conflicts]))


_LINKS = ("actor", "weapon", "passage", "document")
_LINK_NAMES = {
    "actor": "the actor",
    "weapon": "the weapon",
    "passage": "words of the passage",
    "document": "words elsewhere in the document",
}


def _listed(words: Iterable[Markdown]) -> Markdown:
    return Markdown("; ".join(dict.fromkeys(words)))


def _words(labels: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(label.replace("-", " ") for label in labels))


def cite(span: Span, href: str | None = None) -> Markdown:
    """Words of a document with their offsets; ``href`` leads to the document where it is not the page's own."""
    offsets = f"{span.begin}–{span.end}"
    return Markdown(f"“{escape(span.text)}” ({f'[{offsets}]({href})' if href else offsets})")


def _sources(passage: Passage) -> Markdown:
    cited = [wording.in_quotes(source.span) for telling in passage.tellings for source in telling.event.sources]
    return Markdown(", ".join(dict.fromkeys(cited)) or "own voice")


def _actors(passage: Passage) -> Markdown:
    named = [actor for telling in passage.tellings for actor in wording.named_actors(telling.event)]
    return Markdown(", ".join(dict.fromkeys(named)) or "not stated")


def _harmed(passage: Passage) -> Markdown:
    told = [wording.say_harmed(telling.event) for telling in passage.tellings]
    return Markdown(", ".join(dict.fromkeys(each for each in told if each != "–")) or "–")


def figures(incident: Incident) -> list[tuple[str, Figure]]:
    """Every figure of an incident, with "killed" or "injured" before it."""
    return [
        (label, figure)
        for label, toll in (("killed", incident.killed), ("injured", incident.injured))
        if toll
        for figure in toll.figures
    ]


def _web_link(url: str) -> str:
    """An address that cannot be anything but one is a link; any other is shown as text."""
    return Markdown(f"<{url}>") if _WEB_ADDRESS.fullmatch(url) else url


def _called(document: Document) -> str:
    """What a table calls a document: its outlet, or else its file."""
    return document.outlet or document.id


def _render(template: str, book: Book, root: str, **values: Any) -> str:
    """Fills a template. ``root`` leads from the page to the report's folder."""
    run = book.run

    def full_title(rule: str) -> str:
        return book.rules[rule].title if rule in book.rules else rule

    def law(rule: str) -> str:
        return wording.law_in_words(book.rules[rule].law, run.conflict_class) if rule in book.rules else ""

    def incident_name(incident: Incident) -> str:
        return f"{wording.say_when(incident, book.documents)}, {wording.say_place(incident.place)}"

    def some_rules(rules: Sequence[str]) -> str:
        named = "; ".join(wording.title(rule, book.rules) for rule in rules[:_NAMED])
        return named + (f" and {len(rules) - _NAMED} more" if len(rules) > _NAMED else "")

    def statement(tellings: Iterable[Telling]) -> Markdown:
        return wording.statement([(telling.findings, telling.document) for telling in tellings], book.rules)

    def page(document: str) -> Markdown:
        return Markdown(root + book.pages[document])

    text = (
        _environment()
        .get_template(template)
        .render(
            run=run,
            root=Markdown(root),
            documents=book.documents,
            incidents=book.incidents,
            by_id={incident.id: incident for incident in run.incidents},
            rule_title=lambda rule: wording.title(rule, book.rules),
            full_title=full_title,
            law=law,
            some_rules=some_rules,
            statement=statement,
            page=page,
            flag_link=lambda finding: Markdown(f"{page(finding.document)}#{anchor(finding.id)}"),
            incident_link=lambda incident: Markdown(root + incident_page(incident)),
            anchor=lambda finding: Markdown(anchor(finding.id)),
            rows=_rows,
            strengths=strengths,
            sources=_sources,
            actors=_actors,
            harmed=_harmed,
            incident_name=incident_name,
            figures=figures,
            web_link=_web_link,
            called=_called,
            cite=cite,
            quote_block=quote_block,
            w=wording,
            **values,
        )
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("ihl_check.reports", "templates"),
        autoescape=False,  # finalize escapes, for Markdown
        finalize=lambda value: value if isinstance(value, Markdown) else escape(str(value)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
