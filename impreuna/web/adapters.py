"""What django-allauth asks the house: who may open an account, what an error says, how secrets are kept."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from impreuna.kernel import seal

_SECOND_FACTOR = "second factor"
#: Coming and going need no message: the page shows who is signed in.
_SILENT = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts exist only by invitation, which also proves their address."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Contul este închis. Vorbiți cu cel care v-a invitat."),
        "email_password_mismatch": _("Adresa de e-mail sau parola nu este cea bună. Încercați din nou."),
        "email_taken": _("Există deja un cont cu această adresă."),
        "enter_current_password": _("Parola de acum nu este cea bună."),
        "incorrect_password": _("Parola nu este cea bună."),
        "incorrect_code": _("Codul nu este cel bun. Scrieți codul care se vede acum în aplicație."),
        "invalid_password_reset": _("Legătura nu mai este bună. Cereți alta."),
        "too_many_login_attempts": _("Prea multe încercări greșite. Așteptați cinci minute, apoi încercați din nou."),
        "same_as_current": _("Parola nouă este aceeași cu cea de acum. Alegeți alta."),
        "rate_limited": _("Prea multe încercări. Așteptați câteva minute."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: people are invited."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """The subject as the template has it."""
        return str(subject)

    def add_message(
        self, request: HttpRequest, level: int, message_template: Any = None, *args: Any, **kw: Any
    ) -> None:
        """Messages as allauth has them, but for those that say what the page shows anyway."""
        if message_template not in _SILENT:
            super().add_message(request, level, message_template, *args, **kw)


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of the second step are sealed like every secret of the house."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("A doua verificare nu se poate opri."),
        "cannot_generate_recovery_codes": _("Porniți întâi a doua verificare, apoi faceți coduri de rezervă."),
        "incorrect_code": _("Codul nu este cel bun. Scrieți codul care se vede acum în aplicație."),
    }

    def encrypt(self, text: str) -> str:
        """Sealed under the house's key."""
        return b64encode(seal.seal(text.encode(), _SECOND_FACTOR)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret that `encrypt` sealed. Raises `seal.Unsealable`."""
        return seal.unseal(b64decode(encrypted_text), _SECOND_FACTOR).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site as the device's own dialogue names it."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Împreună"}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name for a new key, until its person gives it one."""
        from allauth.mfa.models import Authenticator

        n = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"{_('Cheia')} {n + 1}"


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Another system may vouch for somebody who has an account; it opens none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody signs up: people are invited."""
        return False
