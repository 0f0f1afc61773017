"""The rest of the demonstration's county: small synthetic communes, so that the pages of the county look alive."""

from __future__ import annotations

from collections.abc import Callable

from impreuna.config.demo.households import SEED
from impreuna.config.synthetic import orders
from impreuna.config.synthetic.country import carry_out
from impreuna.config.synthetic.places import FIRST_COUNTY

#: Households of a commune on average, of which there are 56 besides the teams' three.
HOUSEHOLDS = 45


def generate(progress: Callable[[str], object], but: frozenset[int]) -> None:
    """Loads every commune of the county but those of the teams; what is loaded already stays."""
    for order in orders.orders(orders.EVERY, SEED, FIRST_COUNTY, HOUSEHOLDS):
        if order.commune_id not in but:
            carry_out(order)
            progress(str(order.commune_id))
