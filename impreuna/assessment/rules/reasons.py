"""Why a visit or a decision is refused, in words on which a person can act."""

from impreuna.kernel.result import _, add_reasons

add_reasons(
    {
        "unknown_edition": _("Chestionarul cu numărul {edition} nu a fost publicat. Deschideți din nou fișa."),
        "unknown_question": _("Întrebarea „{question}” nu este în chestionarul {edition}."),
        "question_of_persons": _("Întrebarea {question} se pune fiecărei persoane, nu gospodăriei."),
        "question_of_household": _("Întrebarea {question} se pune gospodăriei, nu fiecărei persoane."),
        "answers_without_people": _("Numărul răspunsurilor nu se potrivește cu numărul persoanelor."),
        "asked_twice": _("Aceeași persoană apare de două ori în fișă."),
        "not_of_household": _("O persoană din fișă nu este și nu a fost în această gospodărie."),
        "visit_times": _("Vizita se încheie înainte de a începe. Verificați orele."),
        "visit_in_future": _("Vizita se încheie în viitor. Verificați data și ora."),
        "empty_assessment": _(
            "Fișa nu are niciun răspuns. Completați-o sau alegeți la G03 de ce nu s-a putut: nimeni acasă, refuz,"
            " locuință nelocuită, gospodărie mutată."
        ),
        "contradiction": _("Două răspunsuri nu pot fi adevărate împreună: {sentence}."),
        "no_decision": _("Nu ați hotărât nimic: confirmați sau infirmați cel puțin o vulnerabilitate."),
        "decided_twice": _("Aceeași vulnerabilitate apare de două ori."),
        "unknown_decision": _("Alegeți: se confirmă, se infirmă sau rămâne deschisă."),
        "refuting_needs_why": _("Scrieți de ce infirmați vulnerabilitatea."),
        "finding_moved": _("{name} a hotărât între timp: {state}. Uitați-vă încă o dată și hotărâți din nou."),
        "finding_resolved": _("Vulnerabilitatea este rezolvată. Ea se redeschide printr-o nouă vizită."),
        "why_too_long": _("Nota are peste {limit} de caractere."),
    }
)
