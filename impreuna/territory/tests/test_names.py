"""Names in proper case: a table of tricky ones, and what holds for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.kernel.text import fold
from impreuna.territory.rules.names import PARTICLES, proper_name

ROMANIAN = st.text(alphabet="ABCDEFGHIJKLMNOPRSTUVXZĂÂÎȘȚŞŢ -.", min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("official", "name"),
    [
        ("JUDEȚUL SATU MARE", "Satu Mare"),
        ("MUNICIPIUL BUCUREȘTI", "București"),
        ("MUNICIPIUL  CODLEA", "Codlea"),
        ("ORAȘ BĂILE TUȘNAD", "Băile Tușnad"),
        ("BUCUREȘTI SECTORUL 4", "Sectorul 4"),
        ("BUCUREȘTII NOI", "Bucureștii Noi"),
        ("DROBETA-TURNU SEVERIN", "Drobeta-Turnu Severin"),
        ("SÂRBII - MĂGURA", "Sârbii-Măgura"),
        ("BUGHEA DE SUS", "Bughea de Sus"),
        ("DEALU LUI VODĂ", "Dealu lui Vodă"),
        ("LA CURTE", "La Curte"),
        ("SUB PIATRĂ", "Sub Piatră"),
        ("VALEA DIN DEAL", "Valea din Deal"),
        ("ȘTEFAN CEL MARE", "Ștefan cel Mare"),
        ("C.A.ROSETTI", "C.A. Rosetti"),
        ("C.A. ROSETTI", "C.A. Rosetti"),
        ("I. L. CARAGIALE", "I. L. Caragiale"),
        ("I.C.BRĂTIANU", "I.C. Brătianu"),
        ("ALEXANDRU I.CUZA", "Alexandru I. Cuza"),
        ("GERSA II", "Gersa II"),
        ("APELE VII", "Apele Vii"),
        ("ARDUD-VII", "Ardud-Vii"),
        ("23 AUGUST", "23 August"),
        ("MILA 23", "Mila 23"),
        ("MUNICIPIUL TÂRGU MUREŞ", "Târgu Mureș"),
        ("CUZA VODĂ", "Cuza Vodă"),
        ("POIANA CU CETATE", "Poiana cu Cetate"),
        ("SÂNNICOLAU MARE", "Sânnicolau Mare"),
    ],
)
def test_proper_case(official, name):
    assert proper_name(official) == name


@given(ROMANIAN)
def test_casing_changes_no_letter_that_a_search_sees(official):
    bare = proper_name("X" + official)
    assert fold(bare) == fold("X" + official) or "." in official


@given(st.text(max_size=60))
def test_any_text_gives_a_clean_name(text):
    name = proper_name(text)
    assert name == name.strip()
    assert "  " not in name
    assert not set("şţŞŢ") & set(name)


@given(ROMANIAN)
def test_casing_twice_is_casing_once(official):
    once = proper_name("X" + official)
    assert proper_name(once) == once


@given(st.sampled_from(sorted(PARTICLES)), st.sampled_from(["DEAL", "VALE", "SAT"]))
def test_particles_are_small_inside_and_tall_in_front(particle, word):
    assert proper_name(f"{word} {particle.upper()} {word}").split()[1] == particle
    assert proper_name(f"{particle.upper()} {word}")[0].isupper()
