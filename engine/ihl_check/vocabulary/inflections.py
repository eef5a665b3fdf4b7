"""Inflected forms of words: from a table made ahead for the shipped vocabulary, for any other word from lemminflect."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

TABLE = "inflections.tsv"


@cache
def inflections(word: str, pos: str) -> tuple[str, ...]:
    """All forms of a word in small letters, itself included. ``pos``: NOUN or VERB."""
    row = _table().get((word.lower(), pos)) or look_up(word.lower(), pos)
    return row[1]


@cache
def is_noun(word: str) -> bool:
    """Whether the word is known as a noun, rather than guessed to be one."""
    row = _table().get((word.lower(), "NOUN")) or look_up(word.lower(), "NOUN")
    return row[0]


def look_up(word: str, pos: str) -> tuple[bool, tuple[str, ...]]:
    """Whether lemminflect knows the word, and its forms."""
    # Imported here: with spaCy behind it, it costs a second, which the table spares all commands that parse no text.
    from lemminflect import getAllInflections, getAllInflectionsOOV  # noqa: PLC0415

    known = getAllInflections(word, pos)
    found = known or getAllInflectionsOOV(word, pos)
    return bool(known), tuple(sorted({form for forms in found.values() for form in forms} | {word}))


def table_text(asked: Iterable[tuple[str, str]]) -> str:
    """The table for these words, as ``scripts/generate.py`` writes it."""
    rows = ((word, pos, *look_up(word, pos)) for word, pos in sorted(set(asked)))
    lines = ((word, pos, "known" if known else "guessed", "|".join(forms)) for word, pos, known, forms in rows)
    return "".join("\t".join(line) + "\n" for line in lines)


@cache
def _table() -> dict[tuple[str, str], tuple[bool, tuple[str, ...]]]:
    path = files(__package__) / TABLE
    if not path.is_file():
        return {}
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return {(word, pos): (known == "known", tuple(forms.split("|"))) for word, pos, known, forms in rows}
