"""The words of a case: channels, subjects, plans, reasons. Each list cites its source."""

from impreuna.kernel.result import _

#: O 3.2.
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
#: Of whom a case is that no child belongs to: what only a child's case asks is left out of it.
GROWN_UP = frozenset({"adult", "elderly"})
PARTS: dict[str, str] = {
    "subject": _("persoana despre care este cazul"),
    "parent": _("părinte"),
    "spouse": _("soț sau partener"),
    "child": _("fiu sau fiică"),
    "sibling": _("frate sau soră"),
    "grandparent": _("bunic sau bunică"),
    "grandchild": _("nepot sau nepoată"),
    "carer": _("îngrijitor"),
    "other": _("alt apropiat"),
}
#: Why somebody has no part in a case any more (propunere).
PART_ENDS: dict[str, str] = {
    "left": _("nu mai are legătură cu cazul"),
    "death": _("a decedat"),
    "mistake": _("a fost adăugată din greșeală"),
}
#: domain of O 6 (PS, PIP), Legea 272/2004, Legea 292/2011 art. 46, P art. 3(3)h.
PLAN_TYPES: dict[str, str] = {
    "intervention": _("plan de intervenție"),
    "services": _("plan de servicii"),
    "integrated": _("plan individualizat de servicii comunitare integrate"),
    "protection": _("plan individualizat de protecție (PIP)"),
    "recovery": _("plan de recuperare"),
    "rehabilitation": _("plan de reabilitare și reintegrare socială"),
}
#: O 3: within an hour, within 72 hours; the third: propunere.
URGENCIES: dict[str, str] = {
    "emergency": _("urgență: pericol acum"),
    "urgent": _("urgent: în câteva zile"),
    "planned": _("se poate planifica"),
}
#: O 3.6.
PROPOSALS: dict[str, str] = {
    "confirm": _("cazul se confirmă"),
    "not_confirm": _("cazul se infirmă"),
}
DECISIONS: dict[str, str] = {
    "confirmed": _("caz confirmat"),
    "not_confirmed": _("caz infirmat"),
}
#: O 3.6, 4.4, 4.8, 6.4.
ENDORSEMENTS: dict[str, str] = {
    "endorsed": _("avizat"),
    "returned": _("întors pentru schimbări"),
}
#: Legea 292/2011 art. 44(4).
DISPOSITIONS: dict[str, str] = {
    "approved": _("aprobat"),
    "refused": _("respins"),
}
#: O 4.8, 6.4, 7.3, 7.8.
RECEIVERS: dict[str, str] = {
    "team": _("membrii echipei"),
    "family": _("persoana, familia sau reprezentantul legal"),
    "child": _("copilul"),
    "dgaspc": _("DGASPC"),
    "head": _("șeful SPAS"),
    "responsible": _("responsabilul de caz"),
    "other": _("altcineva"),
}
#: O 6.4; how a signature was given: propunere.
SIGNING: dict[str, str] = {
    "drawn": _("pe ecran"),
    "paper": _("pe hârtie"),
    "account": _("în cont"),
}
#: Legea 46/2003 art. 22.
GROUNDS: dict[str, str] = {
    "consent": _("acordul scris al persoanei"),
    "life_danger": _("pericol pentru viață"),
    "legal_duty": _("obligație prevăzută de lege"),
}
#: O 3.8.
CRITERIA: dict[str, str] = {
    "cases": _("numărul de cazuri active"),
    "complexity": _("complexitatea cazului"),
    "experience": _("experiența"),
    "knowledge": _("cunoștințele în domeniu"),
    "relation": _("relația cu persoana și familia"),
    "cooperation": _("colaborarea cu rețeaua de servicii"),
}
#: O 8.4 (reasons: propunere).
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
#: O 7.4.
CHANGES: dict[str, str] = {
    "resolved": _("rezolvată"),
    "better": _("mai bine"),
    "same": _("la fel"),
    "worse": _("mai rău"),
}
#: The national parameter that holds how many active cases one responsible or manager may have (O 9.4–9.5).
MOST_CASES_PARAMETER = "max_active_cases"
#: The national parameter that holds for how many hours a restricted case opens to who is not of its team (propunere).
GLASS_PARAMETER = "restricted_opening_hours"
#: The national parameters that hold how long after its term a referral is answered by link, and after how many days an
#: institution is reminded again (propunere).
LINK_PARAMETER, REMINDER_PARAMETER = "referral_link_days", "referral_reminder_days"
#: Legea 292/2011 art. 45(1)–(2).
CONTRACT_KINDS: dict[str, str] = {
    "contract": _("contract"),
    "register": _("înscriere în evidența beneficiarilor, fără contract"),
}
SERVICE_STATES: dict[str, str] = {
    "running": _("în curs"),
    "stopped": _("oprit"),
    "finished": _("încheiat"),
}
#: O 7.2–7.3.
REPORTS: dict[str, str] = {"monthly": _("lunar"), "occasional": _("ocazional")}
#: O 7.4, 7.7; Legea 156/2023 art. 14(2)h.
OCCASIONS: dict[str, str] = {
    "quarterly": _("la 3 luni"),
    "need": _("la nevoie"),
    "admission": _("după o internare neplanificată"),
    "yearly": _("anuală"),
}
#: What becomes of the plan after a re-evaluation (O O 7.4).
PLAN_AFTER: dict[str, str] = {
    "kept": _("planul rămâne"),
    "revised": _("planul se revizuiește"),
    "ended": _("planul se încheie"),
}
#: O 7.7.
INSTITUTIONS: dict[str, str] = {
    "hospital": _("spital"),
    "residential": _("serviciu rezidențial"),
    "shelter": _("adăpost pentru victimele violenței"),
    "other": _("altă instituție"),
}
#: Where a case goes on (propunere).
TRANSFERS: dict[str, str] = {"commune": _("altă comună"), "dgaspc": _("DGASPC")}
#: O 5.5, 7.9.
MEETINGS: dict[str, str] = {"team": _("întâlnire de echipă"), "conference": _("conferință de caz")}
#: By what somebody is told about a person without her consent, or with it (P art. 3(8); Legea 190/2018 art. 6).
CONSENTS: dict[str, str] = {
    "given": _("persoana a fost de acord"),
    "not_needed": _("legea nu cere acordul"),
    "life_danger": _("viața sau sănătatea cuiva este în pericol"),
}
#: O 3.10: directly, through the client, and by phone where needed.
WAYS: dict[str, str] = {
    "direct": _("direct la instituție"),
    "through_client": _("prin persoana referită"),
    "phone": _("și prin telefon"),
}
ANSWER_WAYS: dict[str, str] = {
    "link": _("prin legătura de răspuns"),
    "paper": _("pe hârtie"),
    "phone": _("prin telefon"),
    "email": _("prin e-mail"),
    "here": _("aici, în aplicație"),
}
#: Ways in which an answer is written down by who receives it; the others write themselves.
TOLD_WAYS = frozenset({"paper", "phone", "email"})
#: What the receiver of a referral decided.
ANSWERS: dict[str, str] = {
    "accepted": _("preia cazul"),
    "partly": _("preia în parte"),
    "asked_more": _("cere informații"),
    "refused": _("nu preia cazul"),
}
#: Legea 272/2004 art. 41(2), 96.
AUTHORITIES: dict[str, str] = {
    "dgaspc": _("DGASPC"),
    "police": _("poliția"),
    "ambulance": _("ambulanța (112)"),
    "other": _("altă autoritate"),
}
