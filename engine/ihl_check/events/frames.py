"""Ties the arguments of a trigger to roles: by the frame its term gives, or in the ordinary way of verbs and nouns."""

from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from ihl_check.events.grammar import Arguments, arguments, coordinated, is_negated, is_verb, obliques
from ihl_check.events.reading import Reading
from ihl_check.vocabulary.terms import Frame, Slot

_NOUN_TARGETS = frozenset("on upon against at over onto into to".split())
_NOUN_PLACES = frozenset("in near outside around across inside throughout".split())
_WINDOW = 12


@dataclass(slots=True)
class Filled:
    """Roles of a trigger and the heads of the phrases that fill them."""

    actors: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    weapons: list[Token] = field(default_factory=list)
    places: list[Token] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    """Token indices of the words of the frame."""
    negated: bool = False
    """The frame is one of omission: its negation is part of the act."""
    asked: set[int] = field(default_factory=set)
    """Token indices of arguments that a frame has a slot for, though they may be words of another frame."""
    pieced: set[int] = field(default_factory=set)
    """Token indices of arguments found beside the trigger and not through the grammar."""

    def role(self, name: str) -> list[Token]:
        return {"actor": self.actors, "target": self.targets, "weapon": self.weapons, "place": self.places}[name]

    def add(self, role: str, tokens: list[Token]) -> None:
        self.role(role).extend(token for token in tokens if token not in self.role(role))

    def contradicts(self, other: "Filled") -> bool:
        """Whether another reading of the trigger gives a phrase another role."""
        mine = {token.i: role for role in ("actor", "target", "weapon") for token in self.role(role)}
        return any(
            mine.get(token.i, role) != role for role in ("actor", "target", "weapon") for token in other.role(role)
        )

    def merge(self, other: "Filled") -> None:
        for role in ("actor", "target", "weapon", "place"):
            self.add(role, other.role(role))
        self.words += [index for index in other.words if index not in self.words]
        self.pieced |= other.pieced
        self.asked |= other.asked
        self.negated = self.negated or other.negated


def fill_verb(verb: Token, frame: Frame | None, reading: Reading) -> Filled | None:
    """Roles of a verb; ``None`` if its frame does not hold."""
    given = _in_headline_voice(verb, arguments(verb), reading)
    if not given.passive and not given.objects and verb.i + 1 < verb.sent.end:
        # "Drone strike kills photographer": the tagger takes the object for an adverb.
        after = verb.nbor(1)
        if after.pos_ == "ADV" and (reading.is_a(after, "person") or reading.is_a(after, "object")):
            given.objects = [after]
    filled = Filled()
    if frame is None:
        _fill_transitive(given, filled, reading)
        _fill_used(verb, filled, reading)
        return filled
    words = _find_words(verb, frame)
    if words is None or (frame.manner and not any(child.lower_ == frame.manner for child in verb.children)):
        return None
    if frame.negated and not is_negated(verb):
        return None
    filled.words = words
    filled.negated = frame.negated
    for index in words:
        # "came under machine-gun fire from the ridge": whose and what the frame's own noun tells.
        word = verb.doc[index]
        if word.pos_ == "NOUN":
            _fill_from_modifiers(word, filled, reading)
            by = [token for preposition, tokens in obliques(word) if preposition in ("from", "by") for token in tokens]
            filled.add("weapon", [token for token in by if reading.is_a(token, "weapon")])
            filled.add("actor", [token for token in by if reading.is_a(token, "actor")])
    inside = set(words)
    given.objects = [part for token in given.objects for part in _outside(token, inside)]
    if frame.subject is not None:
        if not _fill_subject(verb, given, frame, filled, reading):
            return None
    else:
        _fill_agents(given, filled, reading)
    patients = [
        token
        for token in (given.patients if frame.subject is None or frame.objects else given.objects)
        if token.i not in inside
    ]
    if not _fill_objects(verb, patients, frame, filled, reading):
        return None
    if not _fill_obliques(verb, given, patients, frame, filled, reading):
        return None
    filled.asked = {token.i for token in filled.targets if token.i not in inside and token.pos_ == "PRON"}
    _fill_means(given, filled, reading)
    _fill_used(verb, filled, reading)
    if frame.subject is not None and frame.subject.role == "target":
        # "came under fire from soldiers"
        sources = [token for preposition, tokens in given.obliques if preposition == "from" for token in tokens]
        filled.add("actor", [token for token in sources if reading.is_a(token, "actor")])
    return filled


def _in_headline_voice(verb: Token, given: Arguments, reading: Reading) -> Arguments:
    """ "Two medics shot at roadblock": a past form without object, whose subject can only be the victim, is passive."""
    objects = [token for token in given.objects if token.lower_ not in ("dead", "alive")]
    if given.passive or objects or verb.tag_ not in ("VBD", "VBN") or not given.surface:
        return given
    if any(child.dep_ in ("aux", "auxpass", "prt", "xcomp", "ccomp") for child in verb.children):
        return given
    subject = given.surface[0]
    terms = reading.triggers.get(verb.i, ())
    if any(term.frame is None and reading.vocabulary.is_a(term.concept, "harm") for term in terms):
        # "Pilot killed over border": nobody kills without an object.
        return replace(given, passive=True)
    victim = any(
        reading.is_a(subject, kind) for kind in ("civilian", "person-in-power", "civilian-object", "medical-personnel")
    )
    if victim and not reading.is_a(subject, "actor") and not reading.is_a(subject, "weapon"):
        return replace(given, passive=True)
    return given


def fill_noun(noun: Token, frame: Frame | None, reading: Reading) -> Filled | None:
    """Roles of a nominalised act; ``None`` if its frame does not hold."""
    filled = Filled()
    if frame is not None:
        words = _find_words(noun, frame)
        if words is None:
            return None
        filled.words = words
    _fill_from_modifiers(noun, filled, reading)
    _fill_from_complements(noun, filled, reading)
    _fill_from_light_verb(noun, filled, reading)
    if frame is not None:
        for slot in frame.slots:
            if not slot.concepts:
                continue
            # Who does it is no target: "Daesh beheadings" are not done to Daesh.
            given = (*filled.targets, *filled.weapons, *(filled.actors if slot.role == "actor" else ()))
            fitting = [token for token in given if _suits(token, slot, reading)]
            if not fitting:
                found = _nearby(noun, slot, filled, reading)
                if found is None:
                    return None
                fitting = [found]
                filled.pieced.add(found.i)
            filled.add(slot.role, fitting)
    return filled


def fill_mistagged(trigger: Token, frame: Frame | None, reading: Reading) -> Filled | None:
    """Roles of a verb that the tagger took for a noun ("Drone hits school"), by word order: the parse is wrong too."""
    filled = Filled()
    passive = _passive_it_is_joined_to(trigger)
    if passive is not None:
        given = arguments(passive)
        bare = frame is None or not (frame.words or frame.subject or frame.obliques or frame.negated or frame.manner)
        slots = frame.objects if frame else ()
        if not bare or not all(any(_suits(token, slot, reading) for token in given.surface) for slot in slots):
            return None
        filled.add("actor", [token for token in given.by if token != trigger])
        filled.add("target", given.surface)
        return filled
    before = _phrase_before(trigger, reading)
    if frame is None:
        after = _phrase_after(trigger, reading)
        listed = trigger.i > trigger.sent.start and trigger.nbor(-1).text in (",", "and", "&")
        if after is not None and before is None and listed and after.pos_ == "NUM":
            # "Drone kills 4, wounds 9"
            filled.add("target", [after])
            return filled
        if after is None or before is None:
            return None
        filled.add("weapon" if reading.fits(before, "weapon") else "actor", [before])
        filled.add("target", [after])
        filled.pieced |= {before.i, after.i}
        return filled
    words = _find_words(trigger, frame)
    if words is None or frame.negated or frame.manner:
        return None
    filled.words = words
    subject = frame.subject or Slot("actor")
    if before is not None and _suits(before, subject, reading):
        filled.add("weapon" if subject.role == "actor" and reading.fits(before, "weapon") else subject.role, [before])
    elif subject.concepts:
        return None
    for slot in frame.objects:
        found = _nearby(trigger, slot, filled, reading) if slot.concepts else _phrase_after(trigger, reading)
        if found is None:
            return None
        filled.add(slot.role, [found])
    for oblique in frame.obliques:
        found = _after_preposition(trigger, oblique.prepositions, oblique.slot, reading)
        if found is None:
            return None
        filled.add(oblique.slot.role, [found])
    if not (filled.targets or filled.weapons):
        return None
    filled.pieced |= {token.i for token in (*filled.targets, *filled.weapons, *filled.actors)}
    return filled


def _passive_it_is_joined_to(trigger: Token) -> Token | None:
    """ "were led out by the brigade and shot": the tagger takes "shot" for a second agent."""
    noun = trigger.head
    if trigger.dep_ == "conj" and noun.dep_ == "pobj" and noun.head.dep_ == "agent" and trigger.i > noun.i:
        return noun.head.head
    return None


def _phrase_before(trigger: Token, reading: Reading) -> Token | None:
    """The head of the phrase that ends just before the trigger, prepositional tails skipped."""
    for token in reversed(list(trigger.doc[trigger.sent.start : trigger.i])):
        if is_verb(token) or token.text in ",;:":
            return None
        if token.pos_ in ("NOUN", "PROPN") and (reading.concepts(token) or reading.is_act_noun(token)):
            kinds = ("person", "weapon", "organisation")
            if any(reading.is_a(token, kind) for kind in kinds) or reading.is_act_noun(token):
                return token
    return None


def _phrase_after(trigger: Token, reading: Reading) -> Token | None:
    """The head of the phrase that begins just after the trigger."""
    head: Token | None = None
    number: Token | None = None
    for token in trigger.doc[trigger.i + 1 : min(trigger.sent.end, trigger.i + 7)]:
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            head = token
        elif token.pos_ == "NUM" and head is None:
            number = token
        elif (
            token.pos_ not in ("DET", "ADJ")
            and token.tag_ not in ("HYPH", "POS")
            and not (head is None and token.pos_ == "ADV")
        ):
            break
    if head is None:
        return number
    return head if reading.concepts(head) or head.pos_ in ("PROPN", "PRON") else None


def _fill_transitive(given: Arguments, filled: Filled, reading: Reading) -> None:
    _fill_agents(given, filled, reading)
    for token in given.patients:
        filled.add("weapon" if reading.is_a(token, "weapon") and len(given.patients) > 1 else "target", [token])
    _fill_means(given, filled, reading)


def _fill_agents(given: Arguments, filled: Filled, reading: Reading) -> None:
    for token in given.agents:
        filled.add("weapon" if reading.is_a(token, "weapon") else "actor", [token])


def _fill_means(given: Arguments, filled: Filled, reading: Reading) -> None:
    # "shelled by rebels with mortars": the parser hangs the means on the agent.
    inner = [oblique for token in given.by for oblique in obliques(token) if oblique[0] in ("with", "using")]
    for preposition, tokens in [*given.obliques, *inner]:
        if preposition in ("with", "by", "using", "from", "in", "of", "to"):
            filled.add(
                "weapon", [token for token in tokens if reading.is_a(token, "weapon") and token not in filled.targets]
            )


def _fill_used(verb: Token, filled: Filled, reading: Reading) -> None:
    """ "used a tank to flatten the house": what was used is the weapon."""
    head = verb.head
    if verb.dep_ in ("xcomp", "advcl") and head.lemma_.lower() in ("use", "employ", "deploy"):
        filled.add(
            "weapon", [child for child in head.children if child.dep_ == "dobj" and reading.is_a(child, "weapon")]
        )


def _fill_subject(verb: Token, given: Arguments, frame: Frame, filled: Filled, reading: Reading) -> bool:
    slot = frame.subject
    assert slot is not None
    if slot.role == "actor":
        candidates = given.agents
    elif frame.objects or not given.passive:
        candidates = given.agents if frame.objects and given.passive else given.surface
    else:
        candidates = given.surface
    if not slot.concepts:
        for token in candidates:
            filled.add("weapon" if slot.role == "actor" and reading.is_a(token, "weapon") else slot.role, [token])
    else:
        fitting = [token for token in candidates if _suits(token, slot, reading)]
        if not fitting and frame.objects and given.passive and not given.by:
            return False
        if not fitting:
            if candidates and not any(token.pos_ == "PRON" for token in candidates):
                return False
            found = _before(verb, slot, reading)
            if found is None:
                return False
            fitting = [found]
            filled.pieced.add(found.i)
        filled.add(slot.role, fitting)
    if slot.role != "actor":
        filled.add("actor", [token for token in given.by if not reading.is_a(token, "weapon")])
        filled.add("weapon", [token for token in given.by if reading.is_a(token, "weapon")])
    return True


def _fill_objects(verb: Token, patients: list[Token], frame: Frame, filled: Filled, reading: Reading) -> bool:
    free = list(patients)
    for slot in sorted(frame.objects, key=lambda slot: not slot.concepts):
        fitting = [token for token in free if _suits(token, slot, reading)]
        if not fitting and slot.concepts:
            if free and len(frame.objects) == 1 and not any(token.pos_ == "PRON" for token in free):
                return False
            found = _nearby(verb, slot, filled, reading)
            if found is None:
                return False
            fitting = [found]
            filled.pieced.add(found.i)
        if len(frame.objects) > 1 and not slot.concepts:
            fitting = fitting[:1] + [token for token in fitting[1:] if token in coordinated(fitting[0])]
        filled.add(slot.role, fitting)
        free = [token for token in free if token not in fitting]
    if not frame.objects and frame.subject is None:
        # "was fired upon": the subject of a passive without an object is that of the preposition.
        return True
    return True


def _fill_obliques(
    verb: Token, given: Arguments, patients: list[Token], frame: Frame, filled: Filled, reading: Reading
) -> bool:
    stranded = given.passive and not frame.objects and frame.subject is None
    for oblique in frame.obliques:
        slot = oblique.slot
        candidates = [
            token
            for preposition, tokens in given.obliques
            if preposition in oblique.prepositions
            for token in tokens
            if not is_time(token, reading)
        ]
        if not candidates and stranded and any(child.lower_ in oblique.prepositions for child in verb.children):
            candidates = [token for token in given.surface if token not in filled.weapons]
        fitting = [token for token in candidates if _suits(token, slot, reading)]
        if not fitting and slot.concepts:
            found = None if candidates else _after_preposition(verb, oblique.prepositions, slot, reading)
            if found is None:
                return False
            fitting = [found]
            filled.pieced.add(found.i)
        elif not fitting and not candidates:
            found = _after_preposition(verb, oblique.prepositions, slot, reading)
            if found is not None:
                fitting = [found]
                filled.pieced.add(found.i)
        filled.add(slot.role, fitting)
    bare = (
        not frame.objects
        and frame.subject is None
        and frame.obliques
        and not any(o.slot.concepts for o in frame.obliques)
    )
    # "opened fire" may stand alone, but "fired" without its preposition is no frame.
    return not (bare and not frame.words and not any(filled.role(o.slot.role) for o in frame.obliques))


def _outside(token: Token, words: set[int]) -> list[Token]:
    """The argument, or what stands before it where a word of the frame was taken for its head ("a shop alight")."""
    if token.i not in words:
        return [token]
    return [
        child
        for child in token.lefts
        if (child.dep_ in ("compound", "nmod", "nsubj", "poss") and child.pos_ in ("NOUN", "PROPN"))
        or child.dep_ == "nummod"
    ]


def _suits(token: Token, slot: Slot, reading: Reading) -> bool:
    return not slot.concepts or any(reading.fits(token, concept) for concept in slot.concepts)


def _find_words(trigger: Token, frame: Frame) -> list[int] | None:
    """Token indices of the frame's words after the trigger, in order, in its sentence; ``None`` if one is missing."""
    found: list[int] = []
    position = trigger.i + 1
    end = min(trigger.sent.end, trigger.i + 1 + _WINDOW)
    doc = trigger.doc
    for alternatives in frame.words:
        for index in range(position, end):
            token = doc[index]
            if token.lower_ in alternatives or token.lemma_.lower() in alternatives:
                found.append(index)
                position = index + 1
                break
            if token.text in ";:" or (
                is_verb(token) and token.dep_ in ("conj", "advcl", "ROOT") and token.tag_ != "VBN"
            ):
                return None
        else:
            return None
    return found


def _nearby(trigger: Token, slot: Slot, filled: Filled, reading: Reading) -> Token | None:
    """The first phrase after the trigger, in its clause, that is what the slot asks for."""
    taken = {token.i for role in ("actor", "target", "weapon") for token in filled.role(role)}
    for token in trigger.doc[trigger.i + 1 : min(trigger.sent.end, trigger.i + 1 + _WINDOW)]:
        if token.text in ";:," or (
            is_verb(token) and any(child.dep_ in ("nsubj", "nsubjpass") for child in token.lefts)
        ):
            return None
        if (
            token.pos_ in ("NOUN", "PROPN", "NUM", "PRON")
            and token.i not in taken
            and slot.concepts
            and reading.named(token)
            and _suits(token, slot, reading)
        ):
            return token
    return None


def _before(trigger: Token, slot: Slot, reading: Reading) -> Token | None:
    """The last phrase before the trigger, in its clause, that is what the slot asks for."""
    for token in reversed(list(trigger.doc[max(trigger.sent.start, trigger.i - _WINDOW) : trigger.i])):
        if token.text in ";:" or (
            is_verb(token) and token.head != trigger and token.dep_ not in ("aux", "auxpass", "relcl", "acl")
        ):
            return None
        if token.pos_ in ("NOUN", "PROPN") and slot.concepts and _suits(token, slot, reading):
            return token
    return None


def _after_preposition(trigger: Token, prepositions: frozenset[str], slot: Slot, reading: Reading) -> Token | None:
    """The noun after one of the prepositions, wherever the parser attached it in the clause."""
    for token in trigger.doc[trigger.i + 1 : min(trigger.sent.end, trigger.i + 1 + _WINDOW)]:
        if token.text in ";:" or (
            is_verb(token) and any(child.dep_ in ("nsubj", "nsubjpass") for child in token.lefts)
        ):
            return None
        if token.lower_ in prepositions:
            for child in token.children:
                if child.dep_ == "pobj" and (_suits(child, slot, reading)):
                    return child
    return None


def _fill_from_modifiers(noun: Token, filled: Filled, reading: Reading) -> None:
    """ "Russian air raids", "the army's shelling", "a hospital bombing", "a drone strike"."""
    for child in noun.children:
        if child.dep_ == "poss":
            for token in coordinated(child):
                weapon = reading.is_a(token, "weapon")
                victim = reading.is_a(token, "object") and not reading.is_a(token, "actor")
                filled.add("weapon" if weapon else "target" if victim else "actor", [token])
        elif child.dep_ in ("compound", "amod", "nmod"):
            _fill_from_modifier(child, filled, reading)


def _fill_from_modifier(child: Token, filled: Filled, reading: Reading) -> None:
    concepts = reading.covered(child)
    vocabulary = reading.vocabulary
    if vocabulary.any_is_a(concepts, "weapon"):
        filled.add("weapon", [child])
    elif vocabulary.any_is_a(concepts, "actor") or child.ent_type_ == "NORP":
        filled.add("actor", [child])
    elif vocabulary.any_is_a(concepts, "object") or vocabulary.any_is_a(concepts, "person"):
        filled.add("target", [child])
    elif child.ent_type_ == "GPE" and child.dep_ == "compound":
        filled.add("place", [child])
    for grand in child.children:
        if grand.dep_ in ("compound", "amod", "nmod"):
            _fill_from_modifier(grand, filled, reading)


def _fill_from_complements(noun: Token, filled: Filled, reading: Reading) -> None:
    """ "the bombing of the school by jets", "a strike on the market with rockets"."""
    for preposition, tokens in obliques(noun):
        for token in tokens:
            if preposition in ("by", "from"):
                filled.add("weapon" if reading.is_a(token, "weapon") else "actor", [token])
            elif preposition == "of":
                filled.add("weapon" if reading.is_a(token, "weapon") else "target", [token])
            elif preposition == "with":
                filled.add("weapon", [token] if reading.is_a(token, "weapon") else [])
            elif preposition in _NOUN_TARGETS and not is_time(token, reading):
                filled.add("target", [token])
    if not filled.targets:
        # "the bombardment in the old town": the place is what was hit, where nothing else is named.
        found = [token for preposition, tokens in obliques(noun) if preposition in _NOUN_PLACES for token in tokens]
        filled.add("target", [token for token in found if not is_time(token, reading)])


def is_time(token: Token, reading: Reading) -> bool:
    return token.ent_type_ in ("DATE", "TIME", "ORDINAL") and not reading.named(token)


def _fill_from_light_verb(noun: Token, filled: Filled, reading: Reading) -> None:
    """ "carried out strikes on", "the village suffered a bombardment", "a bombardment hit the village"."""
    verb = noun.head
    while verb.dep_ == "conj" and not is_verb(verb):
        verb = verb.head
    if noun.dep_ in ("pobj", "conj") and verb.pos_ == "ADP" and verb.lower_ == "of":
        verb = verb.head.head if not is_verb(verb.head) else verb.head
    if not is_verb(verb) or noun.dep_ not in ("dobj", "nsubjpass", "attr", "pobj", "conj"):
        return
    carried = reading.covered(verb)
    suffered = "suffering-verb" in carried
    if not suffered and "light-verb" not in carried:
        return
    given = arguments(verb)
    if (
        noun in given.patients
        or noun.dep_ == "conj"
        or verb.lemma_.lower() in ("come", "engage", "participate", "join", "take")
    ):
        agents = [token for token in given.agents if token != noun]
        for token in agents:
            weapon = reading.is_a(token, "weapon")
            filled.add("weapon" if weapon else "target" if suffered else "actor", [token])
        for preposition, tokens in given.obliques:
            others = [token for token in tokens if token != noun]
            if preposition in ("against", "on", "upon", "at", "into") and not filled.targets:
                filled.add("target", others)
            elif preposition == "with":
                filled.add("weapon", [token for token in others if reading.is_a(token, "weapon")])
            elif preposition in ("from", "by"):
                filled.add("weapon", [token for token in others if reading.is_a(token, "weapon")])
                filled.add("actor", [token for token in others if reading.is_a(token, "actor")])
