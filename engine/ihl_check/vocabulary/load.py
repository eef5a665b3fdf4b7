"""Reads vocabulary files strictly: every problem of every file is reported at once, with its line."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path

from ihl_check.vocabulary.model import Concept, Vocabulary
from ihl_check.vocabulary.shapes import ID, ID_SAYS, Field, ListOf, OneOf, Record, Words, fits, scalars, text, texts
from ihl_check.vocabulary.source import Mapping as MappingNode
from ihl_check.vocabulary.source import Node, Problems, Scalar, Sequence, Source, read_source
from ihl_check.vocabulary.terms import (
    Term,
    TermError,
    cue_terms,
    cue_verb_terms,
    expand_alternatives,
    normalise,
    noun_terms,
    phrase_terms,
    verb_terms,
)

SCOPES = ("sentence", "passage", "document")
ROOTS_FILE = "core.yaml"
"""The only file whose concepts may stand without a parent."""

_WORD_LIST = ListOf(Words())
ENTRY = Record(
    "a vocabulary entry",
    {
        "concept": Field(Words(ID, ID_SAYS), "The name of a new concept: small letters, digits and hyphens."),
        "add_to": Field(
            Words(names="concept"), "Instead of concept: the concept of another file that gets more words."
        ),
        "is_a": Field(
            ListOf(Words(names="concept"), or_one=True), "What the concept is a kind of: one concept or a list."
        ),
        "terms": Field(
            _WORD_LIST, "Nouns, names and fixed phrases. {a,b} means a or b; a capital must be one in the text."
        ),
        "verbs": Field(
            _WORD_LIST, "Acts: verbs with their frames (fire on|at {target}). Cues: verbs, found in any form."
        ),
        "nouns": Field(_WORD_LIST, "Acts only: nouns that tell of the act (bombing, air raid)."),
        "not": Field(_WORD_LIST, "Phrases in which one of the words means something else (heart attack)."),
        "scope": Field(OneOf(SCOPES), "Cues only: how near the words must be to the event; sentence if not given."),
    },
    one_of=("concept", "add_to"),
)
VOCABULARY = ListOf(ENTRY)

MOST_READINGS = 500
"""The most phrases that the braces of one term may stand for: each costs time in every run."""
_ALTERNATIVES = re.compile(r"\{([^{}:]*,[^{}]*)\}")
_WORD_KEYS = ("terms", "verbs", "nouns")
_ALLOWED_KEYS = {"act": ("verbs", "nouns"), "cue": ("terms", "verbs")}


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a vocabulary file: the concept that it makes or adds to, and where it stands."""

    concept: str
    source: Source
    node: MappingNode
    sound: bool
    """Whether its shape is right. The words of an entry that is not sound are left out, but its concept is known."""

    @property
    def adds(self) -> bool:
        return self.node.get("concept") is None


@dataclass(frozen=True, slots=True)
class ReadVocabulary:
    """A vocabulary and the place of every concept, for checks that come later."""

    vocabulary: Vocabulary
    entries: Mapping[str, Entry]


def load_vocabulary(folder: Path) -> Vocabulary:
    """Every concept of ``folder/*.yaml``; raises ``RulebookError`` with all that is wrong."""
    problems = Problems()
    sources = [source for path in sorted(folder.glob("*.yaml")) if (source := read_source(path, problems))]
    read = read_vocabulary(sources, problems)
    problems.raise_if_any()
    return read.vocabulary


def read_vocabulary(sources: Iterable[Source], problems: Problems) -> ReadVocabulary:
    """Builds the concepts of all files together. What is wrong goes to ``problems``, and the rest is still built."""
    entries = [entry for source in sources for entry in _entries(source, problems)]
    first = _first_entries(entries, problems)
    _check_parents(first, problems)
    vocabulary = Vocabulary({concept: Concept(concept, _parents(entry.node)) for concept, entry in first.items()})
    words = [word for entry in entries if entry.sound for word in _words(entry, vocabulary, problems)]
    _check_added(entries, first, problems)
    _check_slots(words, vocabulary, problems)
    _check_rivals(words, vocabulary, problems)

    terms: dict[str, list[Term]] = {concept: [] for concept in first}
    for word in words:
        if word.entry.concept in terms:
            terms[word.entry.concept] += word.terms
    exceptions: dict[str, list[str]] = {concept: [] for concept in first}
    for entry in entries:
        if entry.concept in exceptions:
            phrases = (plain for phrase in texts(entry.node.get("not")) for plain in expand_alternatives(phrase))
            exceptions[entry.concept] += map(normalise, phrases)
    concepts = {
        concept: Concept(
            concept,
            _parents(entry.node),
            tuple(terms[concept]),
            tuple(exceptions[concept]),
            text(entry.node.get("scope")) or "sentence",
            entry.source.path,
            entry.node.line,
        )
        for concept, entry in first.items()
    }
    return ReadVocabulary(Vocabulary(concepts), first)


@dataclass(frozen=True, slots=True)
class _Word:
    entry: Entry
    key: str
    node: Scalar
    terms: tuple[Term, ...]


def _entries(source: Source, problems: Problems) -> Iterator[Entry]:
    if not isinstance(source.root, Sequence):
        problems.add(
            source,
            source.root,
            "a vocabulary file must be a list of entries",
            hint='begin each entry with "- concept: name"',
        )
        return
    for item in source.root.items:
        sound = fits(ENTRY, item, source, problems)
        if isinstance(item, MappingNode) and (name := text(item.get("concept")) or text(item.get("add_to"))):
            yield Entry(name, source, item, sound)


def _first_entries(entries: list[Entry], problems: Problems) -> dict[str, Entry]:
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.adds:
            continue
        other = first.setdefault(entry.concept, entry)
        if other is not entry:
            problems.add(
                entry.source,
                entry.node,
                f'the concept "{entry.concept}" is made twice; first in {other.source.path}:{other.node.line}',
                hint=f'to add words to it, write "add_to: {entry.concept}" in place of "concept: {entry.concept}"',
            )
    return first


def _check_added(entries: list[Entry], first: Mapping[str, Entry], problems: Problems) -> None:
    for entry in entries:
        if not entry.adds:
            continue
        if entry.concept not in first:
            place = entry.node.get("add_to") or entry.node
            problems.add(entry.source, place, f'unknown concept "{entry.concept}"', given=entry.concept, allowed=first)
        for key in ("is_a", "scope"):
            if place_of_key := entry.node.key(key):
                problems.add(
                    entry.source,
                    place_of_key,
                    f'"{key}" cannot stand beside "add_to", which adds words and nothing else',
                )


def _parents(node: MappingNode) -> tuple[str, ...]:
    return texts(node.get("is_a"))


def _check_parents(first: Mapping[str, Entry], problems: Problems) -> None:
    cyclic: set[str] = set()
    for concept, entry in first.items():
        if not _parents(entry.node) and Path(entry.source.path).name != ROOTS_FILE and entry.sound:
            problems.add(
                entry.source,
                entry.node,
                f'the concept "{concept}" has no "is_a", so nothing says what kind of thing it is',
                hint=f"write is_a: and a concept; the top of the tree is in vocabulary/{ROOTS_FILE}",
            )
        for parent in scalars(entry.node.get("is_a")):
            if parent.value not in first:
                problems.add(
                    entry.source, parent, f'unknown concept "{parent.value}"', given=parent.value, allowed=first
                )
        cycle = _cycle(concept, first)
        if cycle and not cyclic & set(cycle):
            cyclic |= set(cycle)
            place: Node = entry.node.get("is_a") or entry.node
            problems.add(
                entry.source,
                place,
                f"the tree runs in a circle: {' is a '.join([*cycle, cycle[0]])}",
                hint="take one of these steps out",
            )


def _cycle(concept: str, first: Mapping[str, Entry]) -> tuple[str, ...]:
    """The way from a concept back to itself, or nothing."""
    ways: list[tuple[str, ...]] = [(concept,)]
    seen = {concept}
    while ways:
        way = ways.pop()
        for parent in _parents(first[way[-1]].node):
            if parent == concept:
                return way
            if parent in first and parent not in seen:
                seen.add(parent)
                ways.append((*way, parent))
    return ()


def _words(entry: Entry, vocabulary: Vocabulary, problems: Problems) -> Iterator[_Word]:
    root = next((root for root in _ALLOWED_KEYS if vocabulary.is_a(entry.concept, root)), "")
    allowed = _ALLOWED_KEYS.get(root, ("terms",))
    for key in _WORD_KEYS:
        place = entry.node.key(key)
        if place is None:
            continue
        if key not in allowed:
            kind = {"act": "an act", "cue": "a cue"}.get(root, "neither an act nor a cue")
            problems.add(
                entry.source,
                place,
                f'"{key}" cannot stand here: "{entry.concept}" is {kind}',
                hint=f"its words stand under {' and '.join(allowed)}",
            )
            continue
        reader = _reader(key, root)
        for node in scalars(entry.node.get(key)):
            braces = _ALTERNATIVES.findall(node.value) if "{" in node.value else ()
            count = prod(group.count(",") + 1 for group in braces)
            if count > MOST_READINGS:
                message = f'"{_short(node.value)}" stands for {count:,} phrases; the most is {MOST_READINGS}'
                problems.add(entry.source, node, message, hint="split it, and leave out what nobody would write")
                continue
            try:
                yield _Word(entry, key, node, reader(entry.concept, node.value))
            except TermError as error:
                problems.add(entry.source, node, str(error))
    if root != "cue" and (place := entry.node.key("scope")):
        problems.add(entry.source, place, f'"scope" cannot stand here: "{entry.concept}" is no cue', hint="take it out")


def _reader(key: str, root: str) -> Callable[[str, str], tuple[Term, ...]]:
    if key == "terms":
        return cue_terms if root == "cue" else phrase_terms
    if key == "nouns":
        return noun_terms
    return verb_terms if root == "act" else cue_verb_terms


def _check_slots(words: list[_Word], vocabulary: Vocabulary, problems: Problems) -> None:
    for word in words:
        frames = [term.frame for term in word.terms if term.frame]
        named = {name for frame in frames for slot in frame.slots for name in slot.concepts}
        for name in sorted(name for name in named if name not in vocabulary.concepts):
            problems.add(
                word.entry.source,
                word.node,
                f'unknown concept "{name}" in "{word.node.value}"',
                given=name,
                allowed=vocabulary.concepts,
            )


def _check_rivals(words: list[_Word], vocabulary: Vocabulary, problems: Problems) -> None:
    """A word under two concepts of one kind is an error, unless one of them is above the other."""
    roots = {
        concept: frozenset(above for above in vocabulary.ancestors(concept) if not vocabulary.concepts[above].is_a)
        for concept in vocabulary.concepts
    }
    seen: dict[tuple[object, ...], list[_Word]] = {}
    keys: list[tuple[object, ...]]
    for word in words:
        keys = [("same concept", word.entry.concept, word.node.value)]
        # Cues are evidence and do not shut one another out: a word may speak for two of them.
        if roots.get(word.entry.concept) != frozenset({"cue"}):
            keys += [key for term in word.terms for key in _identities(term)]
        for key in dict.fromkeys(keys):
            others = seen.get(key)
            if others is None:
                seen[key] = [word]
                continue
            rival = next((other for other in others if _are_rivals(word, other, vocabulary, roots)), None)
            if rival:
                _add_rival(word, rival, str(key[1]) if key[0] == "phrase" else "", problems)
                break
            others.append(word)


def _identities(term: Term) -> list[tuple[object, ...]]:
    """What two terms must share to be found in the same words."""
    if term.part == "phrase":
        return [(term.part, form) for form in term.forms]
    return [(term.part, term.forms, term.frame)]


def _are_rivals(word: _Word, other: _Word, vocabulary: Vocabulary, roots: Mapping[str, frozenset[str]]) -> bool:
    mine, theirs = word.entry.concept, other.entry.concept
    if mine == theirs:
        return word.key == other.key and word.node.value == other.node.value
    if not roots.get(mine, frozenset()) & roots.get(theirs, frozenset()):
        return False
    return not vocabulary.is_a(mine, theirs) and not vocabulary.is_a(theirs, mine)


def _add_rival(word: _Word, rival: _Word, form: str, problems: Problems) -> None:
    mine, theirs = word.entry.concept, rival.entry.concept
    place = f"{rival.entry.source.path}:{rival.node.line}"
    if mine == theirs:
        message = f'"{_short(word.node.value)}" stands twice under "{mine}"; first in {place}'
        problems.add(word.entry.source, word.node, message, hint="take one of them out")
        return
    words = form or _short(word.node.value)
    source = "" if words == word.node.value else f' (found by "{_short(word.node.value)}")'
    problems.add(
        word.entry.source,
        word.node,
        f'"{words}"{source} stands under "{mine}", but also under "{theirs}" in {place}: "{_short(rival.node.value)}"',
        hint=f"take it out of one of them, or let one be a kind of the other (is_a: {theirs})",
    )


def _short(value: str) -> str:
    return value if len(value) <= 50 else f"{value[:47]}..."
