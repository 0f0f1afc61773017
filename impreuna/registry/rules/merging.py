"""Two records of one person: what is chosen between them, and what undoing the choice may touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from impreuna.kernel.result import ALLOWED, Verdict, _, add_reasons, refused

#: What is chosen as one: a date goes with its year, a number with the reason for which it may be missing.
CHOICES: dict[str, tuple[str, ...]] = {
    "last_name": ("last_name",),
    "first_name": ("first_name",),
    "former_names": ("former_names",),
    "sex": ("sex",),
    "birth": ("birth_date", "birth_year"),
    "identity": ("identity", "cnp_sealed"),
    "death_date": ("death_date",),
}
CHOICE_LABELS = {
    "last_name": _("nume"),
    "first_name": _("prenume"),
    "former_names": _("nume anterioare"),
    "sex": _("sex"),
    "birth": _("naștere"),
    "identity": _("act de identitate"),
    "death_date": _("data decesului"),
}
SIDES = ("kept", "dropped")

#: Why two records are held for one person, as pages say it.
REASONS_ALIKE = {
    "same_cnp": _("același CNP"),
    "same_name": _("același nume"),
    "same_birth": _("aceeași naștere"),
    "same_birth_date": _("aceeași dată a nașterii"),
    "same_birth_year": _("același an al nașterii"),
    "similar_birth_date": _("date de naștere asemănătoare"),
    "similar_name": _("nume asemănător"),
    "name_part": _("o parte din nume"),
    "cnp_elsewhere": _("CNP cunoscut în altă comună"),
}
#: How a membership ends when its record stands behind another; people never choose it themselves.
MERGED = "merged"

add_reasons(
    {
        "merge_covered": _("Fișa păstrată a fost unită între timp cu alta. Desfaceți întâi unirea aceea."),
        "record_moved": _("Una dintre fișe s-a schimbat între timp. Uitați-vă încă o dată și alegeți."),
        "nobody_moves": _(
            "Persoana propusă nu mai are fișă în cealaltă comună. Refuzați mutarea și vorbiți cu echipa."
        ),
        "why_missing": _("Scrieți de ce, ca să înțeleagă și colegii."),
    }
)


def check_choices(fields: Mapping[str, str]) -> Iterator[tuple[str, Verdict]]:
    """Whether every choice names something that is chosen, and one of the two records; pairs of field and verdict."""
    for name, side in fields.items():
        yield name, ALLOWED if name in CHOICES else refused("field_not_editable")
        yield name, ALLOWED if side in SIDES else refused("unknown_code")


def chosen_columns(fields: Mapping[str, str]) -> list[str]:
    """The columns whose value comes from the record that is dropped."""
    return [column for name, side in fields.items() if side == "dropped" for column in CHOICES[name]]


def is_untouched(now: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether a row still is as the merge left it: only then does undoing put it back."""
    return all(now[column] == value for column, value in after.items())


class Known(Protocol):
    """What two records are compared by when they come to stand in one commune."""

    @property
    def cnp_hash(self) -> Any: ...
    @property
    def name_key(self) -> str: ...
    @property
    def birth_date(self) -> date | None: ...
    @property
    def birth_year(self) -> int | None: ...


def alike(one: Known, other: Known) -> list[str]:
    """Why the two may be one person, by the rule of every registration; empty when nothing says so."""
    if one.cnp_hash and other.cnp_hash and bytes(one.cnp_hash) == bytes(other.cnp_hash):
        return ["same_cnp"]
    if one.name_key != other.name_key or not _may_be_born_together(one, other):
        return []
    return ["same_name", "same_birth"]


def _may_be_born_together(one: Known, other: Known) -> bool:
    if one.birth_date and other.birth_date:
        return one.birth_date == other.birth_date
    return bool(one.birth_year and other.birth_year and abs(one.birth_year - other.birth_year) <= 1)
