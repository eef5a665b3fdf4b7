"""Reads the lines above a report and the words before its first sentence: date, outlet and place of writing."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil import parser

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dateline:
    """When, by whom and where a report was written. Offsets count characters of the text that was given."""

    published: date | None = None
    outlet: str | None = None
    place: Offsets | None = None
    """The town alone: ALEPPO in "ALEPPO, Syria, Aug 7 (Agency) -"."""
    region: Offsets | None = None
    """What follows the town: Syria."""
    spans: tuple[Offsets, ...] = ()
    """All words that were read as dateline, dashes included."""


_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day|\.)?,?\s+)?"
_FULL = rf"{_WEEKDAY}(?:{_DAY}\s+{_MONTH},?\s+{_YEAR}|{_MONTH}\s+{_DAY},?\s+{_YEAR}|{_YEAR}-\d\d-\d\d)(?!\d)"
_SHORT = rf"{_WEEKDAY}(?:{_DAY}\s+{_MONTH}|{_MONTH}\s+{_DAY})(?![\w,]*\s*\d)"
_DATE = rf"(?P<date>{_FULL}|{_SHORT})"
_DASH = r"[*_]{0,2}\s*(?:--|[-–—−])(?=[\s*_]|$)[*_]{0,2}"
_WORD = r"[^\W\d_][\w'’.]*"
_NAME = rf"{_WORD}(?:[\s-]+{_WORD}){{0,4}}"
_CAPITAL = r"[^\W\d_a-zà-ÿ]"
_CAPITALS = rf"{_CAPITAL}(?:{_CAPITAL}|['’.])+(?:[\s-]+{_CAPITAL}(?:{_CAPITAL}|['’.])*){{0,3}}"
_TOWN = r"[A-Z][\w'’]+(?:[\s-]+(?:[A-Z][\w'’.]+|de|la|al|el|el-\w+|al-\w+)){0,3}"
_REGION = rf"(?P<region>{_NAME}(?:,\s+{_NAME})?)"
_MORE = rf"(?:/(?:{_CAPITALS}|{_TOWN}))?(?:,\s+{_REGION})??"
_AGENCY = r"\((?P<agency>[^()\n]{2,40})\)"

_FULL_DATE = re.compile(rf"\b{_FULL}")
_ONLY_DATE = re.compile(rf"(?:\(?{_DATE}\)?)[.\s]*$")
_LABELLED_DATE = re.compile(
    rf"(?:first\s+)?(?:published|posted|released|issued|date(?:\s+of\s+(?:publication|report|issue))?)(?:\s+on)?\s*:?\s+{_DATE}",
    re.I,
)
_LABELLED_OUTLET = re.compile(r"(?:outlet|publisher|source|published\s+by)\s*:\s*(?P<outlet>[^\n|]{2,60}?)\s*$", re.I)
_TAKEN_AT = re.compile(
    rf"(?i:(?:statement\s+)?(?:(?:taken|given|recorded|done|signed|made)\s+)?(?:at|in)\s+)"
    rf"(?P<place>{_CAPITALS}|{_TOWN})(?:,\s+{_REGION})?,?\s+(?:on\s+)?{_DATE}\.?\s*$"
)
_DATE_FIRST = re.compile(rf"{_DATE}{_DASH}\s*(?:By\s+[^–—\n-]{{2,60}}?{_DASH}\s*)?(?:(?P<outlet>{_NAME}){_DASH}\s*)?")
_BYLINE = re.compile(rf"By\s+[^\n]{{2,80}}?[,|–—-]\s*{_DATE}\s*(?:[|–—-]\s*(?P<outlet>[^\n|–—]{{2,60}}?)\s*)?$")
_PLACE_FIRST = (
    # A town in capitals may stand alone before a dash; in small letters it needs a date or an agency to be known by.
    re.compile(rf"(?P<place>{_CAPITALS}){_MORE}(?:,\s+{_DATE})?(?:\s*{_AGENCY})?(?:{_DASH}\s*|:\s+|\s*$)"),
    re.compile(rf"(?P<place>{_TOWN}){_MORE},\s+{_DATE}(?:\s*{_AGENCY})?(?:{_DASH}\s*|:\s+|\s*$)"),
    re.compile(rf"(?P<place>{_TOWN}){_MORE}\s*{_AGENCY}{_DASH}\s*"),
)
_CAPITAL_WORDS = """
ABOVE ADVERTISEMENT ALERT ALSO ANALYSIS BACKGROUND BELOW BREAKING COMMENT CONFIDENTIAL CORRECTION EDITORIAL
EXCLUSIVE EXPLAINED EXPLAINER FACTBOX FEATURE FILE INTERVIEW LISTEN LIVE MORE NOTE OPINION PHOTO PHOTOS PRESS
PROFILE READ RELATED REPORT REVIEW SHARE SUMMARY TIMELINE TOP UPDATE UPDATED URGENT VIDEO WARNING WATCH WIRE
U.N. U.S. U.K.
"""
_NO_PLACE = frozenset(_CAPITAL_WORDS.split())
"""Words in capitals that stand where a town might."""
_LINES = 6
"""How many lines from the top may still be dateline."""
_WIDTH = 240
"""How much of a line is looked at: no dateline is longer, and long lines cost the patterns time."""


def parse_date(text: str) -> date | None:
    """Read a date that can be read in one way only: ISO, or with the month as a word, and with a year."""
    text = text.strip()
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        full = _FULL_DATE.match(text)
        return _date(full.group()) if full else None


def read_dateline(text: str, begin: int = 0) -> Dateline:
    """Read the top lines of ``text`` from ``begin`` on. What they do not give is None."""
    published: date | None = None
    outlet: str | None = None
    place: Offsets | None = None
    region: Offsets | None = None
    spans: list[Offsets] = []
    prose = False
    for start, line in _top_lines(text, begin):
        found = _match_place_first(line) if prose else _match_line(line)
        if found is None:
            # Below a sentence, a date may open an entry of a chronology; only a full dateline may still come.
            prose = prose or len(line) > 200 or (len(line) > 60 and line.endswith((".", "!", "?", ".”", '."')))
            continue
        groups = found.groupdict()
        if _FULL_DATE.fullmatch(groups.get("agency") or ""):
            groups["date"], groups["agency"] = groups["agency"], None
        spans.append((start, start + len(found.group().rstrip())))
        if published is None and groups.get("date"):
            published = _date(groups["date"]) or _date_without_year(groups["date"], text)
        if groups.get("agency") not in _NO_PLACE:
            outlet = outlet or _tidy(groups.get("outlet") or groups.get("agency"))
        if place is None and groups.get("place"):
            place = (start + found.start("place"), start + found.end("place"))
            region = (start + found.start("region"), start + found.end("region")) if groups.get("region") else None
            break  # The dateline proper stands before the first sentence: what follows is the report.
    return Dateline(published, outlet, place, region, tuple(spans))


def _top_lines(text: str, begin: int) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    start = begin
    while start < len(text) and len(lines) < _LINES:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start : min(end, start + _WIDTH)]
        indent = len(line) - len(line.lstrip(" \t#*_>"))
        if line.strip():
            lines.append((start + indent, line[indent:].rstrip(" \t\r*_")))
        start = end + 1
    return lines


def _match_line(line: str) -> re.Match[str] | None:
    for pattern in (_ONLY_DATE, _LABELLED_DATE, _LABELLED_OUTLET, _BYLINE, _TAKEN_AT):
        found = pattern.match(line)
        if found:
            return found
    found = _DATE_FIRST.match(line)
    if found:
        return found if _is_outlet(found["outlet"]) else re.match(rf"{_DATE}{_DASH}\s*", line)
    return _match_place_first(line)


def _match_place_first(line: str) -> re.Match[str] | None:
    for pattern in _PLACE_FIRST:
        found = pattern.match(line)
        if found and _is_place(found, line):
            return found
    return None


def _is_outlet(name: str | None) -> bool:
    """ "eaworldview" and "Voice of the River" may be outlets; the start of a sentence is none."""
    words = (name or "").split()
    return len(words) < 2 or all(word[0].isupper() or word in {"of", "the", "and", "for", "de"} for word in words)


def _is_place(found: re.Match[str], line: str) -> bool:
    if set(found["place"].split()) & _NO_PLACE:
        return False
    if found.groupdict().get("date") or found.groupdict().get("agency"):
        return True
    # A line of its own needs a date: "SHELLS FALL, Witnesses Say" is a heading.
    return len(found.group().rstrip()) < len(line.rstrip()) and len(found["place"]) > 2


def _date(words: str) -> date | None:
    if not re.search(_YEAR, words):
        return None
    try:
        read: datetime = parser.parse(_without_weekday(words))
    except (ValueError, OverflowError):
        return None
    return read.date()


def _date_without_year(words: str, text: str) -> date | None:
    """Take the year from full dates of the text that lie near; two years that fit, or none, leave it unknown."""
    try:
        # 2000 was a leap year, so that 29 February can be read.
        day = parser.parse(_without_weekday(words), default=datetime(2000, 1, 1)).date()
    except (ValueError, OverflowError):
        return None
    candidates: set[date] = set()
    for other in _FULL_DATE.finditer(text):
        known = _date(other.group())
        for year in (known.year - 1, known.year, known.year + 1) if known else ():
            try:
                candidate = day.replace(year=year)
            except ValueError:
                continue
            if known and abs(candidate - known) <= timedelta(days=60):
                candidates.add(candidate)
    return candidates.pop() if len(candidates) == 1 else None


def _without_weekday(words: str) -> str:
    return re.sub(rf"^{_WEEKDAY}", "", words.strip())


def _tidy(name: str | None) -> str | None:
    return " ".join(name.split()) or None if name else None
