"""What a form says and keeps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines

from impreuna.ui import forms

TODAY = date(2026, 11, 21)


class PersonForm(forms.Form):
    first_name = forms.NameField(label="Prenume", asks="prenumele", max_length=20)
    birth_date = forms.RomanianDateField(label="Data nașterii", asks="data nașterii", today=lambda: TODAY)
    sex = forms.ChoiceField(
        label="Sexul", asks="sexul", choices=[("f", "feminin"), ("m", "masculin")], widget=forms.RadioSelect
    )
    village = forms.ChoiceField(label="Satul", required=False, empty="Alegeți", choices=[("1", "Beltiug")])
    income = forms.DecimalField(label="Venit", required=False)
    members = forms.IntegerField(label="Membri", required=False, min_value=1, max_value=30)
    note = forms.LongTextField(label="Observații", required=False)
    email = forms.EmailField(label="E-mail", required=False)
    file = forms.FileField(label="Fișier", required=False, max_bytes=1024 * 1024, extensions=(".csv",))


GOOD = {"first_name": "Ana", "birth_date_day": "21", "birth_date_month": "3", "birth_date_year": "2015", "sex": "f"}


def filled(files: dict[str, Any] | None = None, **changes: str) -> PersonForm:
    return PersonForm({**GOOD, **changes}, files)


def draw(form: PersonForm, source: str) -> str:
    return engines["django"].from_string("{% load ui %}" + source).render({"form": form})


def test_good_answers_become_values() -> None:
    form = filled(first_name="  Ştefania ", income="1.240,50", members="5", note="unu\r\n\r\n\r\n\r\ndoi  trei")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["first_name"] == "Ștefania"
    assert form.cleaned_data["birth_date"] == date(2015, 3, 21)
    assert form.cleaned_data["income"] == Decimal("1240.50")
    assert form.cleaned_data["note"] == "unu\n\ndoi trei"


@pytest.mark.parametrize(
    ("field", "changes", "said"),
    [
        ("first_name", {"first_name": " "}, "Scrieți prenumele."),
        ("first_name", {"first_name": "Ana 🌸"}, "Scrieți numele fără emoji sau alte desene."),
        ("first_name", {"first_name": "A" * 21}, "Scrieți cel mult 20 de caractere; acum sunt 21."),
        ("sex", {"sex": ""}, "Alegeți sexul."),
        ("sex", {"sex": "x"}, "Alegeți un răspuns din listă."),
        ("village", {"village": "9"}, "Alegeți un răspuns din listă."),
        ("income", {"income": "mult"}, "Scrieți un număr, cu cifre, de exemplu 1.240,50."),
        ("members", {"members": "trei"}, "Scrieți un număr întreg, cu cifre, de exemplu 3."),
        ("members", {"members": "0"}, "Numărul poate fi cel puțin 1."),
        ("email", {"email": "ana@"}, "Scrieți adresa de e-mail întreagă, de exemplu nume@primarie.ro."),
        ("birth_date", {"birth_date_day": "", "birth_date_month": "", "birth_date_year": ""}, "Scrieți data nașterii."),
        ("birth_date", {"birth_date_month": ""}, "Scrieți și luna."),
        (
            "birth_date",
            {"birth_date_day": "31", "birth_date_month": "2"},
            "Ziua nu există: luna februarie 2015 are 28 de zile.",
        ),
        ("birth_date", {"birth_date_year": "2027"}, "Data este în viitor. Verificați anul și luna."),
        (
            "birth_date",
            {"birth_date_year": "1815"},
            "Data este prea veche. Cea mai veche dată primită este 01.01.1900.",
        ),
    ],
)
def test_a_bad_answer_is_answered_at_its_field(field: str, changes: dict[str, str], said: str) -> None:
    assert filled(**changes).errors[field] == [said]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"x", "Fișierul nu are forma potrivită. Alegeți un fișier .csv."),
        ("a.csv", b"", "Fișierul este gol. Alegeți alt fișier."),
        ("a.csv", b"x" * (1024 * 1024 + 1), "Fișierul este prea mare. Alegeți unul de cel mult un megaoctet."),
    ],
)
def test_a_bad_file_is_answered_at_its_field(name: str, content: bytes, said: str) -> None:
    assert filled({"file": SimpleUploadedFile(name, content)}).errors["file"] == [said]


@pytest.mark.parametrize(
    ("typed", "read"), [("1.240", "1240"), ("1240.5", "1240.5"), ("12,5", "12.5"), ("1 240", "1240")]
)
def test_numbers_are_read_as_romanians_write_them(typed: str, read: str) -> None:
    form = filled(income=typed)
    assert form.is_valid() and form.cleaned_data["income"] == Decimal(read)


def test_a_date_in_one_piece_is_read_too() -> None:
    answers = {"first_name": "Ana", "sex": "f", "birth_date": "21.3.2015"}
    form = PersonForm(answers)
    assert form.is_valid() and form.cleaned_data["birth_date"] == date(2015, 3, 21)


def test_nothing_typed_is_lost() -> None:
    form = filled(first_name="Ana 🌸", birth_date_day="31", birth_date_month="februarie", note="<b>lemne</b>")
    html = draw(form, "{% fields form %}")
    for kept in ("Ana 🌸", "31", "februarie", "2015"):
        assert f'value="{kept}"' in html
    assert "&lt;b&gt;lemne&lt;/b&gt;" in html and 'value="f" checked' in html


def test_the_error_stands_at_the_field_and_in_the_summary() -> None:
    form = filled(first_name="", birth_date_day="31", birth_date_month="2")
    html = draw(form, "{% error_summary form %}{% fields form %}")
    assert '<a href="#id_first_name">Scrieți prenumele.</a>' in html
    assert '<a href="#id_birth_date_day">Ziua nu există' in html
    assert 'aria-describedby="id_first_name_error"' in html and 'id="id_first_name_error"' in html
    assert html.count('aria-invalid="true"') == 2


def test_a_form_without_mistakes_has_no_summary() -> None:
    assert draw(filled(), "{% error_summary form %}").strip() == ""
    assert draw(PersonForm(), "{% error_summary form %}").strip() == ""


def test_a_rejection_from_the_write_path_is_shown_at_its_field() -> None:
    form = filled()
    assert form.is_valid()
    form.add_error("first_name", "Un coleg a schimbat prenumele între timp.")
    form.add_error(None, "Gospodăria a fost mutată.")
    html = draw(form, "{% error_summary form %}{% field form.first_name %}")
    assert html.count("Un coleg a schimbat prenumele între timp.") == 2
    assert "<strong>Gospodăria a fost mutată.</strong>" in html


def test_a_stored_date_fills_the_three_boxes_and_is_unchanged() -> None:
    form = PersonForm(GOOD, initial={"birth_date": date(2015, 3, 21)})
    assert "birth_date" not in form.changed_data
    html = draw(PersonForm(initial={"birth_date": date(2015, 3, 21)}), "{% field form.birth_date %}")
    assert 'value="21"' in html and 'value="3"' in html and 'value="2015"' in html


def test_html_is_never_taken_from_what_was_typed() -> None:
    html = draw(filled(first_name='"><script>alert(1)</script>'), "{% error_summary form %}{% fields form %}")
    assert "<script>" not in html
