"""On what ground medical data are opened, and until when (Legea 46/2003 art. 22)."""

from __future__ import annotations

from datetime import date

from impreuna.cases.rules.lists import GROUNDS
from impreuna.cases.rules.texts import Checks
from impreuna.kernel.result import refused


def check_opening(ground: str, consent_by: str, until: date, today: date) -> Checks:
    """A ground of the law; consent is somebody's; it ends, not before today."""
    if ground not in GROUNDS:
        yield "ground", refused("unknown_code")
    if ground == "consent" and not consent_by.strip():
        yield "consent_by", refused("whose_consent")
    if until < today:
        yield "until", refused("period_ends_before")
