"""The main navigation: one list, to which each room adds its own pages in its `apps.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from impreuna.kernel.actor import Actor
from impreuna.kernel.policy import may


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: shown to roles that have `capability`, marked as current on pages of its `section`.

    `count(actor)` answers how much waits there (0: no number is shown); it runs on every page, so it must be cheap.
    """

    section: str
    text: str | Promise
    url: str
    capability: str | None
    order: int
    count: Callable[[Actor], int] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An `Item` as the page draws it."""

    text: str
    href: str
    is_current: bool
    count: int = 0


_items: dict[str, Item] = {}


def add(
    section: str,
    text: str | Promise,
    url: str,
    *,
    capability: str | None,
    order: int,
    count: Callable[[Actor], int] | None = None,
) -> None:
    """Adds an entry. `section` is the URL namespace of its pages (or `namespace:view`), `url` a URL name.

    Adding a section twice replaces it, so that a room may be loaded again in tests.
    """
    _items[section] = Item(section, text, url, capability, order, count)


def items() -> list[Item]:
    """All entries in their order."""
    return sorted(_items.values(), key=lambda item: item.order)


def links(request: HttpRequest, actor: Actor | None) -> list[Link]:
    """What this actor may open, as links; nothing for somebody without a role."""
    if actor is None:
        return []
    return [
        Link(str(item.text), href, _is_current(item, request), item.count(actor) if item.count else 0)
        for item in items()
        if (item.capability is None or may(actor.role, item.capability)) and (href := _address(item.url))
    ]


def _address(url: str) -> str:
    try:
        return reverse(url)
    except NoReverseMatch:
        return ""


def _is_current(item: Item, request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None:
        return False
    if ":" in item.section:
        return match.view_name == item.section
    whole_views = {other.section for other in items() if ":" in other.section}
    return item.section in match.namespaces and match.view_name not in whole_views
