"""Figures put straight into the tables, as the recount would leave them; and clients signed in as the cast."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from html import unescape
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.utils import timezone

from impreuna.kernel.actor import COUNTRY, Actor
from impreuna.monitoring.queries.figures import find_edition
from impreuna.monitoring.rules.measures import LIFE_AGES, PYRAMID, months_until
from impreuna.nomenclature.commands import PublishEdition, installed_lists
from tests.fixtures.cast import applied, colleague
from tests.fixtures.places import BELTIUG, DOBA, SATU_MARE

#: A figure by its whole key: measure, village, age band, sex → veil and value.
Rows = Mapping[tuple[str, int, str, str], tuple[str, int]]


def publish() -> None:
    """The national lists, as the demonstration publishes them; nothing when they are published already."""
    if find_edition() is None:
        applied(
            colleague(COUNTRY, "national_admin"), PublishEdition, commune_id=COUNTRY, digest=installed_lists().digest
        )


def put(place_id: int, rows: Rows, seconds_ago: int = 3) -> None:
    """Replaces the figures of a place. Call it as the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM monitoring_figure WHERE place_id = %s", [place_id])
        cursor.execute("DELETE FROM monitoring_count WHERE place_id = %s", [place_id])
        cursor.executemany(
            "INSERT INTO monitoring_figure (place_id, measure, village_id, age_band, sex, veil, value)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [(place_id, *key, *told) for key, told in rows.items()],
        )
        cursor.execute("SELECT coalesce(max(n), 0) FROM kernel_clock WHERE commune_id = %s", [place_id])
        (n,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO monitoring_count (place_id, n, counted_on, counted_at, took_ms, basis)"
            " VALUES (%s, %s, %s, %s, 9, '')",
            [place_id, n, timezone.localdate(), timezone.now() - timedelta(seconds=seconds_ago)],
        )


def rows_of(times: int = 1, small: int = 3) -> dict[tuple[str, int, str, str], tuple[str, int]]:
    """Figures of a place with something of everything; `small` is the number of children out of school."""
    rows = {
        (measure, 0, "", ""): ("", value * times)
        for measure, value in {
            "persons": 3112, "children": 641, "households": 812, "visited": 640, "visited_12m": 512,
            "dwelling:visited": 640, "dwelling:not_visited": 172, "persons_with": 1204, "children_with": 311,
            "households_with": 498, "multi_area": 233, "awaiting": 64, "priority:urgent": 12, "priority:high": 81,
            "priority:medium": 203, "priority:low": 155, "priority:none": 361,
        }.items()
    }  # fmt: skip
    for number, band in enumerate(PYRAMID):
        rows["persons", 0, band, "F"] = ("", (110 - abs(number - 8) * 9) * times)
        rows["persons", 0, band, "M"] = ("", (104 - abs(number - 7) * 9) * times)
    for area, veil in (("ID", "identity"), ("ED", "education"), ("SA", "health_need"), ("LO", "housing")):
        rows[f"persons_with:{area}", 0, "", ""] = (veil, 140 * times)
        rows[f"households_with:{area}", 0, "", ""] = (veil, 77 * times)
    for code, veil in (("ED-02", "education"), ("PC-01", "protection"), ("VR-01", "income")):
        rows[f"finding:{code}", 0, "", ""] = (veil, small)
        rows[f"confirmed:{code}", 0, "", ""] = (veil, 1)
    for number, band in enumerate(LIFE_AGES):
        for sex in "FM":
            rows["finding:ED-03", 0, band, sex] = ("education", (7 + number) * times)
    rows["finding:ED-03", 0, "", ""] = ("education", 114 * times)
    rows["law156", 0, "", ""] = ("protection", small)
    for number, month in enumerate(months_until(timezone.localdate())):
        rows[f"assessed@{month}", 0, "", ""] = ("", (12 + 5 * number) * times)
        rows[f"found@{month}", 0, "", ""] = ("", (30 + 2 * number) * times)
        rows[f"resolved@{month}", 0, "", ""] = ("", (9 + number) * times)
    return rows


def fill_everything(**more: Any) -> None:
    """Beltiug and Doba, their county and the country. Call it as the owner of the tables."""
    put(BELTIUG, rows_of(**more))
    put(DOBA, rows_of(**more))
    put(SATU_MARE, rows_of(2, **more))
    put(COUNTRY, rows_of(2, **more))


def signed_in(actor: Actor, language: str = "ro") -> Client:
    """A client signed in as `actor`."""
    client = Client(headers={"accept-language": language})
    client.force_login(get_user_model().objects.get(id=actor.user_id))
    return client


def text(answer: Any) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def content(answer: Any) -> str:
    """A downloaded CSV."""
    return b"".join(answer.streaming_content).decode("utf-8-sig")
