"""A malformed value stops the start with one sentence that says which, and what it may be."""

from pathlib import Path

import pytest

from impreuna.config.environment import Environment, Misconfigured


def environment(**values: str) -> Environment:
    return Environment(values)


@pytest.mark.parametrize("value", ["ceva", "0", "70000", "-1", "80.5", "８０"])
def test_a_port_is_a_number_between(value):
    with pytest.raises(Misconfigured, match=r"PORT este „.*”, dar trebuie să fie un număr între 1 și 65535"):
        environment(PORT=value).integer("PORT", 8000, 1, 65535, "")


def test_empty_means_default():
    assert environment(PORT=" ").integer("PORT", 8000, 1, 65535, "") == 8000


def test_a_choice_lists_what_it_may_be():
    with pytest.raises(Misconfigured, match="poate fi doar: demo, production"):
        environment(MODE="prod").choice("MODE", ("demo", "production"), "demo", "")


@pytest.mark.parametrize("value", ["true", "yes", "2"])
def test_a_flag_is_one_or_nought(value):
    with pytest.raises(Misconfigured):
        environment(DEBUG=value).flag("DEBUG", False, "")


@pytest.mark.parametrize("value", ["abc", "zz" * 32, "ab" * 31, "ab" * 32 + ","])
def test_a_key_has_64_digits(value):
    with pytest.raises(Misconfigured, match="64 de cifre"):
        environment(KEY=value).keys("KEY", "", "")


def test_a_key_may_have_predecessors():
    assert environment(KEY=f"{'ab' * 32}, {'cd' * 32}").keys("KEY", "", "") == (b"\xab" * 32, b"\xcd" * 32)


def test_a_misspelt_variable_is_noticed():
    env = environment(IMPREUNA_PROT="80", HOME="/")
    env.integer("IMPREUNA_PORT", 8000, 1, 65535, "")
    with pytest.raises(Misconfigured, match=r"Nu există setarea IMPREUNA_PROT\. Poate IMPREUNA_PORT\?"):
        env.refuse_unknown("IMPREUNA_")


def test_a_database_address():
    address = "postgresql://app:p%40rola@db.local:6432/impreuna?sslmode=require"
    assert environment(URL=address).database("URL", "") == {
        "NAME": "impreuna",
        "USER": "app",
        "PASSWORD": "p@rola",
        "HOST": "db.local",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_database_on_a_socket():
    found = environment(URL="postgresql://app@/impreuna?host=/run/postgresql").database("URL", "")
    assert found is not None
    assert found["HOST"] == "/run/postgresql"
    assert found["OPTIONS"] == {}


@pytest.mark.parametrize("value", ["mysql://a@b/c", "postgresql://host/", "postgresql://a@b:x/c", "impreuna"])
def test_what_is_no_database_address(value):
    with pytest.raises(Misconfigured, match="nu este o adresă PostgreSQL"):
        environment(URL=value).database("URL", "")


def test_a_path_is_absolute(tmp_path: Path):
    assert environment().path("VAR", tmp_path, "") == tmp_path
    assert environment(VAR="~/x").path("VAR", tmp_path, "").is_absolute()
