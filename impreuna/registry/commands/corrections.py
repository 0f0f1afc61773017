"""Correcting what was registered: every change carries the value that its author saw."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from impreuna.kernel import seal
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.commands import correct, remember_what_followed, values_of
from impreuna.kernel.edits import Change, Editable, EditableField, Scalar, editable
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _, require
from impreuna.kernel.text import clean, fold
from impreuna.registry.commands.register import CNP, check_phone, check_text
from impreuna.registry.models import Household, Membership, Person
from impreuna.registry.queries import is_village_of, village_name
from impreuna.registry.rules import names, persons
from impreuna.registry.rules.intake import check_cnp


class CorrectPerson(Command):
    """Corectarea datelor unei persoane (GDPR art. 16): name, former names, sex, birth."""

    sentence = _("a corectat datele unei persoane")

    person_id: UUID
    changes: dict[str, Change]


class RecordCnp(Command):
    """Înscrierea sau corectarea CNP-ului, ori a motivului pentru care lipsește (Legea 190/2018 art. 4)."""

    sentence = _("a înscris actul de identitate al unei persoane")

    person_id: UUID
    changes: dict[str, Change]


class ShowCnp(Command):
    """Vederea CNP-ului întreg (Legea 190/2018 art. 4): an act, so that the journal tells who saw it."""

    sentence = _("a văzut CNP-ul unei persoane")

    person_id: UUID


class CorrectHousehold(Command):
    """Corectarea datelor unei gospodării (GDPR art. 16): address, telephone, position, state of the dwelling."""

    area = "household"
    sentence = _("a corectat datele unei gospodării")

    household_id: UUID
    changes: dict[str, Change]


@handles(CorrectPerson)
def correct_person(c: CorrectPerson, actor: Actor, at: Stamp) -> Effect:
    """Writes what fits of the person's own data."""
    person = _standing(c.commune_id, c.person_id)
    before = values_of(PERSON, person)
    effect = correct(PERSON, person, c.changes, c, actor, at)
    remember_what_followed(PERSON, person, before, c.changes, c, actor, at)
    return effect


@handles(RecordCnp)
def record_cnp(c: RecordCnp, actor: Actor, at: Stamp) -> Effect:
    """Writes the CNP, sealed, or why there is none; it must fit the sex and birth that are known."""
    person = _standing(c.commune_id, c.person_id)
    before = values_of(PERSON, person)
    effect = correct(IDENTITY, person, c.changes, c, actor, at)
    remember_what_followed(PERSON, person, before, c.changes, c, actor, at)
    return effect


@handles(ShowCnp)
def show_cnp(c: ShowCnp, actor: Actor, at: Stamp) -> Effect:
    """Changes nothing: the page shows the number after the journal knows of it."""
    return Effect(records=(_get(Person, c.commune_id, c.person_id).id,))


@handles(CorrectHousehold)
def correct_household(c: CorrectHousehold, actor: Actor, at: Stamp) -> Effect:
    """Writes what fits of the household's own data."""
    household = _get(Household, c.commune_id, c.household_id)
    return correct(HOUSEHOLD, household, c.changes, c, actor, at)


def _get(model: Any, commune_id: int, record_id: UUID) -> Any:
    row = model.objects.filter(commune_id=commune_id, id=record_id).first()
    if row is None:
        raise Rejected("not_found")
    return row


def _standing(commune_id: int, person_id: UUID) -> Person:
    """A person who is not hidden behind another record: what is written there nobody would see."""
    person: Person = _get(Person, commune_id, person_id)
    if person.merged_into_id is not None:
        raise Rejected("record_merged", field="person_id")
    return person


def follow_name(person: Person, at: Stamp) -> None:
    """Gives the household of which `person` is the head the head's present name."""
    membership = Membership.objects.filter(
        commune_id=at.commune_id, person_id=person.id, relation="head", end_date=None
    ).first()
    if membership is not None:
        Household.objects.filter(commune_id=at.commune_id, id=membership.household_id).update(
            label=str(person), sort_key=person.sort_key, n=at.n
        )


# --- how each field travels -----------------------------------------------------------------------


def _name(missing: str) -> Any:
    def parse(value: Scalar) -> str:
        text = clean(str(value or ""))
        require(persons.check_name(text, missing), "last_name" if missing == "last_name_missing" else "first_name")
        return text

    return parse


def _text(field: str, limit: int = 200) -> Any:
    return lambda value: check_text(str(value or ""), field, limit)


def _code(codes: dict[str, str], field: str) -> Any:
    def parse(value: Scalar) -> str:
        if value not in codes:
            raise Rejected("unknown_code", field=field)
        return str(value)

    return parse


def _word(codes: dict[str, str]) -> Any:
    return lambda value: codes.get(value, value)


def _date(value: Scalar) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _year(value: Scalar) -> int | None:
    return int(value) if value not in (None, "") else None


def _degrees(value: Scalar) -> float | None:
    return round(float(value), 6) if value not in (None, "") else None


def _follow_person(row: Any, at: Stamp) -> tuple[str, ...]:
    require(persons.check_birth(row.birth_date, row.birth_year, day_of(at.received_at)), "birth_date")
    require(persons.check_death(row.death_date, row.birth_date, row.birth_year, day_of(at.received_at)), "birth_date")
    row.birth_year = row.birth_date.year if row.birth_date else row.birth_year
    before, row.sort_key = row.sort_key, names.sort_key(row.last_name, row.first_name)
    if row.sort_key != before:
        follow_name(row, at)
    row.name_key = names.name_key(row.last_name, row.first_name)
    row.search = names.search_text(row.last_name, row.first_name, row.former_names)
    return ("birth_year", "sort_key", "name_key", "search")


def _check_identity(row: Any, at: Stamp) -> tuple[str, ...]:
    number = _open_cnp(row.cnp_sealed) or ""
    if row.identity != "cnp":
        if number:
            raise Rejected("cnp_unexpected", field="cnp_sealed")
        return ()
    if not number:
        raise Rejected("cnp_missing", field="cnp_sealed")
    _number, row.sex, row.birth_date = check_cnp(
        number, row.sex, row.birth_date, day_of(at.received_at), is_synthetic_allowed=not settings.PRODUCTION
    )
    row.birth_year = row.birth_date.year if row.birth_date else row.birth_year
    return ("sex", "birth_date", "birth_year")


def _follow_household(row: Any, at: Stamp) -> tuple[str, ...]:
    if not is_village_of(row.village_id, at.commune_id):
        raise Rejected("unknown_village", field="village_id")
    require(persons.check_position(row.latitude, row.longitude), "latitude")
    row.search = f" {fold(f'{row.street} {row.number} {row.place_note}')}"
    return ("search",)


def _seal_cnp(value: Scalar) -> bytes | None:
    number = "".join(sign for sign in clean(str(value or "")) if sign not in " -")
    return seal.seal(number.encode(), CNP) if number else None


def _open_cnp(sealed: Any) -> str | None:
    return seal.unseal(bytes(sealed), CNP).decode() if sealed else None


def _hash_of_sealed(sealed: Any) -> bytes | None:
    number = _open_cnp(sealed)
    return seal.keyed_hash(number, CNP) if number else None


def _archive_cnp(value: Scalar) -> Any:
    return {"sealed": base64.b64encode(seal.seal(str(value).encode(), CNP)).decode()} if value else None


def _restore_cnp(kept: Any) -> Scalar:
    return seal.unseal(base64.b64decode(kept["sealed"]), CNP).decode() if kept else None


PERSON = editable(
    Editable(
        "person",
        _("persoană"),
        Person,
        "identity",
        {
            "last_name": EditableField(_("nume"), _name("last_name_missing")),
            "first_name": EditableField(_("prenume"), _name("first_name_missing")),
            "former_names": EditableField(_("nume anterioare"), _text("former_names")),
            "sex": EditableField(_("sex"), _code(persons.SEXES, "sex"), named=_word(persons.SEXES)),
            "birth_date": EditableField(_("data nașterii"), _date, _iso),
            "birth_year": EditableField(_("anul nașterii"), _year),
            "death_date": EditableField(_("data decesului"), _date, _iso),
        },
        _follow_person,
    )
)
IDENTITY = editable(
    Editable(
        "identity",
        _("act de identitate"),
        Person,
        "identity",
        {
            "identity": EditableField(
                _("identitate"), _code(persons.IDENTITIES, "identity"), named=_word(persons.IDENTITIES)
            ),
            "cnp_sealed": EditableField(
                _("CNP"), _seal_cnp, _open_cnp, _archive_cnp, _restore_cnp, derived={"cnp_hash": _hash_of_sealed}
            ),
        },
        _check_identity,
    )
)
HOUSEHOLD = editable(
    Editable(
        "household",
        _("gospodărie"),
        Household,
        "household",
        {
            "village_id": EditableField(_("sat"), lambda value: int(value), named=village_name),
            "street": EditableField(_("stradă"), _text("street")),
            "number": EditableField(_("număr"), _text("number", 40)),
            "place_note": EditableField(_("cum se ajunge"), _text("place_note")),
            "phone": EditableField(_("telefon"), lambda value: check_phone(str(value or ""))),
            "latitude": EditableField(_("latitudine"), _degrees),
            "longitude": EditableField(_("longitudine"), _degrees),
            "dwelling_state": EditableField(
                _("starea locuinței"),
                _code(persons.DWELLING_STATES, "dwelling_state"),
                named=_word(persons.DWELLING_STATES),
            ),
        },
        _follow_household,
    )
)
