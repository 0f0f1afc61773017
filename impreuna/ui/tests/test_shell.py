"""The shell and the error pages."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from impreuna.kernel.actor import Actor, Scope
from impreuna.ui import navigation
from impreuna.ui.shell import Standing

# Entries of the menu count what waits.
pytestmark = pytest.mark.django_db


def asked(role: str | None = "social_worker", standing: Standing | None = None) -> HttpRequest:
    request = RequestFactory().get("/ui/componente")
    request.resolver_match = resolve("/ui/componente")
    request.user = SimpleNamespace(is_authenticated=role is not None, name="Ioana Țăranu")  # type: ignore[assignment]
    request.actor = Actor(UUID(int=1), "Ioana Țăranu", role, Scope("commune", 1)) if role else None  # type: ignore[attr-defined]
    if standing:
        request.standing = standing  # type: ignore[attr-defined]
    return request


@pytest.fixture
def own_navigation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", {})
    navigation.add("ui", "Componente", "ui:components", capability="SeeHome", order=2)
    navigation.add("other", "Registru", "ui:components", capability="SeeRegistry", order=1, count=lambda actor: 3)
    navigation.add("gone", "Fără pagină", "no:such-page", capability="SeeHome", order=3)


def drawn(request: HttpRequest) -> str:
    return render_to_string("ui/base.html", {}, request)


def test_the_header_says_who_acts_where_and_as_what() -> None:
    html = drawn(asked(standing=Standing("Primăria comunei Beltiug · județul Satu Mare", "asistent social")))
    assert "Ioana Țăranu" in html and "asistent social" in html
    assert "Primăria comunei Beltiug · județul Satu Mare" in html


def test_without_words_from_the_workforce_the_role_is_still_named() -> None:
    assert "asistent social" in drawn(asked())


def test_nobody_sees_a_menu_or_a_name_when_signed_out(own_navigation: None) -> None:
    html = drawn(asked(None))
    assert 'class="navigation"' not in html and "header__who" not in html


def test_the_menu_holds_what_the_role_may_open(own_navigation: None) -> None:
    of_worker = navigation.links(asked(), asked().actor)  # type: ignore[attr-defined]
    shown = [(link.text, link.is_current, link.count) for link in of_worker]
    assert shown == [("Registru", False, 3), ("Componente", True, 0)]
    of_mayor = navigation.links(asked("mayor"), asked("mayor").actor)  # type: ignore[attr-defined]
    assert [link.text for link in of_mayor] == ["Componente"]


@pytest.mark.parametrize("status", [400, 403, 404, 413, 429, 500])
@pytest.mark.parametrize("language", ["ro", "en", "hu"])
def test_error_pages_say_what_to_do_in_three_languages(status: int, language: str) -> None:
    with translation.override(language):
        html = render_to_string(f"ui/errors/{status}.html", {}, asked())
    assert f'<html lang="{language}"' in html and "<h1>" in html
    assert html.count("<p") >= 1


def test_the_page_for_our_own_failure_asks_nobody() -> None:
    """No user, no actor, no session on the request: it is drawn all the same."""
    html = render_to_string("ui/errors/500.html", {})
    assert "Ceva nu a mers la noi" in html


def test_pages_carry_no_inline_script_or_style() -> None:
    html = drawn(asked())
    assert "<style" not in html and " style=" not in html and " onclick=" not in html
    assert html.count("<script") == html.count('<script src="')


def test_what_is_needed_now_and_then_stands_behind_a_fold(own_navigation: None) -> None:
    """One entry aside joins the row; two make the fold, which tells how much waits behind it."""
    navigation.add("rare", "Rar", "ui:components", capability="SeeHome", order=8, is_aside=True)
    assert [link.text for link in navigation.menu(asked(), asked().actor).row][-1] == "Rar"  # type: ignore[attr-defined]
    navigation.add("rarer", "Mai rar", "ui:components", capability="SeeHome", order=9, is_aside=True, count=lambda _: 4)
    menu = navigation.menu(asked(), asked().actor)  # type: ignore[attr-defined]
    assert [link.text for link in menu.aside] == ["Rar", "Mai rar"]
    assert (menu.waiting_aside, menu.is_aside_current) == (4, False)
