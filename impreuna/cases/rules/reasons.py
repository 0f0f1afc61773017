"""Why an act in a case is refused: the article, and what to do."""

from impreuna.kernel.result import _, add_reasons

add_reasons(
    {
        "wrong_stage": _("„{act}” ({article}) nu se poate face acum: cazul este {stage}."),
        "case_ended": _("Cazul este {stage}: nu se mai poate adăuga „{act}”. Șeful SPAS îl poate redeschide."),
        "case_suspended": _("Cazul este suspendat. Șeful SPAS îl poate relua, apoi puteți face „{act}”."),
        "not_your_function": _("„{act}” ({article}) face în acest caz: {who_may}."),
        "late_reason": _("Termenul din {article} a trecut la {due}. Scrieți de ce se face acum."),
        "about_nothing": _("Înregistrarea la care vă referiți nu este în acest caz sau nu o puteți vedea."),
        "case_text_missing": _("Scrieți aici: fără acest text înregistrarea nu are înțeles."),
        "case_needs_somebody": _(
            "Scrieți despre cine este cazul: cel puțin un nume, și o singură persoană principală."
        ),
        "stated_when": _("Data și ora nu pot fi în viitor, nici înainte de 2000. Verificați-le."),
    }
)
