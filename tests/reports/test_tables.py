"""Tables hold the same data and can be opened without harm."""

import csv
import io
import json
from pathlib import Path

import pytest

from ihl_check.reports.tables import FINDING_COLUMNS, FORMATS, INCIDENT_COLUMNS, safe_cell
from ihl_check.reports.write import report_files
from report_sample import sample_run

SAMPLE = sample_run()
DOCS = Path(__file__).parents[2] / "docs" / "outputs.md"


def rows(name: str) -> list[dict[str, str]]:
    content = report_files(SAMPLE, ["csv"])[name].decode()
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_incidents_as_rows() -> None:
    (row,) = rows("incidents.csv")
    assert (row["date_start"], row["place"], row["killed_min"], row["killed_max"]) == (
        "2016-08-06",
        "Tarma",
        "11",
        "14",
    )
    assert (row["time_precision"], row["place_precision"], row["denied"]) == ("1", "1", "yes")


def test_findings_as_rows_with_exact_quotes() -> None:
    texts = {each.id: each.text for each in SAMPLE.documents}
    found = rows("findings.csv")
    assert len(found) == 3
    for row in found:
        assert texts[row["document"]][int(row["begin"]) : int(row["end"])] == row["quote"]


def test_geojson_has_a_point_for_each_placed_incident() -> None:
    collection = json.loads(report_files(SAMPLE, ["geojson"])["incidents.geojson"])
    (feature,) = collection["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.6, 35.9]}
    assert feature["properties"]["happened"] == "corroborated"


def test_formats_are_asked_for() -> None:
    assert not any(path.endswith((".csv", ".geojson", ".html")) for path in report_files(SAMPLE))
    assert set(FORMATS) == {"csv", "geojson", "html"}


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", "  =1", "＝1", "|calc", "%x", "\n@x"]
)
def test_no_cell_runs_as_a_formula(text: str) -> None:
    cell = str(safe_cell(text))
    assert cell.startswith("'")
    assert cell.lstrip("' ").startswith(text.strip())


@pytest.mark.parametrize(("value", "cell"), [("a = b", "a = b"), (-13.5, -13.5), ("", ""), ("a\u202eb", "a⟦U+202E⟧b")])
def test_other_cells_stay(value: str | float, cell: str | float) -> None:
    assert safe_cell(value) == cell


def test_every_column_is_documented() -> None:
    text = DOCS.read_text("utf-8")
    assert [column for column in (*INCIDENT_COLUMNS, *FINDING_COLUMNS) if f"`{column}`" not in text] == []
