"""What reports say about dates, numbers and places."""

from dataclasses import replace
from datetime import date

import pytest

from builders import attack, rule
from ihl_check.events.model import Count, Place, Span
from ihl_check.incidents.model import Figure, Toll
from ihl_check.reports import wording
from ihl_check.reports.wording import say_count, say_days, say_map, say_toll
from ihl_check.rules.model import Law

WORDS = Span(0, 6, "dozens")


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (None, None, "date not stated"),
        ("2016-08-06", "2016-08-06", "6 August 2016"),
        ("2016-08-06", "2016-08-08", "6–8 August 2016"),
        ("2016-07-31", "2016-08-01", "31 July – 1 August 2016"),
        ("2015-12-31", "2016-01-01", "31 December 2015 – 1 January 2016"),
    ],
)
def test_days(start: str | None, end: str | None, said: str) -> None:
    days = [date.fromisoformat(each) if each else None for each in (start, end)]
    assert say_days(*days) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(11, 11, "11"), (11, None, "at least 11"), (None, 5, "up to 5"), (3, 4, "3–4"),
     (None, None, "")],
)  # fmt: skip
def test_counts(low: int | None, high: int | None, said: str) -> None:
    assert say_count(Count(WORDS, low, high)) == said


@pytest.mark.parametrize(
    ("low", "high", "open_end", "said"),
    [(11, 11, False, "11"), (11, 14, False, "11–14"), (12, 12, True, "at least 12"), (9, 12, True, "9 to at least 12"),
     (None, None, False, "“dozens”")],
)  # fmt: skip
def test_tolls(low: int | None, high: int | None, open_end: bool, said: str) -> None:
    assert say_toll(Toll(low, high, (Figure("a", WORDS, low, high, "people"),), open_end)) == said


def test_map_reference_says_how_exact_it_is() -> None:
    assert say_map(Place(WORDS, "X", "SD", -13.5, -7.25, "region")) == "13.5000° S, 7.2500° W (centre of the region)"
    assert say_map(Place(WORDS, "X")) == "not in the gazetteer"


def test_law_shows_both_classes_unless_one_is_set() -> None:
    law = Law((1, 2), ("8(2)(b)(i)",), (), ("AP I 51",))
    assert wording.law_in_words(law) == (
        "customary rules 1, 2; Rome Statute: Article 8(2)(b)(i) in international conflict and occupation, "
        "and no paragraph fits squarely in other armed conflict; treaties, for their parties: AP I 51"
    )
    assert "other armed conflict" not in wording.law_in_words(law, "international")
    assert wording.law_in_words(Law(treaties=("CCW Protocol III 1-2",))) == (
        "no paragraph of the Rome Statute fits squarely; treaties, for their parties: CCW Protocol III 1-2"
    )


def test_a_title_loses_its_explanation_only() -> None:
    title = "Incendiary weapon (napalm, thermite) used on a town"
    assert wording.title("x", {"x": rule("x", title)}) == "Incendiary weapon used on a town"


def test_the_statement_follows_the_template() -> None:
    about = {"outlet": "Wire", "published": "2016-08-08"}
    made, first = attack(
        "A northern shell hit a hospital in Aleppo, killing 11 people, on purpose.",
        actor=("northern", "nationality"),
        weapon=("A northern shell", "shell"),
        killed=(11, 11, "11 people"),
        cues=(("deliberate", "on purpose"),),
        about=about,
    )
    second = replace(first, rule="attack-on-civilians")
    said = wording.statement([((first, second), made)], {})
    assert said == (
        "Wire (8 August 2016) reported conduct in the words “hit”, affecting “a hospital”. Casualties it reports: "
        "11 killed. Alleged actor, as named: “northern” (in “A northern shell”). The text indicates conduct, target, "
        "alleged actor, weapon, intent and casualties. If established, and unless counter-indicators apply that the "
        "text does not state, this would fall under “attack-on-medical-facility” and “attack-on-civilians”. "
        "Not stated: place, date and link to armed conflict."
    )


def test_a_document_without_outlet_is_called_by_its_title_in_quotation_marks() -> None:
    made, finding = attack("Jets hit a hospital.", about={"title": "Jets hit a hospital"})
    said = wording.statement([((finding,), made)], {})
    assert said.startswith("The document “Jets hit a hospital” (date of publication not known) reported")
    assert "No actor is named." in said
