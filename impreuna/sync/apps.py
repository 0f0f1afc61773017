from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SyncConfig(AppConfig):
    name = "impreuna.sync"
    label = "sync"
    verbose_name = _("Tablete")

    def ready(self) -> None:
        from impreuna.sync import commands  # noqa: F401  handlers make themselves known
        from impreuna.sync.rules import reasons  # noqa: F401
        from impreuna.ui import navigation

        navigation.add("sync", _("Tablete"), "sync:devices", capability="SeeDevices", order=70, is_aside=True)
