"""What may be said of a person and of a household: dates that fit, codes that exist, verdicts with reasons."""

from __future__ import annotations

from datetime import date

from impreuna.kernel.result import ALLOWED, Verdict, _, add_reasons, refused

OLDEST_YEAR = 1900
OLDEST_AGE = 120

SEXES = {"F": _("femeie"), "M": _("bărbat"), "": _("necunoscut")}
IDENTITIES = {
    "cnp": _("are CNP"),
    "none": _("nu are CNP"),
    "not_given": _("nu îl comunică"),
}
DWELLING_STATES = {
    "not_visited": _("nevizitată"),
    "visited": _("vizitată"),
    "refused": _("a refuzat"),
    "absent": _("absenți"),
    "vacant": _("nelocuită"),
}
RELATIONS = {
    "head": _("capul gospodăriei"),
    "spouse": _("soț / soție"),
    "partner": _("partener / parteneră"),
    "child": _("copil"),
    "stepchild": _("copil vitreg"),
    "grandchild": _("nepot / nepoată de bunic"),
    "parent": _("părinte"),
    "grandparent": _("bunic / bunică"),
    "sibling": _("frate / soră"),
    "in_law": _("ginere, noră, socru, soacră"),
    "other_relative": _("altă rudă"),
    "unrelated": _("fără rudenie"),
    "foster_child": _("copil în plasament"),
}
START_REASONS = {"registered": _("la înregistrare"), "born": _("s-a născut"), "moved_in": _("s-a mutat aici")}
END_REASONS = {
    "moved_out": _("s-a mutat"),
    "abroad": _("a plecat în străinătate"),
    "died": _("a decedat"),
    "institution": _("este într-o instituție"),
}
# The ten of the Ministry of Health's community-nurse application (question P06); kept only if declared.
ETHNICITIES = {
    "romanian": _("română"),
    "hungarian": _("maghiară"),
    "roma": _("romă"),
    "ukrainian": _("ucraineană"),
    "german": _("germană"),
    "lipovan": _("rusă-lipoveană"),
    "turkish": _("turcă"),
    "tatar": _("tătară"),
    "serbian": _("sârbă"),
    "other": _("alta"),
}

add_reasons(
    {
        "cnp_length": _("CNP-ul are 13 cifre. Verificați dacă lipsește sau este în plus vreuna."),
        "cnp_digits": _("CNP-ul are numai cifre."),
        "cnp_date": _("Data nașterii din CNP nu există. Verificați cifrele 2–7."),
        "cnp_county": _("Codul județului din CNP nu există. Verificați cifrele 8 și 9."),
        "cnp_check": _("Ultima cifră a CNP-ului nu se potrivește cu celelalte: una dintre cifre este greșită."),
        "cnp_future": _("Data nașterii din CNP este în viitor."),
        "cnp_other_sex": _("CNP-ul arată alt sex decât cel ales."),
        "cnp_other_birth": _("CNP-ul arată altă dată a nașterii: {birth_date}."),
        "cnp_missing": _("Scrieți CNP-ul sau alegeți „nu are” ori „nu îl comunică”."),
        "cnp_unexpected": _("Ați scris un CNP, dar ați ales că nu îl are. Alegeți „are CNP” sau ștergeți numărul."),
        "last_name_missing": _("Scrieți numele."),
        "first_name_missing": _("Scrieți prenumele."),
        "name_too_long": _("Numele are peste 100 de caractere."),
        "name_signs": _("Într-un nume pot sta litere, spații, cratime, apostrof și punct."),
        "birth_missing": _("Scrieți data nașterii sau anul aproximativ."),
        "birth_future": _("Data nașterii este în viitor."),
        "birth_too_old": _("Data nașterii este cu peste 120 de ani în urmă. Verificați anul."),
        "death_before_birth": _("Data decesului este înaintea nașterii."),
        "death_future": _("Data decesului este în viitor."),
        "date_future": _("Data este în viitor."),
        "date_before_start": _("Data este înaintea venirii în gospodărie ({start_date})."),
        "unknown_code": _("Alegeți una dintre variantele din listă."),
        "unknown_village": _("Satul nu este în această comună. Alegeți-l din listă."),
        "position_out_of_country": _("Poziția de pe hartă nu este în România."),
        "no_members": _("O gospodărie are cel puțin o persoană. Adăugați persoana care locuiește acolo."),
        "one_head": _("Alegeți o singură persoană drept cap al gospodăriei."),
        "person_twice": _("Aceeași persoană apare de două ori."),
        "member_elsewhere": _("{name} este deja în altă gospodărie. Încheiați întâi apartenența de acolo."),
        "not_a_member": _("{name} nu este în această gospodărie."),
        "person_dead": _("{name} este decedat(ă) din {death_date}."),
        "record_merged": _("Fișa a fost unită cu alta. Deschideți fișa rămasă și corectați acolo."),
        "already_merged": _("Una dintre fișe este deja unită cu alta."),
        "same_person": _("Alegeți două fișe diferite."),
        "merge_undone": _("Unirea a fost deja desfăcută."),
        "duplicate_decided": _("Un coleg a hotărât deja asupra acestei perechi."),
        "note_empty": _("Scrieți nota."),
        "note_too_long": _("Nota are peste 5000 de caractere."),
        "same_commune": _("Familia este deja în această comună."),
        "move_open": _("Mutarea este deja propusă comunei {commune}."),
        "move_decided": _("Mutarea a fost deja hotărâtă."),
        "text_too_long": _("Textul are peste {limit} de caractere."),
        "phone_signs": _("Numărul de telefon are numai cifre, spații și semnul +."),
        "invitation_needed": _("Numai un coleg din echipa comunei poate fi numit aici."),
    }
)

_NAME_SIGNS = frozenset(" -'’.`")


def check_name(name: str, missing: str) -> Verdict:
    """Whether `name`, already cleaned, can stand as a name; letters of any script are good."""
    if not name:
        return refused(missing)
    if len(name) > 100:
        return refused("name_too_long")
    if not all(sign.isalpha() or sign in _NAME_SIGNS or _is_mark(sign) for sign in name):
        return refused("name_signs")
    return ALLOWED if any(sign.isalpha() for sign in name) else refused("name_signs")


def _is_mark(sign: str) -> bool:
    # Vowel signs of Indic and Arabic scripts are marks, not letters.
    return 0x0300 <= ord(sign) <= 0x1AFF and not sign.isdigit() and not sign.isspace()


def check_birth(birth_date: date | None, birth_year: int | None, today: date) -> Verdict:
    """Whether the birth is possible: one of the two is known, none in the future, none older than 120 years."""
    year = birth_date.year if birth_date else birth_year
    if year is None:
        return refused("birth_missing")
    if (birth_date and birth_date > today) or year > today.year:
        return refused("birth_future")
    if year < max(OLDEST_YEAR, today.year - OLDEST_AGE):
        return refused("birth_too_old")
    return ALLOWED


def check_death(death_date: date | None, birth_date: date | None, birth_year: int | None, today: date) -> Verdict:
    """Whether the death fits the birth and is not in the future."""
    if death_date is None:
        return ALLOWED
    if death_date > today:
        return refused("death_future")
    if (birth_date and death_date < birth_date) or (birth_year and death_date.year < birth_year):
        return refused("death_before_birth")
    return ALLOWED


def check_position(latitude: float | None, longitude: float | None) -> Verdict:
    """Whether the point (WGS 84, degrees) may be in Romania; both or none."""
    if latitude is None and longitude is None:
        return ALLOWED
    if latitude is None or longitude is None or not (43.5 <= latitude <= 48.4 and 20.2 <= longitude <= 30.0):
        return refused("position_out_of_country")
    return ALLOWED


def age_on(day: date, birth_date: date | None, birth_year: int | None, death_date: date | None = None) -> int | None:
    """Full years on `day` (or at death); by year alone when only the year is known; None when nothing is."""
    end = min(day, death_date) if death_date else day
    if birth_date:
        return end.year - birth_date.year - ((end.month, end.day) < (birth_date.month, birth_date.day))
    return end.year - birth_year if birth_year else None
