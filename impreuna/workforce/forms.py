"""Forms about the people who work here: HTML in, command out."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import ROLES
from impreuna.ui import forms
from impreuna.workforce.commands import (
    AcceptInvitation,
    EndRole,
    GrantRole,
    InvitePerson,
    NameInstitution,
    WithdrawInvitation,
)
from impreuna.workforce.queries import Invited

PASSWORD_HINT = _("Cel puțin 12 caractere. Trei-patru cuvinte alese la întâmplare se țin minte ușor.")


def role_choices(codes: list[str]) -> list[tuple[str, str]]:
    """Roles as people read them, in the order of the policy."""
    return [(code, capfirst(gettext(ROLES[code].name))) for code in codes]


def _now() -> Any:
    return timezone.now()


class _RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Rolul"), asks=_("rolul"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("role", role_choices(roles))


class InviteForm(_RoleForm):
    """Whom to invite, to which role, until when."""

    name = forms.NameField(label=_("Numele și prenumele"), asks=_("numele și prenumele"))
    email = forms.EmailField(label=_("Adresa de e-mail"), asks=_("adresa de e-mail"))
    role_end_date = forms.RomanianDateField(
        label=_("Ultima zi în rol"),
        help_text=_("Lăsați gol dacă rolul nu are un sfârșit știut."),
        allow_future=True,
        required=False,
    )
    field_order = ("name", "email", "role", "role_end_date")

    def to_command(self, place_id: int, token: str) -> InvitePerson:
        """The invitation; only the digest of `token` goes into it."""
        return InvitePerson(
            id=new_id(),
            commune_id=place_id,
            recorded_at=_now(),
            invitation_id=new_id(),
            token_digest=sha256(token.encode()).hexdigest(),
            **self.cleaned_data,
        )


class GrantForm(_RoleForm):
    """One more role for somebody who works or worked here."""

    start_date = forms.RomanianDateField(label=_("Prima zi în rol"), asks=_("prima zi în rol"), allow_future=True)
    end_date = forms.RomanianDateField(
        label=_("Ultima zi în rol"),
        help_text=_("Lăsați gol dacă rolul nu are un sfârșit știut."),
        allow_future=True,
        required=False,
    )

    def to_command(self, place_id: int, user_id: UUID) -> GrantRole:
        """The role for that person."""
        return GrantRole(
            id=new_id(),
            commune_id=place_id,
            recorded_at=_now(),
            assignment_id=new_id(),
            user_id=user_id,
            **self.cleaned_data,
        )


class EndForm(forms.Form):
    """When and why a role ends."""

    when = forms.ChoiceField(
        label=_("Când se încheie"),
        asks=_("când se încheie rolul"),
        choices=[("now", _("Acum")), ("later", _("La sfârșitul unei zile anume"))],
        widget=forms.RadioSelect,
    )
    last_day = forms.RomanianDateField(label=_("Ultima zi în rol"), allow_future=True, required=False)
    reason = forms.TextField(label=_("De ce se încheie"), asks=_("de ce se încheie rolul"), max_length=300)

    def clean(self) -> dict[str, Any]:
        """A later day has to be said."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("when") == "later" and not cleaned.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", gettext("Scrieți ultima zi în rol."))
        return cleaned

    def to_command(self, place_id: int, assignment_id: UUID) -> EndRole:
        """The end of that role."""
        last_day = self.cleaned_data["last_day"] if self.cleaned_data["when"] == "later" else None
        return EndRole(
            id=new_id(),
            commune_id=place_id,
            recorded_at=_now(),
            assignment_id=assignment_id,
            reason=self.cleaned_data["reason"],
            last_day=last_day,
        )


class InstitutionForm(forms.Form):
    """What the institution of the place is called, from which day on."""

    name = forms.TextField(label=_("Denumirea instituției"), asks=_("denumirea instituției"), max_length=200)
    start_date = forms.RomanianDateField(label=_("Din ziua"), asks=_("ziua"), allow_future=True)

    def to_command(self, place_id: int, institution: str) -> NameInstitution:
        """The name from that day on."""
        return NameInstitution(
            id=new_id(),
            commune_id=place_id,
            recorded_at=_now(),
            name_id=new_id(),
            institution=institution,
            **self.cleaned_data,
        )


def withdrawal(place_id: int, invitation_id: UUID) -> WithdrawInvitation:
    """The command behind the button beside an invitation."""
    return WithdrawInvitation(id=new_id(), commune_id=place_id, recorded_at=_now(), invitation_id=invitation_id)


class PasswordField(forms.TextField):
    """A password, kept letter by letter as it was typed."""

    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, strip=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        return value or ""


class AccountForm(forms.Form):
    """The account of somebody invited: the name that colleagues will see, and a password."""

    name = forms.NameField(label=_("Numele și prenumele"), asks=_("numele și prenumele"))
    password1 = PasswordField(label=_("Parola"), asks=_("parola"), help_text=PASSWORD_HINT)
    password2 = PasswordField(label=_("Parola, încă o dată"), asks=_("parola încă o dată"))

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """The password is judged by the rules of the settings, and typed twice alike."""
        cleaned = super().clean() or self.cleaned_data
        first, again = cleaned.get("password1"), cleaned.get("password2")
        if first:
            try:
                validate_password(first, get_user_model()(email=self.email, name=cleaned.get("name", "")))
            except forms.ValidationError as problem:
                self.add_error("password1", problem)
        if first and again and first != again:
            self.add_error("password2", gettext("Cele două parole nu sunt la fel. Scrieți-le din nou."))
        return cleaned


def acceptance(invited: Invited, token: str) -> AcceptInvitation:
    """The command of somebody who holds an invitation's token."""
    return AcceptInvitation(
        id=new_id(),
        commune_id=invited.place.place_id,
        recorded_at=_now(),
        invitation_id=invited.invitation_id,
        token=token,
        assignment_id=new_id(),
    )
