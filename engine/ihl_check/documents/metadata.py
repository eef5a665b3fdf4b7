"""Reads single fields of metadata, from whatever format they come."""

from datetime import date, datetime

from ihl_check.documents.dateline import parse_date


def read_words(value: object) -> str | None:
    """Give a metadata field as one line of text, None if it is empty or no text."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


def read_date(value: object) -> tuple[date | None, tuple[str, ...]]:
    """Give a metadata field as a date, or a note that it is none."""
    if value is None:
        return None, ()
    if isinstance(value, datetime):
        return value.date(), ()
    if isinstance(value, date):
        return value, ()
    found = parse_date(str(value))
    return found, () if found else (f"date {str(value)!r} could not be read: write it as YYYY-MM-DD",)
