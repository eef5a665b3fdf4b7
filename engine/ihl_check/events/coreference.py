"""Ties pronouns and phrases such as "the building" to the earlier phrase they stand for."""

from collections.abc import Sequence

from spacy.tokens import Token

from ihl_check.events.grammar import SUBJECTS, governors, is_verb
from ihl_check.events.reading import Reading

_SINGULAR = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "these", "those", "both"})
_HUMAN = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_GENERIC = frozenset(
    "building facility site compound complex structure premises place installation block area unit centre "
    "center".split()
)
_SENTENCES_BACK = 3


def resolve_references(reading: Reading, earlier: Sequence[Reading]) -> None:
    """Fills ``reading.antecedents`` for the passage, looking back into ``earlier`` passages, the nearest last."""
    for token in reading.doc:
        found = _antecedent(token, reading, earlier)
        if found is not None:
            reading.refer(token, *found)
    reading.forget_guesses()


def _antecedent(token: Token, reading: Reading, earlier: Sequence[Reading]) -> tuple[Reading, Token] | None:
    word = token.lower_
    if token.pos_ in ("PRON", "DET") and word in _SINGULAR | _PLURAL | _HUMAN and token.dep_ not in ("det", "expl"):
        if word in ("both", "these", "those") and any(
            child.dep_ in ("prep", "relcl", "acl") for child in token.children
        ):
            return None
        return _best(token, reading, earlier)
    if token.pos_ == "NOUN" and token.lemma_.lower() in _GENERIC:
        determined = any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in token.children)
        described = any(child.dep_ in ("prep", "compound", "amod", "poss", "relcl", "acl") for child in token.children)
        if determined and not described:
            return _best(token, reading, earlier)
    return None


def _best(token: Token, reading: Reading, earlier: Sequence[Reading]) -> tuple[Reading, Token] | None:
    """The most salient phrase that fits: in the nearest sentence first, one with the same grammatical role first."""
    governor = next((head for head in governors(token) if is_verb(head)), token.head)
    wants_subject = token.dep_ in SUBJECTS
    # In the passage itself, then in the one before.
    for source in [reading, *reversed(earlier[-1:])]:
        sentences = [sent for sent in source.doc.sents if source is not reading or sent.start <= token.i]
        for sent in list(reversed(sentences))[:_SENTENCES_BACK]:
            candidates = [
                other
                for other in sent
                if (source is not reading or other.i < token.i)
                and other.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
                and not (source is reading and _argument_of(other, governor))
                and not (token.dep_ == "poss" and other == token.head)
                and not (source is reading and other in token.ancestors and other.i > token.i - 4)
                and _fits(token, other, source)
            ]
            if candidates:
                struck = (not wants_subject or token.dep_ == "poss") and governor.i in reading.triggers
                candidates.sort(
                    key=lambda other: (
                        _likely_struck(other, source) if struck else 0,
                        _salience(other, wants_subject),
                        other.i,
                    )
                )
                best = candidates[-1]
                return source.antecedents.get(best.i, (source, best))
    return None


def _argument_of(other: Token, verb: Token) -> bool:
    """Whether a phrase is subject or object of the verb itself: a pronoun beside it stands for something else."""
    return other.head == verb and other.dep_ != "conj"


def _likely_struck(other: Token, reading: Reading) -> int:
    """What an attack is said to hit is likelier a building or vehicle than a place, and no weapon."""
    if reading.is_a(other, "weapon") or other.head.lower_ == "of":
        return 0
    return 2 if reading.is_a(other, "object") else 1 if reading.is_a(other, "place") else 0


def _salience(other: Token, wants_subject: bool) -> int:
    """A phrase of the same grammatical role is likelier; a place that something merely happened in is not."""
    if other.ent_type_ in ("GPE", "LOC") and other.dep_ == "pobj":
        return 0
    if (other.dep_ in SUBJECTS) == wants_subject:
        return 3 if wants_subject or other.dep_ in ("dobj", "conj") else 2
    return 1


def _fits(token: Token, other: Token, reading: Reading) -> bool:
    word = token.lower_
    if any(child.lower_ in ("no", "neither") and child.dep_ == "det" for child in other.children):
        return False
    if other.dep_ in ("compound", "amod", "det", "nummod", "npadvmod", "expl"):
        return False
    if other.pos_ == "PRON":
        return other.i in reading.antecedents and (
            other.lower_ in (_SINGULAR if word in _SINGULAR else _PLURAL if word in _PLURAL else _HUMAN)
        )
    plural = (
        other.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in other.children) or other.pos_ == "NUM"
    )
    person = reading.is_a(other, "person")
    thing = reading.is_a(other, "object") or reading.is_a(other, "place") or reading.is_a(other, "weapon")
    if word in _SINGULAR:
        return (
            not plural
            and (thing or reading.is_a(other, "armed-actor") or reading.is_a(other, "organisation"))
            and (not person or reading.is_a(other, "actor"))
        )
    if word in _PLURAL:
        return (plural and (person or thing)) or reading.is_a(other, "actor")
    if word in _HUMAN:
        return not plural and (person or other.ent_type_ == "PERSON")
    return (reading.is_a(other, "object") and not plural) or (
        reading.is_a(other, "place") and token.lemma_.lower() in ("place", "area", "site")
    )
