"""Reads a written report back: what verify and diff look at."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ihl_check.reports.folder import MANIFEST, ReportError
from ihl_check.reports.records import Record

_LISTS = ("findings.jsonl", "incidents.jsonl", "events.jsonl")


@dataclass(frozen=True, slots=True)
class Stored:
    """A report as its folder holds it. ``problems`` names what could not be read as what it should be."""

    run: Record
    contents: Mapping[str, bytes]
    """Every file that ``run.json`` lists and that is there."""
    findings: tuple[Record, ...]
    incidents: tuple[Record, ...]
    events: tuple[Record, ...]
    problems: tuple[str, ...]

    def text(self, path: str) -> str:
        return self.contents.get(path, b"").decode("utf-8", "replace")

    @property
    def inputs(self) -> Mapping[str, Record]:
        """The documents by id."""
        return {each["id"]: each for each in self.run["inputs"]}


def read_stored(folder: Path) -> Stored:
    """The report in ``folder``. Raises ``ReportError`` where there is none."""
    run = _manifest(folder)
    contents: dict[str, bytes] = {}
    problems: list[str] = []
    for path in sorted(run["files"]):
        if not _is_inside(path):
            problems.append(f"{path}: {MANIFEST} lists a path that leads out of the report")
            continue
        try:
            contents[path] = (folder / path).read_bytes()
        except FileNotFoundError:
            problems.append(f"{path}: is missing")
        except OSError as error:
            problems.append(f"{path}: cannot be opened: {error.strerror or error}")
    findings, incidents, events = (_records(name, run, contents, problems) for name in _LISTS)
    return Stored(run, contents, findings, incidents, events, tuple(problems))


def _manifest(folder: Path) -> Record:
    path = folder / MANIFEST
    try:
        run = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise ReportError(f"{folder} holds no report: there is no {MANIFEST} in it") from error
    except (OSError, ValueError) as error:
        raise ReportError(f"{path} cannot be read: {error}") from error
    wanted: Mapping[str, type] = {"files": dict, "inputs": list, "rules": dict, "versions": dict, "counts": dict}
    if not isinstance(run, dict) or not all(isinstance(run.get(key), kind) for key, kind in wanted.items()):
        raise ReportError(f"{path} was not written by ihl-check or is damaged")
    if not all(isinstance(each, dict) and {"id", "path", "sha256", "page"} <= each.keys() for each in run["inputs"]):
        raise ReportError(f"{path} is damaged: an input has no id, path, sha256 or page")
    return run


def _records(name: str, run: Record, contents: Mapping[str, bytes], problems: list[str]) -> tuple[Record, ...]:
    if name not in run["files"]:
        problems.append(f"{name}: {MANIFEST} does not list it")
    records = []
    for number, line in enumerate(contents.get(name, b"").split(b"\n"), 1):
        if not line:
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            problems.append(f"{name}, line {number}: is no JSON: {error}")
            continue
        if isinstance(record, dict):
            records.append(record)
        else:
            problems.append(f"{name}, line {number}: is no JSON object")
    return tuple(records)


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not PurePosixPath(path).is_absolute() and ".." not in parts and "\\" not in path


def spans_of(value: Any, where: str = "") -> Sequence[tuple[str, str, int, int]]:
    """Every ``{"text", "begin", "end"}`` within a JSON value: the key it stands under, its text and its offsets."""
    found: list[tuple[str, str, int, int]] = []
    if isinstance(value, dict):
        at = value.get("offsets") if isinstance(value.get("offsets"), dict) else value
        if isinstance(value.get("text"), str) and isinstance(at, dict) and {"begin", "end"} <= at.keys():
            found.append((where, value["text"], at["begin"], at["end"]))
        for key, each in value.items():
            found += spans_of(each, key)
    elif isinstance(value, list):
        for each in value:
            found += spans_of(each, where)
    return found
