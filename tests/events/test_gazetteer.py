"""Names of places: spelling variants, the right one of several, countries a text speaks of, the shipped data."""

import subprocess
import sys
import time
from collections import Counter
from importlib import resources

import pytest

from ihl_check.events.gazetteer import (
    Gazetteer,
    country_mentions,
    load_gazetteer,
    loose_key,
    place_key,
    read_table,
    values,
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Ḥudaydah", "al Hudaydah"),
        ("Deir ez-Zor", "Deir al-Zor"),
        ("Sa'ada", "SAADA"),
        ("N’Djamena", "N'Djamena"),
        ("Côte d'Ivoire", "Cote d’Ivoire"),
        ("Guinea-Bissau", "Guinea Bissau"),
        ("Łódź", "Lodz"),
        ("The Netherlands", "Netherlands"),
        ("Saint-Louis", "St. Louis"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


def test_a_name_that_is_only_an_article_keeps_a_key() -> None:
    assert place_key("Al") == "al"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Khan Sheikhoun", "Khan Shaykhun"), ("Hodeidah", "Hudaydah"), ("Deir Zor", "Dayr Zawr"), ("Kunduz", "Qonduz")],
)
def test_transliterations_share_a_loose_key(one: str, other: str) -> None:
    assert loose_key(place_key(one)) == loose_key(place_key(other))


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Aleppo", "SY", "town"),
        ("city of Aleppo", "SY", "town"),
        ("eastern Aleppo", "SY", "town"),
        ("Old City of Aleppo", "SY", "town"),
        ("Khan Sheikhoun", "SY", "town"),
        ("Deir ez-Zor", "SY", "town"),
        ("Idlib Province", "SY", "region"),
        ("Kramatorsk", "UA", "town"),
        ("Kiev", "UA", "town"),
        ("El Geneina", "SD", "town"),
        ("Mekelle", "ET", "town"),
        ("Darfur", "SD", "region"),
        ("Gaza", "PS", "region"),
        ("Sa'ada", "YE", "town"),
        ("HODEIDAH", "YE", "town"),
        ("Syria", "SY", "country"),
        ("north-eastern Syria", "SY", "country"),
        ("DR Congo", "CD", "country"),
        ("East Timor", "TL", "country"),
        ("Guatemala City", "GT", "town"),
        ("Côte d’Ivoire", "CI", "country"),
    ],
)
def test_places_are_found_under_usual_spellings(gazetteer: Gazetteer, name: str, country: str, kind: str) -> None:
    entry = gazetteer.find(name)[0]
    assert (entry.country, entry.kind) == (country, kind)


@pytest.mark.parametrize("name", ["Zzyzxgrad", "the market", "police", "", "  ", "-"])
def test_what_is_no_place_is_not_found(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name) == ()


def test_transliterations_can_be_left_aside(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Kramattorsk")
    assert gazetteer.find("Kramattorsk", loosely=False) == ()


def test_coordinates_are_those_of_the_place(gazetteer: Gazetteer) -> None:
    entry = gazetteer.find("Aleppo")[0]
    assert (round(entry.lat, 1), round(entry.lon, 1)) == (36.2, 37.2)
    assert entry.population > 500_000


def test_the_country_of_the_document_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    countries = {entry.country for entry in gazetteer.find("Tripoli")}
    assert {"LY", "LB"} <= countries
    libya, lebanon = gazetteer.resolve(["Tripoli"], {"LY": 3}), gazetteer.resolve(["Tripoli"], {"LB": 3, "LY": 1})
    assert libya and lebanon
    assert (libya.country, lebanon.country) == ("LY", "LB")


def test_a_wider_place_outweighs_the_document(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve(["Tripoli", "Lebanon"], {"LY": 5})
    assert found and found.country == "LB"


def test_without_a_context_the_largest_is_taken(gazetteer: Gazetteer) -> None:
    towns = [entry for entry in gazetteer.find("Tripoli") if entry.kind == "town"]
    found = gazetteer.resolve(["Tripoli"], {})
    assert found and found.population == max(entry.population for entry in towns)


def test_a_small_town_of_another_country_is_no_match(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve(["Saraqib"], {"SY": 1}) is not None
    assert gazetteer.resolve(["Saraqib"], {"CO": 4}) is None
    assert gazetteer.resolve(["Aleppo"], {"CO": 4}) is not None
    assert gazetteer.resolve([], {"CO": 4}) is None


def test_countries_are_counted_by_name_people_capital_and_region() -> None:
    text = "Syrian and Russian jets hit Darfur; Damascus denied it. BEIRUT: the U.S.-backed group left Syria’s north."
    assert country_mentions(text) == Counter({"SY": 3, "RU": 1, "SD": 1, "LB": 1, "US": 1})


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("the Democratic Republic of the Congo", {"CD": 1}),
        ("the Republic of the Congo", {"CG": 1}),
        ("South Sudan", {"SS": 1}),
        ("Papua New Guinea", {"PG": 1}),
        ("Guinea-Bissau", {"GW": 1}),
        ("Equatorial Guinea", {"GQ": 1}),
        ("Niger", {"NE": 1}),
        ("Nigeria", {"NG": 1}),
        ("North Korea", {"KP": 1}),
        ("Northern Ireland", {"GB": 1}),
        ("pro-Russian", {"RU": 1}),
        ("the Geneva Conventions and the Rome Statute", {}),
        ("New Mexico and the Indian Ocean", {}),
        ("turkey and china cups polish", {}),
        ("Malicious Chadwick", {}),
        ("US forces", {"US": 1}),
        ("JUST US", {"US": 1}),
    ],
)
def test_country_names_inside_other_names_are_told_apart(text: str, countries: dict[str, int]) -> None:
    assert country_mentions(text) == Counter(countries)


def test_every_region_kept_by_hand_is_in_the_built_file(gazetteer: Gazetteer) -> None:
    rows = read_table("regions.tsv")
    assert sum(row[0] == "region" for row in rows) >= 200
    missing = [
        form
        for kind, name, others, country, lat, _, _ in rows
        for form in (name, *values(others))
        if not any(
            entry.kind == kind and entry.country == country and abs(entry.lat - float(lat)) < 0.01
            for entry in (*gazetteer.find(form), *gazetteer.find(form.capitalize()))
        )
    ]
    assert missing == [], "run scripts/build_gazetteer.py"


def test_every_country_kept_by_hand_is_in_the_built_file(gazetteer: Gazetteer) -> None:
    missing = [
        name
        for country, name, *_ in read_table("countries.tsv")
        if not any(entry.kind == "country" and entry.country == country for entry in gazetteer.find(name))
    ]
    # Places without a town in GeoNames' list have no centre.
    assert missing == []


def test_the_data_are_small_and_say_whose_they_are() -> None:
    data = resources.files("ihl_check.events.data")
    assert len(data.joinpath("places.tsv.gz").read_bytes()) < 6_000_000
    notice = data.joinpath("ATTRIBUTION.md").read_text(encoding="utf-8")
    assert "GeoNames" in notice
    assert "Creative Commons Attribution 4.0" in notice


def test_the_gazetteer_loads_quickly() -> None:
    code = (
        "import time; from ihl_check.events import gazetteer; begin = time.process_time(); "
        "gazetteer.load_gazetteer().find('Aleppo'); print(time.process_time() - begin)"
    )
    taken = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(2)
    )
    assert taken < 0.6
    begin = time.process_time()
    for _ in range(200):
        load_gazetteer().find("Khan Sheikhoun")
    assert time.process_time() - begin < 0.5
