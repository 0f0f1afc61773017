"""The page's own parts: title, breadcrumbs, tabs, actions, paging, search."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from impreuna.ui import panels as panels_of_rooms
from impreuna.ui.paging import CURSOR_PARAMETER, Page
from impreuna.ui.tags import drawn, path_of
from impreuna.ui.wording import counted

register = template.Library()


@register.inclusion_tag(path_of("heading"))
def heading(text: str, tag: str = "", tone: str = "grey", meta: str = "", caption: str = "") -> dict[str, Any]:
    """The page's only `h1`, with a tag beside it and a quiet line below."""
    return {"text": text, "tag": tag, "tone": tone, "meta": meta, "caption": caption}


@register.simple_block_tag
def breadcrumbs(content: str) -> SafeString:
    """The way to this page; holds `crumb` tags."""
    return drawn("breadcrumbs", content=content)


@register.inclusion_tag(path_of("breadcrumbs", "crumb"))
def crumb(text: str, href: str = "") -> dict[str, Any]:
    """One step of the way; the page itself is the last one, without `href`."""
    return {"text": text, "href": href}


@register.simple_block_tag
def tabs(content: str, label: str) -> SafeString:
    """Parts of one thing, each at its own address; `label` names them for screen readers."""
    return drawn("tabs", content=content, label=label)


@register.inclusion_tag(path_of("tabs", "tab"))
def tab(text: str, href: str, current: bool = False, count: int | None = None) -> dict[str, Any]:
    """One tab, with a number where something waits."""
    return {"text": text, "href": href, "current": current, "count": count}


@register.simple_block_tag
def actions(content: str) -> SafeString:
    """A row of buttons; one of them primary."""
    return drawn("button", "actions", content=content)


@register.simple_tag(takes_context=True)
def panels(context: template.Context, place: str, subject_id: Any) -> SafeString:
    """What higher rooms show at this place of the page about the thing of that id (`impreuna.ui.panels`)."""
    request = context.get("request")
    return panels_of_rooms.draw(request, place, subject_id) if request is not None else SafeString()


@register.inclusion_tag(path_of("pagination"), takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """ "Mai multe" and "Înapoi la început" below a list, keeping the other parameters of the address."""
    request = context.get("request")
    kept = request.GET.copy() if request is not None else None
    if kept is not None:
        kept.pop(CURSOR_PARAMETER, None)
    rest = kept.urlencode() if kept else ""
    more = "&".join(part for part in (rest, urlencode({CURSOR_PARAMETER: page.next})) if part) if page.next else ""
    path = request.path if request is not None else ""
    return {"more": f"?{more}" if more else "", "start": f"{path}?{rest}" if rest else path, "is_first": page.is_first}


@register.inclusion_tag(path_of("search_box"))
def search_box(
    action: str,
    label: str,
    name: str = "q",
    value: str = "",
    target: str = "results",
    hint: str = "",
    placeholder: str = "",
) -> dict[str, Any]:
    """A search that answers as one types; without JavaScript the same form and address answer with a page.

    The answer to an htmx request replaces the element with the id `target` and brings it along.
    """
    return {
        "action": action,
        "label": label,
        "name": name,
        "value": value,
        "target": target,
        "hint": hint,
        "placeholder": placeholder,
    }


@register.inclusion_tag(path_of("search_box", "count"))
def result_count(n: int, more: bool = False) -> dict[str, Any]:
    """How many were found, shown and said aloud; `more`: there are more than are shown."""
    if n == 0:
        text = _("Niciun rezultat")
    elif more:
        text = counted(n, _("Primul rezultat"), _("Primele {n} rezultate"), _("Primele {n} de rezultate"))
    else:
        text = counted(n, _("Un rezultat"), _("{n} rezultate"), _("{n} de rezultate"))
    return {"text": text}
