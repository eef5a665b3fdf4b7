"""Fixtures that many tests share: the engine with the shipped rules, opened once a session, and texts read by it."""

from datetime import date
from functools import cache

import pytest

from ihl_check.rules.model import Judgement
from ihl_check.running.engine import Engine, judge_text, open_engine, shipped_rules
from readings import Judge, Read


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine with the shipped rules: rules, automaton and language model cost seconds, so all tests share it."""
    return open_engine([shipped_rules()])


@pytest.fixture(scope="session")
def judge(engine: Engine) -> Judge:
    """``judge(text, published=None)``: every event of a text with its findings; a day is written as ISO date."""

    @cache
    def judged(text: str, published: str | None = None) -> tuple[Judgement, ...]:
        return judge_text(text, date.fromisoformat(published) if published else None, engine)

    return judged


@pytest.fixture(scope="session")
def read(judge: Judge) -> Read:
    return Read(judge)
