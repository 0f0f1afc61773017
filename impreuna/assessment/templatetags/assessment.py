"""Words of the assessment's pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.template.defaultfilters import capfirst
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from impreuna.assessment.forms.answers import said as in_language
from impreuna.assessment.rules.priority import LEVELS, Priority
from impreuna.assessment.rules.settle import STATES
from impreuna.kernel.policy import ROLES
from impreuna.ui.wording import day

register = template.Library()

#: How grave a vulnerability is, in a word, and the colour that repeats it.
_SEVERITIES = {
    4: (gettext_noop("urgentă"), "red"),
    3: (gettext_noop("gravă"), "amber"),
    2: (gettext_noop("medie"), "blue"),
    1: (gettext_noop("ușoară"), "grey"),
}
_STATE_TONES = {"proposed": "purple", "confirmed": "red", "refuted": "grey", "resolved": "green"}
_LEVEL_TONES = {"urgent": "red", "high": "amber", "medium": "blue", "low": "grey", "none": "green"}


@register.filter
def said(words: Any) -> str:
    """Words of the national lists in the reader's language."""
    return in_language(words)


@register.filter
def translated(text: str) -> str:
    """A word of the rules in the reader's language."""
    return _(text) if text else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """The hour and minute in Romania: "16:42"."""
    return f"{timezone.localtime(moment):%H:%M}" if moment else ""


@register.simple_tag
def severity_tag(severity: int) -> SafeString:
    """How grave, in a word with its colour."""
    word, tone = _SEVERITIES[severity]
    return _tag(_(word), tone)


@register.simple_tag
def state_tag(state: str) -> SafeString:
    """What was decided of a finding, in a word."""
    return _tag(_(STATES[state]), _STATE_TONES[state])


@register.simple_tag
def level_tag(priority: Priority) -> SafeString:
    """The priority of a household, in a word; of one that nobody has visited yet nothing is known."""
    if priority.level == "none" and priority.reasons:
        return _tag(_("nevizitată"), "blue")
    return _tag(_(LEVELS[priority.level]), _LEVEL_TONES[priority.level])


def _tag(text: str, tone: str) -> SafeString:
    return format_html('<span class="tag tag--{}">{}</span>', tone, capfirst(text))


@register.filter
def in_words(reason: Any) -> str:
    """A reason of the priority in the reader's language."""
    return _(reason.sentence).format_map(dict(reason.facts))


@register.filter
def draft_moment(moment: datetime) -> str:
    """When a draft was saved, as one says it: "21 noiembrie, 16:40"; another year is named."""
    local, now = timezone.localtime(moment), timezone.localtime()
    when = day(moment)
    return f"{when.removesuffix(f' {local.year}') if local.year == now.year else when}, {local:%H:%M}"


@register.filter
def role_named(role: str) -> str:
    """A role in the reader's language."""
    return _(ROLES[role].name) if role in ROLES else ""


@register.simple_tag
def state_words(state: str) -> str:
    """What was decided, as the title of a moment."""
    return capfirst(_(STATES[state]))


@register.simple_tag
def role_words(name: str, role: str) -> str:
    """Who, and in which role."""
    return ", ".join(part for part in (name, role_named(role)) if part)


@register.simple_tag
def level_word(level: str) -> str:
    """The priority of a household, as a word alone."""
    return capfirst(_(LEVELS[level]))  # type: ignore[index]
