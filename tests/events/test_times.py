"""Times told in a text: what is read, to which days it resolves, and what is left alone."""

from datetime import date

import pytest

from ihl_check.events.times import find_dateline, find_times, single_day

# A Thursday.
PUBLISHED = date(2016, 8, 11)


def read(text: str, reference: date | None = PUBLISHED) -> list[tuple[str, str, str, str]]:
    times = find_times(text, 0, len(text), reference)
    for when in times:
        assert text[when.span.begin : when.span.end] == when.span.text
    return [(when.span.text, when.start.isoformat(), when.end.isoformat(), when.precision) for when in times]


DAYS = [
    # dates with a year
    ("on 8 August 2016", "8 August 2016", "2016-08-08"),
    ("on August 8, 2016, at noon", "August 8, 2016", "2016-08-08"),
    ("on Monday, August 8th, 2016", "Monday, August 8th, 2016", "2016-08-08"),
    ("on Mon 8 Aug 2016", "Mon 8 Aug 2016", "2016-08-08"),
    ("on the 8th of August 2016", "the 8th of August 2016", "2016-08-08"),
    ("on 8 AUGUST 2016", "8 AUGUST 2016", "2016-08-08"),
    ("on 2016-08-07", "2016-08-07", "2016-08-07"),
    ("on 17/08/2015", "17/08/2015", "2015-08-17"),
    ("on 07/07/2016", "07/07/2016", "2016-07-07"),
    ("on 3.8.2016", "3.8.2016", "2016-08-03"),
    ("on 13 November 1839", "13 November 1839", "1839-11-13"),
    ("on 15 December last year", "15 December last year", "2015-12-15"),
    # without one: the last that has come
    ("on 9 August", "9 August", "2016-08-09"),
    ("on Aug. 7", "Aug. 7", "2016-08-07"),
    ("on 7 Aug", "7 Aug", "2016-08-07"),
    ("on 20 December", "20 December", "2015-12-20"),
    ("on a Sunday, 7 August", "Sunday, 7 August", "2016-08-07"),
    # weekdays
    ("on Saturday", "Saturday", "2016-08-06"),
    ("said Thursday", "Thursday", "2016-08-11"),
    ("last Thursday", "last Thursday", "2016-08-04"),
    ("last Wednesday", "last Wednesday", "2016-08-10"),
    ("on Friday night", "Friday night", "2016-08-05"),
    ("Monday's raid", "Monday", "2016-08-08"),
    ("at noon that Tuesday morning", "that Tuesday morning", "2016-08-09"),
    ("during Friday prayers", "Friday", "2016-08-05"),
    # counted from the day of the text
    ("shelled yesterday", "yesterday", "2016-08-10"),
    ("yesterday evening", "yesterday evening", "2016-08-10"),
    ("today", "today", "2016-08-11"),
    ("this morning", "this morning", "2016-08-11"),
    ("tonight", "tonight", "2016-08-11"),
    ("last night", "last night", "2016-08-10"),
    ("the previous night", "the previous night", "2016-08-10"),
    ("the day before yesterday", "the day before yesterday", "2016-08-09"),
    ("two days earlier", "two days earlier", "2016-08-09"),
    ("three days ago", "three days ago", "2016-08-08"),
    # feasts
    ("on Easter Sunday 2019", "Easter Sunday 2019", "2019-04-21"),
    ("on Easter Sunday", "Easter Sunday", "2016-03-27"),
    ("on Christmas Day", "Christmas Day", "2015-12-25"),
]


@pytest.mark.parametrize(("text", "words", "day"), DAYS, ids=[text for text, _, _ in DAYS])
def test_a_day_is_read(text: str, words: str, day: str) -> None:
    assert read(text) == [(words, day, day, "day")]


SPANS = [
    ("between 18 and 22 October", "2015-10-18", "2015-10-22", "range"),
    ("18 and 19 February", "2016-02-18", "2016-02-19", "range"),
    ("18-22 October 2015", "2015-10-18", "2015-10-22", "range"),
    ("Oct. 18-22, 2015", "2015-10-18", "2015-10-22", "range"),
    ("from 28 February to 3 March", "2016-02-28", "2016-03-03", "range"),
    ("from 30 December to 2 January", "2015-12-30", "2016-01-02", "range"),
    ("between 28 September and 3 October 2015", "2015-09-28", "2015-10-03", "range"),
    ("Between October 3 and October 7, 2015", "2015-10-03", "2015-10-07", "range"),
    ("Friday and Saturday", "2016-08-05", "2016-08-06", "range"),
    ("Monday to Wednesday", "2016-08-08", "2016-08-10", "range"),
    ("9-10 August", "2016-08-09", "2016-08-10", "range"),
    ("last week", "2016-08-01", "2016-08-07", "week"),
    ("earlier this week", "2016-08-08", "2016-08-11", "week"),
    ("a week ago", "2016-08-01", "2016-08-07", "week"),
    ("a few days ago", "2016-08-05", "2016-08-09", "week"),
    ("the past three days", "2016-08-08", "2016-08-11", "week"),
    ("first week of May", "2016-05-01", "2016-05-07", "week"),
    ("August 2015", "2015-08-01", "2015-08-31", "month"),
    ("early March", "2016-03-01", "2016-03-10", "month"),
    ("mid-March", "2016-03-11", "2016-03-20", "month"),
    ("late February", "2016-02-21", "2016-02-29", "month"),
    ("the end of July", "2016-07-21", "2016-07-31", "month"),
    ("October to December 2014", "2014-10-01", "2014-12-31", "month"),
    ("last month", "2016-07-01", "2016-07-31", "month"),
    ("last October", "2015-10-01", "2015-10-31", "month"),
    ("the summer of 2014", "2014-06-01", "2014-08-31", "month"),
    ("between 1997 and 2003", "1997-01-01", "2003-12-31", "year"),
    ("1992-95", "1992-01-01", "1995-12-31", "year"),
    ("early 2014", "2014-01-01", "2014-04-30", "year"),
    ("last year", "2015-01-01", "2015-12-31", "year"),
]


@pytest.mark.parametrize(("words", "start", "end", "precision"), SPANS, ids=[words for words, *_ in SPANS])
def test_a_longer_time_is_read(words: str, start: str, end: str, precision: str) -> None:
    assert read(words) == [(words, start, end, precision)]


@pytest.mark.parametrize(
    ("text", "words", "start", "precision"),
    [
        ("Since April no lorry has come", "April", "2016-04-01", "month"),
        ("since Monday", "Monday", "2016-08-08", "range"),
        ("since 12 July", "12 July", "2016-07-12", "range"),
        ("since 2011", "2011", "2011-01-01", "year"),
    ],
)
def test_since_goes_on_to_the_day_of_the_text(text: str, words: str, start: str, precision: str) -> None:
    assert read(text) == [(words, start, "2016-08-11", precision)]


@pytest.mark.parametrize(
    "text",
    [
        "He may 7 times refuse.",
        "They march 20 km a day.",
        "On March 8,000 people fled.",
        "the Sunday Times said",
        "on the second day",
        "killed 2014 people",
        "in 2000 homes",
        "every Friday",
        "on Fridays",
        "one Sunday",
        "On that Saturday they came",
        "on 07/08/2016",
        "on 31 February 2016",
        "until Friday",
        "before 14 May",
        "Mr Jan Haug and April Haug",
        "to this day",
        "today's youth",
        "on Russia Today",
        "the day before the vote",
        "a day after one of them had left",
        "that night",
        "the next morning",
        "tomorrow",
        "for two nights",
        "at 7.21 by the 1.4 kilometre stone",
        "",
    ],
)
def test_what_gives_no_time_is_left_alone(text: str) -> None:
    assert read(text) == []


def test_a_number_after_in_and_a_month_is_no_day() -> None:
    assert read("In July 12 people were killed.") == [("July", "2016-07-01", "2016-07-31", "month")]


def test_without_a_reference_only_dates_with_a_year_are_read() -> None:
    text = "On Monday, yesterday, last week, on 9 August and since April they came; on 3 May 2012 they left."
    assert read(text, None) == [("3 May 2012", "2012-05-03", "2012-05-03", "day")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The post was hit on Monday. The next morning soldiers came.", ["2016-08-08", "2016-08-09"]),
        ("The post was hit on Monday. That evening it rained.", ["2016-08-08", "2016-08-08"]),
        ("On 12 April a convoy left. Two days later it was stopped.", ["2016-04-12", "2016-04-14"]),
        ("On 12 April a convoy left. They came on the Monday.", ["2016-04-12", "2016-04-18"]),
        ("They came on 1 August 2012. It had burned a week earlier.", ["2012-08-01", "2012-07-25"]),
        ("The minister said on Friday that it was hit two days earlier.", ["2016-08-05", "2016-08-03"]),
        (
            "It was hit on Monday, he said on Wednesday. The next day they left.",
            ["2016-08-08", "2016-08-10", "2016-08-09"],
        ),
    ],
)
def test_days_are_counted_from_the_last_day_told(text: str, days: list[str]) -> None:
    assert [start for _, start, _, _ in read(text)] == days


def test_earlier_sentences_are_seen_though_not_reported() -> None:
    text = "On 3 May 2012 the market was shelled. The next day the school was hit."
    begin = text.index("The next")
    (when,) = find_times(text, begin, len(text), None)
    assert (when.span.text, when.start) == ("The next day", date(2012, 5, 4))


def test_a_report_with_full_dates_goes_on_from_their_year() -> None:
    text = "On 22 October 2012 fighters came. On 3 November a plane bombed the town. On 4 January it fell."
    assert [start for _, start, _, _ in read(text)] == ["2012-10-22", "2012-11-03", "2013-01-04"]


def test_news_counts_back_from_its_own_day() -> None:
    text = "The town was besieged on 5 May 2013. On 9 August a shell fell there, a doctor said on Wednesday."
    assert [start for _, start, _, _ in read(text)] == ["2013-05-05", "2016-08-09", "2016-08-10"]


def test_a_date_never_lies_after_the_text() -> None:
    text = "On 10 September 2015 they came. On 20 August they left."
    assert [start for _, start, _, _ in read(text)] == ["2015-09-10", "2015-08-20"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("TARNA, Orland, 12 February 2016 - A clinic was hit.", "2016-02-12"),
        ("TARNA, 30 April 2016\n\n1. The division went there.", "2016-04-30"),
        ("Tarna (5 May 2016) – Gunmen came.", "2016-05-05"),
        ("TARNA, Aug. 10 — Gunmen came.", "2016-08-10"),
        ("Port Tarna, May 3, 2016 (Agency) - Gunmen came.", "2016-05-03"),
        ("A heading\n\nTARNA, 12 February 2016 - A clinic was hit.", "2016-02-12"),
    ],
)
def test_a_dateline_is_found_and_is_no_time_of_an_event(text: str, day: str) -> None:
    when = find_dateline(text, PUBLISHED)
    assert when is not None
    assert when.start.isoformat() == day
    assert when.span not in [found.span for found in find_times(text, 0, len(text), PUBLISHED)]


@pytest.mark.parametrize(
    "text", ["On 5 May 2016 - a Thursday - it burned.", "Two died in Tarna on 5 May 2016.", "12 May 2016", "Nothing."]
)
def test_other_dates_are_no_dateline(text: str) -> None:
    assert find_dateline(text, PUBLISHED) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Saturday", date(2016, 8, 6)),
        ("on 18 and 19 February", date(2016, 2, 18)),
        ("since Monday", date(2016, 8, 8)),
        ("overnight", None),
        ("over the weekend", None),
        ("overnight into Sunday", None),
        ("last week", None),
        ("in July", None),
        ("since April", None),
        ("in 2014", None),
    ],
)
def test_one_day_is_given_only_where_it_is_known(text: str, day: date | None) -> None:
    (when,) = find_times(text, 0, len(text), PUBLISHED)
    assert single_day(when) == day


def test_two_days_of_which_either_may_be_meant_are_a_range() -> None:
    assert read("overnight") == [("overnight", "2016-08-10", "2016-08-11", "range")]
    assert read("the weekend") == [("the weekend", "2016-08-06", "2016-08-07", "range")]
