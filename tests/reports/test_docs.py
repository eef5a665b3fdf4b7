"""docs/outputs.md names every key of the outputs that others rely on."""

import json
import re
from pathlib import Path

from ihl_check.reports.tables import FORMATS
from ihl_check.reports.write import report_files
from report_sample import sample_run

DOCS = Path(__file__).parents[2] / "docs" / "outputs.md"


def test_every_key_is_documented() -> None:
    named = set(re.findall(r'[`"{]([a-z_0-9]+)[`"}]', DOCS.read_text("utf-8")))
    written = report_files(sample_run())
    for name in ("findings.jsonl", "incidents.jsonl", "events.jsonl"):
        for line in written[name].decode().splitlines():
            assert json.loads(line).keys() <= named, name


def test_every_file_is_documented() -> None:
    text = DOCS.read_text("utf-8")
    for path in report_files(sample_run(), FORMATS):
        folder, _, name = path.rpartition("/")
        assert (f"`{folder}/<" if folder else f"`{name}`") in text
