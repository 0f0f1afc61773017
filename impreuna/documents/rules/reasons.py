"""Why a document is not issued or a scanned page not taken."""

from impreuna.kernel.result import _, add_reasons

add_reasons(
    {
        "prints_nothing": _("Această înregistrare nu se tipărește ca document."),
        "document_issued": _(
            "Documentul este emis, nr. {number}, și nu se mai schimbă. Scrieți de ce îl emiteți din nou: va fi o"
            " completare a lui."
        ),
        "document_reason": _("Documentul nu a mai fost emis: lăsați motivul gol."),
        "document_site": _("Adresa nu este a acestei aplicații. Deschideți documentul din nou și emiteți-l de acolo."),
        "scan_known": _("Această pagină este deja la document."),
        "scan_digest": _("Conținutul nu a fost trimis întreg. Trimiteți pagina din nou."),
        "scan_type": _("Trimiteți o fotografie (JPEG, PNG) sau un PDF."),
        "scan_size": _("Pagina are mai mult de 8 MB. Fotografiați-o la o rezoluție mai mică."),
        "scan_page": _("Scrieți numărul paginii, între 1 și {pages}."),
        "scan_several": _("Se văd pagini ale mai multor documente. Fotografiați fiecare pagină singură."),
        "scan_unreadable": _("Fișierul nu este o fotografie sau un PDF care se poate deschide. Alegeți alt fișier."),
    }
)
