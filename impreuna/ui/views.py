"""The gallery of components, in demonstration mode only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from impreuna.ui import gallery
from impreuna.ui.access import public_page


@public_page
def components(request: HttpRequest) -> HttpResponse:
    """Every component with its examples; with `?arată=nume` only that one."""
    if settings.MODE != "demo":
        raise Http404
    wanted = request.GET.get("arată")
    shown = [part for part in gallery.components(request) if wanted in (None, part.name)]
    return render(request, "ui/gallery.html", {"components": shown})
