"""Every span of every event and finding equals its slice of the document's text, whatever the text is like."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ihl_check.documents.model import Document
from ihl_check.documents.reading import read_documents
from ihl_check.events.model import Span
from ihl_check.rules.model import Judgement
from ihl_check.running.engine import Engine, judge_document

SEEDS = Path(__file__).parent.parent.parent / "seeds"


def spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from spans(getattr(value, field.name))


def wrong(judgements: tuple[Judgement, ...], text: str) -> list[Span]:
    found = (span for judgement in judgements for span in spans(judgement))
    return [span for span in found if not span.text or text[span.begin : span.end] != span.text]


@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.name)
def test_spans_of_the_sample_reports_are_slices(engine: Engine, path: Path) -> None:
    for document in read_documents([path]):
        assert isinstance(document, Document)
        assert wrong(judge_document(document, engine), document.text) == []


SENTENCES = st.sampled_from(
    [
        "Army jets bombed a hospital in Aleppo on Saturday, killing 11 people, including five nurses.",
        "It burned.",
        "“They shot him,” said a farmer — twice.",
        "The army’s shelling of the market went on; residents fled; a shell hit the mosque.",
        "ARMY SHELLS HOSPITAL",
        "• Rebels executed six prisoners of war.",
        "Russia denied the strikes.",
        "The sol\u00addiers shel\u00adled the school.",
        "😀 Rebels blew up the bridge 🚀🚀.",
        "İstanbul’dan: ßoldiers shelled the ﬁeld clinic.",
        "| militia | burned | the village |",
        "e\u0301cole bombe\u0301e: a shell hit the school",
        "\u202eRebels shelled the market\u202c",
    ]
)
GAPS = st.sampled_from([" ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "", " \u200b"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.tuples(SENTENCES, GAPS), min_size=1, max_size=5))
def test_spans_of_any_text_are_slices(engine: Engine, pieces: list[tuple[str, str]]) -> None:
    text = "".join(sentence + gap for sentence, gap in pieces)
    assert wrong(judge_document(Document("a.txt", "a.txt", text, ""), engine), text) == []
