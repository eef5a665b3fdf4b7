"""The Markdown pages: what each template is given. Everything a template prints is escaped unless it is Markdown."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ihl_check.documents.model import Document
from ihl_check.events.model import Denial, Event, Span
from ihl_check.incidents.model import Figure, Grade, Incident
from ihl_check.reports import wording
from ihl_check.reports.escape import Markdown, escape, quote_block
from ihl_check.reports.model import Run
from ihl_check.reports.paths import anchor, document_pages, incident_page
from ihl_check.rules.model import Element, Finding, Judgement, Rejection, Rule

_CLOSEST = 15
_LISTED = 200
_NEARNESS = ("unless", "nexus", "status", "cue", "harm", "place", "weapon", "actor", "victim", "target", "act")
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
class Passage:
    """An event with all findings on it, one for each rule: what a reader takes for one flag."""

    document: Document
    event: Event
    quote: Span
    findings: tuple[Finding, ...]

    @property
    def bold(self) -> tuple[Span, ...]:
        """The words that met an element."""
        return tuple(element.span for finding in self.findings for element in finding.elements) or (self.event.trigger,)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of what a passage says: the slot, its words and how they were read."""

    slot: str
    words: Markdown
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that came close to a rule and was not flagged."""

    document: str
    sentence: Span
    rejection: Rejection


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
        passages=sum(found.values()),
        by_rule=_by_rule(run.incidents),
        by_actor=_by_actor(run.incidents),
        near_counts=_near_counts(nears),
        nears=sorted(nears, key=_closeness)[:_CLOSEST],
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
        nears=sorted(_nears(document.id, judgements), key=lambda near: (near.sentence, *_closeness(near))),
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
    accounts = passages_of(incident.findings, book.documents)
    best = _best_of_each_rule(incident.findings)
    return _render(
        "incident.md.j2",
        book,
        "../",
        incident=incident,
        lead=passages_of(best, book.documents),
        best=best,
        accounts=sorted(accounts, key=_when_published),
        denials=[(document, denials[document, begin, end]) for document, begin, end in sorted(denials)],
        counters=sorted(counters),
        missing=[slot for slot in wording.missing_slots(incident.findings) if slot not in stated],
        evidence=sorted({finding.document for finding in incident.findings}),
        copied={each for group in incident.copies for each in group[1:]},
    )


def passages_of(findings: Iterable[Finding], documents: Mapping[str, Document]) -> tuple[Passage, ...]:
    """Findings on one event together, in the order of documents and text."""
    by_event: dict[tuple[str, int, int, int, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        quote, trigger = finding.quote, finding.event.trigger
        by_event[finding.document, quote.begin, quote.end, trigger.begin, trigger.end].append(finding)
    return tuple(
        Passage(
            document=documents[key[0]],
            event=held[0].event,
            quote=held[0].quote,
            findings=tuple(sorted(held, key=lambda each: (_STRENGTHS.index(each.strength.value), each.rule, each.id))),
        )
        for key, held in sorted(by_event.items())
    )


def _findings(judgements: Iterable[Judgement]) -> list[Finding]:
    found = {finding.id: finding for judgement in judgements for finding in judgement.findings}
    return [found[each] for each in sorted(found)]


def _when_published(passage: Passage) -> tuple[str, str, int, int]:
    published = passage.document.published
    return (
        published.isoformat() if published else "9999",
        passage.document.id,
        passage.quote.begin,
        passage.event.trigger.begin,
    )


def _best_of_each_rule(findings: Iterable[Finding]) -> list[Finding]:
    """The strongest finding of each rule; of equals the one that leaves least unstated, then the earliest account."""

    def weight(finding: Finding) -> tuple[int, int]:
        return (_STRENGTHS.index(finding.strength.value), len(finding.not_stated))

    best: dict[str, Finding] = {}
    for finding in findings:
        if finding.rule not in best or weight(finding) < weight(best[finding.rule]):
            best[finding.rule] = finding
    return [best[rule] for rule in sorted(best)]


def _nears(document: str, judgements: Iterable[Judgement]) -> list[Near]:
    """Passages of a document that came close to a rule and were not flagged by any."""
    held = tuple(judgements)
    quotes = [finding.quote for judgement in held for finding in judgement.findings]
    nears: dict[tuple[int, int, str, str], Near] = {}
    for judgement in held:
        trigger, sentence = judgement.event.trigger, judgement.event.sentence
        if any(quote.begin < trigger.end and trigger.begin < quote.end for quote in quotes):
            continue
        for rejection in judgement.rejections:
            key = (sentence.begin, sentence.end, rejection.rule, rejection.missing)
            if rejection.missing != "superseded" and (
                key not in nears or rejection.reason < nears[key].rejection.reason
            ):
                nears[key] = Near(document, sentence, rejection)
    return [nears[key] for key in sorted(nears)]


def _closeness(near: Near) -> tuple[int, str, int, str, str]:
    """Passages that lack only what stands first in the list were closest to a flag."""
    missing = near.rejection.missing
    nearness = _NEARNESS.index(missing) if missing in _NEARNESS else len(_NEARNESS)
    return (nearness, near.document, near.sentence.begin, near.rejection.rule, missing)


def _near_counts(nears: Iterable[Near]) -> list[tuple[str, int]]:
    """How many passages each missing element kept from being flagged."""
    passages = {(near.rejection.missing, near.document, near.sentence.begin) for near in nears}
    counts = Counter(missing for missing, _, _ in passages)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


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
    groups: dict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        for actor in incident.actors or ("",):
            groups[actor].append(incident)
    tallies = [_tally(actor, held, sum(len(each.findings) for each in held)) for actor, held in groups.items()]
    return sorted(tallies, key=lambda tally: (not tally.name, tally.name.casefold(), tally.name))


def _tally(name: str, incidents: Sequence[Incident], findings: int) -> Tally:
    return Tally(
        name=name,
        incidents=len(incidents),
        findings=findings,
        denied=sum(any(finding.event.contested for finding in each.findings) for each in incidents),
        corroborated=sum(each.happened is Grade.CORROBORATED for each in incidents),
    )


def _rows(passage: Passage) -> list[Row]:
    """The table of what a passage says, slot by slot; what it does not say is said too."""
    event = passage.event
    rows = [Row("Conduct", cite(event.trigger), ", ".join(event.acts))]
    for slot, mentions in (
        ("Target", event.targets),
        ("Alleged actor, as named", event.actors),
        ("Weapon or means", event.weapons),
    ):
        for mention in mentions:
            rows.append(Row(slot, cite(mention.span), ", ".join(mention.concepts) or mention.kind.value))
            if mention.via:
                rows.append(Row(f"{slot}: in the passage", cite(mention.via), "stands for the words above"))
        if not mentions:
            rows.append(Row(slot, _NOT_STATED))
    place, when = event.place, event.date
    mapped = f"{wording.say_place(place)}; map: {wording.say_map(place)}"
    rows.append(Row("Place", cite(place.span), mapped) if place else Row("Place", _NOT_STATED))
    rows.append(
        Row("Date", cite(when.span), wording.say_days(when.start, when.end)) if when else Row("Date", _NOT_STATED)
    )
    for slot, count in (("Killed", event.killed), ("Injured", event.injured)):
        rows.append(Row(slot, cite(count.span), wording.say_count(count)) if count else Row(slot, _NOT_STATED))
    rows += [Row("Cited source", cite(source.span), source.kind.replace("-", " ")) for source in event.sources]
    link = "Link to armed conflict"
    for nexus in event.nexus:
        words = cite(nexus.span) if nexus.span else Markdown("inferred from place and date")
        rows.append(Row(link, words, nexus.conflict or f"the {nexus.kind}"))
    if not event.nexus:
        rows.append(Row(link, _NOT_STATED))
    told = {row.words for row in rows}
    elements = sorted({element for finding in passage.findings for element in finding.elements})
    rows += [
        Row(f"Also met: {wording.say_slot(element.element)}", cite(element.span))
        for element in elements
        if cite(element.span) not in told
    ]
    counters = sorted({element for finding in passage.findings for element in finding.counter_indicators})
    rows += [Row("Counter-indicator", cite(each.span), wording.say_slot(each.element)) for each in counters]
    return rows


_NOT_STATED = Markdown("not stated")


def cite(span: Span, href: str | None = None) -> Markdown:
    """Words of a document with their offsets; ``href`` leads to the document where it is not the page's own."""
    offsets = f"{span.begin}–{span.end}"
    return Markdown(f"“{escape(span.text)}” ({f'[{offsets}]({href})' if href else offsets})")


def _figures(incident: Incident) -> list[tuple[str, Figure]]:
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
    """What a report calls a document: its outlet, or else its title or file."""
    return document.outlet or document.title or document.id


def _render(template: str, book: Book, root: str, **values: Any) -> str:
    """Fills a template. ``root`` leads from the page to the report's folder."""
    run = book.run

    def rule_title(rule: str) -> str:
        return book.rules[rule].title if rule in book.rules else rule

    def law_lines(rule: str) -> list[tuple[str, str]]:
        return wording.law_lines(book.rules[rule].law, run.conflict_class) if rule in book.rules else []

    def statement(passage: Passage) -> Markdown:
        return wording.statement(passage.findings, passage.document, book.rules, run.conflict_class)

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
            rule_title=rule_title,
            law_lines=law_lines,
            statement=statement,
            page=page,
            flag_link=lambda finding: Markdown(f"{page(finding.document)}#{anchor(finding.id)}"),
            incident_link=lambda incident: Markdown(root + incident_page(incident)),
            anchor=lambda finding: Markdown(anchor(finding.id)),
            rows=_rows,
            figures=_figures,
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
