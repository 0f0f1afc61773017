"""What can be done about the people who work here: giving and ending roles, inviting and accepting."""

from impreuna.workforce.commands.accounts import CorrectOwnName, NameInstitution, open_account
from impreuna.workforce.commands.invitations import AcceptInvitation, InvitePerson, WithdrawInvitation
from impreuna.workforce.commands.roles import OPERATOR, EndRole, GrantRole, may_end

__all__ = [
    "OPERATOR",
    "AcceptInvitation",
    "CorrectOwnName",
    "EndRole",
    "GrantRole",
    "InvitePerson",
    "NameInstitution",
    "WithdrawInvitation",
    "may_end",
    "open_account",
]
