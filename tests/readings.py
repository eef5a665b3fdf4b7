"""Reads short texts with the shipped vocabulary, and helps to write tables of sentences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from ihl_check.events.model import Event, Mention
from ihl_check.rules.model import Judgement

Judge = Callable[..., tuple[Judgement, ...]]


@dataclass(frozen=True)
class Read:
    """The events of texts: ``read("...")`` gives all of them, ``read.event("...", "hit")`` the one of a trigger."""

    judge: Judge

    def __call__(self, text: str, published: str | None = None) -> tuple[Event, ...]:
        return tuple(judgement.event for judgement in self.judge(text, published))

    def event(self, text: str, trigger: str, published: str | None = None) -> Event:
        events = self(text, published)
        named = [event for event in events if event.trigger.text == trigger]
        # "carried out air strikes": which of its words an event is called by is no promise.
        if named or len(events) == 1:
            return (named or events)[0]
        read = ", ".join(f"“{event.trigger.text}”" for event in events) or "nothing"
        pytest.fail(f"no event “{trigger}” in {text!r}; read was {read}")


def words(mentions: Iterable[Mention]) -> set[str]:
    """The phrases of mentions in small letters, without the article before them."""
    return {bare(mention.span.text) for mention in mentions}


def bare(phrase: str) -> str:
    first, _, rest = phrase.lower().partition(" ")
    return rest if first in ("a", "an", "the") and rest else phrase.lower()


def rows(table: Iterable[tuple[Any, ...]], wrong_today: Mapping[Any, str] | None = None) -> list[Any]:
    """Parameters named by their text, the first of each row; those in ``wrong_today`` are expected to fail, and why.

    A row is named there by its text, or by its text and trigger.
    """
    marks = {key: [pytest.mark.xfail(strict=True, reason=why)] for key, why in (wrong_today or {}).items()}
    listed = list(table)
    known = {row[0] for row in listed} | {row[:2] for row in listed}
    assert marks.keys() <= known, f"not in the table: {sorted(map(str, marks.keys() - known))}"
    return [pytest.param(*row, id=row[0], marks=marks.get(row[0], marks.get(row[:2], []))) for row in listed]
