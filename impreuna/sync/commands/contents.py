"""Contents of pictures whose act never came: a tablet that was lost in between, or an act that stayed refused.

No act (docs/decisions, 0029): the server clears them up by itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from impreuna.kernel.moments import day_of
from impreuna.kernel.scope import acting_as
from impreuna.nomenclature.queries import NoEdition, parameters_on
from impreuna.workforce.commands.roles import OPERATOR

#: So many days the act of a content may still come.
KEPT_FOR = "unnamed_file_days"


def forget_unnamed(now: datetime) -> int:
    """Deletes, in every commune, the contents that came long ago and that no row names. Answers how many.

    Nothing is deleted while the lists do not say how long they wait.
    """
    with acting_as(OPERATOR), connection.cursor() as cursor:
        try:
            days = parameters_on(day_of(now)).get(KEPT_FOR)
        except NoEdition:
            days = None
        if days is None:
            return 0
        cursor.execute("SELECT sync_forget_unnamed(%s)", [now - timedelta(days=days)])
        return int(cursor.fetchone()[0])
