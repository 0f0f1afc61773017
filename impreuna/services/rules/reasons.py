"""Why a visit, a service or a picture is refused, in words on which a person can act."""

from impreuna.kernel.result import _, add_reasons

add_reasons(
    {
        "plan_in_the_past": _("Ziua vizitei a trecut. Alegeți ziua de azi sau una care vine."),
        "plan_too_far": _("Ziua vizitei este peste mai mult de doi ani. Verificați anul."),
        "plan_not_found": _("Vizita planificată nu este a acestei gospodării."),
        "visit_done": _("Vizita s-a făcut deja; nu mai poate fi anulată."),
        "visit_called_off": _("{name} a anulat deja vizita."),
        "why_called_off": _("Scrieți de ce nu se mai face vizita."),
        "census_has_its_form": _(
            "Recensământul se înregistrează prin fișa lui. Deschideți fișa din pagina gospodăriei sau alegeți alt scop."
        ),
        "nobody_was_home": _("Ați ales „nimeni acasă”, dar ați bifat persoane prezente. Alegeți una din două."),
        "not_of_this_household": _("Persoana nu este și nu a fost în această gospodărie."),
        "too_many": _("Puteți alege cel mult {limit}."),
        "service_of_others": _(
            "Serviciul {code} îl acordă o altă profesie. Alegeți unul dintre serviciile dumneavoastră."
        ),
        "delivered_when": _("Data acordării este greșită: nu poate fi în viitor. Verificați ziua și anul."),
        "service_quantity": _("Scrieți de câte ori sau câte unități: un număr de la 1 la {limit}."),
        "service_of_case": _("Serviciul nu este în planul în vigoare al unui caz al acestei gospodării."),
        "resource_quantity": _("Scrieți cât s-a dat: un număr mai mare ca 0, cel mult {limit}, cu două zecimale."),
        "activity_title": _("Scrieți cum se numește activitatea."),
        "activity_nobody": _("Scrieți câți copii și câți adulți au venit: cel puțin unul."),
        "activity_people": _("Ați numit mai multe persoane decât au venit. Verificați numerele."),
        "finding_not_here": _("Vulnerabilitatea nu este a acestei gospodării sau nu o puteți vedea."),
        "taken_when": _("Momentul fotografiei este greșit. Verificați data și ora tabletei."),
        "place_form": _("Locul fotografiei are nevoie de latitudine și longitudine, sau de niciuna."),
        "digest_form": _("Amprenta fișierului nu are forma așteptată. Faceți fotografia din nou."),
        "picture_form": _("Fișierul nu este o imagine JPEG, PNG sau WebP."),
        "picture_too_big": _("Imaginea trebuie să aibă cel mult {limit} MB. Alegeți una mai mică."),
        "photo_needs_consent": _("Scrieți cine a fost de acord cu fotografia."),
        "signature_needs_name": _("Scrieți cine a semnat."),
    }
)
