"""Why an act in a case is refused: the article, and what to do."""

from impreuna.kernel.result import _, add_reasons

add_reasons(
    {
        "wrong_stage": _("„{act}” ({article}) nu se poate face acum: cazul este {stage}."),
        "case_ended": _(
            "Cazul este {stage}: nu se mai poate adăuga „{act}” ({article}). Șeful SPAS îl poate redeschide."
        ),
        "case_suspended": _("Cazul este suspendat. Șeful SPAS îl poate relua, apoi puteți face „{act}”."),
        "not_your_function": _("„{act}” ({article}) face în acest caz: {who_may}."),
        "late_reason": _("Termenul pentru „{what}” ({article}) a trecut: {due}. Scrieți de ce se face abia acum."),
        "about_nothing": _("Înregistrarea la care vă referiți nu este în acest caz sau nu o puteți vedea."),
        "case_text_missing": _("Scrieți aici: fără acest text înregistrarea nu are înțeles."),
        "case_needs_somebody": _(
            "Scrieți despre cine este cazul: cel puțin un nume, și o singură persoană principală."
        ),
        "stated_when": _("Data și ora nu pot fi în viitor, nici înainte de 2000. Verificați-le."),
    }
)

# Plans, contracts and services.
add_reasons(
    {
        "plan_dates": _("Data nu poate fi înainte de 2000. Verificați-o."),
        "plan_ends_before": _("Planul se termină înainte să înceapă. Alegeți o dată de sfârșit după cea de început."),
        "plan_needs_objective": _("Scrieți cel puțin un obiectiv."),
        "plan_needs_item": _("Scrieți cel puțin un serviciu sau un beneficiu."),
        "plan_too_many": _("Sunt prea multe rânduri: cel mult {limit}."),
        "plan_ids_twice": _("Un rând apare de două ori. Ștergeți-l pe unul dintre ele."),
        "plan_objective_says": _("Fiecare obiectiv are un text și un indicator prin care se vede că s-a atins."),
        "plan_item_what": _("Alegeți serviciul din listă sau scrieți ce este."),
        "plan_item_objective": _("„{item}” nu răspunde la niciun obiectiv al planului. Alegeți obiectivul."),
        "plan_item_provider": _("Scrieți cine furnizează „{item}”."),
        "plan_item_who": _("Scrieți cine răspunde de „{item}”."),
        "plan_item_frequency": _("Scrieți cât de des se face „{item}”."),
        "plan_item_ends_before": _("„{item}” se termină înainte să înceapă. Verificați datele."),
        "plan_item_outside": _("„{item}” iese din perioada planului. Schimbați datele serviciului sau ale planului."),
        "plan_exists": _("Cazul are deja un plan, la versiunea {version}. Scrieți o versiune nouă a lui."),
        "plan_moved_on": _(
            "Între timp planul a ajuns la versiunea {version}. Deschideți-l din nou și scrieți versiunea următoare."
        ),
        "plan_revision_why": _("Scrieți de ce se schimbă planul."),
        "plan_of_children": _("„{type}” se face numai pentru un copil (Legea 272/2004). Alegeți alt fel de plan."),
        "plan_of_manager": _("„{type}” îl face managerul de caz (Ordinul 288/2006, pct. 6.1)."),
        "plan_too_short": _(
            "Planul unui copil aflat în situații de risc durează cel puțin {months} luni (Legea 156/2023 art. 7(5)):"
            " până la {until} sau mai târziu."
        ),
        "unknown_service": _("Codul de serviciu {code} nu este în lista națională."),
        "unknown_vulnerability": _("Codul de vulnerabilitate {code} nu este în lista națională."),
        "plan_not_newest": _("Se avizează numai versiunea cea mai nouă a planului: {version}."),
        "plan_not_discussed": _(
            "Planul se discută întâi într-o întâlnire de echipă (Ordinul 288/2006, pct. {point}). Consemnați-o."
        ),
        "plan_before_evaluation": _(
            "Planul se face după raportul de evaluare detaliată (Ordinul 288/2006, pct. 6.1). Scrieți-l întâi."
        ),
        "no_plan_in_force": _("Cazul nu are un plan avizat. Cereți întâi avizul șefului pe plan."),
        "item_not_in_plan": _("Serviciul nu este în planul în vigoare (versiunea {version}). Alegeți unul din plan."),
        "contract_needs_plan": _(
            "Contractul se încheie pe planul în vigoare (Ordinul 288/2006, pct. 6.6). Alegeți planul avizat."
        ),
        "contract_refused_by_mayor": _(
            "Dispoziția primarului nr. {number} a respins serviciile: nu se poate contracta."
        ),
        "contract_needs_disposition": _(
            "Planul unui copil aflat în situații de risc se aprobă prin dispoziția primarului (Legea 156/2023"
            " art. 7(2)). Consemnați-o întâi."
        ),
        "contract_ends_before": _("Contractul se termină înainte să înceapă. Verificați datele."),
        "contract_sum": _("Scrieți suma în lei, de la 0 în sus."),
        "day_later": _("Data nu poate fi în viitor, nici înainte de 2000. Verificați-o."),
        "already_answered": _("S-a răspuns deja."),
        "service_not_started": _("Un serviciu care nu a început nu poate fi încheiat. Alegeți „oprit” sau „în curs”."),
        "period_ends_before": _("Perioada se termină înainte să înceapă. Verificați datele."),
        "change_twice": _("Aceeași vulnerabilitate apare de două ori."),
        "reevaluation_incomplete": _("Spuneți cum stă acum fiecare vulnerabilitate din plan. Lipsesc: {codes}."),
        "no_admission": _("Nicio internare neplanificată nu așteaptă reevaluarea. Consemnați întâi internarea."),
    }
)
# Meetings, referrals, complaints.
add_reasons(
    {
        "meeting_unknown": _("Întâlnirea nu este consemnată. Consemnați-o întâi, apoi spuneți ce s-a hotărât."),
        "meeting_nobody": _("Bifați cel puțin o persoană prezentă."),
        "meeting_later": _("Întâlnirea nu poate fi în viitor. Verificați data și ora."),
        "meeting_next": _("Următoarea întâlnire vine după aceasta. Verificați data."),
        "decision_says": _("Scrieți ce s-a hotărât."),
        "decision_due": _("Termenul hotărârii nu poate fi înaintea întâlnirii. Verificați data."),
        "task_for_outsider": _("Persoana nu lucrează în acest caz. Aduceți-o întâi în echipa cazului."),
        "task_not_yours": _("Hotărârea o îndeplinește {name} sau o încheie cine conduce cazul."),
        "task_done": _("Hotărârea este deja îndeplinită."),
        "consent_why": _("Scrieți în ce condiții se poate fără acord: articolul de lege sau pericolul."),
        "referral_ways": _("Alegeți cel puțin un fel în care pleacă referirea."),
        "referral_by": _("Termenul de răspuns nu poate fi în trecut."),
        "referral_email": _("Scrieți o singură adresă de e-mail, de exemplu secretariat@spital.ro, sau niciuna."),
        "referral_attached": _(
            "Puteți trimite numai documente emise ale acestui caz, pe care le puteți citi, cel mult {limit}. Emiteți "
            "întâi documentul din pagina „Opis”."
        ),
        "referral_health": _(
            "Documentul ales are date medicale. Alegeți „persoana a fost de acord” și scrieți cine și când a fost de "
            "acord ca instituția să le primească."
        ),
        "reminder_early": _("Instituția a primit de curând o amintire. Următoarea poate pleca din {day}."),
        "referral_link": _("Legătura de răspuns nu este întreagă. Deschideți formularul din nou."),
        "link_over": _("Legătura nu mai este valabilă: a expirat sau s-a răspuns deja."),
        "link_only": _("Numai instituția răspunde prin legătură. Alegeți felul în care a venit răspunsul."),
    }
)
# The end of a case.
add_reasons(
    {
        "services_go_on": _("Încă merg servicii din plan: {services}. Încheiați-le sau scrieți de ce începe acum."),
        "monitoring_too_short": _("Monitorizarea post-servicii durează cel puțin {months} luni: până la {until}."),
        "closing_not_recommended": _(
            "Cazul se închide la recomandarea responsabilului, cu avizul șefului (Ordinul 288/2006, pct. 8.5)."
            " Recomandarea avizată lipsește."
        ),
        "closing_own": _("Cine a recomandat închiderea nu hotărăște și asupra ei (Ordinul 288/2006, pct. 8.5)."),
        "closing_other_reason": _("Recomandarea avizată are alt motiv: {why}. Alegeți-l sau întoarceți recomandarea."),
        "closing_unmonitored": _(
            "Înainte de închidere sunt cel puțin {months} luni de monitorizare post-servicii (Ordinul 288/2006,"
            " standardul 8). Fără ele, scrieți de ce."
        ),
        "closing_unendorsed": _("Planul de monitorizare post-servicii nu este avizat (Ordinul 288/2006, pct. 8.1)."),
        "closing_too_early": _(
            "Monitorizarea post-servicii ține până la {until} (Ordinul 288/2006, standardul 8). Înainte, scrieți de ce."
        ),
        "closing_recommended": _("O recomandare de închidere așteaptă deja hotărârea șefului."),
        "suspended_until": _("Alegeți o zi din viitor, până la care cazul se odihnește."),
        "transfer_commune": _("Alegeți comuna care preia cazul, alta decât aceasta."),
        "transfer_origin": _(
            "Cazul a venit prin transfer: hotărârea ajunge și la comuna care l-a trimis. Deschideți pagina din nou."
        ),
        "not_suspended": _("Cazul nu este suspendat."),
    }
)
# Intake, evaluation, decisions.
add_reasons(
    {
        "why_urgent": _("Scrieți de ce este urgent."),
        "who_told": _("Scrieți cine a sesizat sau alegeți „anonim”. Numele rămâne protejat."),
        "case_person_elsewhere": _("Persoana nu este și nu a fost în această gospodărie. Alegeți-o pe a ei."),
        "case_person_twice": _("{name} are deja o parte în acest caz."),
        "case_people_full": _("Cazul are deja {limit} persoane. Încheiați partea cuiva care nu mai are legătură."),
        "case_child_apart": _(
            "Termenele unui copil curg de la sesizarea lui (Ordinul 288/2006, standardul 3; Legea 156/2023 art. 7):"
            " înregistrați o sesizare despre el. Aici poate avea altă parte."
        ),
        "case_adult_apart": _("Cazul este al unui copil: adultul are aici altă parte. Alegeți-o."),
        "case_child_elsewhere": _(
            "Situațiile de risc se numără pentru familia copilului (Legea 156/2023 art. 5), iar copilul este din altă"
            " gospodărie: înregistrați o sesizare despre el. Aici poate avea altă parte."
        ),
        "case_person_main": _(
            "De la această persoană își are cazul numele. Dacă este altcineva, schimbați-o la „Leagă cazul de"
            " registru”."
        ),
        "not_in_case": _("Persoana nu are acum o parte în acest caz. Deschideți pagina din nou."),
        "case_has_household": _("Cazul este legat deja de altă gospodărie. Schimbați-o la „Persoanele cazului”."),
        "police_officer_needed": _(
            "O intervenție de urgență se face împreună cu un lucrător de poliție (Ordinul 288/2006, pct. 3.5)."
            " Scrieți numele lui."
        ),
        "resource_person_needed": _(
            "Echipa mobilă nu a venit: scrieți cine a mers cu lucrătorul de poliție, asistentul social sau persoana"
            " resursă (Ordinul 288/2006, pct. 3.5)."
        ),
        "nobody_was_present": _("Scrieți cine a fost de față la evaluare."),
        "report_missing": _(
            "Se hotărăște pe baza raportului de evaluare inițială (Ordinul 288/2006, pct. 3.6), care nu este scris"
            " încă."
        ),
        "report_returned": _(
            "Raportul de evaluare inițială a fost întors. Așteptați-l pe cel nou (Ordinul 288/2006, pct. 3.6)."
        ),
        "report_waits": _("„{act}” de mai înainte așteaptă avizul șefului. Se poate scrie din nou dacă îl întoarce."),
        "deadline_not_open": _("Acest termen nu mai este deschis în caz. Deschideți pagina din nou."),
        "own_work": _("Nimeni nu se pronunță asupra a ceea ce a scris. Rugați un alt șef sau înlocuitorul."),
        "decided_already": _("{name} a hotărât deja: {decision}."),
        "decision_needs_reason": _("Scrieți de ce: cazul este infirmat sau hotărârea diferă de propunerea raportului."),
        "needs_no_endorsement": _("„{act}” nu are nevoie de avizul șefului."),
        "report_decided": _("Asupra acestui raport s-a hotărât deja: decizia este răspunsul la el."),
        "endorsed_already": _("{name} a avizat deja această înregistrare."),
        "returned_already": _("{name} a întors deja această înregistrare. Avizați-o pe cea scrisă din nou."),
        "what_to_change": _("Scrieți ce trebuie schimbat."),
        "withholding_needs_agreement": _(
            "Clientul nu este informat numai cu acordul șefului (Ordinul 288/2006, pct. 4.5). Scrieți al cui."
        ),
        "signature_or_why": _("Consemnați semnătura sau scrieți de ce lipsește."),
        "choose_receiver": _("Alegeți cui i s-a transmis."),
        "signature_stale": _("Documentul s-a schimbat de când a fost arătat. Deschideți-l din nou și semnați-l."),
        "signature_old_version": _(
            "Această versiune a planului nu mai este cea care se semnează: între timp planul a ajuns la versiunea"
            " {version} (Ordinul 288/2006, pct. 6.4). Deschideți-o și semnați-o pe aceea."
        ),
        "case_gone": _(
            "Cazul nu este deschis pentru dumneavoastră: nu există, s-a mutat sau îl vede numai echipa lui (Protocolul"
            " din 2017, art. 6(6)). Nu s-a înregistrat nimic. Dați ce ați scris responsabilului de caz sau șefului"
            " SPAS."
        ),
        "report_area": _("Raportul se scrie în domeniul profesiei dumneavoastră sau al cazului."),
        "visit_area": _(
            "Raportul vizitei îl avizează șeful, deci se scrie într-un domeniu pe care îl citiți amândoi. Datele"
            " medicale se scriu în raportul de specialitate."
        ),
        "visit_needs_agreement": _(
            "O vizită neanunțată are acordul șefului (Ordinul 288/2006, pct. 4.6). Scrieți cine l-a dat."
        ),
        "visit_needs_reason": _("O vizită neanunțată are un motiv temeinic (Ordinul 288/2006, pct. 4.6). Scrieți-l."),
        "next_before_this": _("Următoarea vizită vine după aceasta. Verificați data."),
        "family_not_told": _(
            "Familia află înainte pe cine întrebați (Ordinul 288/2006, pct. 4.7). Scrieți cum a aflat."
        ),
        "no_sources": _(
            "Raportul de evaluare detaliată se scrie din vizite și rapoarte de specialitate (Ordinul 288/2006, pct."
            " 4.8)."
        ),
    }
)
# The team, and who may open the case.
add_reasons(
    {
        "criterion_needed": _("Alegeți cel puțin un criteriu pe care l-ați cântărit (Ordinul 288/2006, pct. 3.8)."),
        "not_a_colleague": _("Persoana nu lucrează în comună și nici la DGASPC-ul județului. Alegeți un coleg."),
        "role_does_not_fit": _("Rolul colegului nu se potrivește cu această funcție. Alegeți alt coleg."),
        "has_function_already": _("{name} are deja această funcție în caz."),
        "too_many_cases": _(
            "Are deja {active} cazuri active din cel mult {most} (Ordinul 288/2006, pct. 9.4–9.5). Alegeți pe"
            " altcineva sau scrieți de ce."
        ),
        "function_by_designation": _(
            "Responsabilul și managerul de caz se desemnează de șeful SPAS (Ordinul 288/2006, pct. 3.7–3.9)."
        ),
        "choose_somebody": _("Alegeți un coleg; un specialist fără cont se scrie cu numele."),
        "not_in_team": _("Persoana nu este în echipa cazului."),
        "not_to_oneself": _("Responsabilitățile se deleagă altcuiva."),
        "full_delegation": _(
            "Toate responsabilitățile se deleagă numai cuiva care îndeplinește aceleași condiții (Ordinul 288/2006,"
            " pct. 10.5)."
        ),
        "not_restricted": _("Cazul nu este restricționat."),
        "case_number_form": _("Scrieți numărul cazului cu anul, de exemplu 12/2026."),
        "case_number_unknown": _("Nu există un caz cu numărul {number}. Verificați numărul și anul."),
        "opening_hours_unset": _(
            "Nu este stabilit pentru câte ore se deschide un caz restricționat. Sunați șeful SPAS."
        ),
        "whose_consent": _("Scrieți cine și-a dat acordul."),
        "health_not_open": _("Datele medicale nu sunt deschise acestei persoane."),
    }
)
