"""Text of sources can be had back exactly from Markdown, and can do nothing in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ihl_check.events.model import Span
from ihl_check.reports.escape import escape, is_invisible, quote_block, unescape, unquote

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = st.text(
    st.one_of(
        st.sampled_from(list("\\`*_{}[]<>()#+-.!|~$&:@/=\"'1290 \t\n“”⟦⟧")),
        st.sampled_from(["\u202e", "\u200b", "\x00", "\x1b", "\r", "\u2028", "\ud800", "\ufeff", "\U000e0041"]),
        st.characters(),
    ),
    max_size=60,
)


def visible(text: str) -> str:
    return "".join(
        f"⟦U+{ord(each):04X}⟧" if (is_invisible(each) and each not in "\n\t") or each == "⟦" else each for each in text
    )


@given(HOSTILE)
def test_escaped_text_comes_back(text: str) -> None:
    assert unescape(escape(text)) == text


@given(HOSTILE, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_quotes_come_back_whatever_is_bold(text: str, marks: list[tuple[int, int]]) -> None:
    bold = [Span(5 + low, 5 + high, "") for low, high in (sorted(mark) for mark in marks)]
    block = quote_block(Span(5, 5 + len(text), text), bold)
    assert unquote(block) == text
    assert all(line.startswith(">") for line in block.split("\n"))


@given(HOSTILE.filter(str.strip), st.integers(0, 30), st.integers(0, 30))
def test_a_renderer_shows_the_text_and_nothing_else(text: str, low: int, length: int) -> None:
    line = text.replace("\n", " ")
    for markdown in (escape(line), quote_block(Span(0, len(line), line), [Span(low, low + length, "")])):
        tokens = [inner for token in MARKDOWN.parse(markdown) for inner in (token.children or [token])]
        kinds = {token.type for token in tokens}
        assert kinds <= {
            *("paragraph_open", "paragraph_close", "blockquote_open", "blockquote_close"),
            *("text", "text_special", "strong_open", "strong_close"),
        }, markdown
        shown = "".join(token.content for token in tokens if token.type in ("text", "text_special"))
        assert shown == visible(line), markdown


@given(HOSTILE.filter(str.strip))
def test_a_cell_of_a_table_stays_one_cell(text: str) -> None:
    tokens = MARKDOWN.parse(f"| a | b |\n|---|---|\n| x {escape(text)} | y |\n")
    assert [token.type for token in tokens].count("td_open") == 2
    assert [token.content for token in tokens if token.type == "inline"][-1] == "y"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["a hospital"], "> Jets hit **a hospital** twice."),
        (["hit", "a hospital"], "> Jets **hit a hospital** twice."),
        (["twice."], "> Jets hit a hospital **twice**."),
        ([" hit "], "> Jets **hit** a hospital twice."),
    ],
)
def test_matched_words_are_bold(words: list[str], shown: str) -> None:
    text = "Jets hit a hospital twice."
    spans = [Span(text.index(each), text.index(each) + len(each), each) for each in words]
    assert quote_block(Span(0, len(text), text), spans) == shown


def test_bold_ends_at_the_end_of_a_paragraph() -> None:
    text = "one two\n\nthree"
    assert quote_block(Span(0, len(text), text), [Span(4, len(text), "")]) == "> one **two**\n>\n> **three**"


def test_plain_prose_is_left_as_it_is() -> None:
    prose = "On 6.8.2016 (a Saturday) - so the U.N. said - “11 people” died: 35.5 km off, at St. Mary's & co."
    assert escape(prose) == prose


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ 7*7 }}{% x %}", "\\{\\{ 7\\*7 \\}\\}\\{% x %\\}"),
        ("https://x.example", "https\\://x.example"),
        ("www.x.example", "www\\.x.example"),
        ("a\u202eb", "a⟦U+202E⟧b"),
        ("1. one", "1\\. one"),
        ("a|b", "a&#124;b"),
    ],
)
def test_what_acts_is_disarmed_visibly(source: str, shown: str) -> None:
    assert escape(source) == shown
