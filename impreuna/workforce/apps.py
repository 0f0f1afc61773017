"""workforce: accounts, roles held in a place, invitations, institutions."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "impreuna.workforce"
    label = "workforce"

    def ready(self) -> None:
        from impreuna.workforce import commands as commands
