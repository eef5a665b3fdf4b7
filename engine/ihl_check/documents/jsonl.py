"""Reads .jsonl: an object a line, with `text` and, if known, id, title, published, outlet and url."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ihl_check.documents.dateline import read_dateline
from ihl_check.documents.decoding import EMPTY, decode, marked_encoding
from ihl_check.documents.metadata import read_date, read_words
from ihl_check.documents.model import Document, Unread, UnreadableError
from ihl_check.documents.titles import read_title


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    notes: tuple[str, ...]


def read(name: str, path: Path) -> Iterator[Document | Unread]:
    """Give the documents of a file called ``name`` in its order; a line that cannot be read costs only itself."""
    used: dict[str, int] = {}
    lines = 0
    for line in _lines(name, path):
        lines += 1
        if isinstance(line, Unread):
            yield line
            continue
        if lines == 1 and line.text.lstrip().startswith("["):
            raise UnreadableError("holds one JSON list: write each of its objects on a line of its own")
        try:
            yield _document(name, line, used)
        except UnreadableError as error:
            yield Unread(f"{name}:{line.number}", str(error))
    if not lines:
        raise UnreadableError(EMPTY)


def _lines(name: str, path: Path) -> Iterator[_Line | Unread]:
    """Give the lines that are not blank. Each is decoded alone, so that one bad byte costs one line."""
    with path.open("rb") as file:
        encoding = marked_encoding(file.read(4))
        file.seek(0)
        if encoding and encoding != "utf-8-sig":
            text, notes = decode(file.read())
            for number, line in enumerate(text.split("\n"), 1):
                if line.strip():
                    yield _Line(number, line, notes)
            return
        for number, data in enumerate(file, 1):
            if not data.strip():
                continue
            try:
                line, notes = decode(data)
            except UnreadableError as error:
                yield Unread(f"{name}:{number}", str(error))
                continue
            if line.strip():
                yield _Line(number, line, notes)


def _document(name: str, line: _Line, used: dict[str, int]) -> Document:
    entry = _parse(line.text)
    text = entry.get("text")
    if not isinstance(text, str):
        raise UnreadableError('has no "text": give the report as a string under "text"')
    if not text.strip():
        raise UnreadableError('its "text" is empty: fill it in, or leave the line out')
    try:
        sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise UnreadableError(
            'its "text" holds half of a surrogate pair (\\ud800 to \\udfff): write the character itself'
        ) from error
    id_, id_notes = _unique_id(entry.get("id"), line.number, used)
    published, date_notes = read_date(entry.get("published"))
    top = read_dateline(text)
    return Document(
        f"{name}#{id_}",
        name,
        text,
        sha256,
        title=read_words(entry.get("title")) or read_title(text),
        outlet=read_words(entry.get("outlet")) or top.outlet,
        published=published or top.published,
        url=read_words(entry.get("url")),
        notes=(*line.notes, *id_notes, *date_notes),
    )


def _parse(text: str) -> dict[str, object]:
    try:
        entry = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"is not valid JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise UnreadableError("its JSON is nested too deep: a report is a flat object") from error
    except ValueError as error:
        raise UnreadableError(f"is not valid JSON: {error}") from error
    if not isinstance(entry, dict):
        raise UnreadableError('is no JSON object: write {"text": "..."}')
    return entry


def _unique_id(value: object, number: int, used: dict[str, int]) -> tuple[str, tuple[str, ...]]:
    """Give the id a document is called by and a note if it is not its own. ``used`` keeps the ids and their lines."""
    notes: tuple[str, ...] = ()
    wanted = str(number)
    if isinstance(value, str | int) and not isinstance(value, bool):
        wanted = " ".join(str(value).encode("utf-8", "replace").decode("utf-8").split()) or wanted
    elif value is not None:
        notes = (f"its id is neither a string nor a number: called by its line, {number}",)
    given, count = wanted, 1
    while given in used:
        count += 1
        given = f"{wanted}~{count}"
    if given != wanted:
        notes = (*notes, f"id {wanted!r} is used before, in line {used[wanted]}: called {given!r} here")
    used[given] = number
    return given, notes
