"""What this room shows on the page of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from impreuna.documents.queries.issued import list_recent_of_case

#: So many stand on the page of the case; the rest is behind the link.
_FEW = 3


def case_documents(request: Any, case_id: UUID) -> SafeString:
    """The last documents of a case, and the way to all of them. One query."""
    context = {"case_id": case_id, "documents": list_recent_of_case(request.actor, case_id, _FEW)}
    return render_to_string("documents/panels/case.html", context, request)
