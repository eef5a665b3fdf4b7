"""The forms in which a text tells a time, and how each is resolved to days. Used by ``times``.

A form is a pattern and a resolver: the resolver takes the match and the scene (what the time may be counted from) and
gives days, or None where the words leave them open. Months and weekdays need a capital; in small letters "march" and
"may" are other words.
"""

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

_DAY = timedelta(days=1)
# A day and a month without a year mean the last such day; a day ahead of the reference may be due to time zones.
_SLACK = _DAY


@dataclass(frozen=True, slots=True)
class Resolved:
    start: date
    end: date
    precision: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What a time may be counted from."""

    text: str
    reference: date | None
    told: date | None = None
    """The last day on which the text let something happen."""
    named: date | None = None
    """The last day it named at all, the day of saying included."""
    year: date | None = None
    """The last date written with its year, which later dates without one go on from."""


Resolver = Callable[[re.Match[str], Scene], Resolved | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A form found in a text."""

    begin: int
    end: int
    match: re.Match[str]
    resolve: Resolver


# --- The words -------------------------------------------------------------------------------------------------------

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"a": 1, "an": 1, "a couple of": 2}


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, with a capital or in capitals."""
    forms = {form for word in words for form in (word.capitalize(), word.upper())}
    return "(?:" + "|".join(sorted(forms, key=lambda form: (-len(form), form))) + ")"


_FULL_MONTHS = [name for name in calendar.month_name if name]
_SHORT_MONTHS = [name for name in _MONTHS if len(name) < 5 and name.capitalize() not in _FULL_MONTHS]
_MONTH = rf"(?:{_any(_FULL_MONTHS)}\b|{_any(_SHORT_MONTHS)}\b\.?)"
# In small letters "march", "may" and the short forms are other words.
_MONTH_LOOSE = rf"(?:{_MONTH}|(?:january|february|april|june|july|august|september|october|november|december)\b)"
_FULL_MONTH = _any(_FULL_MONTHS) + r"\b"
_WEEKDAY = _any(_WEEKDAYS) + r"\b"
_SHORT_WEEKDAY = _any(("mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun")) + r"\b\.?"
_WEEKDAYS_ALL = _any(f"{name}s" for name in _WEEKDAYS) + r"\b"
_OF_WEEK = rf"(?:(?:{_WEEKDAY}|{_SHORT_WEEKDAY}),?\s+)?"
_DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d(?!\d|[,.]\d)"
_ANY_YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[,.]\d)"
_AND_YEAR = rf"(?:,?\s+(?:of\s+)?(?P<year>{_ANY_YEAR}|(?:last|this)\s+year\b))?"
_COUNT = r"(?:a couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})"
_PART = r"(?:night|morning|afternoon|evening|lunchtime|midday|noon|dawn|dusk)"
_TO = r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bthru\b)\s*"
_LIST = r"\s*(?:,|-|–|—|&|,?\s*\b(?:and|to|or|until|till|through)\b)\s*"
_EARLY = r"(?P<part>early|late|mid|(?:the\s+)?(?:end|beginning|start|middle|close)\s+of)"


def _month(words: str) -> int:
    return _MONTHS[words.rstrip(".").lower()]


def _number(words: str) -> int:
    words = words.lower()
    return int(words) if words.isdigit() else _NUMBERS[words]


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _day(day: date | None) -> Resolved | None:
    return Resolved(day, day, "day") if day else None


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _written_year(words: str, scene: Scene) -> int | None:
    """A year in figures, "last year" or "this year"."""
    if words.isdigit():
        return int(words)
    return scene.reference.year - words.lower().startswith("last") if scene.reference else None


def _missing_year(month: int, day: int, scene: Scene) -> int | None:
    """The year of a date without one.

    A text that speaks from its own day ("on Monday", "yesterday") counts back from it; one that gives its dates with
    years, as reports of inquiry do, goes on from the last of them.
    """
    limit = scene.reference + _SLACK if scene.reference else None
    if scene.year and (limit is None or not _OF_ITS_DAY.search(scene.text)):
        year = scene.year.year + ((month, day) < (scene.year.month, 1))
        if limit is None or (year, month, day) <= (limit.year, limit.month, limit.day):
            return year
    if limit is None:
        return None
    return limit.year - ((month, day) > (limit.month, limit.day))


def _full(year: str | None, month: int, day: int, scene: Scene) -> date | None:
    number = _written_year(year, scene) if year else _missing_year(month, day, scene)
    return _make(number, month, day) if number else None


# --- How each form is resolved ---------------------------------------------------------------------------------------


def _nothing(_match: re.Match[str], _scene: Scene) -> None:
    """For words that look like a time and give none; they keep shorter forms from being read inside them."""


def _iso(match: re.Match[str], _scene: Scene) -> Resolved | None:
    return _day(_make(int(match["year"]), int(match["month"]), int(match["day"])))


def _numeric(match: re.Match[str], _scene: Scene) -> Resolved | None:
    """Day first with dots; with slashes only if one reading is possible."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    readings = {_make(year, second, first)}
    if match["mark"] == "/":
        readings.add(_make(year, first, second))
    possible = [reading for reading in readings if reading]
    return _day(possible[0]) if len(possible) == 1 else None


def _one_day(match: re.Match[str], scene: Scene) -> Resolved | None:
    return _day(_full(match["year"], _month(match["month"]), _day_number(match["day"]), scene))


def _days_of_month(match: re.Match[str], scene: Scene) -> Resolved | None:
    """18 and 19 February; October 18-22."""
    numbers = [int(number) for number in re.findall(r"\d+", match["days"])]
    month = _month(match["month"])
    start = _full(match["year"], month, numbers[0], scene)
    end = _make(start.year, month, numbers[-1]) if start else None
    if not start or not end or sorted(set(numbers)) != numbers:
        return None
    return Resolved(start, end, "range")


def _two_dates(match: re.Match[str], scene: Scene) -> Resolved | None:
    """Between 28 February and 3 March."""
    end = _full(match["year"], _month(match["month"]), _day_number(match["day"]), scene)
    if not end:
        return None
    month, day = _month(match["month1"]), _day_number(match["day1"])
    year = int(match["year1"]) if match["year1"] else end.year - ((month, day) > (end.month, end.day))
    start = _make(year, month, day)
    return Resolved(start, end, "range") if start and start <= end else None


_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def _third(words: str) -> tuple[int, int]:
    words = words.lower()
    if "beginning" in words or "start" in words:
        words = "early"
    elif "end" in words or "close" in words:
        words = "late"
    return _THIRDS.get(words, _THIRDS["mid"])


def _month_start(match: re.Match[str], scene: Scene) -> date | None:
    """The first day of a month, its year as written or the last that had come."""
    number = _month(match["month"])
    if not match["year"] and match.groupdict().get("which") == "last" and scene.reference:
        return date(scene.reference.year - (number >= scene.reference.month), number, 1)
    return _full(match["year"], number, 1, scene)


def _one_month(match: re.Match[str], scene: Scene) -> Resolved | None:
    start = _month_start(match, scene)
    if not start:
        return None
    last = _last_of_month(start.year, start.month)
    if match["part"]:
        first_day, last_day = _third(match["part"])
        return Resolved(start.replace(day=first_day), last.replace(day=min(last_day, last.day)), "month")
    return Resolved(start, last, "month")


def _months(match: re.Match[str], scene: Scene) -> Resolved | None:
    """October to December 2024."""
    end = _month_start(match, scene)
    if not end:
        return None
    first = _month(match["month1"])
    year = int(match["year1"]) if match["year1"] else end.year - (first > end.month)
    start = date(year, first, 1)
    return Resolved(start, _last_of_month(end.year, end.month), "month") if start <= end else None


_ORDINALS = {"first": 0, "second": 7, "third": 14, "fourth": 21}


def _week_of_month(match: re.Match[str], scene: Scene) -> Resolved | None:
    start = _month_start(match, scene)
    if not start:
        return None
    last = _last_of_month(start.year, start.month)
    nth = _ORDINALS.get(match["nth"].lower())
    first = start + timedelta(days=nth) if nth is not None else last - 6 * _DAY
    return Resolved(first, min(first + 6 * _DAY, last), "week")


def _one_year(match: re.Match[str], _scene: Scene) -> Resolved | None:
    year = int(match["year"])
    if match["part"]:
        first = {1: 1, 11: 5, 21: 9}[_third(match["part"])[0]]
        return Resolved(date(year, first, 1), _last_of_month(year, first + 3), "year")
    return Resolved(date(year, 1, 1), date(year, 12, 31), "year")


def _years(match: re.Match[str], _scene: Scene) -> Resolved | None:
    first, second = int(match["year1"]), int(match["year"])
    second += first // 100 * 100 if second < 100 else 0
    return Resolved(date(first, 1, 1), date(second, 12, 31), "year") if first < second < first + 60 else None


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _season(match: re.Match[str], scene: Scene) -> Resolved | None:
    month = _SEASONS[match["season"].lower()]
    if match["year"]:
        year = int(match["year"])
    elif scene.reference:
        year = scene.reference.year - (date(scene.reference.year, month, 1) > scene.reference)
        inside = scene.reference < date(year, month, 1) + relativedelta(months=3)
        year -= 1 if inside and match["which"].lower() == "last" else 0
    else:
        return None
    start = date(year, month, 1)
    return Resolved(start, start + relativedelta(months=3) - _DAY, "month")


def _last_weekday(weekday: int, before: date) -> date:
    """The last such weekday, that day included."""
    return before - timedelta(days=(before.weekday() - weekday) % 7)


def _next_weekday(weekday: int, after: date) -> date:
    """The first such weekday, that day included."""
    return after + timedelta(days=(weekday - after.weekday()) % 7)


def _weekday(match: re.Match[str], scene: Scene) -> Resolved | None:
    weekday = _WEEKDAYS[match["weekday"].lower()]
    which = re.sub(r"\s+", " ", (match["which"] or "").lower().strip())
    reference, told = scene.reference, scene.told
    if which in {"the following", "the next"}:
        return _day(_next_weekday(weekday, told + _DAY)) if told else None
    if which == "the previous" and scene.named:
        return _day(_last_weekday(weekday, scene.named - _DAY))
    if which in {"the", "that", "the same"} and told:
        return _day(_next_weekday(weekday, told))
    if reference is None or (which in {"that", "the same"} and not match["time"]):
        return None
    if which == "next":
        return _day(_next_weekday(weekday, reference + _DAY))
    if which in {"last", "the previous"}:
        return _day(_last_weekday(weekday, reference - _DAY))
    return _day(_last_weekday(weekday, reference))


def _into_weekday(match: re.Match[str], scene: Scene) -> Resolved | None:
    """Overnight into Sunday; the night from Saturday to Sunday."""
    if scene.reference is None:
        return None
    end = _last_weekday(_WEEKDAYS[match["weekday"].lower()], scene.reference)
    return Resolved(end - _DAY, end, "range")


def _weekdays(match: re.Match[str], scene: Scene) -> Resolved | None:
    """On Friday and Saturday; from Monday to Wednesday."""
    if scene.reference is None:
        return None
    end = _last_weekday(_WEEKDAYS[match["weekday"].lower()], scene.reference)
    return Resolved(_last_weekday(_WEEKDAYS[match["weekday1"].lower()], end - _DAY), end, "range")


def _back(days: int) -> Resolver:
    """So many days before the reference."""

    def resolve(_match: re.Match[str], scene: Scene) -> Resolved | None:
        return _day(scene.reference - timedelta(days=days)) if scene.reference else None

    return resolve


def _overnight(_match: re.Match[str], scene: Scene) -> Resolved | None:
    return Resolved(scene.reference - _DAY, scene.reference, "range") if scene.reference else None


def _weekend(match: re.Match[str], scene: Scene) -> Resolved | None:
    if scene.reference is None:
        return None
    saturday = _last_weekday(5, scene.reference)
    if match["which"].lower() == "last" and scene.reference - saturday <= _DAY:
        saturday -= 7 * _DAY
    return Resolved(saturday, saturday + _DAY, "range")


def _same(_match: re.Match[str], scene: Scene) -> Resolved | None:
    """That day, the same evening."""
    return _day(scene.told)


def _after(match: re.Match[str], scene: Scene) -> Resolved | None:
    """The next morning, two days later."""
    count = match.groupdict().get("count")
    return _day(scene.told + timedelta(days=_number(count) if count else 1)) if scene.told else None


def _before(match: re.Match[str], scene: Scene) -> Resolved | None:
    """The previous night, two days earlier, a week before."""
    origin = scene.named or scene.reference
    count = match.groupdict().get("count")
    days = _number(count) if count else 1
    if match.groupdict().get("unit", "").lower().startswith("week"):
        return _shifted(origin, "week", days) if days > 1 else _day(origin - 7 * _DAY if origin else None)
    return _day(origin - timedelta(days=days)) if origin else None


def _shifted(origin: date | None, unit: str, count: int) -> Resolved | None:
    """The week, month or year that lies so many back."""
    if origin is None:
        return None
    if unit == "week":
        monday = _last_weekday(0, origin) - timedelta(weeks=count)
        return Resolved(monday, monday + 6 * _DAY, "week")
    if unit == "month":
        start = origin.replace(day=1) - relativedelta(months=count)
        return Resolved(start, _last_of_month(start.year, start.month), "month")
    return Resolved(date(origin.year - count, 1, 1), date(origin.year - count, 12, 31), "year")


def _ago(match: re.Match[str], scene: Scene) -> Resolved | None:
    unit = match["unit"].lower().rstrip("s")
    count = _number(match["count"])
    if scene.reference is None:
        return None
    if unit == "day":
        return _day(scene.reference - timedelta(days=count))
    if unit == "fortnight":
        unit, count = "week", 2 * count
    if unit == "year" and count >= scene.reference.year:
        return None
    return _shifted(scene.reference, unit, count)


def _some_days_ago(_match: re.Match[str], scene: Scene) -> Resolved | None:
    reference = scene.reference
    return Resolved(reference - 6 * _DAY, reference - 2 * _DAY, "week") if reference else None


def _last_unit(match: re.Match[str], scene: Scene) -> Resolved | None:
    """Last week, earlier this month, late last year."""
    which = match["which"].lower()
    resolved = _shifted(scene.reference, match["unit"].lower(), 0 if which == "this" else 1)
    if resolved and scene.reference and which == "this":
        return Resolved(resolved.start, scene.reference, resolved.precision)
    return resolved


def _past_span(match: re.Match[str], scene: Scene) -> Resolved | None:
    """In the past three days, over the last two weeks, the past month."""
    if scene.reference is None:
        return None
    count = _number(match["count"]) if match["count"] else 1
    unit = match["unit"].lower().rstrip("s")
    if unit == "hour":
        span, precision = relativedelta(days=-(-count // 24)), "week"
    elif unit == "day":
        span, precision = relativedelta(days=count), "week"
    elif unit == "week":
        span, precision = relativedelta(weeks=count), "week"
    else:
        span = relativedelta(months=count) if unit == "month" else relativedelta(years=count)
        precision = unit
    return Resolved(scene.reference - span, scene.reference, precision)


_FEASTS: dict[str, tuple[int, int]] = {
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "boxing day": (12, 26),
    "may day": (5, 1),
}
_EASTER = {"palm sunday": -7, "good friday": -2, "easter sunday": 0, "easter day": 0, "easter monday": 1}


def _feast_day(name: str, year: int) -> date:
    if name in _EASTER:
        sunday: date = easter(year)
        return sunday + timedelta(days=_EASTER[name])
    month, day = _FEASTS[name]
    return date(year, month, day)


def _feast(match: re.Match[str], scene: Scene) -> Resolved | None:
    name = re.sub(r"\s+", " ", match["feast"].lower().replace("’", "'"))
    if match["year"]:
        return _day(_feast_day(name, int(match["year"])))
    if scene.reference is None:
        return None
    day = _feast_day(name, scene.reference.year)
    return _day(day if day <= scene.reference else _feast_day(name, scene.reference.year - 1))


# --- The forms -------------------------------------------------------------------------------------------------------

_CLAUSE_END = r"(?=\s*(?:[.,;:!?)\]\"'”’–—-]|$|\n)|\s+(?:in|at|near|outside|and|but|by|when|while)\b)"
_ALONE = r"(?<![\w/.-])"
_NO_FIGURE = r"\b(?![\d,.]*\d|%)"
_NO_COUNT = (
    r"(?!\s+(?:per\s?cent|people|civilians|persons|villagers|women|men|children|soldiers|fighters|houses|homes|killed|"
    r"dead|wounded|injured)\b)"
)
_OR_YEAR = rf"(?:,?\s+(?P<year1>{_YEAR}),?)?"
_PREP = r"(?:[Bb]etween|[Ff]rom|[Ii]n|[Dd]uring|[Tt]hroughout)"
_VAGUELY = r"(?:(?:early|mid|late)[\s-]+)?"
_PAPER = (
    r"(?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|Independent|Tribune|Star|Sun|World|Business|School|school|"
    r"Best|best|Night\s+(?:Live|Lights|Football)|roast|[Ll]eague)"
)

# A group of forms is tried only around the words it cannot do without.
_MONTH_FORMS: tuple[tuple[str, Resolver], ...] = (
    # Between 28 February and 3 March; 28 February - 3 March 2012; October 3 to October 7.
    (
        rf"\b[Bb]etween\s+{_OF_WEEK}(?P<day1>{_DAY_NUMBER})\s+(?:of\s+)?(?P<month1>{_MONTH}){_OR_YEAR}"
        rf"\s+and\s+{_OF_WEEK}(?P<day>{_DAY_NUMBER})\s+(?:of\s+)?(?P<month>{_MONTH}){_AND_YEAR}",
        _two_dates,
    ),
    (
        rf"(?:\b[Ff]rom\s+)?{_ALONE}{_OF_WEEK}(?P<day1>{_DAY_NUMBER})\s+(?:of\s+)?(?P<month1>{_MONTH}){_OR_YEAR}"
        rf"{_TO}{_OF_WEEK}(?P<day>{_DAY_NUMBER})\s+(?:of\s+)?(?P<month>{_MONTH}){_AND_YEAR}",
        _two_dates,
    ),
    (
        rf"\b[Bb]etween\s+(?P<month1>{_MONTH})\s+(?P<day1>{_DAY_NUMBER}){_OR_YEAR}"
        rf"\s+and\s+(?P<month>{_MONTH})\s+(?P<day>{_DAY_NUMBER}){_NO_FIGURE}{_AND_YEAR}",
        _two_dates,
    ),
    (
        rf"(?:\b[Ff]rom\s+)?\b(?P<month1>{_MONTH})\s+(?P<day1>{_DAY_NUMBER}){_OR_YEAR}"
        rf"{_TO}(?P<month>{_MONTH})\s+(?P<day>{_DAY_NUMBER}){_NO_FIGURE}{_AND_YEAR}",
        _two_dates,
    ),
    # 18 and 19 February; October 18-22.
    (
        rf"(?:\b(?:[Bb]etween|[Ff]rom)\s+)?{_ALONE}(?P<days>{_DAY_NUMBER}(?:{_LIST}{_DAY_NUMBER})+)\s+(?:of\s+)?"
        rf"(?P<month>{_MONTH_LOOSE}){_AND_YEAR}",
        _days_of_month,
    ),
    (
        rf"(?:\b(?:[Bb]etween|[Ff]rom)\s+)?(?<!\b[Ii]n\s)\b(?P<month>{_MONTH})\s+"
        rf"(?P<days>{_DAY_NUMBER}(?:{_LIST}{_DAY_NUMBER})+){_NO_FIGURE}{_NO_COUNT}{_AND_YEAR}",
        _days_of_month,
    ),
    # 9 August; Monday, August 8th, 2016. "In August 12 people" is no such date.
    (
        rf"{_ALONE}{_OF_WEEK}(?:the\s+)?(?P<day>{_DAY_NUMBER})(?:\s+of)?\s+(?P<month>{_MONTH_LOOSE}){_AND_YEAR}",
        _one_day,
    ),
    (
        rf"\b{_OF_WEEK}(?<!\b[Ii]n\s)(?<!\b[Tt]his\s)(?<!\b[Ll]ast\s)(?<!\b[Mm]id-)\b(?P<month>{_MONTH})\s+"
        rf"(?:the\s+)?(?P<day>{_DAY_NUMBER}){_NO_FIGURE}{_NO_COUNT}{_AND_YEAR}",
        _one_day,
    ),
    # The first week of May; October to December 2024; early March; in April; last May.
    (
        rf"\b(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal)\s+week\s+(?:of|in)\s+"
        rf"(?P<month>{_MONTH}){_AND_YEAR}",
        _week_of_month,
    ),
    (
        rf"(?:\b{_PREP}\s+)?\b{_VAGUELY}(?P<month1>{_MONTH})(?:\s+(?P<year1>{_YEAR}))?(?:{_TO}|\s+and\s+)"
        rf"{_VAGUELY}(?P<month>{_MONTH})(?!\s+\d{{1,2}}\b)\s+(?P<year>{_YEAR})",
        _months,
    ),
    (rf"(?:\b{_EARLY}[\s-]+)?\b(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{_YEAR}|last\s+year\b)", _one_month),
    (
        rf"\b(?:(?:[Ii]n|[Ss]ince|[Dd]uring|[Tt]hroughout|[Oo]f)\s+)?(?i:{_EARLY})[\s-]+(?P<month>{_MONTH})"
        rf"(?!\s+\d)(?P<year>)",
        _one_month,
    ),
    (
        rf"\b(?:[Ii]n|[Dd]uring|[Tt]hroughout|[Ss]ince(?!\s+\S+\s+\d\d?\b)|(?P<which>last|this))\s+"
        rf"(?P<month>{_MONTH}){_AND_YEAR}(?P<part>)",
        _one_month,
    ),
)
_FIGURE_FORMS: tuple[tuple[str, Resolver], ...] = (
    (
        rf"{_ALONE}(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?![\d-])",
        _iso,
    ),
    (
        rf"{_ALONE}(?P<first>\d{{1,2}})(?P<mark>[/.])(?P<second>\d{{1,2}})(?P=mark)(?P<year>(?:19|20)\d\d)(?![\d/])",
        _numeric,
    ),
    (rf"\b(?:(?:[Bb]etween|[Ff]rom)\s+)?(?P<year1>{_YEAR})(?:{_TO}|\s+and\s+)(?P<year>{_YEAR})\b", _years),
    (r"(?<![\w/.–-])(?P<year1>(?:19|20)\d\d)\s?[-–/]\s?(?P<year>\d\d)(?![\d/.–-])", _years),
    (rf"\b(?i:{_EARLY}[\s-]+)(?P<year>{_YEAR})(?!s\b)", _one_year),
    (
        rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Tt]hroughout|[Oo]f)\s+(?P<year>{_YEAR})"
        r"(?!s\b|\s*(?:homes|houses|cases|metres|people)\b)(?P<part>)",
        _one_year,
    ),
    (
        rf"(?i)\b(?:the\s+)?(?P<which>)(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?(?P<year>{_YEAR})",
        _season,
    ),
)
_WEEKDAY_FORMS: tuple[tuple[str, Resolver], ...] = (
    # The Sunday Times; Chief Sunday Ade; every Friday.
    (
        rf"\b(?:[Tt]he\s+)?{_WEEKDAY}\s+{_PAPER}\b"
        rf"|\b(?:Bloody|Black|Super|Ash|Holy|Man|Maundy|Mail\s+on)\s+(?:on\s+)?{_WEEKDAY}",
        _nothing,
    ),
    (r"\b(?:Mrs?\.?|Ms\.?|Chief|Dr\.?|Pastor|Mama|Governor|Comrade)\s+(?:Sunday|Friday|Monday)\b", _nothing),
    (
        rf"\b(?i:every|each|a|one|some|any|most|many|per|alternate|another|successive)\s+(?:other\s+)?{_WEEKDAY}"
        rf"(?!,?\s+(?:the\s+)?(?:\d|{_MONTH}))|\b{_WEEKDAYS_ALL}",
        _nothing,
    ),
    (
        rf"\b(?i:overnight\s+(?:on\s+)?(?:from\s+{_WEEKDAY}\s+)?(?:in)?to|night\s+(?:from|of)\s+{_WEEKDAY}\s+(?:in)?to)"
        rf"\s+(?P<weekday>{_WEEKDAY})",
        _into_weekday,
    ),
    (
        rf"\b(?P<weekday1>{_WEEKDAY})(?:\s+{_PART})?\s+(?:and|through|to|until|into)\s+(?:(?:early|late)\s+|on\s+)?"
        rf"(?P<weekday>{_WEEKDAY})(?:\s+{_PART})?(?!['’]s)",
        _weekdays,
    ),
    (
        r"\b(?i:(?P<which>last|this|that|the\s+same|the\s+previous|the\s+following|the\s+next|next|the)\s+)?"
        rf"(?P<weekday>{_WEEKDAY})(?P<time>\s+(?:early\s+|late\s+)?{_PART}\b)?"
        r"(?!\s+(?i:before|after)\s+(?i:the|last|a|an|its|his)\b)",
        _weekday,
    ),
)
_WORD_FORMS: tuple[tuple[str, Resolver], ...] = (
    (
        r"\b(?P<feast>Christmas (?:Day|Eve)|New Year['’]s (?:Day|Eve)|Boxing Day|May Day|Palm Sunday|Good Friday|"
        rf"Easter (?:Sunday|Monday|Day))\b(?:,?\s+(?:in\s+|of\s+)?(?P<year>{_YEAR}))?",
        _feast,
    ),
    (r"(?i)\b(?P<which>last|this)\s+(?P<season>spring|summer|autumn|winter)\b(?P<year>)", _season),
    # Counted from the reference.
    (r"(?i)\bthe\s+day\s+before\s+yesterday\b(?:\s+(?:morning|afternoon|evening))?", _back(2)),
    (r"(?i)\byesterday(?:\s+(?:morning|afternoon|evening|night))?\b", _back(1)),
    (r"(?i)\blast\s+night\b", _back(1)),
    (r"(?<!\bto\s)(?:\b[Ee]arlier\s+today|\btoday|(?<![\w,]\s)\bToday)\b(?!['’]s)", _back(0)),
    (r"(?i)\b(?:earlier\s+)?this\s+(?:morning|afternoon|evening)\b|\btonight\b", _back(0)),
    (r"(?i)\bthe\s+day\s+after\s+tomorrow\b|\btomorrow\b", _nothing),
    (r"(?i)\bovernight\b(?!\s+(?:bag|stay|success|sensation|guest|train|bus|flight|curfew))", _overnight),
    (r"(?i)\b(?P<which>last|this(?:\s+past)?|the(?:\s+past)?)\s+weekend\b(?!\s+(?:of|before|after))", _weekend),
    (rf"(?i)\b(?P<count>{_COUNT})\s+(?P<unit>days?|weeks?|fortnights?|months?|years?)\s+ago\b", _ago),
    (r"(?i)\b(?:a\s+few|several|some|just|only)?\s*\bdays\s+ago\b", _some_days_ago),
    (
        r"(?i)\b(?:earlier\s+|late\s+|early\s+)?(?P<which>last|this)\s+(?P<unit>week|month|year)\b(?!\s+(?:of|before))",
        _last_unit,
    ),
    (
        rf"(?i)\bthe\s+(?:last|past)\s+(?P<count>{_COUNT})\s+(?P<unit>hours?|days?|weeks?|months?|years?)\b(?!\s+of\b)",
        _past_span,
    ),
    (r"(?i)\bthe\s+past\s+(?P<count>)(?P<unit>week|month|year)\b", _past_span),
    # Counted from the text.
    (rf"(?i)\b(?:that|the(?:\s+very)?\s+same|that\s+(?:very|same))\s+(?:day|{_PART})\b(?!['’]s)", _same),
    (rf"(?i)\b(?:the\s+)?(?:next|following)\s+(?:day|{_PART})\b", _after),
    (rf"(?i)\b(?P<count>{_COUNT})\s+(?:days?|nights?)\s+later\b", _after),
    (rf"(?i)\bthe\s+(?:day|night|morning|evening)\s+after{_CLAUSE_END}", _after),
    (rf"(?i)\bthe\s+previous\s+(?:day|{_PART})\b", _before),
    (rf"(?i)\bthe\s+(?:day|night|morning|evening)\s+before{_CLAUSE_END}", _before),
    (rf"(?i)\b(?P<count>{_COUNT})\s+(?P<unit>days?|nights?|weeks?)\s+earlier\b(?!\s+than)", _before),
    (
        rf"(?i)\b(?P<count>{_COUNT})\s+(?P<unit>days?|nights?|weeks?)\s+(?:before|previously|beforehand){_CLAUSE_END}",
        _before,
    ),
)


@dataclass(frozen=True, slots=True)
class _Group:
    trigger: re.Pattern[str]
    forms: tuple[tuple[re.Pattern[str], Resolver], ...]


def _group(trigger: str, forms: Iterable[tuple[str, Resolver]]) -> _Group:
    return _Group(re.compile(trigger), tuple((re.compile(pattern), resolver) for pattern, resolver in forms))


_GROUPS = (
    _group(_MONTH_LOOSE, _MONTH_FORMS),
    _group(r"\d[-/.]\d|(?<!\d)(?:19|20)\d\d", _FIGURE_FORMS),
    _group(_WEEKDAY[:-2], _WEEKDAY_FORMS),
    _group(
        r"(?i:day|night|morning|afternoon|evening|dawn|dusk|noon|week|month|year|hours|spring|summer|autumn|winter|"
        r"tomorrow|easter|christmas)",
        _WORD_FORMS,
    ),
)
# No form reaches further than this from the word that gives it away.
_REACH = 70

COUNTED_ON: frozenset[Resolver] = frozenset(
    {_same, _after, _before, _weekday, _one_day, _days_of_month, _two_dates, _one_month}
)
"""Resolvers that may need what stands earlier in the text."""


def _windows(trigger: re.Pattern[str], text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches around the trigger's words."""
    low = high = begin
    for word in trigger.finditer(text, begin, end):
        if word.start() - _REACH > high:
            if high > low:
                yield low, high
            low = word.start() - _REACH
        high = min(end, word.end() + _REACH)
    if high > low:
        yield low, high


def find_forms(text: str, begin: int, end: int) -> list[Found]:
    """The forms in ``text[begin:end]``, in order and without overlaps; where two begin together the longer, then the
    one that stands first in the lists above."""
    found = [
        (match.start(), -match.end(), number, match, resolver)
        for number, group in enumerate(_GROUPS)
        for low, high in _windows(group.trigger, text, begin, end)
        for pattern, resolver in group.forms
        for match in pattern.finditer(text, low, high)
    ]
    chosen: list[Found] = []
    last = begin
    for start, stop, _, match, resolver in sorted(found, key=lambda form: form[:3]):
        if start >= last and start < -stop:
            chosen.append(Found(start, -stop, match, resolver))
            last = -stop
    return chosen


# A text that speaks of weekdays or of yesterday without a date counts its dates from the day it appeared.
_OF_ITS_DAY = re.compile(
    r"\b(?:yesterday|today|tonight|last\s+(?:night|week|month|year)|this\s+(?:morning|week|month|year)|ago)\b"
    rf"|(?<![\d,]\s){_WEEKDAY}(?!s\b|,?\s+(?:the\s+)?\d|,?\s+{_MONTH})"
)
DATELINE = re.compile(
    r"^[ \t]*(?!(?:On|In|By|Since|From|Between|Until|After|Before)\b)[A-ZÀ-Þ][\w'’.-]*"
    r"(?:[ /-](?:of|the|de|la|el|al|[A-ZÀ-Þ])[\w'’.-]*){0,4}(?:,\s*[A-ZÀ-Þ][\w'’.() -]{1,40}){0,2}[,:]?\s*\(?"
    rf"(?P<date>{_OF_WEEK}{_DAY_NUMBER}\s+{_MONTH}(?:,?\s+{_YEAR})?|{_OF_WEEK}{_MONTH}\s+{_DAY_NUMBER}(?:,?\s+{_YEAR})?"
    r"|(?:19|20)\d\d-\d\d-\d\d)"
    r"\)?\s*(?:\([^)\n]{1,40}\)\s*)?(?:[-–—|/:]|$)",
    re.MULTILINE,
)
"""A line that opens with a place and a date."""
