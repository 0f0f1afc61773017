"""Rules in plain words: every expression of the lists can be told, in both languages, and says what it means."""

import re

import pytest

from impreuna.nomenclature.commands import installed_lists
from impreuna.nomenclature.expression.parse import parse
from impreuna.nomenclature.rules.content import Content, Definition, Option, Parameter, Question
from impreuna.nomenclature.rules.entries import Words
from impreuna.nomenclature.rules.phrases import ENGLISH, ROMANIAN, number_in_words
from impreuna.nomenclature.rules.words import Piece, Teller

LISTS = installed_lists().content
assert LISTS is not None
#: What belongs to the language of rules and not to people's.
_SIGNS_OF_THE_LANGUAGE = re.compile(r"[_\ue000\ue001]|!=|<=|>=|(any|all|count)\(|coalesce|None|\bnot any\b")


def expressions() -> list[tuple[str, str]]:
    """Every expression of the lists with the code of its entry."""
    rules = [(entry.code, one.text) for entry in LISTS.vulnerabilities if (one := entry.rule)]
    raised = [(entry.code, one.text) for entry in LISTS.vulnerabilities for _severity, one in entry.raised]
    asked = [(question.code, one.text) for question in LISTS.questions if (one := question.when)]
    never = [(entry.code, entry.never.text) for entry in LISTS.contradictions]
    means = [(entry.code, entry.means) for entry in LISTS.definitions]
    return rules + raised + asked + never + means


@pytest.mark.parametrize("language", ["ro", "en"])
@pytest.mark.parametrize(
    ("code", "text"), expressions(), ids=[f"{code}-{n}" for n, (code, _) in enumerate(expressions())]
)
def test_every_expression_of_the_lists_is_told(code, text, language):
    pieces = Teller(LISTS, language).tell(text)
    said = "".join(piece.text for piece in pieces)
    assert said.count("(") == said.count(")")
    assert not _SIGNS_OF_THE_LANGUAGE.search(said)
    for name in _names(parse(text)):
        if name in {question.code for question in LISTS.questions}:
            assert Piece(name, name) in pieces, f"{code} does not name {name}: {said}"


def _names(node) -> list[str]:
    own = [node.parts[0]] if node.op == "name" else []
    return own + [name for part in node.parts if hasattr(part, "op") for name in _names(part)]


def test_both_languages_have_the_same_phrases():
    assert ROMANIAN.keys() == ENGLISH.keys()
    for key, phrase in ROMANIAN.items():
        assert set(re.findall(r"{\w+}", phrase)) == set(re.findall(r"{\w+}", ENGLISH[key])), key


def both(text: str) -> Words:
    return Words(text, text)


def question(code: str, kind: str, *options: str, unit: str = "") -> Question:
    listed = tuple(Option(number, both(option)) for number, option in enumerate(options))
    return Question(
        code=code, text=both(code), kind=kind, topic="A", level="person", area="identity",
        options=listed, unit=both(unit) if unit else None,
    )  # fmt: skip


SMALL = Content(
    topics=(),
    questions=(
        question("A01", "single", "nu", "da", "uneori", "des"),
        question("A02", "multi", "niciuna", "frig", "foame", "fum"),
        question("A03", "number", unit="luni"),
        question("A04", "number"),
    ),
    contradictions=(),
    areas=(),
    definitions=(
        Definition(code="has_children", text=both("Gospodăria are copii"), level="household", means="size > 1"),
        Definition(code="is_pupil", text=both("este elev"), level="person", means="A01 = 1"),
    ),
    vulnerabilities=(),
    services=(),
    parameters=(Parameter(code="isr", text=both("ISR"), values=(), unit=both("lei")),),
)

TOLD = {
    "age < 18 and A01 = 1": "vârsta sub 18 ani și A01 este «da»",
    "age >= 6 and age <= 17": "vârsta între 6 și 17 ani",
    "age > 15 and age < 30": "vârsta între 16 și 29 de ani",
    "age >= 65": "vârsta de cel puțin 65 de ani",
    "age < 1": "vârsta sub un an",
    "age_months < 24": "vârsta sub 24 de luni",
    "A01 != 1": "A01 nu este «da»",
    "not A01 = 1": "A01 nu este «da»",
    "not not A01 = 1": "A01 este «da»",
    "A01 in (1, 2)": "A01 este «da» sau «uneori»",
    "not A01 in (1, 2)": "A01 nu este nici «da», nici «uneori»",
    "A01 in (1, 2, 3)": "A01 este orice variantă în afară de «nu»",
    "A02 has 1": "A02 cuprinde «frig»",
    "not A02 has any (1, 2)": "A02 nu cuprinde nici «frig», nici «foame»",
    "A02 has any (1, 2, 3)": "A02 cuprinde orice variantă în afară de «niciuna»",
    "A03 >= 24": "A03 este cel puțin 24 de luni",
    "A03 >= 3 and A03 <= 9": "A03 este între 3 și 9 luni",
    "A03 > 3 and A03 < 9": "A03 este peste 3 luni și A03 este sub 9 luni",
    "not A03 < 3": "A03 este cel puțin 3 luni",
    'sex = "F"': "sexul este «feminin»",
    'relation in ("head", "spouse")': "relația cu capul gospodăriei este «capul gospodăriei» sau «soț sau soție»",
    "A01 in (1, 2) and A02 has 1": "A01 este «da» sau «uneori», și A02 cuprinde «frig»",
    "A01 = 1 and A02 has 1 or A03 = 2": "(A01 este «da» și A02 cuprinde «frig»), sau A03 este 2 luni",
    "A01 = 1 and (A02 has 1 or A03 = 2)": "A01 este «da» și (A02 cuprinde «frig», sau A03 este 2 luni)",
    "any(members, age < 18)": "există cel puțin un membru cu vârsta sub 18 ani",
    "any(members, is_pupil)": "există cel puțin un membru care este elev",
    "any(members, A01 = 1)": "există cel puțin un membru la care A01 este «da»",
    "not any(members, age < 18 and A01 = 1)": "nu există niciun membru (vârsta sub 18 ani și A01 este «da»)",
    "all(members, A01 = 1)": "toți membrii îndeplinesc: (A01 este «da»)",
    "count(members, age < 18) >= 3": "numărul membrilor cu vârsta sub 18 ani este cel puțin 3",
    "answered(A01) and not answered(A03)": "la A01 s-a răspuns și la A03 nu s-a răspuns",
    "at_least(2, A01 = 1, A02 has 1, A03 = 2)": (
        "cel puțin 2 dintre acestea: A01 este «da»; A02 cuprinde «frig»; A03 este 2 luni"
    ),
    "has_children and A04 / size < isr": (
        "gospodăria are copii și A04 ÷ numărul membrilor gospodăriei este sub „ISR” (660 de lei)"
    ),
    "(A04 - coalesce(A03, 0)) / 2 <= isr": "(A04 − A03 (sau 0, dacă nu se știe)) ÷ 2 este cel mult „ISR” (660 de lei)",
    "A04 - (A03 - 1) = 0": "A04 − (A03 − 1) este 0",
    "A04 > if(age < 18, 2, 3)": "A04 este peste (dacă vârsta sub 18 ani, atunci 2, altfel 3)",
    "not (A01 = 1 and A03 = 2)": "nu este adevărat că (A01 este «da» și A03 este 2 luni)",
    "A04 > -1.5": "A04 este peste −1,5",
}


@pytest.mark.parametrize(("text", "said"), TOLD.items())
def test_an_expression_is_told_as_people_say_it(text, said):
    assert Teller(SMALL, "ro", {"isr": 660}).sentence(text) == said


def test_in_english_too():
    teller = Teller(SMALL, "en", {"isr": 1660})
    said = teller.sentence("age < 18 and A01 in (1, 2) and any(members, age >= 65) and A04 < isr")
    assert said == (
        "age under 18 years, and A01 is “da” or “uneori”, and there is at least one member with age at least 65 years,"
        " and A04 is under ‘ISR’ (1,660 lei)"
    )


def test_hungarian_readers_get_the_romanian_original():
    assert Teller(SMALL, "hu").sentence("A01 = 1") == "A01 este «da»"


def test_codes_of_questions_are_pieces_of_their_own():
    assert Teller(SMALL, "ro").tell("A01 = 1") == (Piece("A01", "A01"), Piece(" este «da»"))


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1, "lei", "1 lei"),
        (19, "lei", "19 lei"),
        (20, "lei", "20 de lei"),
        (101, "lei", "101 lei"),
        (120, "lei", "120 de lei"),
        (2500, "g", "2.500 g"),
        (33.33, "%", "33,33 %"),
        (0, "zile", "0 zile"),
        (0.5, "", "0,5"),
        (1234567.5, "lei", "1.234.567,5 lei"),
    ],
)
def test_numbers_take_their_unit_as_romanian_does(value, unit, said):
    assert number_in_words(value, unit, "ro") == said
