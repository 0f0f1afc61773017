"""Filters: roles as people read them."""

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from impreuna.kernel.policy import ROLES

register = template.Library()


@register.filter
def role_name(code: str) -> str:
    """The role of that code in the reader's language, with a capital: "Asistent social"."""
    return capfirst(_(ROLES[code].name)) if code in ROLES else code
