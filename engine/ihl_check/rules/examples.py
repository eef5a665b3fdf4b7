"""Runs the examples of the rules: what must be flagged is, what must not is not, and for the reason that is given."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from ihl_check.rules.load import Rulebook
from ihl_check.rules.model import FlagExample, Judgement, PassExample, Rule
from ihl_check.vocabulary.shapes import mappings
from ihl_check.vocabulary.source import Mapping, Node, Problem, Problems, Source, Text, read_source

Judge = Callable[[str, date | None], Iterable[Judgement]]
"""Reads a text, published on a day if known, and gives every event in it with what the rules made of it."""

_NO_EVENT = frozenset({"act", "nexus", "status"})
"""Reasons that also hold where no event was read at all."""


def check_examples(rulebook: Rulebook, judge: Judge) -> tuple[Problem, ...]:
    """Every example that does not do what it says, with its place in its file."""
    problems = Problems()
    for rule in rulebook.rules:
        source = read_source(Path(rule.path), Problems()) or Text(rule.path)
        for number, example in enumerate(rule.flag_examples):
            if fault := _flag_fault(rule, example, judge):
                problems.add(source, _place(source, "flag", number), *fault[:1], hint=fault[1])
        for number, passed in enumerate(rule.pass_examples):
            if fault := _pass_fault(rule, passed, judge):
                problems.add(source, _place(source, "pass", number, "because"), *fault[:1], hint=fault[1])
    return tuple(sorted(problems.found))


def _place(source: Source | Text, key: str, number: int, within: str = "text") -> Node | tuple[int, int]:
    examples = source.root.get("examples") if isinstance(source, Source) and isinstance(source.root, Mapping) else None
    listed = mappings(examples.get(key)) if isinstance(examples, Mapping) else ()
    if number >= len(listed):
        return (1, 1)
    return listed[number].get(within) or listed[number].get("text") or listed[number]


def _flag_fault(rule: Rule, example: FlagExample, judge: Judge) -> tuple[str, str] | None:
    judgements = tuple(judge(example.text, _day(example)))
    findings = [finding for judgement in judgements for finding in judgement.findings if finding.rule == rule.id]
    begin = example.text.find(example.quote)
    end = begin + len(example.quote)
    if any(finding.quote.begin < end and begin < finding.quote.end for finding in findings):
        return None
    if findings:
        quotes = "; ".join(f'"{finding.quote.text}"' for finding in findings)
        return (f'this example is flagged, but not for its quote "{example.quote}"', f"the finding quotes {quotes}")
    return ("this example must be flagged, and is not", _why_not(rule, judgements))


def _pass_fault(rule: Rule, example: PassExample, judge: Judge) -> tuple[str, str] | None:
    judgements = tuple(judge(example.text, _day(example)))
    findings = [finding for judgement in judgements for finding in judgement.findings if finding.rule == rule.id]
    if findings:
        quotes = "; ".join(f'"{finding.quote.text}"' for finding in findings)
        return ("this example must not be flagged, and is", f"the finding quotes {quotes}")
    if example.because is None:
        return None
    missing = _missing(rule, judgements)
    if _same(example.because, missing):
        return None
    if not missing and example.because in _NO_EVENT:
        return None
    given = f"it is not flagged for want of {', '.join(sorted(missing))}" if missing else "no rule came near the text"
    return (f'this example is not flagged, as it should be, but not because of "{example.because}"', given)


def _day(example: FlagExample | PassExample) -> date | None:
    return date.fromisoformat(example.published) if example.published else None


def _missing(rule: Rule, judgements: Iterable[Judgement]) -> set[str]:
    return {
        rejection.missing for judgement in judgements for rejection in judgement.rejections if rejection.rule == rule.id
    }


def _same(because: str, missing: set[str]) -> bool:
    people = {"target", "victim"}
    return because in missing or (because in people and bool(people & missing))


def _why_not(rule: Rule, judgements: tuple[Judgement, ...]) -> str:
    if not judgements:
        return "no event was read in it: do its words stand in the vocabulary?"
    reasons = [
        f"{rejection.missing}: {rejection.reason}"
        for judgement in judgements
        for rejection in judgement.rejections
        if rejection.rule == rule.id
    ]
    if reasons:
        return "missing is " + "; ".join(dict.fromkeys(reasons))
    acts = sorted({act for judgement in judgements for act in judgement.event.acts})
    return f"what was read in it: {', '.join(acts)}; none is an act of this rule"
