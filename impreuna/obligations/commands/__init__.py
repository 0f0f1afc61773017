"""What brings obligations up to date, inside the acts that change a case; periods; telling of delays."""

from impreuna.obligations.commands.keeping import bring_team_up_to_date, bring_up_to_date
from impreuna.obligations.commands.periods import SetPeriod
from impreuna.obligations.commands.telling import NoteMailed, ReadNotifications, TellOfDelays

__all__ = [
    "NoteMailed",
    "ReadNotifications",
    "SetPeriod",
    "TellOfDelays",
    "bring_team_up_to_date",
    "bring_up_to_date",
]
