"""Reads the quotes of a report's pages back and compares each with the source at its offsets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ihl_check.reports.escape import unescape, unquote

_OFFSETS = r"(?:\[(?P<linked>\d+–\d+)\]\((?P<href>[^()\s]+)\)|(?P<own>\d+–\d+))"
_BLOCK = re.compile(r"^(?P<block>>.*(?:\n>.*)*)\n\nCharacters " + _OFFSETS + " of ", re.MULTILINE)
_WORDS = re.compile(r"“(?P<words>.*?)” \(" + _OFFSETS + r"\)")
_ANY_BLOCK = re.compile(r"^>.*(?:\n>.*)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PageQuote:
    """A quote as a page has it. ``page`` is the page of the document it was taken from."""

    page: str
    begin: int
    end: int
    text: str


def read_quotes(path: str, page: str) -> tuple[PageQuote, ...]:
    """Every quote with offsets of the page at ``path`` (relative to the report), in block quotes, tables and lists.

    Raises ``ValueError`` for a block quote without offsets.
    """
    found = [_quote(path, match, unquote(match["block"])) for match in _BLOCK.finditer(page)]
    if len(found) != len(_ANY_BLOCK.findall(page)):
        raise ValueError(f"{path}: a block quote has no offsets")
    for line in page.split("\n"):
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
        elif line.startswith("- "):
            cells = [line]
        else:
            continue
        matches = (match for cell in cells for match in _WORDS.finditer(cell))
        found += [_quote(path, match, unescape(match["words"])) for match in matches]
    return tuple(found)


def wrong_quotes(pages: Mapping[str, str], texts: Mapping[str, str]) -> list[str]:
    """What is wrong with the quotes of a report; empty if every quote equals the slice of its source.

    ``pages``: the report's Markdown by path. ``texts``: each document's text by the path of its page.
    """
    wrong = []
    for path in sorted(pages):
        try:
            quotes = read_quotes(path, pages[path])
        except ValueError as error:
            wrong.append(str(error))
            continue
        for quote in quotes:
            text = texts.get(quote.page)
            if text is None:
                wrong.append(f"{path}: a quote from {quote.page}, which is no document of this report")
            elif text[quote.begin : quote.end] != quote.text:
                wrong.append(f"{path}: characters {quote.begin}–{quote.end} of {quote.page} differ from {quote.text!r}")
    return wrong


def _quote(path: str, match: re.Match[str], text: str) -> PageQuote:
    begin, end = (match["linked"] or match["own"]).split("–")
    return PageQuote(resolve(path, match["href"]) if match["href"] else path, int(begin), int(end), text)


def resolve(path: str, href: str) -> str:
    """The path within the report that a relative link of the page at ``path`` leads to."""
    folder = list(PurePosixPath(path).parent.parts)
    for part in PurePosixPath(href.partition("#")[0]).parts:
        if part == "..":
            folder.pop()
        else:
            folder.append(part)
    return "/".join(folder)
