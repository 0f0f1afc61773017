"""The content security policy on everything that a browser could run something from."""

from __future__ import annotations

from csp.middleware import CSPMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

#: The tablet application: its page, and its files, since a worker obeys the policy that came with its own file.
_OF_THE_TABLET = ("/teren", "/static/field/")
#: Its own files only; WebAssembly for the key of the passphrase, made by a worker whose code comes within the page's;
#: pictures from its own memory.
_TABLET_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; style-src 'self';"
    " font-src 'self'; img-src 'self' blob: data:; connect-src 'self'; manifest-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)


class ContentPolicy(CSPMiddleware):
    """django-csp's with the policy of the settings, the tablet's for the tablet, and none on JSON, which runs
    nothing: building the header costs 0.1 ms of CPU."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.headers.get("Content-Type") in ("application/json", "application/x-ndjson"):
            return response
        if request.path_info.startswith(_OF_THE_TABLET):
            response.headers["Content-Security-Policy"] = _TABLET_POLICY
            return response
        return super().process_response(request, response)
