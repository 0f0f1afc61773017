"""All addresses: each room keeps its own in its `urls.py`."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from impreuna.config.health import health
from impreuna.config.openapi import openapi

handler400 = "impreuna.config.errors.bad_request"
handler403 = "impreuna.config.errors.forbidden"
handler404 = "impreuna.config.errors.not_found"
handler429 = "impreuna.config.errors.too_many_requests"
handler500 = "impreuna.config.errors.server_error"

#: Rooms with pages, in the order in which their addresses are tried: first those that machines call often.
ROOMS_IN_ORDER = sorted(settings.ROOMS, key=lambda room: room not in ("sync", "interop"))
ROOMS_WITH_PAGES = [room for room in ROOMS_IN_ORDER if find_spec(f"impreuna.{room}.urls")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("sanatate", health, name="health"),
    path("api/openapi.json", openapi, name="openapi"),
    *(path("", include(f"impreuna.{room}.urls")) for room in ROOMS_WITH_PAGES),
    path("cont/", include("allauth.urls")),
]
