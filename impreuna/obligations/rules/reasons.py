"""Why an act about obligations is refused, in words on which a person can act."""

from impreuna.kernel.result import _, add_reasons

add_reasons(
    {
        "obligation_unknown": _("Obligația „{code}” nu există în listă sau nu are un termen."),
        "period_amount": _("Scrieți un număr de la 0 la {most}."),
        "period_reaches_back": _(
            "Un termen nou se aplică cel mai devreme de mâine: ce curge deja nu se schimbă. Alegeți o zi viitoare."
        ),
        "period_too_far": _("Alegeți o zi cel târziu până la {latest}."),
        "period_source": _("Scrieți actul normativ și articolul din care vine termenul, în cel mult {limit} de semne."),
        "recompute_by_operator": _("Termenele cazurilor le reface numai serverul: impreuna obligations recompute."),
        "period_same": _("Acesta este deja termenul din ziua aleasă."),
    }
)
