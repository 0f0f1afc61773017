"""The tablets of a commune, of a county's communes, of the country's counties; putting one out of use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.execute import execute
from impreuna.kernel.policy import TEAM, may
from impreuna.sync.forms import RevokeForm
from impreuna.sync.queries.devices import Device, count_devices, find_device, list_devices
from impreuna.sync.queries.held import list_waiting
from impreuna.sync.rules.condition import SILENT_AFTER, STUCK_AFTER, condition_of
from impreuna.sync.rules.words import CONDITIONS
from impreuna.sync.wording import work_in_words
from impreuna.ui.access import page
from impreuna.ui.answers import show, typed
from impreuna.workforce.queries import PlaceName, find_place
from impreuna.workforce.standing import place_in_words


@dataclass(frozen=True, slots=True)
class Shown:
    """A tablet as the page prints it; `filled` in percent of the space that the browser gives it."""

    device: Device
    condition: str
    tone: str
    may_revoke: bool

    @property
    def filled(self) -> int | None:
        """How full it is, in percent; None when it does not tell."""
        used, quota = self.device.storage_used, self.device.storage_quota
        return None if used is None or not quota else round(100 * used / quota)


@page("SeeDevices")
def devices(request: Any, place_id: int | None = None) -> HttpResponse:
    """The tablets of the reader's place: one by one in a commune, counted above it."""
    place = _place(request.actor, place_id)
    heading = place_in_words(place.level, place.kind, place.name, place.county)
    if place.level != "commune":
        now, by_commune = timezone.now(), place.level == "county"
        counts = count_devices(now - SILENT_AFTER, now - STUCK_AFTER, by_commune=by_commune)
        facts = {"place": heading, "counts": counts, "by_commune": by_commune, **_thresholds()}
        return render(request, "sync/counts.html", facts)
    shown = [_shown(device, request.actor) for device in list_devices(place.place_id, timezone.localdate())]
    waiting = [(item, work_in_words(item.what, item.kind)) for item in list_waiting(place.place_id)]
    facts = {"place": heading, "place_id": place.place_id, "devices": shown, "waiting": waiting, **_thresholds()}
    facts["may_open"] = bool(may(request.actor.role, "TakeOverWork"))
    return render(request, "sync/devices.html", facts)


def _thresholds() -> dict[str, int]:
    return {"silent_days": SILENT_AFTER.days, "stuck_days": STUCK_AFTER.days}


def _place(actor: Actor, place_id: int | None) -> PlaceName:
    """The place in the reader's scope, or 404; one by one nobody of the country sees tablets."""
    wanted = actor.scope.place_id if place_id is None else place_id
    is_far = actor.scope.level == "country" and wanted != actor.scope.place_id
    place = None if is_far or not actor.scope.covers(wanted) else find_place(wanted)
    if place is None:
        raise Http404
    return place


def _shown(device: Device, actor: Actor, now: datetime | None = None) -> Shown:
    condition = condition_of(
        now=now or timezone.now(),
        is_revoked=device.revoked_at is not None,
        is_held=device.is_held,
        heard_at=device.last_contact_at or device.enrolled_at,
        unsent=device.unsent,
        oldest_unsent_at=device.oldest_unsent_at,
    )
    word, tone = CONDITIONS[condition]
    is_own = device.user_id == actor.user_id
    may_revoke = bool(may(actor.role, "RevokeDevice")) and (is_own or actor.role not in TEAM)
    return Shown(device, _(word), tone, may_revoke and device.revoked_at is None)


@page("RevokeDevice")
def revoke(request: Any, place_id: int, device_id: UUID) -> HttpResponse:
    """Asks once more and why, then puts the tablet out of use."""
    place = _place(request.actor, place_id)
    device = find_device(place_id, device_id, timezone.localdate()) if place.level == "commune" else None
    if device is None:
        raise Http404
    form = RevokeForm(typed(request))
    if form.is_valid() and show(form, execute(form.to_command(place_id, device_id), request.actor)):
        messages.success(request, _("Tableta „{label}” este scoasă din folosință.").format(label=device.label))
        return redirect("sync:devices-of", place_id)
    facts = {"form": form, "device": device, "place_id": place_id}
    return render(request, "sync/revoke.html", facts)
