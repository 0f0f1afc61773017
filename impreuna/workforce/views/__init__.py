"""Pages of the room: the team of a place, roles, invitations."""

from impreuna.workforce.views.invitations import invitation, invite, withdraw
from impreuna.workforce.views.team import end_role, grant, name_institution, switch_role, team

__all__ = ["end_role", "grant", "invitation", "invite", "name_institution", "switch_role", "team", "withdraw"]
