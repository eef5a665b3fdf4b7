"""Tells whether the first line of a text is its title."""

import re

from ihl_check.documents.dateline import read_dateline

_LONGEST = 200
_NUMBERED = re.compile(r"\(?\d+[.)]\s|[-*•]\s")


def read_title(text: str, begin: int = 0) -> str | None:
    """Give the first line from ``begin`` on if it looks like a title: short, no sentence, text below it."""
    head, _, rest = text[begin:].lstrip().partition("\n")
    line = head.strip()
    heading = re.match(r"#{1,6}\s+(.*?)\s*#*$", line)
    if heading:
        return heading[1] or None
    if not rest.strip() or len(line) > _LONGEST or _NUMBERED.match(line) or not re.search(r"[^\W\d_]{2}", line):
        return None
    if re.search(r"[.,;:]['\"’”]?$", line) or read_dateline(line).spans:
        return None
    return line.strip("*_ ") or None
