"""The JSON interface described for who writes the other side: OpenAPI 3.1, printed to `contracts/openapi.json`.

Shapes are those with which the server reads and writes; of a row of a pull, the feeds say which fields it has.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from impreuna.kernel.feeds import FEEDS
from impreuna.sync.api import devices, handover, push
from impreuna.sync.rules.lists import Lists
from impreuna.sync.rules.versions import VERSIONS
from impreuna.ui.access import public_page

_SHAPES = {
    "Push": push.Push,
    "Pushed": push.Pushed,
    "Handover": handover.Handover,
    "Kept": handover.Kept,
    "Enrolment": devices.Enrolment,
    "Enrolled": devices.Enrolled,
    "SignedIn": devices.SignedIn,
    "Standing": devices.Standing,
    "Lists": Lists,
}
_ERRORS = {
    "400": "not what is expected", "401": "device_unknown, not_signed_in", "403": "role_ended, role_may_not",
    "410": "device_revoked", "413": "too large", "415": "neither JSON nor gzip", "422": "refused",
    "426": "app_too_old", "429": "too often; Retry-After says the seconds", "503": "busy; Retry-After",
}  # fmt: skip
_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}


@public_page
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description as it is printed."""
    path = settings.BASE_DIR / "contracts" / "openapi.json"
    return HttpResponse(path.read_bytes(), content_type="application/json")


def document() -> dict[str, Any]:
    """The whole description."""
    (_schemas, components) = msgspec.json.schema_components(
        list(_SHAPES.values()), ref_template="#/components/schemas/{name}"
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Împreună",
            "version": str(VERSIONS.current),
            "description": "Commands over HTTP, and the synchronisation of tablets (docs/developers/sync.md).",
        },
        "paths": _paths(),
        "components": {
            "securitySchemes": {
                "tablet": {
                    "type": "apiKey", "in": "header", "name": "Authorization",
                    "description": "Tableta <device_id>.<secret>, with the headers Impreuna-Protocol and Impreuna-App",
                },
                "office": {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
            },
            "responses": {status: _json(about, _ref("Problem")) for status, about in _ERRORS.items()},
            "schemas": {
                **components, "Problem": _problem(), "Outcome": _outcome(), "Row": _rows(), "Digest": _digest(),
            },
        },
    }  # fmt: skip


def _paths() -> dict[str, Any]:
    return {
        "/api/commands": {"post": _commands()},
        "/api/openapi.json": {"get": _operation("This description.", {"type": "object"}, ())},
        "/api/sync/devices": {
            "post": _operation("Enrols a tablet of who is signed in.", "Enrolled", ("office",), "Enrolment", "201")
        },
        "/api/sync/me": {"get": _operation("Who is signed in at the office.", "SignedIn", ("office",))},
        "/api/sync/standing": {
            "get": _operation("How a tablet stands.", "Standing", (), parameters=[_asked("device", _TEXT, True)])
        },
        "/api/sync/pull": {"get": _pull()},
        "/api/sync/digest": {"get": _operation("Rows counted by kind and last digit of the id.", "Digest")},
        "/api/sync/push": {"post": _operation("Carries out commands, each for itself.", "Pushed", body="Push")},
        "/api/sync/handover": {
            "post": _operation("Takes what a closed tablet still has, sealed.", "Kept", (), "Handover")
        },
        "/api/sync/lists": {"get": _operation("The lists and places; with ETag.", "Lists")},
        "/api/sync/attachments/{digest}": {
            "head": _attachment("How much of a content is here: Upload-Offset, Upload-Complete.", "200"),
            "patch": _attachment("A part that begins at Upload-Offset, of Upload-Length bytes.", "204"),
        },
    }


def _operation(
    summary: str,
    answer: str | dict[str, Any],
    security: tuple[str, ...] = ("tablet",),
    body: str | None = None,
    status: str = "200",
    parameters: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    schema = _ref(answer) if isinstance(answer, str) else answer
    operation: dict[str, Any] = {
        "summary": summary,
        "security": [{name: []} for name in security],
        "responses": {status: _json("as asked", schema), **_errors()},
    }
    if body:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(body)}}}
    if parameters:
        operation["parameters"] = parameters
    return operation


def _commands() -> dict[str, Any]:
    operation = _operation("Carries out one command for who is signed in.", "Outcome", ("office",))
    about = "A command with its kind: contracts/commands has the shape of each."
    schema = {"type": "object", "description": about, "required": ["kind", "id", "commune_id", "recorded_at"]}
    operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return operation


def _pull() -> dict[str, Any]:
    operation = _operation("What changed: a first line, rows, a last line.", {})
    about = "First line, rows (Row), last line {next} or {done, head}; without the last line the page is torn."
    operation["responses"]["200"] = {
        "description": about,
        "content": {"application/x-ndjson": {"schema": _ref("Row")}},
    }
    names = {"view": _TEXT, "after": _NUMBER, "head": _TEXT, "page": _TEXT, "limit": _NUMBER, "bucket": _TEXT}
    operation["parameters"] = [_asked(name, schema) for name, schema in names.items()]
    return operation


def _attachment(summary: str, status: str) -> dict[str, Any]:
    path = {"name": "digest", "in": "path", "required": True, "schema": {**_TEXT, "pattern": "^[0-9a-f]{64}$"}}
    operation: dict[str, Any] = {
        "summary": summary,
        "security": [{"tablet": []}],
        "parameters": [path],
        "responses": {status: {"description": "Upload-Offset, Upload-Complete"}, **_errors()},
    }
    if status == "204":
        operation["parameters"] += [
            {"name": name, "in": "header", "required": True, "schema": _NUMBER}
            for name in ("Upload-Offset", "Upload-Length")
        ]
        operation["requestBody"] = {"required": True, "content": {"application/octet-stream": {}}}
        operation["responses"]["409"] = {"description": "wrong_offset: Upload-Offset tells the right one"}
    return operation


def _asked(name: str, schema: dict[str, Any], required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": schema}


def _errors() -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in _ERRORS}


def _json(about: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": about, "content": {"application/json": {"schema": schema}}}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _problem() -> dict[str, Any]:
    about = "A reason of contracts/reasons.json, its facts, and its sentence in the reader's language."
    fields = {"reason": _TEXT, "facts": {"type": "object"}, "sentence": _TEXT}
    return {"type": "object", "description": about, "properties": fields, "required": list(fields)}


def _outcome() -> dict[str, Any]:
    return {**msgspec.json.schema(push.Ended)["$defs"]["Ended"], "title": "Outcome"}


def _rows() -> dict[str, Any]:
    return {
        "oneOf": [
            {
                "type": "object",
                "title": feed.kind,
                "properties": {
                    "kind": {"const": feed.kind},
                    "id": {"type": "string", "format": "uuid"},
                    "n": _NUMBER,
                    **{name: {} for name in (*feed.columns, *feed.more)},
                },
                "required": ["kind", "id", "n", *feed.columns, *feed.more],
            }
            for feed in FEEDS.values()
        ]
    }


def _digest() -> dict[str, Any]:
    bucket = {"type": "array", "prefixItems": [_NUMBER, _TEXT], "minItems": 2, "maxItems": 2}
    fields = {"n": _NUMBER, "view": _TEXT, "buckets": {"type": "object", "additionalProperties": bucket}}
    return {"type": "object", "properties": fields, "required": list(fields)}


def printed() -> str:
    """The description as a file."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"
