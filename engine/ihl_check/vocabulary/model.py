"""Concepts and their tree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ihl_check.vocabulary.terms import Term


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of a vocabulary file. ``exceptions`` are the normalised phrases under ``not``."""

    id: str
    is_a: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    exceptions: tuple[str, ...] = ()
    scope: str = "sentence"
    path: str = ""
    line: int = 0


@dataclass(frozen=True)
class Vocabulary:
    """All concepts by id."""

    concepts: Mapping[str, Concept] = field(default_factory=dict)

    @cached_property
    def _ancestors(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}

        def visit(concept: str, path: tuple[str, ...]) -> frozenset[str]:
            if concept not in found:
                entry = self.concepts.get(concept)
                above = (
                    (parent for parent in entry.is_a if parent not in path and parent in self.concepts) if entry else ()
                )
                found[concept] = frozenset({concept}).union(*(visit(parent, (*path, parent)) for parent in above))
            return found[concept]

        for concept in self.concepts:
            visit(concept, (concept,))
        return found

    def ancestors(self, concept: str) -> frozenset[str]:
        """The concept itself and everything it is."""
        return self._ancestors.get(concept, frozenset({concept}))

    def is_a(self, concept: str, ancestor: str) -> bool:
        return ancestor in self.ancestors(concept)

    def any_is_a(self, concepts: Iterable[str], ancestor: str) -> bool:
        return any(ancestor in self.ancestors(concept) for concept in concepts)

    def below(self, ancestor: str) -> frozenset[str]:
        """The concept and everything that is one."""
        return frozenset(concept for concept, above in self._ancestors.items() if ancestor in above)
