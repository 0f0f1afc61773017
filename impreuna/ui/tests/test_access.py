"""Who may open a page, without a database: a user, an actor, and what comes back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from impreuna.kernel.actor import Actor, Scope
from impreuna.ui.access import page, public_page
from impreuna.ui.answers import BACK_PARAMETER, way_back


@page("SeeRegistry")
def households(request: HttpRequest, place: int = 0) -> HttpResponse:
    return HttpResponse(f"gospodării {place}")


def asked(role: str | None = None, *, signed_in: bool = True, **headers: Any) -> HttpRequest:
    request = RequestFactory().get("/gospodarii?sat=2", **headers)
    request.user = SimpleNamespace(is_authenticated=signed_in, name="Ioana")  # type: ignore[assignment]
    actor = Actor(UUID(int=1), "Ioana", role, Scope("commune", 1)) if role else None
    request.actor = actor  # type: ignore[attr-defined]
    return request


def test_a_page_opens_for_a_role_that_may() -> None:
    assert households(asked("social_worker"), place=7).content.decode() == "gospodării 7"


def test_a_stranger_is_sent_to_sign_in_and_back() -> None:
    answer = households(asked(signed_in=False))
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/gospodarii%3Fsat%3D2")


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in() -> None:
    request = asked(signed_in=False, HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="https://x.ro/gospodarii?q=ana")
    answer = households(request)
    assert answer.status_code == 204
    assert answer["HX-Redirect"].endswith("?next=/gospodarii%3Fq%3Dana")


def test_without_a_role_one_learns_whom_to_ask() -> None:
    answer = households(asked(None))
    assert answer.status_code == 403
    assert "Cereți rolul șefului SPAS" in answer.content.decode()


def test_a_role_that_may_not_learns_why_and_who_may() -> None:
    answer = households(asked("mayor"))
    assert answer.status_code == 403
    assert "Rolul „primar” nu are acest drept" in answer.content.decode()
    assert "asistent social" in answer.content.decode()


def test_views_declare_what_they_need() -> None:
    assert households.capability == "SeeRegistry" and not households.is_public  # type: ignore[attr-defined]

    @public_page
    def about(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert about.capability is None and about.is_public  # type: ignore[attr-defined]


def test_an_unknown_capability_is_a_mistake_of_ours() -> None:
    @page("NoSuchThing")
    def broken(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    with pytest.raises(KeyError):
        broken(asked("social_worker"))


@pytest.mark.parametrize(
    ("named", "leads_to"),
    [
        ("/fise/1/p/", "/fise/1/p/"),
        ("", "/acasa/"),
        ("https://example.org/", "/acasa/"),
        ("//example.org/", "/acasa/"),
        ("javascript:alert(1)", "/acasa/"),
    ],
)
def test_one_goes_back_to_our_own_pages_only(named: str, leads_to: str) -> None:
    request = RequestFactory().get("/", {BACK_PARAMETER: named})
    assert way_back(request, "/acasa/") == leads_to
