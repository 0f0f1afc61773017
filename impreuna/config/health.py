"""Is it up? For load balancers and for `impreuna serve`."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from impreuna.ui.access import public_page


@public_page
@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 `{"stare": "bine"}` when the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"stare": "fără bază de date"}, status=503)
    return JsonResponse({"stare": "bine"})
