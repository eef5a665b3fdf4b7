"""The rules that ship: complete, sound, covering the law, and doing what their examples say."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ihl_check.rules.check import READ_BY_ENGINE, check_folders
from ihl_check.rules.coverage import coverage
from ihl_check.rules.examples import check_examples
from ihl_check.rules.explain import GROUPS
from ihl_check.rules.load import Rulebook, load_rulebook
from ihl_check.running.engine import engine_of, judge_text

ROOT = Path(__file__).parent.parent.parent
BOOK = load_rulebook([ROOT / "rules"])


def test_the_files_are_sound_complete_and_used() -> None:
    assert list(map(str, check_folders([ROOT / "rules"]).problems)) == []


def test_there_are_75_rules_in_five_groups() -> None:
    count = Counter(rule.group for rule in BOOK.rules)
    assert count == {"distinction": 10, "protected": 18, "methods": 14, "weapons": 15, "persons": 18}


def test_all_of_article_8_and_all_customary_rules_on_acts_are_covered() -> None:
    assert coverage(BOOK.rules).missing == ()


def test_the_examples_are_many_and_near_misses_say_what_is_missing() -> None:
    assert sum(len(rule.flag_examples) + len(rule.pass_examples) for rule in BOOK.rules) >= 600
    few = [rule.id for rule in BOOK.rules if sum(example.because is not None for example in rule.pass_examples) < 2]
    assert few == []


def test_every_summary_has_two_sentences() -> None:
    sentences = {rule.id: len(re.findall(r"[.!?](?=\s|$)", rule.summary)) for rule in BOOK.rules}
    assert {rule: count for rule, count in sentences.items() if count != 2} == {}


def test_the_vocabulary_is_broad() -> None:
    assert len(BOOK.vocabulary.concepts) >= 300
    assert sum(len(concept.terms) for concept in BOOK.vocabulary.concepts.values()) >= 4000


def test_conflicts_since_1990_are_named() -> None:
    assert sum((conflict.end or "9999") >= "1990" for conflict in BOOK.conflicts) >= 40


def test_the_concepts_that_the_engine_asks_for_are_there() -> None:
    assert set(READ_BY_ENGINE) <= BOOK.vocabulary.concepts.keys()


@pytest.mark.parametrize("group", GROUPS)
def test_every_example_does_what_it_says(group: str) -> None:
    engine = engine_of(BOOK)
    rules = tuple(rule for rule in BOOK.rules if rule.group == group)
    alone = Rulebook(BOOK.vocabulary, rules, BOOK.conflicts)
    assert list(map(str, check_examples(alone, lambda text, day: judge_text(text, day, engine)))) == []


def test_what_is_made_from_the_rules_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("", 0), "run: python scripts/generate.py"


def test_the_rules_load_quickly_and_without_spacy() -> None:
    code = (
        "import sys, time; from pathlib import Path; begin = time.process_time();"
        "from ihl_check.rules.load import load_rulebook; load_rulebook([Path(sys.argv[1])]);"
        "print(time.process_time() - begin); sys.exit('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, ROOT / "rules"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, "spaCy was loaded: run python scripts/generate.py for the table of inflections"
    assert float(done.stdout) < 2.5
