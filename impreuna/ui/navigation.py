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
    `waits` names what of `request.waiting` is shown instead, counted when the account was read, and `says` what it is
    for who hears the page, as in "{n} întârziate".
    `is_aside`: what one needs now and then stands behind "Mai multe", so that the rest fits in one row on a tablet.
    """

    section: str
    text: str | Promise
    url: str
    capability: str | None
    order: int
    count: Callable[[Actor], int] | None = None
    is_aside: bool = False
    waits: str = ""
    says: str | Promise = ""


#: A greater number says no more, and would cost more to count.
MOST_SHOWN = 99


@dataclass(frozen=True, slots=True)
class Link:
    """An `Item` as the page draws it."""

    text: str
    href: str
    is_current: bool
    count: int = 0
    is_aside: bool = False
    says: str = ""

    @property
    def shown(self) -> str:
        """The number, "99+" beyond it."""
        return str(self.count) if self.count <= MOST_SHOWN else f"{MOST_SHOWN}+"

    @property
    def said(self) -> str:
        """The number with what it counts, for who hears the page; empty where the entry's own words say it."""
        return self.says.format(n=self.shown) if self.says else ""


@dataclass(frozen=True, slots=True)
class Menu:
    """The entries in the row, and those behind "Mai multe" with all that waits there."""

    row: list[Link]
    aside: list[Link]

    @property
    def waiting_aside(self) -> int:
        """How much waits behind "Mai multe"."""
        return sum(link.count for link in self.aside)

    @property
    def is_aside_current(self) -> bool:
        """Whether the page belongs to an entry behind "Mai multe"."""
        return any(link.is_current for link in self.aside)


_items: dict[str, Item] = {}


def add(
    section: str,
    text: str | Promise,
    url: str,
    *,
    capability: str | None,
    order: int,
    count: Callable[[Actor], int] | None = None,
    is_aside: bool = False,
    waits: str = "",
    says: str | Promise = "",
) -> None:
    """Adds an entry. `section` is the URL namespace of its pages (or `namespace:view`), `url` a URL name.

    Adding a section twice replaces it, so that a room may be loaded again in tests.
    """
    _items[section] = Item(section, text, url, capability, order, count, is_aside, waits, says)


def items() -> list[Item]:
    """All entries in their order."""
    return sorted(_items.values(), key=lambda item: item.order)


def links(request: HttpRequest, actor: Actor | None) -> list[Link]:
    """What this actor may open, as links; nothing for somebody without a role."""
    if actor is None:
        return []
    return [
        Link(
            str(item.text),
            href,
            _is_current(item, request),
            _count(item, request, actor),
            item.is_aside,
            str(item.says),
        )
        for item in items()
        if (item.capability is None or may(actor.role, item.capability)) and (href := _address(item.url))
    ]


def menu(request: HttpRequest, actor: Actor | None) -> Menu:
    """The links in two groups; a single entry aside would not deserve a fold, so it joins the row."""
    every = links(request, actor)
    aside = [link for link in every if link.is_aside]
    if len(aside) < 2:
        return Menu(every, [])
    return Menu([link for link in every if not link.is_aside], aside)


def _count(item: Item, request: HttpRequest, actor: Actor) -> int:
    if item.waits:
        return int(getattr(request, "waiting", {}).get(item.waits, 0))
    return item.count(actor) if item.count else 0


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
