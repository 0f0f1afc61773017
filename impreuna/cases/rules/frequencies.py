"""How often a service of a plan is given (propunere: the order asks only that the plan says it, std. 6.2)."""

from impreuna.kernel.result import _

FREQUENCIES: dict[str, str] = {
    "once": _("o dată"),
    "daily": _("zilnic"),
    "weekly": _("săptămânal"),
    "twice_monthly": _("de două ori pe lună"),
    "monthly": _("lunar"),
    "quarterly": _("la trei luni"),
    "when_needed": _("la nevoie"),
}
