"""How long an obligation takes, from a day on. Values are only added: taking one back is setting another."""

from __future__ import annotations

from datetime import date

from impreuna.kernel.actor import COUNTRY, Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _, require_all
from impreuna.kernel.text import clean
from impreuna.obligations.models import Period
from impreuna.obligations.queries.book import amount_on, current_book
from impreuna.obligations.rules.periods import LONGEST_SOURCE, length_of, may_set


class SetPeriod(Command):
    """Stabilirea unui termen național de la o zi înainte (propunere; termenele sunt ale Ordinului 288/2006 și ale
    legilor din listă).

    On the country's clock; the unit is the law's. It holds for obligations that are raised from `from_day` on.
    `seen`: what its author saw standing for that day; if it is another by now, nothing is set.
    """

    area = "household"
    sentence = _("a stabilit termenul {code} la {amount}, de la {from_day}")

    code: str
    from_day: date
    amount: int
    source: str
    seen: int


@handles(SetPeriod)
def set_period(c: SetPeriod, actor: Actor, at: Stamp) -> Effect:
    """Adds the period. What is running keeps its own."""
    if c.commune_id != COUNTRY:
        raise Rejected("out_of_scope", field="commune_id")
    length = length_of(current_book().entries.get(c.code))
    if length is None:
        raise Rejected("obligation_unknown", field="code", code=c.code)
    require_all([may_set(length, c.amount, c.from_day, day_of(at.received_at))])
    source = clean(c.source)
    if not 3 <= len(source) <= LONGEST_SOURCE:
        raise Rejected("period_source", field="source", limit=LONGEST_SOURCE)
    standing = amount_on(c.code, c.from_day)
    if standing != c.seen:
        raise Rejected("value_moved", field="amount")
    if standing == c.amount:
        raise Rejected("period_same", field="amount")
    Period.objects.create(
        code=c.code,
        from_day=c.from_day,
        amount=c.amount,
        unit=length.unit,
        source=source,
        set_at=at.received_at,
        set_by=actor.name,
    )
    return Effect()
