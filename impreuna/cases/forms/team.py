"""Forms of the team: who leads the case, who joins and leaves, what is delegated (Order 288/2006 std. 1, 3, 5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.team import (
    DelegateDuties,
    DesignateManager,
    DesignateResponsible,
    JoinCaseTeam,
    LeaveCaseTeam,
)
from impreuna.cases.forms.acting import CaseActForm
from impreuna.cases.forms.choosing import colleagues, yes_no
from impreuna.cases.queries.candidates import Candidate, candidates_for_manager, candidates_for_responsible
from impreuna.cases.queries.caseload import most_active_cases
from impreuna.cases.queries.staff import find_staff
from impreuna.cases.rules.acts import FUNCTIONS
from impreuna.cases.rules.lists import CRITERIA
from impreuna.cases.rules.team import functions_in_team
from impreuna.kernel.policy import ROLES
from impreuna.ui import forms
from impreuna.ui.wording import counted

_EXTENT = {"false": gettext_noop("numai o parte"), "true": gettext_noop("toate")}


class _DesignationForm(CaseActForm):
    user_id = forms.ChoiceField(label=_("Cine"), asks=_("cine este desemnat"), widget=forms.RadioSelect)
    note = forms.LongTextField(label=_("De ținut minte"), required=False, rows=2)
    override_reason = forms.LongTextField(
        label=_("De ce peste limită"),
        help_text=_("Numai când are deja numărul cel mai mare de cazuri active pe care îl permite standardul 9.5."),
        required=False, rows=2,
    )  # fmt: skip

    def candidates(self) -> list[Candidate]:
        """Who may be designated."""
        raise NotImplementedError

    def prepare(self) -> None:
        candidates, most = self.candidates(), most_active_cases(timezone.localdate())
        self.offer("user_id", _with_cases(candidates))
        if most is None or all(each.active < most for each in candidates):
            del self.fields["override_reason"]


class ResponsibleForm(_DesignationForm):
    """Who leads the case: the candidates with how many cases they have, and what was weighed."""

    command, slug = DesignateResponsible, "responsabil"
    title, button = _("Desemnează responsabilul de caz"), _("Desemnează")
    done = _("Responsabilul de caz este desemnat.")
    words = {"criteria": CRITERIA}

    criteria = forms.MultipleChoiceField(label=_("Ce ați cântărit"), asks=_("cel puțin un criteriu"))
    field_order = ("user_id", "criteria", "note", "override_reason")

    def candidates(self) -> list[Candidate]:
        return candidates_for_responsible(self.case.commune_id)


class ManagerForm(_DesignationForm):
    """Who coordinates the case for DGASPC."""

    command, slug = DesignateManager, "manager"
    title, button = _("Desemnează managerul de caz"), _("Desemnează")
    done = _("Managerul de caz este desemnat.")

    def candidates(self) -> list[Candidate]:
        return candidates_for_manager(self.case.commune_id)


class JoiningForm(CaseActForm):
    """A colleague joins, or a specialist who is known by name."""

    command, slug = JoinCaseTeam, "membru-nou"
    title, button, done = _("Adaugă un membru în echipă"), _("Adaugă în echipă"), _("Echipa are un membru nou.")
    says = ""
    words = {"function": FUNCTIONS}
    shown = {"name": ("who", "outside"), "institution": ("who", "outside")}

    who = forms.ChoiceField(label=_("Cine"), asks=_("cine vine în echipă"))
    function = forms.ChoiceField(required=False, widget=forms.HiddenInput, label=_("Funcția"))
    name = forms.TextField(label=_("Numele specialistului"), required=False, max_length=200)
    institution = forms.TextField(label=_("De la ce instituție"), required=False, max_length=200)
    until = forms.RomanianDateField(
        label=_("Până în ce zi"), help_text=_("Lăsați gol când rămâne cât ține cazul."), required=False,
        allow_future=True,
    )  # fmt: skip

    def prepare(self) -> None:
        present = {member.user_id for member in self.case.team}
        offered = []
        for each in find_staff(self.case.commune_id):
            for function in functions_in_team({each.role}):
                if each.user_id not in present:
                    words = f"{each.name}, {gettext(FUNCTIONS[function])}"
                    offered.append((f"{function} {each.user_id}", words))
        self.offer("who", [("", gettext("Alegeți")), *offered, ("outside", gettext("Un specialist fără cont"))])
        self.offer("function", [])

    def values(self) -> dict[str, Any]:
        said = super().values()
        who = said.pop("who")
        if who == "outside":
            return said | {"function": "specialist"}
        function, _space, user_id = who.partition(" ")
        return said | {"function": function, "user_id": user_id, "name": "", "institution": ""}

    @classmethod
    def tell_title(cls, content: Any) -> str:
        return f"{super().tell_title(content)}: {content.get('name', '')}"

    @classmethod
    def tell(cls, content: Any) -> list[tuple[str, str]]:
        return super().tell({**content, "name": ""})


class LeavingForm(CaseActForm):
    """Somebody's function ends."""

    command, slug = LeaveCaseTeam, "plecare-din-echipa"
    title, button, done = _("Încheie o funcție în echipă"), _("Încheie funcția"), _("Funcția este încheiată.")

    member_id = forms.ChoiceField(label=_("A cui"), asks=_("a cui funcție se încheie"), widget=forms.RadioSelect)
    reason = forms.LongTextField(label=_("De ce"), required=False, rows=2)

    def prepare(self) -> None:
        self.offer("member_id", [(str(m.id), f"{m.name}, {gettext(FUNCTIONS[m.function])}") for m in self.case.team])

    @classmethod
    def tell_title(cls, content: Any) -> str:
        return f"{super().tell_title(content)}: {content.get('name', '')}"


class DelegationForm(CaseActForm):
    """Duties go to somebody else for a time, with the head's endorsement."""

    command, slug = DelegateDuties, "delegare"
    title, button = _("Deleagă responsabilități"), _("Trimite delegarea la aviz")
    done = _("Delegarea este scrisă. Începe după avizul șefului.")
    words = {"is_full": _EXTENT}

    to_user_id = forms.ChoiceField(label=_("Cui"), asks=_("cui i se deleagă"))
    is_full = yes_no(_("Ce responsabilități"), asks=_("ce se deleagă"))
    duties = forms.LongTextField(label=_("Care anume"), asks=_("responsabilitățile delegate"), rows=3)
    starts_on = forms.RomanianDateField(label=_("Din ziua"), asks=_("prima zi"), allow_future=True)
    ends_on = forms.RomanianDateField(label=_("Până în ziua"), asks=_("ultima zi"), allow_future=True)

    def prepare(self) -> None:
        others = [each for each in find_staff(self.case.commune_id) if each.user_id != self.case.reader.user_id]
        fitting = [each for each in others if functions_in_team({each.role})]
        self.offer("to_user_id", [("", gettext("Alegeți")), *colleagues(fitting)])


def _with_cases(candidates: Sequence[Candidate]) -> list[tuple[str, str]]:
    """Candidates with their role and how many cases they have."""
    return [
        (
            str(each.user_id),
            capfirst(f"{each.name}, {gettext(ROLES[each.role].name)} · {_cases(each.active)}"),
        )
        for each in candidates
    ]


def _cases(count: int) -> str:
    if not count:
        return gettext("niciun caz activ")
    return counted(count, gettext("un caz activ"), gettext("{n} cazuri active"), gettext("{n} de cazuri active"))
