"""Whether two events of reports are one: date, place, target, weapon, actor and toll, each compared by itself."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from math import asin, cos, radians, sin, sqrt

from ihl_check.events.model import Count, Place
from ihl_check.incidents.facts import Facts
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


UNRELATED = Verdict(Relation.UNRELATED)
_EARTH_KM = 6371.0
_ONE_SPOT_KM = 2.0
_RADIUS_KM = {"exact": 5.0, "town": 15.0, "region": 150.0}
_PRECISION = {"exact": 0, "town": 1, "region": 2, "country": 3, "unknown": 4}
_NEIGHBOURS = 250
_NEWS_DAYS = 31
_MASSACRE = 5


def kilometres(a: Place, b: Place) -> float | None:
    """The distance on the ground, or ``None`` where a place has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    half = sin(radians(b.lat - a.lat) / 2) ** 2
    half += cos(radians(a.lat)) * cos(radians(b.lat)) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def compare_places(a: Facts, b: Facts) -> Tie:  # noqa: PLR0911
    """Same name or same spot; a city within a region is near; two names in two spots differ."""
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
        return Tie.OPEN
    domains = {domain(concept) for concept in a.targets} & {domain(concept) for concept in b.targets}
    return Tie.NEAR if domains - {None} else Tie.DIFFERENT


def compare_weapons(a: Facts, b: Facts) -> Tie:
    """Accounts mix up bombs, shells and rockets, but not gas and knives."""
    if a.special_weapons and b.special_weapons and not a.special_weapons & b.special_weapons:
        return Tie.DIFFERENT
    return Tie.SAME if a.weapons & b.weapons else Tie.OPEN


def compare_actors(a: Facts, b: Facts) -> Tie:
    """By the names in the phrases; general words (rebels, the army) leave it open."""
    if not a.actors or not b.actors:
        return Tie.OPEN
    return Tie.SAME if a.actors & b.actors else Tie.DIFFERENT


def compare_tolls(a: Facts, b: Facts) -> Tie:
    """Equal, close (within half, or three), or far apart."""
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
    if high - low <= 3 or low * 3 >= high * 2:
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
        told = []
        for slot in ("place", "date", "target", "weapon", "actor", "toll"):
            tie = getattr(self, slot)
            if tie is Tie.SAME:
                told.append(f"same {slot}")
            elif tie is Tie.NEAR:
                told.append(
                    {
                        "place": "one place holds the other",
                        "date": "dates that agree or lie a day apart",
                        "target": "related targets",
                        "toll": "close tolls",
                    }[slot]
                )
            elif tie is Tie.DIFFERENT:
                told.append(f"different {slot}")
        return tuple(told)

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
    if not a.families & b.families:
        return UNRELATED
    if a.document.id == b.document.id:
        first, second = sorted((a, b), key=lambda fact: fact.position)
        return _within(first, second, ties)
    return _across(a, b, ties)


def _copied(a: Facts, b: Facts) -> bool:
    """The same sentence with the same word of the act in two copies."""
    if a.copy_group != b.copy_group or a.document.id == b.document.id:
        return False
    return (
        a.event.sentence.text.split() == b.event.sentence.text.split()
        and a.event.trigger.begin - a.event.sentence.begin == b.event.trigger.begin - b.event.sentence.begin
        and a.event.trigger.text == b.event.trigger.text
    )


def _within(first: Facts, second: Facts, ties: _Ties) -> Verdict:  # noqa: PLR0911
    """Two events of one document, in the order of the text."""
    reasons = ties.reasons()
    score = 50 + ties.score()
    if second.reference == "other" or (first.reference == "other" and not _same_sentence(first, second)):
        return Verdict(Relation.CONFLICT, 0, ("told as another one",))
    where_and_when = ties.place is Tie.SAME and ties.date is Tie.SAME
    if ties.actor is Tie.DIFFERENT and not where_and_when:
        return UNRELATED
    if _same_sentence(first, second) and ties.actor is not Tie.DIFFERENT:
        return Verdict(Relation.SAME, score + 30, ("one sentence", *reasons))
    told_again = second.reference == "definite" or first.headline or second.headline
    agreeing = sum(tie is Tie.SAME for tie in (ties.place, ties.date, ties.weapon, ties.actor, ties.toll))
    near = second.event.sentence.begin - first.event.sentence.end <= _NEIGHBOURS
    if ties.target is Tie.SAME:
        if ties.toll is Tie.DIFFERENT and not where_and_when:
            return Verdict(Relation.POSSIBLE, 0, reasons)
        if told_again or agreeing >= 2:
            return Verdict(Relation.SAME, score + (5 if told_again else 0) + (3 if near else 0), reasons)
        return Verdict(Relation.POSSIBLE, 0, reasons) if agreeing else UNRELATED
    if ties.toll is Tie.SAME and (where_and_when or near):
        return Verdict(Relation.SAME, score, reasons)
    same_rule = bool(first.rules & second.rules)
    if where_and_when and same_rule and Tie.SAME in (ties.weapon, ties.actor):
        return Verdict(Relation.SAME, score, reasons)
    # The sentence after tells the harm done by the sentence before: "A bomb hit the market. Nine people were killed."
    told_on = first.headline or second.reference in ("definite", "none") or not second.targets
    if near and told_on and agreeing and ties.toll is not Tie.DIFFERENT:
        return Verdict(Relation.SAME, score, ("neighbouring sentences", *reasons))
    return Verdict(Relation.POSSIBLE, 0, reasons) if where_and_when else UNRELATED


def _same_sentence(a: Facts, b: Facts) -> bool:
    return a.event.sentence.begin == b.event.sentence.begin


def _across(a: Facts, b: Facts, ties: _Ties) -> Verdict:  # noqa: PLR0911
    """Two events of two documents: place, date and target must agree, or a shared name or toll make up for one."""
    reasons = ties.reasons()
    score = 40 + ties.score()
    same = Verdict(Relation.SAME, score, reasons)
    possible = Verdict(Relation.POSSIBLE, 0, reasons)
    named = bool(a.target_names & b.target_names)
    if named and ties.target is not Tie.SAME:
        named = False
    backed = Tie.SAME in (ties.actor, ties.weapon) or ties.toll in (Tie.SAME, Tie.NEAR) or named
    large = max(_lower(a.killed), _lower(b.killed)) >= _MASSACRE
    target_same = ties.target is Tie.SAME
    if ties.place is Tie.SAME and ties.date in (Tie.SAME, Tie.NEAR):
        if target_same and (ties.date is Tie.SAME or backed):
            return same if ties.toll is not Tie.DIFFERENT or named else possible
        toll_ties = ties.toll is Tie.SAME or (ties.toll is Tie.NEAR and _supported(a, b, ties))
        if toll_ties and (ties.date is Tie.SAME or large):
            return same
        return possible
    if ties.place is Tie.NEAR and ties.date in (Tie.SAME, Tie.NEAR):
        if target_same and (named or ties.toll is Tie.SAME):
            return same
        return possible if target_same else UNRELATED
    if ties.place is Tie.SAME and ties.date is Tie.OPEN and _same_news(a, b):
        if target_same and (named or (ties.toll is Tie.SAME and large)):
            return same
        return possible if target_same else UNRELATED
    if ties.place is Tie.OPEN and ties.date is Tie.SAME:
        if target_same and (named or (ties.toll is Tie.SAME and large)):
            return same
        return possible if target_same and backed else UNRELATED
    return UNRELATED


def _supported(a: Facts, b: Facts, ties: _Ties) -> bool:
    """A close toll needs one thing more where the targets are told in general words only."""
    return Tie.SAME in (ties.actor, ties.weapon) or bool(a.rules & b.rules)


def _lower(count: Count | None) -> int:
    return (count.min or count.max or 0) if count else 0


def _same_news(a: Facts, b: Facts) -> bool:
    """A report without a date speaks of the news of its day."""
    days = [fact.start or fact.published for fact in (a, b)]
    known = [day for day in days if isinstance(day, date)]
    return len(known) == 2 and abs((known[0] - known[1]).days) <= _NEWS_DAYS
