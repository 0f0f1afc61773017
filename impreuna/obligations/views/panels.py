"""What this room shows on the home pages: what the reader has to do, and where in the county or country delays are."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from impreuna.obligations import wording
from impreuna.obligations.queries import due, late
from impreuna.ui.wording import counted

_FEW = 5


def mine(request: Any, siruta: int) -> SafeString:
    """What the reader has to do soon or should have done; nothing when there is nothing."""
    actor = request.actor
    now = timezone.now()
    rows = due.list_first(actor, now, _FEW)
    if not rows:
        return SafeString()
    return render_to_string("obligations/panels/mine.html", {"lines": wording.lines(rows, now)}, request)


def late_below(request: Any, place_id: Any) -> SafeString:
    """How many deadlines are over in the county or country; nothing when none is."""
    actor = request.actor
    now = timezone.now()
    is_county = actor.scope.level == "county"
    places = late.late_by_commune(actor.scope.place_id, now) if is_county else late.late_by_county(now)
    total = sum(place.late() for place in places)
    if not total:
        return SafeString()
    where = _in_communes(len(places)) if is_county else _in_counties(len(places))
    context = {"where": f"{total} {where}"}
    return render_to_string("obligations/panels/late.html", context, request)


def _in_communes(n: int) -> str:
    return counted(n, _("într-o localitate"), _("în {n} localități"), _("în {n} de localități"))


def _in_counties(n: int) -> str:
    return counted(n, _("într-un județ"), _("în {n} județe"), _("în {n} de județe"))
