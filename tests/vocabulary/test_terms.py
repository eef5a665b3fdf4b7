"""The notation of terms: alternatives, inflected heads, designators, frames with slots, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihl_check.vocabulary.terms import (
    Frame,
    Oblique,
    Slot,
    Term,
    TermError,
    cue_terms,
    cue_verb_terms,
    expand_alternatives,
    fold,
    normalise,
    noun_terms,
    phrase_terms,
    verb_terms,
)

TARGET, WEAPON, ACTOR = Slot("target"), Slot("weapon", ("weapon",)), Slot("actor")


def forms(text: str) -> set[str]:
    """Forms of a phrase."""
    return {form for term in phrase_terms("c", text) for form in term.forms}


def verb(text: str) -> Term:
    (term,) = verb_terms("c", text)
    return term


def frame(text: str) -> Frame | None:
    return verb(text).frame


def noun(text: str) -> Term:
    (term,) = noun_terms("c", text)
    return term


# -- phrases ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("school", {"school", "schools"}),
        ("church", {"church", "churches"}),
        ("family", {"family", "families"}),
        ("ally", {"ally", "allies"}),
        ("gunman", {"gunman", "gunmen"}),
        ("field hospital", {"field hospital", "field hospitals"}),
        ("field-hospital", {"field hospital", "field hospitals"}),
        ("weapon of mass destruction", {"weapon of mass destruction", "weapons of mass destruction"}),
        ("prisoner of war", {"prisoner of war", "prisoners of war"}),
        ("child at risk", {"child at risk", "children at risk"}),
        ("{cluster,vacuum} bomb", {"cluster bomb", "cluster bombs", "vacuum bomb", "vacuum bombs"}),
        ("Willie Pete", {"Willie Pete", "Willie Petes"}),
        ("Red Crescent", {"Red Crescent", "Red Crescents"}),
        ("mother's home", {"mother's home", "mother's homes"}),
        ("mother’s home", {"mother's home", "mother's homes"}),
        ("deadly", {"deadly"}),
    ],
)
def test_the_head_of_a_phrase_is_inflected(text: str, expected: set[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BM-21", {"BM 21", "BM21", "BM 21s", "BM21s"}),
        ("BM 21", {"BM 21", "BM21", "BM 21s", "BM21s"}),
        ("Su-25", {"Su 25", "Su25", "Su 25s", "Su25s"}),
        ("AK-47", {"AK 47", "AK47", "AK 47s", "AK47s"}),
        ("9M27", {"9M27", "9M27s"}),
    ],
)
def test_a_designator_is_found_with_hyphen_space_or_neither_and_in_the_plural(text: str, expected: set[str]) -> None:
    assert forms(text) == expected


def test_a_word_written_in_the_plural_stands_for_the_plural_only() -> None:
    assert forms("troops") == {"troops"}
    assert "force" not in forms("forces")


def test_capitals_of_a_term_are_kept_in_all_its_forms() -> None:
    assert all(form.startswith("Contra") for form in forms("Contra"))


def test_a_phrase_remembers_its_concept_and_its_text() -> None:
    (term,) = phrase_terms("incendiary", "{thermite,napalm} shell")
    assert (term.concept, term.text, term.part, term.frame) == ("incendiary", "{thermite,napalm} shell", "phrase", None)


# -- cues ------------------------------------------------------------------------------------------------------------


def test_one_word_of_a_cue_is_inflected_and_a_phrase_stands_as_it_is_written() -> None:
    (word,), (phrase,) = cue_terms("cue", "warning"), cue_terms("cue", "without warning")
    assert {"warning", "warnings"} <= set(word.forms)
    assert phrase.forms == ("without warning",)


def test_the_first_word_of_a_cue_verb_is_inflected_and_the_rest_follows_it() -> None:
    (term,) = cue_verb_terms("saying", "speak of")
    assert {"speak of", "speaks of", "spoke of", "spoken of", "speaking of"} == set(term.forms)


# -- alternatives ----------------------------------------------------------------------------------------------------


def test_alternatives_multiply_in_order() -> None:
    assert expand_alternatives("{a,b} c {d,e}") == ("a c d", "a c e", "b c d", "b c e")


def test_an_empty_alternative_leaves_no_space() -> None:
    assert expand_alternatives("claim{,ed} it") == ("claim it", "claimed it")
    assert expand_alternatives("{,old} mill") == ("mill", "old mill")


def test_slots_are_no_alternatives() -> None:
    assert expand_alternatives("drop {weapon} on {target:home|farm}") == ("drop {weapon} on {target:home|farm}",)


# -- verbs and their frames ------------------------------------------------------------------------------------------


def test_a_bare_verb_is_an_ordinary_one_in_all_its_forms() -> None:
    term = verb("strike")
    assert (term.part, term.frame) == ("verb", None)
    assert {"strike", "strikes", "struck", "striking", "stricken"} >= set(term.forms) >= {"strike", "strikes", "struck"}


def test_of_a_compound_verb_the_last_piece_is_inflected() -> None:
    assert {"booby trap", "booby trapped", "booby trapping"} <= set(verb("booby-trap").forms)


def test_a_verb_may_be_one_of_several() -> None:
    assert {"clip", "clipped", "fasten", "fastened"} <= set(verb("clip|fasten wires to {target}").forms)


def words(*alternatives: str) -> frozenset[str]:
    return frozenset(alternatives)


PERSON, UNDER, FIRE = Slot("target", ("person",)), words("under"), words("fire")
FRAMES = [
    ("blow {target} up", Frame(objects=(TARGET,), words=(words("up"),))),
    ("drop {weapon} on|onto {target}", Frame(objects=(WEAPON,), obliques=(Oblique(words("on", "onto"), TARGET),))),
    ("open fire on {target}", Frame(obliques=(Oblique(words("on"), TARGET),), words=(FIRE,))),
    ("{target} come under fire|attack", Frame(subject=TARGET, words=(UNDER, words("fire", "attack")))),
    ("{weapon} fall near {target}", Frame(subject=WEAPON, obliques=(Oblique(words("near"), TARGET),))),
    ("reduce {target} to rubble", Frame(objects=(TARGET,), words=(words("to"), words("rubble")))),
    ("hold {target:person} hostage", Frame(objects=(PERSON,), words=(words("hostage"),))),
    ("deny {target:person} {target:food}", Frame(objects=(PERSON, Slot("target", ("food",))))),
    ("burn {target:home|farm}", Frame(objects=(Slot("target", ("home", "farm")),))),
    ("set {target} on fire", Frame(objects=(TARGET,), words=(words("on"), FIRE))),
    ("set a fire in {place}", Frame(obliques=(Oblique(words("in"), Slot("place")),), words=(FIRE,))),
    ("not let {target:person} through", Frame(objects=(PERSON,), words=(words("through"),), negated=True)),
    ("never release {target}", Frame(objects=(TARGET,), negated=True)),
    ("forcibly remove {target}", Frame(objects=(TARGET,), manner="forcibly")),
    ("fly {weapon} into {target}", Frame(objects=(WEAPON,), obliques=(Oblique(words("into"), TARGET),))),
    ("{actor:armed-actor} overrun {target}", Frame(subject=Slot("actor", ("armed-actor",)), objects=(TARGET,))),
]


@pytest.mark.parametrize(("text", "expected"), FRAMES, ids=[text for text, _ in FRAMES])
def test_frame_of_a_verb(text: str, expected: Frame) -> None:
    assert frame(text) == expected


def test_a_frame_lists_its_slots_subject_first() -> None:
    found = frame("{weapon} fall near {target}")
    assert found is not None and found.slots == (WEAPON, TARGET)


def test_alternatives_give_a_term_each_under_one_text() -> None:
    terms = verb_terms("c", "{open,return} fire on {target}")
    assert [term.forms[0] for term in terms] == ["open", "return"]
    assert {term.text for term in terms} == {"{open,return} fire on {target}"}


# -- nouns -----------------------------------------------------------------------------------------------------------


def test_a_noun_of_an_act_is_inflected_as_a_whole() -> None:
    assert (set(noun("air raid").forms), noun("air raid").frame) == ({"air raid", "air raids"}, None)
    assert {"denial of quarter", "denials of quarter"} == set(noun("denial of quarter").forms)


def test_a_noun_may_ask_for_its_argument() -> None:
    term = noun("seizure of {target:home}")
    assert set(term.forms) == {"seizure", "seizures"}
    assert term.frame == Frame(obliques=(Oblique(frozenset({"of"}), Slot("target", ("home",))),))


# -- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "an empty term"),
        ("   ", "an empty term"),
        ("bomb {target", "a brace is not closed"),
        ("bomb target}", "a brace is not closed"),
        ("bomb {victim}", "'{victim}' in 'bomb {victim}' is no slot; allowed are {actor}, {target}, {weapon}, {place}"),
        ("bomb {target:}", "is no slot"),
        ("{target}", "no verb in '{target}'; write the verb first, or after one slot"),
        ("{actor} {target} bomb", "no verb in"),
    ],
)
def test_what_does_not_follow_the_notation_is_refused(text: str, message: str) -> None:
    with pytest.raises(TermError) as caught:
        verb_terms("c", text)
    assert message in str(caught.value)


# -- normalised text -------------------------------------------------------------------------------------------------


def test_dashes_spaces_and_quotes_are_made_plain() -> None:
    assert normalise("a–b‑c—d\u00a0e\tf\ng") == "a b c d e f g"
    assert normalise("‘it’s’ “so”") == "'it's' \"so\""


@given(st.text())
def test_normalising_and_folding_keep_every_offset(text: str) -> None:
    assert len(normalise(text)) == len(text) == len(fold(text))


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
