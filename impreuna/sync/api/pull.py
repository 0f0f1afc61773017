"""What has changed since a tablet last asked: rows as lines of JSON, in pages; and whether both hold the same."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from impreuna.kernel.actor import Actor
from impreuna.kernel.feeds import FEEDS
from impreuna.kernel.scope import acting_as
from impreuna.sync.api.answers import Refusal, answer, log
from impreuna.sync.api.door import Caller, tablets
from impreuna.sync.commands.contact import AT_MOST_EVERY, Contact, keep_pulled
from impreuna.sync.queries.lists import lease_days_on, lists_digest_of
from impreuna.sync.queries.rows import Key, Wanted, count_buckets, read_bucket, read_kinds
from impreuna.sync.rules.me import me_of
from impreuna.sync.rules.pages import NoPlace, Place, Told, mode_of, read_place, write_place
from impreuna.sync.rules.views import view_of

PAGE, LARGEST_PAGE = 2_000, 5_000
_LEVEL = 5
_LAST = UUID(int=2**128 - 1)
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class _Asked:
    """A pull: what the tablet has, and what the server makes of it."""

    caller: Caller
    actor: Actor
    view: str
    place: Place | None
    limit: int


@tablets("GET")
def pull(request: HttpRequest, caller: Caller) -> HttpResponse:
    """A page of rows: first line, rows, last line. Without the last one the page is torn."""
    asked = _asked(request, caller)
    place = asked.place or _first(request, asked)
    lines = [_first_line(asked, place)]
    count = 0
    bucket = request.GET.get("bucket")
    if place is None:
        lines.append(_end(caller.greeting.n, bytes(caller.greeting.head).hex()))
    elif bucket is not None and place.mode != "everything":
        lines += _bucket(asked, bucket)
    else:
        for text, rows in _rows(asked, place):
            lines.append(text)
            count += rows
    _note(request, asked)
    log.info("pull %s rows=%d", place.mode if place else "nothing", count)
    return _send(request, lines)


@tablets("GET")
def digest(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What the tablet would hold if it held what the server does, by kind and last digit of the id."""
    actor = _acting(caller)
    with acting_as(actor):
        buckets = count_buckets(actor.scope.place_id)
    return answer({"n": caller.greeting.n, "view": _view(caller), "buckets": buckets})


def _acting(caller: Caller) -> Actor:
    if caller.actor is None:
        raise Refusal(403, "role_ended")
    return caller.actor


def _view(caller: Caller) -> str:
    greeting = caller.greeting
    return view_of(greeting.role, greeting.place_id, greeting.circles, caller.protocol)


def _asked(request: HttpRequest, caller: Caller) -> _Asked:
    limit = request.GET.get("limit") or str(PAGE)
    if not limit.isdecimal() or int(limit[:9]) < 1:
        raise Refusal(400, "malformed_request", problem="limit")
    view, place = _view(caller), None
    if text := request.GET.get("page"):
        try:
            place = read_place(text)
        except NoPlace as problem:
            raise Refusal(400, "malformed_request", problem="page") from problem
        if place.view != view:  # what may be seen changed between two pages: from the beginning
            place = None
    return _Asked(caller, _acting(caller), view, place, min(int(limit[:9]), LARGEST_PAGE))


def _first(request: HttpRequest, asked: _Asked) -> Place | None:
    """Where a pull begins; None when there is nothing to bring."""
    greeting = asked.caller.greeting
    kept = None if greeting.hash is None else bytes(greeting.hash).hex()
    after = int(request.GET.get("after") or 0)
    said = Told(after, request.GET.get("head", ""), request.GET.get("view", ""), greeting.n, kept, asked.view)
    mode, why = mode_of(said)
    if mode == "nothing" and request.GET.get("bucket") is None:
        return None
    if mode != "everything":
        mode = "changes"
    begin = Key(next(iter(FEEDS)), after if mode == "changes" else -1, _LAST)
    return Place(asked.view, mode, why, begin.n, greeting.n, bytes(greeting.head).hex(), begin.kind, begin.n, begin.id)


def _first_line(asked: _Asked, place: Place | None) -> str:
    greeting, day = asked.caller.greeting, timezone.localdate(asked.caller.at)
    line: dict[str, Any] = {
        "view": asked.view,
        "n": greeting.n,
        "server_time": asked.caller.at,
        "mode": place.mode if place else "nothing",
        "why": place.why if place else None,
        "lease_days": lease_days_on(day, greeting.country_n),
        "lists": lists_digest_of(greeting.place_id, greeting.country_n),
    }
    if place is not None:
        line["me"] = me_of(asked.actor, greeting.commune_name, greeting.county_name, gettext)
    return _encode(line).decode()


def _rows(asked: _Asked, place: Place) -> Iterator[tuple[str, int]]:
    left, last = asked.limit, None
    wanted = Wanted(place.after, place.mode == "changes")
    with acting_as(asked.actor):
        for found in read_kinds(asked.actor.scope.place_id, wanted, Key(place.kind, place.n, place.id), left):
            yield found.text, found.count
            left, last = left - found.count, found.last
    if left > 0 or last is None:
        yield _end(place.upto, place.head), 0
    else:
        following = msgspec.structs.replace(place, kind=last.kind, n=last.n, id=last.id)
        yield _encode({"next": write_place(following)}).decode(), 0


def _bucket(asked: _Asked, bucket: str) -> Iterator[str]:
    """All rows of one bucket. The last line moves no cursor: it says as of when."""
    kind, _dot, digit = bucket.partition(".")
    if kind not in FEEDS or len(digit) != 1 or digit not in "0123456789abcdef":
        raise Refusal(400, "malformed_request", problem="bucket")
    with acting_as(asked.actor):
        text = read_bucket(asked.actor.scope.place_id, kind, digit)
    if text:
        yield text
    yield _end(asked.caller.greeting.n, bytes(asked.caller.greeting.head).hex())


def _end(done: int, head: str) -> str:
    return _encode({"done": done, "head": head}).decode()


def _note(request: HttpRequest, asked: _Asked) -> None:
    caller, greeting = asked.caller, asked.caller.greeting
    last = greeting.last_contact_at
    if last is not None and caller.at - last < AT_MOST_EVERY and greeting.known_app == caller.app:
        return
    actor = asked.actor
    contact = Contact(greeting.place_id, caller.device_id, actor.user_id, caller.at, caller.app, caller.protocol)
    with acting_as(actor):
        keep_pulled(contact, int(request.GET.get("after") or 0), request.GET.get("view", "")[:64])


def _send(request: HttpRequest, lines: list[str]) -> HttpResponse:
    body = ("\n".join(lines) + "\n").encode()
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    if is_packed:
        packing = zlib.compressobj(_LEVEL, wbits=31)
        body = packing.compress(body) + packing.flush()
    response = HttpResponse(body, content_type="application/x-ndjson")
    response["Cache-Control"] = "no-store"
    response["Vary"] = "Accept-Encoding"
    if is_packed:
        response["Content-Encoding"] = "gzip"
    return response
