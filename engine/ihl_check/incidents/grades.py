"""The two grades of an incident, that it happened and who did it, from independent sources only."""

import re
from collections.abc import Iterable, Mapping
from itertools import combinations

from ihl_check.documents.model import Document
from ihl_check.events.model import Denial, Status
from ihl_check.incidents.facts import actor_names, words
from ihl_check.incidents.model import Grade, Origin
from ihl_check.rules.model import Finding

_NAMELESS = frozenset({"unnamed", "witness"})
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "local", "several", "some", "many"})
_AUTHORSHIP = re.compile(
    r"\b(responsib\w+|involve\w*|behind|role|blame\w*|hand in|"
    r"(?:its|their|our|his|her)\s+(?:\w+\s+)?(?:aircraft|planes?|jets?|warplanes?|forces?|troops?|soldiers|fighters|men|artillery|pilots?))\b",
    re.IGNORECASE,
)
_THE_ACT = re.compile(
    r"\b(?:no\s+\w+|staged|fabricat\w+|invent\w+|never|fake\w*|hoax|propaganda|untrue|lies?|false\w*|baseless)\b",
    re.IGNORECASE,
)


def outlet_key(document: Document) -> str:
    """One publisher however it is spelt; a document whose outlet is not known stands for its own."""
    return " ".join(words(document.outlet)) if document.outlet else f"document {document.id}"


def origins(
    findings: Iterable[Finding], documents: Mapping[str, Document], copies: Mapping[str, str]
) -> tuple[Origin, ...]:
    """The sources of some findings, each once.

    A source that an outlet names is an origin of its own, shared by all outlets that name it. Sources without a name
    ("activists", "witnesses") and the outlet's own voice count as the outlet. Copies count as the text they copy.
    """
    held: dict[tuple[str, str, bool], tuple[str, str, set[str]]] = {}
    for finding in findings:
        document = documents[copies.get(finding.document, finding.document)]
        outlet = document.outlet or document.id
        named = [source for source in finding.event.sources if source.kind not in _NAMELESS]
        for source in named:
            key = (outlet_key(document), _cited(source.span.text), True)
            held.setdefault(key, (source.span.text, outlet, set()))[2].add(finding.document)
        if not named:
            key = (outlet_key(document), outlet_key(document), False)
            held.setdefault(key, (outlet, outlet, set()))[2].add(finding.document)
    return tuple(
        Origin(name=name, outlet=outlet, documents=tuple(sorted(where)), cited=cited)
        for (_, _, cited), (name, outlet, where) in sorted(held.items(), key=lambda item: item[0])
    )


def _cited(name: str) -> str:
    return " ".join(word for word in words(name) if word not in _ARTICLES) or name


def independent(sources: Iterable[Origin]) -> bool:
    """Two sources are independent when both the outlets and the origins differ."""
    return any(
        " ".join(words(a.outlet)) != " ".join(words(b.outlet)) and _cited(a.name) != _cited(b.name)
        for a, b in combinations(tuple(sources), 2)
    )


def contests_only_author(denial: Denial) -> bool:
    """Whether a denial speaks of who did it and leaves open that it happened ("denied that its aircraft ...")."""
    text = denial.span.text
    return bool(_AUTHORSHIP.search(text)) and not _THE_ACT.search(text)


def grade_happened(
    findings: tuple[Finding, ...], documents: Mapping[str, Document], copies: Mapping[str, str]
) -> tuple[Grade, str]:
    """Whether it happened, and the reason for the grade in a sentence."""
    told = tuple(finding for finding in findings if finding.event.status in (Status.ASSERTED, Status.ATTRIBUTED))
    if not told:
        return Grade.UNSTATED, "A threat or an order is reported, not that it was carried out."
    denials = [denial for finding in findings for denial in finding.event.denials]
    if any(not contests_only_author(denial) for denial in denials):
        return Grade.CONTESTED, "A denial is reported."
    return _supported(origins(told, documents, copies), "it")


def grade_actor(
    findings: tuple[Finding, ...], documents: Mapping[str, Document], copies: Mapping[str, str]
) -> tuple[Grade, str]:
    """Who did it, and the reason for the grade in a sentence."""
    naming = tuple(finding for finding in findings if finding.event.actors)
    if not naming:
        return Grade.UNSTATED, "No account names an actor."
    if any(finding.event.denials for finding in findings):
        return Grade.CONTESTED, "A denial is reported."
    named = [actor_names(finding.event) for finding in naming]
    known = [names for names in named if names]
    if any(not a & b for a, b in combinations(known, 2)):
        return Grade.CONTESTED, "The accounts name different actors."
    if not known:
        return _supported(origins(naming, documents, copies)[:1], "an actor in general words")
    with_name = tuple(finding for finding, names in zip(naming, named, strict=True) if names)
    return _supported(origins(with_name, documents, copies), "the actor")


def _supported(sources: tuple[Origin, ...], what: str) -> tuple[Grade, str]:
    if independent(sources):
        return Grade.CORROBORATED, f"Two or more independent sources report {what}."
    if len({source.outlet for source in sources}) > 1:
        return Grade.SINGLE_SOURCE, f"More than one outlet reports {what}, but all rely on one source."
    return Grade.SINGLE_SOURCE, f"One outlet reports {what}."
