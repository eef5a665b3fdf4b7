"""Copies of one text: documents that carry it count as one source."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from ihl_check.documents.model import Document
from ihl_check.incidents.facts import words

_SHINGLE = 5
_ALIKE = 0.6
_ALIKE_OF_LONGER = 0.3
_SHORT = 20
_COMMON = 200


def copy_groups(documents: Iterable[Document]) -> dict[str, str]:
    """For each document the id of the first one (by id) that carries nearly the same text, itself if it stands alone.

    Two texts are copies when three in five of the shorter one's runs of five words, and three in ten of the longer
    one's, are in the other too: an agency report that a paper cut or put its own headline on is still that report.
    A text of a few sentences is a copy only if it is the same from end to end.
    """
    shingles = {document.id: _shingles(document.text) for document in documents}
    holders: dict[int, list[str]] = defaultdict(list)
    for document in sorted(shingles):
        for shingle in shingles[document]:
            holders[shingle].append(document)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for held in holders.values():
        if 1 < len(held) <= _COMMON:  # a run of words that hundreds of texts have is a set phrase
            for at, one in enumerate(held):
                for other in held[at + 1 :]:
                    shared[(one, other)] += 1
    root = {document: document for document in shingles}
    for (one, other), count in sorted(shared.items()):
        shorter, longer = sorted((len(shingles[one]), len(shingles[other])))
        if shorter < _SHORT:
            alike = count == longer
        else:
            alike = count >= _ALIKE * shorter and count >= _ALIKE_OF_LONGER * longer
        if alike:
            low, high = sorted((_find(root, one), _find(root, other)))
            root[high] = low
    return {document: _find(root, document) for document in sorted(root)}


def groups_of(copies: Mapping[str, str], documents: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of two or more among some documents."""
    by_root: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        by_root[copies.get(document, document)].add(document)
    return tuple(sorted(tuple(sorted(group)) for group in by_root.values() if len(group) > 1))


def _shingles(text: str) -> frozenset[int]:
    every = words(text)
    runs = [" ".join(every[at : at + _SHINGLE]) for at in range(max(1, len(every) - _SHINGLE + 1))] if every else []
    return frozenset(int.from_bytes(blake2b(run.encode("utf-8", "replace"), digest_size=8).digest()) for run in runs)


def _find(root: dict[str, str], document: str) -> str:
    while root[document] != document:
        document = root[document]
    return document
