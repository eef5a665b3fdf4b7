"""The law that may be cited."""

import pytest

from ihl_check.rules.law import CUSTOMARY, INTERNATIONAL, NON_INTERNATIONAL, NOT_ACTS, PARAGRAPHS, treaty_fault


def test_all_paragraphs_of_article_8_as_amended_to_2019_are_known() -> None:
    count = {letter: sum(p.startswith(f"8(2)({letter})") for p in PARAGRAPHS) for letter in "abce"}
    assert count == {"a": 8, "b": 29, "c": 4, "e": 19}
    assert len(INTERNATIONAL) == 37 and len(NON_INTERNATIONAL) == 23


def test_161_customary_rules_are_known_of_which_136_speak_of_an_act() -> None:
    assert sorted(CUSTOMARY) == list(range(1, 162))
    assert len(CUSTOMARY.keys() - NOT_ACTS) == 136


@pytest.mark.parametrize(
    "citation",
    [
        "GC I 19",
        "GC IV art. 18",
        "GC IV 14-15",
        "AP I 51(4)-(5)",
        "AP I 57(2)(a)(iii)",
        "AP II 7-8",
        "GC common Article 3",
        "Hague Regulations 23(a)",
        "CCW Protocol III 1-2",
        "Chemical Weapons Convention 1993 I(1)(b)",
        "Safe Schools Declaration 2015 (political)",
        "Arms Trade Treaty 2013 6(3)",
    ],
)
def test_sound_citations(citation: str) -> None:
    assert treaty_fault(citation) is None


@pytest.mark.parametrize(
    ("citation", "fault"),
    [
        ("AP 1 51", "names no instrument"),
        ("Geneva", "names no instrument"),
        ("GC V 3", "names no instrument"),
        ("GC I 65", "GC I has no article 65; its last is 64"),
        ("GC IV 14-160", "GC IV has no article 160"),
        ("AP II 0", "AP II has no article 0"),
        ("AP I Article 51", "is no article of AP I"),
    ],
)
def test_faulty_citations(citation: str, fault: str) -> None:
    assert fault in (treaty_fault(citation) or "")
