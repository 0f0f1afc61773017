"""`POST /api/commands`: one command in, its outcome out. The same acts, rules and journal as the pages."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from impreuna.kernel.command import KINDS, Command, decode
from impreuna.kernel.execute import execute
from impreuna.kernel.result import Outcome, explain
from impreuna.ui.access import public_page

#: A household of twenty people is under 20 KB; what is larger is no command.
SIZE_LIMIT = 256 * 1024

_STATUS = {"applied": 200, "duplicate": 200, "conflict": 200, "rejected": 422}
_encoder = msgspec.json.Encoder()


class _Kind(msgspec.Struct):
    kind: str


class Malformed(Exception):
    """The body is no command: `reason` of the catalogue and the facts of its sentence."""

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts


@public_page  # who may is decided for the command itself, by `execute`; nobody's answer is 401
@require_POST
def commands(request: HttpRequest) -> HttpResponse:
    """Executes the command in the body for the signed-in actor; 200 kept, 422 rejected, 400 no command, 401, 413."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return _answer(401, reason="not_signed_in")
    if int(request.META.get("CONTENT_LENGTH") or 0) > SIZE_LIMIT:
        return _answer(413, reason="command_too_large", facts={"limit": SIZE_LIMIT // 1024})
    try:
        command = read(request.body)
    except Malformed as problem:
        return _answer(400, reason=problem.reason, facts=problem.facts)
    return _outcome(execute(command, actor))


def read(body: bytes) -> Command:
    """The command in `body` (UTF-8 JSON with its `kind`). Raises `Malformed`."""
    try:
        kind = msgspec.json.decode(body, type=_Kind).kind
        if kind not in KINDS:
            raise Malformed("unknown_command")
        return decode(kind, body)
    except msgspec.ValidationError as problem:
        raise Malformed("malformed_command", problem=str(problem)) from problem
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise Malformed("malformed_command", problem="JSON") from problem


def _outcome(outcome: Outcome) -> HttpResponse:
    return _answer(
        _STATUS[outcome.status],
        id=outcome.command_id,
        status=outcome.status,
        original=outcome.original,
        n=outcome.n,
        reason=outcome.reason,
        field=outcome.field,
        facts=outcome.facts,
    )


def _answer(code: int, *, reason: str | None = None, facts: dict[str, Any] | None = None, **rest: Any) -> HttpResponse:
    facts = facts or {}
    body = {**rest, "reason": reason, "facts": facts, "sentence": explain(reason, facts, gettext)}
    return HttpResponse(_encoder.encode(body), content_type="application/json", status=code)
