"""What pages are filled with: buttons, tags, cards, lists, tables, notices."""

from __future__ import annotations

from itertools import count
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from impreuna.kernel.result import Verdict, explain
from impreuna.ui.tags import drawn, path_of

register = template.Library()

_numbers = count(1)


def reason_of(refused: Verdict | str | None) -> str:
    """The sentence beside a grey button: that of a refusing verdict, or the sentence given; empty when allowed."""
    if isinstance(refused, Verdict):
        return explain(refused.reason, refused.facts, _)
    return refused or ""


@register.inclusion_tag(path_of("button"))
def button(
    text: str,
    kind: str = "primary",
    name: str = "",
    value: str = "",
    href: str = "",
    refused: Verdict | str | None = None,
    icon: str = "",
    type: str = "submit",
    form: str = "",
) -> dict[str, Any]:
    """A button, or a link that looks like one. Refused, it is grey and says why; it still takes the focus."""
    return {
        "text": text,
        "kind": kind,
        "name": name,
        "value": value,
        "href": href,
        "reason": reason_of(refused),
        "reason_id": f"why-{next(_numbers)}",
        "icon": icon,
        "type": type,
        "form": form,
    }


@register.inclusion_tag(path_of("button"))
def link_button(
    text: str, href: str, kind: str = "secondary", icon: str = "", refused: Verdict | str | None = None
) -> dict[str, Any]:
    """A link that looks like a button: it leads somewhere and changes nothing."""
    return button(text, kind=kind, href=href, icon=icon, refused=refused)


@register.inclusion_tag(path_of("tag"))
def tag(text: str, tone: str = "grey") -> dict[str, Any]:
    """A state in a word or two. The tone only repeats what the word says."""
    return {"text": text, "tone": tone}


@register.inclusion_tag(path_of("icon"))
def icon(name: str) -> dict[str, Any]:
    """A drawing beside a word, never instead of one."""
    return {"name": name}


@register.simple_block_tag
def card(
    content: str, title: str = "", level: int = 2, href: str = "", action: str = "", tone: str = "", id: str = ""
) -> SafeString:
    """A white sheet with a title; `href` and `action` make a small link in its head."""
    return drawn("card", content=content, title=title, level=level, href=href, action=action, tone=tone, id=id)


@register.simple_block_tag
def summary(content: str) -> SafeString:
    """A list of keys and values; holds `entry` and `entryblock`."""
    return drawn("summary", content=content)


@register.inclusion_tag(path_of("summary", "entry"))
def entry(key: str, value: Any = "", href: str = "", action: str = "") -> dict[str, Any]:
    """One key and value; an empty value is shown as such. `href` and `action`: a link at the end."""
    return {"key": key, "value": value, "href": href, "action": action}


@register.simple_block_tag
def entryblock(content: str, key: str, href: str = "", action: str = "") -> SafeString:
    """Like `entry`, for a value with markup in it."""
    return drawn("summary", "entry", key=key, value=SafeString(content.strip()), href=href, action=action)


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    """Something to know now. A success takes the focus, so that it is read out after an act."""
    pictures = {"info": "info", "success": "check", "warning": "alert", "danger": "alert"}
    return drawn("notice", content=content, tone=tone, title=title, picture=pictures[tone])


@register.inclusion_tag(path_of("warning"))
def warning(text: str) -> dict[str, Any]:
    """The one thing not to forget on this page."""
    return {"text": text}


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:
    """What only some readers need, folded."""
    return drawn("details", content=content, summary=summary, open=open)


@register.simple_block_tag
def table(content: str, caption: str = "", hide_caption: bool = False, stacks: bool = True) -> SafeString:
    """A table of `columns` and rows of `cell`; on a tablet each row becomes a small sheet."""
    return drawn("table", content=content, caption=caption, hide_caption=hide_caption, stacks=stacks)


@register.inclusion_tag(path_of("table", "columns"))
def columns(*names: str) -> dict[str, Any]:
    """The head of a table; a name that starts with `>` is aligned right."""
    return {"columns": [(name.removeprefix(">"), name.startswith(">")) for name in map(str, names)]}


@register.simple_block_tag
def cell(content: str, label: str = "", head: bool = False, numeric: bool = False) -> SafeString:
    """One cell; `label` repeats its column's name, shown when rows stack; `head`: names the row."""
    return drawn("table", "cell", content=content, label=label, head=head, numeric=numeric)


@register.inclusion_tag(path_of("empty_state"))
def empty_state(title: str, text: str = "", action: str = "", href: str = "", icon: str = "people") -> dict[str, Any]:
    """A list with nothing in it yet: what to do next, with one main action."""
    return {"title": title, "text": text, "action": action, "href": href, "icon": icon}


@register.inclusion_tag(path_of("progress"))
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    """How far something has come; the numbers stand beside the bar."""
    texts = {
        "done_text": number_format(done, force_grouping=True),
        "total_text": number_format(total, force_grouping=True),
    }
    return {"done": done, "total": total, "label": label, **texts}


@register.inclusion_tag(path_of("stages"))
def stages(steps: Any, label: str) -> dict[str, Any]:
    """A way of a few steps and where one is on it: (words, "done", "now" or "ahead") for each."""
    return {"steps": steps, "label": label}


@register.inclusion_tag(path_of("confirmation"))
def confirmation(title: str, text: str = "", reference: str = "") -> dict[str, Any]:
    """The end of a long act, with the number it was given."""
    return {"title": title, "text": text, "reference": reference}


@register.inclusion_tag(path_of("copyable"))
def copyable(value: str, label: str = "") -> dict[str, Any]:
    """A value that people carry elsewhere, with a button that copies it."""
    return {"value": value, "label": label}
