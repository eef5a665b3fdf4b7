"""Scores the engine on labelled cases: flags by rule, the slots of those that were right, and every error."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ihl_check.documents.model import Document
from ihl_check.events.model import Event, Mention
from ihl_check.events.times import single_day
from ihl_check.rules.model import Finding
from ihl_check.running.engine import Engine, judge_document

SLOTS = ("status", "contested", "actor", "target", "weapon", "place", "source", "date", "killed", "injured")


class CaseError(ValueError):
    """A file of cases that cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    text: str
    published: date | None
    expect: tuple[Mapping[str, Any], ...]
    allow: frozenset[str]
    incidents: tuple[Mapping[str, Any], ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts for one rule. ``found`` and ``missed`` are expected flags, ``false`` are findings nobody asked for."""

    found: int = 0
    missed: int = 0
    false: int = 0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Score:
    rules: dict[str, Tally] = field(default_factory=dict)
    slots: dict[str, list[int]] = field(default_factory=dict)
    """Slot -> [right, asked]."""
    errors: list[str] = field(default_factory=list)

    def tally(self, rule: str) -> Tally:
        return self.rules.setdefault(rule, Tally())

    @property
    def total(self) -> Tally:
        tallies = self.rules.values()
        return Tally(sum(t.found for t in tallies), sum(t.missed for t in tallies), sum(t.false for t in tallies))


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a JSON lines file. Raises CaseError."""
    cases = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            published = data.get("published")
            cases.append(
                Case(
                    str(data["id"]),
                    data["text"],
                    date.fromisoformat(published) if published else None,
                    tuple(data.get("expect", ())),
                    frozenset(data.get("allow", ())),
                    tuple(data.get("incidents", ())),
                )
            )
        except (ValueError, KeyError, TypeError) as error:
            raise CaseError(f"{path}:{number}: no case in this line: {error}; see the format in tests/cases") from error
    return tuple(cases)


def score_cases(cases: Iterable[Case], engine: Engine, rules: frozenset[str] | None = None) -> Score:
    """Runs every case and compares. With ``rules``, only flags of these rules are asked for and counted."""
    score = Score()
    for case in cases:
        document = Document(id=case.id, path="", text=case.text, sha256="", published=case.published)
        findings = [f for judgement in judge_document(document, engine) for f in judgement.findings]
        _compare(case, findings, score, rules)
    return score


def _compare(case: Case, findings: Sequence[Finding], score: Score, rules: frozenset[str] | None) -> None:
    explained: set[str] = set()
    for flag in case.expect:
        if rules is not None and flag["rule"] not in rules:
            explained |= {f.id for f in findings if f.rule == flag["rule"]}
            continue
        mentions = [flag["quote"], *_incident_quotes(case, flag)]
        meeting = [f for f in findings if f.rule == flag["rule"] and _overlaps(f, [flag["quote"]], case.text)]
        explained |= {f.id for f in findings if f.rule == flag["rule"] and _overlaps(f, mentions, case.text)}
        if meeting:
            score.tally(flag["rule"]).found += 1
            _compare_slots(case, flag, meeting, score)
        else:
            score.tally(flag["rule"]).missed += 1
            score.errors.append(f"{case.id} missed {flag['rule']}: {flag['quote']}")
    for finding in findings:
        if finding.id in explained or finding.rule in case.allow or (rules is not None and finding.rule not in rules):
            continue
        score.tally(finding.rule).false += 1
        score.errors.append(f"{case.id} false {finding.rule}: {finding.quote.text}")


def _incident_quotes(case: Case, flag: Mapping[str, Any]) -> list[str]:
    return [quote for incident in case.incidents if incident["rule"] == flag["rule"] for quote in incident["quotes"]]


def _overlaps(finding: Finding, quotes: Iterable[str], text: str) -> bool:
    for quote in quotes:
        begin = text.find(quote)
        if begin >= 0 and finding.quote.begin < begin + len(quote) and begin < finding.quote.end:
            return True
    return False


def _compare_slots(case: Case, flag: Mapping[str, Any], meeting: Sequence[Finding], score: Score) -> None:
    best = max(meeting, key=lambda f: sum(_slot_right(slot, flag.get(slot), f.event, case.text) for slot in SLOTS))
    for slot in SLOTS:
        wanted = flag.get(slot)
        right = _slot_right(slot, wanted, best.event, case.text)
        count = score.slots.setdefault(slot, [0, 0])
        count[0] += right
        count[1] += 1
        if not right:
            score.errors.append(
                f"{case.id} slot {flag['rule']} {slot}: wanted {wanted!r}, read {_shown(slot, best.event)!r}"
            )


def _slot_right(slot: str, wanted: Any, event: Event, text: str) -> bool:
    if slot == "status":
        return bool(event.status.value == wanted)
    if slot == "contested":
        return bool(event.contested == bool(wanted))
    if slot == "date":
        day = first_day(event)
        return bool((day.isoformat() if day else None) == wanted)
    if slot in ("killed", "injured"):
        count = event.killed if slot == "killed" else event.injured
        return bool((count.min if count else None) == wanted)
    spans = _spans(slot, event)
    if wanted is None:
        return not spans
    return any(_same_words(span, wanted, text) for span in spans)


def first_day(event: Event) -> date | None:
    """The one full day that an event is told to have happened on, or to have begun on."""
    return single_day(event.date) if event.date else None


def _spans(slot: str, event: Event) -> list[tuple[int, int]]:
    if slot == "place":
        return [(event.place.span.begin, event.place.span.end)] if event.place else []
    if slot == "source":
        return [(source.span.begin, source.span.end) for source in event.sources]
    mentions: tuple[Mention, ...] = {"actor": event.actors, "target": event.targets, "weapon": event.weapons}[slot]
    return [(mention.span.begin, mention.span.end) for mention in mentions]


def _same_words(span: tuple[int, int], wanted: str, text: str) -> bool:
    """Whether the words overlap, wherever in the text the wanted ones stand."""
    if wanted.lower() in text[slice(*span)].lower() or text[slice(*span)].lower() in wanted.lower():
        return True
    begin = text.find(wanted)
    while begin >= 0:
        if span[0] < begin + len(wanted) and begin < span[1]:
            return True
        begin = text.find(wanted, begin + 1)
    return False


def _shown(slot: str, event: Event) -> Any:
    if slot in ("status", "contested"):
        return str(getattr(event, slot))
    if slot == "date":
        day = first_day(event)
        return day.isoformat() if day else None
    if slot in ("killed", "injured"):
        count = event.killed if slot == "killed" else event.injured
        return count.min if count else None
    values: Any = {
        "place": (event.place,),
        "source": event.sources,
        "actor": event.actors,
        "target": event.targets,
        "weapon": event.weapons,
    }[slot]
    return [value.span.text for value in values if value is not None]


def render(score: Score, errors: bool = False) -> str:
    """The score as text: a row a rule, the slots, the total last."""
    lines = []
    if errors:
        lines += [*score.errors, ""]
    lines.append(f"{'rule':38} found missed false  precision recall   F1")
    for rule, tally in sorted(score.rules.items()):
        lines.append(_row(rule, tally))
    lines.append("")
    if score.slots:
        rates = ", ".join(f"{slot} {right}/{asked} {right / asked:.2f}" for slot, (right, asked) in score.slots.items())
        lines.append(f"slots: {rates}")
    lines.append(_row("all", score.total))
    return "\n".join(lines)


def _row(name: str, tally: Tally) -> str:
    return (
        f"{name:38} {tally.found:5} {tally.missed:6} {tally.false:5}"
        f"  {tally.precision:9.3f} {tally.recall:6.3f} {tally.f1:5.3f}"
    )
