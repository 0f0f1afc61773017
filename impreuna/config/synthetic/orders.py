"""Which communes are loaded, how many households each, and what has to be done once they are there."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from django.db import connections
from django.utils import timezone

from impreuna.config.demo.accounts import generate as generate_accounts
from impreuna.config.synthetic.country import Order
from impreuna.config.synthetic.places import choose, sizes
from impreuna.config.synthetic.rows import COLUMNS
from impreuna.kernel.result import REASONS
from impreuna.nomenclature.queries import current_edition


def orders(communes: int, seed: int, county: str | None, households: int) -> list[Order]:
    """The communes to load, `households` in each on average, as of today and by the edition in force."""
    chosen = choose(communes, county)
    edition, today = current_edition().number, timezone.localdate()
    return [Order(siruta, size, seed, today, edition) for siruta, size in sizes(chosen, households, seed).items()]


def say(reason: str) -> str:
    """The sentence of a reason for which a commune was left out."""
    return str(REASONS.get(reason, reason))


def finish(progress: Callable[[str], object]) -> None:
    """Statistics for the planner, accounts to look at it all with, and the figures of every place counted."""
    with connections["owner"].cursor() as cursor:
        for table in COLUMNS:
            cursor.execute(f"VACUUM (ANALYZE) {table}")
            progress(table)
    generate_accounts(progress)
    if find_spec("impreuna.monitoring.commands"):
        recount = getattr(import_module("impreuna.monitoring.commands"), "recount_all", None)
        if recount is not None:
            recount(progress)
