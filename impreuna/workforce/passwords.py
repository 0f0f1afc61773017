"""What is asked of a password, said in the house's words. The rules are Django's (NIST SP 800-63B in spirit)."""

from __future__ import annotations

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _


class LongEnough(password_validation.MinimumLengthValidator):
    """At least so many characters."""

    def get_error_message(self) -> str:
        return _("Parola este prea scurtă: scrieți cel puțin {n} caractere.").format(n=self.min_length)


class NotCommon(password_validation.CommonPasswordValidator):
    """None of the twenty thousand that are tried first."""

    def get_error_message(self) -> str:
        return _("Parola este dintre cele ghicite ușor. Alegeți alta.")


class NotMine(password_validation.UserAttributeSimilarityValidator):
    """Not the person's own name or address."""

    def get_error_message(self) -> str:
        return _("Parola seamănă prea mult cu numele sau adresa dumneavoastră.")
