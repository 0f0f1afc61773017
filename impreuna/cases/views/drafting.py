"""What is typed into a long form is kept while it is typed: a dropped connection loses nothing (kernel.drafts)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from impreuna.kernel import drafts
from impreuna.ui.access import SignedIn

#: What belongs to the page and not to what was typed.
_NOT_TYPED = ("csrfmiddlewaretoken", "secret")


def keep_typed(request: SignedIn, commune_id: int, purpose: str, about_id: UUID) -> HttpResponse:
    """Keeps the whole form in its author's draft, under the `draft_id` that the page has; answers when."""
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in _NOT_TYPED}
    try:
        draft_id = UUID(request.POST.get("draft_id", ""))
        drafts.save_draft(request.actor, draft_id, commune_id, purpose, about_id, {"typed": typed})
    except (ValueError, drafts.NotYours):
        return HttpResponse(status=400)
    return render(request, "cases/_saved.html", {"at": timezone.localtime()})


def find_typed(request: SignedIn, commune_id: int, purpose: str, about_id: UUID) -> drafts.Draft | None:
    """The reader's own draft of a form that has one for each case."""
    known = drafts.drafts_about(commune_id, about_id)
    own = next((each for each in known if each.user_id == request.actor.user_id and each.purpose == purpose), None)
    return drafts.open_draft(request.actor, own.id) if own else None


def discard_typed(request: SignedIn, draft_id: str) -> None:
    """Throws away what was kept under the page's `draft_id`, now that it is an act."""
    try:
        drafts.discard_draft(request.actor, UUID(draft_id))
    except ValueError:
        return  # the page had none


def typed_in(draft: drafts.Draft) -> QueryDict:
    """What was typed, as a form reads it."""
    typed = QueryDict(mutable=True)
    for name, values in draft.content.get("typed", {}).items():
        typed.setlist(name, values)
    return typed
