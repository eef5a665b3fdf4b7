"""Where a named place lies: an offline gazetteer of countries, regions and towns, and the countries a text speaks of.

Towns come from GeoNames through ``scripts/build_gazetteer.py``; countries and regions are tables kept by hand. Names
are compared by *keys*, which forget case, accents, hyphens, apostrophes and the Arabic article; names still unknown
are tried by looser keys, so that "Deir ez-Zor" finds "Dayr az Zawr". Nothing is downloaded.
"""

import gzip
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

_DATA = "ihl_check.events.data"


_CAPITALISED = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w'’-]{3,}(?: [A-Z][\w'’-]+)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place. ``country`` is ISO 3166 alpha-2; ``kind``: town, region, country; ``population`` is 0 where unknown."""

    name: str
    country: str
    lat: float
    lon: float
    kind: str
    population: int


# Letters that Unicode does not take apart into a letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h"}
)
_APOSTROPHES = re.compile("['’‘`´ʿʾʻʼˈ′]")
_BREAKS = re.compile(r"[^a-z0-9]+")
_ARTICLES = re.compile(r"\b(?:al|el|as|ash|es|esh|at|et|ad|ed|ar|er|az|ez|an|en|ul|ud|ur|uz) (?=[a-z])")


def place_key(name: str) -> str:
    """The key two spellings of one name share: "Al-Ḥudaydah" and "al Hudaydah" give "hudaydah"."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name).casefold().translate(_LETTERS))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    words = _BREAKS.sub(" ", letters).strip()
    words = re.sub(r"^the ", "", words)
    words = re.sub(r"\b(?:saint|sainte|ste)\b", "st", words)
    return _ARTICLES.sub("", words) or words


# Ways in which Arabic, Persian, Cyrillic and other names are spelt in Latin letters, folded onto one.
_FOLDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"tch|ch", "sh"),
        (r"ck", "k"),
        (r"ph", "f"),
        (r"kh", "h"),
        (r"[gkq]h", "g"),
        (r"dj|dzh", "j"),
        (r"[dz]h", "d"),
        (r"th", "t"),
        (r"[qc]", "k"),
        (r"y", "i"),
        (r"aw|au|ow|ou|oo|o", "u"),
        (r"w", "v"),
        (r"a?i+e?|ee|ei|ea|e", "i"),
        (r"(.)\1+", r"\1"),
        (r"ia", "a"),
        (r"(?<=[aiu])h$", ""),
    )
)


def loose_key(key: str) -> str:
    """A coarser key, for transliterations: "khan sheikhoun" and "khan shaykhun" give the same."""
    folded = key.replace(" ", "")
    for pattern, replacement in _FOLDS:
        folded = pattern.sub(replacement, folded)
    return folded


LOOSE_LENGTH = 5  # shorter loose keys meet by chance

_KIND_WORD = (
    r"(?:city|town|village|hamlet|municipality|district|township|county|suburb|neighbourhood|neighborhood|province|"
    r"governorate|region|state|oblast|department|prefecture|territory|area|camp)"
)
_QUARTER = r"(?:north|south|east|west|northern|southern|eastern|western|central|downtown|old|greater|upper|lower|rural)"
_WRAPPINGS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_KIND_WORD} of (?P<rest>.+)$",
        rf"^(?P<rest>.+) {_KIND_WORD}$",
        rf"^{_QUARTER} (?P<rest>.+)$",
    )
)


def _unwrapped(key: str) -> Iterator[str]:
    """The key, then what is left when words such as "city of" or "eastern" are taken off, one after another."""
    yield key
    for wrapping in _WRAPPINGS:
        match = wrapping.match(key)
        if match:
            yield from _unwrapped(match["rest"])


# Where several places bear the name in one country, the country itself or a well-known region is meant before a town.
_KIND_RANK = {"country": 2, "region": 1, "town": 0}
# A town outside the countries that a text speaks of is believed only if it is large.
_FOREIGN_TOWN = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Places by name. Take it from :func:`load_gazetteer`.

    ``exact`` and ``loose`` are sorted lines "key, tab, numbers of rows": searching them by halves needs no index to be
    built, so that starting costs next to nothing.
    """

    rows: Sequence[str] = field(repr=False)
    exact: Sequence[str] = field(repr=False)
    loose: Sequence[str] = field(repr=False)

    def find(self, name: str, *, loosely: bool = True) -> tuple[Entry, ...]:
        """Every place of that name: countries, regions, then towns, largest first; empty if unknown.

        Spelling may differ in case, accents, hyphens, apostrophes, "al-", and words such as "city" or "province"; with
        ``loosely``, names that are still unknown are tried as transliterations. Words without a capital are no name.
        """
        if not any(character.isupper() for character in name):
            return ()
        keys = [key for key in dict.fromkeys(_unwrapped(place_key(name))) if len(key) > 1]
        for key in keys:
            if numbers := _numbers(self.exact, key):
                return self._entries(numbers)
        for key in keys if loosely else ():
            loose = loose_key(key)
            if len(loose) >= LOOSE_LENGTH and (numbers := _numbers(self.loose, loose)):
                return self._entries(numbers)
        return ()

    def resolve(self, names: Sequence[str], countries: Mapping[str, int]) -> Entry | None:
        """The place that ``names[0]`` means, or None.

        The further names are wider places that it lies in, as a text gives them ("Daraya", "Damascus"). ``countries``
        says how often the document speaks of each country (see :func:`country_mentions`). The country of the wider
        places counts most, then that of the document, then the population. A town outside every country of the
        document is no match unless it is large.
        """
        if not names:
            return None
        candidates = self.find(names[0])
        if not candidates:
            return None
        wider = {entry.country for name in names[1:] for entry in self.find(name)}

        def rank(entry: Entry) -> tuple[bool, int, int, int]:
            return (
                entry.country in wider,
                countries.get(entry.country, 0),
                _KIND_RANK[entry.kind],
                entry.population,
            )

        best = max(candidates, key=rank)
        known = wider | {country for country, count in countries.items() if count > 0}
        if known and best.country not in known and best.kind == "town" and best.population < _FOREIGN_TOWN:
            return None
        return best

    def _entries(self, numbers: Iterable[int]) -> tuple[Entry, ...]:
        entries = (_entry(self.rows[number]) for number in numbers)
        return tuple(
            sorted(entries, key=lambda entry: (-_KIND_RANK[entry.kind], -entry.population, entry.country, entry.lat))
        )


def _numbers(lines: Sequence[str], key: str) -> list[int]:
    """The rows that a sorted index has under a key."""
    at = bisect_left(lines, f"{key}\t")
    if at == len(lines) or not lines[at].startswith(f"{key}\t"):
        return []
    return [int(number) for number in lines[at][len(key) + 1 :].split(" ")]


def _entry(row: str) -> Entry:
    kind, name, country, lat, lon, population = row.split("\t")
    return Entry(name, country, float(lat), float(lon), kind, int(population))


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer; read once, then kept."""
    packed = resources.files(_DATA).joinpath("places.tsv.gz").read_bytes()
    rows, exact, loose = gzip.decompress(packed).decode("utf-8").split("\n\n")
    return Gazetteer(rows.split("\n"), exact.split("\n"), loose.rstrip("\n").split("\n"))


def read_table(name: str) -> list[list[str]]:
    """The rows of a table kept by hand (``countries.tsv``, ``regions.tsv``), without its comments."""
    text = resources.files(_DATA).joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def values(cell: str) -> list[str]:
    """The values of a cell, which | parts."""
    return [value for value in cell.split("|") if value]


# Names that hold a country's name or capital and mean something else.
_NOT_COUNTRIES = (
    "New Mexico",
    "New England",
    "New Guinea",
    "Gulf of Mexico",
    "Indian Ocean",
    "South China Sea",
    "Sea of Japan",
    "South American",
    "Latin American",
    "Latin America",
    "South America",
    "Central America",
    "Central American",
    "North America",
    "North American",
    "Native American",
    "American Samoa",
    "Rome Statute",
    "Paris Agreement",
    "Vienna Convention",
    "Kampala Convention",
    "Oslo Accords",
    "Oslo Process",
    "Ottawa Convention",
    "Ottawa Treaty",
    "Dublin Convention",
    "Dayton",
)
_WORD = re.compile(r"(?<![^\W_])[A-ZÀ-ÖØ-ÞŞŠČ][^\W\d_]*")


@lru_cache(maxsize=1)
def _country_phrases() -> dict[str, list[tuple[str, str]]]:
    """First word -> (phrase, country), longest phrase first; the country is empty for phrases that name none."""
    named: dict[str, str] = dict.fromkeys(_NOT_COUNTRIES, "")
    for country, name, others, people, capitals in read_table("countries.tsv"):
        for phrase in (name, *values(others), *values(people), *values(capitals)):
            named.setdefault(phrase, country)
    for kind, name, others, country, _, _, clear in read_table("regions.tsv"):
        for phrase in (name, *values(others)):
            if kind == "region" and clear == "yes" and phrase[0].isupper():
                named.setdefault(phrase, country)
    phrases: dict[str, list[tuple[str, str]]] = {}
    for phrase, country in named.items():
        spellings = {phrase, phrase.replace("'", "’")}
        if len(phrase) > 3:
            spellings |= {spelling.upper() for spelling in spellings}
        for spelling in spellings:
            first = _WORD.match(spelling)
            if first:
                phrases.setdefault(first.group(), []).append((spelling, country))
    for known in phrases.values():
        known.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return phrases


def country_mentions(text: str) -> Counter[str]:
    """How often the text names each country (ISO alpha-2): by name, people, capital or well-known region."""
    phrases = _country_phrases()
    mentions: Counter[str] = Counter()
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        for phrase, country in phrases.get(word.group(), ()):
            stop = word.start() + len(phrase)
            if text.startswith(phrase, word.start()) and not text[stop : stop + 1].isalnum():
                if country:
                    mentions[country] += 1
                end = stop
                break
    return mentions


def countries_of_towns(text: str) -> Counter[str]:
    """Countries of the towns that a text names, where it names no country: the likeliest one for each name."""
    gazetteer = load_gazetteer()
    found: Counter[str] = Counter()
    for name in _CAPITALISED.findall(text):
        entry = gazetteer.resolve([name], {}) if gazetteer.find(name, loosely=False) else None
        if entry is not None and entry.country:
            found[entry.country] += 1
    return found
