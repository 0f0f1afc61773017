"""How a tablet stands, for who looks after the tablets: well, silent, stuck, its role ended, out of use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

#: Without contact for longer, the tablet may be lost, broken or forgotten in a drawer.
SILENT_AFTER = timedelta(days=7)
#: What was not sent for longer is known to one tablet alone for too long.
STUCK_AFTER = timedelta(days=3)

Condition = Literal["revoked", "role_ended", "stuck", "silent", "well"]


def condition_of(
    *,
    now: datetime,
    is_revoked: bool,
    is_held: bool,
    heard_at: datetime,
    unsent: int,
    oldest_unsent_at: datetime | None,
) -> Condition:
    """The gravest that is true. `heard_at`: the last contact, or the enrolment before the first one."""
    if is_revoked:
        return "revoked"
    if unsent and oldest_unsent_at is not None and now - oldest_unsent_at > STUCK_AFTER:
        return "stuck"
    if now - heard_at > SILENT_AFTER:
        return "silent"
    return "well" if is_held else "role_ended"
