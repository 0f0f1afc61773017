from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "impreuna.registry"
    label = "registry"
    verbose_name = "Registru"

    def ready(self) -> None:
        from impreuna.registry import commands  # noqa: F401  handlers make themselves known
        from impreuna.registry.rules import lifecycles  # noqa: F401
