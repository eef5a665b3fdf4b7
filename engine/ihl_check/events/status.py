"""Did it happen? The status of an event, from what stands over its trigger: negation, mood, plans, fears, law talk."""

from collections.abc import Iterable

from spacy.tokens import Token

from ihl_check.events.grammar import SUBJECTS, crosses_semicolon, is_verb
from ihl_check.events.model import Span, Status
from ihl_check.events.reading import Reading

_GOVERNING = (
    ("fearing", Status.FEARED),
    ("threatening", Status.THREATENED),
    ("ordering", Status.ORDERED),
    ("planning", Status.PLANNED),
    ("supposing", Status.HYPOTHETICAL),
    ("averting", Status.NEGATED),
    ("denial", Status.NEGATED),
)
_NEGATIVE_WORDS = frozenset("no not n't never nobody none neither nor nothing nowhere hardly".split())
_MODALS = {
    "may": Status.HYPOTHETICAL,
    "might": Status.HYPOTHETICAL,
    "could": Status.HYPOTHETICAL,
    "can": Status.GENERIC,
    "would": Status.HYPOTHETICAL,
    "'d": Status.ASSERTED,
    "will": Status.PLANNED,
    "'ll": Status.PLANNED,
    "wo": Status.PLANNED,
    "shall": Status.GENERIC,
    "should": Status.GENERIC,
    "must": Status.GENERIC,
    "ought": Status.GENERIC,
}
_HABITUAL = frozenset("every each whenever always often sometimes us me when night daily".split())
_DONE_WITH = frozenset("use manage proceed begin start continue return go force compel make deploy employ".split())
"""Verbs whose infinitive was done: "used a bulldozer to flatten the chapel"."""
_TOLD_TO = frozenset("tell ask encourage allow urge invite beg implore persuade".split())
"""Verbs whose infinitive was asked for, not done: "told supporters to carry out attacks"."""
_CONDITIONS = frozenset("if unless whether lest".split())
_CLAUSES = frozenset(
    {
        "ccomp",
        "xcomp",
        "pcomp",
        "acl",
        "advcl",
        "dobj",
        "pobj",
        "prep",
        "conj",
        "nsubj",
        "nsubjpass",
        "attr",
        "compound",
        "appos",
        "acomp",
        "agent",
        "oprd",
        "csubj",
        "amod",
        "relcl",
        "dative",
        "poss",
        "nmod",
    }
)
_NOMINAL = frozenset(
    {"dobj", "pobj", "nsubj", "nsubjpass", "attr", "compound", "conj", "appos", "amod", "poss", "nmod", "dative"}
)


def read_status(
    trigger: Token, arguments: Iterable[Token], reading: Reading, omission: bool = False
) -> tuple[Status, Span | None]:
    """Status of the event at ``trigger`` and the word that decides it; ``ASSERTED`` where nothing does.

    ``arguments`` are the heads of the event's arguments, whose own quantifiers can negate it ("no hospital was hit").
    An ``omission`` ("did not let the convoy through") has its negation as a part of the act.
    """
    own = range(*reading.trigger_spans.get(trigger.i, (0, 0)))
    for token in () if omission else (trigger, *arguments):
        clause = token == trigger and (is_verb(token) or any(child.dep_ in SUBJECTS for child in token.children))
        negation = _negation(token, nominal=not clause)
        if negation is not None and _is_law_of(token):
            return Status.GENERIC, reading.span(negation.i, negation.i + 1)
        if negation is not None and negation.i not in own and not _double_negation(negation):
            return Status.NEGATED, reading.span(negation.i, negation.i + 1)
    found = _from_governors(trigger, reading)
    if (
        omission
        and found is not None
        and (found[0] is Status.NEGATED or (found[1] and found[1].text in ("would", "could")))
    ):
        # "would not let them through" tells of a refusal.
        found = None
    if found is not None:
        return found
    for check in (_question, _unreal, _law_talk, _generic_present, _named_only):
        found = check(trigger, reading)
        if found is not None:
            return found
    return Status.ASSERTED, None


def _negation(token: Token, nominal: bool) -> Token | None:
    for child in token.children:
        if child.i > token.i + 1 and child.doc[child.i - 1].text == ",":
            # "hit the school, not the barracks"
            continue
        if child.dep_ == "neg" or (
            child.lower_ in _NEGATIVE_WORDS and child.dep_ in ("det", "neg", "preconj", "advmod")
        ):
            return child
        if not nominal and child.dep_ in SUBJECTS:
            if child.lower_ in ("nobody", "none", "neither", "nothing"):
                return child
            for grand in child.children:
                if grand.dep_ == "det" and grand.lower_ in ("no", "neither"):
                    return grand
    if token.lower_ in ("nobody", "none", "neither", "nothing"):
        return token
    if token.dep_ in ("pcomp", "pobj") and token.head.lower_ == "without":
        return token.head
    if not nominal:
        for child in token.children:
            if child.dep_ in ("aux", "auxpass"):
                for grand in child.children:
                    if grand.dep_ == "neg":
                        return grand
    return None


def _is_law_of(verb: Token) -> bool:
    """ "must not shell", "may not be executed": a rule, and no denial."""
    return is_verb(verb) and any(
        child.dep_ == "aux" and child.lower_ in ("must", "may", "shall", "should") for child in verb.children
    )


def _double_negation(negation: Token) -> bool:
    """ "It is not the case that no one died", "not only"."""
    if any(token.lower_ == "only" for token in negation.doc[negation.i + 1 : negation.i + 2]):
        return True
    before = negation.doc[max(negation.sent.start, negation.i - 8) : negation.i]
    words = [token.lower_ for token in before]
    return (
        negation.lower_ in ("nobody", "no", "none", "nothing")
        and "not" in words
        and ("true" in words or "case" in words)
    )


def _modal(verb: Token) -> tuple[Status, Token] | None:
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ in _MODALS:
            status = _MODALS[child.lower_]
            if child.lower_ == "would" and any(token.lower_ in _HABITUAL for token in verb.sent):
                return None
            if child.lower_ in ("could", "can") and verb.lemma_.lower() in ("hear", "see", "be", "find"):
                return None
            if status is not Status.ASSERTED:
                return status, child
    return None


def _from_governors(trigger: Token, reading: Reading) -> tuple[Status, Span | None] | None:
    """Walks up from the trigger; what stands over it in the same clause or over its clause decides."""
    token = trigger
    nominal = True
    while True:
        nominal = nominal and not is_verb(token)
        if is_verb(token):
            found = _verb_mood(token, trigger, reading)
            if found is not None:
                return found
        elif nominal:
            for child in token.children:
                if child.dep_ in ("amod", "compound", "advmod", "acl") and child.i < token.i:
                    status = _concept_status(child, reading)
                    if status is not None and status is not Status.ORDERED:
                        return status, reading.span(child.i, child.i + 1)
        head = token.head
        if head == token or token.dep_ not in _CLAUSES or crosses_semicolon(token, head):
            return None
        if token.dep_ == "conj" and is_verb(token):
            if any(child.dep_ in SUBJECTS for child in token.children):
                return None
            if token.tag_ == "VBD" and head.tag_ == "VB":
                # A past tense is joined to the verb above the infinitive, whatever the parser says.
                token = head.head
                continue
            if _concept_status(head, reading) is not None:
                # "refused to leave and shot three of them": what is refused is not what is joined to the refusal.
                token = head
                continue
        # "because", "after", "when": the main clause's mood does not reach down, but a participle shares it.
        shares = token.tag_ == "VBG" and not any(child.dep_ == "mark" for child in token.children)
        if token.dep_ == "advcl" and not shares and not _adverbial_of_plan(token):
            return None
        if token.dep_ == "relcl" and token == trigger:
            return None
        if (
            token.dep_ in _NOMINAL | {"prep", "agent"}
            and token != trigger
            and is_verb(head)
            and token.dep_ in ("nsubj", "nsubjpass", "prep", "agent")
        ):
            # An argument of an argument: only the law and plans reach it, through the checks of the sentence.
            if token.pos_ == "ADP" and head.lower_ not in _MODALS and trigger.head == token:
                pass
            elif _concept_status(token, reading) is None:
                return None
        if head.lemma_.lower() in _TOLD_TO and token.dep_ in ("xcomp", "ccomp") and token.tag_ == "VB":
            return Status.ORDERED, reading.span(head.i, head.i + 1)
        status = _concept_status(head, reading)
        if status is not None and _governs(head, token, trigger, status):
            return status, reading.span(head.i, head.i + 1)
        token = head


def _verb_mood(verb: Token, trigger: Token, reading: Reading) -> tuple[Status, Span | None] | None:
    if verb != trigger:
        negation = _negation(verb, nominal=False)
        if negation is not None and not _double_negation(negation) and _inherits_negation(verb, trigger):
            return Status.NEGATED, reading.span(negation.i, negation.i + 1)
    modal = _modal(verb)
    own = trigger.dep_ in ("advcl", "relcl") and trigger.tag_ != "VBG"
    if modal is not None and (verb == trigger or (not own and _inherits_mood(verb, trigger))):
        status, token = modal
        return _over_modal(verb, reading) or (status, reading.span(token.i, token.i + 1))
    if modal is not None and _is_indefinite_subject(trigger, verb):
        # "An air strike on the dam would flood the valley."
        return modal[0], reading.span(modal[1].i, modal[1].i + 1)
    for child in verb.children:
        if child.dep_ == "mark" and child.lower_ in _CONDITIONS and (child.lower_ != "whether" or verb.head != verb):
            return Status.HYPOTHETICAL, reading.span(child.i, child.i + 1)
    if verb == trigger and verb.tag_ == "VB" and _is_infinitive(verb):
        if verb.dep_ in ("csubj", "nsubj") or _opens_sentence_on_being(verb):
            # "To torture a detainee is a crime."
            return Status.GENERIC, None
        if _adverbial_of_plan(verb):
            return Status.PLANNED, None
    return None


def _over_modal(verb: Token, reading: Reading) -> tuple[Status, Span] | None:
    """ "vowed that his men would take no prisoners": the verb above says what sort of future it is."""
    if verb.dep_ in ("ccomp", "advcl"):
        status = _concept_status(verb.head, reading)
        if status in (Status.THREATENED, Status.PLANNED, Status.FEARED, Status.ORDERED):
            return status, reading.span(verb.head.i, verb.head.i + 1)
    return None


def _is_indefinite_subject(trigger: Token, verb: Token) -> bool:
    if is_verb(trigger) or trigger.head != verb or trigger.dep_ not in SUBJECTS:
        return False
    determiners = {child.lower_ for child in trigger.children if child.dep_ in ("det", "poss")}
    return not determiners or bool(determiners & {"a", "an", "any", "another"})


def _inherits_negation(verb: Token, trigger: Token) -> bool:
    """Whether a negation or modal of ``verb`` covers the trigger below it: its objects and clauses, not its subject."""
    token = trigger
    while token.head not in (verb, token):
        token = token.head
    if is_verb(trigger):
        return token.dep_ in ("xcomp", "ccomp", "conj", "pcomp", "prep") and verb.lemma_.lower() not in (
            "say",
            "know",
            "comment",
            "answer",
            "reply",
        )
    return token.dep_ in ("dobj", "attr", "xcomp", "ccomp", "nsubjpass", "nsubj") and token in (trigger, trigger.head)


def _inherits_mood(verb: Token, trigger: Token) -> bool:
    """Whether a modal of ``verb`` covers the trigger: "will begin a bombardment followed by an assault"."""
    token = trigger
    while token.head not in (verb, token):
        token = token.head
    return token.dep_ in ("dobj", "nsubjpass", "xcomp", "ccomp", "conj", "attr", "pcomp")


def _concept_status(token: Token, reading: Reading) -> Status | None:
    concepts = reading.covered(token)
    if token.pos_ == "NOUN" and token.lower_.endswith("ing"):
        # "No warning before the strike": the noun of a verb is no fear.
        return None
    for concept, status in _GOVERNING:
        if concept in concepts:
            return status
    return None


def _governs(head: Token, token: Token, trigger: Token, status: Status) -> bool:
    """Whether a word of fear, plan, denial or failure has what is below it in its scope."""
    if token.dep_ in ("nsubj", "nsubjpass", "csubj"):
        return status in (Status.HYPOTHETICAL,) or (
            token.dep_ == "nsubjpass" and status in (Status.PLANNED, Status.NEGATED, Status.FEARED)
        )
    if token.dep_ in ("advcl", "relcl") and token.tag_ != "VB":
        return False
    if token.dep_ in ("acl",) and not is_verb(head) and token.tag_ == "VBN":
        return False
    if (
        token.dep_ == "prep"
        and token.lower_ in ("in", "after", "during", "since", "before", "by", "with", "on", "at", "as")
        and is_verb(head)
    ):
        return False
    if status is Status.ORDERED:
        return token.dep_ in ("xcomp", "ccomp", "acl", "dobj", "advcl") or token.dep_ == "prep"
    if (
        status is Status.PLANNED
        and is_verb(head)
        and head.lemma_.lower() in ("try", "attempt", "mean")
        and trigger.dep_ == "xcomp"
    ):
        return True
    return not (status is Status.NEGATED and is_verb(trigger) and token.dep_ == "conj")


def _named_only(trigger: Token, reading: Reading) -> tuple[Status, Span | None] | None:
    """An act that is only mentioned by name: "countries that carry out executions", "a propaganda of beheadings"."""
    if is_verb(trigger) or trigger.dep_ in ("nsubj", "nsubjpass", "ROOT"):
        return None
    if any(
        child.dep_ in ("prep", "poss", "nummod", "relcl", "acl", "amod", "det") and child.lower_ not in ("with",)
        for child in trigger.children
    ):
        return None
    if any(child.dep_ in ("compound", "nmod") for child in trigger.children):
        return None
    head = trigger.head
    if (
        trigger.dep_ == "dobj"
        and is_verb(head)
        and head.tag_ in ("VBD", "VBN", "VBG")
        and any(child.dep_ in SUBJECTS for child in head.children)
    ):
        return None
    if trigger.tag_ not in ("NNS", "NNPS"):
        return None
    return Status.GENERIC, reading.span(trigger.i, trigger.i + 1)


def _adverbial_of_plan(verb: Token) -> bool:
    """An infinitive of purpose: "came to kill them"."""
    return (
        verb.tag_ == "VB"
        and verb.head.lemma_.lower() not in _DONE_WITH
        and verb.dep_ in ("advcl", "acl", "relcl")
        and _is_infinitive(verb)
    )


def _is_infinitive(verb: Token) -> bool:
    own = any(child.lower_ == "to" and child.dep_ in ("aux", "mark") for child in verb.children)
    return own or (verb.dep_ == "conj" and verb.tag_ == "VB" and is_verb(verb.head) and _is_infinitive(verb.head))


def _opens_sentence_on_being(verb: Token) -> bool:
    """A sentence that opens with an infinitive and says what it is: "To take hostages or to ... is a crime"."""
    first = verb.sent[0]
    return first.lower_ == "to" and any(token.lower_ in ("is", "are") and token.i > verb.i for token in verb.sent)


def _question(trigger: Token, reading: Reading) -> tuple[Status, Span | None] | None:
    last = [token for token in trigger.sent if not token.is_space][-1:]
    closing = [token for token in trigger.sent if token.text == "?"]
    if last and closing and closing[-1].i >= last[0].i - 1 and closing[-1].i > trigger.i:
        return Status.QUESTION, reading.span(closing[-1].i, closing[-1].i + 1)
    return None


def _unreal(trigger: Token, reading: Reading) -> tuple[Status, Span | None] | None:
    for token in trigger.sent:
        if "unreal" in reading.covered(token):
            return Status.GENERIC, reading.span(token.i, token.i + 1)
    return None


def _law_talk(trigger: Token, reading: Reading) -> tuple[Status, Span | None] | None:
    """A statement of what the law says: the act is not told as done."""
    cue = next((token for token in trigger.sent if "law-talk" in reading.covered(token)), None)
    if cue is None:
        return None
    told = is_verb(trigger) and (
        trigger.tag_ == "VBD"
        or any(child.tag_ == "VBD" and child.dep_ in ("aux", "auxpass") for child in trigger.children)
    )
    perfect = is_verb(trigger) and any(
        child.lower_ in ("has", "have", "had") and child.dep_ == "aux" for child in trigger.children
    )
    if told or perfect:
        return None
    root = trigger
    while root.head != root and root.dep_ not in ("ccomp", "relcl", "parataxis"):
        root = root.head
    if not is_verb(trigger) and is_verb(root) and root.tag_ == "VBD":
        return None
    return Status.GENERIC, reading.span(cue.i, cue.i + 1)


def _generic_present(trigger: Token, reading: Reading) -> tuple[Status, Span | None] | None:
    """A plain present with a bare plural subject and no time or place: "hospitals burn"."""
    if (
        not is_verb(trigger)
        or trigger.tag_ not in ("VBP", "VBZ")
        or any(child.dep_ in ("aux", "auxpass") for child in trigger.children)
    ):
        passive = [child for child in trigger.children if child.dep_ == "auxpass"]
        if not (passive and passive[0].tag_ in ("VBP", "VBZ")):
            return None
    subject = next((child for child in trigger.children if child.dep_ in SUBJECTS), None)
    if (
        subject is None
        or subject.tag_ != "NNS"
        or any(child.dep_ in ("det", "nummod", "poss", "amod", "compound") for child in subject.children)
    ):
        return None
    if any(token.ent_type_ in ("GPE", "LOC", "DATE", "TIME", "CARDINAL", "NORP") for token in trigger.sent):
        return None
    if any(reading.is_a(token, "actor") for token in trigger.sent if token.pos_ in ("NOUN", "PROPN")):
        return None
    ends = [token for token in trigger.sent if token.text == "."]
    return (Status.GENERIC, reading.span(subject.i, subject.i + 1)) if ends else None
