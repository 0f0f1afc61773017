"""A document that went along with a referral, for who holds the referral's secret."""

from __future__ import annotations

from uuid import UUID

from allauth.core.internal.ratelimit import consume
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from impreuna.documents.queries.attached import open_attached
from impreuna.documents.views.answers import send
from impreuna.ui.access import public_page

#: So often somebody may knock: like the page that leads here, for each address of the network.
_RATES = {"open_attached": "60/m/ip"}


@public_page
@never_cache
def pdf(request: HttpRequest, secret: str, document_id: UUID) -> HttpResponse:
    """The PDF as it was issued; nothing once the referral is answered or its link is over."""
    if not consume(request, app="impreuna.documents", action="open_attached", config=_RATES, limit_get=True):
        return HttpResponse(status=429)
    opened = open_attached(secret, document_id)
    if opened is None:
        raise Http404
    return send(list(opened.parts), opened.name)
