"""Finds vocabulary terms in text: one automaton over all forms of all terms."""

import re
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from ihl_check.vocabulary.model import Vocabulary
from ihl_check.vocabulary.terms import Term, fold, normalise

_COORDINATED = re.compile(r"(?=\b(\w+) (?:and|or) \w+ (\w+)\b)\w+ (?:and|or) \w+ \w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A form of one or more terms in the text; offsets count characters of the scanned text, end exclusive."""

    begin: int
    end: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class _Shadow:
    """A phrase that hides shorter ones inside it: those of its own cue or exception; for a thing, all other things."""

    begin: int
    end: int
    hides: frozenset[str] | None


class Scanner:
    """The vocabulary as an automaton. Building it takes a moment; one serves for a whole run."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._cues = vocabulary.below("cue")
        self._below = {
            concept.id: vocabulary.below(concept.id) for concept in vocabulary.concepts.values() if concept.exceptions
        }
        by_form: dict[str, list[tuple[str, Term | str]]] = {}
        for concept in vocabulary.concepts.values():
            for term in concept.terms:
                for form in term.forms:
                    by_form.setdefault(fold(form), []).append((form, term))
            for phrase in concept.exceptions:
                by_form.setdefault(fold(phrase), []).append((phrase, concept.id))
        self._forms = list(by_form.values())
        self._numbers = {form: number for number, form in enumerate(by_form)}
        # All overlapping matches are asked for: leftmost-longest loses those whose borders fail.
        self._automaton = AhoCorasick(list(by_form), matchkind=MatchKind.Standard)

    def scan(self, text: str) -> tuple[Hit, ...]:
        """Every term in the text, in order.

        A phrase inside a longer phrase, and a term inside an exception, is left out; cues are read beside one another
        and beside things, and only an exception hides a verb: the parser tells it from the noun.
        """
        plain = normalise(text)
        folded = fold(plain)
        hits: list[Hit] = []
        shadows: list[_Shadow] = []
        for index, begin, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not _on_borders(folded, begin, end):
                continue
            fitting = [(form, term) for form, term in self._forms[index] if _capitals_fit(form, plain[begin:end])]
            terms = tuple(term for _, term in fitting if isinstance(term, Term))
            shadows += [_Shadow(begin, end, self._below[term]) for _, term in fitting if isinstance(term, str)]
            for cue, verb in ((True, False), (False, False), (False, True)):
                same = tuple(term for term in terms if (term.concept in self._cues, term.part == "verb") == (cue, verb))
                if same:
                    hits.append(Hit(begin, end, same))
                    if cue:
                        shadows.append(_Shadow(begin, end, frozenset(term.concept for term in same)))
                    elif not verb:
                        shadows.append(_Shadow(begin, end, None))
        hits += self._shared_heads(folded)
        kept = (left for hit in hits if (left := self._in_the_open(hit, shadows)) is not None)
        return tuple(sorted(kept, key=lambda hit: (hit.begin, -hit.end)))

    def _shared_heads(self, folded: str) -> list[Hit]:
        """ "cluster and vacuum bombs" names cluster bombs too: the first of two modifiers with the head they share."""
        hits = []
        for found in _COORDINATED.finditer(folded):
            number = self._numbers.get(f"{found.group(1)} {found.group(2)}")
            if number is not None:
                terms = tuple(term for _, term in self._forms[number] if isinstance(term, Term) and term.part != "verb")
                if terms:
                    hits.append(Hit(found.start(), found.end(), terms))
        return hits

    def _in_the_open(self, hit: Hit, shadows: list["_Shadow"]) -> Hit | None:
        """What is left of a hit after the longer phrases around it."""
        cue = hit.terms[0].concept in self._cues
        verb = hit.terms[0].part == "verb"
        terms = hit.terms
        for shadow in shadows:
            longer = shadow.end - shadow.begin > hit.end - hit.begin
            if not (longer and shadow.begin <= hit.begin and hit.end <= shadow.end):
                continue
            if shadow.hides is not None:
                terms = tuple(term for term in terms if term.concept not in shadow.hides)
            elif not cue and not verb:
                return None
        return Hit(hit.begin, hit.end, terms) if terms else None


def _on_borders(text: str, begin: int, end: int) -> bool:
    return (begin == 0 or not text[begin - 1].isalnum()) and (end == len(text) or not text[end].isalnum())


def _capitals_fit(form: str, words: str) -> bool:
    """A capital of the term must be a capital of the text."""
    return all(not f.isupper() or w.isupper() for f, w in zip(form, words, strict=True))
