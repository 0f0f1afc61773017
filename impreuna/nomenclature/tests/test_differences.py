"""What an edition says otherwise than another, and what leads to what in it."""

import json

import msgspec

from impreuna.nomenclature.commands import installed_lists
from impreuna.nomenclature.rules.content import Content
from impreuna.nomenclature.rules.crossings import cross
from impreuna.nomenclature.rules.differences import LISTS as NAMES
from impreuna.nomenclature.rules.differences import FieldChange, differences

LISTS = installed_lists().content
assert LISTS is not None


def changed(change) -> Content:
    """The lists after `change` has had its way with them."""
    plain = json.loads(msgspec.json.encode(LISTS))
    change(plain)
    return msgspec.convert(plain, Content)


def entry(plain: dict, name: str, code: str) -> dict:
    return next(one for one in plain[name] if one["code"] == code)


def test_the_same_lists_do_not_differ():
    assert differences(LISTS, changed(lambda plain: None)) == ()


def test_every_list_is_compared():
    assert set(NAMES) == set(Content.__struct_fields__)


def test_a_new_text_a_new_rule_and_a_new_option_are_told_old_and_new():
    def change(plain):
        entry(plain, "vulnerabilities", "VR-03")["text"]["ro"] = "Sărăcie foarte mare"
        entry(plain, "vulnerabilities", "ID-01")["rule"] = {
            "text": "age < 16",
            "tree": ["<", ["p", "age"], ["lit", 16]],
        }
        entry(plain, "questions", "E03")["options"][0]["text"]["en"] = "zero"

    found = {one.code: one for one in differences(LISTS, changed(change))}
    assert set(found) == {"VR-03", "ID-01", "E03"}
    assert found["VR-03"].changes == (FieldChange("text.ro", "Sărăcie extremă", "Sărăcie foarte mare"),)
    assert found["ID-01"].changes == (FieldChange("rule", "age < 18 and P02 = 3", "age < 16"),)
    assert found["E03"].changes == (FieldChange("options.1.en", "none", "zero"),)


def test_added_and_removed_entries_are_told_by_their_list():
    def change(plain):
        plain["services"] = [one for one in plain["services"] if one["code"] != "AS-14"]
        plain["topics"].append({**plain["topics"][0], "code": "Q", "text": {"ro": "Nouă", "en": "New"}})

    found = differences(LISTS, changed(change))
    assert [(one.list_name, one.code, one.what) for one in found] == [
        ("topics", "Q", "added"),
        ("services", "AS-14", "removed"),
    ]


def test_values_services_and_raised_severities_are_one_line_each():
    def change(plain):
        entry(plain, "parameters", "isr")["values"].append({"since": "2030-01-01", "value": 900, "source": "OUG 1"})
        entry(plain, "vulnerabilities", "LO-03")["raised"] = []
        entry(plain, "vulnerabilities", "LO-04")["services"] = []

    found = {one.code: one.changes for one in differences(LISTS, changed(change))}
    assert found["isr"] == (FieldChange("values.2030-01-01", "", "900 (OUG 1)"),)
    assert [(one.field, one.after) for one in found["LO-03"]] == [("raised.3", "")]
    assert [(one.field, one.after) for one in found["LO-04"]] == [("services", "")]


def test_what_leads_to_what():
    crossings = cross(LISTS)
    assert crossings.found_by["isr"] == ("VR-02",)
    assert "ED-04" in crossings.found_by["E03"]
    assert "E03" in crossings.opens["E01"]
    assert crossings.reads["ID-01"] == ("P02",)
    assert all(code in {service.code for service in LISTS.services} for code in crossings.answers)
