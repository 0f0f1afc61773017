"""What the page shell shows around every page: who acts, in which role and place, and where one may go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.policy import ROLES
from impreuna.ui import navigation

#: Code, name in its own language.
LANGUAGES = (("ro", "Română"), ("en", "English"), ("hu", "Magyar"))

#: Links of the footer, each shown as soon as a room has the page.
FOOTER = (
    (gettext_lazy("Despre Împreună"), "web:about"),
    (gettext_lazy("Cifre publice"), "monitoring:public"),
    (gettext_lazy("Datele personale"), "web:privacy"),
    (gettext_lazy("Accesibilitate"), "web:accessibility"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """In which place and role somebody acts, in words. The middleware that sets `request.actor` sets
    `request.standing` beside it. `place` reads like "Primăria comunei Beltiug · județul Satu Mare"."""

    place: str
    role: str
    can_switch: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """What the templates of the shell read as `shell`."""

    person: str
    standing: Standing | None
    is_signed_in: bool
    is_demo: bool
    menu: navigation.Menu
    language: str
    languages: tuple[tuple[str, str], ...]
    footer: list[tuple[str, str]]
    addresses: dict[str, str]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Lazy: a page that does not draw the shell (as the one for 500) asks nothing."""
    return {"shell": SimpleLazyObject(partial(_shell_of, request))}


def _shell_of(request: HttpRequest) -> Shell:
    actor: Actor | None = getattr(request, "actor", None)
    user = getattr(request, "user", None)
    is_signed_in = bool(user is not None and user.is_authenticated)
    return Shell(
        person=actor.name if actor else _name_of(user) if is_signed_in else "",
        standing=getattr(request, "standing", None) or _standing_of(actor),
        is_signed_in=is_signed_in,
        is_demo=getattr(settings, "MODE", "demo") == "demo",
        menu=navigation.menu(request, actor),
        language=get_language() or settings.LANGUAGE_CODE,
        languages=LANGUAGES,
        footer=[(str(text), href) for text, name in FOOTER if (href := _address(name))],
        addresses={
            "home": _address("web:home") or "/",
            "sign_in": _address("account_login"),
            "sign_out": _address("account_logout"),
            "switch_role": _address("workforce:switch-role"),
            "account": _address("web:account"),
            "language": _address("set_language"),
        },
    )


def _standing_of(actor: Actor | None) -> Standing | None:
    if actor is None or actor.role not in ROLES:
        return None
    return Standing(place="", role=_(ROLES[actor.role].name))


def _name_of(user: Any) -> str:
    return str(getattr(user, "name", "") or user)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
