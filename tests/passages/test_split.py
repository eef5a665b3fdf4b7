"""Splitting into paragraphs: nothing is lost, borders are in order; and which passages are kept for reading."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import document
from ihl_check.passages.scan import Scanner
from ihl_check.passages.split import Passage, passages, split, with_context
from ihl_check.vocabulary.model import Concept, Vocabulary
from ihl_check.vocabulary.terms import phrase_terms, verb_terms

WRAPPED = (
    "The shelling of the upper town began before sunrise, said\n"
    "the baker, and went on until the army drew back to\n"
    "the mill."
)


def pieces(text: str) -> list[str]:
    return [text[begin:end] for begin, end in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n ", []),
        ("One.", ["One."]),
        ("  One.  ", ["One."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\n \t\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("One.\n\n\n\nTwo.\n", ["One.", "Two."]),
        ("A heading\nThe text below it.", ["A heading", "The text below it."]),
        (WRAPPED, [WRAPPED]),
        (f"{WRAPPED}\n\n{WRAPPED}", [WRAPPED, WRAPPED]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "– ", "1. ", "12) ", "(3) ", "(b) ", "# ", "> "])
def test_every_item_of_a_list_is_a_paragraph(mark: str) -> None:
    long = "soldiers shelled the upper town, said the baker, and went on"
    assert pieces(f"{mark}{long}\n{mark}{long}") == [f"{mark}{long}"] * 2


def test_each_line_of_a_file_with_a_paragraph_a_line_stands_alone() -> None:
    line = "The shelling of the upper town began before sunrise. " * 5
    assert len(pieces(f"{line}\n{line}\n{line}")) == 3


TEXTS = st.lists(
    st.sampled_from(
        [
            "\n",
            "\n\n",
            "\r\n",
            "\r\n\r\n",
            " ",
            "\t",
            "\u00a0",
            "- ",
            "word",
            "Sentence.",
            "x" * 60,
            "“Q”",
            "é",
            "1. ",
            "\u2028",
            "\r",
        ]
    ),
    max_size=30,
).map("".join)


@given(TEXTS | st.text(max_size=200))
def test_borders_are_in_order_and_cover_all_that_is_no_white_space(text: str) -> None:
    borders = split(text)
    assert all(0 <= begin < end <= len(text) for begin, end in borders)
    assert all(left[1] <= right[0] for left, right in pairwise(borders))
    covered = {index for begin, end in borders for index in range(begin, end)}
    assert [c for index, c in enumerate(text) if index not in covered and not c.isspace()] == []
    assert all(text[begin:end].strip() == text[begin:end] for begin, end in borders)


VOCABULARY = Vocabulary(
    {
        concept.id: concept
        for concept in (
            Concept("act"),
            Concept(
                "attack", ("act",), (*verb_terms("attack", "shell"), *verb_terms("attack", "set {target} on fire"))
            ),
            Concept("hospital", (), phrase_terms("hospital", "hospital")),
        )
    }
)
SCANNER = Scanner(VOCABULARY)


def found(text: str) -> tuple[Passage, ...]:
    return passages(document(text), SCANNER)


@given(TEXTS, TEXTS)
def test_passages_and_their_hits_are_slices_of_the_document(before: str, after: str) -> None:
    text = f"{before}\n\nRebels shelled the hospital.\n\n{after}"
    read = found(text)
    for passage in read:
        assert passage.text == text[passage.begin : passage.end]
        assert all(passage.begin <= hit.begin < hit.end <= passage.end for hit in passage.hits)
    words = [text[hit.begin : hit.end] for passage in read for hit in passage.hits]
    assert words == ["shelled", "hospital"]


def kept(text: str) -> list[str]:
    return [passage.text for passage in with_context(found(text))]


def test_a_passage_with_a_trigger_is_kept_with_the_one_before_it() -> None:
    assert kept("Rain.\n\nThe hospital.\n\nRebels shelled it.\n\nSun.") == ["The hospital.", "Rebels shelled it."]


def test_a_passage_with_things_alone_is_not_kept() -> None:
    assert kept("The hospital.\n\nThe other hospital.") == []


def test_a_frame_whose_words_are_missing_is_no_trigger() -> None:
    assert kept("They set the table.") == []
    assert kept("They set the table on fire.") == ["They set the table on fire."]


def test_context_is_kept_once() -> None:
    assert kept("Rebels shelled it.\n\nRebels shelled it again.") == ["Rebels shelled it.", "Rebels shelled it again."]
