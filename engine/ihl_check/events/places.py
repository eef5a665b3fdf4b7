"""Where did it happen? Chooses the place of an event from its arguments, its clause, its passage, or the dateline."""

from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Token

from ihl_check.events.gazetteer import Gazetteer
from ihl_check.events.model import Place, Span
from ihl_check.events.reading import Reading

_PLACE_PREPOSITIONS = frozenset("in at near outside around of over on from to into across through inside towards toward via between beside north south east west".split())
_LOCAL = frozenset("in at near outside around over across inside on north south east west".split())


def place_names(reading: Reading) -> list[Token]:
    """Heads of the place names of a passage, in order."""
    found = []
    for token in reading.doc:
        if token.pos_ != "PROPN" or token.dep_ == "compound":
            continue
        local = token.dep_ == "pobj" and token.head.lower_ in _PLACE_PREPOSITIONS
        if not local and (token.dep_ in ("nsubj", "poss", "nsubjpass") or token.head.lower_ == "by") and reading.is_a(token, "state"):
            continue
        named = token.dep_ == "pobj" and token.head.lower_ in _LOCAL and token.ent_type_ not in ("PERSON", "DATE", "TIME", "NORP")
        other = any(reading.is_a(token, kind) for kind in ("person", "weapon", "organisation", "object")) and not reading.is_a(token, "place")
        if token.ent_type_ in ("GPE", "LOC") or reading.is_known_place(token) or (named and not other and not _is_time(token)):
            found.append(token)
    return found


def choose_place(
    trigger: Token, arguments: Sequence[Token], excluded: Iterable[Token], reading: Reading, earlier: Sequence[Reading]
) -> Span | None:
    """The name nearest to the event: in its arguments, then in its clause, its sentence, its passage, the one before."""
    barred = {token.i for token in excluded}
    names = [token for token in place_names(reading) if token.i not in barred]
    here = [token for token in names if trigger.sent.start <= token.i < trigger.sent.end]
    for argument in arguments:
        inside = [token for token in here if token == argument or argument in token.ancestors]
        if inside:
            return name_span(inside[0], reading)
    below = [token for token in here if trigger in token.ancestors]
    if below:
        return name_span(min(below, key=lambda token: (token.head.lower_ not in _LOCAL, token.i)), reading)
    if here:
        return name_span(min(here, key=lambda token: (token.head.lower_ not in _LOCAL, abs(token.i - trigger.i))), reading)
    before = [token for token in names if token.i < trigger.sent.start]
    if before:
        return name_span(before[-1], reading)
    for other in reversed(earlier[-2:]):
        names = place_names(other)
        if names:
            return name_span(names[-1], other)
    return None


def name_span(head: Token, reading: Reading) -> Span:
    """The whole name: the head with the capitalised words before it."""
    begin = head.i
    while begin > head.sent.start:
        before = reading.doc[begin - 1]
        if before.dep_ == "compound" and before.pos_ == "PROPN" and (before.head.i <= head.i):
            begin -= 1
        elif before.text == "-" and begin - 2 >= head.sent.start and reading.doc[begin - 2].pos_ == "PROPN" and not before.whitespace_:
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


def _is_time(token: Token) -> bool:
    return token.lower_ in (
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december"
    ).split()
