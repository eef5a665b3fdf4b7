"""When it happened: the words of a text that tell a time, resolved to days.

Only forms that can be resolved with confidence are read. A day without a year, a weekday, "yesterday" or "last week"
are counted back from the day the text appeared; "the next morning" or "two days earlier" from the last day it named.
What stays open ("every Friday", "one Sunday", 07/08/2016, "the day before the vote") gives nothing.

``When.precision`` says how well the start is known: ``day`` and ``range`` start on a known day, ``week``, ``month`` and
``year`` do not.
"""

import re
from collections.abc import Iterable
from datetime import date

from ihl_check.events.model import Span, When
from ihl_check.events.time_forms import COUNTED_ON, DATELINE, Found, Resolved, Scene, find_forms

# How far back in the text "the next day" looks for the day it follows.
_LOOK_BACK = 1500
_DATELINE_REACH = 600

# "Since Monday" goes on to the day of the text; a bound ("until Monday") is no time of an event.
_SINCE = re.compile(r"\bsince(?:\s+(?:about|around|at least|late|early|mid))?\s+(?:on\s+)?(?:the\s+)?$", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:until|till|before|prior\s+to|ahead\s+of|by|after|following|due|scheduled\s+for)\s+"
    r"(?:late\s+|early\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# "The minister said on Friday": a day of saying.
_SAYING = re.compile(
    r"\b(?:said|says|told|added|announced|reported|reports|stated|statement|wrote|tweeted|confirmed|denied|claimed|"
    r"warned|interview|briefing|reporters|journalists|condemned|accused|admitted|acknowledged)\b[^.;:,\n]{0,30}$"
)
_PREPOSITION = re.compile(r"^(?:in|of|during|throughout|since)\s+", re.IGNORECASE)
_VAGUE = re.compile(r"overnight|weekend", re.IGNORECASE)


def find_times(text: str, begin: int, end: int, reference: date | None) -> tuple[When, ...]:
    """The times told in ``text[begin:end]``, in order, with offsets in ``text``.

    ``reference`` is the day the text appeared, or None; then only dates with a year, and what is counted from them, are
    given. The date of a dateline is left out: it is when the text was written.
    """
    forms = find_forms(text, begin, end)
    if any(form.resolve in COUNTED_ON for form in forms):
        # What stands before is read on its own, so that the sentence's own forms are the same either way.
        forms = find_forms(text, max(0, begin - _LOOK_BACK), begin) + forms
    return tuple(when for when in _resolve(text, forms, reference) if when.span.begin >= begin)


def single_day(when: When) -> date | None:
    """The one day of it, or the first of something that went on for known days; None if no day is given.

    "Overnight" and "the weekend" are two days of which either may be meant.
    """
    if when.precision not in {"day", "range"} or _VAGUE.search(when.span.text):
        return None
    return when.start


def find_dateline(text: str, reference: date | None = None) -> When | None:
    """The date of the dateline ("GOMA, 12 May 2021 - ..."), if the text opens with one."""
    for line in DATELINE.finditer(text[:_DATELINE_REACH]):
        for form in find_forms(text, line.start("date"), line.end("date")):
            resolved = form.resolve(form.match, Scene(text, reference))
            if resolved and resolved.precision == "day":
                return _when(text, form.begin, form.end, resolved)
    return None


def _when(text: str, begin: int, end: int, resolved: Resolved) -> When:
    return When(Span(begin, end, text[begin:end]), resolved.start, resolved.end, resolved.precision)


def _onwards(resolved: Resolved, reference: date | None) -> Resolved:
    """From that time to the day the text appeared."""
    precision = "range" if resolved.precision in {"day", "range"} else resolved.precision
    return Resolved(resolved.start, max(resolved.end, reference or resolved.end), precision)


def _resolve(text: str, forms: Iterable[Found], reference: date | None) -> list[When]:
    """The times of forms in the order of the text, each counted from those before it."""
    dateline = find_dateline(text, reference)
    scene = Scene(text, reference)
    found: list[When] = []
    for form in forms:
        resolved = form.resolve(form.match, scene)
        if resolved is None or (dateline and form.begin <= dateline.span.begin < form.end):
            continue
        words = form.match.group()
        # A preposition that the form needs is no part of the time.
        begin = form.end - len(_PREPOSITION.sub("", words))
        before = text[max(0, begin - 60) : begin]
        since, bound = _SINCE.search(before), _BOUND.search(before)
        year = scene.year
        if form.match.groupdict().get("year") and not since and resolved.precision != "year":
            year = resolved.start
        told, named = scene.told, scene.named
        if resolved.precision in {"day", "range"}:
            named = resolved.start
            if not (since or bound or _SAYING.search(before)):
                told = resolved.start
        scene = Scene(text, reference, told, named, year)
        if not bound:
            found.append(_when(text, begin, form.end, _onwards(resolved, reference) if since else resolved))
    return found
