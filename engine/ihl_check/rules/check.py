"""Everything that ``ihl-rules check`` looks at: the files, how complete they are, and the examples."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ihl_check.rules.examples import Judge, check_examples
from ihl_check.rules.lint import check_complete, check_unused
from ihl_check.rules.load import Rulebook, read_rulebook
from ihl_check.vocabulary.source import Problem, Problems

READ_BY_ENGINE = ("discourse", "armed-actor", "conflict-word", "weapon-of-war", "part", "organisation", "place")
"""Concepts that the engine asks for itself, whatever the rules say."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked and what is wrong with it."""

    problems: tuple[Problem, ...]
    rules: int
    concepts: int
    terms: int
    examples: int

    def __str__(self) -> str:
        return (
            f"{self.rules} rules, {self.examples} examples, {self.concepts} concepts, {self.terms} terms: "
            f"{len(self.problems) or 'no'} {'problem' if len(self.problems) == 1 else 'problems'}"
        )


def check_folders(folders: Sequence[Path], make_judge: Callable[[Rulebook], Judge] | None = None) -> Checked:
    """Checks a folder of rules with others laid over it. Examples run only where the files are sound.

    ``make_judge`` gives the engine for a rulebook; without it the examples are read and not run.
    """
    problems = Problems()
    read = read_rulebook(folders, problems)
    book = read.rulebook
    check_complete(read.rule_files, problems)
    check_unused(book.rules, book.vocabulary, read.entries, READ_BY_ENGINE, problems)
    if make_judge and not problems.found:
        problems.found += check_examples(book, make_judge(book))
    return Checked(
        tuple(sorted(set(problems.found))),
        len(book.rules),
        len(book.vocabulary.concepts),
        sum(len(concept.terms) for concept in book.vocabulary.concepts.values()),
        sum(len(rule.flag_examples) + len(rule.pass_examples) for rule in book.rules),
    )
