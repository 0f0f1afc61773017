"""Counting a preview, a slice at a time, so that the worker's other jobs never wait long behind it."""

from __future__ import annotations

import time
from datetime import date

from django.utils import timezone

from impreuna.kernel.actor import Actor
from impreuna.monitoring.preview import keeping
from impreuna.monitoring.preview.keeping import Change, Preview
from impreuna.monitoring.preview.reading import communes_with_acts, homes_of
from impreuna.monitoring.preview.rules import Comparison, Side, add, areas_read, codes_concerned, told
from impreuna.nomenclature.commands import installed_lists
from impreuna.nomenclature.queries import current_edition, parameters_on
from impreuna.nomenclature.rules.edition import Edition

#: Seconds after which a slice ends and makes room for other jobs.
SLICE = 1.5


class Outdated(Exception):
    """The lists are no longer those that the preview was asked about."""


def parameter_change(code: str, value: float, day: date) -> Change:
    """The change of a parameter's value from `day` on, against what stands now."""
    on = f"{current_edition().digest}/{parameters_on(day).get(code)}"
    return Change(on=on, code=code, value=float(value), day=day)


def edition_change(digest: str) -> Change:
    """The change to the installed lists with this digest, against the edition in force."""
    return Change(on=current_edition().digest, digest=digest)


def sides_of(change: Change) -> tuple[Side, Side]:
    """The lists before and after. Raises `Outdated` when they have moved since the preview was asked for."""
    edition = current_edition()
    day = change.day or timezone.localdate()
    parameters = dict(parameters_on(day))
    if change.digest:
        installed = installed_lists()
        if installed.content is None or installed.digest != change.digest or edition.digest != change.on:
            raise Outdated
        after = Edition(edition.number + 1, installed.digest, installed.content)
        return Side(edition, parameters), Side(after, _with_new(parameters, after, day))
    if change.on != f"{edition.digest}/{parameters.get(change.code)}" or change.value is None:
        raise Outdated
    return Side(edition, parameters), Side(edition, {**parameters, change.code: change.value})


def _with_new(parameters: dict[str, float], edition: Edition, day: date) -> dict[str, float]:
    """The values of `day` with those of parameters that the edition adds."""
    added = {
        parameter.code: value.value
        for parameter in edition.parameters.values()
        if parameter.code not in parameters
        for value in parameter.values
        if value.since <= day
    }
    return {**parameters, **added}


def codes_of(change: Change) -> tuple[str, ...]:
    """The vulnerabilities that the change may concern; none when the lists have moved on."""
    try:
        return codes_concerned(*sides_of(change))
    except Outdated:
        return ()


def begin(change: Change, actor: Actor) -> Preview:
    """Keeps a new preview that waits to be counted; one that is being counted already is left alone."""
    before = keeping.find(change.id)
    if before is not None and before.is_running:
        return before
    now = timezone.now()
    preview = Preview(
        change=change,
        edition=current_edition().number,
        asked_by=actor.name,
        asked_at=now,
        moved_at=now,
        codes=codes_of(change),
        total=len(communes_with_acts()),
    )
    keeping.forget_stop(change.id)
    keeping.keep(preview)
    return preview


def count_slice(preview_id: str, seconds: float = SLICE) -> bool:
    """Counts on for about `seconds`; answers whether communes are left. What ended, or nobody knows, stays so."""
    preview = keeping.find(preview_id)
    if preview is None or preview.state not in ("waiting", "counting"):
        return False
    try:
        sides = sides_of(preview.change)
    except Outdated:
        _end(preview, "failed")
        return False
    communes = communes_with_acts()
    preview.state, preview.total = "counting", len(communes)
    preview.started_at = preview.started_at or timezone.now()
    areas, until = areas_read(sides, preview.codes), time.monotonic() + seconds
    comparison = Comparison(*sides, preview.codes, timezone.localdate())
    while preview.done < len(communes):
        if keeping.is_stopped(preview_id):
            _end(preview, "cancelled")
            return False
        commune_id, county_id = communes[preview.done]
        counted = 0
        for home in homes_of(commune_id, areas):
            add(preview.effects, county_id, comparison.effect_on(home))
            counted += 1
        preview.households += counted
        preview.communes += bool(counted)
        preview.done += 1
        if time.monotonic() >= until:
            break
    if preview.done < len(communes):
        keeping.keep(preview)
        return True
    _end(preview, "done")
    return False


def _end(preview: Preview, state: keeping.State) -> None:
    preview.state, preview.ended_at = state, timezone.now()
    preview.effects = told(preview.effects) if state == "done" else {}
    keeping.keep(preview)
