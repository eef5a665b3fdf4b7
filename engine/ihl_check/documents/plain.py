"""Reads .txt: the text is the file's own, character for character."""

from collections.abc import Iterator
from pathlib import Path

from ihl_check.documents.dateline import read_dateline
from ihl_check.documents.decoding import read_text
from ihl_check.documents.model import Document, Unread
from ihl_check.documents.titles import read_title


def read(name: str, path: Path) -> Iterator[Document | Unread]:
    """Give the one document of a text file called ``name``."""
    file = read_text(path)
    line = read_dateline(file.text)
    yield Document(
        name,
        name,
        file.text,
        file.sha256,
        title=read_title(file.text),
        outlet=line.outlet,
        published=line.published,
        notes=file.notes,
    )
