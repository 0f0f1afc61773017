"""Who answers for what is the head's to do: the role, not a person, so that it is right on the day of reading.

With one head she is named. With several, anybody of them may; with none, the commune's social workers see what waits,
and that the mayor has to name a head (propunere).
"""

from __future__ import annotations

from django.db.models import BooleanField, TextField
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from impreuna.obligations.models import Obligation

_HELD = """
FROM workforce_roleassignment a JOIN workforce_user u ON u.id = a.user_id
WHERE a.place_id = {place} AND a.role = 'spas_head' AND a.ended_at IS NULL
AND a.start_date <= (now() AT TIME ZONE 'Europe/Bucharest')::date
AND (a.end_date IS NULL OR a.end_date >= (now() AT TIME ZONE 'Europe/Bucharest')::date)
"""
#: The names of the heads of an obligation's commune, as far as the reader sees its staff; null when it has none.
HEADS_SQL = f"(SELECT string_agg(DISTINCT u.name, ', ') {_HELD.format(place='obligations_obligation.commune_id')})"


def heads() -> RawSQL:
    """The names of the heads of a row's commune, with commas; an annotation."""
    return RawSQL(HEADS_SQL, (), output_field=TextField(null=True))  # noqa: S611 no parameter of a reader


def is_headless(commune_id: int) -> RawSQL:
    """Whether a commune has no head; an annotation that is asked for once, not for each row."""
    return RawSQL(f"NOT EXISTS (SELECT 1 {_HELD.format(place='%s')})", (commune_id,), output_field=BooleanField())  # noqa: S611


def who_answers(row: Obligation, names: str | None) -> str:
    """Who answers for a row, in words; empty where nobody does by name. `names`: of its commune's heads."""
    if row.responsible or row.responsible_kind != "head":
        return row.responsible
    if not names:
        return _("comuna nu are șef SPAS: îl numește primarul")
    return _("oricare dintre șefii SPAS: {names}").format(names=names) if ", " in names else names
