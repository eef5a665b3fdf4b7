"""Where each page of a report lies: names that every file system takes and that tell what the page is of."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

_LONGEST = 80
_RESERVED = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))])


def document_pages(ids: Iterable[str]) -> dict[str, str]:
    """For each document id the path of its page, ``documents/<slug>.md``; those that would share one get a hash."""
    every = sorted(set(ids))
    slugs = {each: _slug(each) for each in every}
    often = Counter(slugs.values())
    return {
        each: f"documents/{slug if often[slug] == 1 and _plain(slug) else f'{slug[:_LONGEST]}-{_digest(each)}'}.md"
        for each, slug in slugs.items()
    }


def incident_page(incident: str) -> str:
    return f"incidents/{_slug(incident) or _digest(incident)}.md"


def anchor(finding: str) -> str:
    """The name of a finding's place on its document's page."""
    return f"finding-{_slug(finding)}"


def _slug(text: str) -> str:
    path, _, line = text.partition("#")
    suffix = PurePosixPath(path).suffix
    stem = f"{path.removesuffix(suffix)} {line}"
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _plain(slug: str) -> bool:
    return 0 < len(slug) <= _LONGEST and slug not in _RESERVED


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:8]
