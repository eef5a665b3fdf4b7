"""Formats: each suffix has a reader and is documented; the sample reports are read as their authors meant."""

from datetime import date
from pathlib import Path

import pytest

from ihl_check.documents.formats import READERS, reader_for
from ihl_check.documents.model import Document
from ihl_check.documents.reading import read_documents

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_every_suffix_has_a_reader_and_is_documented(suffix: str) -> None:
    assert callable(reader_for(suffix.upper()))
    assert f"`{suffix}`" in (ROOT / "docs" / "input.md").read_text(encoding="utf-8")


def test_the_sample_reports_are_read_without_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    documents = [entry for entry in read_documents(["seeds"]) if isinstance(entry, Document)]
    assert len({document.path for document in documents}) == len(list(Path("seeds").iterdir()))
    assert not [note for document in documents for note in document.notes]
    assert all(document.title and document.published for document in documents)
    known = {document.id: (document.outlet, document.published) for document in documents}
    assert known["seeds/syria-idlib-aleppo-2016.txt"] == ("northwestnotebook", date(2016, 8, 8))
    assert known["seeds/sudan-two-towns-2024.md"] == ("Nile Basin Rights Monitor", date(2024, 7, 3))
    assert known["seeds/yemen-school-bus-gulfcourier.html"] == ("The Gulf Courier", date(2019, 10, 11))
    assert known["seeds/ukraine-wire-2023.jsonl#uk-0412"] == ("Steppe Wire", date(2023, 4, 12))
    assert known["seeds/drc-un-update-2022.txt"] == (None, date(2022, 11, 14))


def test_plain_and_markdown_text_is_the_files_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for document in read_documents(["seeds/*.txt", "seeds/*.md"]):
        assert isinstance(document, Document)
        assert document.text.encode() == Path(document.path).read_bytes()
        assert document.text[document.body :].lstrip()[:3] != "---"
