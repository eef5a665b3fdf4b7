"""Puts a whole report into a folder: all of it or nothing, and nothing of anybody else's is touched."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

MANIFEST = "run.json"
_STAGING = ".ihl-check-"
_PENDING = ".ihl-check-pending.json"


class ReportError(Exception):
    """The report could not be written; the message says why and what to do."""


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def replace_report(out: Path, files: Mapping[str, bytes]) -> None:
    """Writes ``files`` (relative path to content, ``run.json`` among them) in place of the report that ``out`` holds.

    All files are written beside the old ones first and moved in when they are complete, ``run.json`` last. Pages of
    the earlier report that the new one has not are removed, unless somebody has changed them since.
    """
    if out.exists() and not out.is_dir():
        raise ReportError(f"{out} is a file; choose a folder with --out")
    try:
        out.mkdir(parents=True, exist_ok=True)
        earlier = _earlier(out)
        _refuse_foreign(out, files, earlier)
        for leftover in out.glob(f"{_STAGING}*"):  # of a run that was broken off
            if leftover.is_dir():
                shutil.rmtree(leftover)
        with tempfile.TemporaryDirectory(prefix=_STAGING, dir=out) as staging:
            _stage(Path(staging), files)
            _write_pending(out, earlier, files)
            _move(Path(staging), out, files)
        _remove_stale(out, files, earlier)
        (out / _PENDING).unlink(missing_ok=True)
    except OSError as error:
        raise ReportError(f"the report could not be written to {out}: {error}") from error


def _earlier(out: Path) -> dict[str, frozenset[str]]:
    """The files that earlier runs wrote here, with the hashes they were written with."""
    known: dict[str, set[str]] = {}
    for name in (MANIFEST, _PENDING):
        try:
            listed = json.loads((out / name).read_text(encoding="utf-8"))["files"]
            entries = [(path, hashes if isinstance(hashes, list) else [hashes]) for path, hashes in listed.items()]
        except FileNotFoundError:
            continue
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReportError(
                f"{out / name} was not written by ihl-check or is damaged; move it away or choose another --out"
            ) from error
        for path, hashes in entries:
            if _is_inside(path):
                known.setdefault(path, set()).update(hashes)
    return {path: frozenset(hashes) for path, hashes in known.items()}


def _is_inside(path: str) -> bool:
    """A list of files may be wrong or forged: no path of it may lead out of the folder."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not PurePosixPath(path).is_absolute() and ".." not in parts and "\\" not in path


def _refuse_foreign(out: Path, files: Mapping[str, bytes], earlier: Mapping[str, frozenset[str]]) -> None:
    for path in sorted(files):
        if path != MANIFEST and path not in earlier and (out / path).exists():
            raise ReportError(f"{out / path} was not written by ihl-check; move it away or choose another --out")
        for parent in (out / path).relative_to(out).parents:
            if (out / parent).exists() and not (out / parent).is_dir():
                raise ReportError(f"{out / parent} is a file; move it away or choose another --out")


def _stage(staging: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        target = staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _write_pending(out: Path, earlier: Mapping[str, frozenset[str]], files: Mapping[str, bytes]) -> None:
    """Should the move be broken off, the next run still knows which files are the program's."""
    known = {path: set(hashes) for path, hashes in earlier.items()}
    for path, content in files.items():
        known.setdefault(path, set()).add(digest(content))
    listed = {path: sorted(hashes) for path, hashes in sorted(known.items())}
    (out / _PENDING).write_text(json.dumps({"files": listed}), encoding="utf-8")


def _move(staging: Path, out: Path, files: Mapping[str, bytes]) -> None:
    for path in sorted(files, key=lambda path: (path == MANIFEST, path)):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging / path).replace(target)


def _remove_stale(out: Path, files: Mapping[str, bytes], earlier: Mapping[str, frozenset[str]]) -> None:
    for path, hashes in sorted(earlier.items()):
        stale = out / path
        if path in files or not stale.is_file() or digest(stale.read_bytes()) not in hashes:
            continue
        stale.unlink()
        for parent in stale.relative_to(out).parents:
            folder = out / parent
            if folder != out and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
