"""What states of tablets and fields of commands are called."""

from impreuna.kernel.result import _
from impreuna.sync.rules.condition import Condition

#: Word and tone of the tag for each condition.
CONDITIONS: dict[Condition, tuple[str, str]] = {
    "well": (_("În regulă"), "green"),
    "silent": (_("Fără legătură"), "amber"),
    "stuck": (_("Netrimise de mult"), "red"),
    "role_ended": (_("Rol încheiat"), "amber"),
    "revoked": (_("Scoasă din folosință"), "grey"),
}
PURPOSES = {"assessment": _("fișă de recensământ"), "register": _("înregistrarea unei gospodării")}
#: What the fields of commands are called; ids, codes of places and moments of the device say nothing to people.
FIELDS = {
    "last_name": _("Nume"), "first_name": _("Prenume"), "birth_date": _("Născut la"),
    "birth_year": _("Anul nașterii"), "relation": _("În gospodărie"), "street": _("Strada"), "number": _("Numărul"),
    "phone": _("Telefon"), "place_note": _("Cum se găsește"), "note": _("Notă"), "text": _("Textul"),
    "report": _("Raportul"), "purpose": _("Scopul"), "outcome": _("Cum a fost"), "reason": _("De ce"),
    "planned_on": _("Pentru ziua"), "delivered_on": _("În ziua"), "quantity": _("De câte ori"),
    "code": _("Serviciul"),
    "death_date": _("A decedat la"), "end_date": _("Până la"), "start_date": _("De la"), "end_reason": _("De ce"),
    "started_at": _("A început la"), "ended_at": _("S-a încheiat la"), "note_area": _("Domeniul"),
    "area": _("Domeniul"), "caption": _("Ce se vede"), "consent": _("Cine a fost de acord"),
    "state": _("Hotărârea"),
    "seen": _("Era"), "value": _("A scris"),
}  # fmt: skip
