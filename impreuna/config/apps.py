from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "impreuna.config"
    label = "config"

    def ready(self) -> None:
        from impreuna.config.synthetic import commands  # noqa: F401  registers the act
