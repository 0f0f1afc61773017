"""The log says which page, how it ended and how long it took, and nothing about anybody."""

import logging

import pytest
from django.db import DatabaseError, connection
from django.test import RequestFactory

from impreuna.config.requests import WithoutPeople


def test_one_line_per_request_without_what_was_asked(client, db, caplog):
    with caplog.at_level(logging.INFO, logger="impreuna.requests"):
        client.get("/sanatate?q=Popescu+Ana")
    (record,) = [r for r in caplog.records if r.name == "impreuna.requests"]
    assert record.getMessage().startswith("GET health 200 ")
    assert "Popescu" not in caplog.text


def test_a_page_that_does_not_exist_is_not_named(client, db, caplog):
    with caplog.at_level(logging.INFO, logger="impreuna.requests"):
        assert client.get("/gospodarii/Popescu").status_code == 404
    assert "Popescu" not in caplog.text


def test_a_trace_does_not_quote_the_row(db):
    with pytest.raises(DatabaseError) as caught, connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES ('Popescu', '', now()), ('Popescu', '', now())")
    assert "Popescu" in str(caught.value)
    text = WithoutPeople().formatException(caught._excinfo)
    assert "duplicate key" in text
    assert "Key (session_key)=" not in text


def test_django_names_the_page_instead_of_the_path():
    record = logging.makeLogRecord({"name": "django.request", "msg": "%s: %s", "args": ("Server Error", "/x/Popescu")})
    record.request = RequestFactory().get("/x/Popescu")
    record.request.resolver_match = None
    assert WithoutPeople().format(record) == "Server Error: -"
