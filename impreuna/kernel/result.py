"""What an act can end as, and why: the one catalogue of reasons.

Each foreseeable refusal is one entry: a stable code and a sentence on which a person can act.
Pages, API and tablets only translate it; none invents its own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as each
from typing import Any, Literal
from uuid import UUID

Status = Literal["applied", "duplicate", "conflict", "rejected"]


def _(sentence: str) -> str:
    """Marks a sentence for translation; the page translates it in the reader's language."""
    return sentence


REASONS: dict[str, str] = {
    # the write path
    "unknown_place": _("Codul SIRUTA {commune_id} nu există în nomenclator. Alegeți localitatea din listă."),
    "command_id_reused": _("Acest formular a fost trimis deja cu alt conținut. Deschideți-l din nou și trimiteți-l."),
    "unknown_command": _(
        "Aplicația de pe dispozitiv trimite un tip de înregistrare necunoscut. Actualizați aplicația."
    ),
    "malformed_command": _("Datele trimise nu au forma așteptată: {problem}."),
    "command_too_large": _("Datele trimise depășesc {limit} KB. Trimiteți-le în mai multe părți."),
    "future_moment": _("Momentul faptei este în viitor. Verificați data și ora."),
    # who may
    "not_signed_in": _("Sesiunea a expirat. Intrați din nou în cont; ce ați scris se păstrează pe pagină."),
    "no_active_role": _("Nu aveți un rol activ. Cereți un rol șefului SPAS sau coordonatorului județean."),
    "role_ended": _("Rolul dumneavoastră s-a încheiat între timp. Cereți prelungirea lui celui care vi l-a dat."),
    "role_may_not": _("Rolul „{role}” nu are acest drept. Rugați un coleg care îl are: {who_may}."),
    "out_of_scope": _("Localitatea nu este în aria rolului dumneavoastră."),
    "area_not_yours": _("Datele din domeniul „{area}” nu sunt accesibile rolului dumneavoastră."),
    "not_found": _("Înregistrarea nu există sau nu o puteți vedea."),
    # edits
    "nothing_changed": _("Nu ați schimbat nimic."),
    "field_not_editable": _("Câmpul „{field}” nu se corectează aici."),
    "value_moved": _("Valoarea s-a schimbat între timp. Uitați-vă încă o dată și alegeți."),
    "malformed_value": _("Valoarea nu are forma așteptată."),
    "conflict_settled": _("Un coleg a hotărât deja între cele două valori."),
    "already_registered": _("Această fișă este deja înregistrată."),
}


def add_reasons(reasons: dict[str, str]) -> None:
    """Adds a room's own refusals to the catalogue. A code that exists already is a `ValueError`."""
    if twice := REASONS.keys() & reasons.keys():
        raise ValueError(f"reasons defined twice: {sorted(twice)}")
    REASONS.update(reasons)


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer to "may I?": true when allowed, and when not, the reason that the page shows."""

    reason: str | None = None
    facts: dict[str, Any] = each(default_factory=dict)

    def __bool__(self) -> bool:
        return self.reason is None

    @property
    def sentence(self) -> str:
        """The reason in Romanian, or an empty text when allowed."""
        return explain(self.reason, self.facts)


ALLOWED = Verdict()


def refused(reason: str, **facts: Any) -> Verdict:
    """A refusal by `reason`, a code of the catalogue, with the facts that its sentence needs."""
    return Verdict(reason, facts)


def explain(reason: str | None, facts: dict[str, Any], translate: Any = None) -> str:
    """The sentence of `reason` with its facts, through `translate` (identity when absent).

    Raises `KeyError` for a code that the catalogue does not know.
    """
    if reason is None:
        return ""
    sentence = REASONS[reason]
    return (translate(sentence) if translate else sentence).format_map(_Missing(facts))


class _Missing(dict[str, Any]):
    """Shows an unknown fact as an ellipsis: an explanation never fails for want of a detail."""

    def __missing__(self, key: str) -> str:
        return "…"


class Rejected(Exception):
    """Raised by a handler: nothing of the command is kept but its journal entry."""

    def __init__(self, reason: str, *, field: str | None = None, **facts: Any) -> None:
        super().__init__(reason)
        if reason not in REASONS:
            raise KeyError(reason)
        self.reason, self.field = reason, field and _storable(field)
        self.facts = {name: _storable(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}


def require(verdict: Verdict, field: str | None = None) -> None:
    """Refuses, at `field`, what `verdict` refuses: raises `Rejected` with its reason and facts."""
    if verdict.reason is not None:
        raise Rejected(verdict.reason, field=field, **verdict.facts)


def require_all(checks: Iterable[tuple[str, Verdict]]) -> None:
    """Refuses at the first field whose verdict refuses; `checks` are pairs of field and verdict."""
    for field, verdict in checks:
        require(verdict, field)


def _storable(text: str) -> str:
    """`text` without zero bytes, which PostgreSQL keeps in no text: what was typed may come back in a reason."""
    return text.replace("\0", "")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a handler did: rows touched, conflicts opened, and the team that alone may know of it."""

    records: tuple[UUID, ...] = ()
    conflicts: tuple[UUID, ...] = ()
    restriction_id: UUID | None = None
    facts: dict[str, Any] = each(default_factory=dict)
    #: The area of data of what the command said, when only its handler can tell; otherwise its `payload_area`.
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended. `n` is its number on the commune's clock; `facts` are JSON-ready."""

    command_id: UUID
    status: Status
    n: int | None = None
    reason: str | None = None
    field: str | None = None
    facts: dict[str, Any] = dataclasses.field(default_factory=dict)
    original: Status | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the command's values stand in the tables, now or since an earlier sending."""
        return (self.original or self.status) in ("applied", "conflict")

    @property
    def sentence(self) -> str:
        """The reason in Romanian, or an empty text."""
        return explain(self.reason, self.facts)
