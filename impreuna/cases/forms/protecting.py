"""Forms of who may see what: restriction, medical data, opening from outside the team."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.health import CloseHealthData, OpenHealthData
from impreuna.cases.commands.openings import BreakGlass, LiftRestriction, RestrictCase
from impreuna.cases.forms.acting import CaseActForm
from impreuna.cases.forms.choosing import colleagues, team_of
from impreuna.cases.queries.staff import find_staff
from impreuna.cases.rules.lists import GROUNDS
from impreuna.kernel.actor import Actor
from impreuna.registry.forms.acts import ActForm
from impreuna.ui import forms


class RestrictionForm(CaseActForm):
    """From now on only the team sees the case, and whom one names."""

    command, slug = RestrictCase, "restrictionare"
    title, button = _("Restricționează cazul"), _("Restricționează cazul")
    done = _("Cazul este restricționat: îl vede numai echipa lui.")
    intro = _("Pentru violență, abuz, neglijare sau trafic: cazul dispare din listele celorlalți colegi.")

    reason = forms.LongTextField(label=_("De ce"), asks=_("motivul"), rows=3)
    circle = forms.MultipleChoiceField(label=_("Cine îl mai vede, pe lângă echipă și șeful SPAS"), required=False)

    def prepare(self) -> None:
        present = {member.user_id for member in self.case.team}
        self.offer(
            "circle", colleagues(each for each in find_staff(self.case.commune_id) if each.user_id not in present)
        )


class LiftingForm(CaseActForm):
    """The case is seen as every other again."""

    command, slug = LiftRestriction, "ridicarea-restrictiei"
    title, button, done = _("Ridică restricția"), _("Ridică restricția"), _("Restricția este ridicată.")

    reason = forms.LongTextField(label=_("De ce"), asks=_("motivul"), rows=3)


class HealthOpeningForm(CaseActForm):
    """Medical data are opened to one member of the team, until a day."""

    command, slug = OpenHealthData, "date-medicale"
    title, button, done = _("Deschide date medicale"), _("Deschide datele"), _("Datele medicale sunt deschise.")
    words = {"ground": GROUNDS}
    shown = {"consent_by": ("ground", "consent")}

    user_id = forms.ChoiceField(label=_("Cui"), asks=_("cui i se deschid datele"))
    ground = forms.ChoiceField(label=_("Pe ce temei"), asks=_("temeiul"), widget=forms.RadioSelect)
    consent_by = forms.TextField(label=_("Cine și-a dat acordul în scris"), required=False, max_length=200)
    until = forms.RomanianDateField(label=_("Până în ce zi"), asks=_("ziua"), allow_future=True)

    def prepare(self) -> None:
        self.offer("user_id", [("", gettext("Alegeți")), *team_of(self.case)])


class HealthClosingForm(CaseActForm):
    """Nobody but the profession reads them any more."""

    command, slug = CloseHealthData, "inchiderea-datelor-medicale"
    title, button = _("Închide datele medicale"), _("Închide datele")
    done = _("Datele medicale sunt închise.")

    user_id = forms.ChoiceField(label=_("Cui i se închid"), asks=_("cui i se închid datele"))

    def prepare(self) -> None:
        self.offer("user_id", [("", gettext("Alegeți")), *team_of(self.case)])


class GlassForm(ActForm):
    """A restricted case is opened from outside its team, by its number."""

    number = forms.TextField(
        label=_("Numărul cazului"), help_text=_("De exemplu 12/2026."), asks=_("numărul cazului"), max_length=20
    )
    reason = forms.LongTextField(label=_("Ce pericol este"), asks=_("motivul"), rows=3)

    def to_command(self, actor: Actor) -> BreakGlass:
        return BreakGlass(**self.envelope(actor), **self.values())
