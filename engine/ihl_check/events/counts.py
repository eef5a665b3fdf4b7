"""How many: the number of people that a phrase tells, as the least and the most its words allow.

"At least 11" has a least and no most, "up to 30" a most and no least, "dozens" neither. Parts of a whole ("including
five staff", "three of them children") are not added to it; what stands beside it is ("a driver and two medics").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ihl_check.events.model import Count, Span

# --- Number words ----------------------------------------------------------------------------------------------------

_UNITS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_DOZEN = {"dozen": 12, "score": 20}

_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_TEN = "|".join(_TENS)
_SMALL = rf"(?:(?:{_TEN})(?:[\s-](?:{_UNIT}))?|{_UNIT})"
_SCALE = r"(?:hundred|thousand|million)"
_WORDS = rf"(?:{_SMALL}|an?(?=\s+{_SCALE}))(?:[\s-]+{_SCALE}(?:\s+and)?(?:\s+{_SMALL}\b)?)*"
_FIGURES = r"\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?(?=\s*(?:million|m\b))|\d+"
_NUMBER = (
    rf"(?:(?:half\s+a|an?|{_SMALL}|\d+)\s+(?:dozen|score)\b(?!s)"
    rf"|(?:{_FIGURES})(?:\s*(?:hundred|thousand|million|k|m)\b)?|{_WORDS}\b)"
)
_ORDINAL = r"(?!(?:st|nd|rd|th)\b)"


def _value(words: str) -> int:
    """The value of a number in figures or words."""
    words = words.lower().replace("-", " ").strip()
    dozen = re.fullmatch(r"(half\s+a|an?|.+?)\s+(dozen|score)", words)
    if dozen:
        size = _DOZEN[dozen[2]]
        if dozen[1].startswith("half"):
            return size // 2
        return size * (1 if dozen[1] in {"a", "an"} else _value(dozen[1]))
    figures = re.match(r"[\d][\d,. \u00a0\u202f]*", words)
    if figures:
        amount = float(re.sub(r"[, \u00a0\u202f]", "", figures[0]))
        scale = words[figures.end() :].strip()
        return round(amount * {"k": 1_000, "m": 1_000_000, **_SCALES}.get(scale, 1))
    total = group = 0
    for word in words.split():
        if word in {"a", "an"}:
            group = 1
        elif word == "hundred":
            group *= 100
        elif word in _SCALES:
            total, group = total + group * _SCALES[word], 0
        else:
            group += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return total + group


# --- Quantities ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Quantity:
    begin: int
    end: int
    min: int | None
    max: int | None


_AT_LEAST = (
    r"(?:at\s+(?:the\s+)?(?:very\s+)?least|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than|more\s+than|over|upwards?\s+of|"
    r"a\s+minimum\s+of|in\s+excess\s+of|well\s+over)"
)
_AT_MOST = (
    r"(?:up\s+to|as\s+many\s+as|no\s+more\s+than|not\s+more\s+than|at\s+(?:the\s+)?most|fewer\s+than|less\s+than|under|"
    r"a\s+maximum\s+of)"
)
_ABOUT = (
    r"(?:about|around|some|approximately|approx\.|roughly|nearly|almost|close\s+to|an\s+estimated|estimated|circa|"
    r"perhaps|possibly|probably|maybe|just|only|exactly|another|all|the|these|those|a\s+further|a\s+total\s+of|a\s+reported)"
)
_OTHERS = r"(?:\s+(?:more|others?|further|additional))?"
_VAGUE = (
    r"(?:(?:many\s+)?(?:dozens|scores|hundreds|thousands|tens)(?:\s+(?:of\s+thousands|and\s+\w+|or\s+\w+))?|"
    r"several(?:\s+(?:dozen|hundred|thousand))?|a\s+few(?:\s+(?:dozen|hundred|thousand))?|many|numerous|countless|"
    r"a\s+handful|a\s+number|some)"
)
_BEFORE = r"(?<![\w.,/$€£-])"
_AFTER = rf"{_ORDINAL}(?![\w%]|[.,:/]\d|-(?!\w*(?:plus)))"

_RANGE = re.compile(
    rf"{_BEFORE}(?:(?:somewhere\s+)?(?:between|from)\s+)(?P<low>{_NUMBER})\s+(?:and|to)\s+(?P<high>{_NUMBER}){_AFTER}"
    rf"|{_BEFORE}(?P<low2>{_NUMBER})\s*(?:-|–|—|\bto\b|\bor\b)\s*(?P<high2>{_NUMBER}){_AFTER}",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rf"{_BEFORE}(?:(?P<least>{_AT_LEAST})\s+|(?P<most>(?:(?:perhaps|possibly|maybe)\s+)?{_AT_MOST})\s+)?(?:{_ABOUT}\s+){{0,2}}"
    rf"(?P<number>{_NUMBER}){_ORDINAL}(?P<plus>\+|-plus\b|\s+(?:people\s+)?or\s+more\b)?(?:\s+or\s+so\b)?(?![\w%]|[.,:/]\d|-)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:nobody|no[\s-]one|none|neither|not\s+(?:a\s+single|one)\b(?:\s+\w+)?|"
    r"no\s+(?!fewer|less|more)\w+(?:\s+\w+)?)",
    re.IGNORECASE,
)
_NOT_A_COUNT = re.compile(
    r"\s*(?:-?years?[\s-]old|-year|years?\s+of\s+age|per\s?cent|%|km|kilomet\w+|met(?:er|re)s?|miles?|mm\b|millimet\w+|cm\b|"
    r"inch\w*|kg|kilo\w*|tons?|tonnes?|litres?|liters?|hours?|minutes?|seconds?|days?|nights?|weeks?|months?|years?|"
    r"degrees|dollars|euros|pounds|a\.?m\b|p\.?m\b|o['’]clock|times?\b|storeys?|floors?|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|"
    r"-?(?:storey|story|metre|meter|mile|hour|day|minute|member|strong|bed|room|seat)\b)",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept?|Oct|Nov|Dec)\.?\s+$"
)
_AGE_BEFORE = re.compile(r"(?:\baged?(?:\s+(?:of|between))?|\bage\s+of)\s+$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s+[a-z]")
_IN = re.compile(r"\b(?:in|since|by|until|from|during|early|late|mid)[\s-]+\Z", re.IGNORECASE)


def _is_year(text: str, begin: int, end: int) -> bool:
    """ "In 2014", and a bare 2014 that counts no noun."""
    if not re.fullmatch(r"(?:19|20)\d\d", text[begin:end]):
        return False
    return bool(_IN.search(text, max(0, begin - 20), begin)) or not _NOUN_AFTER.match(text, end)


def _quantities(text: str, begin: int, end: int) -> list[_Quantity]:
    """The number expressions of a stretch, in order; ages, dates, distances and the like left out."""
    found: list[_Quantity] = []
    for match in _RANGE.finditer(text, begin, end):
        low, high = match["low"] or match["low2"], match["high"] or match["high2"]
        least, most = _value(low), _value(high)
        if least < most:
            found.append(_Quantity(match.start(), match.end(), least, most))
    for match in _PLAIN.finditer(text, begin, end):
        if any(other.begin < match.end() and match.start() < other.end for other in found):
            continue
        value = _value(match["number"])
        if match["most"]:
            found.append(_Quantity(match.start(), match.end(), None, value))
        else:
            more = bool(match["least"] or match["plus"])
            found.append(_Quantity(match.start(), match.end(), value, None if more else value))
    kept = []
    for quantity in sorted(found, key=lambda quantity: quantity.begin):
        before = text[max(begin, quantity.begin - 24) : quantity.begin]
        if (
            _NOT_A_COUNT.match(text, quantity.end, end)
            or _MONTH_BEFORE.search(before)
            or _AGE_BEFORE.search(before)
            or _is_year(text, quantity.begin, quantity.end)
        ):
            continue
        kept.append(quantity)
    return kept


def find_counts(text: str, begin: int, end: int) -> tuple[Count, ...]:
    """The number expressions in ``text[begin:end]`` with their spans: "at least 11", "two dozen", "12 to 15"."""
    return tuple(
        Count(Span(found.begin, found.end, text[found.begin : found.end]), found.min, found.max)
        for found in _quantities(text, begin, end)
    )


# --- Phrases ---------------------------------------------------------------------------------------------------------

# From here on a phrase tells of a part of the people, or of something else.
_PART_OF = re.compile(
    r"[,;(–—-]?\s*\b(?:including|incl\b\.?|included|among\s+(?:them|whom|those)|amongst\s+(?:them|whom)|of\s+(?:whom|which)|"
    r"(?:most|many|some|all|both|half|several|none|(?:at\s+least\s+)?\w+(?:[\s-]\w+)?)\s+of\s+(?:them|whom|these)\b|mostly|mainly|"
    r"the\s+majority|majority|counting|comprising|such\s+as|notably|especially)",
    re.IGNORECASE,
)
# A clause after the people says nothing of their number; nor does a place or the like, but more people may follow it.
_CLAUSE = re.compile(
    r"\s*\b(?:who|whose|whom|which|that|where|when|while|(?<!many\s)(?<!well\s)as(?!\s+(?:many|well))|after|before|because|since|travelling|"
    r"traveling|sheltering|waiting|hiding|fleeing|taken|caught|trapped|sitting|working|riding|queuing)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\s+(?:in(?!\s+(?:all|total))|at(?!\s+(?:the\s+)?(?:least|most))|on|near|from|with|without|by|for|under(?!\s+\d)|inside|"
    r"outside|around(?!\s+\d)|aged)\s.*",
    re.IGNORECASE | re.DOTALL,
)
_AND = re.compile(
    r"\s*(?:,\s*(?:and|plus|as\s+well\s+as|along\s+with|together\s+with)\s+|,\s+"
    r"|\b(?:and|plus|as\s+well\s+as|&)\s+|\s\+\s)",
    re.IGNORECASE,
)

_GROUP_NOUN = (
    r"(?:famil(?:y|ies)|group|crowd|team|crew|party|convoy|column|unit|squad|patrol|platoon|company|band|household|gang|"
    r"staff|class|congregation|population|community|couple|pair|trio|total|line|list|delegation|queue|family)"
)
_GROUP_OF = re.compile(
    rf"\b(?:the\s+(?:bod(?:y|ies)|remains|corpses?|names?)\s+of|{_GROUP_NOUN}\s+of)\s+", re.IGNORECASE
)
_FIXED = {"both": 2, "pair": 2, "couple": 2, "duo": 2, "trio": 3, "twins": 2, "triplets": 3}
_FIXED_WORD = re.compile(
    r"^(?:(?:the|a|an|an?\s+\w+|this|that|these|their|his|her|one)\s+)?"
    rf"(?P<word>{'|'.join(_FIXED)})\b",
    re.IGNORECASE,
)
_PLURAL_NOUNS = frozenset(
    re.findall(
        r"\w+",
        "people personnel staff police troops kin folk clergy crew youth elderly wounded dead injured sick poor "
        "displaced children schoolchildren grandchildren infantry cavalry press public media militia military army "
        "faithful",
    )
)
_NOT_PEOPLE = re.compile(
    r"\b(?:sheep|goats?|cows?|cattle|camels?|donkeys?|horses?|mules?|ox(?:en)?|dogs?|chickens?|hens?|animals|livestock|"
    r"houses?|homes?|huts?|tents?|buildings?|cars?|trucks?|lorr(?:y|ies)|tanks?|vehicles?|pick-?ups?|boats?|shops?|"
    r"villages?|schools?|shells?|rockets?|bombs?|missiles?|rounds)\s*$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"^(?:an?|one|the|this|that|another|his|her|their|its|our|my|your|\w+['’]s?|each|either)\s+", re.IGNORECASE
)
_OF_NUMBER = re.compile(rf"\s+of\s+{_NUMBER}\b.*$", re.IGNORECASE | re.DOTALL)
_PARTITIVE = re.compile(
    r"\s+of\s+(?:the|his|her|their|its|our|my|these|those|an?|them|us|whom)\b.*$", re.IGNORECASE | re.DOTALL
)
_MAYBE_MORE = re.compile(rf"^(?:(?:possibly|perhaps|maybe)\s+)?(?:{_AT_MOST}|more)\s", re.IGNORECASE)
_VAGUE_START = re.compile(rf"^(?:{_ABOUT}\s+|{_AT_LEAST}\s+)*{_VAGUE}\b", re.IGNORECASE)
_NAME = re.compile(r"^(?:[A-ZÀ-Þ][\w'’.-]*)(?:\s+(?:[A-ZÀ-Þ][\w'’.-]*|bin|al|el|de|von|van|ibn|abu)(?:-[A-Z]\w+)?)*$")


# A conjunct that brings its own people: "a driver", "her two sons", "their guide".
_OWN = re.compile(r"^(?:an?|another|his|her|their|its)\s", re.IGNORECASE)
_LEAD = re.compile(r"(?:(?:the|his|her|their|its|our|my|these|those|\w+['’]s?)(?:\s+\w+)?)?", re.IGNORECASE)
_GROUP_END = re.compile(rf"\b{_GROUP_NOUN}$", re.IGNORECASE)
_TITLE = re.compile(
    r"^(?:Father|Fr|Brother|Sister|Dr|Mr|Mrs|Ms|Sheikh|Imam|Pastor|Bishop|Rabbi|Colonel|Captain|Major|General|Sergeant|"
    r"Lieutenant|Private|Professor|Judge|Nurse)\.?\s+[A-ZÀ-Þ]"
)
_FIRST = re.compile(r"^the\s+first\s", re.IGNORECASE)
_SOMEBODY = re.compile(r"^(?:one|him|her|me|he|she|somebody|someone)\b", re.IGNORECASE)
_BARE_NOUN = re.compile(r"[a-z][\w-]*(?:\s[\w-]+)?")


@dataclass(frozen=True, slots=True)
class _Part:
    """How many one conjunct tells, None where it gives no number."""

    min: int | None
    max: int | None
    shared: bool = False
    """The number goes on to the bare nouns after it: "83 women, boys and old men"."""


def read_count(text: str, begin: int, end: int) -> Count | None:
    """How many people the phrase ``text[begin:end]`` tells of; None if it does not speak of a number at all.

    The phrase is one of persons, as found in a sentence: "at least 9 patients, among them two boys", "a woman and her
    two sons", "nobody". Vague words give a count whose ``min`` and ``max`` are None.
    """
    words = text[begin:end].strip()
    if not words:
        return None
    begin += text[begin:end].index(words)
    span = Span(begin, begin + len(words), words)
    if _NOBODY.match(words):
        return Count(span, 0, 0)
    parts: list[_Part] = []
    most_named: int | None = None
    aside = False
    for low, high in _conjuncts(text, begin, _reach(text, begin, span.end)):
        conjunct = text[low:high]
        if parts and _MAYBE_MORE.match(conjunct):
            most_named = next((found.max for found in _quantities(text, low, high)), None)
            continue
        # After "from the hills and ..." or "83 women, ..." only what has a number or an owner of its own counts.
        if (aside or any(part.shared for part in parts)) and not (_quantities(text, low, high) or _OWN.match(conjunct)):
            continue
        shorter = _ASIDE.sub("", conjunct)
        aside = aside or shorter != conjunct
        part = _part(text, low, low + len(shorter), first=not parts)
        if part:
            parts.append(part)
    if not parts:
        return None
    mins = [part.min for part in parts if part.min is not None]
    maxs = [part.max for part in parts if part.max is not None]
    least = sum(mins) if len(mins) == len(parts) else None
    most = sum(maxs) if len(maxs) == len(parts) else most_named
    return Count(span, least, most)


def _reach(text: str, begin: int, end: int) -> int:
    """Where the phrase stops telling of all the people."""
    starts = [match.start() for pattern in (_PART_OF, _CLAUSE) for match in pattern.finditer(text, begin, end)]
    return min((start for start in starts if start > begin), default=end)


def _conjuncts(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas and "and"; numbers such as "between 12 and 15" are kept whole."""
    whole = [(found.begin, found.end) for found in _quantities(text, begin, end)]
    low = begin
    for match in _AND.finditer(text, begin, end):
        if any(first < match.end() and match.start() < last for first, last in whole):
            continue
        if match.start() > low:
            yield low, match.start()
        low = match.end()
    if low < end:
        yield low, end


def _is_plural(words: str) -> bool:
    head = re.findall(r"[\w'’-]+", _PARTITIVE.sub("", words))
    last = head[-1].lower() if head else ""
    return last in _PLURAL_NOUNS or last.endswith("men") or (last.endswith("s") and not last.endswith("ss"))


def _part(text: str, begin: int, end: int, *, first: bool) -> _Part | None:
    """How many a conjunct tells; None if it is no phrase of people."""
    begin = _inside_group(text, begin, end)
    words = text[begin:end].strip()
    if _NOT_PEOPLE.search(_PARTITIVE.sub("", words)):
        return None
    if fixed := _FIXED_WORD.match(words):
        number = _FIXED[fixed["word"].lower()]
        return _Part(number, number, shared=True)
    if _VAGUE_START.match(words) and not _PLAIN.match(words):
        return _Part(None, None, shared=True)
    # The number stands first or after its owner ("her two sons"); after a noun it is an age ("a woman of sixty").
    for quantity in _quantities(text, begin, end)[:1]:
        if _LEAD.fullmatch(text[begin : quantity.begin].strip()):
            return _Part(quantity.min, quantity.max, shared=True)
    return _noun(words, first=first)


def _noun(words: str, *, first: bool) -> _Part | None:
    """How many a noun phrase without a number tells: one, several, or nothing."""
    noun = _OF_NUMBER.sub("", _PARTITIVE.sub("", words))
    # "The first patient was dead" says that more died.
    several = _FIRST.match(words) or (_GROUP_END.search(noun) if _DETERMINER.match(words) else None)
    if not _TITLE.match(words) and (several or _is_plural(noun)):
        return _Part(None, None)
    one = (
        _DETERMINER.match(words)
        or _TITLE.match(words)
        or _SOMEBODY.match(words)
        or _NAME.match(words)
        or (not first and _BARE_NOUN.fullmatch(words))
    )
    return _Part(1, 1) if one else None


def _inside_group(text: str, begin: int, end: int) -> int:
    """Past "a group of" or "the bodies of", if a number of people follows; "eight members of one family" are eight."""
    group = _GROUP_OF.search(text, begin, end)
    if not group or _quantities(text, begin, group.start()):
        return begin
    return group.end()
