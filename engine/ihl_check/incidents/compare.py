"""Whether two events of reports are one: date, place, target, weapon, actor and toll, each compared by itself."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from math import asin, cos, radians, sin, sqrt

from ihl_check.events.model import Count, Place
from ihl_check.incidents.facts import Facts, words
from ihl_check.incidents.families import domain


class Tie(StrEnum):
    """What one slot says about two accounts."""

    SAME = "same"
    NEAR = "near"
    """Agrees as far as it goes: a city and its province, a day and its month, or a day's difference."""
    OPEN = "open"
    """One of them does not say, or says it in general words."""
    DIFFERENT = "different"


class Relation(IntEnum):
    CONFLICT = 0
    """Something differs: never one incident, not even by way of a third account."""
    UNRELATED = 1
    POSSIBLE = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    relation: Relation
    score: int = 0
    """Of two merges that exclude each other the higher one is made."""
    reasons: tuple[str, ...] = ()
    by: str = ""
    """``reference``: the later one points back ("the hospital"); ``harm``: it tells the harm of the sentence before."""


UNRELATED = Verdict(Relation.UNRELATED)
_EARTH_KM = 6371.0
_ONE_SPOT_KM = 2.0
_RADIUS_KM = {"exact": 5.0, "town": 15.0, "region": 150.0}
_PRECISION = {"exact": 0, "town": 1, "region": 2, "country": 3, "unknown": 4}
_NEIGHBOURS = 250
_NEWS_DAYS = 31
_SAME_NEWS_DAYS = 7
_MASSACRE = 5


def kilometres(a: Place, b: Place) -> float | None:
    """The distance on the ground, or ``None`` where a place has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    half = sin(radians(b.lat - a.lat) / 2) ** 2
    half += cos(radians(a.lat)) * cos(radians(b.lat)) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def compare_places(a: Facts, b: Facts) -> Tie:
    """Same name or same spot; a city within a region is near; two names in two spots differ."""
    tie = _compare_known_places(a, b)
    named = [fact for fact, other in ((a, b), (b, a)) if _names_place(fact, other)]
    if tie is Tie.SAME or not named:
        return tie
    # The text around an account that gives no spot in its own sentence names the place of the other.
    if any(fact.vague_place for fact in named):
        return Tie.SAME
    return Tie.NEAR if tie is Tie.OPEN else tie


def _names_place(a: Facts, b: Facts) -> bool:
    place = b.place
    return (
        place is not None
        and place.precision in ("exact", "town", "unknown")
        and f" {' '.join(words(place.name))} " in a.around
    )


def _compare_known_places(a: Facts, b: Facts) -> Tie:
    one, other = a.place, b.place
    if one is None or other is None:
        return Tie.OPEN
    distance = kilometres(one, other)
    coarse = max(_PRECISION.get(one.precision, 4), _PRECISION.get(other.precision, 4))
    if one.country and other.country and one.country != other.country:
        return Tie.DIFFERENT
    if a.place_words == b.place_words:
        far = distance is not None and distance > 100 and coarse <= 1
        namesakes = coarse == 3 or (coarse == 2 and one.precision != other.precision)  # a city and its province
        return Tie.DIFFERENT if far else Tie.NEAR if namesakes else Tie.SAME
    if a.place_words < b.place_words or b.place_words < a.place_words:
        return Tie.DIFFERENT if distance is not None and distance > 150 else Tie.NEAR
    if coarse <= 1:
        if distance is None:
            return Tie.OPEN
        return Tie.SAME if distance <= _ONE_SPOT_KM else Tie.DIFFERENT
    if coarse == 3:
        return Tie.NEAR if one.country and one.country == other.country else Tie.OPEN
    if coarse == 2 and distance is not None:
        both_regions = one.precision == other.precision == "region"
        within = distance <= _RADIUS_KM["region"]
        return Tie.DIFFERENT if both_regions or not within else Tie.NEAR
    return Tie.OPEN


def compare_dates(a: Facts, b: Facts) -> Tie:
    """Days that overlap are the same; a week that holds the day, or the day after in another report, is near."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return Tie.OPEN
    gap = (max(a.start, b.start) - min(a.end, b.end)).days
    if gap <= 0:
        days = max((a.end - a.start).days, (b.end - b.start).days)
        return Tie.SAME if days <= 1 or (a.start, a.end) == (b.start, b.end) else Tie.NEAR
    if gap == 1 and a.document.id != b.document.id:
        return Tie.NEAR
    return Tie.DIFFERENT


def compare_targets(a: Facts, b: Facts) -> Tie:
    """One specific concept in common is the same, none in common is different; general words leave it open."""
    if a.target_names and b.target_names and not a.target_names & b.target_names:
        return Tie.DIFFERENT
    if a.targets & b.targets:
        return Tie.SAME
    if not a.targets or not b.targets:
        # "killed nine people at the bus station": the sentence names what the other account calls the target
        return Tie.SAME if _names_target(a, b) or _names_target(b, a) else Tie.OPEN
    domains = {domain(concept) for concept in a.targets} & {domain(concept) for concept in b.targets}
    return Tie.NEAR if domains - {None} else Tie.DIFFERENT


def _names_target(a: Facts, b: Facts) -> bool:
    sentence = f" {' '.join(words(a.event.sentence.text))} "
    return any(f" {phrase} " in sentence for phrase in b.target_phrases)


def compare_weapons(a: Facts, b: Facts) -> Tie:
    """Accounts mix up bombs, shells and rockets, but not gas and knives."""
    if a.special_weapons and b.special_weapons and not a.special_weapons & b.special_weapons:
        return Tie.DIFFERENT
    return Tie.SAME if a.weapons & b.weapons else Tie.OPEN


def compare_actors(a: Facts, b: Facts) -> Tie:
    """By the names in the phrases, and by side where there is no name."""
    if a.actors and b.actors:
        return Tie.SAME if a.actors & b.actors else Tie.DIFFERENT
    return Tie.DIFFERENT if a.sides and b.sides and not a.sides & b.sides else Tie.OPEN


def compare_tolls(a: Facts, b: Facts) -> Tie:
    """Equal, close (one within half as many again as the other), or far apart."""
    ties = [tie for tie in (_compare_counts(a.killed, b.killed), _compare_counts(a.injured, b.injured)) if tie]
    for tie in (Tie.DIFFERENT, Tie.SAME, Tie.NEAR):
        if tie in ties:
            return tie
    return Tie.OPEN


def _compare_counts(a: Count | None, b: Count | None) -> Tie | None:
    if a is None or b is None:
        return None
    one = a.min if a.min is not None else a.max
    other = b.min if b.min is not None else b.max
    if one is None or other is None:
        return None
    low, high = sorted((one, other))
    if low == high:
        return Tie.SAME if low >= 2 else Tie.NEAR
    if low * 3 >= high * 2:
        return Tie.NEAR
    return Tie.DIFFERENT if high > low * 3 and high - low > 10 else Tie.OPEN


@dataclass(frozen=True, slots=True)
class _Ties:
    place: Tie
    date: Tie
    target: Tie
    weapon: Tie
    actor: Tie
    toll: Tie

    def reasons(self) -> tuple[str, ...]:
        told, apart = [], []
        for slot in ("place", "date", "target", "weapon", "actor", "toll"):
            tie = getattr(self, slot)
            if tie is Tie.SAME:
                told.append(f"same {slot}")
            elif tie is Tie.NEAR:
                told.append(
                    {
                        "place": "places that agree as far as they are given",
                        "date": "dates that agree or lie a day apart",
                        "target": "related targets",
                        "toll": "close tolls",
                    }[slot]
                )
            elif tie is Tie.DIFFERENT:
                apart.append(f"different {slot}s are given")
        return (*told, *apart)

    def score(self) -> int:
        worth = {Tie.SAME: 4, Tie.NEAR: 2, Tie.OPEN: 0, Tie.DIFFERENT: -3}
        return sum(worth[tie] for tie in (self.place, self.date, self.target, self.weapon, self.actor, self.toll))


def compare(a: Facts, b: Facts) -> Verdict:
    """Whether two events are one incident. Which comes first makes no difference."""
    ties = _Ties(
        compare_places(a, b),
        compare_dates(a, b),
        compare_targets(a, b),
        compare_weapons(a, b),
        compare_actors(a, b),
        compare_tolls(a, b),
    )
    if _copied(a, b):
        return Verdict(Relation.SAME, 100, ("the same words in copies of one text",))
    for slot in ("place", "date", "target", "weapon"):
        if getattr(ties, slot) is Tie.DIFFERENT:
            return Verdict(Relation.CONFLICT, 0, (f"different {slot}",))
    if a.document.id == b.document.id:
        first, second = sorted((a, b), key=lambda fact: fact.position)
        return _within(first, second, ties)
    return _across(a, b, ties) if a.families & b.families else UNRELATED


def _copied(a: Facts, b: Facts) -> bool:
    """The same sentence with the same word of the act in two copies."""
    if a.copy_group != b.copy_group or a.document.id == b.document.id:
        return False
    return (
        a.event.sentence.text.split() == b.event.sentence.text.split()
        and a.event.trigger.begin - a.event.sentence.begin == b.event.trigger.begin - b.event.sentence.begin
        and a.event.trigger.text == b.event.trigger.text
    )


def _within(first: Facts, second: Facts, ties: _Ties) -> Verdict:
    """Two events of one document, in the order of the text."""
    reasons = ties.reasons()
    score = 50 + ties.score()
    one_sentence = first.event.sentence.begin == second.event.sentence.begin
    if one_sentence and _same_victims(first, second):
        return Verdict(Relation.SAME, score + 40, ("the same persons or things in one sentence",))
    if not first.families & second.families:
        return UNRELATED
    if "other" in (first.reference, second.reference) and not one_sentence:
        return Verdict(Relation.CONFLICT, 0, ("told as another one",))
    where_and_when = ties.place is Tie.SAME and ties.date is Tie.SAME
    if ties.actor is Tie.DIFFERENT and not where_and_when:
        return UNRELATED
    if one_sentence and ties.actor is not Tie.DIFFERENT:
        return Verdict(Relation.SAME, score + 30, ("one sentence", *reasons))
    told_again = second.reference == "definite" or second.act_again or first.headline or second.headline
    agreeing = sum(tie is Tie.SAME for tie in (ties.place, ties.date, ties.weapon, ties.actor, ties.toll))
    near = second.event.sentence.begin - first.event.sentence.end <= _NEIGHBOURS
    if near and second.harm and ties.target in (Tie.SAME, Tie.NEAR) and ties.toll is not Tie.DIFFERENT:
        return Verdict(Relation.SAME, score, ("neighbouring sentences", *reasons), "harm")
    if ties.target is Tie.SAME:
        if ties.toll is Tie.DIFFERENT and not where_and_when:
            return Verdict(Relation.POSSIBLE, 0, reasons)
        if agreeing >= 2:
            return Verdict(Relation.SAME, score, reasons)
        if told_again:
            return Verdict(Relation.SAME, score, ("told again in one document", *reasons), "reference")
        return Verdict(Relation.POSSIBLE, 0, reasons) if agreeing else UNRELATED
    return _within_open(first, second, ties, told_again)


def _within_open(first: Facts, second: Facts, ties: _Ties, told_again: bool) -> Verdict:
    """Two events of one document of which one gives no target or only a general one."""
    reasons = ties.reasons()
    score = 45 + ties.score()
    where_and_when = ties.place is Tie.SAME and ties.date is Tie.SAME
    near = second.event.sentence.begin - first.event.sentence.end <= _NEIGHBOURS
    other_toll = first.killed is not None and second.killed is not None and ties.toll is not Tie.SAME
    same_rule = bool(first.rules & second.rules)
    if ties.toll is Tie.SAME and (where_and_when or near):
        return Verdict(Relation.SAME, score, reasons)
    if not other_toll:
        close = second.act_again or first.small_place or second.small_place or Tie.SAME in (ties.weapon, ties.actor)
        if where_and_when and same_rule and close:
            return Verdict(Relation.SAME, score, reasons)
        if second.act_again and (same_rule or second.reference == "none" or near):
            return Verdict(Relation.SAME, score, ("told again in one document", *reasons), "reference")
        # "A bomb hit the market. Nine people were killed."
        if near and second.harm and (told_again or not second.targets):
            return Verdict(Relation.SAME, score, ("neighbouring sentences", *reasons), "harm")
        bare = "none" in (first.reference, second.reference)
        if near and same_rule and (bare or told_again):
            return Verdict(Relation.SAME, score, ("neighbouring sentences", *reasons), "reference")
    return Verdict(Relation.POSSIBLE, 0, reasons) if where_and_when else UNRELATED


def _same_victims(a: Facts, b: Facts) -> bool:
    return bool({each.span for each in a.event.targets} & {each.span for each in b.event.targets})


def _across(a: Facts, b: Facts, ties: _Ties) -> Verdict:
    """Two events of two documents: place, date and target must agree, or a shared name or toll make up for one."""
    reasons = ties.reasons()
    same = Verdict(Relation.SAME, 40 + ties.score(), reasons)
    possible = Verdict(Relation.POSSIBLE, 0, reasons)
    if ties.date is Tie.OPEN and not _days_apart(a, b, _NEWS_DAYS):
        return UNRELATED
    if ties.target is not Tie.SAME:
        if ties.place is not Tie.SAME or ties.date is Tie.OPEN:
            return UNRELATED
        return same if _same_without_target(a, b, ties) else possible
    named = bool(a.target_names & b.target_names)
    small = ties.place in (Tie.SAME, Tie.NEAR) and (a.small_place or b.small_place)
    toll_tells = ties.toll is Tie.SAME and max(_lower(a.killed), _lower(b.killed)) >= _MASSACRE
    if ties.toll is Tie.DIFFERENT and not (named or small):
        return possible if ties.place is Tie.SAME else UNRELATED
    backed = Tie.SAME in (ties.actor, ties.weapon) or ties.toll in (Tie.SAME, Tie.NEAR) or named or small
    enough = {
        (Tie.SAME, Tie.SAME): True,
        (Tie.SAME, Tie.NEAR): backed,
        (Tie.SAME, Tie.OPEN): named or toll_tells or (small and _days_apart(a, b, _SAME_NEWS_DAYS)),
        (Tie.NEAR, Tie.SAME): named or small or ties.toll is Tie.SAME,
        (Tie.NEAR, Tie.OPEN): small and _days_apart(a, b, _SAME_NEWS_DAYS),
        (Tie.NEAR, Tie.NEAR): named or small or ties.toll is Tie.SAME,
        (Tie.OPEN, Tie.SAME): named or toll_tells,
    }.get((ties.place, ties.date), False)
    if enough:
        return same
    close = ties.place is not Tie.OPEN or (ties.date is Tie.SAME and backed)
    return possible if close else UNRELATED


def _same_without_target(a: Facts, b: Facts, ties: _Ties) -> bool:
    """Whether two accounts that name one place and day, and no special target, tell of one event."""
    if ties.toll is Tie.DIFFERENT:
        return False
    same_rule = bool(a.rules & b.rules)
    killing = "killing" in a.families & b.families
    if (a.small_place or b.small_place) and killing and ties.target is Tie.OPEN and not (a.targets or b.targets):
        return True
    if ties.toll is Tie.NEAR and not (same_rule or Tie.SAME in (ties.actor, ties.weapon)):
        return False
    large = max(_lower(a.killed), _lower(b.killed)) >= _MASSACRE
    return ties.toll in (Tie.SAME, Tie.NEAR) and (ties.date is Tie.SAME or large)


def _lower(count: Count | None) -> int:
    return (count.min or count.max or 0) if count else 0


def _days_apart(a: Facts, b: Facts, most: int) -> bool:
    """Whether two accounts are news of the same days; a report without a date speaks of the news of its day."""
    days = [day for day in (a.start or a.published, b.start or b.published) if day is not None]
    return len(days) == 2 and abs((days[0] - days[1]).days) <= most
