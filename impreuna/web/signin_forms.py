"""django-allauth's forms with the house's labels and errors: what to write, in plain words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

_EMAIL = (_("Adresa de e-mail"), _("Scrieți adresa de e-mail."))
_PASSWORD = (_("Parola"), _("Scrieți parola."))
_NEW = (_("Parola nouă"), _("Scrieți parola nouă."))
_AGAIN = (_("Parola nouă, încă o dată"), _("Scrieți parola nouă încă o dată."))
_CODE = (_("Codul de șase cifre din aplicație"), _("Scrieți codul din aplicație."))
#: Said once, under the first box of a new password.
PASSWORD_HINT = _("Cel puțin 12 caractere. Trei-patru cuvinte alese la întâmplare se țin minte ușor.")
MALFORMED_EMAIL = _("Adresa de e-mail nu este completă. Exemplu: nume@primarie.ro")


class Plain(forms.Form):
    """Gives allauth's fields their words: field name → label, and what to say when it is left empty."""

    words: dict[str, tuple[Any, Any]] = {}
    hints: dict[str, Any] = {}
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name, (label, asks) in self.words.items():
            field = self.fields.get(name)
            if field is not None:
                field.label, field.help_text = label, self.hints.get(name, "")
                field.error_messages |= {"required": asks}
                field.widget.attrs.pop("placeholder", None)
                if isinstance(field, forms.EmailField):
                    field.error_messages["invalid"] = MALFORMED_EMAIL
                    field.validators = [_say(validator) for validator in field.validators]

    def add_error(self, field: str | None, error: Any) -> None:
        """allauth writes the sentence for two different passwords out in full; a field's own errors come as objects."""
        if field == "password2" and not isinstance(error, forms.ValidationError):
            error = _("Cele două parole nu sunt la fel. Scrieți-le din nou.")
        super().add_error(field, error)


def _say(validator: Any) -> Any:
    return type(validator)(message=MALFORMED_EMAIL) if hasattr(validator, "user_regex") else validator


class LoginForm(Plain, account.LoginForm):
    words = {"login": _EMAIL, "password": _PASSWORD}


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    words = {"password": _PASSWORD}


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    words = {"oldpassword": (_("Parola de acum"), _("Scrieți parola de acum.")), "password1": _NEW, "password2": _AGAIN}
    hints = {"password1": PASSWORD_HINT}


class SetPasswordForm(Plain, account.SetPasswordForm):
    words = {"password1": _NEW, "password2": _AGAIN}
    hints = {"password1": PASSWORD_HINT}


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    words = {"email": _EMAIL}


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    words = {"password1": _NEW, "password2": _AGAIN}
    hints = {"password1": PASSWORD_HINT}


class AuthenticateForm(Plain, mfa.AuthenticateForm):
    words = {"code": _CODE}
    hints = {"code": _("Dacă nu aveți telefonul la îndemână, scrieți un cod de rezervă.")}


class ReauthenticateCodeForm(Plain, mfa.ReauthenticateForm):
    words = {"code": _CODE}


class ActivateTOTPForm(Plain, totp.ActivateTOTPForm):
    words = {"code": _CODE}


class DeactivateTOTPForm(Plain, totp.DeactivateTOTPForm):
    pass


class GenerateRecoveryCodesForm(Plain, codes.GenerateRecoveryCodesForm):
    pass


class AddWebAuthnForm(Plain, webauthn.AddWebAuthnForm):
    words = {
        "name": (_("Numele cheii, de exemplu „Telefonul de serviciu”"), ""),
        "passwordless": (_("Intru numai cu această cheie, fără parolă"), ""),
    }
    hints = {"passwordless": _("Cheia cere atunci amprenta, fața sau codul dispozitivului.")}


class EditWebAuthnForm(Plain, webauthn.EditWebAuthnForm):
    words = {"name": (_("Numele cheii"), _("Scrieți numele cheii."))}
