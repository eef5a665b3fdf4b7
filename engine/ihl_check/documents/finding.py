"""Finds the files to read: from files, folders and globs to a sorted list, each file once."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from ihl_check.documents.formats import READERS
from ihl_check.documents.model import Unread

_BESIDE_REPORTS = """
.css .js .map .mjs .py .sh .ico .cur .woff .woff2 .ttf .otf .eot .gif .png .jpg .jpeg .webp .svg .bmp .avif .mp3
.wav .ogg .m4a .mp4 .mov .avi .mkv .webm .sqlite .log .lock .tmp .bak .lnk .yaml .yml .toml .ini
"""
_NO_DOCUMENTS = frozenset(_BESIDE_REPORTS.split())
"""Suffixes of files that lie beside reports and hold none: passed over in folders without a word."""
_NO_DOCUMENT_NAMES = frozenset({"thumbs.db", "desktop.ini", "license", "makefile"})
_DEEPEST = 64
"""Folders within folders. More is a mistake, or a loop."""


def find_files(paths: Sequence[str | Path]) -> tuple[list[tuple[str, Path]], list[Unread]]:
    """Give the files under ``paths`` with the ids they are called by, sorted by id, and what cannot be read.

    A path may be a file, a folder (read with all folders below it, hidden ones left out) or a glob. A file is given
    once, however often it is named. An id is the path as given, with forward slashes; a path that is absolute or leads
    out of the working folder is called from its last part on, so that ids do not depend on where the folder lies.
    """
    found: dict[Path, tuple[bool, str, Path]] = {}
    unread: dict[str, Unread] = {}
    for given in paths:
        for item in _expand(given):
            if isinstance(item, Unread):
                unread[item.path] = item
                continue
            name, file, outside = item
            key = file.resolve()
            # Of several names for one file the same is taken, in whatever order they come.
            found[key] = min(found.get(key, (outside, name, file)), (outside, name, file))
    files = _tell_apart(found)
    return files, sorted(unread.values(), key=lambda entry: entry.path)


def _tell_apart(found: dict[Path, tuple[bool, str, Path]]) -> list[tuple[str, Path]]:
    """Two folders of one name outside the working folder may give two files one id: those keep their whole path."""
    names = [name for _, name, _ in found.values()]
    shared = {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else set()
    return sorted((_posix(key) if name in shared else name, file) for key, (_, name, file) in found.items())


def _expand(given: str | Path) -> Iterator[tuple[str, Path, bool] | Unread]:
    text = os.fspath(given)
    if os.path.lexists(text):
        yield from _expand_path(text)
    elif glob.has_magic(text):
        matches = sorted(glob.glob(text, recursive=True))  # noqa: PTH207 - absolute patterns too
        for match in matches:
            yield from _expand_path(match)
        if not matches:
            yield Unread(_posix(text), "no file matches: check the pattern and the folder it starts in")
    else:
        yield Unread(_posix(text), "does not exist: check the spelling and the folder it is looked for in")


def _expand_path(text: str) -> Iterator[tuple[str, Path, bool] | Unread]:
    path = Path(text)
    normal = PurePath(os.path.normpath(text))
    outside = normal.is_absolute() or ".." in normal.parts
    name = PurePath(path.resolve().name if outside else normal)
    if path.is_dir():
        yield from _walk(path, name, outside, frozenset(), 0)
    elif not path.exists():
        yield Unread(_posix(name), "is a link to nothing: mend or remove it")
    elif not path.is_file():
        yield Unread(_posix(name), "is neither a file nor a folder")
    elif path.suffix.lower() in READERS:
        yield _posix(name), path, outside
    else:
        yield Unread(_posix(name), _unknown(path))


def _walk(
    folder: Path, name: PurePath, outside: bool, above: frozenset[Path], depth: int
) -> Iterator[tuple[str, Path, bool] | Unread]:
    real = folder.resolve()
    if real in above:
        return  # A link back to a folder that is being read: all of it is read there.
    if depth > _DEEPEST:
        yield Unread(_posix(name), f"lies more than {_DEEPEST} folders deep: name it as a path of its own")
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Unread(_posix(name), f"folder cannot be opened: {error.strerror}")
        return
    if depth and {"run.json", "findings.jsonl"} <= {entry.name for entry in entries}:
        return  # A report this program wrote: reading it as a source would count every claim again.
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, name / entry.name, outside, above | {real}, depth + 1)
        elif not entry.exists() or not entry.is_file():
            yield Unread(_posix(name / entry.name), "is neither a file nor a folder, or a link to nothing")
        elif entry.suffix.lower() in READERS:
            yield _posix(name / entry.name), entry, outside
        elif entry.suffix.lower() not in _NO_DOCUMENTS and entry.name.lower() not in _NO_DOCUMENT_NAMES:
            yield Unread(_posix(name / entry.name), _unknown(entry))


def _unknown(path: Path) -> str:
    known = ", ".join(sorted(READERS))
    return f"format {path.suffix or 'without a suffix'} is not known: save it as one of {known}"


def _posix(path: str | PurePath) -> str:
    # A name that is not valid UTF-8 must still be printable.
    return os.fsencode(PurePath(path).as_posix()).decode("utf-8", "replace")
