"""Reads YAML files strictly: every value keeps its line and column, and everything that is wrong is collected."""

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

LARGEST_FILE = 1_000_000
"""Bytes. A larger file is refused unread."""
WHOLE_FILE = (0, 0)
"""The place of a problem that no single line has."""
_DEEPEST = 20
_LONGEST_LIST_OF_ALLOWED = 600
_SNIPPET_WIDTH = 110

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_LONGEST_SWITCH = len("false")
_KINDS = {
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:int": "number",
    "tag:yaml.org,2002:float": "number",
    "tag:yaml.org,2002:bool": "yes-no",
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:timestamp": "date",
}

# What the YAML parser says, and what a person who does not program can do about it.
_PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        'a colon and a space inside words; put the whole text in "quotes", or check that the line is indented '
        "like its neighbours",
    ),
    ("unexpected end of stream", "a quotation mark is opened here and never closed"),
    ("unexpected document indicator", "a quotation mark is opened and not closed before the line of dashes"),
    (
        "expected ',' or ']'",
        "a list in square brackets goes wrong here; put a comma between its items and ] at its end, and put items "
        "that hold a comma, a colon or a bracket in quotes",
    ),
    (
        "expected ',' or '}'",
        "something in curly braces goes wrong here; put a comma between its keys and } at its end; a term with "
        'braces needs quotes: "{a,b} word"',
    ),
    (
        "expected '-' indicator",
        "this line is in a list but does not begin with a dash; let keys of one item begin in one column",
    ),
    (
        "did not find expected key",
        "this line does not fit the lines above; check its indentation, and that text after a closing quotation mark "
        "is inside the quotes",
    ),
    (
        "could not find expected ':'",
        "a key without a colon; write key: value, or put a text of several lines in quotes",
    ),
    (
        "cannot start any token",
        'a value cannot begin with this character; put the text in "quotes"',
    ),
    ("block sequence entries are not allowed", "a dash cannot stand here; begin the list on a line of its own"),
    ("unknown escape character", "a backslash in double quotes; use 'single quotes' or write the backslash twice"),
    ("but found another document", "a second document begins here; a file holds one, so take out the line of dashes"),
    ("control characters are not allowed", "an invisible control character; delete it and type the place anew"),
    ("special characters are not allowed", "an invisible control character; delete it and type the place anew"),
)


class Scalar(NamedTuple):
    """A single value as written. ``kind``: text, number, yes-no, nothing, date. Lines and columns count from 1."""

    line: int
    column: int
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order of the file."""

    line: int
    column: int
    pairs: "tuple[tuple[Scalar, Node], ...]"

    def get(self, key: str) -> "Node | None":
        """The value of a key, or ``None`` where the key is not there."""
        return next((value for name, value in self.pairs if name.value == key), None)

    def key(self, key: str) -> "Scalar | None":
        """The key itself, for its position."""
        return next((name for name, _ in self.pairs if name.value == key), None)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its path as shown to people, its hash, its lines, its content."""

    path: str
    sha256: str
    lines: tuple[str, ...]
    root: Node


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where it is, what it is, the line itself, and what would be right."""

    path: str
    line: int
    column: int
    message: str
    snippet: str = ""
    hints: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        lines = [f"{self.path}{place}: {self.message}"]
        if self.snippet:
            begin = max(0, min(self.column - 1 - _SNIPPET_WIDTH // 2, len(self.snippet) - _SNIPPET_WIDTH))
            shown = self.snippet[begin : begin + _SNIPPET_WIDTH].replace("\t", " ")
            lead = "..." if begin else ""
            tail = "..." if begin + _SNIPPET_WIDTH < len(self.snippet) else ""
            margin = f"{self.line:>6} | "
            lines += [f"{margin}{lead}{shown}{tail}".rstrip()]
            lines += [" " * (len(margin) - 2) + "| " + " " * (len(lead) + self.column - 1 - begin) + "^"]
        return "\n".join([*lines, *(f"       {hint}" for hint in self.hints)])


class RulebookError(ValueError):
    """Rules, vocabulary or conflicts cannot be used. ``str()`` is the full report, one problem after the other."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        files = len({problem.path for problem in self.problems})
        summary = f"{count} {'problem' if count == 1 else 'problems'} in {files} {'file' if files == 1 else 'files'}"
        super().__init__("\n\n".join([*map(str, self.problems), summary]))


@dataclass(slots=True)
class Problems:
    """Collects problems of many files, so that all are reported at once."""

    found: list[Problem] = field(default_factory=list)

    def add(
        self,
        source: "Source | Text",
        at: "Node | tuple[int, int]",
        message: str,
        *,
        given: str | None = None,
        allowed: Iterable[str] = (),
        hint: str = "",
    ) -> None:
        """Notes a problem. ``given`` is compared with ``allowed`` to name the nearest spelling."""
        line, column = (at.line, at.column) if isinstance(at, Scalar | Sequence | Mapping) else at
        snippet = source.lines[line - 1] if 0 < line <= len(source.lines) else ""
        hints = (*((hint,) if hint else ()), *_hints(given, sorted(set(allowed))))
        self.found.append(Problem(source.path, line, column, message, snippet, hints))

    def raise_if_any(self) -> None:
        """Raises ``RulebookError`` with everything found so far."""
        if self.found:
            raise RulebookError(self.found)


def _hints(given: str | None, allowed: list[str]) -> Iterator[str]:
    listed = ", ".join(allowed)
    near = difflib.get_close_matches(given, allowed, n=3, cutoff=0.7) if given else []
    if near:
        yield f"nearest spelling: {', '.join(near)}"
    if allowed and len(listed) <= _LONGEST_LIST_OF_ALLOWED:
        yield f"allowed: {listed}"


@dataclass(frozen=True, slots=True)
class Text:
    """A file's lines before they are understood."""

    path: str
    lines: tuple[str, ...] = ()


class _RefusedError(Exception):
    """The rest of the file cannot be read."""


def shown_path(path: Path) -> str:
    """A path as messages show it: from the working folder where it lies below it, with forward slashes."""
    absolute = Path(path).absolute()
    here = Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()


def read_source(path: Path, problems: Problems) -> Source | None:
    """Reads one YAML file. What is wrong goes to ``problems``; ``None`` where nothing of the file can be used."""
    shown = shown_path(path)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            problems.add(
                Text(shown),
                WHOLE_FILE,
                f"the file has {size:,} bytes and was not read; the most is {LARGEST_FILE:,}",
                hint="split it into several files",
            )
            return None
        data = path.read_bytes()
    except OSError as error:
        problems.add(Text(shown), WHOLE_FILE, f"the file cannot be opened: {error.strerror}")
        return None
    text = _decode(data, shown, problems)
    if text is None:
        return None
    lines = Text(shown, tuple(_LINE_BREAK.split(text)))
    if _tabs(lines, problems):
        return None
    root = _parse(text, lines, problems)
    return Source(shown, hashlib.sha256(data).hexdigest(), lines.lines, root) if root else None


def _decode(data: bytes, shown: str, problems: Problems) -> str | None:
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = len(_LINE_BREAK.findall(before)) + 1
        column = len(_LINE_BREAK.split(before)[-1]) + 1
        readable = Text(shown, tuple(_LINE_BREAK.split(data.decode("utf-8", "replace"))))
        problems.add(
            readable,
            (line, column),
            f"the file is not UTF-8: byte {data[error.start]:#04x} cannot be read",
            hint='in your editor choose "save with encoding" and take UTF-8',
        )
        return None


def _tabs(text: Text, problems: Problems) -> bool:
    """Notes every line with a tab: YAML counts spaces, and a tab looks like any number of them."""
    found = [(number, line.index("\t") + 1) for number, line in enumerate(text.lines, 1) if "\t" in line]
    for at in found[:1]:
        more = f" (and on {len(found) - 1} more lines)" if len(found) > 1 else ""
        problems.add(text, at, f"this line holds a tab{more}, which YAML cannot read", hint="use spaces, two a step")
    return bool(found)


def _parse(text: str, lines: Text, problems: Problems) -> Node | None:
    try:
        # The parser's events are read here, rather than its trees: it recurses over nested brackets without a limit,
        # and it follows aliases, with which a small file can stand for a huge one.
        loader = _LOADER(text)
        try:
            loader.get_event()
            if loader.check_event(yaml.StreamEndEvent):
                problems.add(lines, WHOLE_FILE, "the file is empty", hint="write its content, or delete it")
                return None
            loader.get_event()
            root = _node(loader, lines, problems, 1)
            loader.get_event()
            if not loader.check_event(yaml.StreamEndEvent):
                mark = loader.peek_event().start_mark
                problems.add(lines, (mark.line + 1, mark.column + 1), _plain("but found another document"))
                return None
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        opened = ""
        if "flow" in str(error.context) and error.context_mark:
            opened = f"it was opened on line {error.context_mark.line + 1}"
        problems.add(lines, _place(error), _plain(str(error.problem)), hint=opened)
    except yaml.reader.ReaderError as error:
        before = _LINE_BREAK.split(text[: error.position])
        problems.add(lines, (len(before), len(before[-1]) + 1), _plain(str(error.reason)))
    except _RefusedError:
        pass
    else:
        return root
    return None


def _place(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    mark = error.problem_mark or error.context_mark
    if "quoted scalar" in str(error.context) and error.context_mark:
        mark = error.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _plain(problem: str) -> str:
    return next((plain for theirs, plain in _PLAIN_WORDS if theirs in problem), f"this is no YAML: {problem}")


def _node(loader: Any, text: Text, problems: Problems, depth: int) -> Node:
    event = loader.get_event()
    mark = event.start_mark
    line, column = mark.line + 1, mark.column + 1
    if depth > _DEEPEST:
        problems.add(text, (line, column), f"more than {_DEEPEST} lists and keys stand inside one another")
        raise _RefusedError
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        problems.add(
            text,
            (line, column),
            f'"{sign}{event.anchor}" is a YAML alias, a name for a piece of the file; rule files do without',
            hint=f'write the piece out, or put the text in quotes if it begins with "{sign}"',
        )
        raise _RefusedError
    if event.tag and event.tag != "!":
        problems.add(text, (line, column), f'"{event.tag}" is a YAML tag; take it out, or put the text in quotes')
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(line, column, event.value, _kind(event.value, loader) if event.implicit[0] else "text")
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Node] = []
        while not loader.check_event(yaml.SequenceEndEvent):
            items.append(_node(loader, text, problems, depth + 1))
        loader.get_event()
        return Sequence(line, column, tuple(items))
    return Mapping(line, column, _pairs(loader, text, problems, depth))


def _kind(value: str, loader: Any) -> str:
    """What YAML takes an unquoted value for. Most are words, for which its many patterns need not be tried."""
    if value[:1].isalpha() and len(value) > _LONGEST_SWITCH:
        return "text"
    return _KINDS.get(loader.resolve(yaml.ScalarNode, value, (True, False)), "text")


def _pairs(loader: Any, text: Text, problems: Problems, depth: int) -> tuple[tuple[Scalar, Node], ...]:
    pairs: dict[str, tuple[Scalar, Node]] = {}
    while not loader.check_event(yaml.MappingEndEvent):
        key = _node(loader, text, problems, depth + 1)
        value = _node(loader, text, problems, depth + 1)
        if not isinstance(key, Scalar):
            problems.add(text, key, 'a key must be a single word; a term with braces needs quotes: "{a,b} word"')
        elif key.value in pairs:
            first = pairs[key.value][0]
            problems.add(
                text,
                key,
                f'the key "{key.value}" stands here twice; the first is on line {first.line}',
                hint="keep one of them, or put both values into one list",
            )
        else:
            pairs[key.value] = (key, value)
    loader.get_event()
    return tuple(pairs.values())
