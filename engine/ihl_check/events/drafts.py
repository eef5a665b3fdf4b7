"""Events in the making: what each trigger of a passage tells, and which triggers tell of one event."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from ihl_check.events.frames import Filled, fill_mistagged, fill_noun, fill_verb
from ihl_check.events.grammar import SUBJECTS, arguments, coordinated, governors, is_verb, subjects
from ihl_check.events.reading import Reading

_FORCE = ("attack", "harm")
_EVIDENT = ("bombardment", "shooting", "assault")
_MEANS_PREPOSITIONS = frozenset("in by during from under after with amid through as".split())


_REFLEXIVE = frozenset("himself herself itself themselves myself ourselves yourself oneself".split())


@dataclass(slots=True)
class Draft:
    """One trigger with its roles; ``killed`` and ``injured`` are the heads of those harmed."""

    trigger: Token
    reading: Reading
    acts: set[str]
    filled: Filled
    killed: list[Token] = field(default_factory=list)
    injured: list[Token] = field(default_factory=list)
    absorbed: list[Token] = field(default_factory=list)
    """Triggers of other drafts that tell of the same event."""

    @property
    def arguments(self) -> list[Token]:
        return [*self.filled.targets, *self.filled.weapons, *self.filled.actors]

    def is_a(self, concept: str) -> bool:
        return self.reading.vocabulary.any_is_a(self.acts, concept)

    def only(self, concept: str) -> bool:
        return all(self.reading.vocabulary.is_a(act, concept) for act in self.acts)

    def absorb(self, other: "Draft") -> None:
        self.acts |= other.acts
        self.filled.merge(other.filled)
        self.killed += [token for token in other.killed if token not in self.killed]
        self.injured += [token for token in other.injured if token not in self.injured]
        self.absorbed += [other.trigger, *other.absorbed]


def draft_events(reading: Reading) -> list[Draft]:
    """The events of a passage, in the order of their triggers; those that tell of one event are one draft."""
    drafts = [draft for index in sorted(reading.triggers) for draft in _drafts_of(reading.doc[index], reading)]
    drafts = _without_words_of_frames(drafts)
    drafts = _merge_nouns(drafts)
    drafts = _merge_harm(drafts)
    drafts = _merge_retold(drafts)
    for draft in drafts:
        _piece_weapon(draft, drafts)
        _take_actors_of_weapons(draft)
        _add_members(draft)
    return drafts


def _add_members(draft: Draft) -> None:
    """ "Eleven people died, among them six aid workers": those singled out are victims too."""
    reading = draft.reading
    if not draft.is_a("attack") and not draft.is_a("harm"):
        return
    victims = [token for token in draft.filled.targets if reading.is_a(token, "person") or token.pos_ == "NUM"]
    for victim in victims:
        if victim.doc != draft.trigger.doc:
            continue
        for token in victim.doc[victim.i + 1 : victim.sent.end]:
            if token.text == ";":
                break
            start = _begin_of_members(token)
            head = _person_after(start, reading) if start is not None else None
            if head is not None:
                draft.filled.add("target", [member for member in coordinated(head) if reading.is_a(member, "person")])


def _begin_of_members(token: Token) -> int | None:
    """Where the members begin after "including", "among them", "two of whom were"."""
    if token.lower_ == "including":
        return token.i + 1
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if token.lower_ in ("among", "of") and after in ("them", "whom", "these", "those"):
        begin = token.i + 2
        while begin < token.sent.end and token.doc[begin].lower_ in (
            "were",
            "was",
            "are",
            "is",
            ",",
            "-",
            "\u2013",
            "being",
        ):
            begin += 1
        return begin
    return None


def _person_after(begin: int, reading: Reading) -> Token | None:
    """The head of the noun phrase that begins at a token, if it names persons."""
    head = None
    for token in reading.doc[begin : begin + 7]:
        if token.pos_ in ("NOUN", "PROPN"):
            head = token
        elif head is not None or (
            token.pos_ not in ("DET", "ADJ", "NUM", "ADV", "PRON")
            and token.tag_ not in ("HYPH", "POS", "VBN")
            and token.lower_ != "at"
        ):
            break
    return head if head is not None and reading.is_a(head, "person") else None


def _drafts_of(trigger: Token, reading: Reading) -> list[Draft]:
    """What a trigger tells: one event, or more where its terms give the same phrase different roles."""
    told: list[tuple[set[str], Filled]] = []
    for concept, found in _by_specificity(trigger, reading):
        home = next(((acts, filled) for acts, filled in told if not filled.contradicts(found)), None)
        if home is not None:
            home[0].add(concept)
            home[1].merge(found)
        elif not any(reading.vocabulary.is_a(concept, force) for force in _FORCE) or not told:
            told.append(({concept}, found))
        # Else "shot down a helicopter" is not also "shot a helicopter at": of force the fuller frame has the say.
    return [draft for acts, filled in told if (draft := _draft(trigger, reading, acts, filled)) is not None]


def _draft(trigger: Token, reading: Reading, acts: set[str], filled: Filled) -> Draft | None:
    draft = Draft(trigger, reading, acts, filled)
    if _is_of_nature(draft) or _is_description(draft):
        return None
    _keep_roles_apart(draft)
    people = [token for token in draft.filled.targets if _countable(token, reading)]
    if draft.is_a("killing") or draft.is_a("death"):
        draft.killed = people
    elif draft.is_a("wounding"):
        draft.injured = people
    return draft


def _by_specificity(trigger: Token, reading: Reading) -> list[tuple[str, Filled]]:
    """What each term of the trigger makes of it, the one with the most words and filled slots first."""
    found: list[tuple[int, int, str, Filled]] = []
    for number, term in enumerate(reading.triggers[trigger.i]):
        if term.part == "verb" and (not is_verb(trigger) or trigger.dep_ == "compound") and trigger.dep_ != "acomp":
            filled = fill_mistagged(trigger, term.frame, reading)
        else:
            filled = (fill_verb if term.part == "verb" else fill_noun)(trigger, term.frame, reading)
        if filled is not None:
            asked = sum(bool(slot.concepts) for slot in term.frame.slots) if term.frame else 0
            found.append((-3 * len(filled.words) - asked, number, term.concept, filled))
    return [(concept, filled) for _, _, concept, filled in sorted(found, key=lambda item: item[:2])]


def _countable(token: Token, reading: Reading) -> bool:
    if any(reading.is_a(token, kind) for kind in ("object", "weapon", "place")) and not reading.is_a(token, "person"):
        return False
    return (
        reading.is_a(token, "person") or token.pos_ == "NUM" or any(child.dep_ == "nummod" for child in token.children)
    )


def _is_of_nature(draft: Draft) -> bool:
    """Whether what destroys or kills is neither a weapon nor anybody: a flood, a crisis, a disease, a roof."""
    if not draft.only("attack") and not draft.only("harm"):
        return False
    if any(draft.is_a(act) for act in _EVIDENT) or not is_verb(draft.trigger):
        return False
    given = arguments(draft.trigger)
    reading = draft.reading
    agents = [token for token in given.agents if token not in draft.filled.targets]
    if not agents:
        return False
    for token in agents:
        known = any(reading.is_a(token, kind) for kind in ("actor", "person", "organisation", "weapon", "place"))
        if (
            known
            or token.pos_ in ("PROPN", "PRON", "NUM", "DET")
            or token.ent_type_ in ("GPE", "ORG", "NORP", "PERSON")
        ):
            return False
        if reading.is_act_noun(token) or token.tag_ in ("WDT", "WP"):
            return False
        if any(
            reading.is_act_noun(inner) or reading.is_a(inner, "weapon") for inner in token.subtree if inner != token
        ):
            return False
    return True


def _is_description(draft: Draft) -> bool:
    """ "Ruined homes line the road": a state that is seen, with nobody and nothing named that brought it about."""
    plain = not any(draft.is_a(act) for act in _EVIDENT)
    following = draft.trigger.doc[draft.trigger.i + 1] if draft.trigger.i + 1 < len(draft.trigger.doc) else None
    if following is not None and following.pos_ in ("DET", "NUM", "PRON"):
        # "burned the barn and booby-trapped one of its doors": a verb, whatever the tagger says.
        return False
    return plain and draft.trigger.dep_ == "amod" and not draft.filled.weapons and not draft.filled.actors


def _keep_roles_apart(draft: Draft) -> None:
    """A phrase has one role; the trigger and its frame's words have none."""
    filled = draft.filled
    inside = {draft.trigger.i, *filled.words} - filled.asked
    weapons = {token.i for token in filled.weapons}
    targets = {token.i for token in filled.targets}
    filled.targets = [
        token for token in filled.targets if token.i not in inside | weapons and token.lower_ not in _REFLEXIVE
    ]
    filled.actors = [
        token for token in filled.actors if token.i not in inside | weapons | targets and _can_act(token, draft.reading)
    ]
    filled.weapons = [token for token in filled.weapons if token.i not in inside]


def _can_act(token: Token, reading: Reading) -> bool:
    """Whether a phrase can be who did it: people, forces, organisations, states, names; no letters and no buses."""
    if reading.concepts(token):
        return any(reading.is_a(token, kind) for kind in ("person", "organisation", "place"))
    if token.ent_type_ in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"):
        return False
    if token.i in reading.triggers:
        return False
    return token.pos_ == "PROPN" or (token.pos_ == "PRON" and token.lower_ != "one")


def _without_words_of_frames(drafts: list[Draft]) -> list[Draft]:
    """ "came under fire", "carry out a strike": the noun belongs to the verb's frame and is no event of its own."""
    words = {index: draft for draft in drafts for index in draft.filled.words}
    kept = []
    for draft in drafts:
        owner = words.get(draft.trigger.i)
        if owner is not None and owner is not draft and not is_verb(draft.trigger):
            owner.absorb(draft)
        else:
            kept.append(draft)
    return kept


def _merge_nouns(drafts: list[Draft]) -> list[Draft]:
    """An attack told as a noun that a verb of force takes: "the strike killed ten", "died in the shelling"."""
    by_trigger = {draft.trigger.i: draft for draft in drafts}
    gone: set[int] = set()
    for draft in drafts:
        if not is_verb(draft.trigger) or (not any(draft.is_a(act) for act in _FORCE) and not draft.filled.weapons):
            continue
        given = arguments(draft.trigger)
        nouns = [*given.surface, *given.objects, *draft.filled.weapons]
        nouns += [
            token for preposition, tokens in given.obliques if preposition in _MEANS_PREPOSITIONS for token in tokens
        ]
        for noun in nouns:
            other = by_trigger.get(noun.i)
            if (
                other is not None
                and other is not draft
                and not is_verb(noun)
                and noun.i not in gone
                and other.is_a("attack")
            ):
                draft.absorb(other)
                gone.add(noun.i)
    for draft in drafts:
        draft.filled.weapons = [
            token
            for token in draft.filled.weapons
            if not (draft.reading.is_act_noun(token) and not draft.reading.is_a(token, "weapon"))
        ]
        draft.filled.actors = [
            token
            for token in draft.filled.actors
            if not draft.reading.is_act_noun(token) or draft.reading.is_a(token, "actor")
        ]
        draft.filled.targets = [
            token
            for token in draft.filled.targets
            if not draft.reading.is_act_noun(token) or draft.reading.concepts(token)
        ]
    return [draft for draft in drafts if draft.trigger.i not in gone]


def _merge_harm(drafts: list[Draft]) -> list[Draft]:
    """Deaths and wounds told beside an attack in its sentence, or alone in the next, are the attack's toll."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.only("harm"), draft.trigger.i)):
        if draft.only("harm"):
            owner = next((other for other in _nearest(kept, draft) if _is_toll_of(draft, other)), None)
            if owner is not None:
                owner.absorb(draft)
                continue
        kept.append(draft)
    return sorted(kept, key=lambda draft: draft.trigger.i)


def _merge_retold(drafts: list[Draft]) -> list[Draft]:
    """ "The market was bombed. Nine people died in the bombing": the second tells the toll of the first."""
    kept: list[Draft] = []
    for draft in drafts:
        owner = kept[-1] if kept else None
        if owner is not None and _retells(draft, owner):
            owner.absorb(draft)
        else:
            kept.append(draft)
    return kept


def _retells(draft: Draft, earlier: Draft) -> bool:
    if not draft.is_a("harm") or not earlier.is_a("attack") or draft.trigger.sent.start != earlier.trigger.sent.end:
        return False
    nouns = [token for token in draft.absorbed if not is_verb(token)]
    definite = any(child.lower_ in ("the", "this", "that") for token in nouns for child in token.children)
    if not definite:
        return False
    reading = draft.reading
    told = {
        name for token in draft.filled.targets if not _countable(token, reading) for name in reading.concepts(token)
    }
    known = {name for token in earlier.filled.targets for name in reading.concepts(token)}
    return not told or bool(told & known)


def _nearest(drafts: list[Draft], to: Draft) -> list[Draft]:
    return sorted(drafts, key=lambda draft: abs(draft.trigger.i - to.trigger.i))


def _is_toll_of(harm: Draft, other: Draft) -> bool:
    if not other.is_a("attack") and not other.is_a("harm"):
        return False
    if not is_verb(harm.trigger) and other.trigger not in governors(harm.trigger)[:3]:
        return False
    if harm.trigger.sent == other.trigger.sent:
        below = (
            harm.trigger
            if other.trigger in governors(harm.trigger)
            else other.trigger
            if harm.trigger in governors(other.trigger)
            else None
        )
        if below is None and (harm.filled.actors or harm.filled.weapons or not other.is_a("attack")):
            return False
        if harm.filled.actors and other.filled.actors and not set(harm.filled.actors) & set(other.filled.actors):
            return False
        return (
            below is None
            or below.dep_
            in ("advcl", "conj", "relcl", "acl", "ccomp", "xcomp", "dep", "parataxis", "pcomp", "ROOT", "prep")
            or not is_verb(below)
        )
    if harm.filled.weapons or any(token.pos_ != "PRON" for token in harm.filled.actors):
        return False
    subjects = [child for child in harm.trigger.children if child.dep_ in SUBJECTS]
    follows = (
        harm.trigger.sent.start - other.trigger.sent.start > 0 and harm.trigger.sent.start == other.trigger.sent.end
    )
    return follows and other.is_a("attack") and bool(subjects)


def _piece_weapon(draft: Draft, drafts: list[Draft]) -> None:
    """An attack whose subject the parser lost: the weapon named before it in its sentence, if no other event has it."""
    verb = draft.trigger
    if draft.filled.weapons or draft.filled.actors or not draft.is_a("attack") or not is_verb(verb):
        return
    if subjects(verb):
        return
    taken = {
        token.i for other in drafts for token in (*other.filled.weapons, *other.filled.targets) if other.is_a("attack")
    }
    for token in reversed(list(verb.doc[verb.sent.start : verb.i])):
        if (
            token.i not in taken
            and token.pos_ in ("NOUN", "PROPN")
            and token.dep_ != "compound"
            and draft.reading.is_a(token, "weapon")
        ):
            draft.filled.add("weapon", [token])
            draft.filled.pieced.add(token.i)
            return


def _take_actors_of_weapons(draft: Draft) -> None:
    """ "Russian warplanes", "the army's shells", "a shell fired from rebel positions": who has the weapon acts."""
    reading = draft.reading
    if any(token.pos_ != "PRON" for token in draft.filled.actors):
        return
    for weapon in draft.filled.weapons:
        for child in weapon.children:
            if child.dep_ in ("poss", "amod", "compound", "nmod") and (
                reading.vocabulary.any_is_a(reading.covered(child), "actor")
                or child.ent_type_ in ("NORP", "GPE")
                or (child.dep_ == "poss" and reading.is_a(child, "actor"))
            ):
                draft.filled.add("actor", [child])
            elif child.dep_ in ("acl", "relcl") and is_verb(child):
                given = arguments(child)
                owners = [*given.by, *(token for prep, tokens in given.obliques if prep == "from" for token in tokens)]
                owners += [token for token in given.agents if token != weapon]
                draft.filled.add("actor", [token for token in owners if reading.is_a(token, "actor")])
        for token in [weapon] if not draft.filled.actors else []:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in ("of", "from"):
                    draft.filled.add(
                        "actor",
                        [grand for grand in child.children if grand.dep_ == "pobj" and reading.is_a(grand, "actor")],
                    )
