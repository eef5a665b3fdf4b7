"""When it happened: the words of a text that tell a time, resolved to days.

Only forms that can be resolved with confidence are read. A day without a year, a weekday, "yesterday" or "last week" are
counted back from the day the text appeared; "the next morning" or "two days earlier" from the last day the text named.
What stays open ("every Friday", "one Sunday", 07/08/2016, "the day before the vote") gives nothing.

``When.precision`` says how well the start is known: ``day`` and ``range`` start on a known day, ``week``, ``month`` and
``year`` do not.
"""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from ihl_check.events.model import Span, When

_DAY = timedelta(days=1)
# How far back in the text "the next day" looks for the day it follows.
_LOOK_BACK = 1500
# A day and a month without a year mean the last such day; one that is a day ahead of the reference may be due to time zones.
_SLACK = _DAY
_DATELINE_REACH = 600


@dataclass(frozen=True, slots=True)
class _Resolved:
    start: date
    end: date
    precision: str


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a time expression may be counted from."""

    text: str
    reference: date | None
    told: date | None
    """The last day on which the text let something happen."""
    named: date | None
    """The last day it named at all, the day of saying included."""
    year: date | None
    """The last date written with its year, which later dates without one go on from."""


def single_day(when: When) -> date | None:
    """The one day of it, or the first of something that went on for known days; None if no day is given.

    "Overnight" and "the weekend" are two days of which either may be meant.
    """
    if when.precision not in {"day", "range"} or re.search(r"overnight|weekend", when.span.text, re.IGNORECASE):
        return None
    return when.start


def find_times(text: str, begin: int, end: int, reference: date | None) -> tuple[When, ...]:
    """The times told in ``text[begin:end]``, in order, with offsets in ``text``.

    ``reference`` is the day the text appeared, or None; then only dates with a year, and what is counted from them, are
    given. The date of a dateline is left out: it is when the text was written.
    """
    found = _scan(text, begin, end, reference)
    if any(_ANAPHORIC.search(text, match.start(), match.end()) for match in _ANAPHORIC.finditer(text, begin, end)):
        found = [when for when in _scan(text, max(0, begin - _LOOK_BACK), end, reference) if when.span.begin >= begin]
    return tuple(found)


def find_dateline(text: str, reference: date | None = None) -> When | None:
    """The date of the dateline ("GOMA, 12 May 2021 - ..."), if the text opens with one. A missing year is counted back."""
    for line in _DATELINE.finditer(text[:_DATELINE_REACH]):
        scene = _Scene(text, reference, None, None, None)
        for begin, end, resolve, match in _candidates(text, line.start("date"), line.end("date")):
            resolved = resolve(match, scene)
            if resolved and resolved.precision == "day":
                return _when(text, begin, end, resolved)
    return None


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
_MONTH = _any(_MONTHS) + r"\b\.?"
# In small letters "march", "may" and the short forms are other words.
_MONTH_LOOSE = rf"(?:{_MONTH}|(?:january|february|april|june|july|august|september|october|november|december)\b)"
_FULL_MONTH = _any(_FULL_MONTHS) + r"\b"
_WEEKDAY = _any(_WEEKDAYS) + r"\b"
_SHORT_WEEKDAY = _any(("mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun")) + r"\b\.?"
_OF_WEEK = rf"(?:(?:{_WEEKDAY}|{_SHORT_WEEKDAY}),?\s+)?"
_DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d(?!\d|[,.]\d)"
_AND_YEAR = rf"(?:,?\s+(?:of\s+)?(?P<year>{_YEAR}))?"
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


def _day(day: date | None) -> _Resolved | None:
    return _Resolved(day, day, "day") if day else None


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _pick_year(month: int, day: int, scene: _Scene) -> int | None:
    """The year of a date without one.

    A text that speaks from its own day ("on Monday", "yesterday") counts back from it; one that gives its dates with
    years, as reports of inquiry do, goes on from the last of them.
    """
    if scene.year and (scene.reference is None or not _NEWS.search(scene.text)):
        later = (month, day) >= (scene.year.month, 1)
        return scene.year.year if later else scene.year.year + 1
    if scene.reference is None:
        return None
    limit = scene.reference + _SLACK
    return limit.year if (month, day) <= (limit.month, limit.day) else limit.year - 1


def _full(year: str | None, month: int, day: int, scene: _Scene) -> date | None:
    number = int(year) if year else _pick_year(month, day, scene)
    return _make(number, month, day) if number else None


# --- How each form is resolved ---------------------------------------------------------------------------------------

_Resolver = Callable[[re.Match[str], _Scene], _Resolved | None]


def _nothing(_match: re.Match[str], _scene: _Scene) -> None:
    """For words that look like a time and give none; they keep shorter forms from being read inside them."""


def _iso(match: re.Match[str], _scene: _Scene) -> _Resolved | None:
    return _day(_make(int(match["year"]), int(match["month"]), int(match["day"])))


def _numeric(match: re.Match[str], _scene: _Scene) -> _Resolved | None:
    """Day first with dots; with slashes only if one reading is possible."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    readings = {_make(year, second, first)}
    if match["mark"] == "/":
        readings.add(_make(year, first, second))
    possible = [reading for reading in readings if reading]
    return _day(possible[0]) if len(possible) == 1 else None


def _one_day(match: re.Match[str], scene: _Scene) -> _Resolved | None:
    return _day(_full(match["year"], _month(match["month"]), _day_number(match["day"]), scene))


def _days_of_month(match: re.Match[str], scene: _Scene) -> _Resolved | None:
    """18 and 19 February; October 18-22."""
    numbers = [int(number) for number in re.findall(r"\d+", match["days"])]
    month = _month(match["month"])
    start = _full(match["year"], month, numbers[0], scene)
    end = _make(start.year, month, numbers[-1]) if start else None
    if not start or not end or sorted(set(numbers)) != numbers:
        return None
    return _Resolved(start, end, "range")


def _two_dates(match: re.Match[str], scene: _Scene) -> _Resolved | None:
    """Between 28 February and 3 March."""
    end = _full(match["year"], _month(match["month"]), _day_number(match["day"]), scene)
    if not end:
        return None
    month, day = _month(match["month1"]), _day_number(match["day1"])
    year = int(match["year1"]) if match["year1"] else end.year - ((month, day) > (end.month, end.day))
    start = _make(year, month, day)
    return _Resolved(start, end, "range") if start and start <= end else None


_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def _third(words: str) -> tuple[int, int]:
    words = words.lower()
    if "beginning" in words or "start" in words:
        words = "early"
    elif "end" in words or "close" in words:
        words = "late"
    return _THIRDS.get(words, _THIRDS["mid"])


def _month_start(match: re.Match[str], scene: _Scene, month: str, year: str | None) -> date | None:
    """The first day of a month, its year as written or the last that had come."""
    number = _month(match[month])
    if year:
        return date(int(year), number, 1)
    if match.groupdict().get("which", "") == "last" and scene.reference:
        return date(scene.reference.year - (number >= scene.reference.month), number, 1)
    return _full(None, number, 1, scene)


def _one_month(match: re.Match[str], scene: _Scene) -> _Resolved | None:
    start = _month_start(match, scene, "month", match["year"])
    if not start:
        return None
    last = _last_of_month(start.year, start.month)
    if match["part"]:
        first_day, last_day = _third(match["part"])
        return _Resolved(start.replace(day=first_day), last.replace(day=min(last_day, last.day)), "month")
    return _Resolved(start, last, "month")


def _months(match: re.Match[str], scene: _Scene) -> _Resolved | None:
    """October to December 2024."""
    end = _month_start(match, scene, "month", match["year"])
    if not end:
        return None
    first = _month(match["month1"])
    year = int(match["year1"]) if match["year1"] else end.year - (first > end.month)
    start = date(year, first, 1)
    return _Resolved(start, _last_of_month(end.year, end.month), "month") if start <= end else None


_ORDINALS = {"first": 0, "second": 7, "third": 14, "fourth": 21}


def _week_of_month(match: re.Match[str], scene: _Scene) -> _Resolved | None:
    start = _month_start(match, scene, "month", match["year"])
    if not start:
        return None
    last = _last_of_month(start.year, start.month)
    nth = _ORDINALS.get(match["nth"].lower())
    first = start + timedelta(days=nth) if nth is not None else last - 6 * _DAY
    return _Resolved(first, min(first + 6 * _DAY, last), "week")


def _one_year(match: re.Match[str], _scene: _Scene) -> _Resolved | None:
    year = int(match["year"])
    if match["part"]:
        first = {1: 1, 11: 5, 21: 9}[_third(match["part"])[0]]
        return _Resolved(date(year, first, 1), _last_of_month(year, first + 3), "year")
    return _Resolved(date(year, 1, 1), date(year, 12, 31), "year")


def _years(match: re.Match[str], _scene: _Scene) -> _Resolved | None:
    first, second = int(match["year1"]), int(match["year"])
    second += first // 100 * 100 if second < 100 else 0
    return _Resolved(date(first, 1, 1), date(second, 12, 31), "year") if first < second < first + 60 else None


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _season(match: re.Match[str], scene: _Scene) -> _Resolved | None:
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
    return _Resolved(start, start + relativedelta(months=3) - _DAY, "month")


def _last_weekday(weekday: int, before: date) -> date:
    """The last such weekday, that day included."""
    return before - timedelta(days=(before.weekday() - weekday) % 7)


def _next_weekday(weekday: int, after: date) -> date:
    """The first such weekday, that day included."""
    return after + timedelta(days=(weekday - after.weekday()) % 7)


def _weekday(match: re.Match[str], scene: _Scene) -> _Resolved | None:  # noqa: PLR0911 - one way out a word
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


def _into_weekday(match: re.Match[str], scene: _Scene) -> _Resolved | None:
    """Overnight into Sunday; the night from Saturday to Sunday."""
    if scene.reference is None:
        return None
    end = _last_weekday(_WEEKDAYS[match["weekday"].lower()], scene.reference)
    return _Resolved(end - _DAY, end, "range")


def _weekdays(match: re.Match[str], scene: _Scene) -> _Resolved | None:
    """On Friday and Saturday; from Monday to Wednesday."""
    if scene.reference is None:
        return None
    end = _last_weekday(_WEEKDAYS[match["weekday"].lower()], scene.reference)
    return _Resolved(_last_weekday(_WEEKDAYS[match["weekday1"].lower()], end - _DAY), end, "range")


def _back(days: int) -> _Resolver:
    """So many days before the reference."""

    def resolve(_match: re.Match[str], scene: _Scene) -> _Resolved | None:
        return _day(scene.reference - timedelta(days=days)) if scene.reference else None

    return resolve


def _overnight(_match: re.Match[str], scene: _Scene) -> _Resolved | None:
    return _Resolved(scene.reference - _DAY, scene.reference, "range") if scene.reference else None


def _weekend(match: re.Match[str], scene: _Scene) -> _Resolved | None:
    if scene.reference is None:
        return None
    saturday = _last_weekday(5, scene.reference)
    if match["which"].lower() == "last" and scene.reference - saturday <= _DAY:
        saturday -= 7 * _DAY
    return _Resolved(saturday, saturday + _DAY, "range")


def _same(_match: re.Match[str], scene: _Scene) -> _Resolved | None:
    """That day, the same evening."""
    return _day(scene.told)


def _after(match: re.Match[str], scene: _Scene) -> _Resolved | None:
    """The next morning, two days later."""
    count = match.groupdict().get("count")
    return _day(scene.told + timedelta(days=_number(count) if count else 1)) if scene.told else None


def _before(match: re.Match[str], scene: _Scene) -> _Resolved | None:
    """The previous night, two days earlier, a week before."""
    origin = scene.named or scene.reference
    count = match.groupdict().get("count")
    days = _number(count) if count else 1
    if match.groupdict().get("unit", "").lower().startswith("week"):
        return _shifted(origin, "week", days) if days > 1 else _day(origin - 7 * _DAY if origin else None)
    return _day(origin - timedelta(days=days)) if origin else None


def _shifted(origin: date | None, unit: str, count: int) -> _Resolved | None:
    """The week, month or year that lies so many back."""
    if origin is None:
        return None
    if unit == "week":
        monday = _last_weekday(0, origin) - timedelta(weeks=count)
        return _Resolved(monday, monday + 6 * _DAY, "week")
    if unit == "month":
        start = origin.replace(day=1) - relativedelta(months=count)
        return _Resolved(start, _last_of_month(start.year, start.month), "month")
    return _Resolved(date(origin.year - count, 1, 1), date(origin.year - count, 12, 31), "year")


def _ago(match: re.Match[str], scene: _Scene) -> _Resolved | None:
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


def _some_days_ago(_match: re.Match[str], scene: _Scene) -> _Resolved | None:
    reference = scene.reference
    return _Resolved(reference - 6 * _DAY, reference - 2 * _DAY, "week") if reference else None


def _last_unit(match: re.Match[str], scene: _Scene) -> _Resolved | None:
    """Last week, earlier this month, late last year."""
    which = match["which"].lower()
    resolved = _shifted(scene.reference, match["unit"].lower(), 0 if which == "this" else 1)
    if resolved and scene.reference and which == "this":
        return _Resolved(resolved.start, scene.reference, resolved.precision)
    return resolved


def _past_span(match: re.Match[str], scene: _Scene) -> _Resolved | None:
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
    return _Resolved(scene.reference - span, scene.reference, precision)


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
        return easter(year) + timedelta(days=_EASTER[name])
    month, day = _FEASTS[name]
    return date(year, month, day)


def _feast(match: re.Match[str], scene: _Scene) -> _Resolved | None:
    name = re.sub(r"\s+", " ", match["feast"].lower().replace("’", "'"))
    if match["year"]:
        return _day(_feast_day(name, int(match["year"])))
    if scene.reference is None:
        return None
    day = _feast_day(name, scene.reference.year)
    return _day(day if day <= scene.reference else _feast_day(name, scene.reference.year - 1))


_ANY_CASE = re.IGNORECASE
_CASED = re.NOFLAG
_CLAUSE_END = r"(?=\s*(?:[.,;:!?)\]\"'”’–—-]|$|\n)|\s+(?:in|at|near|outside|and|but|by|when|while)\b)"
_NO_WORD_BEFORE = r"(?<![\w/.-])"
# "Since Monday" goes on to the day of the text; a bound ("until Monday") is no time of an event.
_SINCE = re.compile(
    r"\b(?:ever\s+)?since(?:\s+(?:about|around|at least|late|early|mid))?\s+(?:on\s+)?(?:the\s+)?$", _ANY_CASE
)
_BOUND = re.compile(
    r"\b(?:until|till|before|prior\s+to|ahead\s+of|by|after|following|due|scheduled\s+for)\s+(?:late\s+|early\s+)?(?:the\s+)?$",
    _ANY_CASE,
)
_NEWSPAPER = (
    r"(?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|Independent|Tribune|Star|Sun|World|Business|"
    r"Morning\s+Herald|School|school|Best|best|Night\s+(?:Live|Lights|Football)|roast|league|League)"
)

# The forms, each with its resolver. Where two begin at one place the longer wins, then the one that stands first.
_FORMS: tuple[tuple[re.Pattern[str], _Resolver], ...] = tuple(
    (re.compile(pattern, flags), resolver)
    for pattern, flags, resolver in (
        # Dates in figures.
        (
            _NO_WORD_BEFORE + r"(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?![\d-])",
            _CASED,
            _iso,
        ),
        (
            _NO_WORD_BEFORE
            + r"(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?![\d/])",
            _CASED,
            _numeric,
        ),
        # Two dates: between 28 February and 3 March; 28 February - 3 March 2012.
        (
            rf"(?:\b[Bb]etween\s+{_OF_WEEK}(?P<day1>{_DAY_NUMBER})\s+(?:of\s+)?(?P<month1>{_MONTH})(?:,?\s+(?P<year1>{_YEAR}))?"
            rf"\s+and\s+{_OF_WEEK}(?P<day>{_DAY_NUMBER})\s+(?:of\s+)?(?P<month>{_MONTH}){_AND_YEAR})",
            _CASED,
            _two_dates,
        ),
        (
            rf"(?:\b[Ff]rom\s+)?{_NO_WORD_BEFORE}{_OF_WEEK}(?P<day1>{_DAY_NUMBER})\s+(?:of\s+)?(?P<month1>{_MONTH})(?:,?\s+(?P<year1>{_YEAR}))?"
            rf"{_TO}{_OF_WEEK}(?P<day>{_DAY_NUMBER})\s+(?:of\s+)?(?P<month>{_MONTH}){_AND_YEAR}",
            _CASED,
            _two_dates,
        ),
        (
            rf"(?:\b[Bb]etween\s+)(?P<month1>{_MONTH})\s+(?P<day1>{_DAY_NUMBER})(?:,?\s+(?P<year1>{_YEAR}),?)?"
            rf"\s+and\s+(?P<month>{_MONTH})\s+(?P<day>{_DAY_NUMBER})\b(?![\d,.]*\d){_AND_YEAR}",
            _CASED,
            _two_dates,
        ),
        (
            rf"(?:\b[Ff]rom\s+)?\b(?P<month1>{_MONTH})\s+(?P<day1>{_DAY_NUMBER})(?:,?\s+(?P<year1>{_YEAR}),?)?"
            rf"{_TO}(?P<month>{_MONTH})\s+(?P<day>{_DAY_NUMBER})\b(?![\d,.]*\d){_AND_YEAR}",
            _CASED,
            _two_dates,
        ),
        # Several days of one month.
        (
            rf"(?:\b(?:[Bb]etween|[Ff]rom)\s+)?{_NO_WORD_BEFORE}(?P<days>{_DAY_NUMBER}(?:{_LIST}{_DAY_NUMBER})+)\s+(?:of\s+)?"
            rf"(?P<month>{_MONTH_LOOSE}){_AND_YEAR}",
            _CASED,
            _days_of_month,
        ),
        (
            rf"(?:\b(?:[Bb]etween|[Ff]rom)\s+)?(?<!\b[Ii]n\s)\b(?P<month>{_MONTH})\s+(?P<days>{_DAY_NUMBER}(?:{_LIST}{_DAY_NUMBER})+)"
            rf"\b(?![\d,.]*\d|\s+(?:people|civilians|killed|dead|women|men|children)){_AND_YEAR}",
            _CASED,
            _days_of_month,
        ),
        # One day.
        (
            rf"{_NO_WORD_BEFORE}{_OF_WEEK}(?:the\s+)?(?P<day>{_DAY_NUMBER})(?:\s+of)?\s+(?P<month>{_MONTH_LOOSE}){_AND_YEAR}",
            _CASED,
            _one_day,
        ),
        (
            rf"\b{_OF_WEEK}(?<!\b[Ii]n\s)(?<!\b[Tt]his\s)(?<!\b[Ll]ast\s)(?<!\b[Ss]ince\s)(?<!\b[Mm]id-)\b(?P<month>{_MONTH})\s+(?:the\s+)?"
            rf"(?P<day>{_DAY_NUMBER})\b(?![\d,.]*\d|%|\s+(?:per\s?cent|people|civilians|persons|villagers|women|men|children|soldiers|houses|homes)\b){_AND_YEAR}",
            _CASED,
            _one_day,
        ),
        (
            rf"\b[Ss]ince\s+(?P<month>{_MONTH})\s+(?P<day>{_DAY_NUMBER})\b(?![\d,.]*\d){_AND_YEAR}",
            _CASED,
            _one_day,
        ),
        # Feasts.
        (
            r"\b(?P<feast>Christmas (?:Day|Eve)|New Year['’]s (?:Day|Eve)|Boxing Day|May Day|Palm Sunday|Good Friday|"
            rf"Easter (?:Sunday|Monday|Day))\b(?:,?\s+(?:in\s+|of\s+)?(?P<year>{_YEAR}))?",
            _CASED,
            _feast,
        ),
        # Months.
        (
            rf"\b(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal)\s+week\s+(?:of|in)\s+(?P<month>{_MONTH}){_AND_YEAR}",
            _CASED,
            _week_of_month,
        ),
        (
            rf"(?:\b(?:[Bb]etween|[Ff]rom)\s+)?\b(?:(?:early|mid|late)[\s-]+)?(?P<month1>{_MONTH})(?:\s+(?P<year1>{_YEAR}))?"
            rf"(?:{_TO}|\s+and\s+)(?:(?:early|mid|late)[\s-]+)?(?P<month>{_MONTH})(?!\s+\d{{1,2}}\b)\s+(?P<year>{_YEAR})",
            _CASED,
            _months,
        ),
        (
            rf"\b(?:[Bb]etween\s+(?P<month1>{_MONTH})\s+and|[Ff]rom\s+(?P<month1b>{_MONTH})\s+to)\s+(?P<month>{_MONTH})(?!\s+\d)(?P<year>)(?P<year1>)",
            _CASED,
            _nothing,
        ),
        (
            rf"(?:\b(?:{_EARLY}[\s-]+))?\b(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{_YEAR})",
            _CASED,
            _one_month,
        ),
        (
            rf"\b(?:(?:[Ii]n|[Ss]ince|[Dd]uring|[Tt]hroughout|[Oo]f)\s+)?(?i:{_EARLY})[\s-]+(?P<month>{_FULL_MONTH})(?!\s+\d)(?P<year>)",
            _CASED,
            _one_month,
        ),
        (
            rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Tt]hroughout|(?P<which>last|this))\s+(?P<month>{_FULL_MONTH})"
            rf"(?!\s+(?:{_DAY_NUMBER})\b,?\s+{_YEAR})(?P<year>)(?P<part>)",
            _CASED,
            _one_month,
        ),
        # Years and seasons.
        (
            rf"\b(?:(?:[Bb]etween|[Ff]rom)\s+)?(?P<year1>{_YEAR})(?:{_TO}|\s+and\s+)(?P<year>{_YEAR})\b",
            _CASED,
            _years,
        ),
        (r"(?<![\w/.–-])(?P<year1>(?:19|20)\d\d)\s?[-–/]\s?(?P<year>\d\d)(?![\d/.–-])", _CASED, _years),
        (
            rf"\b(?i:(?:{_EARLY}[\s-]+))(?P<year>{_YEAR})(?!s\b)",
            _CASED,
            _one_year,
        ),
        (
            rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Tt]hroughout|[Oo]f)\s+(?P<year>{_YEAR})(?!s\b|\s*(?:homes|houses|cases|metres|people)\b)(?P<part>)",
            _CASED,
            _one_year,
        ),
        (
            rf"\b(?:the\s+)?(?P<which>)(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?(?P<year>{_YEAR})",
            _ANY_CASE,
            _season,
        ),
        (r"\b(?P<which>last|this)\s+(?P<season>spring|summer|autumn|winter)\b(?P<year>)", _ANY_CASE, _season),
        # Weekdays.
        (
            rf"\b{_WEEKDAY}\s+{_NEWSPAPER}\b|\b(?:Bloody|Black|Super|Ash|Holy|Man|Maundy|Mail\s+on)\s+(?:on\s+)?{_WEEKDAY}",
            _CASED,
            _nothing,
        ),
        (
            rf"\b(?i:every|each|a|one|some|any|most|many|per|alternate|a\s+different|another|successive)\s+(?:other\s+)?{_WEEKDAY}|\b{_any([f'{day}s' for day in _WEEKDAYS])}\b",
            _CASED,
            _nothing,
        ),
        (
            rf"\b(?i:overnight\s+(?:on\s+)?(?:from\s+{_WEEKDAY}\s+)?(?:in)?to|night\s+(?:from|of)\s+{_WEEKDAY}\s+(?:in)?to)\s+(?P<weekday>{_WEEKDAY})",
            _CASED,
            _into_weekday,
        ),
        (
            rf"\b(?P<weekday1>{_WEEKDAY})(?:\s+{_PART})?\s+(?:and|through|to|until|into)\s+(?:(?:early|late)\s+|on\s+)?(?P<weekday>{_WEEKDAY})(?:\s+{_PART})?(?!['’]s)",
            _CASED,
            _weekdays,
        ),
        (
            rf"\b(?i:(?P<which>last|this|that|the\s+same|the\s+previous|the\s+following|the\s+next|next|the)\s+)?(?P<weekday>{_WEEKDAY})"
            rf"(?P<time>\s+(?:early\s+|late\s+)?{_PART}\b)?(?!\s+(?i:before|after)\s+(?i:the|last|a|an|its|his)\b)",
            _CASED,
            _weekday,
        ),
        # Days counted from the reference.
        (r"\bthe\s+day\s+before\s+yesterday\b(?:\s+(?:morning|afternoon|evening))?", _ANY_CASE, _back(2)),
        (r"\b(?:yesterday)(?:\s+(?:morning|afternoon|evening|night))?\b", _ANY_CASE, _back(1)),
        (r"\blast\s+night\b", _ANY_CASE, _back(1)),
        (r"(?<!\bto\s)(?<![A-Z]\w{2}\s)\b(?:[Ee]arlier\s+)?(?:[Tt]oday|TODAY)\b(?!['’]s)", _CASED, _back(0)),
        (r"\b(?:earlier\s+)?this\s+(?:morning|afternoon|evening)\b|\btonight\b", _ANY_CASE, _back(0)),
        (r"\bthe\s+day\s+after\s+tomorrow\b|\btomorrow\b", _ANY_CASE, _nothing),
        (r"\bovernight\b(?!\s+(?:bag|stay|success|sensation|guest|train|bus|flight|curfew))", _ANY_CASE, _overnight),
        (
            r"\b(?P<which>last|this(?:\s+past)?|the(?:\s+past)?)\s+weekend\b(?!\s+(?:of|before|after))",
            _ANY_CASE,
            _weekend,
        ),
        (rf"\b(?P<count>{_COUNT})\s+(?P<unit>days?|weeks?|fortnights?|months?|years?)\s+ago\b", _ANY_CASE, _ago),
        (r"\b(?:a\s+few|several|some|just|only)?\s*\bdays\s+ago\b", _ANY_CASE, _some_days_ago),
        (
            r"\b(?:earlier\s+|late\s+|early\s+)?(?P<which>last|this)\s+(?P<unit>week|month|year)\b(?!\s+(?:of|before))",
            _ANY_CASE,
            _last_unit,
        ),
        (
            rf"\bthe\s+(?:last|past)\s+(?:(?P<count>{_COUNT})\s+)?(?P<unit>hours?|days?|weeks?|months?|years?)\b"
            r"(?!\s+of\b)",
            _ANY_CASE,
            _past_span,
        ),
        # Days counted from the text.
        (rf"\b(?:that|the(?:\s+very)?\s+same|that\s+(?:very|same))\s+(?:day|{_PART})\b(?!['’]s)", _ANY_CASE, _same),
        (rf"\b(?:the\s+)?(?:next|following)\s+(?:day|{_PART})\b", _ANY_CASE, _after),
        (rf"\b(?P<count>{_COUNT})\s+(?:days?|nights?)\s+later\b", _ANY_CASE, _after),
        (rf"\bthe\s+(?:day|night|morning|evening)\s+after{_CLAUSE_END}", _ANY_CASE, _after),
        (rf"\bthe\s+previous\s+(?:day|{_PART})\b", _ANY_CASE, _before),
        (rf"\bthe\s+(?:day|night|morning|evening)\s+before{_CLAUSE_END}", _ANY_CASE, _before),
        (rf"\b(?P<count>{_COUNT})\s+(?P<unit>days?|nights?|weeks?)\s+earlier\b(?!\s+than)", _ANY_CASE, _before),
        (
            rf"\b(?P<count>{_COUNT})\s+(?P<unit>days?|nights?|weeks?)\s+(?:before|previously|beforehand){_CLAUSE_END}",
            _ANY_CASE,
            _before,
        ),
    )
)

# Forms that are counted from an earlier sentence.
_ANAPHORIC = re.compile(
    rf"\b(?:that|the|next|same|previous|following|later|earlier|before|after|beforehand|previously)\b|{_DAY_NUMBER}\s+{_MONTH}|{_MONTH}\s+\d",
    _ANY_CASE,
)
# A text that speaks of weekdays or of yesterday without a date counts its dates from the day it appeared.
_NEWS = re.compile(
    rf"\b(?:yesterday|today|tonight|last\s+(?:night|week|month)|this\s+(?:morning|week|month))\b|(?<![\d,]\s){_WEEKDAY}(?!s\b|,?\s+(?:the\s+)?\d|,?\s+{_MONTH})"
)
_SAYING = re.compile(
    r"\b(?:said|says|told|added|announced|reported|reports|stated|statement|wrote|tweeted|confirmed|denied|claimed|"
    r"warned|interview|briefing|reporters|journalists|condemned|accused|admitted|acknowledged)\b[^.;:,\n]{0,30}$"
)
_DATELINE = re.compile(
    r"^[ \t]*(?:[A-ZÀ-Þ][\w'’.-]*(?:[ /-][\w'’.-]+){0,4}(?:,\s*[A-ZÀ-Þ][\w'’.() -]{1,40}){0,2}[,:]?\s*\(?)"
    rf"(?P<date>(?:{_OF_WEEK}{_DAY_NUMBER}\s+{_MONTH}(?:,?\s+{_YEAR})?|{_OF_WEEK}{_MONTH}\s+{_DAY_NUMBER}(?:,?\s+{_YEAR})?|(?:19|20)\d\d-\d\d-\d\d))"
    r"\)?\s*(?:\([^)\n]{1,40}\)\s*)?(?:[-–—|/:]|$)",
    re.MULTILINE,
)


def _candidates(text: str, begin: int, end: int) -> list[tuple[int, int, _Resolver, re.Match[str]]]:
    """The forms found, in order and without overlaps; where two begin together the longer."""
    matches = [
        (match.start(), -match.end(), number, match)
        for number, (pattern, _) in enumerate(_FORMS)
        for match in pattern.finditer(text, begin, end)
    ]
    chosen: list[tuple[int, int, _Resolver, re.Match[str]]] = []
    last = begin
    for start, stop, number, match in sorted(matches, key=lambda found: found[:3]):
        if start >= last and start != -stop:
            chosen.append((start, -stop, _FORMS[number][1], match))
            last = -stop
    return chosen


def _when(text: str, begin: int, end: int, resolved: _Resolved) -> When:
    return When(Span(begin, end, text[begin:end]), resolved.start, resolved.end, resolved.precision)


def _open(resolved: _Resolved, reference: date | None) -> _Resolved:
    """ "Since" that time: up to the day the text appeared."""
    precision = "range" if resolved.precision in {"day", "range"} else resolved.precision
    return _Resolved(resolved.start, max(resolved.end, reference or resolved.end), precision)


def _scan(text: str, begin: int, end: int, reference: date | None) -> list[When]:
    """The times from ``begin`` on, each counted from those before it."""
    dateline = find_dateline(text, reference) if begin < _DATELINE_REACH else None
    scene = _Scene(text, reference, None, None, None)
    found: list[When] = []
    for start, stop, resolve, match in _candidates(text, begin, end):
        resolved = resolve(match, scene)
        if resolved is None or (dateline and start <= dateline.span.begin < stop):
            continue
        start += len(match.group()) - len(_LEADING.sub("", match.group()))
        before = text[max(0, start - 60) : start]
        since = bool(_SINCE.search(before)) or match.group().lower().startswith("since")
        bound = bool(_BOUND.search(before))
        saying = bool(_SAYING.search(before))
        if match.groupdict().get("year") and not since and resolved.precision != "year":
            scene = _Scene(text, reference, scene.told, scene.named, resolved.start)
        if resolved.precision in {"day", "range"}:
            told = scene.told if saying or bound or since else resolved.start
            scene = _Scene(text, reference, told, resolved.start, scene.year)
        if not bound:
            found.append(_when(text, start, stop, _open(resolved, reference) if since else resolved))
    return found


# A preposition that a form needs is no part of the time; "since" and "between" are.
_LEADING = re.compile(r"^(?:in|of|during|throughout)\s+", _ANY_CASE)
