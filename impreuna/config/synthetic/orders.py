"""Which communes are loaded, how many households each, and what has to be done once they are there."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connections
from django.utils import timezone

from impreuna.config.synthetic.country import Order
from impreuna.config.synthetic.places import choose, sizes
from impreuna.config.synthetic.rows import COLUMNS
from impreuna.kernel.result import REASONS
from impreuna.monitoring.commands.counting import count_round, counting_alone, publish
from impreuna.monitoring.queries.stale import today_there
from impreuna.monitoring.rules.measures import month_before, month_of
from impreuna.nomenclature.queries import current_edition

#: As many communes as there are.
EVERY = 4000


def orders(communes: int, seed: int, county: str | None, households: int) -> list[Order]:
    """The communes to load, `households` in each on average, as of today and by the edition in force."""
    chosen = choose(communes, county)
    edition, today = current_edition().number, timezone.localdate()
    return [Order(siruta, size, seed, today, edition) for siruta, size in sizes(chosen, households, seed).items()]


def say(reason: str) -> str:
    """The sentence of a reason for which a commune was left out."""
    return str(REASONS.get(reason, reason))


def finish(progress: Callable[[str], object]) -> None:
    """Statistics for the planner, the figures of every place, and the public ones of the last month."""
    with connections["owner"].cursor() as cursor:
        for table in COLUMNS:
            cursor.execute(f"VACUUM (ANALYZE) {table}")
            progress(table)
    with counting_alone(wait=True):
        while not (counted := count_round(seconds=20)).is_idle and not counted.failed:
            progress(f"{counted.left}")
    if counted.failed:
        raise RuntimeError(f"not counted: {counted.failed}")
    publish(month_before(month_of(today_there())))
