"""Who says so? The source of a claim: a verb of saying over or beside it, "according to", or the speaker of a quote."""

import re
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from ihl_check.events.grammar import SUBJECTS, governors, is_verb, subjects
from ihl_check.events.model import Source, Span
from ihl_check.events.reading import Reading

_QUOTE = re.compile(r"[\"“„«”»]")
_SHORT_QUOTE = 4
_TAIL = 9
"""How many words at the end of a sentence may hold the one who says it."""
_COMMAS = frozenset(",\"”’'»—–")
_FIRST_PERSON = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """``cue`` is the word that marks a claim as somebody's; ``sources`` may be empty where nobody is named."""

    cue: Span
    sources: tuple[Source, ...] = ()


def read_attribution(trigger: Token, reading: Reading) -> Attribution | None:
    """Who makes the claim at ``trigger``; ``None`` where the text says it in its own voice."""
    return (
        _from_clause(trigger, reading)
        or _from_sentence(trigger, reading)
        or _from_quote(trigger, reading)
        or _from_hearsay(trigger, reading)
    )


def is_saying(token: Token, reading: Reading) -> bool:
    return is_verb(token) and any(concept in ("saying", "accusing", "admitting") for concept in reading.covered(token))


def _from_clause(trigger: Token, reading: Reading) -> Attribution | None:
    """ "X said that ...", "X accused Y of ...", "..., X said"."""
    below = trigger
    for head in governors(trigger):
        if is_saying(head, reading) and below.dep_ in (
            "ccomp",
            "xcomp",
            "prep",
            "dobj",
            "pcomp",
            "advcl",
            "parataxis",
            "acl",
            "nsubjpass",
        ):
            if (
                below.dep_ in ("dobj", "advcl")
                and "accusing" not in reading.covered(head)
                and "admitting" not in reading.covered(head)
                and not _tells_of(head, below)
            ):
                below = head
                continue
            if below.dep_ == "prep" and below.lower_ not in ("of", "for", "to", "about"):
                below = head
                continue
            return _by_speaker(head, reading)
        if (
            not is_verb(head)
            and "reporting-noun" in reading.covered(head)
            and below.dep_ in ("prep", "acl", "ccomp", "appos", "relcl")
        ):
            owner = next((child for child in head.children if child.dep_ == "poss"), None)
            cue = reading.span(head.i, head.i + 1)
            return Attribution(cue, (_source(owner, head, reading),) if owner is not None else ())
        below = head
    return None


def _tells_of(head: Token, below: Token) -> bool:
    """ "reported an attack", "described the bombing": the act is the object of the telling."""
    return below.dep_ == "dobj" and head.lemma_.lower() in (
        "report",
        "describe",
        "allege",
        "document",
        "recount",
        "record",
        "confirm",
        "verify",
        "recall",
        "count",
    )


def _from_sentence(trigger: Token, reading: Reading) -> Attribution | None:
    """ "According to X, ..." and a verb of saying set apart by a comma."""
    sentence = reading.doc[slice(*reading.borders(trigger))]
    for token in sentence:
        if "according-to" in reading.covered(token):
            named = next((child for child in token.subtree if child.dep_ == "pobj"), None)
            return Attribution(
                reading.span(token.i, token.i + 1), (_source(named, token, reading),) if named is not None else ()
            )
    for token in sentence:
        if is_saying(token, reading) and _set_apart(token, trigger):
            return _by_speaker(token, reading)
    return _from_tail(trigger, reading)


def _from_tail(trigger: Token, reading: Reading) -> Attribution | None:
    """ "..., the press union reports.": by word order, where the parser took the verb for something else."""
    begin, end = reading.borders(trigger)
    for verb in reading.doc[max(begin, end - _TAIL) : end]:
        if verb.i <= trigger.i + 1 or "saying" not in reading.covered(verb) or verb.tag_ in ("VBG", "VB"):
            continue
        start = verb.i
        while (
            start > begin
            and verb.i - start < _TAIL
            and not reading.doc[start - 1].is_punct
            and not is_verb(reading.doc[start - 1])
        ):
            start -= 1
        nouns = [token for token in reading.doc[start : verb.i] if token.pos_ in ("NOUN", "PROPN", "PRON")]
        after = reading.doc[verb.i + 1] if verb.i + 1 < end else None
        if (
            nouns
            and start > trigger.i
            and reading.doc[start - 1].text in _COMMAS
            and (after is None or after.is_punct or after.ent_type_ in ("DATE", "TIME") or after.pos_ == "ADP")
        ):
            head = next((token for token in nouns if token.head.i >= verb.i or token.head.i < start), nouns[-1])
            span = reading.span(start, verb.i)
            return Attribution(
                reading.span(verb.i, verb.i + 1),
                (Source(span, source_kind(head, reading), reading.span(verb.i, verb.i + 1)),),
            )
    return None


def _set_apart(verb: Token, trigger: Token) -> bool:
    """A clause of saying that stands at the end or in the middle of the sentence: "..., the mission said."."""
    if verb.i < trigger.i and verb.dep_ not in ("parataxis", "ccomp", "ROOT"):
        return False
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is None or not any(child.dep_ in ("nsubj",) for child in verb.children):
        return False
    begin = min(subject.left_edge.i, verb.i)
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    before = verb.doc[begin - 1] if begin > verb.sent.start else None
    closed = after is None or after.is_punct or after.dep_ in ("prep", "npadvmod", "advmod", "nsubj")
    return before is not None and before.is_punct and before.text not in "-(" and closed


def _from_quote(trigger: Token, reading: Reading) -> Attribution | None:
    """The speaker of the quotation that the trigger stands in."""
    quote = _quotation(trigger, reading)
    if quote is None:
        return None
    sentences = list(reading.doc.sents)
    index = next(i for i, sent in enumerate(sentences) if sent.start <= trigger.i < sent.end)
    for near in (index, index + 1, index - 1, index + 2, index - 2):
        if 0 <= near < len(sentences):
            for token in sentences[near]:
                if is_saying(token, reading) and not quote[0] <= token.i < quote[1] and _inside(token, reading) is None:
                    found = _by_speaker(token, reading)
                    if found.sources:
                        return found
    cue = reading.span(quote[0], min(quote[0] + 1, len(reading.doc)))
    return Attribution(cue)


def _quotation(trigger: Token, reading: Reading) -> tuple[int, int] | None:
    """Token borders of the quotation around the trigger, unless it is only a few words in scare quotes."""
    borders = _inside(trigger, reading)
    if borders is None or borders[1] - borders[0] <= _SHORT_QUOTE:
        return None
    return borders


def _inside(token: Token, reading: Reading) -> tuple[int, int] | None:
    """Borders of the quotation that a token stands in, marks excluded; an unclosed one runs to the passage's end."""
    opened: int | None = None
    for other in reading.doc:
        if not _QUOTE.fullmatch(other.text):
            continue
        if opened is None:
            opened = other.i
        else:
            if opened < token.i < other.i:
                return opened + 1, other.i
            opened = None
    if opened is not None and opened < token.i:
        return opened + 1, len(reading.doc)
    return None


def _from_hearsay(trigger: Token, reading: Reading) -> Attribution | None:
    for token in trigger.sent:
        if "hearsay" in reading.covered(token) and _near(token, trigger):
            return Attribution(reading.span(token.i, token.i + 1))
    return None


def _near(cue: Token, trigger: Token) -> bool:
    """Whether an adverb or "said to" belongs to the clause of the trigger."""
    chain = [trigger, *governors(trigger)][:4]
    return cue in chain or cue.head in chain or any(head in chain for head in governors(cue)[:3])


def _by_speaker(verb: Token, reading: Reading) -> Attribution:
    cue = reading.span(verb.i, verb.i + 1)
    speakers: list[Token]
    agent = [
        grand for child in verb.children if child.dep_ == "agent" for grand in child.children if grand.dep_ == "pobj"
    ]
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        speakers = agent
    else:
        speakers = [token for token in subjects(verb) if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM")]
    speakers = [
        token
        for token in speakers
        if token.lower_ not in _FIRST_PERSON | {"it", "there"} or token.i in reading.antecedents
    ]
    return Attribution(cue, tuple(_source(token, verb, reading) for token in speakers[:2]))


def _source(token: Token, cue: Token, reading: Reading) -> Source:
    holder, head = reading.antecedents.get(token.i, (reading, token))
    if head.pos_ == "PROPN":
        while head.dep_ == "appos" and head.head.pos_ in ("PROPN", "NOUN"):
            head = head.head
    return Source(holder.phrase(head), source_kind(head, holder), reading.span(cue.i, cue.i + 1))


def source_kind(head: Token, reading: Reading) -> str:
    """person, organisation, unnamed, state-media, party or witness."""
    concepts = reading.concepts(head)
    words = " ".join(token.lower_ for token in head.subtree)
    if "state media" in words or "state television" in words or "state news agency" in words or "state tv" in words:
        return "state-media"
    if reading.vocabulary.any_is_a(concepts, "actor"):
        return "party"
    if head.lemma_.lower() in ("witness", "survivor", "resident", "villager", "neighbour", "neighbor"):
        return "witness"
    if head.ent_type_ == "PERSON" or any(child.ent_type_ == "PERSON" for child in head.children):
        return "person"
    if head.ent_type_ == "ORG" or reading.vocabulary.any_is_a(concepts, "organisation"):
        return "organisation"
    return "unnamed"


def clause_words(sentence: Words) -> frozenset[str]:
    """Lemmas of the content words of a sentence."""
    return frozenset(token.lemma_.lower() for token in sentence if token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ"))
