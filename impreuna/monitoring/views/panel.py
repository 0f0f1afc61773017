"""The picture of the own place in a few numbers, for the home pages of counties and of the country."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from impreuna.monitoring.queries.brief import get_brief


def draw(request: HttpRequest, place_id: Any) -> SafeString:
    """A card that leads to the picture; it is there before the first count too, so that one finds the way."""
    actor: Any = request.actor  # type: ignore[attr-defined]  # panels are drawn for who is signed in
    context = {"brief": get_brief(actor), "level": actor.scope.level}
    return render_to_string("monitoring/_panel.html", context)
