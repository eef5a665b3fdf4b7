"""Numbers of people: least and most, sums of what stands side by side, parts not added."""

import pytest

from ihl_check.events.counts import find_counts, read_count

PHRASES: list[tuple[str, int | None, int | None]] = [
    # figures and words
    ("11 people", 11, 11),
    ("Fifty-two", 52, 52),
    ("ninety-one", 91, 91),
    ("two", 2, 2),
    ("a hundred and twenty villagers", 120, 120),
    ("one hundred and four men", 104, 104),
    ("two thousand prisoners", 2000, 2000),
    ("1,200 detainees", 1200, 1200),
    ("1.2 million people", 1_200_000, 1_200_000),
    ("a dozen", 12, 12),
    ("two dozen shoppers", 24, 24),
    ("half a dozen nurses", 6, 6),
    ("a dozen or so herders", 12, 12),
    ("some 40", 40, 40),
    ("about thirty women", 30, 30),
    ("an estimated 60 patients", 60, 60),
    ("another two medics", 2, 2),
    ("three more", 3, 3),
    ("the four drivers", 4, 4),
    ("all nine passengers", 9, 9),
    ("a total of 17 civilians", 17, 17),
    ("22 dead", 22, 22),
    # least and most
    ("at least 11 people", 11, None),
    ("At least a dozen farmers", 12, None),
    ("no fewer than six boys", 6, None),
    ("more than 1,200", 1200, None),
    ("over a hundred people", 100, None),
    ("twelve or more", 12, None),
    ("40+ people", 40, None),
    ("up to 30", None, 30),
    ("as many as 50 worshippers", None, 50),
    ("no more than ten men", None, 10),
    ("fewer than 20 people", None, 20),
    ("between 17 and 19 civilians", 17, 19),
    ("Somewhere between 14 and 18 villagers", 14, 18),
    ("12 to 15", 12, 15),
    ("12-15 people", 12, 15),
    ("12–15 people", 12, 15),
    ("ten or twelve boys", 10, 12),
    ("two or three guards", 2, 3),
    ("at least 12 people and possibly as many as 20", 12, 20),
    # vague
    ("dozens", None, None),
    ("dozens of people", None, None),
    ("hundreds of families", None, None),
    ("several", None, None),
    ("several dozen men", None, None),
    ("a few shopkeepers", None, None),
    ("many people", None, None),
    ("scores", None, None),
    ("tens of thousands of people", None, None),
    ("women and children", None, None),
    ("their children", None, None),
    ("a family", None, None),
    ("the crew", None, None),
    ("the first patient", None, None),
    # nobody
    ("nobody", 0, 0),
    ("no one", 0, 0),
    ("No civilians", 0, 0),
    ("not a single patient", 0, 0),
    # fixed
    ("both", 2, 2),
    ("both men", 2, 2),
    ("the pair", 2, 2),
    ("a couple", 2, 2),
    # one
    ("a woman", 1, 1),
    ("an engineer", 1, 1),
    ("the imam", 1, 1),
    ("one of the drivers", 1, 1),
    ("a woman of sixty", 1, 1),
    ("a boy of nine", 1, 1),
    ("a mother of four", 1, 1),
    ("a 12-year-old girl", 1, 1),
    ("a man aged 40", 1, 1),
    ("another worker", 1, 1),
    ("a third member of the household", 1, 1),
    # sums
    ("a woman and her two sons", 3, 3),
    ("an engineer and seven children", 8, 8),
    ("Fourteen pupils and a teacher", 15, 15),
    ("a pharmacist and two patients", 3, 3),
    ("a shopkeeper and his daughter", 2, 2),
    ("the priest and the sexton", 2, 2),
    ("a man and woman", 2, 2),
    ("two medics, a driver and three guards", 6, 6),
    ("a man, his wife and their three children", 5, 5),
    ("a couple and their baby", 3, 3),
    ("at least ten men and two women", 12, None),
    ("two Syrian and three Turkish soldiers", 5, 5),
    ("a woman from the hills and her two sons", 3, 3),
    ("Father Elias and two deacons", 3, 3),
    ("Dr Samia Haddad and her brother", 2, 2),
    ("five goats and a shepherd", 1, 1),
    ("a nurse and several patients", None, None),
    # one number for several nouns
    ("eighty-three women, boys and old men", 83, 83),
    ("14 women and children", 14, 14),
    # parts are not added
    ("at least 11 people, including five staff", 11, None),
    ("15 incl 2 nurses", 15, 15),
    ("20 people, five of them children", 20, 20),
    ("20 people, among them three nurses and a cook", 20, 20),
    ("eleven of its sixteen passengers", 11, 11),
    ("six of the dead", 6, 6),
    ("twelve villagers - most of them women - and their children", 12, 12),
    ("46 of the dead", 46, 46),
    ("nine people who had lined up for two loaves", 9, 9),
    ("two guards taken at the bridge, Sabu Oro and Tem Adal", 2, 2),
    ("eight members of one family", 8, 8),
    # groups
    ("a family of five", 5, 5),
    ("a group of 12 villagers", 12, 12),
    ("the bodies of 46 men", 46, 46),
    ("the body of a man", 1, 1),
    ("a crowd of about 200 people", 200, 200),
]


@pytest.mark.parametrize(("phrase", "least", "most"), PHRASES, ids=[phrase for phrase, _, _ in PHRASES])
def test_a_phrase_of_people_is_counted(phrase: str, least: int | None, most: int | None) -> None:
    text = f"They killed {phrase} there."
    begin = text.index(phrase)
    count = read_count(text, begin, begin + len(phrase))
    assert count is not None
    assert (count.min, count.max) == (least, most)
    assert count.span.text == phrase
    assert text[count.span.begin : count.span.end] == phrase


@pytest.mark.parametrize("phrase", ["five goats", "ten per cent", "12 km", "2014", "14 March", "  "])
def test_what_is_no_number_of_people_gives_nothing(phrase: str) -> None:
    assert read_count(phrase, 0, len(phrase)) is None


def test_number_expressions_are_found_with_their_spans() -> None:
    text = "On 9 August 2016 at least 11 people died, two dozen were hurt and 12 to 15 are missing; a boy aged 9 lived."
    found = [(count.span.text, count.min, count.max) for count in find_counts(text, 0, len(text))]
    assert found == [("at least 11", 11, None), ("two dozen", 24, 24), ("12 to 15", 12, 15)]
    assert all(text[count.span.begin : count.span.end] == count.span.text for count in find_counts(text, 0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "a 122mm rocket",
        "a BM-21 launcher",
        "an Mi-8 helicopter",
        "the 5th Brigade",
        "a 12-year-old",
        "at 6.30 that morning",
        "3 km away",
        "in 2014",
        "40 per cent",
        "40%",
        "$500",
        "8 August",
        "August 8",
    ],
)
def test_figures_that_count_no_people_are_left_out(text: str) -> None:
    assert find_counts(text, 0, len(text)) == ()


def test_only_the_given_stretch_is_read() -> None:
    text = "Five men and six women"
    assert [count.min for count in find_counts(text, 9, len(text))] == [6]
