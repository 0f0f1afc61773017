"""Two records of one person: told apart, or put behind one another; a merge can be undone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.commands import correct
from impreuna.kernel.edits import Change, Editable
from impreuna.kernel.models import FieldChange
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _, require_all
from impreuna.registry.commands.corrections import IDENTITY, PERSON, follow_name
from impreuna.registry.commands.moves import refuse_while_offered
from impreuna.registry.commands.register import check_text
from impreuna.registry.models import DuplicateCandidate, Membership, Merge, Person
from impreuna.registry.rules import merging

_TABLES: dict[str, Any] = {"membership": Membership, "candidate": DuplicateCandidate}


class DismissDuplicate(Command):
    """Deosebirea a două fișe asemănătoare (propunere): they are two people, and the warning is answered for good."""

    sentence = _("a hotărât că două fișe sunt ale unor persoane diferite")

    candidate_id: UUID
    reason: str


class MergePersons(Command):
    """Unirea a două fișe ale aceleiași persoane (exactitatea datelor, GDPR art. 5(1)d).

    `fields` says for each choice of `merging.CHOICES` whose value stands, "kept" (also when unnamed) or
    "dropped". `kept_n` and `dropped_n` are the numbers of the two records that the author saw.
    """

    sentence = _("a unit două fișe ale aceleiași persoane")

    kept_id: UUID
    dropped_id: UUID
    candidate_id: UUID | None = None
    fields: dict[str, str] = {}
    kept_n: int | None = None
    dropped_n: int | None = None


class UndoMerge(Command):
    """Desfacerea unirii a două fișe (propunere): both stand again; what was edited since the merge stays as it is."""

    sentence = _("a desfăcut unirea a două fișe")

    merge_id: UUID


@handles(DismissDuplicate)
def dismiss_duplicate(c: DismissDuplicate, actor: Actor, at: Stamp) -> Effect:
    """Decides the candidate; the reason is kept with it."""
    candidate = _open_candidate(c.commune_id, c.candidate_id)
    reason = check_text(c.reason, "reason")
    if not reason:
        raise Rejected("why_missing", field="reason")
    candidate.decided_at, candidate.decided_by = at.received_at, actor.name
    candidate.decision, candidate.decision_note, candidate.n = "dismissed", reason, at.n
    candidate.save(update_fields=["decided_at", "decided_by", "decision", "decision_note", "n"])
    return Effect(records=_people_of(candidate))


@handles(MergePersons)
def merge_persons(c: MergePersons, actor: Actor, at: Stamp) -> Effect:
    """Puts `dropped` behind `kept`: fields as chosen, membership handed over or ended, warnings carried along."""
    kept, dropped = _the_two(c)
    if c.candidate_id is not None and {kept.id, dropped.id} != set(
        _people_of(_open_candidate(c.commune_id, c.candidate_id))
    ):
        raise Rejected("not_found", field="candidate_id")
    before = _values(kept)
    sort_key = kept.sort_key
    _take_fields(c, kept, dropped, actor, at)
    rows = [*_settle_memberships(kept, dropped, at), *_carry_candidates(kept, dropped, actor, at)]
    dropped.merged_into_id, dropped.n = kept.id, at.n
    dropped.save(update_fields=["merged_into_id", "n"])
    after = _values(kept)
    fields = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    merge = Merge.objects.create(
        commune_id=c.commune_id,
        id=c.id,
        n=at.n,
        kept_id=kept.id,
        dropped_id=dropped.id,
        before={"fields": {name: _archived(name, pair) for name, pair in fields.items()}, "rows": rows},
        merged_at=at.received_at,
        merged_by=actor.name,
    )
    if rows or kept.sort_key != sort_key:
        follow_name(kept, at)
    return Effect(records=(kept.id, dropped.id, merge.id))


@handles(UndoMerge)
def undo_merge(c: UndoMerge, actor: Actor, at: Stamp) -> Effect:
    """Restores what nobody has touched since; the effect's facts name the fields that stay as edited."""
    merge = Merge.objects.filter(commune_id=c.commune_id, id=c.merge_id).first()
    if merge is None:
        raise Rejected("not_found")
    if merge.undone_at is not None:
        raise Rejected("merge_undone")
    kept = Person.objects.get(commune_id=c.commune_id, id=merge.kept_id)
    dropped = Person.objects.get(commune_id=c.commune_id, id=merge.dropped_id)
    if kept.merged_into_id is not None:
        raise Rejected("merge_covered")
    stayed = _give_back_fields(merge, kept, c, actor, at)
    dropped.merged_into_id, dropped.n = None, at.n
    dropped.save(update_fields=["merged_into_id", "n"])
    for entry in merge.before["rows"]:
        _restore(entry, at)
    for person in (kept, dropped):
        follow_name(person, at)
    merge.undone_at, merge.undone_by, merge.n = at.received_at, actor.name, at.n
    merge.save(update_fields=["undone_at", "undone_by", "n"])
    return Effect(records=(kept.id, dropped.id, merge.id), facts={"stayed": stayed} if stayed else {})


def _the_two(c: MergePersons) -> tuple[Person, Person]:
    if c.kept_id == c.dropped_id:
        raise Rejected("same_person", field="dropped_id")
    require_all(merging.check_choices(c.fields))
    found = {
        person.id: person for person in Person.objects.filter(commune_id=c.commune_id, id__in=[c.kept_id, c.dropped_id])
    }
    if len(found) < 2:
        raise Rejected("not_found")
    kept, dropped = found[c.kept_id], found[c.dropped_id]
    if kept.merged_into_id is not None or dropped.merged_into_id is not None:
        raise Rejected("already_merged")
    for person, seen in ((kept, c.kept_n), (dropped, c.dropped_n)):
        if seen is not None and seen != person.n:
            raise Rejected("record_moved")
    refuse_while_offered(c.commune_id, Q(person_id=c.dropped_id))
    return kept, dropped


def _open_candidate(commune_id: int, candidate_id: UUID) -> DuplicateCandidate:
    candidate = DuplicateCandidate.objects.filter(commune_id=commune_id, id=candidate_id).first()
    if candidate is None:
        raise Rejected("not_found", field="candidate_id")
    if candidate.decided_at is not None:
        raise Rejected("duplicate_decided")
    return candidate


def _people_of(candidate: DuplicateCandidate) -> tuple[UUID, ...]:
    return tuple(person for person in (candidate.person_id, candidate.other_id) if person is not None)


# --- fields ---------------------------------------------------------------------------------------


def _declaration_of(name: str) -> Editable:
    return PERSON if name in PERSON.fields else IDENTITY


def _values(person: Person) -> dict[str, Any]:
    return {
        name: entry.dump(getattr(person, name))
        for declaration in (PERSON, IDENTITY)
        for name, entry in declaration.fields.items()
    }


def _archived(name: str, pair: list[Any]) -> list[Any]:
    entry = _declaration_of(name).fields[name]
    return [entry.archive(value) for value in pair]


def _take_fields(c: MergePersons, kept: Person, dropped: Person, actor: Actor, at: Stamp) -> None:
    stored, other = _values(kept), _values(dropped)
    wanted = {
        name: Change(seen=stored[name], value=other[name])
        for name in merging.chosen_columns(c.fields)
        if stored[name] != other[name]
    }
    _write(kept, wanted, c, actor, at)


def _write(person: Person, wanted: dict[str, Change], c: Command, actor: Actor, at: Stamp) -> None:
    """Writes through `correct`, so that every replaced value stays in the record's history."""
    for declaration in (PERSON, IDENTITY):
        changes = {name: change for name, change in wanted.items() if name in declaration.fields}
        if changes:
            correct(declaration, person, changes, c, actor, at)
    if person.identity == "cnp" and wanted and IDENTITY.follow is not None:
        person.save(update_fields=list(IDENTITY.follow(person, at)))


def _give_back_fields(merge: Merge, kept: Person, c: UndoMerge, actor: Actor, at: Stamp) -> list[str]:
    now = _values(kept)
    edited = set(
        FieldChange.objects.filter(
            commune_id=c.commune_id, record_id=kept.id, received_at__gt=merge.merged_at
        ).values_list("field", flat=True)
    )
    wanted, stayed = {}, []
    for name, pair in merge.before["fields"].items():
        old, new = (_declaration_of(name).fields[name].restore(value) for value in pair)
        if name in edited or now[name] != new:
            stayed.append(name)
        else:
            wanted[name] = Change(seen=new, value=old)
    _write(kept, wanted, c, actor, at)
    return sorted(stayed)


# --- rows that point to the two -------------------------------------------------------------------


def _settle_memberships(kept: Person, dropped: Person, at: Stamp) -> list[dict[str, Any]]:
    """Hands the dropped record's open membership to the kept one, or ends it when that has its own."""
    open_ones = Membership.objects.filter(commune_id=at.commune_id, person_id__in=[kept.id, dropped.id], end_date=None)
    by_person = {membership.person_id: membership for membership in open_ones}
    theirs = by_person.get(dropped.id)
    if theirs is None:
        return []
    if kept.id in by_person or kept.death_date is not None:
        today = day_of(at.received_at)
        return [
            _alter("membership", theirs, at, end_date=max(today, theirs.start_date or today), end_reason=merging.MERGED)
        ]
    return [_alter("membership", theirs, at, person_id=kept.id)]


def _carry_candidates(kept: Person, dropped: Person, actor: Actor, at: Stamp) -> list[dict[str, Any]]:
    """Answers the warnings about the two, and lets those about the dropped one and a third speak of the kept one."""
    pair = {kept.id, dropped.id}
    found = DuplicateCandidate.objects.filter(
        Q(person_id__in=pair) | Q(other_id__in=pair), commune_id=at.commune_id, decided_at=None
    ).order_by("id")
    others = {_other_of(candidate, kept.id) for candidate in found if dropped.id not in _people_of(candidate)}
    decided = {"decided_at": at.received_at, "decided_by": actor.name, "decision": merging.MERGED}
    altered = []
    for candidate in found:
        if dropped.id not in _people_of(candidate):
            continue
        third = _other_of(candidate, dropped.id)
        if third == kept.id or third in others:
            altered.append(_alter("candidate", candidate, at, **decided))
        else:
            side = "person_id" if candidate.person_id == dropped.id else "other_id"
            altered.append(_alter("candidate", candidate, at, **{side: kept.id}))
            others.add(third)
    return altered


def _other_of(candidate: DuplicateCandidate, person_id: UUID) -> UUID | None:
    return candidate.other_id if candidate.person_id == person_id else candidate.person_id


def _alter(table: str, row: Any, at: Stamp, **columns: Any) -> dict[str, Any]:
    before = _plain(row, columns)
    for name, value in columns.items():
        setattr(row, name, value)
    row.n = at.n
    row.save(update_fields=[*columns, "n"])
    return {"table": table, "id": str(row.id), "before": before, "after": _plain(row, columns)}


def _plain(row: Any, columns: Any) -> dict[str, Any]:
    return {
        name: row._meta.get_field(name).value_to_string(row) if getattr(row, name) is not None else None
        for name in columns
    }


def _restore(entry: dict[str, Any], at: Stamp) -> None:
    model = _TABLES[entry["table"]]
    row = model.objects.filter(commune_id=at.commune_id, id=entry["id"]).first()
    if row is None or not merging.is_untouched(_plain(row, entry["after"]), entry["after"]):
        return
    for name, value in entry["before"].items():
        setattr(row, name, model._meta.get_field(name).to_python(value))
    if entry["table"] == "membership":
        _step_down(row)
    row.n = at.n
    row.save(
        update_fields=[*entry["before"], "relation", "n"] if entry["table"] == "membership" else [*entry["before"], "n"]
    )


def _step_down(membership: Membership) -> None:
    """A household that found another head meanwhile keeps that one."""
    heads = Membership.objects.filter(
        commune_id=membership.commune_id, household_id=membership.household_id, relation="head", end_date=None
    )
    if membership.relation == "head" and heads.exclude(id=membership.id).exists():
        membership.relation = "other_relative"
