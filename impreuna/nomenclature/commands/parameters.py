"""A new value of a national parameter, from a day on. Values are only added: taking one back is setting another."""

from __future__ import annotations

import math
from datetime import date, timedelta

from django.utils import timezone

from impreuna.kernel.actor import COUNTRY, Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.result import Effect, Rejected, _, add_reasons
from impreuna.kernel.text import clean
from impreuna.nomenclature import models
from impreuna.nomenclature.queries import NoEdition, current_edition, parameters_on
from impreuna.nomenclature.rules.content import Parameter

add_reasons(
    {
        "lists_not_published": _("Listele naționale nu sunt publicate încă."),
        "parameter_unknown": _("Parametrul „{code}” nu există în ediția în vigoare a listelor."),
        "parameter_too_low": _("Valoarea poate fi cel puțin {limit}."),
        "parameter_too_high": _("Valoarea poate fi cel mult {limit}."),
        "parameter_source_missing": _("Scrieți de unde vine valoarea: actul normativ și articolul, sau hotărârea."),
        "parameter_source_too_long": _("Scrieți sursa în cel mult {limit} de semne."),
        "parameter_day_too_early": _("Alegeți o zi nu mai veche de {earliest}."),
        "parameter_day_too_late": _("Alegeți o zi cel târziu până la {latest}."),
        "parameter_day_used": _(
            "Ziua este în trecut: vizite de după ea au fost evaluate cu valoarea veche și rămân așa. Bifați că știți."
        ),
        "parameter_same": _("Aceasta este deja valoarea din ziua aleasă."),
    }
)

LONGEST_SOURCE = 400
_LARGEST = 1e9
EARLIEST = date(2000, 1, 1)
#: A law sets an amount a year or two ahead, never more than this.
_FARTHEST = timedelta(days=5 * 366)


class SetParameter(Command):
    """Stabilirea unui parametru național de la o zi înainte (L196; Protocolul P art. 6; propunere).

    On the country's clock. `seen`: the value that its author saw standing on that day, None when there was none; if
    it is another one by now, nothing is set. `is_for_the_past`: the author knows that visits since that day keep
    what was found with the value of then.
    """

    area = "household"
    sentence = _("A stabilit parametrul {code} la {value}, de la {valid_from}.")

    code: str
    valid_from: date
    value: float
    source: str
    seen: float | None = None
    is_for_the_past: bool = False


@handles(SetParameter)
def set_parameter(c: SetParameter, actor: Actor, at: Stamp) -> Effect:
    """Adds the value. Earlier findings stay as they are; the next assessments use it."""
    if c.commune_id != COUNTRY:
        raise Rejected("out_of_scope", field="commune_id")
    source = clean(c.source)
    _check_value(_find(c.code), c.value)
    _check_source(source)
    _check_day(c, timezone.localdate(at.received_at))
    _check_seen(c)
    models.ParameterValue.objects.create(
        n=at.n,
        code=c.code,
        valid_from=c.valid_from,
        value=c.value,
        source=source,
        set_at=at.received_at,
        set_by=actor.name,
    )
    return Effect()


def _find(code: str) -> Parameter:
    try:
        parameter = current_edition().parameters.get(code)
    except NoEdition as problem:
        raise Rejected("lists_not_published") from problem
    if parameter is None:
        raise Rejected("parameter_unknown", field="code", code=code)
    return parameter


def _check_value(parameter: Parameter, value: float) -> None:
    low, high = parameter.low, parameter.high
    if math.isnan(value) or (low is not None and value < low):
        raise Rejected("parameter_too_low", field="value", limit=f"{low or 0:g}")
    if value > (_LARGEST if high is None else high):
        raise Rejected("parameter_too_high", field="value", limit=f"{_LARGEST if high is None else high:g}")


def _check_source(source: str) -> None:
    if len(source) < 3:
        raise Rejected("parameter_source_missing", field="source")
    if len(source) > LONGEST_SOURCE:
        raise Rejected("parameter_source_too_long", field="source", limit=LONGEST_SOURCE)


def _check_day(c: SetParameter, today: date) -> None:
    if c.valid_from < EARLIEST:
        raise Rejected("parameter_day_too_early", field="valid_from", earliest=f"{EARLIEST:%d.%m.%Y}")
    if c.valid_from > (latest := today + _FARTHEST):
        raise Rejected("parameter_day_too_late", field="valid_from", latest=f"{latest:%d.%m.%Y}")
    if c.valid_from < today and not c.is_for_the_past:
        raise Rejected("parameter_day_used", field="is_for_the_past")


def _check_seen(c: SetParameter) -> None:
    standing = parameters_on(c.valid_from).get(c.code)
    if standing != c.seen:
        raise Rejected("value_moved", field="value")
    if standing == c.value:
        raise Rejected("parameter_same", field="value")
