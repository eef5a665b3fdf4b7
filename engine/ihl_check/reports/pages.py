"""The Markdown pages: what each template is given. Everything a template prints is escaped unless it is Markdown."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ihl_check.documents.model import Document
from ihl_check.events.model import Denial, Event, Span
from ihl_check.incidents.copies import copy_groups, groups_of
from ihl_check.incidents.model import Figure, Incident
from ihl_check.reports import wording
from ihl_check.reports.escape import Markdown, escape, quote_block
from ihl_check.reports.model import Run
from ihl_check.reports.paths import anchor, document_pages, incident_page
from ihl_check.rules.model import Element, Finding, Rejection, Rule

_CLOSEST = 15
_LISTED = 200
_NEARNESS = ("unless", "nexus", "status", "cue", "harm", "place", "weapon", "actor", "victim", "target", "act")
_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[\w./~%?=&+,;:@-]*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of what a passage says: the slot, its words and how they were read."""

    slot: str
    words: Markdown
    read_as: str


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that came close to a rule and was not flagged."""

    document: str
    sentence: Span
    rule: str
    rejection: Rejection


@dataclass(frozen=True, slots=True)
class Tally:
    """A line of a table that counts incidents."""

    name: str
    incidents: int
    findings: int
    contested: int
    corroborated: int


def index_page(run: Run) -> str:
    """The page a lead investigator reads first."""
    found: Counter[str] = Counter()
    for document, judgements in run.judgements.items():
        found[document] = len({finding.id for judgement in judgements for finding in judgement.findings})
    documents = sorted(run.documents, key=lambda each: each.id)
    flagged = [document for document in documents if found[document.id]]
    nears = nearest(run)
    return _render(
        "index.md.j2",
        run,
        root=Markdown(""),
        with_findings=flagged,
        without_findings=[document for document in documents if not found[document.id]],
        listed=_LISTED,
        found=found,
        copies=groups_of(copy_groups(flagged), [document.id for document in flagged]),
        unread=sorted(run.unread, key=lambda each: (each.path, each.reason)),
        findings=sum(found.values()),
        by_rule=_by_rule(run),
        by_actor=_by_actor(run),
        near_counts=_near_counts(nears),
        nears=nears[:_CLOSEST],
    )


def document_page(run: Run, document: Document) -> str:
    """The page of one document: its findings in the order of the text, and what came close."""
    judgements = run.judgements.get(document.id, ())
    found = {finding.id: finding for judgement in judgements for finding in judgement.findings}
    findings = sorted(found.values(), key=lambda each: (each.quote.begin, each.rule, each.id))
    return _render(
        "document.md.j2",
        run,
        root=Markdown("../"),
        document=document,
        findings=findings,
        incident_of={finding.id: incident for incident in run.incidents for finding in incident.findings},
        nears=nearest(run, document.id),
    )


def incident_page_text(run: Run, incident: Incident) -> str:
    """The page of one incident: every account side by side."""
    denials: dict[tuple[str, int, int], tuple[str, Denial]] = {}
    counters: dict[tuple[str, Element], str] = {}
    stated: set[str] = set()
    for finding in incident.findings:
        stated.update(wording.found_slots(finding))
        for denial in finding.event.denials:
            denials[(finding.document, denial.span.begin, denial.span.end)] = (finding.document, denial)
        for element in finding.counter_indicators:
            counters[(finding.document, element)] = finding.document
    missing = {wording.say_slot(slot) for finding in incident.findings for slot in finding.not_stated} - stated
    return _render(
        "incident.md.j2",
        run,
        root=Markdown("../"),
        incident=incident,
        lead=_one_per_rule(incident.findings),
        accounts=sorted(
            incident.findings, key=lambda each: (_published(run, each), each.document, each.quote.begin, each.rule)
        ),
        denials=[denials[key] for key in sorted(denials)],
        counters=sorted((document, element) for document, element in counters),
        missing=sorted(missing),
        evidence=sorted({finding.document for finding in incident.findings}),
        possibly=incident.possibly_same,
        copied={each for group in incident.copies for each in group[1:]},
    )


def nearest(run: Run, document: str | None = None) -> list[Near]:
    """Passages that came close and were not flagged at all, the closest first."""
    nears = []
    for each, judgements in run.judgements.items():
        if document not in (None, each):
            continue
        flagged = [finding.quote for judgement in judgements for finding in judgement.findings]
        for judgement in judgements:
            sentence = judgement.event.sentence
            if judgement.findings or any(_overlap(quote, judgement.event.trigger) for quote in flagged):
                continue
            nears += [
                Near(each, sentence, rejection.rule, rejection)
                for rejection in judgement.rejections
                if rejection.missing != "superseded"
            ]
    unique = {(near.document, near.sentence.begin, near.rule, near.rejection.missing): near for near in nears}
    return sorted(
        unique.values(),
        key=lambda near: (_nearness(near.rejection.missing), near.document, near.sentence.begin, near.rule),
    )


def _nearness(missing: str) -> int:
    return _NEARNESS.index(missing) if missing in _NEARNESS else len(_NEARNESS)


def _overlap(a: Span, b: Span) -> bool:
    return a.begin < b.end and b.begin < a.end


def _near_counts(nears: Iterable[Near]) -> list[tuple[str, int]]:
    """How many passages each missing element kept from being flagged."""
    passages = {(near.rejection.missing, near.document, near.sentence.begin) for near in nears}
    counts = Counter(missing for missing, _, _ in passages)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _one_per_rule(findings: Iterable[Finding]) -> list[Finding]:
    """The strongest finding of each rule, the earliest of equals."""
    order = {"strong": 0, "moderate": 1, "weak": 2}
    best: dict[str, Finding] = {}
    for finding in findings:
        held = best.get(finding.rule)
        if held is None or order[finding.strength.value] < order[held.strength.value]:
            best[finding.rule] = finding
    return [best[rule] for rule in sorted(best)]


def _by_rule(run: Run) -> list[Tally]:
    groups: dict[str, list[Incident]] = defaultdict(list)
    for incident in run.incidents:
        for rule in incident.rules:
            groups[rule].append(incident)
    return sorted(
        (
            _tally(rule, incidents, sum(finding.rule == rule for each in incidents for finding in each.findings))
            for rule, incidents in groups.items()
        ),
        key=lambda tally: (-tally.incidents, tally.name),
    )


def _by_actor(run: Run) -> list[Tally]:
    """Alphabetical, because an order by number would be a verdict; incidents without an actor come last."""
    groups: dict[str, list[Incident]] = defaultdict(list)
    for incident in run.incidents:
        for actor in incident.actors or ("",):
            groups[actor].append(incident)
    return sorted(
        (_tally(actor, each, sum(len(incident.findings) for incident in each)) for actor, each in groups.items()),
        key=lambda tally: (not tally.name, tally.name.casefold(), tally.name),
    )


def _tally(name: str, incidents: list[Incident], findings: int) -> Tally:
    return Tally(
        name=name,
        incidents=len(incidents),
        findings=findings,
        contested=sum(any(finding.event.contested for finding in each.findings) for each in incidents),
        corroborated=sum(each.happened == "corroborated" for each in incidents),
    )


def _published(run: Run, finding: Finding) -> str:
    published = _documents(run)[finding.document].published
    return published.isoformat() if published else "9999"


def _documents(run: Run) -> Mapping[str, Document]:
    return {document.id: document for document in run.documents}


def _slots(event: Event, finding: Finding) -> list[Row]:
    """The table of what a passage says, slot by slot; what it does not say is said too."""
    rows = [Row("Conduct", cite(event.trigger), ", ".join(event.acts))]
    for slot, mentions in (
        ("Target", event.targets),
        ("Alleged actor, as named", event.actors),
        ("Weapon or means", event.weapons),
    ):
        rows += [
            Row(slot, cite(mention.span), ", ".join(mention.concepts) or mention.kind.value) for mention in mentions
        ] or [_not_stated(slot)]
        rows += [
            Row(f"{slot}: in the passage", cite(mention.via), "refers to the words above")
            for mention in mentions
            if mention.via
        ]
    place = event.place
    rows.append(
        Row("Place", cite(place.span), f"{wording.say_place(place)}; map: {wording.say_map(place)}")
        if place
        else _not_stated("Place")
    )
    when = event.date
    rows.append(Row("Date", cite(when.span), wording.say_days(when.start, when.end)) if when else _not_stated("Date"))
    for slot, count in (("Killed", event.killed), ("Injured", event.injured)):
        rows.append(Row(slot, cite(count.span), wording.say_count(count)) if count else _not_stated(slot))
    rows += [Row("Cited source", cite(source.span), source.kind.replace("-", " ")) for source in event.sources]
    rows += [Row("Link to armed conflict", cite(nexus.span), nexus.kind) for nexus in event.nexus if nexus.span]
    rows += [
        Row("Link to armed conflict", Markdown("inferred from place and date"), nexus.conflict or nexus.kind)
        for nexus in event.nexus
        if not nexus.span
    ]
    if not event.nexus:
        rows.append(_not_stated("Link to armed conflict"))
    told = {row.words for row in rows}
    rows += [
        Row(f"Also met: {wording.say_slot(element.element)}", cite(element.span), "")
        for element in finding.elements
        if cite(element.span) not in told
    ]
    rows += [
        Row("Counter-indicator", cite(each.span), wording.say_slot(each.element)) for each in finding.counter_indicators
    ]
    return rows


def _not_stated(slot: str) -> Row:
    return Row(slot, Markdown("not stated"), "")


def cite(span: Span, href: str | None = None) -> Markdown:
    """Words of a document with their offsets; ``href`` leads to the document where it is not the page's own."""
    offsets = f"{span.begin}–{span.end}"
    return Markdown(f"“{escape(span.text)}” ({f'[{offsets}]({href})' if href else offsets})")


def _bold_of(finding: Finding) -> list[Span]:
    return [element.span for element in finding.elements] or [finding.event.trigger]


def _figures(incident: Incident) -> list[tuple[str, Figure]]:
    return [
        (label, figure)
        for label, toll in (("killed", incident.killed), ("injured", incident.injured))
        if toll
        for figure in toll.figures
    ]


def _web_link(url: str | None) -> Markdown | str:
    """An address that cannot be anything but one is a link; any other is shown as text."""
    if url is None:
        return ""
    return Markdown(f"<{url}>") if _WEB_ADDRESS.fullmatch(url) else url


def _render(template: str, run: Run, **values: Any) -> str:
    rules: dict[str, Rule] = {rule.id: rule for rule in run.rules}
    pages = document_pages(document.id for document in run.documents)
    root: Markdown = values["root"]

    def rule_title(rule: str) -> str:
        return rules[rule].title if rule in rules else rule

    def page(document: str) -> Markdown:
        return Markdown(root + pages[document])

    def finding_link(finding: Finding) -> Markdown:
        return Markdown(f"{root}{pages[finding.document]}#{anchor(finding.id)}")

    def incident_link(incident: str) -> Markdown:
        return Markdown(root + incident_page(incident))

    text = (
        _environment()
        .get_template(template)
        .render(
            run=run,
            documents=_documents(run),
            rules=rules,
            rule_title=rule_title,
            page=page,
            finding_link=finding_link,
            incident_link=incident_link,
            anchor=lambda finding: Markdown(anchor(finding)),
            bold_of=_bold_of,
            slots=_slots,
            figures=_figures,
            web_link=_web_link,
            cite=cite,
            quote_block=quote_block,
            statement=lambda finding: wording.statement(
                finding, _documents(run)[finding.document], rules.get(finding.rule), run.conflict_class
            ),
            law_lines=lambda rule: wording.law_lines(rules[rule].law, run.conflict_class) if rule in rules else [],
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
