"""Pictures in parts: a tablet asks how much of one is here, and sends on from there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from impreuna.kernel import files
from impreuna.kernel.scope import acting_as
from impreuna.sync.api.answers import Refusal, View
from impreuna.sync.api.door import Caller, tablets
from impreuna.ui.access import public_page

_MEGABYTE = 1024 * 1024


@public_page
@csrf_exempt
def attachment(request: HttpRequest, digest: str) -> HttpResponse:
    """`HEAD` asks for the offset, `PATCH` sends a part."""
    view: View = send if request.method == "PATCH" else ask
    return view(request, digest)


@tablets("HEAD")
def ask(request: HttpRequest, caller: Caller, digest: str) -> HttpResponse:
    """How many bytes of the picture are here."""
    place = caller.greeting.place_id
    with acting_as(caller.actor):
        here = files.received(place, digest)
    return _told(200, here.offset, here.is_complete)


@tablets("PATCH")
def send(request: HttpRequest, caller: Caller, digest: str) -> HttpResponse:
    """Keeps the part that begins at `Upload-Offset`, of `Upload-Length` bytes in all."""
    offset, total = _number(request, "Upload-Offset"), _number(request, "Upload-Length")
    if int(request.META.get("CONTENT_LENGTH") or 0) > files.CHUNK_BYTES:
        raise Refusal(413, "request_too_large", limit=files.CHUNK_BYTES // 1024)
    if caller.actor is None:
        raise Refusal(403, "role_ended")
    try:
        now = files.add_chunk(caller.actor, caller.greeting.place_id, digest, offset, total, request.body)
    except files.WrongOffset as problem:
        raise Refusal(409, "wrong_offset", {"Upload-Offset": str(problem.offset)}, offset=problem.offset) from problem
    except files.DigestMismatch as problem:
        raise Refusal(422, "digest_mismatch", {"Upload-Offset": "0"}) from problem
    except files.TooLarge as problem:
        raise Refusal(413, "picture_too_large", limit=files.LARGEST_BYTES // _MEGABYTE) from problem
    return _told(204, now, now == total)


def _number(request: HttpRequest, header: str) -> int:
    text = request.headers.get(header, "")
    if not text.isdecimal() or len(text) > 12:
        raise Refusal(400, "malformed_request", problem=header)
    return int(text)


def _told(status: int, offset: int, is_complete: bool) -> HttpResponse:
    response = HttpResponse(status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    response["Upload-Offset"] = str(offset)
    response["Upload-Complete"] = "1" if is_complete else "0"
    return response
