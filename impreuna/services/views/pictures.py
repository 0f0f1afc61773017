"""A picture's content, for whoever sees the row that names it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from impreuna.kernel.files import read_file
from impreuna.services.queries import find_picture
from impreuna.services.rules.pictures import MEDIA_TYPES
from impreuna.ui.access import SignedIn, page


@page("SeeVisits")
def picture(request: SignedIn, attachment_id: UUID) -> HttpResponse:
    """The content as it was sent, kept nowhere on the way; it is read here and now, in the reader's scope."""
    place = request.actor.scope.place_id
    found = find_picture(place, attachment_id)
    if found is None or not found.is_complete:
        raise Http404
    answer = HttpResponse(read_file(place, found.digest), content_type=found.media_type)
    answer["Content-Disposition"] = f'inline; filename="{attachment_id}{MEDIA_TYPES[found.media_type]}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
