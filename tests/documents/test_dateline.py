"""Datelines and titles: what stands above and before a report's first sentence."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihl_check.documents.dateline import parse_date, read_dateline
from ihl_check.documents.titles import read_title

DATELINES = [
    # text, published, outlet, town, region
    ("8 August 2016 – By A. Name – rivernews – Jets hit it.", date(2016, 8, 8), "rivernews", None, None),
    ("8 August 2016 – The Plain Herald – Jets hit it.", date(2016, 8, 8), "The Plain Herald", None, None),
    ("8 August 2016 – Fighters shot at it – and ran.", date(2016, 8, 8), None, None, None),
    ("ALEPPO, Syria, Aug 7 (Agency) - Jets hit it.", None, "Agency", "ALEPPO", "Syria"),
    ("ALEPPO, Syria, Aug 7 (Agency) - On 5 August 2016 jets hit it.", date(2016, 8, 7), "Agency", "ALEPPO", "Syria"),
    ("OREVA, Jan 2 (Agency) - On 30 December 2015 jets hit it.", date(2016, 1, 2), "Agency", "OREVA", None),
    ("OREVA, Aug 7 (Agency) - The war began on 15 March 2011.", None, "Agency", "OREVA", None),
    ("HAMA, Syria, 3 March 2019 - A clinic was hit.", date(2019, 3, 3), None, "HAMA", "Syria"),
    ("GENEVA, 20 January 2025\n\n14. On 22 October 2024 men came.", date(2025, 1, 20), None, "GENEVA", None),
    (
        "Findings, July to June\n\nGENEVA, 20 January 2025\n\n14. On 2 May men came.",
        date(2025, 1, 20),
        None,
        "GENEVA",
        None,
    ),
    ("EL FASHER, Sudan, Nov. 3, 2024 (AP) — Men came.", date(2024, 11, 3), "AP", "EL FASHER", "Sudan"),
    ("KHAN YOUNIS, Gaza Strip (AP) — Men came.", None, "AP", "KHAN YOUNIS", "Gaza Strip"),
    ("Kyiv, 3 March 2022 – Men came.", date(2022, 3, 3), None, "Kyiv", None),
    ("Beijing (AFP) –\n\nMen came.", None, "AFP", "Beijing", None),
    ("PORT-AU-PRINCE, Haiti: Men came.", None, None, "PORT-AU-PRINCE", "Haiti"),
    ("N'DJAMENA, 4 March 2020 - Men came.", date(2020, 3, 4), None, "N'DJAMENA", None),
    ("JERUSALEM/GAZA, Oct 3 (Agency) - Men came.", None, "Agency", "JERUSALEM", None),
    ("Geneva (3 March 2022) - Men came.", date(2022, 3, 3), None, "Geneva", None),
    ("MANILA, Philippines — Men came.", None, None, "MANILA", "Philippines"),
    ("Statement of B-2\n\nTaken at BUNTA, Mali, 11 August 2021\n\nI saw it.", date(2021, 8, 11), None, "BUNTA", "Mali"),
    ("Headline\nPublished: 3 March 2019\nSource: River News\n\nMen came.", date(2019, 3, 3), "River News", None, None),
    ("Headline\n\nBy A. Name, 12 March 2019\n\nMen came.", date(2019, 3, 12), None, None, None),
    ("Headline\n\nMonday, November 16, 2020\n\nMen came.", date(2020, 11, 16), None, None, None),
    ("# Headline\n\n**OREVA, 3 March 2021** - Men came.", date(2021, 3, 3), None, "OREVA", None),
    ("29 February 2023\n\nMen came.", None, None, None, None),
]

NO_DATELINES = [
    "WARNING: Men came.",
    "SHELLS FALL, Witnesses Say\n\nMen came.",
    "UN - the body - said men came.",
    "On 3 March 2019 shells fell on the town.",
    "May 7, 30 people died.",
    "Men came to the village in the night and took all of the cattle.\n\n3 March 2019 – They came again.",
]


@pytest.mark.parametrize(("text", "published", "outlet", "town", "region"), DATELINES)
def test_datelines(text: str, published: date | None, outlet: str | None, town: str | None, region: str | None) -> None:
    found = read_dateline(text)
    assert (found.published, found.outlet) == (published, outlet)
    assert (found.place and text[slice(*found.place)]) == town
    assert (found.region and text[slice(*found.region)]) == region
    assert found.spans
    assert all("Men came" not in text[slice(*span)] and "hit" not in text[slice(*span)] for span in found.spans)


@pytest.mark.parametrize("text", NO_DATELINES)
def test_no_datelines(text: str) -> None:
    found = read_dateline(text)
    assert (found.published, found.place) == (None, None)


@given(st.text(max_size=40), st.sampled_from(DATELINES))
def test_offsets_count_from_the_start_of_the_text(before: str, case: tuple[str, date, str, str | None, str]) -> None:
    found = read_dateline(before + case[0], begin=len(before))
    assert (found.place and (before + case[0])[slice(*found.place)]) == case[3]


@given(st.text("AAbz ,.-–()/:'\n12", max_size=300))
def test_any_text_is_read_with_spans_inside_it(text: str) -> None:
    found = read_dateline(text)
    assert all(0 <= begin < end <= len(text) for begin, end in found.spans)


@pytest.mark.parametrize(
    "text", ["AB, Cd" + " " * 50_000 + "x", "A - " * 50_000, "By x, " * 50_000, "AA, Aug 7 " * 20_000]
)
def test_long_odd_lines_cost_little(text: str) -> None:
    start = time.process_time()
    read_dateline(text)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2016-08-08", date(2016, 8, 8)),
        ("2016-08-08T23:59:00Z", date(2016, 8, 8)),
        ("8 Aug. 2016", date(2016, 8, 8)),
        ("Monday, August 8th, 2016", date(2016, 8, 8)),
        ("08/09/2016", None),
        ("August 2016", None),
        ("31 February 2016", None),
        ("yesterday", None),
    ],
)
def test_dates_that_can_be_read_in_one_way_only(words: str, expected: date | None) -> None:
    assert parse_date(words) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Shells hit Oreva market\n\nShells fell on Monday.", "Shells hit Oreva market"),
        ("\n  Who shelled Oreva?\nShells fell.", "Who shelled Oreva?"),
        ("# Shells hit Oreva #\nShells fell.", "Shells hit Oreva"),
        ("Shells fell on Monday.\n\nNobody was hurt.", None),
        ("14. On Monday shells fell\n\n15. Then they stopped.", None),
        ("Shells hit Oreva market", None),
        ("GENEVA, 20 January 2025\n\nMen came.", None),
        ("***\n\nMen came.", None),
        ("Men came " * 40 + "\n\nThey left.", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert read_title(text) == title
