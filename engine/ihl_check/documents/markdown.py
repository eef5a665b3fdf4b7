"""Reads .md: the text stays whole, so that offsets point into the file; metadata comes from YAML front matter."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from ihl_check.documents.dateline import read_dateline
from ihl_check.documents.decoding import read_text
from ihl_check.documents.metadata import read_date, read_words
from ihl_check.documents.model import Document, Unread
from ihl_check.documents.titles import read_title

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.S | re.M)


def read(name: str, path: Path) -> Iterator[Document | Unread]:
    """Give the one document of a Markdown file called ``name``."""
    file = read_text(path)
    notes = list(file.notes)
    front = _FRONT_MATTER.match(file.text)
    fields: Mapping[str, object] = {}
    if front:
        try:
            loaded = yaml.safe_load(front["yaml"])
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            notes.append(f"front matter is not valid YAML and was left out: {' '.join(str(error).split())}")
            loaded = {}
        if isinstance(loaded, dict):
            fields = {str(key).lower(): value for key, value in loaded.items()}
        elif loaded is not None:
            # A rule, prose, a rule: no front matter but a part of the report.
            front = None
    begin = front.end() if front else 0
    line = read_dateline(file.text, begin)
    published, note = read_date(_first(fields, "date", "published"))
    yield Document(
        name,
        name,
        file.text,
        file.sha256,
        title=read_words(fields.get("title")) or read_title(file.text, begin),
        outlet=read_words(_first(fields, "outlet", "publisher", "source")) or line.outlet,
        published=published or line.published,
        url=read_words(_first(fields, "url", "link")),
        body=begin,
        notes=(*notes, *note),
    )


def _first(fields: Mapping[str, object], *names: str) -> object:
    return next((fields[name] for name in names if fields.get(name) is not None), None)
