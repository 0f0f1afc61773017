"""What this room shows on the page of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from impreuna.documents.queries.issued import list_recent_of_case

#: So many stand on the page of the case; the rest is behind the link.
_FEW = 3


def case_documents(request: HttpRequest, case_id: UUID) -> SafeString:
    """The last documents of a case, and the way to all of them. One query."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    context = {"case_id": case_id, "documents": list_recent_of_case(actor, case_id, _FEW)}
    return render_to_string("documents/panels/case.html", context, request)
