"""Why a file, or one of its rows, cannot be used: sentences for the one catalogue of the kernel."""

from impreuna.kernel.result import _, add_reasons

add_reasons(
    {
        # the file as a whole
        "file_too_large": _(
            "Fișierul are {size} MB; se primesc cel mult {limit} MB. Verificați că ați ales fișierul bun."
        ),
        "file_empty": _("Fișierul este gol."),
        "file_is_spreadsheet": _(
            "Fișierul este un document Excel sau o arhivă. Salvați-l din Excel ca „CSV UTF-8” și încărcați acel fișier."
        ),
        "file_is_binary": _("Fișierul nu este un text. Se așteaptă {expected}."),
        "encoding_unknown": _(
            "Literele fișierului nu se pot citi: nu este UTF-8, iar ca Windows-1250 are semne care nu apar în"
            " nume românești (primul: rândul {line}). Salvați-l ca „CSV UTF-8”."
        ),
        "columns_missing": _("Din fișier lipsesc coloanele: {columns}. Are coloanele: {found}."),
        "column_twice": _("Coloana {columns} apare de două ori."),
        "no_rows": _("Fișierul are numai capul de tabel, fără niciun rând."),
        "not_json": _("Fișierul nu este GeoJSON sau TopoJSON valid: {problem} (rândul {line})."),
        "not_geography": _("Fișierul este JSON, dar nu GeoJSON (FeatureCollection) sau TopoJSON (Topology)."),
        "no_communes_in_file": _(
            "Niciun contur din fișier nu poartă codul SIRUTA al unei localități. Codul se caută în „siruta”, "
            "„natcode”, „SIRUTA” sau în id."
        ),
        "projected_coordinates": _(
            "Coordonatele nu sunt grade de longitudine și latitudine (de exemplu {example}). Transformați "
            "fișierul din Stereo 70 în WGS 84."
        ),
        "list_incomplete": _(
            "În fișier lipsesc {missing} din cele {known} de coduri cunoscute: pare doar o parte a listei. O "
            "ediție nouă cuprinde toată țara."
        ),
        "territory_not_loaded": _("Nomenclatorul SIRUTA nu este încărcat încă. Rulați „impreuna load”."),
        "file_not_kept": _("Fișierul nu mai este pe server. Încărcați-l din nou."),
        "file_refused": _(
            "Rânduri refuzate: {count}. Un fișier se importă întreg sau deloc. Primul: rândul {line}: {problem}"
        ),
        # one row
        "columns_too_few": _("Rândul are {count} câmpuri în loc de {expected}."),
        "siruta_missing": _("Lipsește codul SIRUTA."),
        "siruta_malformed": _("„{value}” nu este un cod SIRUTA."),
        "siruta_unknown": _("Codul SIRUTA {value} nu este al unei comune, al unui oraș sau municipiu."),
        "siruta_twice": _("Codul SIRUTA {value} apare și la rândul {line}."),
        "cell_number_malformed": _("Coloana {column}: „{value}” nu este un număr."),
        "cell_number_negative": _("Coloana {column}: {value} este negativ."),
        "bands_exceed_total": _("Suma grupelor de vârstă ({sum}) trece de total ({total})."),
        "cell_year_malformed": _("„{value}” nu este un an."),
        "component_unknown": _("Componenta „{value}” nu există. Sunt: {known}."),
        "component_source_missing": _("Lipsește sursa datelor."),
        "parent_unknown": _("Codul superior {value} nu este în fișier pe treapta cuvenită."),
        "place_type_unknown": _("Tipul {value} nu există pe treapta {level}."),
        "county_unknown": _("Județul cu numărul {value} nu există."),
        "place_name_missing": _("Lipsește denumirea."),
        "level_changed": _("Codul {value} este cunoscut pe altă treaptă a nomenclatorului."),
        "geometry_unknown": _("Conturul este „{value}”; se așteaptă Polygon sau MultiPolygon."),
        "geometry_broken": _("Conturul nu se închide sau are sub patru puncte."),
        "geometry_abroad": _("Conturul este în afara României."),
        # remarks
        "edition_older": _("Aveți deja o ediție mai nouă ({date}). Verificați data ediției și fișierul."),
        "columns_ignored": _("Coloane care nu se folosesc: {columns}."),
        "read_as_cp1250": _(
            "Fișierul a fost citit ca Windows-1250, iar sedilele au devenit virgule. Verificați câteva nume."
        ),
        "shapes_ignored": _("{count} contururi nu sunt ale unor localități (de pildă județe) și nu se folosesc."),
    }
)
