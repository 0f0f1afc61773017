"""The words of a case: channels, subjects, plans, reasons. Each list cites its source."""

from impreuna.kernel.result import _

#: O std. 3.2.
CHANNELS: dict[str, str] = {
    "request": _("cerere"),
    "referral": _("referire de la altă instituție"),
    "notice_written": _("sesizare scrisă"),
    "notice_phone": _("sesizare telefonică"),
    "self_notice": _("autosesizare"),
}
#: The order is about children; adults, elderly people and families are served by the same steps (propunere).
SUBJECTS: dict[str, str] = {
    "child": _("copil"),
    "adult": _("adult"),
    "elderly": _("vârstnic"),
    "family": _("familie"),
}
PARTS: dict[str, str] = {
    "subject": _("persoana despre care este cazul"),
    "parent": _("părinte"),
    "sibling": _("frate sau soră"),
    "carer": _("îngrijitor"),
    "other": _("alt apropiat"),
}
#: domain of O std. 6 (PS, PIP), Legea 272/2004, Legea 292/2011 art. 46, P art. 3(3)h.
PLAN_TYPES: dict[str, str] = {
    "intervention": _("plan de intervenție"),
    "services": _("plan de servicii"),
    "integrated": _("plan individualizat de servicii comunitare integrate"),
    "protection": _("plan individualizat de protecție (PIP)"),
    "recovery": _("plan de recuperare"),
    "rehabilitation": _("plan de reabilitare și reintegrare socială"),
}
#: O std. 3.8.
CRITERIA: dict[str, str] = {
    "cases": _("numărul de cazuri active"),
    "complexity": _("complexitatea cazului"),
    "experience": _("experiența"),
    "knowledge": _("cunoștințele în domeniu"),
    "relation": _("relația cu copilul și familia"),
    "cooperation": _("colaborarea cu rețeaua de servicii"),
}
#: O std. 8.4 (reasons: propunere).
CLOSING: dict[str, str] = {
    "objectives_met": _("obiectivele au fost atinse"),
    "moved": _("familia s-a mutat"),
    "death": _("deces"),
    "refusal": _("familia refuză serviciile"),
    "transferred": _("preluat de altă instituție"),
    "majority": _("a împlinit 18 ani"),
    "other": _("alt motiv"),
}
#: Ends of a case that no monitoring after services can precede (propunere).
CLOSES_AT_ONCE = frozenset({"moved", "death", "refusal", "transferred"})
#: O std. 7.4.
CHANGES: dict[str, str] = {
    "resolved": _("rezolvată"),
    "better": _("mai bine"),
    "same": _("la fel"),
    "worse": _("mai rău"),
}
#: The national parameter that holds how many active cases one responsible or manager may have (O std. 9.4–9.5).
MOST_CASES_PARAMETER = "max_active_cases"
