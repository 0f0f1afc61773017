"""Help in kind, and activities for many: what can be said of them (P art. 3; kinds and units: propunere)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from impreuna.kernel.result import ALLOWED, Verdict, _, refused
from impreuna.services.rules.delivery import may_date

NOTE_LIMIT = 2000
TITLE_LIMIT = 200
MOST_PEOPLE = 500
MOST_COUNTED = 10_000
MOST_QUANTITY = Decimal(100_000)

ACTIVITIES: dict[str, str] = {"group": _("activitate de grup"), "community": _("activitate comunitară")}
RESOURCES: dict[str, str] = {
    "food": _("alimente"),
    "hot_meals": _("mese calde"),
    "clothes": _("îmbrăcăminte și încălțăminte"),
    "school": _("rechizite"),
    "hygiene": _("produse de igienă"),
    "heating": _("lemne și alte combustibile"),
    "housing_works": _("lucrări la locuință"),
    "other": _("altceva"),
}
UNITS: dict[str, str] = {
    "parcel": _("pachete"),
    "portion": _("porții"),
    "piece": _("bucăți"),
    "kg": _("kg"),
    "cubic_metre": _("metri cubi"),
    "lei": _("lei"),
    "day": _("zile de lucru"),
}


def check_resource(
    what: str, unit: str, quantity: Decimal, given_on: date, today: date
) -> Iterator[tuple[str, Verdict]]:
    """The fields at which help in kind fails, and why."""
    yield "what", ALLOWED if what in RESOURCES else refused("unknown_code")
    yield "unit", ALLOWED if unit in UNITS else refused("unknown_code")
    is_amount = Decimal(0) < quantity <= MOST_QUANTITY and round(quantity, 2) == quantity
    yield "quantity", ALLOWED if is_amount else refused("resource_quantity", limit=int(MOST_QUANTITY))
    yield "given_on", may_date(given_on, today)


def check_activity(
    title: str, kind: str, children: int, adults: int, people: int, held_on: date, today: date
) -> Iterator[tuple[str, Verdict]]:
    """The fields at which an activity fails, and why: somebody came, and those named are not more than came."""
    yield "title", ALLOWED if title.strip() else refused("activity_title")
    yield "activity_kind", ALLOWED if kind in ACTIVITIES else refused("unknown_code")
    counted = 0 <= children <= MOST_COUNTED and 0 <= adults <= MOST_COUNTED and children + adults > 0
    yield "adults", ALLOWED if counted else refused("activity_nobody")
    yield "people", ALLOWED if people <= min(MOST_PEOPLE, children + adults) else refused("activity_people")
    yield "held_on", may_date(held_on, today)
