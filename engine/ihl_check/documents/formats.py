"""Names the module that reads each kind of file. A new format is a new module and a line here."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

from ihl_check.documents.model import Document, Unread

Reader = Callable[[str, Path], Iterator[Document | Unread]]
"""Gives the documents of the file at a path, called by the name; raises UnreadableError or OSError."""

READERS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


def reader_for(suffix: str) -> Reader:
    """Give the reader for a suffix. It is imported only now, since the libraries of some formats load slowly."""
    return cast(Reader, import_module(f"ihl_check.documents.{READERS[suffix.lower()]}").read)
