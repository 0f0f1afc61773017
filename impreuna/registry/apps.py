from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "impreuna.registry"
    label = "registry"
    verbose_name = "Registru"

    def ready(self) -> None:
        from impreuna.registry import commands, feed  # noqa: F401  handlers and feeds make themselves known
        from impreuna.registry.queries.duplicates import count_pairs
        from impreuna.registry.queries.moves import count_arrivals
        from impreuna.registry.rules import lifecycles  # noqa: F401
        from impreuna.ui import navigation

        navigation.add("registry", _("Gospodării"), "registry:households", capability="SeeRegistry", order=20)
        navigation.add(
            "registry:duplicates", _("Dubluri"), "registry:duplicates", capability="SeeDuplicates", order=24,
            count=lambda actor: count_pairs(actor.scope.place_id), is_aside=True,
        )  # fmt: skip
        navigation.add(
            "registry:arrivals", _("Mutări"), "registry:arrivals", capability="SeeMoves", order=26,
            count=lambda actor: count_arrivals(actor.scope.place_id), is_aside=True,
        )  # fmt: skip
