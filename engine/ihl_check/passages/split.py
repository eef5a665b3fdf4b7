"""Splits a document into passages (paragraphs), and keeps those that can hold an event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ihl_check.documents.dateline import read_dateline
from ihl_check.documents.model import Document
from ihl_check.passages.scan import Hit, Scanner

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*|\r\n[^\S\n]*\r\n\s*")
_LINE = re.compile(r"[^\r\n]+")
_ENDS_A_SENTENCE = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")
_STARTS_AN_ITEM = re.compile(r"\s*(?:[-*•–—#>]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_SENTENCE_GAP = re.compile(r"(?<=[a-z0-9)][.!?]|[.!?][\"”’')])\s+(?=[A-Z“\"‘'(])")
_WRAPPED_LINE = 50
_LONG, _PIECE = 1400, 600
"""Characters: a paragraph longer than the first is cut into pieces of at least the second."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a document with the terms found in it. All offsets count characters of the document's text."""

    begin: int
    end: int
    text: str
    hits: tuple[Hit, ...]


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Borders of the paragraphs, white space trimmed.

    Paragraphs end at blank lines; a single line break ends one too, unless the lines look wrapped to a width.
    """
    borders: list[tuple[int, int]] = []
    start = 0
    for gap in [*_BLANK_LINES.finditer(text), None]:
        stop = gap.start() if gap else len(text)
        borders += _split_lines(text, start, stop)
        start = gap.end() if gap else stop
    return tuple(borders)


def passages(document: Document, scanner: Scanner) -> tuple[Passage, ...]:
    """All paragraphs of the prose with their terms; front matter and dateline, which tell no event, are left out."""
    dateline = read_dateline(document.text, document.body).spans
    found = []
    for border in split(document.text):
        for begin, end in _without(border, document.text, [(0, document.body), *dateline]):
            text = document.text[begin:end]
            hits = tuple(Hit(hit.begin + begin, hit.end + begin, hit.terms) for hit in scanner.scan(text))
            found.append(Passage(begin, end, text, hits))
    return tuple(found)


def _without(border: tuple[int, int], text: str, cuts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a paragraph outside the cuts, white space trimmed."""
    pieces = [border]
    for start, stop in cuts:
        pieces = (
            [
                piece
                for begin, end in pieces
                for piece in ((begin, min(end, start)), (max(begin, stop), end))
                if piece[0] < piece[1]
            ]
            if any(start < end and begin < stop for begin, end in pieces)
            else pieces
        )
    return [trimmed for piece in pieces if (trimmed := _trim(text, *piece))[0] < trimmed[1]]


def with_context(found: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages with a word that can trigger an event, and before each the passage that it may refer to."""
    live = [_has_trigger(passage) for passage in found]
    follows = [*live[1:], False]
    return tuple(passage for passage, keep, context in zip(found, live, follows, strict=True) if keep or context)


def _has_trigger(passage: Passage) -> bool:
    words: set[str] | None = None
    for hit in passage.hits:
        for term in hit.terms:
            if term.part == "phrase":
                continue
            if not term.frame or not term.frame.words:
                return True
            if words is None:
                words = set(re.findall(r"\w+", passage.text.lower()))
            if all(any(set(choice.split()) <= words for choice in alternatives) for alternatives in term.frame.words):
                return True
    return False


def _split_lines(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    lines = [line.span() for line in _LINE.finditer(text, start, stop) if line.group().strip()]
    borders: list[tuple[int, int]] = []
    for index, (begin, end) in enumerate(lines):
        if index and not _breaks(text[slice(*lines[index - 1])], text[begin:end]):
            borders[-1] = (borders[-1][0], end)
        else:
            borders.append((begin, end))
    return [_trim(text, *piece) for begin, end in borders for piece in _cut_long(text, begin, end)]


def _cut_long(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Cuts a paragraph of an article that came without line breaks: what is far apart in it is no context."""
    if end - begin <= _LONG:
        return [(begin, end)]
    pieces = []
    start = begin
    for gap in _SENTENCE_GAP.finditer(text, begin, end):
        if gap.start() - start >= _PIECE and end - gap.end() >= _PIECE // 2:
            pieces.append((start, gap.start()))
            start = gap.end()
    return [*pieces, (start, end)]


def _breaks(line: str, following: str) -> bool:
    """Whether a line break between the two ends a paragraph."""
    if _STARTS_AN_ITEM.match(following):
        return True
    return len(line) < _WRAPPED_LINE or len(line) > 200 or bool(_ENDS_A_SENTENCE.search(line) and len(line) > 100)


def _trim(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return begin, end
