"""A parsed passage with the vocabulary laid over it: which concepts a noun phrase names, and where triggers stand."""

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from ihl_check.events.gazetteer import load_gazetteer
from ihl_check.events.grammar import noun_phrase
from ihl_check.events.model import Kind, Span
from ihl_check.passages.scan import Hit
from ihl_check.passages.split import Passage
from ihl_check.vocabulary.model import Vocabulary
from ihl_check.vocabulary.terms import Term

NAMED_PLACES = frozenset({"GPE", "LOC", "FAC"})
_DESCRIBED = {
    "described-captive": "captive",
    "described-detainee": "detainee",
    "described-surrendered": "surrendered-fighter",
    "described-wounded": "wounded-or-sick",
}
"""What an adjective or participle makes of a person."""
_PERSON_PRONOUNS = frozenset(
    "he she him her his my our their your they them i we us me who whoever everyone everybody anyone anybody someone "
    "somebody himself herself themselves".split()
)
_OF_PERSONS = (
    "or",
    "er",
    "ist",
    "man",
    "woman",
    "ian",
    "ee",
    "ant",
    "chief",
    "head",
    "name",
    "news",
    "report",
    "loss",
    "death",
    "lack",
    "use",
)
"""Endings of nouns that are not what they are "of": the director of a hospital is none."""
_CHARGED = frozenset("fill load pack arm contain carry tip stuff lace charge coat fit".split())
_LOCATIVE = frozenset("in at near outside around over on into onto".split())
_QUANTITIES = frozenset(
    "dozen dozens hundred hundreds thousand thousands score scores number numbers group groups lot lots majority half "
    "most many several some all both each one ones none few rest handful couple pair member members part parts kind "
    "series body bodies type crowd crowds column convoy million millions any two three four five six seven eight "
    "nine ten".split()
)


@dataclass(slots=True)
class Reading:
    """One passage: its parse, and which terms stand on which token. Token offsets count from ``passage.begin``."""

    passage: Passage
    doc: Doc
    vocabulary: Vocabulary
    countries: frozenset[str] = frozenset()
    """ISO codes of the countries that the document names."""
    phrases: dict[int, list[tuple[int, Hit]]] = field(default_factory=dict)
    """Token index -> (index of the phrase's head, hit) for terms that are not triggers."""
    triggers: dict[int, list[Term]] = field(default_factory=dict)
    """Token index of a trigger's head -> its terms."""
    trigger_spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Token index of a trigger's head -> its words as token indices, end exclusive."""
    antecedents: dict[int, tuple["Reading", Token]] = field(default_factory=dict)
    """Token index of a pronoun or "the building" -> the earlier phrase it stands for, and where."""
    _concepts: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def span(self, begin: int, end: int) -> Span:
        """The words of tokens ``begin`` to ``end`` (exclusive) as a span of the document."""
        first, last = self.doc[begin], self.doc[end - 1]
        start, stop = first.idx, last.idx + len(last.text)
        return Span(self.passage.begin + start, self.passage.begin + stop, self.passage.text[start:stop])

    def phrase(self, head: Token) -> Span:
        return self.span(*noun_phrase(head))

    def borders(self, token: Token) -> tuple[int, int]:
        """Token borders of the whole sentence, semicolons crossed."""
        begin, end = token.sent.start, token.sent.end
        while begin > 0 and self.doc[begin - 1].text == ";":
            begin = self.doc[begin - 1].sent.start
        while end < len(self.doc) and self.doc[end - 1].text == ";":
            end = self.doc[end].sent.end
        return begin, end

    def sentence(self, token: Token) -> Span:
        begin, end = self.borders(token)
        while begin < end - 1 and self.doc[begin].is_space:
            begin += 1
        while end > begin + 1 and self.doc[end - 1].is_space:
            end -= 1
        return self.span(begin, end)

    def named(self, token: Token) -> tuple[str, ...]:
        """Concepts of the terms whose head the token is, cues left out: they say nothing of what a thing is."""
        found = {term.concept for head, hit in self.phrases.get(token.i, ()) if head == token.i for term in hit.terms}
        return tuple(sorted(concept for concept in found if not self.vocabulary.is_a(concept, "cue")))

    def covered(self, token: Token) -> tuple[str, ...]:
        """Concepts of every term that covers the token."""
        return tuple(sorted({term.concept for _, hit in self.phrases.get(token.i, ()) for term in hit.terms}))

    def concepts(self, head: Token) -> tuple[str, ...]:
        """What a noun phrase names, read from its head; from its complement where the head is a part or a quantity."""
        if head.i not in self._concepts:
            self._concepts[head.i] = ()
            self._concepts[head.i] = tuple(sorted(self._read(head)))
        return self._concepts[head.i]

    def is_a(self, head: Token, concept: str) -> bool:
        return self.vocabulary.any_is_a(self.concepts(head), concept)

    def fits(self, head: Token, concept: str) -> bool:
        """Whether a phrase can fill a slot: it is the concept, or for a weapon also an attack told as a noun."""
        return self.is_a(head, concept) or (concept == "weapon" and self.is_act_noun(head))

    def is_act_noun(self, token: Token) -> bool:
        """Whether a token is a noun that tells of an attack."""
        return any(
            term.part == "noun" and self.vocabulary.is_a(term.concept, "attack")
            for term in self.triggers.get(token.i, ())
        )

    def forget_guesses(self) -> None:
        """Concepts read before the references of the passage were known are read anew."""
        self._concepts = {index: names for index, names in self._concepts.items() if index in self.antecedents}

    def refer(self, token: Token, source: "Reading", antecedent: Token) -> None:
        """Notes what a pronoun or a bare definite phrase stands for; it then names the same concepts."""
        self.antecedents[token.i] = (source, antecedent)
        self._concepts[token.i] = source.concepts(antecedent)

    def _read(self, head: Token) -> set[str]:
        found = set(self.named(head))
        root_kinds = set(found)
        part = "part" in {a for c in found for a in self.vocabulary.ancestors(c)}
        quantity = head.lower_ in _QUANTITIES or head.pos_ == "NUM" or head.tag_ in ("CD", "DT", "PDT")
        if part or (quantity and root_kinds <= {"people"}):
            for child in head.children:
                if child.dep_ == "prep" and child.lower_ in ("of", "at", "in", "for", "among", "to"):
                    for grand in child.children:
                        if grand.dep_ == "pobj" and (child.lower_ == "of" or part):
                            found |= set(self.concepts(grand))
                elif part and child.dep_ in ("compound", "poss", "nmod", "amod"):
                    found |= set(self.covered(child)) | (set(self.concepts(child)) if child.dep_ == "poss" else set())
            found -= {"part"} if len(found) > 1 else set()
            root_kinds = found
        if not root_kinds:
            # "a patrol of peacekeepers", "a convoy of trucks": a word for many is what the many are.
            members = [
                grand
                for child in head.children
                if child.dep_ == "prep" and child.lower_ == "of"
                for grand in child.children
                if grand.dep_ == "pobj"
            ]
            if not head.lower_.endswith(_OF_PERSONS):
                found |= {name for member in members for name in self.concepts(member)}
            root_kinds = set(found)
        if not root_kinds:
            # "the FARC column", "an army unit": whose it is.
            modifiers = [
                name
                for child in head.children
                if child.dep_ in ("compound", "amod", "nmod", "poss")
                for name in self.covered(child)
            ]
            found |= {name for name in modifiers if self.vocabulary.is_a(name, "actor")}
            root_kinds = set(found)
        if self.vocabulary.any_is_a(found, "person"):
            found |= self._described(head)
        if self.vocabulary.any_is_a(found, "weapon"):
            found |= self._charge(head)
        if found == {"vehicle"} and self._has_armed_owner(head):
            # "militia lorries" are what "army lorries" are.
            found = {"military-vehicle"}
        found |= self._owners(head)
        if head.pos_ == "PROPN" or (not root_kinds and head.ent_type_):
            for child in head.children:
                if child.dep_ in ("compound", "appos", "nmod") or (child.dep_ == "amod" and not root_kinds):
                    found |= {c for c in self.covered(child) if not self.vocabulary.is_a(c, "cue")}
            if head.dep_ == "appos":
                found |= set(self.named(head.head))
        if not {c for c in found if not self.vocabulary.is_a(c, "cue")}:
            found |= self._unnamed(head, quantity)
        return found

    def _described(self, head: Token) -> set[str]:
        """In whose power a person is, by an adjective or participle: "the captured officers", "men detained at"."""
        states = [
            name
            for child in head.children
            if child.dep_ == "amod" or (child.dep_ == "acl" and child.tag_ == "VBN")
            for name in self.covered(child)
        ]
        members = [
            name for child in head.children if child.dep_ in ("compound", "amod") for name in self.covered(child)
        ]
        return {_DESCRIBED[name] for name in states if name in _DESCRIBED} | {
            name for name in members if self.vocabulary.is_a(name, "armed-actor")
        }

    def _charge(self, head: Token) -> set[str]:
        """What a weapon holds: "shells filled with mustard gas", "rockets carrying bomblets"."""
        held: list[Token] = []
        for child in head.children:
            if child.dep_ in ("acl", "relcl") and child.lemma_.lower() in _CHARGED:
                held += [grand for grand in child.children if grand.dep_ == "dobj"]
                held += [
                    pobj
                    for grand in child.children
                    if grand.dep_ == "prep"
                    for pobj in grand.children
                    if pobj.dep_ == "pobj"
                ]
            elif child.dep_ == "prep" and child.lower_ in ("of", "with"):
                held += [pobj for pobj in child.children if pobj.dep_ == "pobj"]
        return {name for token in held for name in self.concepts(token) if self.vocabulary.is_a(name, "weapon")}

    def _has_armed_owner(self, head: Token) -> bool:
        owners = [child for child in head.children if child.dep_ in ("compound", "poss", "nmod", "amod")]
        return any(self.vocabulary.any_is_a(self.covered(child), "armed-actor") for child in owners)

    def _owners(self, head: Token) -> set[str]:
        """Organisations whose staff or property a phrase names: "the agency's warehouse"."""
        owners: set[str] = set()
        for child in head.children:
            if child.dep_ in ("compound", "poss", "nmod", "amod"):
                owners |= set(self.covered(child))
            elif child.dep_ == "prep" and child.lower_ in ("of", "from", "with", "for", "in"):
                owners |= {name for inner in child.subtree if inner.i < child.i + 8 for name in self.covered(inner)}
        return {name for name in owners if self.vocabulary.is_a(name, "organisation")}

    def _unnamed(self, head: Token, quantity: bool) -> set[str]:
        """What a phrase is that no term names."""
        if head.ent_type_ in ("GPE", "LOC") or self.is_known_place(head):
            return {"town"}
        if head.ent_type_ == "NORP" and head.pos_ in ("PROPN", "NOUN"):
            return {"person"}
        if head.ent_type_ == "PERSON" or (head.ent_type_ == "" and head.lower_ in _PERSON_PRONOUNS):
            return {"person"}
        if (
            quantity
            and head.pos_ in ("NUM", "NOUN", "DET", "PRON")
            and not any(c.dep_ == "prep" for c in head.children)
        ):
            return (
                {"person"}
                if head.pos_ == "NUM" or head.lower_ in ("dozens", "hundreds", "thousands", "scores")
                else set()
            )
        return set()

    def is_known_place(self, head: Token) -> bool:
        """The gazetteer outweighs the tagger: on names after "in" or "near", on towns of the document's countries."""
        local = head.dep_ == "pobj" and head.head.lower_ in _LOCATIVE
        if head.pos_ != "PROPN" or head.ent_type_ in ("DATE", "TIME") or (head.ent_type_ == "NORP" and not local):
            return False
        entries = load_gazetteer().find(head.text, loosely=False)
        if local:
            return bool(entries)
        return head.ent_type_ != "PERSON" and any(entry.country in self.countries for entry in entries)

    def kind(self, head: Token) -> Kind:
        """What sort of thing a phrase is; object where nothing says otherwise."""
        concepts = self.concepts(head)
        for concept, kind in (
            ("weapon", Kind.WEAPON),
            ("person", Kind.PERSON),
            ("organisation", Kind.ORGANISATION),
            ("object", Kind.OBJECT),
            ("place", Kind.PLACE),
        ):
            if self.vocabulary.any_is_a(concepts, concept):
                if kind is Kind.PERSON and (
                    head.tag_ in ("NNS", "NNPS") or self.vocabulary.any_is_a(concepts, "actor")
                ):
                    return Kind.GROUP
                return kind
        if head.ent_type_ == "ORG":
            return Kind.ORGANISATION
        return Kind.OBJECT


def read_passage(
    passage: Passage, doc: Doc, vocabulary: Vocabulary, countries: frozenset[str] = frozenset()
) -> Reading:
    """Lays a passage's terms over its parse."""
    reading = Reading(passage, doc, vocabulary, countries)
    nouns = _in_longer_nouns(passage, doc)
    for hit in passage.hits:
        span = doc.char_span(hit.begin - passage.begin, hit.end - passage.begin, alignment_mode="expand")
        if span is None or not len(span):
            continue
        phrases = tuple(term for term in hit.terms if term.part == "phrase")
        if len(span) == 1 and span[0].pos_ == "VERB" and span[0].tag_ in ("VBZ", "VBD", "VBP", "VB"):
            # "The academy recruits boys": a verb names no thing.
            phrases = tuple(term for term in phrases if vocabulary.is_a(term.concept, "cue"))
        if len(span) == 1 and (span[0].tag_ in ("PRP", "PRP$") or _is_possessive(span[0])):
            # "Still using mine": a pronoun is no weapon.
            phrases = tuple(t for t in phrases if not any(vocabulary.is_a(t.concept, k) for k in ("weapon", "object")))
        if phrases:
            head = span.root.i if span.root.head.i >= span.end or span.root.head.i < span.start else span.end - 1
            head = head if doc[head].pos_ in ("NOUN", "PROPN", "PRON") else span.end - 1
            for token in span:
                reading.phrases.setdefault(token.i, []).append((head, Hit(hit.begin, hit.end, phrases)))
        for term in hit.terms:
            if term.part == "phrase":
                continue
            token = span[-1] if term.part == "verb" or len(span) == 1 or span.root.pos_ == "VERB" else span.root
            if _is_trigger(token, term) and not (term.part == "verb" and token.pos_ != "VERB" and token.i in nouns):
                reading.triggers.setdefault(token.i, []).append(term)
                begin, end = reading.trigger_spans.get(token.i, (span.start, span.end))
                reading.trigger_spans[token.i] = (min(begin, span.start), max(end, span.end))
    return reading


def _is_possessive(token: Token) -> bool:
    """ "I got mine years ago": whatever its tag, a mine that explodes has a determiner or modifier."""
    return token.lower_ == "mine" and not any(True for _ in token.lefts)


def _in_longer_nouns(passage: Passage, doc: Doc) -> set[int]:
    """Tokens of nouns and names of several words, such as "air strike"."""
    found: set[int] = set()
    for hit in passage.hits:
        if any(term.part != "verb" for term in hit.terms):
            span = doc.char_span(hit.begin - passage.begin, hit.end - passage.begin, alignment_mode="expand")
            if span is not None and len(span) > 1:
                found |= {token.i for token in span}
    return found


def _is_trigger(token: Token, term: Term) -> bool:
    if token.dep_ in ("aux", "auxpass"):
        return False
    if term.part == "noun":
        if len(term.forms[0].split()) >= 3:
            # "not one of them will leave alive": fixed words, whatever their tags.
            return True
        return token.pos_ in ("NOUN", "PROPN") or (
            token.tag_ == "VBG" and token.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass", "compound", "ROOT")
        )
    if token.pos_ in ("VERB", "AUX"):
        # "the burning jet" tells of no act; "the bombed hospital" does.
        return (token.dep_ != "compound" or is_headline_verb(token)) and not (
            token.dep_ == "amod" and token.tag_ == "VBG"
        )
    if term.part == "verb" and is_headline_verb(token):
        return True
    if token.pos_ in ("NOUN", "PROPN", "ADJ") and token.dep_ != "compound" and _is_past_form(token, term):
        return True
    if token.pos_ == "ADJ" and token.tag_ in ("VBN", "JJ") and token.text.lower().endswith(("ed", "en", "own", "t")):
        return True
    # The tagger takes verbs of headlines and lists for nouns: "Drone hits school", "Shells rain on market".
    return (
        token.pos_ in ("NOUN", "PROPN")
        and token.dep_ in ("ROOT", "appos", "dep")
        and any(child.dep_ in ("dobj", "nsubj", "compound", "prep") for child in token.children)
    )


def is_headline_verb(token: Token) -> bool:
    """ "Sniper kills nurse at clinic": a third person taken for part of a compound, in a line without a verb."""
    if token.dep_ not in ("compound", "nsubj") or not token.lower_.endswith("s") or token.tag_ not in ("NNS", "VBZ"):
        return False
    if token.i == token.sent.start or token.i + 1 >= token.sent.end:
        return False
    before, after = token.nbor(-1), token.nbor(1)
    if (
        before.pos_ not in ("NOUN", "PROPN")
        or before.tag_ == "NNS"
        or after.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")
    ):
        return False
    comma = next((other.i for other in token.sent if other.text == "," and other.i > token.i), token.sent.end)
    clause = token.doc[token.sent.start : comma]
    return not any(other.tag_ in ("VBD", "VBZ", "VBP", "MD") for other in clause if other.i != token.i)


def _is_past_form(token: Token, term: Term) -> bool:
    """A past form that the tagger took for a noun: "rebels by the ford shot at them"."""
    form = token.lower_
    if form not in term.forms or form.endswith(("ing", "s")):
        return False
    stems = {other[:-3] for other in term.forms if other.endswith("ing")}
    base = any(stem in (form, form[:-1], form + form[-1]) for stem in stems)
    return not base
