"""Grades count independent sources, and casualties are ranges over accounts."""

from typing import Any

import pytest

from builders import ALEPPO, In, attack, document
from ihl_check.events.model import Denial, Span, Status
from ihl_check.incidents.grades import contests_only_author
from ihl_check.incidents.merge import merge_incidents
from ihl_check.incidents.model import Incident

TEXT = "Jets hit a hospital in Aleppo"


def incident(*accounts: dict[str, Any]) -> Incident:
    made, findings = [], []
    for number, account in enumerate(accounts):
        words = account.pop("words", f"{TEXT}, report {number} told in its own way.")
        about = {
            "published": account.pop("published", "2016-08-07"),
            "outlet": account.pop("outlet", f"Paper {number}"),
        }
        each, finding = attack(words, f"{number}.txt", place=ALEPPO, on="2016-08-06", about=about, **account)
        made.append(each)
        findings.append(finding)
    (merged,) = merge_incidents(findings, made)
    return merged


def test_two_outlets_in_their_own_voice_corroborate() -> None:
    assert incident({}, {}).happened == "corroborated"


def test_one_outlet_twice_is_one_source() -> None:
    found = incident({"outlet": "The Paper"}, {"outlet": "the paper"})
    assert (found.happened, found.happened_reason) == ("single-source", "One outlet reports it.")


def test_two_outlets_that_cite_one_source_are_one_source() -> None:
    words = f"{TEXT}, the Rescue Office said, in report %s."
    cited = [
        {"words": words % number, "sources": (("the Rescue Office", "organisation"),), "status": Status.ATTRIBUTED}
        for number in ("one", "two")
    ]
    found = incident(*cited)
    assert found.happened == "single-source"
    assert [origin.name for origin in found.origins] == ["the Rescue Office", "the Rescue Office"]


def test_nameless_sources_count_as_their_outlet() -> None:
    words = f"{TEXT}, activists said, in report %s."
    cited = [
        {
            "words": words % number,
            "sources": (("activists", "unnamed"),),
            "status": Status.ATTRIBUTED,
            "outlet": "Paper",
        }
        for number in ("one", "two")
    ]
    assert incident(*cited).happened == "single-source"


def test_nobody_named_is_unstated() -> None:
    assert incident({}).actor_grade == "unstated"


def test_two_sources_that_name_one_actor_corroborate_who() -> None:
    told = [
        {"words": f"Ruritanian {craft} hit a hospital in Aleppo.", "actor": (f"Ruritanian {craft}", "nationality")}
        for craft in ("jets", "warplanes")
    ]
    assert incident(*told).actor_grade == "corroborated"


def test_rival_actors_contest_who_but_not_that() -> None:
    told = [
        {"words": f"{side} jets hit a hospital in Aleppo.", "actor": (f"{side} jets", "nationality")}
        for side in ("Ruritanian", "Northern")
    ]
    found = incident(*told)
    assert (found.happened, found.actor_grade) == ("corroborated", "contested")


@pytest.mark.parametrize(
    ("denial", "happened"),
    [
        ("denied that its aircraft had flown there", "single-source"),
        ("denied responsibility", "single-source"),
        ("denied the report", "contested"),
        ("said no bombs had fallen and its aircraft had not flown", "contested"),
        ("called the report of its role staged", "contested"),
    ],
)
def test_a_denial_contests_who_and_unless_only_about_that_also_whether(denial: str, happened: str) -> None:
    found = incident(
        {
            "words": f"Jets hit a hospital in Aleppo. The army {denial}.",
            "actor": ("Jets", "warplane"),
            "denials": ((denial, "The army"),),
        }
    )
    assert (found.happened, found.actor_grade) == (happened, "contested")


def test_contests_only_author_reads_the_words_of_the_denial() -> None:
    assert contests_only_author(Denial(Span(0, 21, "denied responsibility")))
    assert not contests_only_author(Denial(Span(0, 9, "denied it")))


def test_a_threat_is_not_stated_to_have_happened() -> None:
    assert incident({"status": Status.THREATENED}).happened == "unstated"


def toll(*accounts: tuple[str, str, tuple[int | None, int | None, str]]) -> Any:
    told = [
        {"words": f"{TEXT}; {count[2]} were killed, by count {number}.", "killed": count, "outlet": outlet,
         "published": published}
        for number, (outlet, published, count) in enumerate(accounts)
    ]  # fmt: skip
    return incident(*told).killed


def test_a_toll_is_the_range_over_outlets_and_never_a_sum() -> None:
    found = toll(("A", "2016-08-07", (11, 11, "11 people")), ("B", "2016-08-07", (14, 14, "14 people")))
    assert (found.min, found.max, found.at_least) == (11, 14, False)


def test_a_later_toll_of_one_outlet_replaces_its_earlier_one() -> None:
    found = toll(("A", "2016-08-07", (11, 11, "11 people")), ("a", "2016-08-09", (14, 14, "14 people")))
    assert (found.min, found.max) == (14, 14)
    assert [figure.replaced for figure in found.figures] == [True, False]


def test_staff_are_part_of_the_people_killed() -> None:
    found = toll(("A", "2016-08-07", (11, 11, "11 people")), ("B", "2016-08-07", (5, 5, "5 nurses")))
    assert (found.min, found.max) == (11, 11)
    assert [figure.status for figure in found.figures] == ["people", "staff"]


def test_an_open_end_stays_open_where_no_account_is_higher() -> None:
    assert toll(("A", "2016-08-07", (12, None, "12 people"))).at_least
    found = toll(("A", "2016-08-07", (12, None, "12 people")), ("B", "2016-08-07", (15, 15, "15 people")))
    assert (found.min, found.max, found.at_least) == (12, 15, False)


def test_dozens_stay_a_word() -> None:
    found = toll(("A", "2016-08-07", (None, None, "dozens of people")))
    assert (found.min, found.max, found.figures[0].span.text) == (None, None, "dozens of people")


def test_mentions_of_one_figure_in_one_document_count_once() -> None:
    made = document("Jets hit a hospital in Aleppo and killed 11 people.")
    inside = In(made)
    events = [
        inside.event(word, targets=(inside.mention("a hospital", "medical-facility"),), killed=(11, 11, "11 people"))
        for word in ("hit", "killed")
    ]
    (found,) = merge_incidents([inside.finding("attack-on-medical-facility", event) for event in events], [made])
    assert found.killed is not None
    assert len(found.killed.figures) == 1


def test_those_counted_among_all_leave_a_figure_what_it_is() -> None:
    found = toll(("A", "2016-08-07", (9, None, "at least nine people, among them two children")))
    assert [figure.status for figure in found.figures] == ["people"]


def test_further_people_neither_replace_nor_widen_a_toll() -> None:
    found = toll(("A", "2016-08-07", (9, 9, "nine people")), ("A", "2016-08-08", (3, 3, "Three more people")))
    assert (found.min, found.max) == (9, 9)
    assert [(figure.status, figure.replaced) for figure in found.figures] == [
        ("people", False),
        ("further people", False),
    ]
    assert toll(("A", "2016-08-07", (20, None, "more than 20 people"))).figures[0].status == "people"
