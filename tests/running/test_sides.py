"""Both sides alike: with the actors' names exchanged, a text gets the same flags and the same statuses."""

import re

import pytest

from ihl_check.rules.explain import GROUPS
from ihl_check.running.engine import Engine
from readings import Judge

Flags = list[tuple[str, str]]
SWAPS = (("army", "militia"), ("soldier", "rebel"), ("soldiers", "rebels"), ("troops", "insurgents"))
_PARTNER = {left: right for pair in SWAPS for left, right in (pair, pair[::-1])}
_NAMES = re.compile(rf"\b({'|'.join(sorted(_PARTNER, key=len, reverse=True))})\b", re.IGNORECASE)


HEADLINE = "one of the two headlines is misread by the tagger"
PARSE = "the parser reads the sentence otherwise"
UNLIKE_TODAY = {
    "Troops march prisoners ahead of column through minefield": HEADLINE,
    "Army planes defoliated jungle in campaign against insurgents": HEADLINE,
    "The ministry reported 90 cases of the use of K-51 grenades against its troops on the front line in March.": PARSE,
    "Rebels leave wounded soldiers to die after battle": HEADLINE,
}
"""Examples that are read differently today, and why. One that is read alike again must be taken out."""


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
    unlike = {
        text: f"{text}\n  {flags(judge, text, day)}\n{swapped(text)}\n  {flags(judge, swapped(text), day)}"
        for text, day in texts
        if flags(judge, text, day) != flags(judge, swapped(text), day)
    }
    known = UNLIKE_TODAY.keys() & {text for text, _ in texts}
    assert unlike.keys() - known == set(), "\n".join(unlike[text] for text in unlike.keys() - known)
    assert known - unlike.keys() == set(), "read alike now: take it out of UNLIKE_TODAY"


def test_the_list_of_exceptions_names_examples(engine: Engine) -> None:
    texts = {example.text for rule in engine.rulebook.rules for example in (*rule.flag_examples, *rule.pass_examples)}
    assert UNLIKE_TODAY.keys() <= texts


ADJECTIVES = [
    "Russian",
    "Ukrainian",
    "American",
    "Israeli",
    "Syrian",
    "Turkish",
    "Iranian",
    "Saudi",
    "Ethiopian",
    "Burmese",
    "Rwandan",
    "French",
]
GROUPS_BY_NAME = [
    "the Taliban",
    "Hamas",
    "Hezbollah",
    "the Houthis",
    "Boko Haram",
    "the RSF",
    "the M23",
    "the PKK",
    "the LTTE",
    "ISIS",
]
OF_STATES = [
    "{} jets bombed a hospital in the border town.",
    "{} troops shot two prisoners of war.",
    "Two prisoners of war were shot by {} soldiers.",
    "Residents said {} artillery had shelled the market.",
    "The {} army denied that its soldiers had burned the school.",
    "{} forces could shell the hospital at any time.",
]
OF_GROUPS = [
    "Fighters of {} executed two prisoners of war.",
    "Two prisoners of war were executed by {}.",
    "Residents said {} had shelled the market.",
    "Commanders of {} threatened to shell the hospital.",
    "The mayor was taken hostage by {}.",
]


@pytest.mark.parametrize("text", [*OF_STATES, *OF_GROUPS])
def test_any_name_gives_the_same_flags(judge: Judge, text: str) -> None:
    names = ADJECTIVES if text in OF_STATES else GROUPS_BY_NAME
    found = {name: (flags(judge, text.format(name)), statuses(judge, text.format(name))) for name in names}
    alike = found[names[0]]
    assert {name: seen for name, seen in found.items() if seen != alike} == {}, alike


def statuses(judge: Judge, text: str) -> list[str]:
    return sorted({judgement.event.status.value for judgement in judge(text) if judgement.event.targets})
