"""Both sides alike: with the actors' names exchanged, a text gets the same flags and the same statuses."""

import re
from pathlib import Path

import pytest

from ihl_check.rules.explain import GROUPS
from ihl_check.running.engine import Engine
from readings import Judge

Flags = list[tuple[str, str]]
SWAPS = (("army", "militia"), ("soldier", "rebel"), ("soldiers", "rebels"), ("troops", "insurgents"))
_PARTNER = {left: right for pair in SWAPS for left, right in (pair, pair[::-1])}
_NAMES = re.compile(rf"\b({'|'.join(sorted(_PARTNER, key=len, reverse=True))})\b", re.IGNORECASE)


def swapped(text: str) -> str:
    return _NAMES.sub(lambda found: _as(found.group(), _PARTNER[found.group().lower()]), text)


def _as(model: str, word: str) -> str:
    return word.capitalize() if model[0].isupper() else word


def flags(judge: Judge, text: str, published: str | None = None) -> Flags:
    return sorted(
        {
            (finding.rule, finding.event.status.value)
            for judgement in judge(text, published)
            for finding in judgement.findings
        }
    )


def test_names_are_exchanged_both_ways_at_once() -> None:
    assert (
        swapped("Soldiers shot rebels; the Army's troops fled.")
        == "Rebels shot soldiers; the Militia's insurgents fled."
    )
    text = "Rebels of the militia"
    assert swapped(swapped(text)) == text


@pytest.mark.parametrize("group", GROUPS)
def test_rule_examples_with_the_sides_exchanged(group: str, engine: Engine, judge: Judge) -> None:
    texts = [
        (example.text, example.published)
        for rule in engine.rulebook.rules
        if rule.group == group
        for example in (*rule.flag_examples, *rule.pass_examples)
        if _NAMES.search(example.text)
    ]
    assert texts
    unlike = [
        f"{text}\n  {flags(judge, text, day)}\n{swapped(text)}\n  {flags(judge, swapped(text), day)}"
        for text, day in texts
        if flags(judge, text, day) != flags(judge, swapped(text), day)
    ]
    assert unlike == [], f"{len(unlike)} of {len(texts)}:\n" + "\n".join(unlike)
