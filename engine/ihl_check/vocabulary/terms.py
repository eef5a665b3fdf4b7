"""The notation of vocabulary terms: alternatives in braces, inflected heads, and frames with argument slots."""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from ihl_check.vocabulary.inflections import inflections, is_noun

ROLES = ("actor", "target", "weapon", "place")
PREPOSITIONS = frozenset(
    "aboard about above across after against along alongside amid amidst among around atop as at before behind beneath "
    "beside between beyond by down during for from in inside into near of off on onto out outside over past through "
    "throughout to toward towards under upon via with within without".split()
)
_ARTICLES = frozenset("a an the".split())
PARTICLES = frozenset("off up out down away back over apart aside".split())

_ALTERNATIVES = re.compile(r"\{([^{}:]*,[^{}]*)\}")
_SLOT = re.compile(r"^\{([a-z]+)(?::([a-z0-9|-]+))?\}$")
_WORD_BREAKS = {ord(c): " " for c in "-‐‑‒–—\u00a0\u2009\u202f\t\r\n"} | {
    ord("’"): "'",
    ord("‘"): "'",
    ord("ʼ"): "'",
    ord("“"): '"',
    ord("”"): '"',
}


class TermError(ValueError):
    """A term that does not follow the notation; the message says what is wrong and what is allowed."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for an argument. ``concepts`` are what it may be; if any is named, the argument must be there."""

    role: str
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Oblique:
    """An argument that follows one of these prepositions."""

    prepositions: frozenset[str]
    slot: Slot


@dataclass(frozen=True, slots=True)
class Frame:
    """How a trigger takes its arguments. ``words`` must follow the trigger in this order, each a set of alternatives.

    ``manner`` is an adverb that the trigger must have; a ``negated`` frame holds only where the trigger is negated.
    """

    subject: Slot | None = None
    objects: tuple[Slot, ...] = ()
    obliques: tuple[Oblique, ...] = ()
    words: tuple[frozenset[str], ...] = ()
    manner: str | None = None
    negated: bool = False

    @property
    def slots(self) -> tuple[Slot, ...]:
        subject = (self.subject,) if self.subject else ()
        return (*subject, *self.objects, *(oblique.slot for oblique in self.obliques))


@dataclass(frozen=True, slots=True)
class Term:
    """Words that name a concept. ``forms`` are normalised (see ``normalise``) but keep their capitals.

    ``part`` is noun or verb (acts: a trigger with a frame), or phrase (anything else). ``frame`` is ``None`` for a
    trigger that takes its arguments in the ordinary way, and for phrases.
    """

    concept: str
    text: str
    part: str
    forms: tuple[str, ...]
    frame: Frame | None = None


def normalise(text: str) -> str:
    """Text of the same length in which all dashes and white space are spaces and quotes are straight. Case is kept."""
    return text.translate(_WORD_BREAKS)


def fold(text: str) -> str:
    """Lower case of the same length: letters whose lower case is longer stay as they are."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def phrase_terms(concept: str, text: str) -> tuple[Term, ...]:
    """The term for an entry of ``terms``: the head noun is inflected."""
    forms = {form for plain in expand_alternatives(_checked(text)) for form in _noun_forms(normalise(plain))}
    return (Term(concept, text, "phrase", tuple(sorted(forms))),)


def cue_terms(concept: str, text: str) -> tuple[Term, ...]:
    """The term for an entry of ``terms`` under a cue: a single word is inflected, a phrase stands as it is written."""
    readings = expand_alternatives(_checked(text))
    forms = {form for plain in readings for form in _cue_forms(normalise(plain))}
    return (Term(concept, text, "phrase", tuple(sorted(forms))),)


def cue_verb_terms(concept: str, text: str) -> tuple[Term, ...]:
    """The term for an entry of ``verbs`` under a cue: the first word is inflected, the rest follows it at once."""
    forms = {form for plain in expand_alternatives(_checked(text)) for form in _verb_phrase_forms(normalise(plain))}
    return (Term(concept, text, "phrase", tuple(sorted(forms))),)


def verb_terms(concept: str, text: str) -> tuple[Term, ...]:
    """Terms for an entry of ``verbs`` under an act."""
    return tuple(_trigger(concept, text, plain, "verb") for plain in expand_alternatives(_checked(text)))


def noun_terms(concept: str, text: str) -> tuple[Term, ...]:
    """Terms for an entry of ``nouns`` under an act."""
    return tuple(_trigger(concept, text, plain, "noun") for plain in expand_alternatives(_checked(text)))


def expand_alternatives(text: str) -> tuple[str, ...]:
    """Every reading of ``{a,b}`` groups, in order."""
    pieces: list[list[str]] = []
    position = 0
    for found in _ALTERNATIVES.finditer(text):
        pieces += [[text[position : found.start()]], [choice.strip() for choice in found.group(1).split(",")]]
        position = found.end()
    pieces.append([text[position:]])
    return tuple(" ".join("".join(reading).split()) for reading in product(*pieces))


def _checked(text: str) -> str:
    if not text.strip():
        raise TermError("an empty term; write the words, or take the line out")
    if text.count("{") != text.count("}"):
        raise TermError(f"a brace is not closed in {text!r}; write {{a,b}} or {{target}}")
    return text


def _trigger(concept: str, text: str, plain: str, part: str) -> Term:
    words = plain.split()
    subject: Slot | None = None
    if words and (slot := _slot(words[0], text)):
        subject, words = slot, words[1:]
    negated = part == "verb" and bool(words) and words[0] in ("not", "never")
    words = words[1:] if negated else words
    manner = words[0] if part == "verb" and len(words) > 1 and words[0].endswith("ly") and len(words[0]) > 5 else None
    words = words[1:] if manner else words
    if not words or _slot(words[0], text):
        raise TermError(f"no {part} in {text!r}; write the {part} first, or after one slot")
    head, rest = ([words[0]], words[1:]) if part == "verb" else _noun_head(words, text)
    frame = replace(_frame(subject, rest, text), manner=manner, negated=negated)
    bare = frame == Frame()
    name = normalise(" ".join(head))
    forms = _verb_forms(name) if part == "verb" else _noun_forms(name)
    return Term(concept, text, part, forms, None if bare else frame)


def _noun_head(words: list[str], text: str) -> tuple[list[str], list[str]]:
    """Words up to the first slot or the preposition before it; a noun without slots is a head as a whole."""
    for index, word in enumerate(words):
        if _slot(word, text):
            cut = index - 1 if index and _is_preposition(words[index - 1]) else index
            if cut <= 0:
                break
            return words[:cut], words[cut:]
    return words, []


def _frame(subject: Slot | None, rest: list[str], text: str) -> Frame:
    objects: list[Slot] = []
    obliques: list[Oblique] = []
    fixed: list[frozenset[str]] = []
    for index, word in enumerate(rest):
        slot = _slot(word, text)
        if slot is None:
            follows = rest[index + 1] if index + 1 < len(rest) else ""
            particle = index == 0 and word in PARTICLES
            if word not in _ARTICLES and not (_is_preposition(word) and _slot(follows, text) and not particle):
                fixed.append(frozenset(normalise(choice).lower() for choice in word.split("|")))
        elif index and _is_preposition(rest[index - 1]) and not (index == 1 and rest[0] in PARTICLES):
            obliques.append(Oblique(frozenset(rest[index - 1].split("|")), slot))
        else:
            objects.append(slot)
    return Frame(subject, tuple(objects), tuple(obliques), tuple(fixed))


def _is_preposition(word: str) -> bool:
    return all(choice in PREPOSITIONS for choice in word.split("|"))


def _slot(word: str, text: str) -> Slot | None:
    if not word.startswith("{"):
        return None
    found = _SLOT.match(word)
    if not found or found.group(1) not in ROLES:
        allowed = ", ".join(f"{{{role}}}" for role in ROLES)
        raise TermError(f"{word!r} in {text!r} is no slot; allowed are {allowed}, each also as {{role:concept}}")
    role, concepts = found.groups()
    return Slot(role, tuple(concepts.split("|")) if concepts else ("weapon",) if role == "weapon" else ())


def _recase(form: str, model: str) -> str:
    """``form`` with the capitals of ``model``, as far as both run alike."""
    if model.islower():
        return form
    return "".join(m if m.lower() == f else f for f, m in zip(form, model, strict=False)) + form[len(model) :]


def _verb_forms(name: str) -> tuple[str, ...]:
    """Forms of a verb; of a compound such as "booby trap" the last piece is inflected."""
    forms: set[str] = set()
    for choice in name.split("|"):
        *before, last = choice.split()
        forms |= {" ".join([*before, _recase(form, last)]) for form in inflections(last, "VERB")}
    return tuple(sorted(forms))


def _verb_phrase_forms(name: str) -> tuple[str, ...]:
    first, *rest = name.split()
    return tuple(sorted({" ".join([form, *rest]) for form in inflections(first, "VERB")}))


def _cue_forms(name: str) -> tuple[str, ...]:
    return (name,) if " " in name else _noun_forms(name)


def _designator_forms(name: str) -> tuple[str, ...]:
    """ "BM 21" is also BM21, BM 21s and BM21s."""
    joined = re.sub(r"(?<=[^\W\d]) (?=\d)", "", name)
    return tuple(sorted({name, joined, f"{name}s", f"{joined}s"}))


@cache
def _noun_forms(name: str) -> tuple[str, ...]:
    """Singular and plural; the head is the last word, or the last before "of" or another preposition."""
    words = name.split()
    head = next((i - 1 for i, word in enumerate(words) if i and word in PREPOSITIONS), len(words) - 1)
    noun = words[head]
    if any(c.isdigit() for c in noun):
        return _designator_forms(name)
    if not noun.isalpha() or len(noun) < 3 or (noun.endswith("ly") and not is_noun(noun)):
        return (name,)
    forms = {name} | {
        " ".join([*words[:head], _recase(form, noun), *words[head + 1 :]]) for form in inflections(noun, "NOUN")
    }
    return tuple(sorted(forms))
