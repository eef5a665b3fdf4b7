"""Text of sources within Markdown: escaped so that it cannot act as markup, and so that it can be had back exactly."""

import re
import unicodedata
from collections.abc import Iterable

from ihl_check.events.model import Span


class Markdown(str):
    """Text that is Markdown already; every other string is escaped before it is printed."""

    __slots__ = ()


_ALWAYS = frozenset("\\`*_{}[]<>~$")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MARK_OPEN, _MARK_CLOSE = "⟦", "⟧"
_HARMLESS = re.compile(r"[A-Za-z](?:[A-Za-z0-9 ,;'’–-]*[A-Za-z0-9])?")
_LIST_NUMBER = re.compile(r"\s*\d{1,9}[.)](?=\s|$)")
_BACK = re.compile(r"\\(?P<literal>.)|&#(?P<number>\d+);|⟦U\+(?P<code>[0-9A-F]{4,6})⟧|(?P<bold>\*\*)", re.DOTALL)


def is_invisible(character: str) -> bool:
    """Control, format, bidi and unassigned characters, which a reader would not see or would be misled by."""
    return unicodedata.category(character) in _INVISIBLE


def visible(text: str) -> str:
    """``text`` with every character that cannot be seen written as ``⟦U+202E⟧``."""
    return "".join(_mark(each) if each == _MARK_OPEN or is_invisible(each) else each for each in text)


def _mark(character: str) -> str:
    return f"{_MARK_OPEN}U+{ord(character):04X}{_MARK_CLOSE}"


def escape(text: str) -> Markdown:
    """One line of Markdown that shows ``text``, whatever is in it. Line breaks become ``&#10;``."""
    return Markdown(text if _HARMLESS.fullmatch(text) else "".join(_pieces(text)))


def unescape(markdown: str) -> str:
    """The text that ``escape`` or ``quote_lines`` was given. Bold marks, which are never of the text, are dropped."""

    def back(match: re.Match[str]) -> str:
        if match["literal"]:
            return match["literal"]
        if match["number"]:
            return chr(int(match["number"]))
        if match["code"]:
            return chr(int(match["code"], 16))
        return ""

    return _BACK.sub(back, markdown)


def quote_block(quote: Span, bold: Iterable[Span] = ()) -> Markdown:
    """A Markdown block quote of a slice of a document, with the words of ``bold`` (document offsets) in bold."""
    opens, closes = _bold_edges(quote, bold)
    lines, at = [], 0
    for line in quote.text.split("\n"):
        written = []
        for offset, piece in enumerate(_pieces(line), start=at):
            written.append(("**" if offset in opens else "") + piece + ("**" if offset in closes else ""))
        lines.append(f"> {''.join(written)}".rstrip(" "))
        at += len(line) + 1
    return Markdown("\n".join(lines))


def unquote(block: str) -> str:
    """The text of a block that ``quote_block`` made."""
    return unescape("\n".join(line.removeprefix(">").removeprefix(" ") for line in block.split("\n")))


def _pieces(line: str) -> list[str]:
    """The escaped form of each character of a line."""
    body = len(line) - len(line.lstrip())
    tail = len(line.rstrip())
    number = _LIST_NUMBER.match(line)
    pieces = []
    for at, character in enumerate(line):
        if character in "\t\n|" or (not body <= at < tail and not is_invisible(character)):  # a blank at the edge
            pieces.append(f"&#{ord(character)};")
        elif character in _ALWAYS or _acts_here(line, at, body, number):
            pieces.append("\\" + character)
        elif character == _MARK_OPEN or is_invisible(character):
            pieces.append(_mark(character))
        else:
            pieces.append(character)
    return pieces


def _acts_here(line: str, at: int, body: int, number: re.Match[str] | None) -> bool:
    """Characters that are markup only in some places: list marks, underlines, and dots and colons of web addresses."""
    character = line[at]
    if at == body and character in "-+=#":
        return True
    if character == "#":  # at the end of a heading
        return not line[at:].strip("# \t")
    if character == "&":  # before what may be read as an entity
        return line[at + 1 : at + 2].isalnum() or line.startswith("#", at + 1)
    if character == "(" and line[max(0, at - 2) : at] == "” ":  # "“words” (1–2)" is how pages cite
        return True
    if character in ".)" and number is not None and at == number.end() - 1:
        return True
    return (character == ":" and line.startswith("//", at + 1)) or (
        character == "." and line[max(0, at - 3) : at].lower() == "www"
    )


def _bold_edges(quote: Span, bold: Iterable[Span]) -> tuple[frozenset[int], frozenset[int]]:
    """First and last characters (within the quote) of the runs to be set bold.

    A run begins and ends with a letter or digit and stays on one line, or ``**`` would not be taken as bold.
    """
    marked = [False] * len(quote.text)
    for span in bold:
        for at in range(max(span.begin, quote.begin), min(span.end, quote.end)):
            marked[at - quote.begin] = True
    for blank in re.finditer(r"[^\S\n]+", quote.text):  # words that are only a blank apart are one run
        begin, end = blank.span()
        if begin > 0 and end < len(marked) and marked[begin - 1] and marked[end]:
            marked[begin:end] = [True] * (end - begin)
    opens, closes, run = set(), set(), []
    for at, character in enumerate([*quote.text, "\n"]):
        if at < len(marked) and marked[at] and character != "\n":
            run.append(at)
            continue
        solid = [each for each in run if _is_solid(quote.text[each])]
        if solid:
            opens.add(solid[0])
            closes.add(solid[-1])
        run = []
    return frozenset(opens), frozenset(closes)


def _is_solid(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"
