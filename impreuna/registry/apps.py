from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "impreuna.registry"
    label = "registry"
    verbose_name = "Registru"

    def ready(self) -> None:
        from impreuna.registry import commands  # noqa: F401  handlers make themselves known
        from impreuna.registry.rules import lifecycles  # noqa: F401
        from impreuna.ui import navigation

        navigation.add("registry", _("Gospodării"), "registry:households", capability="SeeRegistry", order=20)
