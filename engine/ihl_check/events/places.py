"""Where did it happen? Chooses the place of an event from its arguments, its clause, its passage, or the dateline."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Token

from ihl_check.events.gazetteer import Gazetteer, load_gazetteer
from ihl_check.events.model import Place, Span
from ihl_check.events.reading import Reading

_LOCAL = frozenset("in at near outside around over across inside on north south east west towards toward".split())
_AWAY = frozenset("to from of through into via between beyond for onto off by".split())
_BACK = 4
"""How many passages back an event may have its place from."""
_ROLES = frozenset({"nsubj", "nsubjpass", "poss"})
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter ramadan".split()
)


def place_names(reading: Reading) -> list[Token]:
    """Heads of the place names of a passage, in order."""
    return [token for token in reading.doc if token.pos_ == "PROPN" and _names_place(token, reading)]


def _names_place(token: Token, reading: Reading) -> bool:
    if token.lower_ in _TIMES or token.ent_type_ in ("DATE", "TIME"):
        return False
    if token.ent_type_ == "NORP":
        # The tagger takes towns for peoples: "in Aleppo".
        return token.dep_ == "pobj" and token.head.lower_ in _LOCAL and _in_gazetteer(token)
    if any(child.dep_ == "compound" and child.i > token.i for child in token.children):
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if token.dep_ == "compound" and token.head.pos_ == "PROPN" and following is not None and following.pos_ == "PROPN":
        return False
    names = {above for concept in reading.covered(token) for above in reading.vocabulary.ancestors(concept)}
    if names & {"person", "weapon", "organisation", "object"} and "place" not in names:
        return False
    if (token.dep_ in _ROLES or token.head.lower_ == "by") and "state" in names:
        return False
    known = token.ent_type_ in ("GPE", "LOC") or "place" in names or reading.is_known_place(token)
    if token.dep_ == "compound":
        # "the Kunduz barracks", "the Mon bridge"
        return token.head.pos_ == "NOUN" and (known or _in_gazetteer(token))
    if token.dep_ == "pobj" and token.head.lower_ in _LOCAL:
        return token.ent_type_ != "ORG" or known or _in_gazetteer(token)
    if token.dep_ in ("pobj", "dobj"):
        return known or _in_gazetteer(token)
    return known


def _in_gazetteer(token: Token) -> bool:
    """Whether the tagger's word for a name is outweighed: the gazetteer knows it as it stands."""
    return bool(load_gazetteer().find(token.text, loosely=False))


def choose_place(
    trigger: Token, arguments: Sequence[Token], excluded: Iterable[Token], reading: Reading, earlier: Sequence[Reading]
) -> Span | None:
    """The name nearest to the event: in its arguments, its clause, its sentence, its passage, or those before."""
    barred = {token.i for token in excluded}
    names = [token for token in place_names(reading) if token.i not in barred]
    here = [token for token in names if trigger.sent.start <= token.i < trigger.sent.end]
    for argument in arguments:
        inside = [token for token in here if token == argument or argument in token.ancestors]
        if inside:
            return name_span(inside[0], reading)
    below = [token for token in here if trigger in token.ancestors and token.head.lower_ in _LOCAL]
    if below:
        return name_span(min(below, key=lambda token: (token.head.lower_ not in _LOCAL, token.i)), reading)
    local = [token for token in here if token.head.lower_ in _LOCAL or token.dep_ == "compound"]
    if local:
        return name_span(min(local, key=lambda token: abs(token.i - trigger.i)), reading)
    before = [token for token in names if token.i < trigger.sent.start and token.head.lower_ in _LOCAL]
    if before:
        return name_span(before[-1], reading)
    if here:
        return name_span(min(here, key=lambda token: abs(token.i - trigger.i)), reading)
    return _told_before(earlier)


def _told_before(earlier: Sequence[Reading]) -> Span | None:
    """The place that the passages before speak of: the name that stands most often after "in", "at" or "near"."""
    spans = [
        name_span(token, other)
        for other in earlier[-_BACK:]
        for token in place_names(other)
        if token.head.lower_ in _LOCAL
    ]
    if not spans:
        return None
    often = Counter(span.text for span in spans)
    return max(reversed(spans), key=lambda span: often[span.text])


def name_span(head: Token, reading: Reading) -> Span:
    """The whole name: the head with the capitalised words before it."""
    begin = head.i
    while begin > head.sent.start:
        before = reading.doc[begin - 1]
        if before.dep_ == "compound" and before.pos_ == "PROPN" and (before.head.i <= head.i):
            begin -= 1
        elif (
            before.text == "-"
            and begin - 2 >= head.sent.start
            and reading.doc[begin - 2].pos_ == "PROPN"
            and not before.whitespace_
        ):
            begin -= 2
        else:
            break
    return reading.span(begin, head.i + 1)


def locate(span: Span, countries: Mapping[str, int], gazetteer: Gazetteer) -> Place:
    """The place as the gazetteer knows it; with the countries of the document preferred, the likeliest first."""
    entry = gazetteer.resolve([span.text], countries)
    if entry is None:
        return Place(span, span.text)
    precision = {"town": "town", "region": "region", "country": "country"}[entry.kind]
    return Place(span, entry.name, entry.country, entry.lat, entry.lon, precision)
