"""Visits: what they are for, how they end, and which times make sense."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from impreuna.kernel.result import ALLOWED, Verdict, _, refused

CENSUS = "census"

#: What a visit is for. A proposal: the standards know visits of evaluation, monitoring, and after services (O 4, 7, 8).
PURPOSES: dict[str, str] = {
    CENSUS: _("fișa de recensământ"),
    "monitoring": _("monitorizare"),
    "intervention": _("intervenție"),
    "service": _("acordarea unui serviciu"),
    "urgent": _("urgență"),
    "other": _("alt scop"),
}

NOBODY_HOME = "nobody_home"

#: How a visit ended (a proposal).
OUTCOMES: dict[str, str] = {
    "met": _("s-a vorbit cu cineva din gospodărie"),
    NOBODY_HOME: _("nimeni acasă"),
    "refused": _("nu au dorit vizita"),
    "other_place": _("întâlnire în alt loc"),
}

PLANNED, DONE, CALLED_OFF = "planned", "done", "called_off"

NOTE_LIMIT, REASON_LIMIT, REPORT_LIMIT = 2000, 500, 10_000
#: So many people at most were there.
MOST_PRESENT = 60

_TOLERATED_CLOCK_DRIFT = timedelta(hours=24)
_FURTHEST = timedelta(days=2 * 366)
_EARLIEST = 2000
_LATEST = 2100


def may_plan(planned_on: date, recorded_on: date, received_on: date) -> Verdict:
    """Whether a visit may be planned for that day: not before the day on which it was planned, nor years ahead.

    `recorded_on` is a tablet's day, which may be one off around midnight; the plan may arrive after its day.
    """
    if not _EARLIEST <= planned_on.year <= _LATEST or planned_on + timedelta(days=1) < recorded_on:
        return refused("plan_in_the_past")
    if planned_on > received_on + _FURTHEST:
        return refused("plan_too_far")
    return ALLOWED


def check_times(started_at: datetime, ended_at: datetime, received_at: datetime) -> tuple[str, Verdict]:
    """The field at which the times of a visit fail, and why; an empty field and ALLOWED when they hold."""
    if started_at.year < _EARLIEST:
        return "started_at", refused("visit_times")
    if ended_at < started_at:
        return "ended_at", refused("visit_times")
    if ended_at > received_at + _TOLERATED_CLOCK_DRIFT:
        return "ended_at", refused("visit_in_future")
    return "", ALLOWED


def is_sensible_moment(moment: datetime, received_at: datetime) -> bool:
    """Whether something can have happened then: not before the year 2000, nor in the future."""
    return moment.year >= _EARLIEST and moment <= received_at + _TOLERATED_CLOCK_DRIFT


def may_record(purpose: str, outcome: str, present: int) -> tuple[str, Verdict]:
    """The field at which what was said of a visit fails, and why. `present` is how many people were there."""
    if purpose not in PURPOSES:
        return "purpose", refused("unknown_code")
    if purpose == CENSUS:
        return "purpose", refused("census_has_its_form")
    if outcome not in OUTCOMES:
        return "outcome", refused("unknown_code")
    if outcome == NOBODY_HOME and present:
        return "present", refused("nobody_was_home")
    return "", ALLOWED
