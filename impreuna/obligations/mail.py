"""The e-mail that tells of delays: how many, in which cases by their number, nobody by name."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from impreuna.obligations.rules.telling import numbers_told
from impreuna.ui.wording import counted


def send_delays(email: str, case_numbers: Sequence[str]) -> None:
    """Tells somebody of delays. Raises what the mail server raised (`OSError`)."""
    how_many = counted(
        len(case_numbers), _("1 termen depășit"), _("{n} termene depășite"), _("{n} de termene depășite")
    )
    facts = {"how_many": how_many, "numbers": numbers_told(case_numbers), "address": _address()}
    send_mail(how_many, render_to_string("obligations/email/delays.txt", facts), None, [email])


def _address() -> str:
    """Where what is due is seen; empty where the application does not know by which name it is reached."""
    host = settings.HOSTS[0].lstrip(".") if settings.HOSTS else ""
    return f"https://{host}{reverse('obligations:today')}" if host and host != "localhost" else ""
