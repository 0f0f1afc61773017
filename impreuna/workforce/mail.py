"""The e-mail that brings an invitation."""

from __future__ import annotations

import logging

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

log = logging.getLogger("impreuna.mail")


def send_invitation(request: HttpRequest, email: str, token: str, facts: dict[str, str]) -> str:
    """Sends the invitation's address, and answers it. Raises what the mail server raised (`OSError`)."""
    address = request.build_absolute_uri(reverse("workforce:invitation", args=[token]))
    text = render_to_string("workforce/email/invitation.txt", {**facts, "address": address})
    send_mail(_("Invitație în Împreună"), text, None, [email])
    return address
