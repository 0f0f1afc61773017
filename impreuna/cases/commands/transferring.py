"""Where a case goes on: a transfer becomes a notice in the other commune, and its decision comes back (propunere)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from impreuna.cases.commands.across import name_of_commune, stamp_of, write_across
from impreuna.cases.commands.dossier import AnsweringAct, CaseAct, Open, keep, open_case
from impreuna.cases.commands.intake import Participant, RegisterNotice, open_notice
from impreuna.cases.commands.numbering import number_act
from impreuna.cases.models import Case, CasePerson
from impreuna.cases.queries.registry import known_of
from impreuna.cases.rules import ending, gates
from impreuna.cases.rules.texts import check_texts
from impreuna.kernel import teams
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.result import Effect, Rejected, _, require, require_all
from impreuna.kernel.text import clean, clean_lines
from impreuna.territory.queries import find_commune


class TransferCase(CaseAct):
    """Transferul cazului (propunere). `to`: commune, which `to_commune_id` names, or dgaspc; with what the receiver
    needs. `about_id`: that somebody moved, when that is why."""

    sentence = _("a transferat un caz")

    to: str
    reason: str
    summary: str
    receiver: str = ""
    to_commune_id: int | None = None
    about_id: UUID | None = None

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(sorted({self.commune_id, self.to_commune_id or self.commune_id}))


class KeepCase(AnsweringAct):
    """De ce rămâne cazul aici, deși persoana s-a mutat (propunere)."""

    sentence = _("a arătat de ce un caz rămâne în comună")

    reason: str


@handles(TransferCase)
def transfer_case(c: TransferCase, actor: Actor, at: Stamp) -> Effect:
    """Ends the case here. Another commune has it as a registered notice with the summary, from the same moment on."""
    opened = open_case(c, actor)
    if c.about_id is not None:
        opened.find(c.about_id, "PersonMoved")
    require_all(ending.check_transfer(c, _is_commune(c.to_commune_id)))
    opened.case.outcome = "transferred"
    said: dict[str, Any] = number_act(opened.case, c.kind, c.id, actor, at)
    if c.to_commune_id is not None:
        said |= {"receiver": f"SPAS {name_of_commune(c.to_commune_id)}", "their_case": str(_case_there(c))}
    effect = keep(opened, c, actor, at, more=said)
    if c.to_commune_id is not None:
        _hand_over(c, opened.case, said["register_no"], actor, stamp_of(at, c.to_commune_id))
    return effect


@handles(KeepCase)
def keep_case(c: KeepCase, actor: Actor, at: Stamp) -> Effect:
    """Keeps why the case goes on here."""
    opened = open_case(c, actor)
    moved = opened.find(c.about_id, "PersonMoved")
    require(gates.may_answer(opened.dossier, moved, c.kind), "about_id")
    require_all(check_texts(c, "reason"))
    return keep(opened, c, actor, at)


def answer_transfer(opened: Open, c: Any, actor: Actor, at: Stamp) -> None:
    """Tells the commune that transferred this case what was decided upon it; nothing where it was not transferred.
    `c` names that commune as `from_commune_id`: the act has taken its clock."""
    notice = opened.dossier.last("RegisterNotice")
    origin = notice.content.get("from_commune_id") if notice else None
    if origin != c.from_commune_id:
        raise Rejected("transfer_origin", field="from_commune_id")
    if notice is None or origin is None:
        return
    is_accepted = c.decision == "confirmed"
    said = {
        "answered_by": f"SPAS {name_of_commune(at.commune_id)}, {actor.name}",
        "way": "here",
        "decision": "accepted" if is_accepted else "refused",
        "answer": clean(f"{c.reason} {c.competence}") or _ACCEPTED,
    }
    case_id, transfer_id = UUID(notice.content["from_case_id"]), UUID(notice.content["transfer_id"])
    write_across(origin, case_id, "AnswerReferral", said, c, actor, at, about_id=transfer_id)


#: What the other commune reads when nothing else was said.
_ACCEPTED = "Cazul este confirmat și continuă aici."


def _is_commune(commune_id: int | None) -> bool:
    """Whether it is a commune of today; none named is no commune."""
    found = find_commune(commune_id) if commune_id is not None else None
    return found is not None and found.ended_on is None


def _case_there(c: TransferCase) -> UUID:
    return uuid5(c.id, "case")


def _hand_over(c: TransferCase, case: Case, register_no: str, actor: Actor, at: Stamp) -> None:
    """Registers the notice in the other commune. Its clocks run from here; who transferred does not stay in it."""
    notice = RegisterNotice(
        id=uuid5(c.id, "notice"),
        commune_id=at.commune_id,
        recorded_at=c.recorded_at,
        case_id=_case_there(c),
        channel="referral",
        subject=case.subject,
        people=tuple(_people_there(case, at.commune_id)),
        what=c.summary,
        is_restricted_case=case.is_restricted,
        outer_number=register_no,
    )
    origin: dict[str, str | int] = {
        "from_commune_id": case.commune_id,
        "from_commune": name_of_commune(case.commune_id),
        "from_case_id": str(case.id),
        "transfer_id": str(c.id),
        "transfer_reason": clean_lines(c.reason),
    }
    open_notice(notice, actor, at, origin)
    made = Case.objects.get(commune_id=at.commune_id, id=notice.case_id)
    teams.dismiss(made.team_id, actor.user_id, at)


def _people_there(case: Case, commune_id: int) -> list[Participant]:
    """The people of the case, whom it is about first; tied to the other commune's registry where they live there."""
    present = CasePerson.objects.filter(commune_id=case.commune_id, case_id=case.id, until=None).order_by("id")
    ordered = sorted(present, key=lambda row: row.part != "subject")
    return [
        Participant(
            name=row.name,
            part=row.part,
            person_id=row.person_id if row.person_id and known_of(commune_id, row.person_id) else None,
            birth_date=row.birth_date,
        )
        for row in ordered
    ]
