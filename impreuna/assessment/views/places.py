"""Where the pages of an interview are."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from impreuna.assessment.forms.course import Step
from impreuna.assessment.views.sitting import Sitting


def address(sitting: Sitting, step: Step, code: str = "") -> str:
    """The page of a step, at one of its questions when named."""
    parts: list[Any] = [sitting.draft.id, step.topic.lower()]
    name = "assessment:step"
    if step.person is not None:
        parts.append(step.person)
        name = "assessment:person-step"
    return reverse(name, args=parts) + (f"#q-{code}" if code else "")


def address_of(sitting: Sitting, step: Step | None) -> str:
    """The page of a step; the one that closes the interview when there is none."""
    return address(sitting, step) if step else reverse("assessment:review", args=[sitting.draft.id])
