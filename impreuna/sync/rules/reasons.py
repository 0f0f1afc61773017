"""Why a tablet is refused, in sentences on which its person can act."""

from impreuna.kernel.result import _, add_reasons

add_reasons(
    {
        # whose tablet
        "device_unknown": _("Serverul nu cunoaște această tabletă. Înscrieți-o din nou, cu contul dumneavoastră."),
        "device_revoked": _(
            "Tableta a fost scoasă din folosință. Ce nu s-a trimis de pe ea se predă acum și așteaptă la primărie."
        ),
        "device_known": _("Tableta este înscrisă deja."),
        "device_label_missing": _("Scrieți cum recunoașteți tableta, de pildă „tableta albastră”."),
        "device_label_too_long": _("Numele tabletei are cel mult {limit} de litere."),
        "device_not_yours": _(
            "Numai tableta proprie se scoate din folosință de aici. Rugați șeful SPAS sau coordonatorul județean."
        ),
        "device_revoked_already": _("Tableta a fost deja scoasă din folosință."),
        # how it asks
        "app_too_old": _(
            "Aplicația de pe tabletă este prea veche pentru server. Închideți-o și deschideți-o cu internet."
        ),
        "malformed_request": _("Tableta a cerut ceva ce serverul nu înțelege: {problem}."),
        "json_only": _("Serverul primește numai JSON, cel mult comprimat cu gzip."),
        "request_too_large": _("S-au trimis deodată peste {limit} KB. Trimiteți în mai multe părți."),
        "too_many_commands": _("S-au trimis deodată peste {limit} de înregistrări. Trimiteți-le pe rând."),
        "too_many_requests": _("Tableta întreabă prea des. Încearcă singură din nou peste {seconds} s."),
        "server_busy": _("Serverul nu poate răspunde acum. Nimic nu s-a pierdut; tableta încearcă din nou."),
        "page_too_old": _("Pagina a stat deschisă prea mult. Reîncărcați-o și încercați din nou."),
        # what it sends
        "not_understood": _(
            "Serverul este mai vechi decât aplicația și nu înțelege încă această înregistrare. Rămâne pe tabletă."
        ),
        "kept_role_ended": _("Rolul s-a încheiat. Înregistrarea s-a păstrat pe server; un coleg o poate prelua."),
        "kept_device_revoked": _(
            "Tableta este scoasă din folosință. Înregistrarea s-a păstrat pe server, să fie preluată."
        ),
        "wrong_offset": _("Partea trimisă nu urmează celei primite. Continuați de la octetul {offset}."),
        "digest_mismatch": _("Fotografia primită nu este cea trimisă. Se trimite din nou de la început."),
        "picture_too_large": _("Fotografia este prea mare: cel mult {limit} MB."),
        # what waits
        "draft_handed_over": _("Formular neterminat, predat de o tabletă închisă."),
        "held_settled": _("Înregistrarea a fost deja preluată."),
        "held_not_yours": _("O preia autorul sau cine face recensământul în comună."),
    }
)
