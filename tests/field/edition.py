"""A questionnaire of five questions: what travels is the same in kind, and two thousand tablets fetch it sooner."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.types.json import Jsonb

_QUESTIONS = ("G02", "G03", "G06", "E01", "Z02")
_FINDINGS = ("ED-02",)
_SERVICES = 3


def shorten(connection: psycopg.Connection[Any]) -> None:
    """Leaves of the edition in force what the schedules ask, find and deliver."""
    number, content = connection.execute(
        "SELECT number, content FROM nomenclature_edition ORDER BY number DESC LIMIT 1"
    ).fetchone()  # type: ignore[misc]
    short = {
        **content,
        "questions": [one for one in content["questions"] if one["code"] in _QUESTIONS],
        "vulnerabilities": [one for one in content["vulnerabilities"] if one["code"] in _FINDINGS],
        "services": content["services"][:_SERVICES],
        "contradictions": [],
        "definitions": [],
    }
    connection.execute("UPDATE nomenclature_edition SET content = %s WHERE number = %s", [Jsonb(short), number])


def publish(connection: psycopg.Connection[Any]) -> None:
    """A next edition comes into force: a question is put in other words. Drafts and tablets know the one before."""
    with connection.transaction():
        connection.execute("SELECT 1 FROM kernel_clock WHERE commune_id = 0 FOR UPDATE")
        connection.execute(
            "INSERT INTO nomenclature_edition (number, digest, content, note, published_at, published_by)"
            " SELECT number + 1, md5(number::text), "
            " jsonb_set(content, '{questions,0,text,ro}', to_jsonb('Alt ' || number)),"
            " '', now(), 'x' FROM nomenclature_edition ORDER BY number DESC LIMIT 1"
        )
        connection.execute("UPDATE kernel_clock SET n = n + 1 WHERE commune_id = 0")
