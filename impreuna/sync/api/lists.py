"""The national lists and the commune's places, for as long as they are the same under one digest."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from impreuna.sync.api.door import Caller, tablets
from impreuna.sync.queries.lists import lists_of


@tablets("GET")
def lists(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The lists, or 304 when the tablet has these."""
    sent = lists_of(caller.greeting.place_id, caller.greeting.country_n)
    tag = f'"{sent.digest}"'
    if tag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(sent.compressed if is_packed else sent.body, content_type="application/json")
        if is_packed:
            response["Content-Encoding"] = "gzip"
    response["ETag"], response["Vary"], response["Cache-Control"] = tag, "Accept-Encoding", "no-cache"
    return response
