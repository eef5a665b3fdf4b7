"""Examples of rules, judged by an engine made of a few lines."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ihl_check.events.model import Event, Span, Status
from ihl_check.rules.examples import check_examples
from ihl_check.rules.load import Rulebook, load_rulebook
from ihl_check.rules.model import Finding, FlagExample, Judgement, Rejection, Strength

HERE = Path(__file__).parent
RULE = "attack-on-hospital"


def book() -> Rulebook:
    whole = load_rulebook([Path("base")])
    return Rulebook(whole.vocabulary, tuple(rule for rule in whole.rules if rule.id == RULE))


def judgement(text: str, quote: str | None, *missing: str) -> Judgement:
    span = Span(0, len(text), text)
    event = Event("example", span, span, ("attack",), Status.ASSERTED)
    findings = ()
    if quote is not None:
        begin = text.index(quote)
        found = Span(begin, begin + len(quote), quote)
        findings = (Finding("id", RULE, "example", found, Strength.STRONG, (), (), (), (), event),)
    return Judgement(event, findings, tuple(Rejection(RULE, one, f"no {one}") for one in missing))


def right(text: str, published: date | None) -> list[Judgement]:
    """What a right engine says of the examples of the rule."""
    assert published is None
    if "trench" in text:
        return [judgement(text, None, "target")]
    if "visited" in text:
        return []
    if text.startswith("No "):
        return [judgement(text, None, "status")]
    if "leaflets" in text:
        return [judgement(text, None, "unless")]
    return [judgement(text, text)]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)


def problems(changed: str, *instead: Judgement) -> str:
    found = check_examples(book(), lambda text, day: list(instead) if text == changed else right(text, day))
    return "\n".join(map(str, found))


def test_examples_that_do_what_they_say_give_no_problem() -> None:
    assert check_examples(book(), right) == ()


def test_a_flag_example_that_is_not_flagged_says_what_was_missing() -> None:
    text = "Hospital comes under fire"
    assert problems(text, judgement(text, None, "act")) == (
        "base/acts/attacks/attack-on-hospital.yaml:22:13: this example must be flagged, and is not\n"
        "    22 |     - text: Hospital comes under fire\n"
        "       |             ^\n"
        "       missing is act: no act"
    )
    assert "no event was read in it" in problems(text)
    assert "what was read in it: attack; none is an act of this rule" in problems(text, judgement(text, None))


def test_a_flag_example_must_be_flagged_for_its_quote() -> None:
    text = "The hospital was bombed by soldiers."
    assert 'not for its quote "The hospital was bombed"' in problems(text, judgement(text, "soldiers"))
    assert problems(text, judgement(text, "bombed by soldiers")) == ""


def test_a_pass_example_must_not_be_flagged() -> None:
    text = "Rebels bombed the trench."
    found = problems(text, judgement(text, "bombed the trench"))
    assert found == (
        "base/acts/attacks/attack-on-hospital.yaml:26:16: this example must not be flagged, and is\n"
        "    26 |       because: target\n"
        "       |                ^\n"
        '       the finding quotes "bombed the trench"'
    )


def test_a_pass_example_must_pass_for_the_reason_it_gives() -> None:
    text = "Rebels bombed the trench."
    found = problems(text, judgement(text, None, "status"))
    assert 'not because of "target"' in found and "it is not flagged for want of status" in found
    assert 'not because of "target"' in problems(text)
    assert problems(text, judgement(text, None, "victim")) == ""


def test_the_day_of_an_example_is_handed_on() -> None:
    (rule,) = book().rules
    dated = replace(rule, flag_examples=(FlagExample("Hospital comes under fire", "Hospital", "2016-08-08"),))
    days = []
    check_examples(replace(book(), rules=(dated,)), lambda text, day: [days.append(day)] and right(text, None))
    assert days[0] == date(2016, 8, 8) and set(days[1:]) == {None}


def test_where_nothing_was_read_the_act_was_missing() -> None:
    assert problems("Rebels visited the hospital.", judgement("Rebels", None)) == ""
    assert 'not because of "act"' in problems("Rebels visited the hospital.", judgement("Rebels", None, "target"))
