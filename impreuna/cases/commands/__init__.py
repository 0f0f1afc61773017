"""What can be done in a case. Nothing else writes this room's tables."""

from impreuna.cases.commands.intake import RegisterNotice

__all__ = ["RegisterNotice"]
