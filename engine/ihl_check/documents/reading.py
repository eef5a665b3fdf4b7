"""Reads all documents under some paths: the entry to the read stage."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ihl_check.documents.finding import find_files
from ihl_check.documents.formats import reader_for
from ihl_check.documents.model import Document, Unread, UnreadableError


def read_documents(paths: Sequence[str | Path]) -> Iterator[Document | Unread]:
    """Give every document under ``paths``, and every file or line that could not be read with the reason.

    Files come sorted by id, the lines of a JSON lines file in its order: the same files give the same sequence.
    """
    files, unread = find_files(paths)
    entries: list[tuple[str, Path | Unread]] = [*files, *((entry.path, entry) for entry in unread)]
    for name, entry in sorted(entries, key=lambda pair: pair[0]):
        if isinstance(entry, Unread):
            yield entry
        else:
            yield from read_file(name, entry)


def read_file(name: str, path: Path) -> Iterator[Document | Unread]:
    """Give what one file holds, called by ``name``."""
    try:
        yield from reader_for(path.suffix)(name, path)
    except UnreadableError as error:
        yield Unread(name, str(error))
    except OSError as error:
        yield Unread(name, f"cannot be opened: {error.strerror or error}")
