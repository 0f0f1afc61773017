"""Which lists of a commune leave as files, and which columns each may have: the area of data of each column too."""

from __future__ import annotations

from dataclasses import dataclass

from impreuna.kernel.result import _


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column that may be chosen: its head, the area of data that it belongs to, its width, and whether it is
    ticked from the start (what names or reaches somebody is not, unless the list is about that)."""

    name: str
    area: str = "household"
    width: int = 16
    is_usual: bool = True


LISTS: dict[str, dict[str, ListColumn]] = {
    "households": {
        "label": ListColumn(_("Gospodăria"), width=30),
        "village": ListColumn(_("Satul"), width=22),
        "address": ListColumn(_("Adresa"), width=28),
        "phone": ListColumn(_("Telefon"), is_usual=False),
        "members": ListColumn(_("Persoane")),
        "dwelling_state": ListColumn(_("Starea locuinței"), width=20),
        "latest_visit": ListColumn(_("Ultima vizită"), width=18),
        "codes": ListColumn(_("Vulnerabilități"), width=44),
        "severity": ListColumn(_("Gravitatea cea mai mare"), width=22),
    },
    "persons": {
        "last_name": ListColumn(_("Nume"), "identity", 20),
        "first_name": ListColumn(_("Prenume"), "identity", 20),
        "sex": ListColumn(_("Sex"), "identity", 8),
        "birth_date": ListColumn(_("Data nașterii"), "identity", is_usual=False),
        "birth_year": ListColumn(_("Anul nașterii"), "identity"),
        "relation": ListColumn(_("Legătura cu capul gospodăriei"), width=28),
        "label": ListColumn(_("Gospodăria"), width=30),
        "village": ListColumn(_("Satul"), width=22),
        "address": ListColumn(_("Adresa"), width=28),
        "codes": ListColumn(_("Vulnerabilități"), width=44),
        "severity": ListColumn(_("Gravitatea cea mai mare"), width=22),
    },
    "findings": {
        "code": ListColumn(_("Cod"), width=10),
        "name": ListColumn(_("Vulnerabilitatea"), width=56),
        "state": ListColumn(_("Stadiul"), width=14),
        "severity": ListColumn(_("Gravitatea")),
        "found_at": ListColumn(_("Găsită la"), width=18),
        "person": ListColumn(_("Persoana"), "identity", 30),
        "label": ListColumn(_("Gospodăria"), width=30),
        "village": ListColumn(_("Satul"), width=22),
        "address": ListColumn(_("Adresa"), width=28),
    },
    "cases": {
        "number": ListColumn(_("Cazul"), "case"),
        "label": ListColumn(_("Despre cine este"), "case", 30, is_usual=False),
        "subject": ListColumn(_("Copil sau adult"), "case"),
        "channel": ListColumn(_("Cum a ajuns"), "case", 24),
        "registered_at": ListColumn(_("Înregistrat la"), "case", 18),
        "stage": ListColumn(_("Etapa"), "case", 24),
        "responsible": ListColumn(_("Responsabil"), "case", 26),
        "due": ListColumn(_("Primul termen"), "case", 40),
        "due_at": ListColumn(_("Până la"), "case", 18),
        "ended_at": ListColumn(_("Încheiat la"), "case", 18),
    },
}
ABOUT: dict[str, str] = {
    "households": _("Câte un rând de gospodărie: unde este, câți locuiesc, când a fost vizitată, ce s-a găsit."),
    "persons": _("Câte un rând de persoană care locuiește acum în comună, cu ce s-a găsit la ea."),
    "cases": _("Câte un rând de caz: în ce etapă este, cine răspunde de el, ce termen urmează."),
    "findings": _("Câte un rând pentru fiecare vulnerabilitate propusă sau confirmată."),
}
NAMES: dict[str, str] = {
    "households": _("Gospodării"),
    "persons": _("Persoane"),
    "findings": _("Vulnerabilități"),
    "cases": _("Cazuri"),
}
