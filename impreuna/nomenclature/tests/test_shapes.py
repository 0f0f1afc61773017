"""Complaints about the shape of an entry are told in Romanian, whatever field they are about."""

import msgspec
import pytest

from impreuna.nomenclature.rules import entries
from impreuna.nomenclature.rules.shapes import in_romanian

GOOD = {"code": "A01", "ro": "A", "en": "A", "type": "single", "options": {1: {"ro": "da", "en": "yes"}}}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"type": "singel"}, "la „type”: valoarea „singel” nu este una dintre cele îngăduite"),
        ({"basis": "X"}, "la „basis”: valoarea „X” nu este una dintre cele îngăduite"),
        ({"min": "doi"}, "la „min”: se așteaptă un număr sau nimic, nu un text"),
        ({"exclusive": 0}, "la „exclusive”: se așteaptă o listă, nu un număr întreg"),
        ({"options": {1: {"ro": "da"}}}, "la „options[...]”: lipsește câmpul „en”"),
        ({"unitate": "lei"}, "nu există câmpul „unitate”"),
        ({"whole": "nu"}, "la „whole”: se așteaptă da sau nu (true, false), nu un text"),
    ],
)
def test_a_wrong_question_is_told_what_to_mend(wrong, said):
    with pytest.raises(msgspec.ValidationError) as raised:
        msgspec.convert({**GOOD, **wrong}, entries.QuestionEntry)
    assert in_romanian(str(raised.value)) == said


def test_a_missing_field_is_named():
    with pytest.raises(msgspec.ValidationError) as raised:
        msgspec.convert({"code": "A01", "ro": "A"}, entries.QuestionEntry)
    assert in_romanian(str(raised.value)) in ("lipsește câmpul „en”", "lipsește câmpul „type”")


def test_what_nobody_translated_stays_as_it_is():
    assert in_romanian("Something new") == "Something new"
