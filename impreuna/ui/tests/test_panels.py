"""Panels: a page shows, in order and only to who may see it, what higher rooms added to one of its places."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.html import format_html
from django.utils.safestring import SafeString

from impreuna.kernel.actor import Actor, Scope
from impreuna.ui import panels
from tests.fixtures.places import BELTIUG


@pytest.fixture(autouse=True)
def own_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_panels", {})


def request_of(role: str | None) -> Any:
    request = RequestFactory().get("/")
    if role:
        request.actor = Actor(UUID(int=1), "Cineva", role, Scope("commune", BELTIUG, frozenset({BELTIUG})))  # type: ignore[attr-defined]
    return request


def saying(text: str) -> panels.Draw:
    return lambda request, subject_id: format_html("<p>{} {}</p>", text, subject_id) if text else SafeString()


def drawn(role: str | None) -> str:
    source = '{% load ui %}{% panels "person" 7 %}'
    return engines["django"].from_string(source).render({}, request_of(role)).strip()


def test_panels_stand_in_their_order_and_empty_ones_leave_nothing() -> None:
    panels.add("person", "second", saying("<b>"), capability="SeeRegistry", order=20)
    panels.add("person", "first", saying("unu"), capability="SeeRegistry", order=10)
    panels.add("person", "silent", saying(""), capability="SeeRegistry", order=15)
    panels.add("home", "elsewhere", saying("acasă"), capability="SeeRegistry", order=1)
    assert drawn("social_worker") == "<p>unu 7</p>\n<p>&lt;b&gt; 7</p>"


def test_a_panel_is_for_who_has_its_capability() -> None:
    panels.add("person", "first", saying("unu"), capability="SeeConflicts", order=10)
    assert drawn("social_worker") and not drawn("spas_head") and not drawn(None)


def test_a_place_that_no_page_offers_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        panels.add("nowhere", "first", saying("unu"), capability="SeeRegistry", order=1)
