"""The tablet application's own files: its page, its service worker, its manifest. They tell nothing about anybody."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from impreuna.ui.access import public_page


@public_page
@require_safe
def field(request: HttpRequest) -> HttpResponse:
    """The page of Teren. Kept by its service worker, it opens without a network, too."""
    answer = _built("index.html", "text/html; charset=utf-8")
    # A position for the map and a camera for a photo, both asked of the person; nothing else of the tablet.
    answer["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()"
    return answer


@public_page
@require_safe
def field_address(request: HttpRequest) -> HttpResponse:
    """Without its slash the address would lie outside what the service worker keeps."""
    return HttpResponseRedirect(reverse("web:field"))


@public_page
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Always asked for anew: it is how a tablet learns of a new version."""
    return _built("sw.js", "text/javascript; charset=utf-8")


@public_page
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What Android needs to install the application."""
    icon = f"{settings.STATIC_URL}ui/emblem.svg"
    answer = JsonResponse(
        {
            "id": reverse("web:field"),
            "name": _("Împreună – Teren"),
            "short_name": _("Teren"),
            "start_url": reverse("web:field"),
            "scope": reverse("web:field"),
            "display": "standalone",
            "lang": "ro",
            "background_color": "#f8f6f1",
            "theme_color": "#1a3a6b",
            "icons": [
                {"src": icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
                {"src": icon, "sizes": "512x512", "type": "image/svg+xml", "purpose": "maskable"},
            ],
        },
        content_type="application/manifest+json",
    )
    answer["Cache-Control"] = "no-cache"
    return answer


def _built(name: str, content_type: str) -> HttpResponse:
    path = settings.BUILT_ASSETS / "field" / name
    if not path.is_file():
        raise Http404(_("Aplicația de teren nu este construită aici."))
    answer = HttpResponse(path.read_bytes(), content_type=content_type)
    answer["Cache-Control"] = "no-cache"
    return answer
