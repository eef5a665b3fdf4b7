"""The scanner: terms on word borders, capitals, longer phrases and exceptions before shorter ones, shared heads."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihl_check.passages.scan import Scanner
from ihl_check.vocabulary.model import Concept, Vocabulary
from ihl_check.vocabulary.terms import cue_terms, normalise, noun_terms, phrase_terms, verb_terms

_READERS = {"terms": phrase_terms, "verbs": verb_terms, "nouns": noun_terms, "cues": cue_terms}


def concept(id: str, *is_a: str, no: Sequence[str] = (), **words: Sequence[str]) -> Concept:
    terms = tuple(term for key, listed in words.items() for text in listed for term in _READERS[key](id, text))
    return Concept(id, is_a, terms, tuple(normalise(phrase) for phrase in no))


CONCEPTS = [
    concept("act"),
    concept("object"),
    concept("cue"),
    concept("weapon", terms=["bomb", "shell"]),
    concept("cluster-munition", "weapon", terms=["cluster {bomb,munition}"]),
    concept("vacuum-bomb", "weapon", terms=["vacuum bomb"]),
    concept("rocket-launcher", "weapon", terms=["BM-21"]),
    concept("medical-facility", "object", terms=["hospital"], no=["hospital ship"]),
    concept("field-hospital", "medical-facility", terms=["surgical hospital"]),
    concept("medical-personnel", terms=["hospital staff", "white helmets", "White Helmet"]),
    concept("armed-group", terms=["IS", "Contra", "FARC"]),
    concept("attack", "act", verbs=["shell", "strike"], nouns=["strike", "air strike"], no=["strike ballot"]),
    concept("without-warning", "cue", cues=["without warning", "no warning at the hospital"]),
    concept("church", "object", terms=["mother's chapel"]),
]
SCANNER = Scanner(Vocabulary({concept.id: concept for concept in CONCEPTS}))


def scan(text: str) -> list[tuple[str, str]]:
    """(words, concept) of every hit, triggers with their part of speech."""
    return [
        (text[hit.begin : hit.end], term.concept + (f"/{term.part}" if term.part != "phrase" else ""))
        for hit in SCANNER.scan(text)
        for term in hit.terms
    ]


def concepts(text: str) -> set[str]:
    return {name for _, name in scan(text)}


def test_terms_are_found_in_order_with_their_places() -> None:
    text = "A bomb fell on the hospital."
    assert scan(text) == [("bomb", "weapon"), ("hospital", "medical-facility")]
    assert [(hit.begin, hit.end) for hit in SCANNER.scan(text)] == [(2, 6), (19, 27)]


@pytest.mark.parametrize("text", ["bombast", "bathybomb", "hospitality", "the xbomb9", "bomb9"])
def test_a_term_stands_on_word_borders(text: str) -> None:
    assert scan(text) == []


@pytest.mark.parametrize(
    "text", ["bomb", "(bomb)", "“bomb”", "bomb-", "bomb/shell", "a bomb, then", "bomb’s", "bomb—and"]
)
def test_marks_are_word_borders(text: str) -> None:
    assert "weapon" in concepts(text)


@pytest.mark.parametrize("text", ["Hospital", "HOSPITALS", "hOsPiTaL"])
def test_a_term_in_small_letters_is_found_in_any_case(text: str) -> None:
    assert concepts(text) == {"medical-facility"}


def test_a_capital_of_a_term_must_be_a_capital_of_the_text() -> None:
    assert concepts("IS men") == {"armed-group"}
    assert concepts("there is one, Is it") == set()
    assert concepts("Contras came") == {"armed-group"}
    assert concepts("pros and contras") == set()
    assert concepts("FARC") == concepts("the FARC's men") == {"armed-group"}


def test_hyphens_dashes_and_line_breaks_stand_for_spaces() -> None:
    for text in ("cluster-bomb", "cluster bomb", "cluster–bomb", "cluster\u00a0bomb", "cluster\nbomb", "cluster‑bomb"):
        assert concepts(text) == {"cluster-munition"}, text


def test_curly_quotes_are_as_good_as_straight_ones() -> None:
    assert scan("the mother’s chapel") == [("mother’s chapel", "church")]
    assert scan("the mother's chapel") == [("mother's chapel", "church")]


@pytest.mark.parametrize("text", ["BM-21", "BM 21", "BM21", "BM-21s"])
def test_designators_are_found_however_they_are_written(text: str) -> None:
    assert concepts(text) == {"rocket-launcher"}


def test_the_longest_phrase_hides_those_inside_it() -> None:
    assert scan("hospital staff") == [("hospital staff", "medical-personnel")]
    assert scan("the surgical hospital") == [("surgical hospital", "field-hospital")]
    assert scan("the hospital, staff") == [("hospital", "medical-facility")]


def test_an_exception_hides_its_own_concept() -> None:
    assert concepts("a hospital ship") == set()
    assert concepts("a hospital ship and a hospital") == {"medical-facility"}
    assert "attack" not in {name.partition("/")[0] for name in concepts("a strike ballot")}


def test_an_exception_hides_concepts_below_its_own_and_no_others() -> None:
    below = concept("ship-hospital", "medical-facility", terms=["hospital"])
    other = concept("word", terms=["hospital"])
    vocabulary = Vocabulary({each.id: each for each in [*CONCEPTS, below, other]})
    found = {term.concept for hit in Scanner(vocabulary).scan("a hospital ship") for term in hit.terms}
    assert found == {"word"}


def test_cues_and_other_words_do_not_hide_each_other() -> None:
    assert concepts("no warning at the hospital") == {"without-warning", "medical-facility"}
    assert concepts("without warning") == {"without-warning"}


def test_a_noun_does_not_hide_a_verb() -> None:
    assert set(scan("an air strike")) == {("air strike", "attack/noun"), ("strike", "attack/verb")}


def test_a_word_with_two_readings_gives_both() -> None:
    assert concepts("shells") == {"weapon", "attack/verb"}


def test_two_modifiers_share_their_head() -> None:
    assert scan("cluster and vacuum bombs") == [
        ("cluster and vacuum bombs", "cluster-munition"),
        ("vacuum bombs", "vacuum-bomb"),
    ]
    assert concepts("vacuum or cluster bombs") == {"cluster-munition", "vacuum-bomb"}
    assert concepts("big and vacuum bombs") == {"vacuum-bomb"}


def test_an_empty_text_has_no_terms() -> None:
    assert SCANNER.scan("") == ()


PIECES = st.sampled_from(
    [
        "cluster",
        "vacuum",
        "and",
        "bomb",
        "bombs",
        "hospital",
        "staff",
        "ship",
        "IS",
        "is",
        "strike",
        "ballot",
        "air",
        "x",
        "İ",
        "ß",
    ]
)
GAPS = st.sampled_from([" ", "-", "–", "\n", ", ", "’", ""])


@given(st.lists(st.tuples(PIECES, GAPS), max_size=12))
def test_hits_are_ordered_lie_in_the_text_and_stand_on_borders(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    hits = SCANNER.scan(text)
    assert list(hits) == sorted(hits, key=lambda hit: (hit.begin, -hit.end))
    for hit in hits:
        assert 0 <= hit.begin < hit.end <= len(text)
        assert hit.terms
        assert not text[hit.begin - 1 : hit.begin].isalnum() and not text[hit.end : hit.end + 1].isalnum()
