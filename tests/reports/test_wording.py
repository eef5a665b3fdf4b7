"""What reports say about dates, numbers and places."""

from datetime import date

import pytest

from ihl_check.events.model import Count, Place, Span
from ihl_check.incidents.model import Figure, Toll
from ihl_check.reports import wording
from ihl_check.reports.wording import say_count, say_days, say_map, say_toll
from ihl_check.rules.model import Law

WORDS = Span(0, 6, "dozens")


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (None, None, "no date"),
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
    assert say_map(Place(WORDS, "X")) == "not known"


def test_law_shows_both_classes_unless_one_is_set() -> None:
    law = Law((1, 2), ("8(2)(b)(i)",), (), ("AP I 51",))
    both = dict(wording.law_lines(law))
    assert both["Customary law"] == "rules 1, 2 of the ICRC study"
    assert both["Rome Statute, other armed conflict"] == "no paragraph fits squarely"
    assert len(wording.law_lines(law, "international")) == 3
    assert wording.law_in_short(Law(treaties=("CCW Protocol III 1-2",))) == "CCW Protocol III 1-2"
