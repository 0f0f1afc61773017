"""Words of the cases' pages."""

from __future__ import annotations

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.rules.lists import SUBJECTS
from impreuna.cases.rules.stages import STAGES
from impreuna.cases.views.words import STAGE_TONES
from impreuna.kernel.result import Verdict, explain
from impreuna.ui.wording import day

register = template.Library()


@register.filter
def reason(verdict: Verdict) -> str:
    """Why something is refused, in the reader's language."""
    return explain(verdict.reason, verdict.facts, _)


@register.filter
def stage_name(code: str) -> str:
    """A stage in words."""
    return capfirst(_(STAGES[code]))


@register.filter
def stage_tone(code: str) -> str:
    """The colour of a stage."""
    return STAGE_TONES[code]


@register.simple_tag
def case_caption(case: CaseFile) -> str:
    """Number and subject: "Caz 12/2026, copil"."""
    return _("Caz {number}, {subject}").format(number=case.title, subject=_(SUBJECTS[case.subject]))


@register.simple_tag
def case_meta(case: CaseFile) -> str:
    """Since when, and who answers for it."""
    parts = [_("înregistrat la {day}").format(day=day(case.registered_at))]
    parts.append(
        _("responsabil: {name}").format(name=case.responsible) if case.responsible else _("fără responsabil încă")
    )
    return " · ".join(parts)
