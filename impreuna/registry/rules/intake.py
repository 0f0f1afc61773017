"""A new person, cleaned, checked and made ready for the tables: the same rules for page, API, tablet and import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from impreuna.kernel.result import Rejected, require
from impreuna.kernel.text import clean
from impreuna.registry.rules import names, persons
from impreuna.registry.rules.cnp import WrongCnp, read_cnp


class NewPerson(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person as she is registered in a household. `id` is made by the client."""

    id: UUID
    last_name: str
    first_name: str
    relation: str
    former_names: str = ""
    sex: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    identity: str = "not_given"
    cnp: str = ""


@dataclass(frozen=True, slots=True)
class CheckedPerson:
    """A person who may be registered: every value in the form in which it is kept."""

    id: UUID
    last_name: str
    first_name: str
    former_names: str
    sex: str
    birth_date: date | None
    birth_year: int | None
    identity: str
    cnp: str
    relation: str

    @property
    def sort_key(self) -> str:
        return names.sort_key(self.last_name, self.first_name)

    @property
    def name_key(self) -> str:
        return names.name_key(self.last_name, self.first_name)

    @property
    def search(self) -> str:
        return names.search_text(self.last_name, self.first_name, self.former_names)


def check_person(person: NewPerson, today: date, *, is_synthetic_allowed: bool) -> CheckedPerson:
    """`person` ready to be kept. A valid CNP fills in sex and birth date.

    Raises `Rejected` naming the field, for the first thing that cannot be.
    """
    last_name, first_name = clean(person.last_name), clean(person.first_name)
    former_names = clean(person.former_names)
    require(persons.check_name(last_name, "last_name_missing"), "last_name")
    require(persons.check_name(first_name, "first_name_missing"), "first_name")
    if former_names:
        require(
            persons.check_name(former_names.replace(",", " ").replace(";", " "), "last_name_missing"), "former_names"
        )
    _demand_code(person.relation, persons.RELATIONS, "relation")
    _demand_code(person.sex, persons.SEXES, "sex")
    _demand_code(person.identity, persons.IDENTITIES, "identity")
    cnp, sex, birth_date = _with_cnp(person, today, is_synthetic_allowed)
    birth_year = birth_date.year if birth_date else person.birth_year
    require(persons.check_birth(birth_date, birth_year, today), "birth_date")
    return CheckedPerson(
        person.id,
        last_name,
        first_name,
        former_names,
        sex,
        birth_date,
        birth_year,
        person.identity,
        cnp,
        person.relation,
    )


def _demand_code(code: str, codes: dict[str, str], field: str) -> None:
    if code not in codes:
        raise Rejected("unknown_code", field=field)


def _with_cnp(person: NewPerson, today: date, is_synthetic_allowed: bool) -> tuple[str, str, date | None]:
    typed = clean(person.cnp)
    if person.identity != "cnp":
        if typed:
            raise Rejected("cnp_unexpected", field="cnp")
        return "", person.sex, person.birth_date
    if not typed:
        raise Rejected("cnp_missing", field="cnp")
    return check_cnp(typed, person.sex, person.birth_date, today, is_synthetic_allowed=is_synthetic_allowed)


def check_cnp(
    typed: str, sex: str, birth_date: date | None, today: date, *, is_synthetic_allowed: bool
) -> tuple[str, str, date | None]:
    """The CNP's number, and the sex and birth date that it confirms or fills in.

    Raises `Rejected` at field `cnp` when it is wrong or says otherwise than what is known.
    """
    try:
        facts = read_cnp(typed, today, is_synthetic_allowed=is_synthetic_allowed)
    except WrongCnp as problem:
        raise Rejected(problem.reason, field="cnp") from problem
    if sex and facts.sex and sex != facts.sex:
        raise Rejected("cnp_other_sex", field="cnp")
    if birth_date and facts.birth_date and birth_date != facts.birth_date:
        raise Rejected("cnp_other_birth", field="cnp", birth_date=facts.birth_date.strftime("%d.%m.%Y"))
    return facts.number, sex or facts.sex, birth_date or facts.birth_date
