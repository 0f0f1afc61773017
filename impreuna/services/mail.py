"""The e-mail that reminds an institution of a referral: its number, its term, the address of the answer; nobody's
name."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from impreuna.cases.queries.reminders import Late
from impreuna.territory.queries import find_commune
from impreuna.ui.wording import day


def send_reminder(late: Late, secret: str) -> None:
    """Reminds the institution. Raises what the mail server raised, and where the application does not know by which
    name it is reached (`OSError`)."""
    host = settings.HOSTS[0].lstrip(".") if settings.HOSTS else ""
    if not host or host == "localhost":
        raise OSError("no address by which an institution could answer")
    commune = find_commune(late.commune_id)
    with override("ro"):
        facts = {
            "number": late.register_no,
            "commune": commune.label if commune else "",
            "answer_by": day(late.answer_by),
            "address": f"https://{host}{reverse('cases:answer-referral', args=[secret])}",
        }
        subject = _("Răspuns așteptat la referirea nr. {number}").format(number=late.register_no)
        send_mail(subject, render_to_string("services/email/reminder.txt", facts), None, [late.email])
