"""Reads the dependency parse: who is subject and object of a verb, in any voice and kind of clause."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "dative", "oprd", "attr"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_NP_LEFT = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "quantmod",
        "advmod",
        "predet",
        "case",
        "punct",
        "npadvmod",
        "neg",
        "preconj",
    }
)


@dataclass(slots=True)
class Arguments:
    """The grammatical arguments of a verb. ``surface`` is the subject as it stands, whatever the voice."""

    passive: bool
    surface: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    obliques: list[tuple[str, list[Token]]] = field(default_factory=list)

    @property
    def agents(self) -> list[Token]:
        """Who does it: the subject of an active verb, the by-phrase of a passive one."""
        return self.by if self.passive else self.surface

    @property
    def by(self) -> list[Token]:
        return [token for preposition, tokens in self.obliques if preposition == "by" for token in tokens]

    @property
    def patients(self) -> list[Token]:
        """Whom it is done to, in the order of the text."""
        return [*self.surface, *self.objects] if self.passive else self.objects


def is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def coordinated(token: Token) -> list[Token]:
    """The token and what is joined to it by "and", "or" and commas."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i and (is_verb(child) == is_verb(token) or not is_verb(child)):
            found += coordinated(child)
    return found


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: with an auxiliary, or as a bare participle after a noun or a passive verb."""
    dependents = {child.dep_ for child in verb.children}
    if dependents & {"nsubjpass", "auxpass"}:
        return True
    if verb.dep_ == "acomp" and verb.head.lemma_.lower() in ("be", "get") and verb.tag_ in ("VBN", "JJ", "VBD"):
        # "The villagers were strapped to the bonnet": an adjective to the tagger.
        return True
    if verb.tag_ not in ("VBN", "VBD") or "aux" in dependents:
        return False
    if "agent" in dependents and "dobj" not in dependents:
        return True
    shared = verb.dep_ == "conj" and is_verb(verb.head) and not dependents & (SUBJECTS | {"dobj"})
    if verb.tag_ != "VBN":
        # "was dragged out and shot": the tagger takes the second participle for a past tense.
        return shared and verb.head.tag_ == "VBN" and is_passive(verb.head)
    if verb.dep_ in ("acl", "advcl", "amod", "ccomp", "oprd") and not dependents & SUBJECTS:
        return True
    if verb.dep_ in ("conj", "ROOT", "dep", "pcomp") and not dependents & {"nsubj", "dobj"}:
        return verb.dep_ != "conj" or not is_verb(verb.head) or is_passive(verb.head)
    return False


def arguments(verb: Token) -> Arguments:
    """All arguments of a verb, those it shares with the clause above it included."""
    found = Arguments(is_passive(verb))
    found.surface = subjects(verb)
    found.objects = _objects(verb)
    if not found.objects and not found.passive and not _has(verb, OBJECTS):
        found.objects = _shared_objects(verb)
    found.obliques = obliques(verb)
    if found.passive and not found.by:
        # "were rounded up, shot and dumped in pits by the militia": one agent for all.
        shared = [*_later_passives(verb), *([verb.head] if verb.dep_ == "conj" and is_verb(verb.head) else [])]
        found.obliques += [
            ("by", Arguments(True, obliques=obliques(other)).by) for other in shared if is_passive(other)
        ]
    for noun in [child for child in verb.children if child.dep_ in OBJECTS]:
        for tail in coordinated(noun):
            found.obliques += [(prep, tokens) for prep, tokens in obliques(tail) if prep != "of"]
    return found


def _later_passives(verb: Token) -> list[Token]:
    """Passive verbs joined to this one that share its subject."""
    found = []
    for child in verb.children:
        if child.dep_ == "conj" and is_verb(child) and not _has(child, SUBJECTS) and is_passive(child):
            found += [child, *_later_passives(child)]
    return found


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The subject as it stands in the text: its own, or the one the clause takes from its surroundings."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if own:
        return [part for child in own for part in _resolve_relative(child, verb)]
    head = verb.head
    if depth > 6 or head == verb:
        return []
    if verb.dep_ in ("acl", "relcl", "amod"):
        return coordinated(head) if not is_verb(head) else subjects(head, depth + 1)
    if verb.dep_ == "acomp" and head.pos_ == "AUX":
        return subjects(head, depth + 1)
    if verb.dep_ in ("conj", "advcl", "xcomp", "ccomp", "dep") and is_verb(head):
        if verb.dep_ in ("xcomp", "ccomp") and head.lemma_.lower() != "use" and (controlled := _objects(head)):
            return controlled
        if verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB", "VBN"):
            return []
        return subjects(head, depth + 1)
    if verb.dep_ == "pcomp":
        return _subjects_of_gerund(head, depth)
    return []


def _subjects_of_gerund(preposition: Token, depth: int) -> list[Token]:
    """ "accused the army of shelling": the army; "killed them by shelling": who killed them."""
    governor = preposition.head
    if is_verb(governor):
        if preposition.lower_ == "of":
            accused = arguments(governor).patients if depth < 3 else []
            if accused:
                return accused
        if preposition.lower_ == "by" and is_passive(governor):
            # "killed by shelling": the killed do not shell.
            return []
        return subjects(governor, depth + 1)
    if governor.dep_ in OBJECTS | {"attr", "acomp"} and is_verb(governor.head):
        return subjects(governor.head, depth + 1)
    if governor.pos_ in ("ADJ", "NOUN") and is_verb(governor.head):
        return subjects(governor.head, depth + 1)
    return []


def obliques(token: Token) -> list[tuple[str, list[Token]]]:
    """Prepositional arguments: (preposition in lower case, heads of the noun phrases)."""
    found: list[tuple[str, list[Token]]] = []
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative", "prt", "advmod") and (
            child.pos_ in ("ADP", "SCONJ", "ADV", "PART") or child.dep_ == "agent"
        ):
            found += _oblique(child)
    return found


def _oblique(preposition: Token) -> list[tuple[str, list[Token]]]:
    found = []
    heads = [
        part
        for child in preposition.children
        if child.dep_ in ("pobj", "pcomp") and not (child.dep_ == "pcomp" and is_verb(child))
        for part in _resolve_relative(child, preposition)
    ]
    for child in preposition.children:
        # "fired at whoever was there": the free relative stands for its subject.
        if child.dep_ == "pcomp" and is_verb(child):
            heads += [
                grand
                for grand in child.children
                if grand.dep_ in SUBJECTS and grand.lower_ in ("whoever", "whatever", "those", "anyone", "anything")
            ]
    if heads:
        found.append((preposition.lower_, heads))
    for child in preposition.children:
        if child.dep_ in ("prep", "conj") and child.pos_ == "ADP":
            found += _oblique(child)
    return found


def _objects(verb: Token) -> list[Token]:
    found = [
        part
        for child in verb.children
        if child.dep_ in OBJECTS and child.pos_ not in ("ADP", "ADV")
        for part in _resolve_relative(child, verb)
    ]
    for child in verb.children:
        # A small clause: "set the shop alight", "made the men kneel".
        if (
            child.dep_ in ("ccomp", "xcomp")
            and child.tag_ not in ("VBD", "VBZ", "VBP", "MD")
            and not _has(child, ("aux", "mark"))
        ):
            found += [part for grand in child.children if grand.dep_ in SUBJECTS for part in coordinated(grand)]
    if not found and verb.dep_ == "relcl" and _has(verb, SUBJECTS) and not is_passive(verb):
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        if not any(child.tag_ in _RELATIVE for child in own):
            return coordinated(verb.head)
    return found


def _shared_objects(verb: Token) -> list[Token]:
    """ "hit and destroyed the school": the first verb's object stands after the second."""
    for child in verb.children:
        if child.dep_ == "conj" and is_verb(child) and not _has(child, SUBJECTS):
            return _objects(child)
    return []


def _resolve_relative(token: Token, governor: Token) -> list[Token]:
    """The noun that "who", "which" or "that" stands for; anything else with what is joined to it."""
    relative = token.tag_ in _RELATIVE or (token.lower_ == "that" and token.tag_ == "IN")
    if relative and token.lower_ not in ("whoever", "whatever"):
        clause = governor
        while clause.dep_ not in ("relcl", "ROOT", "ccomp", "advcl") and clause.head != clause:
            clause = clause.head
        return coordinated(clause.head) if clause.dep_ == "relcl" else []
    return coordinated(token)


def _has(verb: Token, dependencies: Iterable[str]) -> bool:
    return any(child.dep_ in dependencies for child in verb.children)


def noun_phrase(head: Token) -> tuple[int, int]:
    """Borders of a noun phrase as token indices, end exclusive: modifiers before the head, "of" phrases after it."""
    begin = head.i
    for child in head.lefts:
        if (child.dep_ in _NP_LEFT and not is_verb(child)) or (
            child.dep_ in _NP_LEFT and child.dep_ in ("amod", "compound")
        ):
            begin = min(begin, child.left_edge.i)
    while begin < head.i and (
        (head.doc[begin].is_punct and head.doc[begin].text not in "\"'“‘#") or head.doc[begin].is_space
    ):
        begin += 1
    end = head.i + 1
    for child in head.rights:
        if child.i > end + 1:
            break
        if child.dep_ == "prep" and child.lower_ == "of":
            objects = [grand for grand in child.children if grand.dep_ == "pobj"]
            if objects:
                end = max(end, noun_phrase(objects[0])[1])
        elif child.dep_ in ("nummod", "compound") and child.i == end:
            end = child.i + 1
    return begin, end


def governors(token: Token) -> list[Token]:
    """The chain of heads above a token, nearest first; it does not cross a semicolon, whatever the parser says."""
    chain = []
    while token.head != token and not crosses_semicolon(token, token.head):
        token = token.head
        chain.append(token)
    return chain


def crosses_semicolon(token: Token, other: Token) -> bool:
    begin, end = sorted((token.i, other.i))
    return any(between.text == ";" for between in token.doc[begin:end])


def is_negated(verb: Token) -> bool:
    """Whether a verb is denied: "did not let", "never released", "no convoy was let through", "refused to let"."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "no", "neither", "nor"):
            return True
        if child.dep_ in SUBJECTS | OBJECTS and (
            child.lower_ in ("nobody", "none", "nothing", "neither")
            or any(grand.lower_ in ("no", "neither", "none") and grand.dep_ == "det" for grand in child.children)
        ):
            return True
        if child.dep_ in ("aux", "auxpass") and any(grand.dep_ == "neg" for grand in child.children):
            return True
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("refuse", "fail", "decline"):
        return True
    if verb.dep_ == "conj" and is_verb(verb.head) and any(child.lower_ == "nor" for child in verb.head.children):
        return True
    return verb.dep_ == "pcomp" and verb.head.lower_ == "without"
