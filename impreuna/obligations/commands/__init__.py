"""What brings obligations up to date: called inside the acts that change a case or a team's meetings."""

from impreuna.obligations.commands.keeping import Circle, Holder, bring_team_up_to_date, bring_up_to_date

__all__ = ["Circle", "Holder", "bring_team_up_to_date", "bring_up_to_date"]
