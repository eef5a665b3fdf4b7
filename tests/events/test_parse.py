"""The one door to spaCy: texts made readable for the model, character for character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihl_check.events.parse import load_model, parse, readable
from ihl_check.passages.split import Passage


@given(st.text())
def test_a_readable_text_keeps_every_offset(text: str) -> None:
    assert len(readable(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels\nshelled\r\nit", "Rebels shelled  it"),
        ("ARMY SHELLS HOSPITAL AS TRUCE ENDS", "army shells hospital as truce ends"),
        ("The ICRC and MSF left.", "The ICRC and MSF left."),
        ("NATO", "NATO"),
        ("", ""),
    ],
)
def test_line_breaks_and_capital_passages_are_made_plain(text: str, expected: str) -> None:
    assert readable(text) == expected


def test_the_model_is_loaded_once() -> None:
    assert load_model() is load_model()


def test_parses_come_in_order_with_offsets_of_the_passage() -> None:
    texts = ["Rebels left.", "The army\nshelled the town; soldiers burned it."]
    parses = list(parse(Passage(0, len(text), text, ()) for text in texts))
    assert [len(doc.text) for doc in parses] == [len(text) for text in texts]
    assert all(
        text[token.idx : token.idx + len(token.text)].split() == token.text.split()
        for text, doc in zip(texts, parses, strict=True)
        for token in doc
        if not token.is_space
    )


def test_a_semicolon_ends_a_parse() -> None:
    (doc,) = parse([Passage(0, 0, "The army shelled the town; soldiers burned it.", ())])
    assert [sentence.text for sentence in doc.sents] == ["The army shelled the town;", "soldiers burned it."]
