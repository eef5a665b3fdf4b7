"""What the read stage gives: one report as text, with what is known of where and when it appeared."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """One report. All offsets of later stages count characters of ``text``, end exclusive."""

    id: str
    """The path as given, relative and with forward slashes; ``FILE#id`` for a line of a JSON lines file."""
    path: str
    """The file it was read from, as given."""
    text: str
    sha256: str
    """Of the file's bytes; of the UTF-8 text for a line of a JSON lines file."""
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    body: int = 0
    """Where the prose begins: after the front matter of a Markdown file, else 0."""
    notes: tuple[str, ...] = ()
    """What a person should know of how it was read: replaced bytes, a date that is none, an id used twice."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or a line of one, that could not be read, and why. ``reason`` says what to do next."""

    path: str
    reason: str


class UnreadableError(Exception):
    """A file, or a line of one, holds no text we can read. The message is the reason an ``Unread`` gives."""
