"""Casualties over all accounts of an incident: the lowest and the highest figure, never a sum."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from ihl_check.documents.model import Document
from ihl_check.events.model import Count
from ihl_check.incidents.facts import words
from ihl_check.incidents.model import Figure, Toll
from ihl_check.rules.model import Finding

_STATUS_WORDS: dict[str, str] = {
    word: status
    for status, listed in {
        "staff": "staff doctor doctors nurse nurses medic medics paramedic paramedics surgeon surgeons teacher "
        "teachers rescuer rescuers journalist journalists reporter reporters volunteer volunteers driver drivers "
        "peacekeeper peacekeepers worker workers employee employees",
        "children": "child children baby babies boy boys girl girls pupil pupils student students infant infants "
        "toddler toddlers minors",
        "fighters": "fighter fighters soldier soldiers troops militant militants rebel rebels gunmen insurgent "
        "insurgents militiaman militiamen combatant combatants policeman policemen",
        "civilians": "civilian civilians resident residents villager villagers",
    }.items()
    for word in listed.split()
}
_WHOLE = ("people", "civilians")
_PART = re.compile(
    r"\b(?:including|among (?:them|whom)|mostly|(?:most|some|many|half|at least \w+) of them)\b", re.IGNORECASE
)
"""What follows these words counts some of those counted before."""
_FURTHER = frozenset({"more", "another", "further", "additional", "other", "others"})
FURTHER = "further people"


def status_of(count: Count) -> str:
    """Whom a figure counts, by its own words: people where it does not say, civilians if it names them at all.

    "Three more people" come on top of a figure that was given before.
    """
    told = words(_PART.split(count.span.text)[0]) or words(count.span.text)
    if _FURTHER & frozenset(told) and " ".join(told).find("more than") < 0:
        return FURTHER
    found = [_STATUS_WORDS[word] for word in told if word in _STATUS_WORDS]
    if not found:
        return "people"
    kinds = set(found)
    if "civilians" in kinds:
        return "civilians"
    return found[0] if len(kinds) == 1 else "people"


def toll(findings: Iterable[Finding], documents: Mapping[str, Document], slot: str) -> Toll | None:
    """The toll in ``slot`` ("killed" or "injured") over the accounts of one incident.

    A later figure of the same outlet replaces its earlier ones. Figures for some of the people only (staff, children,
    fighters) count towards the range only where no figure for all of them is given, and figures for further people
    ("three more") only where there is no other.
    """
    figures: dict[tuple[str, int, int], Figure] = {}
    for finding in findings:
        count: Count | None = getattr(finding.event, slot)
        if count is not None:
            key = (finding.document, count.span.begin, count.span.end)
            figures[key] = Figure(finding.document, count.span, count.min, count.max, status_of(count))
    if not figures:
        return None
    ordered = _replaced([figures[key] for key in sorted(figures)], documents)
    standing = [figure for figure in ordered if not figure.replaced]
    counted = [figure for figure in standing if figure.status in _WHOLE and _known(figure)]
    counted = counted or [figure for figure in standing if _known(figure) and figure.status != FURTHER]
    counted = counted or [figure for figure in standing if _known(figure)]
    lows = [figure.min if figure.min is not None else figure.max for figure in counted]
    highs = [figure.max if figure.max is not None else figure.min for figure in counted]
    lowest = min((low for low in lows if low is not None), default=None)
    highest = max((high for high in highs if high is not None), default=None)
    at_least = any(figure.max is None and figure.min == highest for figure in counted)
    return Toll(min=lowest, max=highest, figures=tuple(ordered), at_least=at_least)


def _known(figure: Figure) -> bool:
    return figure.min is not None or figure.max is not None


def _replaced(figures: list[Figure], documents: Mapping[str, Document]) -> list[Figure]:
    """Marks the figures of every document whose outlet gave a figure for the same people in a later one."""
    latest: dict[tuple[str, str], date] = {}
    for figure in figures:
        document = documents[figure.document]
        if document.outlet and document.published and _known(figure):
            key = (_outlet(document), figure.status)
            latest[key] = max(latest.get(key, document.published), document.published)
    marked = []
    for figure in figures:
        document = documents[figure.document]
        newest = latest.get((_outlet(document), figure.status))
        old = bool(document.outlet and document.published and newest and document.published < newest)
        marked.append(replace(figure, replaced=old))
    return marked


def _outlet(document: Document) -> str:
    return " ".join(words(document.outlet or ""))
