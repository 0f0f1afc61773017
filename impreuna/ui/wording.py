"""Numbers, ages and dates in words, as a Romanian sentence wants them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def counted(n: int, one: str, few: str, many: str) -> str:
    """The form that goes with `n` in Romanian: 1 an, 2–19 ani, 20 de ani (and 101–119 ani again).

    `few` and `many` hold `{n}`: `counted(n, _("un copil"), _("{n} copii"), _("{n} de copii"))`.
    """
    if n == 1:
        return one
    return (few if n == 0 or 1 <= n % 100 <= 19 else many).format(n=n)


def years(n: int) -> str:
    """An age in whole years: "sub un an", "un an", "11 ani", "72 de ani"."""
    if n < 1:
        return _("sub un an")
    return counted(n, _("un an"), _("{n} ani"), _("{n} de ani"))


def age_on(born: date, day: date) -> int:
    """Whole years from `born` to `day`; somebody born on 29 February has the birthday on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def day(value: date | datetime | None) -> str:
    """ "28 noiembrie 2026", in the reader's language; a moment is shown in local time; empty for `None`."""
    if value is None:
        return ""
    local = _local(value)
    if get_language() == "hu":
        return f"{local.year}. {month_name(local.month)} {local.day}."
    return f"{local.day} {month_name(local.month)} {local.year}"


def month_name(month: int) -> str:
    """ "octombrie", "October", "október": Romanian and Hungarian write months in lower case, Django does not."""
    name = str(MONTHS[month])
    return name if get_language() == "en" else name.lower()


def short_day(value: date | datetime | None) -> str:
    """ "28.11.2026"; empty for `None`."""
    return "" if value is None else _local(value).strftime("%d.%m.%Y")


def moment(value: datetime | None) -> str:
    """ "28 noiembrie 2026, 14:05", local time; empty for `None`."""
    return "" if value is None else f"{day(value)}, {_local(value):%H:%M}"


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
