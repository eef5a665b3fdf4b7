"""Where and when it happened: the place and the day nearest to the event, in its words and as the gazetteer has it."""

from datetime import date

import pytest

from readings import Read, rows

PLACES: list[tuple[str, str, str | None, str | None, str | None]] = [
    ("Army jets bombed a school in Aleppo.", "bombed", "Aleppo", "SY", "town"),
    ("Army jets bombed a school in Idlib Province.", "bombed", "Idlib Province", "SY", "region"),
    ("Army jets bombed a school in Yemen.", "bombed", "Yemen", "YE", "country"),
    ("Russia bombed a market in Idlib.", "bombed", "Idlib", "SY", "town"),
    ("A shell hit the clinic in Varsholm.", "hit", "Varsholm", None, "unknown"),
    ("A shell hit the clinic in the town of Varsholm.", "hit", "Varsholm", None, "unknown"),
    ("Rebels held Libya’s coast. A shell hit a clinic in Tripoli.", "hit", "Tripoli", "LY", "town"),
    ("Rebels held Lebanon’s north. A shell hit a clinic in Tripoli.", "hit", "Tripoli", "LB", "town"),
    ("Fighting went on in Homs.\n\nA shell hit a bakery.", "hit", "Homs", "SY", "town"),
    ("ALEPPO, Syria, Aug 7 (Agency) - Army jets bombed a hospital on Sunday.", "bombed", "ALEPPO", "SY", "town"),
    ("In Homs rebels met the mayor. In Aleppo a shell hit a bakery.", "hit", "Aleppo", "SY", "town"),
    ("A shell hit a bakery in Aleppo, not far from the road to Homs.", "hit", "Aleppo", "SY", "town"),
    ("Soldiers burned the granary.", "burned", None, None, None),
]


_TAGGED = "a name after “in” that the tagger takes for a people or a common noun is no place"
NO_PLACE_TODAY = {
    "Fighting went on in Homs.\n\nA shell hit a bakery.": _TAGGED,
    "Rebels held Lebanon’s north. A shell hit a clinic in Tripoli.": "a country named as owner counts for nothing",
}


@pytest.mark.parametrize(("text", "trigger", "words", "country", "precision"), rows(PLACES, NO_PLACE_TODAY))
def test_place(
    read: Read, text: str, trigger: str, words: str | None, country: str | None, precision: str | None
) -> None:
    place = read.event(text, trigger).place
    if place is None:
        assert words is None
        return
    assert text[place.span.begin : place.span.end] == place.span.text
    assert (place.span.text, place.country, place.precision) == (words, country, precision)
    assert (place.lat is None) == (place.precision == "unknown")


MONDAY = "2016-08-08"
DATES: list[tuple[str, str, str | None, str | None]] = [
    ("A shell hit the clinic on Saturday.", "hit", "2016-08-06", "2016-08-06"),
    ("On Saturday a shell hit the clinic.", "hit", "2016-08-06", "2016-08-06"),
    ("A shell hit the clinic yesterday.", "hit", "2016-08-07", "2016-08-07"),
    ("A shell hit the clinic on 3 August 2016.", "hit", "2016-08-03", "2016-08-03"),
    ("Rebels shelled the clinic in March 2014.", "shelled", "2014-03-01", "2014-03-31"),
    ("The mayor said on Sunday that shells hit the school on Friday.", "hit", "2016-08-05", "2016-08-05"),
    ("Shells hit the school on Friday, the mayor said on Sunday.", "hit", "2016-08-05", "2016-08-05"),
    ("Rebels came on 2 August 2016. A shell hit the school.", "hit", "2016-08-02", "2016-08-02"),
    ("Rebels burned the mill on Thursday and shelled the school on Friday.", "burned", "2016-08-04", "2016-08-04"),
    ("Rebels burned the mill on Thursday and shelled the school on Friday.", "shelled", "2016-08-05", "2016-08-05"),
    ("A shell hit the school built in 1961.", "hit", None, None),
    ("A shell hit the school.", "hit", None, None),
]


@pytest.mark.parametrize(("text", "trigger", "start", "end"), rows(DATES))
def test_date(read: Read, text: str, trigger: str, start: str | None, end: str | None) -> None:
    when = read.event(text, trigger, MONDAY).date
    if when is None:
        assert start is None
        return
    assert text[when.span.begin : when.span.end] == when.span.text
    assert (when.start, when.end) == (start and date.fromisoformat(start), end and date.fromisoformat(end))
